from __future__ import annotations

import pytest

from tests.detect.seen import details, seen

# Examples of the SWIFT IBAN registry.
IBANS = [
    *(
        "DE89370400440532013000",
        "DE89 3704 0044 0532 0130 00",
        "de89 3704 0044 0532 0130 00",
        "GB29 NWBK 6016 1331 9268 19",
    ),
    *("GB29NWBK60161331926819", "FR14 2004 1010 0505 0001 3M02 606", "NL91 ABNA 0417 1643 00", "NO93 8601 1117 947"),
    *(
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
        "IT60 X054 2811 1010 0000 0123 456",
        "BR18 0036 0305 0000 1000 9795 493C 1",
    ),
    *(
        "LC55 HEMM 0001 0001 0012 0012 0002 3015",
        "CH93 0076 2011 6238 5295 7",
        "BE68 5390 0754 7034",
        "AT61-1904-3002-3457-3201",
    ),
]


@pytest.mark.parametrize("number", IBANS)
def test_an_iban_is_seen_whole(number: str) -> None:
    assert seen(f"IBAN: {number}, BIC folgt", "iban") == [number]


@pytest.mark.parametrize("number", ["DE89 3704\n0044 0532 0130 00", "GB29\n>> NWBK 6016 1331 \n> > 9268 19"])
def test_an_iban_over_the_end_of_a_line(number: str) -> None:
    assert seen(f"> IBAN: {number}, BIC folgt", "iban") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "DE89 3704 0044\n\n0532 0130 00",
        "DE89 3704 0044 > 0532 0130 00",
        "DE00 3704 0044 0532 0130 00",
        "XX89 3704 0044 0532 0130 00",
        "XDE89370400440532013000",
        "DE893704004405320130001",
        "DE89 3704 0044 0532 0130",
        "https://example.com/DE89370400440532013000",
    ],
)
def test_no_iban(text: str) -> None:
    assert seen(text, "iban") == []


def test_registry_examples_are_samples() -> None:
    assert details("DE89370400440532013000", "iban") == [("de", "high", True)]
    assert details("GB56HXDO88167774656119", "iban") == [("gb", "high", False)]


def test_an_iban_is_not_a_phone_or_an_account_as_well() -> None:
    from leakcheck.detect import scan_text

    assert [s.kind for s in scan_text("Konto DE89 3704 0044 0532 0130 00, Tel. folgt")] == ["iban"]
