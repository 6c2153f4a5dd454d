import json

from leakcheck.report.language import language_of
from leakcheck.report.window import MOST_TEXT, MOST_VALUES, window
from tests.support import people_mail, report_of

PEOPLE = [f"p{number}@example.{'com' if number % 2 else 'net'}" for number in range(20)]


def test_the_verdict_comes_first_in_the_words_of_the_text_report():
    shown = window(report_of(people_mail(to=", ".join(PEOPLE))))
    assert shown["sentence"] == "20 people would see one another's addresses"
    assert (shown["level"], shown["shown"]) == ("error", 5)


def test_recipients_are_clear_and_values_of_the_text_masked():
    shown = window(report_of(people_mail(to=", ".join(PEOPLE), body="My card is 4539 1488 0343 6467")))
    assert shown.pop("marks") == [{"value": "4539 1488 0343 6467", "level": "error"}]
    assert PEOPLE[0] in json.dumps(shown)
    assert "0343" not in json.dumps(shown)
    first = next(finding for finding in shown["findings"] if finding["id"] == "LC101")
    assert len(first["places"][0]["values"]) == MOST_VALUES
    assert first["left"] == len(PEOPLE) - MOST_VALUES


def test_places_in_the_text_lead_to_a_mark_and_others_to_none():
    body = "card 4539 1488 0343 6467\n\n> card 4539 1488 0343 6467"
    shown = window(report_of(people_mail(to="a@example.com, b@example.net", subject="4539148803436467", body=body)))
    assert [mark["value"] for mark in shown["marks"]] == ["4539 1488 0343 6467"]
    found = {place["where"]: place["mark"] for finding in shown["findings"] for place in finding["places"]}
    assert (found["To"], found["Subject"], found["body"], found["quoted"]) == (None, None, 0, 0)


def test_in_german():
    report = report_of(people_mail(to=", ".join(PEOPLE), body="My card is 4539 1488 0343 6467"))
    shown = window(report, language_of("de"))
    assert shown["sentence"] == "20 Personen würden gegenseitig ihre Adressen sehen; dazu 1 Fehler"
    card = next(finding for finding in shown["findings"] if finding["id"] == "LC303")
    assert card["message"] == "1 Kartennummer (visa) im Text"
    assert card["help"].startswith("Entfernen Sie die Nummer")
    assert card["places"] == [{"where": "Text", "values": ["***67"], "mark": 0}]
    assert shown["skipped"][0].startswith("Einwilligungen: kein Verzeichnis")


def test_nothing_in_it_can_drive_a_window_or_grow_without_end():
    body = "card 4539 1488 0343 6467 \u202e\u0007"
    subject = "x" * 5_000 + " 4539 1488 0343 6467"
    shown = window(report_of(people_mail(to="\u202ea@example.com, b@example.net", subject=subject, body=body)))

    def texts(value):
        if isinstance(value, dict | list):
            return [text for one in (value.values() if isinstance(value, dict) else value) for text in texts(one)]
        return [value] if isinstance(value, str) else []

    assert all(len(text) <= MOST_TEXT and text.isprintable() for text in texts(shown))
