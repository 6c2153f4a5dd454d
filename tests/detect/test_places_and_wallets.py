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
    *(
        (f"here: {url} ok", url)
        for url in (
            "https://www.bing.com/maps?cp=47.608~-122.335&lvl=16",
            "https://www.bing.com/maps?where1=12%20Example%20Street",
            "https://www.waze.com/ul?ll=47.6081%2C-122.3351&navigate=yes",
            "https://waze.com/live-map/directions?to=ll.47.6081%2C-122.3351",
            "https://waze.com/ul/hc23nb4tx7",
            "https://share.here.com/l/47.6081,-122.3351,Example",
            "https://yandex.com/maps/?ll=-122.3351%2C47.6081&z=12",
        )
    ),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_a_place_is_seen(text: str, place: str) -> None:
    assert seen(text, "geo-location")[0] == place


NO_PLACES = """\
52.5200, 13.4050
mean 12.5 m
https://www.google.com/maps
91.5000, 13.4050 gps
https://www.bing.com/maps
https://www.bing.com/maps?where1=Example%20Tower
https://www.waze.com/live-map
https://yandex.com/maps/org/cafe/1234567
https://www.here.com/platform/maps""".splitlines()


@pytest.mark.parametrize("text", NO_PLACES)
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
