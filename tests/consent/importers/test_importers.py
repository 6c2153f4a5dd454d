"""Every adapter reads its sample; nobody on a list is taken to agree, and nobody's no is lost."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leakcheck.consent.importers.adapters import adapter
from leakcheck.consent.importers.answers import meaning
from leakcheck.consent.importers.planning import Wish
from leakcheck.consent.importers.running import carry_out, compare
from leakcheck.consent.verify import verify
from leakcheck.consent.views import history
from leakcheck.model.consent import EVERYTHING, Status
from leakcheck.model.errors import ConfigError, ReadError
from tests.consent.desks import ANN, MARKETING, TODAY, Desk, sqlite_desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.consent.importers.running import Diff

SAMPLES = Path(__file__).parent.parent / "import_samples"
NOBODY_VOUCHES = Wish()
VOUCHED = Wish(MARKETING, "consent", "signed form")
LEE, BOB, CLEO, DAN = "ann.lee@example.com", "bob@example.net", "cleo@example.org", "dan@example.org"
UNKNOWN, GIVEN, WITHDRAWN = Status.UNKNOWN, Status.GIVEN, Status.WITHDRAWN


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = sqlite_desk(tmp_path, "ledger.db")
    yield made
    made.ledger.close()


def brought(desk: Desk, path: Path, name: str, wish: Wish = NOBODY_VOUCHES, mapping: str = "") -> Diff:
    diff = compare(str(path), adapter(name, mapping), wish, desk.ledger, desk.keys)
    carry_out(diff.changes, desk.ledger, desk.keys)
    return diff


@pytest.mark.parametrize(
    ("file", "name", "members", "noes", "bad"),
    [
        ("contacts.csv", "csv", [LEE, BOB, DAN], [], [4, 6]),
        ("mailchimp.zip", "mailchimp", [LEE, BOB], [CLEO], []),
        ("brevo.csv", "brevo", [LEE], [CLEO], []),
        ("listmonk.csv", "listmonk", [LEE], [CLEO], []),
        ("keila.csv", "keila", [LEE], [CLEO], []),
        ("mailup.csv", "mailup", [LEE], [CLEO], []),
        ("civicrm.csv", "civicrm", [LEE], [CLEO, DAN], []),
        ("google.csv", "google", [LEE, "ann@example.org", "ann.lee@example.net", BOB], [], []),
        ("outlook.csv", "outlook", [LEE, "ann@example.org"], [], [3]),
        ("contacts.vcf", "vcard", [LEE, "ann@example.org", BOB, "juergen@example.org"], [], [20]),
        ("people.ldif", "ldif", [LEE, "ann@example.org", "juergen@example.org"], [], [25]),
        ("abook.sqlite", "thunderbird", [LEE, "ann@example.org", BOB], [], [3]),
    ],
)
def test_an_adapter(  # noqa: PLR0913, PLR0917 - one parameter a column
    desk: Desk, tmp_path: Path, file: str, name: str, members: list[str], noes: list[str], bad: list[int]
) -> None:
    path = sample(tmp_path, file)
    diff = brought(desk, path, name)
    assert [row.line for row in diff.bad] == bad
    everybody = {change.contact.address for change in diff.changes}
    assert everybody >= {*members, *noes}
    assert Counter(desk.status(person) for person in members) == {UNKNOWN: len(members)}
    assert all(desk.status(person) is WITHDRAWN for person in noes)
    head = verify(desk.ledger, desk.keys).head
    assert all(change.what == "same" for change in brought(desk, path, name).changes)
    assert verify(desk.ledger, desk.keys).head == head

    brought(desk, path, name, VOUCHED)
    assert {person for person in everybody if desk.status(person) is GIVEN} == set(members)
    assert all(desk.status(person) is WITHDRAWN for person in noes)
    head = verify(desk.ledger, desk.keys).head
    brought(desk, path, name, VOUCHED)
    verdict = verify(desk.ledger, desk.keys)
    assert (verdict.head, verdict.problem) == (head, "")


def sample(folder: Path, file: str) -> Path:
    """Return a sample; those that are no text are made here."""
    if file == "mailchimp.zip":
        with zipfile.ZipFile(folder / file, "w") as archive:
            for part in ("subscribed", "unsubscribed", "cleaned"):
                archive.write(SAMPLES / f"{part}.csv", f"{part}_members_export_1.csv")
    elif file == "abook.sqlite":
        with closing(sqlite3.connect(folder / file)) as book, book:
            book.execute("CREATE TABLE cards (uid TEXT PRIMARY KEY, localId INTEGER)")
            book.execute("CREATE TABLE properties (card TEXT, name TEXT, value TEXT)")
            card = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bob Ray\r\nEMAIL:bob@example.net\r\nEND:VCARD\r\n"
            rows = [
                ("1", "DisplayName", "Ann Lee"),
                ("1", "PrimaryEmail", LEE),
                ("1", "SecondEmail", "ann@example.org"),
                ("2", "_vCard", card),
                ("3", "DisplayName", "No Address"),
            ]
            book.executemany("INSERT INTO properties VALUES (?, ?, ?)", rows)
        book.close()
        (folder / file).chmod(0o400)
    else:
        shutil.copy(SAMPLES / file, folder / file)
    return folder / file


def test_names_and_instants_come_along(desk: Desk, tmp_path: Path) -> None:
    brought(desk, sample(tmp_path, "mailchimp.zip"), "mailchimp", VOUCHED)
    found = history(desk.ledger, desk.keys, LEE, TODAY)
    ((event, note),) = found.events
    assert (found.identity.name, event.at, event.source) == (
        "Ann Lee",
        "2026-01-05T09:02:11.000000Z",
        "import:mailchimp",
    )
    assert note.evidence.startswith("signed form (sha256:")
    assert note.evidence.endswith("subscribed_members_export_1.csv line 2)")


def test_columns_of_one_s_own(desk: Desk) -> None:
    brought(desk, SAMPLES / "columns.csv", "csv", VOUCHED, str(SAMPLES / "columns.toml"))
    assert [desk.status(LEE), desk.status(BOB)] == [GIVEN, WITHDRAWN]
    with pytest.raises(ConfigError, match="line 1: no column is called 'email'"):
        brought(desk, SAMPLES / "columns.csv", "csv")


def test_a_stray_quote_costs_one_row(desk: Desk, tmp_path: Path) -> None:
    rows = ['"p0@example.com,x' if n == 0 else f"p{n}@example.com,x" for n in range(300)]
    (tmp_path / "a.csv").write_text("email,name\n" + "\n".join(rows), encoding="utf-8")
    diff = brought(desk, tmp_path / "a.csv", "csv")
    assert ([bad.line for bad in diff.bad], diff.count("new")) == ([2], 299)


def test_a_withdrawal_stays_whatever_is_imported(desk: Desk) -> None:
    desk.say(WITHDRAWN, LEE, purpose=EVERYTHING, at="2020-01-01T00:00:00.000000Z")
    diff = brought(desk, SAMPLES / "contacts.csv", "csv", VOUCHED)
    assert desk.status(LEE) is WITHDRAWN
    assert {c.contact.address: (c.what, c.after) for c in diff.changes}[LEE] == ("stays", WITHDRAWN)


def test_a_grant_by_hand_keeps_its_last_day(desk: Desk) -> None:
    desk.say(GIVEN, LEE, expires="2099-03-31")
    diff = brought(desk, SAMPLES / "contacts.csv", "csv", VOUCHED)
    assert {c.contact.address: c.what for c in diff.changes}[LEE] == "same"


@pytest.mark.parametrize(("file", "person"), [("unsubscribe.eml", LEE), ("one-click.eml", CLEO)])
def test_a_mail_that_says_no_more(desk: Desk, file: str, person: str) -> None:
    desk.say(GIVEN, person, at="2026-01-01T00:00:00.000000Z")
    brought(desk, SAMPLES / file, "reply")
    assert desk.status(person) is WITHDRAWN
    note = history(desk.ledger, desk.keys, person, TODAY).events[-1][1]
    assert note.evidence.startswith("sha256:")
    assert brought(desk, SAMPLES / file, "reply").changes[0].what == "same"


def test_what_is_quoted_is_not_said(desk: Desk) -> None:
    diff = brought(desk, SAMPLES / "quoted.eml", "reply")
    assert (len(diff.changes), len(diff.bad)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Please unsubscribe me", WITHDRAWN),
        ("Bitte melden Sie mich ab!", WITHDRAWN),
        ("Merci de bien vouloir me désabonner.", WITHDRAWN),
        ("Quiero darme de baja, gracias", WITHDRAWN),
        ("Per favore cancellatemi dalla lista", WITHDRAWN),
        ("Schrijf mij uit a.u.b.", WITHDRAWN),
        ("Não quero receber mais e-mails", WITHDRAWN),
        ("List-Unsubscribe=One-Click", WITHDRAWN),
        ("Please do not unsubscribe me", None),
        ("Bitte nicht abmelden", None),
        ("Yes, please!\nSee you", GIVEN),
        ("Ja, gerne", GIVEN),
        ("No thanks", Status.REFUSED),
        ("Yes, but only the first evening", None),
        ("How much is it?", None),
    ],
)
def test_what_an_answer_means(text: str, status: Status | None) -> None:
    assert meaning("Re: offer", text) is status


def test_yes_counts_only_for_a_request_that_was_made(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "yes.eml").write_text(f"From: {ANN}\nTo: petra@coach.example\nSubject: Re: offers\n\nYes\n")
    diff = brought(desk, tmp_path / "yes.eml", "reply")
    assert (diff.changes, len(diff.bad)) == ((), 1)
    assert desk.status(ANN) is UNKNOWN


@pytest.mark.parametrize("name", ["csv", "vcard", "ldif", "thunderbird", "reply", "mailchimp"])
@pytest.mark.parametrize("data", [b"", b"\0\1\2\xff" * 500, b"\xff\xfe\0", b"PK\x03\x04broken", b'"' * 999])
def test_noise_brings_nobody_in(desk: Desk, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "noise").write_bytes(data)
    with contextlib.suppress(ReadError, ConfigError):
        assert brought(desk, tmp_path / "noise", name).changes == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "key address is missing"),
        ("address = 3", "address is a word or a list"),
        ('address = "a"\nadress = "b"', "there is no key 'adress'"),
        ('address = "a"\n[[when]]\ncolumn = "b"\nstatus = "given"', "no file can give consent by itself"),
        ("address = ", "is no TOML"),
    ],
)
def test_a_wrong_mapping_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        adapter("csv", str(tmp_path / "m.toml"))


def test_a_slip_gets_the_nearest_adapter() -> None:
    with pytest.raises(ConfigError, match="did you mean mailchimp"):
        adapter("mailchip")
