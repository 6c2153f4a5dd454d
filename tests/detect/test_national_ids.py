from __future__ import annotations

import pytest

from tests.detect.seen import details, seen

# Published documentation samples, or numbers made for this test; no living person's.
IDS = [
    ("us-ssn", "My SSN is 514-69-0360.", "514-69-0360"),
    ("us-ssn", "social security number: 514690360", "514690360"),
    ("us-itin", "ITIN 912-90-3457 on file", "912-90-3457"),
    ("gb-nino", "National Insurance number AB 12 34 56 C", "AB 12 34 56 C"),
    ("gb-nino", "NI number: AB123456C", "AB123456C"),
    ("gb-nhs", "NHS number 943 476 5919", "943 476 5919"),
    ("de-idnr", "Steuer-ID: 36 574 261 809", "36 574 261 809"),
    ("de-idnr", "IdNr 36574261809", "36574261809"),
    ("de-svnr", "Sozialversicherungsnummer 15 070649 C 103", "15 070649 C 103"),
    ("de-svnr", "RVNR: 15070649C103", "15070649C103"),
    ("de-kvnr", "Versichertennr. M418827106", "M418827106"),
    ("de-kvnr", "KVNR: T 234 567 893", "T 234 567 893"),
    ("de-kvnr", "Krankenversichertennummer T234567893", "T234567893"),
    ("fr-nir", "ma carte: 2 95 10 99 126 111 93", "2 95 10 99 126 111 93"),
    ("fr-nir", "NIR 295109912611193", "295109912611193"),
    ("es-dni", "DNI 54362315K", "54362315K"),
    ("es-dni", "mi DNI es 54.362.315-K", "54.362.315-K"),
    ("es-nie", "NIE X-2482300-W", "X-2482300-W"),
    ("es-nie", "firmado X2482300W", "X2482300W"),
    ("it-cf", "Codice fiscale RCCMNL83S18D969H", "RCCMNL83S18D969H"),
    ("nl-bsn", "BSN 111222333", "111222333"),
    ("nl-bsn", "Mijn burgerservicenummer is 1112.22.333", "1112.22.333"),
    ("be-nn", "nummer 85.07.30-033.28", "85.07.30-033.28"),
    ("pt-nif", "NIF: 234567899", "234567899"),
    ("pl-pesel", "PESEL 44051401359", "44051401359"),
    ("se-pnr", "880320-0016", "880320-0016"),
    ("se-pnr", "personnummer 198803200016", "198803200016"),
    ("no-fnr", "fødselsnummer 151086 95088", "151086 95088"),
    ("dk-cpr", "CPR-nummer 211062-5629", "211062-5629"),
    ("fi-hetu", "131052-308T", "131052-308T"),
    ("fi-hetu", "hetu 020594X903P", "020594X903P"),
    ("ch-ahv", "AHV-Nummer 756.9217.0769.85", "756.9217.0769.85"),
    ("at-svnr", "SVNR 1237 010180", "1237 010180"),
    ("ie-pps", "PPS number 6433435F", "6433435F"),
    ("ca-sin", "SIN 130 692 544", "130 692 544"),
    ("au-tfn", "TFN 123 456 782", "123 456 782"),
    ("au-medicare", "Medicare number 2123 45670 1", "2123 45670 1"),
    ("in-aadhaar", "Aadhaar 2341 2341 2346", "2341 2341 2346"),
    ("in-pan", "PAN ACUPA7085R", "ACUPA7085R"),
    ("br-cpf", "CPF 390.533.447-05", "390.533.447-05"),
    ("mx-curp", "CURP BOXW310820HNERXN09", "BOXW310820HNERXN09"),
    ("za-id", "South African ID 7503305044089", "7503305044089"),
    ("kr-rrn", "주민등록번호 971013-1019901", "971013-1019901"),
    ("cn-ric", "身份证号 360426199101010071", "360426199101010071"),
    ("jp-mynumber", "マイナンバー 1234 5678 9018", "1234 5678 9018"),
    ("sg-nric", "NRIC S1234567D", "S1234567D"),
    ("tr-kimlik", "TC kimlik no 17291716060", "17291716060"),
    ("il-id", "Israeli ID 039337423", "039337423"),
]
NONE = [
    "SSN 000-12-3456",
    "SSN 666-12-3456",
    "SSN 123-00-4567",
    "NHS number of beds 1234567",
    "130 692 544",
    "943 476 5919",
    "123 45 6789",
    "phone 111222333",
    "131052-308U",
    "RCCMNL83S18D969X",
    "390.533.447-06",
    "756.9217.0769.86",
    "DE136695976",
    "order 36574261809",
    "part 514-69-0360",
    "9 99 99 99 999 999 99",
]


@pytest.mark.parametrize(("detail", "text", "number"), IDS)
def test_a_number_is_seen_whole_and_surely(detail: str, text: str, number: str) -> None:
    assert seen(text, "national-id") == [number]
    expected = "medium" if text == number and detail == "us-ssn" else "high"
    assert details(text, "national-id")[0][:2] == (detail, expected)


@pytest.mark.parametrize("text", NONE)
def test_no_number(text: str) -> None:
    assert seen(text, "national-id") == []


def test_shape_alone_is_medium() -> None:
    assert details("on file 514-69-0360", "national-id") == [("us-ssn", "medium", False)]


@pytest.mark.parametrize("number", ["123-45-6789", "078-05-1120", "987-65-4321", "123456789"])
def test_published_numbers_are_samples(number: str) -> None:
    assert details(f"the value {number} here", "national-id")[0][2]


@pytest.mark.parametrize("words", ["account number", "Your customer number is", "routing number:", "invoice no."])
def test_a_sample_that_a_word_names_otherwise_is_no_social_security_number(words: str) -> None:
    assert seen(f"{words} 123456789 here", "national-id") == []


def test_a_sample_that_is_named_as_an_account_is_one() -> None:
    assert seen("account number 123456789", "bank-account") == ["123456789"]


def test_a_plain_name_makes_up_for_a_wrong_check_digit() -> None:
    assert details("Aadhaar 2341 2341 2345", "national-id") == [("in-aadhaar", "medium", False)]


def test_no_validator_can_bring_the_scan_down() -> None:
    from leakcheck.detect.national.proofs import is_proved

    assert not is_proved("cn-ric", "999999999999999999"[:17] + "X")
    assert not is_proved("cn-ric", "123456789012345678")


def test_a_chinese_number_needs_a_date_of_birth_and_no_known_place() -> None:
    from leakcheck.detect.national.proofs import is_proved

    assert is_proved("cn-ric", "990106198805120034")
    assert not is_proved("cn-ric", "110106198813120030")
