from __future__ import annotations

import pytest

from tests.detect.seen import details, seen

PLAIN = [
    ("Contact us at support@example.com for help.", "support@example.com"),
    ("Send to john.doe+tag@mail.example.org please", "john.doe+tag@mail.example.org"),
    ("Inbox owner: JANE.DOE@EXAMPLE.ORG", "JANE.DOE@EXAMPLE.ORG"),
    ("(billing-team@sub.example.com), thanks", "billing-team@sub.example.com"),
    ('{"note":"email=alice@example.com"}', "alice@example.com"),
    ("<bob@example.org>;", "bob@example.org"),
    ("mailto:bob@example.org?subject=x", "bob@example.org"),
    ("o'hara@example.com wrote", "o'hara@example.com"),
    ("jörg@bücher.example schrieb", "jörg@bücher.example"),
    ("用户@例子.example", "用户@例子.example"),
    ("user@xn--80ak6aa92e.com today", "user@xn--80ak6aa92e.com"),
    ("at the end bob@example.org.", "bob@example.org"),
    ("..bob@example.org", "bob@example.org"),
    ("bob@example.org–see there", "bob@example.org"),
    ("write to bob@example.org—or call", "bob@example.org"),
    ("<john19850214@example.com>", "john19850214@example.com"),
    ("<13800138000@example.com>", "13800138000@example.com"),
    ('mail "a b"@example.org, or call', '"a b"@example.org'),
    ('the "new" list has "ann ray"@example.org', '"ann ray"@example.org'),
]
SPELLED = [
    "anna.berg (at) example dot org",
    "anna [at] example.com",
    "anna(at)example(dot)net",
    "anna.b at example dot org",
]
NONE = [
    "not-an-email@ and @alone",
    "https://example.com/@user/profile",
    "https://example.com/?mail=bob@example.org",
    "git@example.com:team/repo.git",
    "Message-ID: <1029882468.3116@host.example>",
    "References: <abc@host.example>",
    "lodash@4.17.21",
    "meet me at example.org",
    "a.@example.org",
    '"" @example.org and ""@example.org',
    'a "quote" and stray"@example.org',
    'to = "%s"@example.org',
    'write "the first line\nand the next"@example.org',
    "bob@localhost",
]


@pytest.mark.parametrize(("text", "address"), PLAIN)
def test_an_address_is_seen_whole(text: str, address: str) -> None:
    assert seen(text, "email-address") == [address]


@pytest.mark.parametrize("address", SPELLED)
def test_a_spelled_out_address_is_medium(address: str) -> None:
    text = f"write to {address} please"
    assert seen(text, "email-address") == [address]
    assert details(text, "email-address") == [("spelled-out", "medium", False)]


def test_the_number_of_a_footnote_is_no_part_of_an_address() -> None:
    assert seen("bob@example.org1 or bob@example.com12, not bob@host.lan3", "email-address") == [
        "bob@example.org",
        "bob@example.com",
    ]


def test_words_that_only_sound_like_an_address_are_a_hint_at_most() -> None:
    assert seen("I looked at polka dot com ments", "email-address") == []


@pytest.mark.parametrize("text", NONE)
def test_no_address(text: str) -> None:
    assert seen(text, "email-address") == []


def test_every_address_of_a_list_is_seen() -> None:
    assert seen("x@example.org,y@example.net;z@example.com", "email-address") == [
        "x@example.org",
        "y@example.net",
        "z@example.com",
    ]
