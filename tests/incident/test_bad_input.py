"""What is wrong gets one clear line; nothing is overwritten, nothing lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from leakcheck import mail
from leakcheck.cli import main
from leakcheck.incident.folder import save
from leakcheck.incident.record import read_record, set_field
from leakcheck.model.errors import ConfigError
from tests.support import people_mail

if TYPE_CHECKING:
    from pathlib import Path


def incident(*words: str) -> int:
    return main(["incident", *words])


def said(capsys: pytest.CaptureFixture[str]) -> str:
    error = capsys.readouterr().err
    assert "Traceback" not in error
    return error


def new(place: Path, text: str, *more: str) -> int:
    (place / "other.eml").write_text(text)
    return incident("new", "other.eml", "--output", "out", "--yes", *more)


def test_a_mail_that_showed_nobody(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(place, people_mail("a@example.com", bcc="")) == 2
    assert "other.eml: no recipient could see another outsider" in said(capsys)
    assert not (place / "out").exists()
    assert not (place / "out.key").exists()


def test_colleagues_alone_are_no_accident(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "leakcheck.toml").write_text('[me]\ndomains = ["coach.example"]\n')
    assert new(place, people_mail("a@coach.example, b@coach.example")) == 2
    assert "nothing to record" in said(capsys)


def test_a_mail_without_date(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(place, people_mail("a@example.com, b@example.net")) == 0
    assert "has no Date" in said(capsys)
    record = json.loads((place / "out" / "record.json").read_text("utf-8"))
    assert "occurred_at" in record["fields_open"]


def test_a_mail_inside_another(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inner = people_mail("a@example.com, b@example.net")
    outer = people_mail("me@example.org", body="").rstrip("\n")
    text = f"{outer}\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n{inner}"
    assert new(place, text) == 2
    assert "holds another mail with 2 recipients" in said(capsys)


def test_a_mail_that_quotes_others(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = (
        "-----Original Message-----\nFrom: Q <q@example.org>\nSent: Monday\nTo: Ann <ann@example.com>\nSubject: list"
    )
    assert new(place, people_mail("a@example.com, b@example.net", body=f"See below\n\n{quoted}\n\nhello")) == 0
    assert "showed 2 more people: each with an address gets a notice" in said(capsys)
    notices = sorted(path.name for path in (place / "out/notices").iterdir())
    assert notices == ["p0001.eml", "p0002.eml", "q0001.eml", "q0002.eml"]
    assert len(list((place / "out/recalls").iterdir())) == 2
    letter = (place / "out/notices/q0002.eml").read_text("utf-8")
    assert "To: ann@example.com" in letter
    assert "the 2 other people" not in letter
    assert "q@example.org" not in letter


def test_quoted_people_without_an_address_are_in_the_record(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = (
        "-----Original Message-----\nFrom: Q Kramer\nSent: Monday\nTo: Ann Miller; Bob <bob@example.org>\nSubject: x"
    )
    assert new(place, people_mail("a@example.com, b@example.net", body=f"See below\n\n{quoted}\n\nhello")) == 0
    spoken = capsys.readouterr()
    assert "2 of them stand there without an address" in spoken.err
    assert "3 more in quoted lines" in spoken.out
    assert "3 notices, 2 recalls" in spoken.out
    assert len(list((place / "out/notices").iterdir())) == 3
    record = json.loads((place / "out/record.json").read_text("utf-8"))
    assert [row["address"] for row in record["quoted"]] == [True, False, False]
    assert record["fields"]["people_number"]["value"] == "5"
    page = (place / "out/record.md").read_text("utf-8")
    assert "3 more people stood in quoted header lines and did not get the mail (q0001 ...): 6 more disclosures" in page
    assert "2 of these are known by name alone and get no letter (q0002, q0003)" in page
    assert "Miller" not in page
    drawn = (place / "out/exposure.svg").read_text("utf-8")
    assert "3 more people stood in quoted lines and did not get the mail, each seen by 2 others" in drawn
    assert "q0003 (a name alone)" in drawn
    assert "Miller" not in drawn
    assert incident("names", "out") == 0
    assert "Ann Miller" in capsys.readouterr().out


def test_who_was_quoted_or_stood_in_bcc_is_counted_rightly(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = "-----Original Message-----\nFrom: Q\nSent: Monday\nTo: Bob <bob@example.org>\nSubject: x"
    text = people_mail("a@example.com, b@example.net", bcc="c@example.net", body=f"See\n\n{quoted}\n\nhello")
    assert new(place, text) == 0
    for sender in ("bob@example.org", "c@example.net"):
        (place / "r.eml").write_text(f"From: {sender}\nTo: p@coach.example\nSubject: x\n\nIt is gone.\n")
        assert incident("reply", "out", "r.eml") == 0
    capsys.readouterr()
    assert incident("status", "out") == 0
    assert "2 of 3 have not answered" in capsys.readouterr().out


def test_ones_own_mail_to_one_person_that_quotes_others(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = "-----Original Message-----\nFrom: Q\nSent: Monday\nTo: Bob <bob@example.org>\nSubject: x"
    text = people_mail("a@example.com", bcc="", body=f"See\n\n{quoted}\n\nhello")
    assert new(place, text) == 2
    assert "if you sent this one, --me ADDRESS says so" in said(capsys)
    sender = mail.parse(text.encode()).senders[0].addr_spec
    assert new(place, text, "--me", sender) == 0
    assert sorted(path.name for path in (place / "out/notices").iterdir()) == ["q0001.eml"]
    recall = mail.parse((place / "out/recalls/p0001.eml").read_bytes()).texts[-1].text
    assert "shows data of other people, which were not meant for you" in recall
    assert "could see one another" not in recall
    assert "bob@example.org" not in recall
    drawn = (place / "out/exposure.svg").read_text("utf-8")
    assert "People were shown in quoted lines" in drawn
    assert "each seen by 1 person" in drawn
    assert "1 person got the mail, and nobody on it could see another" in drawn


def test_somebody_named_here_and_addressed_there_is_one_person(place: Path) -> None:
    quoted = "-----Original Message-----\nFrom: Ann\nSent: Monday\nTo: Bob <bob@example.org>; Bob\nSubject: x"
    assert new(place, people_mail("Ann <a@example.com>, b@example.net", body=f"See\n\n{quoted}\n\nhello")) == 0
    assert json.loads((place / "out/record.json").read_text("utf-8"))["quoted_people"] == 1


def test_no_mail_and_no_file(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "x.eml").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert incident("new", "x.eml", "--output", "out", "--yes") == 3
    assert "x.eml: " in said(capsys)
    assert incident("new", "none.eml", "--output", "out", "--yes") == 2
    assert "none.eml" in said(capsys)


def test_two_incidents_for_one_mail(coach: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert incident("new", "sent.eml", "--output", "again", "--yes") == 2
    assert "has an incident already in" in said(capsys)
    assert not coach.with_name("again").exists()


def test_a_folder_in_use_is_not_overwritten(coach: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (coach / "record.json").read_bytes()
    (coach.parent / "second.eml").write_text(people_mail("a@example.com, b@example.net"))
    assert incident("new", "second.eml", "--output", "coach", "--yes") == 2
    assert (coach / "record.json").read_bytes() == before
    said(capsys)


def test_a_place_that_is_not_there(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert incident("new", "sent.eml", "--output", "no/such/place", "--yes") == 2
    assert "such: no such folder" in said(capsys)
    assert incident("new", "sent.eml", "--output", ".", "--yes") == 2
    assert "not an empty folder" in said(capsys)
    assert sorted(path.name for path in place.iterdir()) == ["sent.eml"]


def test_commands_work_inside_the_folder(coach: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(coach)
    assert incident("names", ".") == 0
    assert incident("status", ".") == 0


def test_the_question_counts_every_letter(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = "-----Original Message-----\nFrom: Q <q@example.org>\nSent: Monday\nTo: Ann <ann@example.com>\nSubject: x"
    (place / "other.eml").write_text(people_mail("a@example.com, b@example.net", body=f"See\n\n{quoted}\n\nhello"))
    assert incident("new", "other.eml", "--output", "out") == 2
    assert "the record, 4 notices, 2 recalls" in said(capsys)


def test_without_a_yes_nothing_is_written(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert incident("new", "sent.eml", "--output", "out") == 2
    assert "--yes confirms it" in said(capsys)
    assert not (place / "out").exists()


def _change(folder: Path, **values: Any) -> None:
    record = json.loads((folder / "record.json").read_text("utf-8"))
    (folder / "record.json").write_text(json.dumps({**record, **values}))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"format": "leakcheck-incident/2"}, "is of the version"),
        ({"format": None}, '"format" is missing'),
        ({"people": "x"}, "people is missing or has another form"),
        ({"fields": {}}, "fields.controller is missing"),
        ({"replies": [3]}, "replies[0] is missing or has another form"),
        ({"replies": [{"person": [], "kind": "x"}]}, "replies[0].person is missing"),
        ({"people": [{"id": "p0001", "seen_by": "many"}]}, "people[0].seen_by is missing or has another form"),
        ({"quoted": "x"}, "quoted is missing or has another form"),
        ({"findings": [1]}, "findings[0] is missing"),
        ({"data": []}, "data is missing or has another form"),
        ({"severity_estimate": {}}, "severity_estimate.steps is missing"),
        ({"sent": {"date": 3, "sha256": ""}}, "sent.date is missing"),
    ],
)
def test_a_record_of_another_form(
    coach: Path, capsys: pytest.CaptureFixture[str], values: dict[str, Any], words: str
) -> None:
    _change(coach, **values)
    before = (coach / "record.json").read_bytes()
    for command in (["status"], ["edit"], ["letters"], ["close", "--lessons", "x"]):
        assert incident(command[0], "coach", *command[1:]) == 2
        assert words in said(capsys)
    assert (coach / "record.json").read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[1]", b"[" * 100_000])
def test_a_damaged_record(coach: Path, capsys: pytest.CaptureFixture[str], damage: bytes) -> None:
    (coach / "record.json").write_bytes(damage)
    assert incident("status", "coach") == 2
    assert "record.json" in said(capsys)
    assert (coach / "record.json").read_bytes() == damage


def test_a_page_edited_by_hand_is_kept(coach: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (coach / "record.md").write_text("my own words")
    assert incident("edit", "coach", "--set", "cause=haste") == 0
    assert "kept as record-edited-1.md" in said(capsys)
    assert (coach / "record-edited-1.md").read_text() == "my own words"
    assert "haste" in (coach / "record.md").read_text()


def test_a_record_that_somebody_else_changed_meanwhile(coach: Path) -> None:
    first, second = read_record(coach), read_record(coach)
    set_field(first, "cause", "haste")
    save(coach, first)
    set_field(second, "staff", "the coach")
    with pytest.raises(ConfigError, match="was changed meanwhile"):
        save(coach, second)
    assert read_record(coach)["fields"]["cause"]["value"] == "haste"
    save(coach, first)


def test_a_letter_edited_by_hand_stays_and_new_texts_reach_the_others(
    coach: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = coach / "notices" / "p0001.eml"
    mine.write_text(mine.read_text() + "\nPS: call me\n")
    texts = coach / "texts.toml"
    texts.write_text(texts.read_text().replace("I made a mistake", "I made a bad mistake"))
    assert incident("letters", "coach") == 0
    assert "stays as it is" in said(capsys)
    assert "PS: call me" in mine.read_text()
    assert "bad mistake" in (coach / "notices" / "p0002.eml").read_text()


def test_texts_with_a_slip(coach: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = coach / "texts.toml"
    texts.write_text(texts.read_text().replace("{shown}", "{show}"))
    assert incident("letters", "coach") == 2
    assert "texts.toml" in said(capsys)


def test_a_key_that_is_gone_or_another(coach: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = coach.with_name("coach.key")
    key.write_text("00" * 32)
    assert incident("names", "coach") == 2
    assert "does not open with" in said(capsys)
    key.unlink()
    assert incident("names", "coach") == 2
    assert "no such key" in said(capsys)


def test_an_answer_twice_and_without_a_ledger(coach: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coach.parent / "r.eml"
    path.write_text("From: anna.berger@example.com\nTo: p@coach.example\nSubject: x\n\nWhy did you do this?\n")
    assert incident("reply", "coach", "r.eml") == 0
    assert incident("reply", "coach", "r.eml") == 2
    assert "filed already" in said(capsys)
    path.write_text("From: anna.berger@example.com\nTo: p@coach.example\nSubject: x\n\nUnsubscribe me\n")
    assert incident("reply", "coach", "r.eml", "--yes") == 2
    assert "no ledger is configured" in said(capsys)
    assert len(list((coach / "replies").glob("*.eml"))) == 2


def test_two_thousand_recipients(place: Path) -> None:
    people = ",\n ".join(f"p{number}@example.com" for number in range(2_000))
    assert new(place, people_mail(people)) == 0
    record = json.loads((place / "out" / "record.json").read_text("utf-8"))
    assert (record["exposed_people"], record["disclosures"]) == (2_000, 2_000 * 1_999)
    assert len(list((place / "out" / "notices").iterdir())) == 2_000
