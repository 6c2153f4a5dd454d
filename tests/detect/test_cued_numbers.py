"""Kinds that only a word near them proves: accounts, passports, licences, tax numbers, plates."""

from __future__ import annotations

import pytest

from tests.detect.seen import details, seen

SEEN = [
    ("bank-account", "Bank account 8721938475 registered", "8721938475"),
    ("bank-account", "recipient account number 'SBIN567890123456' (routing", "SBIN567890123456"),
    ("bank-account", "Kontonummer 0532013000", "0532013000"),
    ("bank-account", "Rekeningnummer: 417164300", "417164300"),
    ("bank-account", "número de cuenta 0200051332", "0200051332"),
    ("bank-account", "numéro de compte 0500013026", "0500013026"),
    ("bank-account", "ABA routing number 121042882", "121042882"),
    ("bank-account", "sort code 20-00-00", "20-00-00"),
    ("bank-account", "SWIFT: DEUTDEFF500", "DEUTDEFF500"),
    ("passport", "passport number RX3901825 with", "RX3901825"),
    ("passport", "passport ID QX2019843", "QX2019843"),
    ("passport", "Reisepass-Nr. C01X00T47", "C01X00T47"),
    ("passport", "AAA123456 es mi número de pasaporte", "AAA123456"),
    ("passport", "numéro de passeport 12AB34567", "12AB34567"),
    ("passport", "Passport: M12345678", "M12345678"),
    ("driving-licence", "My driver's license number is F162823540116", "F162823540116"),
    ("driving-licence", "My driver’s license number is 6940579", "6940579"),
    ("driving-licence", "license number D245-938-19-203 in the report", "D245-938-19-203"),
    ("driving-licence", "MORGA657054SM9IJ", "MORGA657054SM9IJ"),
    ("driving-licence", "Führerscheinnummer B072RRE2I55", "B072RRE2I55"),
    ("tax-id", "the Tax ID 94-2841935", "94-2841935"),
    ("tax-id", "UTR 1234567890", "1234567890"),
    ("tax-id", "Steuernummer 12/345/67890", "12/345/67890"),
    ("vehicle", "License plate: ABC 1234", "ABC 1234"),
    ("vehicle", "Kennzeichen B-AB 1234", "B-AB 1234"),
    ("vehicle", "VIN 1M8GDM9AXKP042788", "1M8GDM9AXKP042788"),
]
NONE = [
    ("bank-account", "8721938475"),
    ("bank-account", "routing 121042883"),
    ("bank-account", "your account 12345678 was closed"),
    ("bank-account", "20-00-00"),
    ("passport", "RX3901825"),
    ("passport", "the passport office moved in 20040612"),
    ("driving-licence", "F162823540116"),
    ("driving-licence", "your software license number is A1234567"),
    ("driving-licence", "public number 1234567"),
    ("tax-id", "94-2841935"),
    ("vehicle", "ABC 1234"),
    ("vehicle", "the plate was hot"),
    ("vehicle", "1M8GDM9AXKP042788"),
]


@pytest.mark.parametrize(("kind", "text", "value"), SEEN)
def test_a_named_number_is_seen_whole(kind: str, text: str, value: str) -> None:
    assert seen(text, kind) == [value]


@pytest.mark.parametrize(("kind", "text"), NONE)
def test_a_number_that_nothing_names_is_not_seen(kind: str, text: str) -> None:
    assert seen(text, kind) == []


def test_the_nearest_word_names_the_number() -> None:
    text = "passport number EP564912 and driver license ID 567-890-123"
    assert seen(text, "passport") == ["EP564912"]
    assert seen(text, "driving-licence") == ["567-890-123"]


def test_the_vat_number_of_a_firm_is_only_a_hint() -> None:
    assert seen("USt-IdNr.: DE123456788", "tax-id") == []


def test_a_vehicle_number_says_how_sure_it_is() -> None:
    assert details("VIN 1M8GDM9AXKP042788", "vehicle") == [("vin", "high", False)]
    assert details("VIN WVWZZZ1JZ3W386752", "vehicle") == [("vin", "medium", False)]
    assert details("1M8GDM9AXKP042788", "vehicle") == [("vin", "low", False)]
