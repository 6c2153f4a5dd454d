from __future__ import annotations

import pytest

from tests.detect.seen import details, seen

PLACES = [
    ("GPS: 52.5200, 13.4050", "52.5200, 13.4050"),
    ("location -33.8568, 151.2153", "-33.8568, 151.2153"),
    ("we meet at 52.5200N 13.4050E", "52.5200N 13.4050E"),
    ("lat 52.5200, lon 13.4050", "52.5200, lon 13.4050"),
    ("at 52°31'12\"N 13°24'18\"E", "52°31'12\"N 13°24'18\"E"),
    ("see https://www.google.com/maps/@52.5200,13.4050,17z.", "https://www.google.com/maps/@52.5200,13.4050,17z"),
    ("https://maps.app.goo.gl/AbCdEfGh12", "https://maps.app.goo.gl/AbCdEfGh12"),
    ("geo:52.5200,13.4050", "geo:52.5200,13.4050"),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_a_place_is_seen(text: str, place: str) -> None:
    assert seen(text, "geo-location")[0] == place


@pytest.mark.parametrize(
    "text", ["52.5200, 13.4050", "mean 12.5 m", "https://www.google.com/maps", "91.5000, 13.4050 gps"]
)
def test_no_place(text: str) -> None:
    assert seen(text, "geo-location") == []


def test_wallets_prove_themselves() -> None:
    assert details("16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ", "crypto-wallet") == [("bitcoin", "high", False)]
    assert details("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "crypto-wallet") == [("bitcoin", "high", False)]
    assert details("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "crypto-wallet") == [("bitcoin", "high", False)]
    assert details("16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ2", "crypto-wallet") == []
    assert details("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "crypto-wallet") == []


def test_the_case_of_an_ethereum_address_proves_it_or_a_word_names_it() -> None:
    assert details("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "crypto-wallet") == [("ethereum", "high", False)]
    assert details("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "crypto-wallet") == [("ethereum", "high", False)]
    assert details("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", "crypto-wallet") == [("ethereum", "low", False)]
    assert details("wallet 0x" + "ab12" * 10, "crypto-wallet") == [("ethereum", "medium", False)]
    assert details("0x" + "ab12" * 10, "crypto-wallet") == [("ethereum", "low", False)]
