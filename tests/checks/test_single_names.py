"""LC312: a given name or a surname by itself tells of somebody of the ledger, unless somebody else is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leakcheck import mail
from leakcheck.consent.asking import ask
from leakcheck.consent.desk import Entry, record
from leakcheck.engine.plan import make_plan
from leakcheck.engine.run import check_drafts
from leakcheck.policy.load import parse_policy
from tests.consent.desks import Desk, sqlite_desk
from tests.support import TODAY, finding_of, people_mail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leakcheck.consent.asking import Known
    from leakcheck.model.consent import NameWord
    from leakcheck.model.finding import Finding

LEDGER = {
    "mo@example.com": "Miriam Osei",
    "k.boateng@example.org": "Boateng, Kwame",
    "juergen@example.net": "Dr. Jürgen Müller",
    "grace@example.com": "Grace Ito",
    "aroha@example.org": "Aroha Ngata",
    "akua@example.net": "Akua Osei-Bonsu",
    "sabine.falk@example.com": "",
    "info@example.org": "Praxis Sommer GmbH",
    "x@example.org": "Ruhe Park",
    "bjoern@example.net": "Björn Dahl",
    "andrea@example.com": "Andrea Rossi",
    "florence@example.org": "Florence Petit",
}
BEFORE = "From: Petra Lindqvist <petra@coach.example>\nTo: Tom Weber <tom@example.org>\nSubject: {subject}\n\n{body}\n"


class Asker:
    """Asks a ledger that is open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask(self, addresses: Sequence[str], names: Sequence[str] = (), words: Sequence[NameWord] = ()) -> Known:
        return ask(self._desk.ledger, self._desk.keys, addresses, names, words)


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    desk = sqlite_desk(tmp_path_factory.mktemp("ledger"))
    record(desk.ledger, desk.keys, [Entry(key, name) for key, name in LEDGER.items()])
    crowd = [Entry(f"a{number}@example.com", f"Anna Muster{'x' * number}") for number in range(25)]
    record(desk.ledger, desk.keys, crowd)
    yield Asker(desk)
    desk.ledger.close()


def told(asker: Asker, text: str, policy: str = "") -> list[Finding]:
    draft = mail.parse(text.encode(), "draft.eml")
    plan = make_plan(parse_policy(policy)._replace(select=("LC312",)))
    (report,) = check_drafts([draft], plan, TODAY, asker=asker)
    return [finding for finding in report.findings if finding.rule.id == "LC312"]


def named(asker: Asker, body: str, **more: str) -> list[str]:
    text = people_mail(body=body, **({"to": "Tom Weber <tom@example.org>"} | more))
    return [place.evidence.reveal() for finding in told(asker, text) for place in finding.locations]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("It has helped Miriam as well.", ["Miriam"]),
        ("Miriam hat mir erzählt, dass es ihr besser geht.", ["Miriam"]),
        ("Wie du weißt, geht es Kwame nicht gut.", ["Kwame"]),
        ("Wie du weißt, geht es Frau Osei nicht gut.", ["Osei"]),
        ("I talked to Ms Osei yesterday.", ["Osei"]),
        ("I talked to Mr. Boateng's wife.", ["Boateng"]),
        ("Ich habe mit Herrn Dr. Müller gesprochen.", ["Müller"]),
        ("Ich habe mit Juergen gesprochen.", ["Juergen"]),
        ("Miriams Termin ist am Montag.", ["Miriams"]),
        ("This was Miriam's idea.", ["Miriam"]),
        ("Meine Klientin Miriam kommt auch.", ["Miriam"]),
        ("We asked Aroha to come.", ["Aroha"]),
        ("Hast du Frau Osei-Bonsu getroffen?", ["Osei-Bonsu"]),
        ("Ich denke, dass Sabine kommt.", ["Sabine"]),
        ("J'ai parlé avec Mme Osei hier.", ["Osei"]),
        ("La sesión de Miriam fue bien.", ["Miriam"]),
        ("Hallo Tom,\n\nwie war es mit\nMiriam gestern?\n\nViele Grüße\nPetra", ["Miriam"]),
        ("I met Florence yesterday.", ["Florence"]),
        ("Miriam Osei was here. I like Miriam a lot.", ["Miriam Osei", "Miriam"]),
        ("Hallo Tom, Miriam hat angerufen.", ["Miriam"]),
        ("Weißt du, ob Miriam Angst vor dir hat?", ["Miriam"]),
        ("Dass Miriam Fieber hat, weiß ich.", ["Miriam"]),
        ("Ich treffe Miriam Montag und nicht heute.", ["Miriam"]),
        ("Hi Tom I spoke to Miriam", ["Miriam"]),
        ("Thanks to Miriam we know.", ["Miriam"]),
        ("Frau Miriam Osei war hier.", ["Miriam Osei"]),
    ],
)
def test_somebody_of_the_ledger_is_told_of(asker: Asker, body: str, names: list[str]) -> None:
    assert named(asker, body) == names


@pytest.mark.parametrize(
    "body",
    [
        "I talked to Miriam Chen. Then Miriam left.",
        "Miriam van Dyke told me so, and Miriam knows.",
        "Maria met Kwame M. Example.",
        "Hallo Miriam,\n\nbis morgen.\n\nViele Grüße\nPetra",
        "Hi Miriam and Kwame, see you tomorrow.",
        "Danke Miriam für deine Hilfe, schreibt Tom.",
        "Dear Ms Osei,\n\nthank you.",
        "Sehr geehrte Frau Osei,\n\nvielen Dank.",
        "Bis morgen.\n\nLiebe Grüße von Miriam",
        "Bis morgen.\n\nBest,\nMiriam",
        "Bis morgen\nMiriam",
        "-- \nMiriam Chen",
        "Say grace before you eat; Grace is a virtue, and by Grace we live.",
        "Wir treffen uns im Hotel Miriam.",
        "I flew to Florence.",
        "Andreas hat es mir erzählt, und mit Andreas war es gut.",
        "write to miriam@example.com or see https://example.com/Miriam/Osei",
        "Der Sommer war lang, und die Praxis hat zu, die Ruhe ist gut.",
        "die Miriam-Straße und das Miriam_Formular",
        "We met Osei there.",
        "I miss Osei a lot.",
        "Frau Miriam Chen hat angerufen.",
        "MIRIAM",
        "Church at 14:00, St Miriam's Road, and St. Miriam is nice.",
        "What do you think, Miriam? I like it, and Miriam too.",
        "Ça va, Miriam ?",
        "Wie geht es Miriam Krebs, und was macht Miriam heute?",
        "> It has helped Miriam as well.\n\nYes.",
    ],
)
def test_nobody_is_told_of(asker: Asker, body: str) -> None:
    assert named(asker, body) == []


@pytest.mark.parametrize(
    "people",
    [
        {"to": "Miriam Chen <m.c@example.org>"},
        {"to": "miriam@example.org"},
        {"to": "mo@example.com"},
        {"to": "x@example.org", "From": "Miriam Lindqvist <petra@coach.example>"},
        {"to": "x@example.org", "cc": "Miriam <m@example.org>"},
    ],
)
def test_who_writes_or_gets_the_mail_is_meant(asker: Asker, people: dict[str, str]) -> None:
    assert named(asker, "As I said, it has helped Miriam a lot.", **people) == []


@pytest.mark.parametrize("to", ["Kofi Osei <kofi@example.org>", "kofi.osei@example.org", "mo@example.com"])
def test_a_surname_of_who_gets_the_mail_is_meant(asker: Asker, to: str) -> None:
    assert named(asker, "As I said, it has helped Frau Osei a lot.", to=to) == []


def test_a_name_of_many_people_is_a_note(asker: Asker) -> None:
    text = people_mail(to="Tom Weber <tom@example.org>", body="It has helped Anna as well.")
    assert [finding.severity.label for finding in told(asker, text)] == ["note"]
    assert [f.severity.label for f in told(asker, text, "[rules.LC312]\ncommon = 30\n")] == ["warning"]


def test_somebody_of_a_quoted_header_is_a_note(asker: Asker) -> None:
    quoted = "-------- Forwarded Message --------\nSubject: x\nDate: Mon, 2 Mar 2026 10:12:00 +0100\n"
    quoted += "From: Miriam Chen <miriam@example.org>\nTo: Petra <petra@coach.example>\n\nI cannot come.\n"
    text = people_mail(to="Tom Weber <tom@example.org>", body=f"We must ask Miriam first.\n\n{quoted}")
    assert [finding.severity.label for finding in told(asker, text)] == ["note"]


CIRCLE = '[[circle]]\nname = "clients"\nmembers = ["miriam.osei@example.com", "kwame.boateng@example.net"]\n'


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("It has helped Miriam and Kwame as well.", ["Miriam", "Kwame"]),
        ("It has helped Frau Osei as well.", ["Osei"]),
        ("It has helped Miriam Chen as well, so ask Miriam.", []),
    ],
)
def test_members_of_a_circle_by_single_names(body: str, names: list[str]) -> None:
    finding = finding_of("LC312", people_mail(to="Tom Weber <tom@example.org>", body=body), CIRCLE)
    assert [place.evidence.reveal() for place in (finding.locations if finding else ())] == names
