"""The coach's mail from the accident to the end: new, edit, notices, two replies, close."""

from __future__ import annotations

import datetime as dt
import io
import json
import stat
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from leakcheck import mail
from leakcheck.cli import main
from leakcheck.incident.fields import FIELDS
from leakcheck.incident.letters import spoken_name
from leakcheck.policy.load import load_policy
from tests.incident.conftest import COACH
from tests.support import report_of

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Berger", "Dahl", "anna.berger@example.com", "bjoern@example.net")


def record_of(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "record.json").read_text("utf-8")))


def incident(*words: str) -> int:
    return main(["incident", *words])


def answer(path: Path, sender: str, text: str, subject: str = "Re: Your mail address") -> str:
    path.write_text(f"From: {sender}\nTo: petra@lindqvist-coaching.example\nSubject: {subject}\n\n{text}\n")
    return str(path)


def test_the_record_counts_and_knows_the_clock(coach: Path) -> None:
    record = record_of(coach)
    assert record["format"] == "leakcheck-incident/1"
    assert (record["exposed_people"], record["disclosures"]) == (14, 182)
    assert record["deadline"] == "2026-09-18T09:00:00+02:00"
    assert {"authority_notified", "people_told", "measures_taken", "cause"} <= set(record["fields_open"])


def test_the_folder_is_private_and_names_nobody_in_clear(coach: Path) -> None:
    assert stat.S_IMODE(coach.stat().st_mode) == 0o700
    for path in (*coach.rglob("*"), coach.with_name("coach.key")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    for name in ("record.json", "record.md", "exposure.svg", "annex.enc"):
        text = (coach / name).read_bytes().decode("utf-8", "replace")
        assert not [word for word in NAMES if word in text], name


def test_the_record_has_every_field_of_the_articles(coach: Path) -> None:
    text = (coach / "record.md").read_text("utf-8")
    for article in ("33(1)", "33(3)(a)", "33(3)(b)", "33(3)(c)", "33(3)(d)", "33(5)", "34(1)", "34(2)"):
        assert article in text
    assert "no legal advice" in text
    assert "sends nothing" in text


def test_what_was_not_read_in_the_law_is_a_question(coach: Path) -> None:
    text = (coach / "record.md").read_text("utf-8")
    for row in (
        "| Controller | ask: GDPR Art. 4(7) |",
        "| ask: GDPR Art. 9 |",
        "| Measures before | ask: GDPR Art. 32 |",
    ):
        assert row in text
    assert "|  |" not in text


def test_the_severity_is_an_estimate_with_its_steps(coach: Path) -> None:
    assert incident("edit", "coach", "--set", "severity=high", "--set", "severity_reason=a support group") == 0
    text = (coach / "record.md").read_text("utf-8")
    assert 'How leakcheck came to "medium", an estimate of leakcheck by steps of its own' in text
    assert "- that is 10 or more: medium" in text
    assert "| high |" in text


def test_the_record_repeats_what_the_letters_say_of_measures(coach: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = coach / "record.md"
    assert "I am asking everybody who got the mail to delete it" in page.read_text("utf-8")
    assert "Whether that was done is **open**" in page.read_text("utf-8")
    texts = coach / "texts.toml"
    texts.write_text(texts.read_text("utf-8").replace("I am asking everybody", "I have asked everybody"), "utf-8")
    assert incident("letters", "coach") == 0
    assert "The field measures_taken is open: is it so?" in capsys.readouterr().err
    assert incident("edit", "coach", "--set", "measures_taken=asked 14 people to delete it") == 0
    assert "I have asked everybody" in page.read_text("utf-8")
    assert "Whether that was done" not in page.read_text("utf-8")


def test_letters_of_other_measures_than_the_record_are_asked_about(
    coach: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert incident("edit", "coach", "--set", "measures_taken=rang all 14 people") == 0
    assert incident("letters", "coach") == 0
    said = 'The field measures_taken says "rang all 14 people": put into texts.toml what they may read'
    assert said in capsys.readouterr().err
    texts = coach / "texts.toml"
    texts.write_text(texts.read_text("utf-8").replace("I am asking everybody", "I have rung up everybody"), "utf-8")
    assert incident("letters", "coach") == 0
    assert "measures_taken" not in capsys.readouterr().err


def test_an_address_in_the_measures_is_not_shown_in_clear(coach: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert incident("edit", "coach", "--set", "measures_taken=rang anna@example.com and the rest") == 0
    assert incident("letters", "coach") == 0
    told = capsys.readouterr().err
    assert "a***@e***.com and the rest" in told
    assert "anna@example.com" not in told


def test_a_letter_says_how_else_to_reach_the_writer(coach: Path) -> None:
    assert incident("edit", "coach", "--set", "contact=Petra Lindqvist, 01632 960001") == 0
    assert incident("letters", "coach") == 0
    text = mail.parse((coach / "notices/p0001.eml").read_bytes()).texts[-1].text
    assert "I read every answer. You can also reach me here: Petra Lindqvist, 01632 960001." in text.replace(
        "\r\n", "\n"
    )


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("en", 2, "on 2 March 2026"),
        ("de", 2, "am 2. März 2026"),
        ("fr", 1, "le 1er mars 2026"),
        ("fr", 2, "le 2 mars 2026"),
        ("es", 14, "el 14 de marzo de 2026"),
    ],
)
def test_dates_are_long_in_the_language(place: Path, language: str, day: int, words: str) -> None:
    header = f"From: a@coach.example\nTo: b@example.com, c@example.net\nDate: {day} Mar 2026 10:00:00 +0000"
    (place / "x.eml").write_text(f"{header}\nSubject: x\n\nx\n")
    assert incident("new", "x.eml", "--output", "x", "--language", language, "--yes") == 0
    assert words in mail.parse((place / "x/recalls/p0001.eml").read_bytes()).texts[-1].text


def test_every_letter_goes_to_one_person_names_nobody_else_and_is_clean(coach: Path) -> None:
    people = mail.parse((coach.parent / "sent.eml").read_bytes()).recipients
    for kind in ("notices", "recalls"):
        letters = sorted((coach / kind).glob("*.eml"))
        assert len(letters) == 14
        for number, path in enumerate(letters):
            report = report_of(path.read_bytes())
            assert [finding.rule.id for finding in report.findings] == []
            draft = report.draft
            assert draft is not None
            assert [r.key for r in draft.recipients] == [people[number].key]
            text = "\n".join([part.text for part in draft.texts])
            others = {*people} - {people[number]}
            assert not [o for o in others if o.addr_spec in text or o.display_name in text]


@pytest.mark.parametrize(("language", "word"), [("en", "sorry"), ("de", "Fehler"), ("fr", "erreur"), ("es", "siento")])
def test_notices_speak_the_language(place: Path, language: str, word: str) -> None:
    assert incident("new", "sent.eml", "--output", "x", "--language", language, "--yes") == 0
    notices = sorted((place / "x" / "notices").glob("*.eml"))
    text = mail.parse(notices[0].read_bytes()).texts[-1].text
    assert word in text
    assert "13" in text
    assert "{" not in text
    recalls = sorted((place / "x" / "recalls").glob("*.eml"))
    assert all(report_of(path.read_bytes()).findings == () for path in (*notices[:2], *recalls[:2]))


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Anna Berger", "Anna Berger"),
        ("Berger, Anna", "Anna Berger"),
        ("Greta Jansen - client since March", "Greta Jansen"),
        ("Jonas (burnout group)", "Jonas"),
        ("ann@example.com", ""),
        ("Kurs 2026", ""),
    ],
)
def test_a_greeting_leaves_remarks_in_names_out(name: str, spoken: str) -> None:
    assert spoken_name(name) == spoken


def test_the_language_is_that_of_the_mail(place: Path) -> None:
    text = "Liebe Leute,\nich freue mich auf das Treffen mit euch und auf die Gruppe.\n"
    (place / "de.eml").write_text(f"From: a@coach.example\nTo: b@example.com, c@example.net\nSubject: x\n\n{text}")
    assert incident("new", "de.eml", "--output", "x", "--yes") == 0
    assert record_of(place / "x")["language"] == "de"


def test_edit_can_be_left_and_resumed(coach: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Petra, Example Street 1\n\nTo instead of Bcc\n.\n"))
    assert incident("edit", "coach") == 0
    record = record_of(coach)
    assert record["fields"]["controller"]["value"] == "Petra, Example Street 1"
    assert record["fields"]["cause"] | {"title": "", "article": ""} == {
        "title": "", "article": "", "value": "To instead of Bcc", "by": "person",
    }  # fmt: skip
    assert "how_discovered" in record["fields_open"]
    monkeypatch.setattr("sys.stdin", io.StringIO("An answer by mail\n"))
    assert incident("edit", "coach") == 0
    assert record_of(coach)["fields"]["how_discovered"]["value"] == "An answer by mail"


def test_an_answer_that_names_somebody_is_noticed(coach: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert incident("edit", "coach", "--set", "how_discovered=anna.berger@example.com wrote to me") == 0
    assert "how_discovered: holds a mail address" in capsys.readouterr().err
    assert incident("edit", "coach", "--set", "contact=petra@lindqvist-coaching.example") == 0
    assert "holds a mail address" not in capsys.readouterr().err


def test_not_notifying_asks_why(coach: Path) -> None:
    assert incident("edit", "coach", "--set", "authority_notified=no") == 0
    assert "authority_why_not" in record_of(coach)["fields_open"]
    assert incident("edit", "coach", "--set", "authority_notified=maybe") == 2


def test_the_whole_way(coach: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (coach.parent / "leakcheck.toml").write_text('[consent]\nledger = "consent.db"\n')
    assert main(["consent", "init", "--yes"]) == 0
    leaves = answer(coach.parent / "leaves.eml", "Anna <anna.berger@example.com>", "Please unsubscribe me.")
    asks = answer(coach.parent / "asks.eml", "bjoern@example.net", "Who else saw my address?")
    assert incident("reply", "coach", leaves, "--yes") == 0
    assert incident("reply", "coach", asks) == 0
    rows = record_of(coach)["replies"]
    assert [(row["person"], row["kind"], row["recorded"]) for row in rows] == [
        ("p0001", "withdrawal", True),
        ("p0002", "question", False),
    ]
    capsys.readouterr()
    main(["consent", "show", "anna.berger@example.com", "--json"])
    assert "Withdrawn" in capsys.readouterr().out
    assert incident("close", "coach", "--lessons", "One mail each") == 2
    answers = [f"{f.key}=told by mail" for f in FIELDS if not f.choices and f.key in record_of(coach)["fields_open"]]
    answers += ["special_categories=no", "authority_notified=no", "authority_why_not=few data", "people_told=yes"]
    answers += ["people_told_when=the next day"]
    assert incident("edit", "coach", *[word for one in answers for word in ("--set", one)]) == 0
    assert record_of(coach)["fields_open"] == []
    assert incident("letters", "coach") == 0
    assert incident("close", "coach", "--lessons", "One mail each", "--circle", "clients") == 0
    record = record_of(coach)
    assert record["state"] == "closed"
    assert "LC101" in record["proof"]
    capsys.readouterr()
    assert incident("status", "coach") == 0
    assert "12 of 14 have not answered" in capsys.readouterr().out
    assert incident("reply", "coach", answer(coach.parent / "late.eml", "bjoern@example.net", "Thanks")) == 0
    assert "was closed before this answer came" in capsys.readouterr().err
    assert record_of(coach)["state"] == "closed"


def test_the_whole_way_from_outlook(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "sent.msg").write_bytes((COACH.parent.parent / "outlook" / "group-offer.msg").read_bytes())
    assert incident("new", "sent.msg", "--output", "x", "--aware-at", "2026-09-15T09:00+02:00", "--yes") == 0
    assert "has no Date that can be read: the field occurred_at is open" in capsys.readouterr().err
    record = record_of(place / "x")
    assert (record["exposed_people"], record["disclosures"]) == (14, 182)
    assert len(list((place / "x/notices").iterdir())) == len(list((place / "x/recalls").iterdir())) == 14
    (place / "leakcheck.toml").write_text('[consent]\nledger = "consent.db"\n')
    assert main(["consent", "init", "--yes"]) == 0
    leaves = answer(place / "leaves.eml", "anna.berg@freemail.example", "stop")
    asks = answer(place / "asks.eml", "t.rivera@riverstone-logistics.example", "Who else saw my address?")
    assert incident("reply", "x", leaves, "--yes") == 0
    assert incident("reply", "x", asks) == 0
    assert incident("edit", "x", "--set", "occurred_at=2026-09-14T08:12+02:00") == 0
    assert incident("letters", "x") == 0
    assert "on 14 September 2026" in mail.parse((place / "x/notices/p0001.eml").read_bytes()).texts[-1].text
    assert incident("close", "x", "--lessons", "One mail each", "--anyway") == 0
    record = record_of(place / "x")
    assert [(row["person"], row["kind"]) for row in record["replies"]] == [
        ("p0001", "withdrawal"),
        ("p0002", "question"),
    ]
    assert (record["state"], "LC101" in record["proof"]) == ("closed", True)


def test_what_is_offered_stops_the_mail(coach: Path) -> None:
    (coach.parent / "leakcheck.toml").write_text("[rules.LC101]\nnote = 50\nwarning = 60\nerror = 70\n")
    assert incident("close", "coach", "--lessons", "x", "--anyway", "--circle", "clients") == 0
    assert "lets this mail go" in record_of(coach)["proof"]
    policy = load_policy(config=coach / "stop.toml", environment={}, system=())
    report = report_of((coach.parent / "sent.eml").read_bytes(), **policy._asdict())
    assert any(finding.severity >= policy.fail_on for finding in report.findings)
    assert main(["check", "sent.eml", "--config", "coach/stop.toml"]) == 1


def test_the_picture_is_xml_with_a_dot_a_person(coach: Path) -> None:
    root = ET.fromstring((coach / "exposure.svg").read_text("utf-8"))  # noqa: S314 - our own file
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Consent to be shown to the others:" in words
    assert "nobody asked, or not known (14)" in words
    dots = [e for e in root.iter("{http://www.w3.org/2000/svg}circle") if len(e)]
    lines = list(root.iter("{http://www.w3.org/2000/svg}line"))
    assert (len(dots), len(lines)) == (14, 14 * 13 // 2)


@pytest.mark.parametrize(("ago", "says"), [(70.5, "1 hour left"), (73.5, "1 hour ago"), (71.5, "0 hours left")])
def test_one_of_a_kind_is_told_as_one(place: Path, ago: float, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "one.eml").write_text("From: p@coach.example\nTo: ann@example.com\nBcc: bob@example.net\n\nHello\n")
    aware = (dt.datetime.now(tz=dt.UTC) - dt.timedelta(hours=ago)).isoformat()
    assert incident("new", "one.eml", "--output", "one", "--aware-at", aware, "--yes") == 0
    assert incident("status", "one") == 0
    said = capsys.readouterr().out
    assert "open, 1 person, 1 disclosure\n" in said
    assert says in said
