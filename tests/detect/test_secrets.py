from __future__ import annotations

import pytest

from leakcheck.detect import secrets
from leakcheck.detect.prepared import Prepared


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[s.start : s.end], s.detail, s.confidence.label) for s in secrets.find(Prepared(text), "")]


DASHES = "-" * 5
KEY = "\n".join(["MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7"] * 3)


@pytest.mark.parametrize("sort", ["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "])
def test_a_private_key_is_one_sighting_from_head_to_foot(sort: str) -> None:
    key = f"{DASHES}BEGIN {sort}PRIVATE KEY{DASHES}\n{KEY}\n{DASHES}END {sort}PRIVATE KEY{DASHES}"
    assert found(f"see\n{key}\nbest") == [(key, "private-key", "high")]


def test_an_openpgp_and_a_putty_key_are_found() -> None:
    pgp = f"{DASHES}BEGIN PGP PRIVATE KEY BLOCK{DASHES}\n\n{KEY}\n{DASHES}END PGP PRIVATE KEY BLOCK{DASHES}"
    assert found(pgp) == [(pgp, "private-key", "high")]
    putty = "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\nAAAA\n"
    assert [(d, c) for _, d, c in found(putty)] == [("private-key", "high")]


def test_a_public_key_or_a_mention_is_none() -> None:
    assert found(f"{DASHES}BEGIN PUBLIC KEY{DASHES}\n{KEY}\n{DASHES}END PUBLIC KEY{DASHES}") == []
    mention = f"the file begins with {DASHES}BEGIN PRIVATE KEY{DASHES} and so on"
    assert [c for _, _, c in found(mention)] == ["low"]


def test_the_password_of_a_link_is_found() -> None:
    assert found("postgres://bob:s3cr3tpw@db.example.com/app") == [("s3cr3tpw", "url-password", "high")]


@pytest.mark.parametrize(
    "link",
    [
        "http://user:password@example.com/",
        "https://x:${PASS}@example.com",
        "https://example.com:8080/a@b",
        "http://a:a@x.test/",
    ],
)
def test_a_placeholder_in_a_link_is_none(link: str) -> None:
    assert found(link) == []
