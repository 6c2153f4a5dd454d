from __future__ import annotations

import pytest

from leakcheck.detect import scan_text
from tests.detect.seen import details, seen

CUED = [
    ("Call me at (555) 123-4567 tomorrow.", "(555) 123-4567"),
    ("Phone: 467 3395", "467 3395"),
    ("Mobile: 0341 8387176", "0341 8387176"),
    ("Please call me on 6502 538365 tomorrow.", "6502 538365"),
    ("Please call me on 030-3-2 23 12 34 tomorrow.", "030-3-2 23 12 34"),
    ("Please call me on ４１５５５５０１００", "４１５５５５０１００"),
    ("Tel. 0423/972429", "0423/972429"),
    ("They're not answering at 78 651 450", "78 651 450"),
    ("+1 202 555 0143 office", "+1 202 555 0143"),
    ("Mobil 0171\u00a055 50\u00a0100", "0171\u00a055 50\u00a0100"),
    ("t: 202-555-0143", "202-555-0143"),
    ("202 555 0143 (home)", "202 555 0143"),
    ("085 175 7641-Office", "085 175 7641"),
    ("Téléphone : 01 99 00 12 34", "01 99 00 12 34"),
    ("Mi teléfono es 600 55 01 00", "600 55 01 00"),
    ("Bel me op 06 12345678", "06 12345678"),
    ("Fax +49 30 23125 123", "+49 30 23125 123"),
]
ALONE = [
    ("Main 202-555-0143 is active", "202-555-0143"),
    ("(202) 555-0143", "(202) 555-0143"),
    ("Reach 202.555.0143 or not", "202.555.0143"),
    ("London +44 20 7946 0958.", "+44 20 7946 0958"),
    ("dial 415-666-7777 ext. 503 now", "415-666-7777 ext. 503"),
    ("+1-202-555-0143x565", "+1-202-555-0143x565"),
    ('"phone":"202-555-0143"', "202-555-0143"),
]
NONE = [
    "Part number: 555-123-4567-A",
    "650+253+1234 and 650x2531234",
    "call on 2014-04-12 04:04 PM",
    "call 3/10/1984",
    "ref 202-555-01430",
    "order 2025550143",
    "https://example.com/202-555-0143",
    "192.168.100.200",
    "Copyright (c) 2007-2009",
    "fax: 1111111",
    "Tel. folgt, siehe 2026/0417",
    "Tel. folgt, SV-Nummer: 65 170839 J 008",
    "Tel. volgt, BTW BE 0403.019.261",
    "Call in: +44 20 7946 0999,,118822417# United Kingdom",
]


@pytest.mark.parametrize(("text", "number"), CUED + ALONE)
def test_a_number_is_seen_whole(text: str, number: str) -> None:
    assert seen(text, "phone-number") == [number]


@pytest.mark.parametrize("text", NONE)
def test_no_number(text: str) -> None:
    assert seen(text, "phone-number") == []


def test_a_national_number_needs_its_region() -> None:
    text = "siehe 030 23125-123 ab acht"
    assert seen(text, "phone-number") == []
    assert seen(text, "phone-number", "DE") == ["030 23125-123"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Mia fehlt. Die Mutter (0152 28817386) sagt, sie ist nicht da", "0152 28817386"),
        ("Sa mère est au 07 39 98 77 88, elle est là pour nous", "07 39 98 77 88"),
        ("Bob is the one who has the key, 07911 123456 or at the door", "07911 123456"),
        ("De sleutel van het huis is bij haar, 06-12345678, of niet", "06-12345678"),
    ],
)
def test_a_mobile_number_is_known_where_its_language_is_spoken(text: str, number: str) -> None:
    assert seen(text, "phone-number") == [number]
    assert seen(number, "phone-number") == []


@pytest.mark.parametrize("text", ["Art. 0612-345678", "Best.nr. 06-12345678", "Ref: 0152 28817386"])
def test_a_word_right_before_it_says_what_else_it_is(text: str) -> None:
    assert seen(f"{text} van de winkel is er niet", "phone-number", "NL") == []
    assert seen(f"{text} und das ist nicht alles", "phone-number", "DE") == []


@pytest.mark.parametrize("text", ["Loto : 06 12 18 23 41", "Keno : 07 14 21 28 35 42", "06 12 18 23 41 / 02 09"])
def test_the_numbers_of_a_draw_are_none(text: str) -> None:
    assert seen(f"{text}, on est les meilleurs pour vous", "phone-number", "FR") == []
    assert seen(f"{text}, on est les meilleurs pour vous", "phone-number") == []
    assert seen(f"{text}, das sind die Zahlen und nicht mehr", "phone-number", "DE") == []


def test_fiction_is_valid_at_home() -> None:
    assert seen("he is on 07700 900456", "phone-number", "GB") == ["07700 900456"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Dan Moss   +44 7700 900 444   2 seats", "+44 7700 900 444"),
        ("Dan Moss   +44 7700 900 444  2 seats", "+44 7700 900 444"),
        ("Lea Tel. 0221 4710 123    14 Uhr", "0221 4710 123"),
    ],
)
def test_the_next_column_is_no_part_of_it(text: str, number: str) -> None:
    assert seen(text, "phone-number") == [number]


def test_numbers_kept_for_fiction_are_samples() -> None:
    assert details("call 202-555-0143", "phone-number") == [("", "high", True)]
    assert details("call +44 7700 900123", "phone-number")[0][2]
    assert not details("call 202-456-1111", "phone-number")[0][2]


def test_the_nearer_word_wins() -> None:
    assert seen("phone support gave order 12345678", "phone-number") == []
    assert seen("order 17: phone 12345678", "phone-number") == ["12345678"]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Tel. Buchung: ⟦030 901820⟧", "DE"),
        ("Telefon Bestellung: ⟦030 901820⟧", "DE"),
        ("Customer: ⟦07911 123456⟧", "GB"),
        ("Member: Ann, ⟦07911 123456⟧", "GB"),
        ("Tel. ⟦2041/234567⟧", "DE"),
        ("Animateur : Gérard, ⟦06 39 98 27 10⟧", "FR"),
        ("llama al propietario, ⟦655 418 827⟧ (Sr. Luna)", "ES"),
        ("o Dr. Prado atende no ⟦(11) 95555-0188⟧", "BR"),
        ("La sig.ra Poli (⟦339 118 8271⟧) è in casa", "IT"),
        ("Sr. Pinto, ⟦936 118 827⟧, em casa depois das 18h", "PT"),
    ],
)
def test_a_number_of_the_country_needs_no_word(text: str, region: str) -> None:
    plain = text.replace("⟦", "").replace("⟧", "")
    assert seen(plain, "phone-number", region) == [text.partition("⟦")[2].partition("⟧")[0]]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Customer no. 07911 123456", "GB"),
        ("Artikel Handy Art. 0612-345678", "DE"),
        ("Az. 2031/234567", "DE"),
        ("12 C 2026/234567", "DE"),
        ("Entidade: 20418  Referência: 918 827 104  Montante: 27,10", "PT"),
        ("Importe: 655 418 827 pesos", "ES"),
        ("Población: 655 418 827 habitantes", "ES"),
        ("Ricavi 339 118 827 nel 2025", "IT"),
        ("N.º de cliente: 918 827 104", "PT"),
    ],
)
def test_what_only_has_the_layout_of_a_number_of_the_country(text: str, region: str) -> None:
    assert seen(text, "phone-number", region) == []


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Call 0800 496 0188", "GB"),
        ("Tel. 0345 496 0188", "GB"),
        ("Averías 24 h: tel. 900 10 41 88", "ES"),
        ("Bel 088 041 8827", "NL"),
        ("Call +1 800 555 0199", ""),
        ("Fragen? Tel. 0341 231250 (Mo–Fr 7:30–18:00 Uhr)", "DE"),
        ("Tel. 0341 231250, Mo. bis Fr. 9-12 Uhr", ""),
        ("Tel. 0341 231250, Sprechzeit Di 9-12", "DE"),
        ("Tel. 0532 118827), lun-ven 8-18", "IT"),
        ("Phone 01632 960118, Mon-Fri 9-5", "GB"),
        ("Tel. 02 61 91 18 27, du lundi au samedi", "FR"),
        ("Tel. 0252-041882, dagelijks 9-18 uur", "NL"),
        ("tel. (11) 5555-0418, seg. a sex., 8h", "BR"),
    ],
)
def test_a_number_of_an_office_is_told_from_a_persons(text: str, region: str) -> None:
    found = scan_text(text, region, frozenset({"phone-number"}))
    assert [s.detail for s in found if s.confidence >= 2] == ["service"]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Call 07911 123456, Mon-Fri", "GB"),
        ("Tel. 0171 3920417 (Mo-Fr ab 17 Uhr)", ""),
        ("Call Ann on 01632 960118, not on Monday", "GB"),
        ("Tel. 0341 231250 am Montag", "DE"),
        ("Tel. 0341 231250, so lange es geht", "DE"),
    ],
)
def test_a_number_of_a_person_stays_one(text: str, region: str) -> None:
    assert [s.detail for s in scan_text(text, region, frozenset({"phone-number"}))] == [""]


def test_a_book_is_no_phone() -> None:
    assert seen("we sold 0-389-08541-3 of them", "phone-number", "FI") == []
    assert seen("we sold 0-389-08541-5 of them", "phone-number", "FI") == ["0-389-08541-5"]


@pytest.mark.parametrize("number", ["00999 123 456", "(00999) 123456", "00210 12 34 56"])
def test_a_code_of_no_country_is_no_crash(number: str) -> None:
    texts = (f"Wir haben nichts gehört, bitte sagen Sie Anna {number} noch heute.", f"Please tell Anna {number} today.")
    assert [seen(text, "phone-number") for text in texts] == [[], []]
