from __future__ import annotations

import pytest

from leakcheck.detect import resolved
from leakcheck.detect.postal import find
from leakcheck.detect.prepared import Prepared


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.confidence.label) for s in resolved(find(Prepared(text), ""))]


HIGH = [
    "12 Baker Street, London NW1 6XE",
    "1600 Example Ave NW, Washington, DC 20500",
    "350 5th Avenue, New York, NY 10118",
    "123 Main St, Suite 4, Springfield, IL 62701",
    "51 Franklin Street, Fifth Floor, Boston, MA 02110-1301, USA",
    "12 Elm Drive, Toronto, ON M5V 2T6",
    "5 Main Street, Dublin D02 X285",
    "10 Example Street\nLondon\nSW1A 2AA",
    "Hauptstraße 5, 10115 Berlin",
    "Musterweg 12a\n80331 München",
    "Lange Straße 7, D-10115 Berlin",
    "Bahnhofstr. 3, 8001 Zürich",
    "Mariahilfer Straße 10, 1060 Wien",
    "12, rue de Rivoli, 75001 Paris",
    "5 avenue des Champs-Élysées\n75008 Paris",
    "rue de la Loi 16, 1000 Bruxelles",
    "Keizersgracht 12, 1015 CX Amsterdam",
    "Via Roma 131, 00184 Roma",
    "Piazza Garibaldi, 5, 80142 Napoli",
    "Calle Mayor, 5, 28013 Madrid",
    "Rua Augusta 45, 1100-048 Lisboa",
    "ul. Grochowa 80, 04-301 Warszawa",
    "Storgatan 3, 111 22 Stockholm",
    "Mannerheimintie 5, 00100 Helsinki",
    "Vesterbrogade 12, 1620 København",
    "PSC 6293, Box 8158\nAPO AP 04336",
]


@pytest.mark.parametrize("address", HIGH)
def test_street_number_postcode_and_town_are_sure(address: str) -> None:
    assert found(f"I live at {address}.") == [(address, "high")]
    assert found(f"{address}\n") == [(address, "high")]


def test_a_street_and_a_town_are_likely() -> None:
    assert found("meet at 221B Baker Street, London.") == [("221B Baker Street, London", "medium")]


def test_a_unit_stands_for_the_word_street() -> None:
    text = "5100 Quadra 104\n Suite 845\n Evionnaz\n Switzerland 05377"
    assert found(text) == [(text, "medium")]


def test_a_street_with_a_number_alone_is_a_hint() -> None:
    assert found("the shop at 12 Baker Street sells tea") == [("12 Baker Street", "low")]


NO_ADDRESS = """\
via Windows 95 and more
in 2010 we walked all the way
the 5 minutes drive to the lake
Version 3.2 Release Candidate 5, Berlin
she took place 3 in the race
Kapitel 5, 10115 Zeichen
Platz 3 im Rennen
der Weg 3 ist lang
square 12 of the board
Room 12, Floor 3
Intel Drive 5 GB
100 Ways to Drive
a court case of 1984
Rue the day
via Email 10
route 66 is long
Am 5 Mai 2010 in Berlin
Suite 5 of the test bench
close 5 tickets today
20 Questions, Answers and Ways
Lane 5 is closed
die Allee der Kosmonauten
straat en laan
50 St Patrick songs
10 Downing streets of data""".splitlines()


@pytest.mark.parametrize("text", NO_ADDRESS)
def test_ordinary_text_holds_no_address(text: str) -> None:
    assert [v for v, confidence in found(text) if confidence != "low"] == []


def test_a_date_is_no_floor() -> None:
    assert found("Hauptstr. 5, 2. Juni 2024, 10115 Berlin") == []
    assert found("Hauptstr. 5, 2. Stock, 10115 Berlin")[0][1] == "high"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Office 37041 - 18 boulevard Heurteloup, 37000 Tours", "18 boulevard Heurteloup, 37000 Tours"),
        ("au 12 - 14 rue de Rivoli, 75001 Paris", "12 - 14 rue de Rivoli, 75001 Paris"),
        ("Avda. de la Borbolla, 5, 41004 Sevilla. R.M. de Sevilla", "Avda. de la Borbolla, 5, 41004 Sevilla"),
        ("Vesterbrogade 12, 1620 København V", "Vesterbrogade 12, 1620 København V"),
        (
            "Unit 7, Poundbury Trading Estate, Dorchester DT1 3AB",
            "Unit 7, Poundbury Trading Estate, Dorchester DT1 3AB",
        ),
        ("J'habite 12 rue de Paris 13e, code 12", "12 rue de Paris"),
        ("12 rue de Paris, 75013 Paris", "12 rue de Paris, 75013 Paris"),
    ],
)
def test_an_address_begins_and_ends_where_it_does(text: str, address: str) -> None:
    assert [value for value, _ in found(text)] == [address]
