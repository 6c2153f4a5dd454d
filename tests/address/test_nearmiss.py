from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.address.canonical import canonical
from leakcheck.address.freemail import FREEMAIL
from leakcheck.address.nearmiss import NearMiss, near_miss, near_misses
from leakcheck.address.slips import deletions, slip_between

OWN = ("coaching.example", "*.harbour-bank.test", "abc.test")
KNOWN = frozenset(
    {
        "maria.lopez@example.com", "andrea@example.com", "jsmith@example.com", "claudia.meyer@gmail.com",
        "info@contoso.example", "ann.lee1@example.com", "j.tan.okoro@example.com", "office@kontor.test",
    }
)  # fmt: skip

SLIPS = {
    "gmial.com": "gmail.com", "gmal.com": "gmail.com", "gnail.com": "gmail.com", "gmaill.com": "gmail.com",
    "gmail.con": "gmail.com", "gmail.cm": "gmail.com", "gmail.co": "gmail.com", "hotnail.com": "hotmail.com",
    "hotmial.co.uk": "hotmail.co.uk", "yahooo.com": "yahoo.com", "yhaoo.de": "yahoo.de", "outlok.com": "outlook.com",
    "iclould.com": "icloud.com", "protonmial.com": "protonmail.com", "tonline.de": "t-online.de",
    "example.con": "example.com", "example.ogr": "example.org",
    "coahcing.example": "coaching.example", "mail.coachin.example": "coaching.example",
    "harbourbank.test": "harbour-bank.test", "harbour-banc.test": "harbour-bank.test",
    "coachlng.example": "coaching.example",
}  # fmt: skip
RIGHT = (
    "gmail.com mail.com email.com ymail.com hmail.com cloud.com yahoo.co yahoo.com gmx.de gmx.net web.de wed.de "
    "online.de life.com lives.com microsoft.com coachings.example sub.coaching.example coaching.test abd.test "
    "coaching.com example.org gmail.com.example comcast.com orange.test [192.0.2.1]"
)


@pytest.mark.parametrize(("domain", "meant"), SLIPS.items())
def test_domain_slips(domain: str, meant: str) -> None:
    miss = near_miss(f"pat@{domain}", frozenset(), OWN)
    assert miss is not None
    assert miss.near == meant


@pytest.mark.parametrize("domain", RIGHT.split())
def test_honest_domains_are_silent(domain: str) -> None:
    assert near_miss(f"pat@{domain}", frozenset(), OWN) is None


def test_no_freemail_domain_alarms() -> None:
    assert near_misses([f"pat@{domain}" for domain in FREEMAIL], frozenset(), OWN) == {}


@pytest.mark.parametrize(
    ("domain", "near"),
    [
        ("соaching.example", "coaching.example"),  # Cyrillic с and о
        ("соасһіng.example", "coaching.example"),
        ("gmaíl.com", "gmail.com"),
        ("раypal.test", "paypal.test"),
    ],
)
def test_look_alike_scripts(domain: str, near: str) -> None:
    assert near_miss(canonical(f"pat@{domain}"), frozenset(), OWN) == NearMiss(near, "script")


@pytest.mark.parametrize(
    "domain", ["例え.test", "пример.test", "münchen.example", "παράδειγμα.test", "東京タワーcafe.test"]
)
def test_honest_scripts_are_silent(domain: str) -> None:
    assert near_miss(canonical(f"pat@{domain}"), frozenset(), OWN) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mariia.lopez@example.com", "maria.lopez@example.com"),
        ("claudai.meyer@gmail.com", "claudia.meyer@gmail.com"),
        ("claudiameyer@gmail.com", "claudia.meyer@gmail.com"),
        ("info@conotso.example", "info@contoso.example"),
        ("office@kontro.test", "office@kontor.test"),
    ],
)
def test_slips_from_known_people(typed: str, meant: str) -> None:
    assert near_miss(typed, KNOWN) == NearMiss(meant, "address")


@pytest.mark.parametrize(
    "other",
    [
        "mario.lopez@example.com", "andreas@example.com", "bsmith@example.com", "ann.lee2@example.com",
        "j.jan.okoro@example.com", "other@conotso.example", "claudia.meyer@gmx.com", "maria.lopez@example.com",
    ],
)  # fmt: skip
def test_other_people_are_silent(other: str) -> None:
    assert near_miss(other, KNOWN) is None


def test_a_neighbour_who_is_written_to_as_well_is_another_person() -> None:
    both = ["mariia.lopez@example.com", "maria.lopez@example.com"]
    assert near_misses(both, KNOWN) == {}


def test_a_known_persons_domain_resembles_nothing() -> None:
    assert near_miss("eve@coachin.example", frozenset({"pat@coachin.example"}), OWN) is None


def test_empty_lists_match_nothing() -> None:
    assert near_misses([""], frozenset(), ()) == {}
    assert near_misses([], KNOWN, OWN) == {}


def test_a_series_stays_cheap() -> None:
    known = frozenset(f"client{n:05d}@example.com" for n in range(0, 20_000, 2))
    assert near_misses([f"client{n:05d}@example.com" for n in range(1, 20_000, 2)], known) == {}


@given(st.text(string.ascii_lowercase, min_size=1, max_size=8), st.data())
def test_every_slip_is_recognised_and_shares_a_deletion(meant: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(meant)))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    for typed in (
        meant[:at] + letter + meant[at:],
        meant[:at] + meant[at + 1 :],
        meant[:at] + letter + meant[at + 1 :],
    ):
        if typed != meant:
            assert slip_between(typed, meant) is not None
            assert set(deletions(typed)) & set(deletions(meant))
