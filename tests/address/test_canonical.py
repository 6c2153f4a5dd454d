from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.address.canonical import canonical, is_valid, loose
from leakcheck.address.domains import domain_of

KEYS = {
    "ann@example.org": "ann@example.org",
    "Ann.Lee+News@EXAMPLE.Org": "ann.lee+news@example.org",
    "o'brien@example.org": "o'brien@example.org",
    "y@EXAMPLE.COM": "y@example.com",
    "ann@münchen.example": "ann@xn--mnchen-3ya.example",
    "ann@XN--MNCHEN-3YA.example": "ann@xn--mnchen-3ya.example",
    "ann@faß.example": "ann@xn--fa-hia.example",
    "faß@example.org": "faß@example.org",
    "İpek@example.org": "İpek@example.org",
    "u\u0308nal@example.org": "ünal@example.org",
    "用户@例え.test": "用户@xn--r8jz45g.test",
    '"we@ird"@example.com': '"we@ird"@example.com',
    '"John Doe"@example.com': '"john doe"@example.com',
    '"plain"@example.com': "plain@example.com",
    "ann@[192.0.2.1]": "ann@[192.0.2.1]",
    "ann@[IPv6:2001:db8::1]": "ann@[ipv6:2001:db8::1]",
    "ann@example.org.": "ann@example.org",
    "ann@münchen.example.": "ann@xn--mnchen-3ya.example",
    "ann@bücher.invalid": "ann@xn--bcher-kva.invalid",
    "ann@ｅxample.org": "ann@example.org",
}
NONE = [
    "", "@", "ann", "ann@", "@example.org", "ann@example", "a@b@example.com", "a..b@example.org", ".ann@example.org",
    "ann.@example.org", "ann@example..org", "ann@example.org..", "ann@-example.org", "ann@example-.org",
    "ann@.example.org",
    "ann@192.0.2.1", "ann lee@example.org", "ann@exam ple.org", "ann@exam_ple.org", '"ann@example.org',
    '""@example.org',
    "ann@[not an ip]", "ann\u200b@example.org", "ann@exam\u200bple.org", "mike..@neko.example.", "\udcfc@example.org",
    "ann@ex\udcfcample.org", f"{'a' * 65}@example.org", f"ann@{'a' * 64}.example", "ann\0@example.org",
    f"ann@{'a.' * 126}example", "ann@example.org, bob@example.org", "<ann@example.org>",
]  # fmt: skip


@pytest.mark.parametrize(("written", "key"), KEYS.items())
def test_key(written: str, key: str) -> None:
    assert canonical(written) == key
    assert canonical(key) == key


@pytest.mark.parametrize("written", NONE)
def test_undeliverable_has_no_key(written: str) -> None:
    assert canonical(written) == ""
    assert not is_valid(written)


def test_dot_at_the_end_is_compared_but_not_valid() -> None:
    assert canonical("ann@example.com.") == canonical("ann@example.com")
    assert is_valid("ann@example.com")
    assert not is_valid("ann@example.com.")


@pytest.mark.parametrize(
    ("written", "domain"),
    [
        ("a@notexample.com", "notexample.com"),
        ("a@example.com.evil.test", "example.com.evil.test"),
        ('"example.com"@evil.test', "evil.test"),
        ('"we@ird"@example.com', "example.com"),
        ("a@example.com.", "example.com"),
        ("example.com@evil.test", "evil.test"),
    ],
)
def test_domain_is_what_stands_behind_the_last_at(written: str, domain: str) -> None:
    assert domain_of(canonical(written)) == domain


@pytest.mark.parametrize(
    ("key", "coarse"),
    [
        ("ann+news@example.org", "ann@example.org"),
        ("a.n.n+x@googlemail.com", "ann@gmail.com"),
        ("a.n.n@example.org", "a.n.n@example.org"),
        ("+tag@example.org", "+tag@example.org"),
        ('"a+b"@example.org', '"a+b"@example.org'),
    ],
)
def test_loose(key: str, coarse: str) -> None:
    assert loose(key) == coarse


def test_plain_addresses_need_no_library() -> None:
    code = (
        "import sys\nfrom leakcheck.address.canonical import canonical\n"
        "canonical('Ann.Lee@example.org'), canonical('a..b@example.org'), canonical('not an address')\n"
        "assert 'email_validator' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text(max_size=60) | st.from_regex(r"[a-zA-Zé.\"@+ -]{1,20}@[a-zß.\[\]:0-9-]{1,20}", fullmatch=True))
@settings(deadline=None)  # the first odd address imports a library
def test_any_text_has_a_stable_key_or_none(text: str) -> None:
    key = canonical(text)
    assert canonical(key) == key
    assert canonical(text.swapcase() if text.isascii() else text) == key
