from __future__ import annotations

import pytest

from tests.detect.seen import seen

IPS = [
    ("Server on 192.168.1.10 is online.", "192.168.1.10"),
    ("Route to 0.0.0.0 is default.", "0.0.0.0"),  # noqa: S104 - a text, not a socket
    ("[203.0.113.9] in logs", "203.0.113.9"),
    ("client_ip = ?|198.51.100.20 |", "198.51.100.20"),
    ("sent from IP 10.0.0.2 and", "10.0.0.2"),
    ("ping 1.2.3.4", "1.2.3.4"),
    ("from 2001:db8:85a3::8a2e:370:7334.", "2001:db8:85a3::8a2e:370:7334"),
    ("fe80::1ff:fe23:4567:890a", "fe80::1ff:fe23:4567:890a"),
    ("my ip: ::1", "::1"),
    ("at 2001:db8:0:0:0:0:192.168.1.1", "2001:db8:0:0:0:0:192.168.1.1"),
]
NONE = [
    "Invalid 256.1.1.1 should fail.",
    "Invalid 192.168.1 should fail.",
    "version 15.20.77.7",
    "1.1.2.2",
    "1.3.6.1.4.1.311",
    "std::cout and Foo::bar",
    "Ratio 1:2:3:4",
    "12:30:45:12",
    "IP192.168.1.1text",
    "Chrome/115.0.87.106",
    "::",
]


@pytest.mark.parametrize(("text", "address"), IPS)
def test_an_address_is_seen_whole(text: str, address: str) -> None:
    assert seen(text, "ip-address") == [address]


@pytest.mark.parametrize("text", NONE)
def test_no_address(text: str) -> None:
    assert seen(text, "ip-address") == []


def test_hardware_addresses() -> None:
    assert seen("MAC: 00:00:5E:00:53:AF.", "mac-address") == ["00:00:5E:00:53:AF"]
    assert seen("mac 00-00-5e-00-53-af", "mac-address") == ["00-00-5e-00-53-af"]
    assert seen("10:2F:33-AC-29-C3", "mac-address") == []
    assert seen("00-00-5e-00-53-af-00-00", "mac-address") == []
