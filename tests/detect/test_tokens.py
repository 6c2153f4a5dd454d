from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.detect import secrets, tokens
from leakcheck.detect.prepared import Prepared

ENTRIES = [token for token in tokens.known() if token.detail != "jwt"]
ALPHABET = st.characters(min_codepoint=33, max_codepoint=126)


def found(text: str) -> list[tuple[str, str, bool]]:
    return [(text[s.start : s.end], s.detail, s.sample) for s in secrets.find(Prepared(text), "")]


@pytest.mark.parametrize("token", ENTRIES, ids=lambda token: token.anchor)
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_a_token_of_every_provider_is_found(token: tokens.Token, data: st.DataObject) -> None:
    shape = re.compile(token.head + re.escape(token.anchor) + f"(?:{token.rest})", re.ASCII)
    value = data.draw(st.from_regex(shape, fullmatch=True, alphabet=ALPHABET))
    assert (value, token.detail) in [(v, d) for v, d, _ in found(f"here it is: {value} do not share")]


@pytest.mark.parametrize("token", ENTRIES, ids=lambda token: token.anchor)
def test_a_prefix_alone_is_no_token(token: tokens.Token) -> None:
    assert found(f"tokens start with {token.anchor} and then some letters and digits 12345678901234567890") == []


def test_there_are_tokens_of_forty_providers() -> None:
    assert len({token.detail for token in tokens.known()}) >= 40


def test_published_tokens_are_samples() -> None:
    assert found("AKIAIOSFODNN7EXAMPLE") == [("AKIAIOSFODNN7EXAMPLE", "aws-access-key", True)]
    assert found("ghp_" + "x" * 36) == [("ghp_" + "x" * 36, "github-token", True)]


def test_a_token_inside_a_longer_word_is_none() -> None:
    assert found("xAKIAQ3EGZQWERTYUIOP and AKIAQ3EGZQWERTYUIOPAB") == []


def test_a_jwt_has_a_header_that_names_an_algorithm() -> None:
    def encoded(text: str) -> str:
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def token(header: str) -> str:
        return ".".join((encoded(header), encoded('{"sub":"1234567890"}'), "Sfl_KxwRJSMe-KKF2QT4"))

    good = token('{"alg":"HS256"}')
    assert found(f"Bearer {good}")[0][:2] == (good, "jwt")
    assert found(token('{"xlg":"HS256"}')) == []
