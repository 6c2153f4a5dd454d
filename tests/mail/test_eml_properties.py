"""Whatever the bytes, there is a draft, its spans tile the file, and every place lies in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leakcheck.mail.eml import looks_like_mail, read_eml, read_text
from leakcheck.mail.places import Places
from leakcheck.mail.structure import read_structure
from leakcheck.model.place import Span
from leakcheck.model.policy import Limits
from tests.mail.tiling import joined

if TYPE_CHECKING:
    from leakcheck.model.draft import Draft, Origin

LIMITS = Limits(bytes=2_000, text_bytes=500, parts=8, depth=4, header_lines=12, recipients=5)
ENDS = st.sampled_from([b"\r\n", b"\n", b"\r", b"\r\r\n"])
LINES = st.sampled_from(
    [
        b"From: Ann <ann@example.org>",
        b"To: bob@example.com, =?utf-8?q?C=C3=BD?= <cy@example.net>",
        b"To : dee@example.com",
        b" folded;",
        b"\tcharset=utf-16",
        b"Subject: =?utf-8?b?w6Q=?= =?x?q?=ff?=",
        b"Content-Type: multipart/mixed; boundary=x",
        b'Content-Type: multipart/alternative; boundary="y"',
        b"Content-Type: multipart/digest; boundary=x",
        b"Content-Type: multipart/mixed",
        b"Content-Type: text/html; charset=utf-8",
        b"Content-Type: text/plain; format=flowed",
        b"Content-Type: text/calendar",
        b"Content-Type: message/rfc822",
        b"Content-Type: ;;;",
        b"Content-Transfer-Encoding: base64",
        b"Content-Transfer-Encoding: quoted-printable",
        b"Content-Transfer-Encoding: x-uuencode",
        b"Content-Disposition: attachment; filename*=utf-8''%C3%A4",
        b"From ann@example.org Mon Jan  1 00:00:00 2026",
        b"\xef\xbb\xbf",
        b"",
        b"",
        b"--x",
        b"--x--",
        b"--y",
        b"--y--",
        b"junk",
        b"ann=40example.org =\xc3=",
        b"VG86IGJvYkBleGFtcGxlLmNvbQoKaGkK",
        b"PGI+aGk8L2I+==",
        b"<p>hi &amp; <b>bye</b>",
        b"ATTENDEE;CN=x:mailto:ann@example.org",
        b"begin 644 a",
        b"#86YN",
        b"-----BEGIN PGP MESSAGE-----",
        b"\xff\xfe\x80",
    ]
)
MESSAGES = st.lists(st.tuples(LINES, ENDS), max_size=40).map(lambda lines: b"".join(a + b for a, b in lines))


def spans(draft: Draft) -> list[tuple[Origin, Span]]:
    found = [(text.origin, Span(0, len(text.text))) for text in draft.texts]
    found += [(text.origin, Span(len(text.text) // 2, len(text.text))) for text in draft.texts]
    found += [(who.origin, who.span) for who in (*draft.recipients, *draft.senders, *draft.attendees)]
    return found + [(hidden.origin, hidden.span) for hidden in draft.hidden]


def check(data: bytes, limits: Limits) -> None:
    structure = read_structure(data, limits)
    for number, buffer in enumerate(structure.buffers):
        assert joined(structure, number) == buffer.data
    draft = read_eml(data, limits=limits)
    assert len({part.number for part in draft.parts}) == len(draft.parts)
    places = Places(draft)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for origin, span in spans(draft):
        line, column = places.locate(origin, span)
        assert line is not None
        assert column is not None
        assert 1 <= line <= lines
        assert 1 <= column <= len(data) + 1
        found = places.byte_span(origin, span)
        assert found is None or 0 <= found.start <= found.end <= len(data)
    for text in draft.texts:
        assert "".join(text.text[region.span.start : region.span.end] for region in text.regions) == text.text


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(MESSAGES, st.sampled_from([Limits(), LIMITS]))
def test_messages_of_a_random_grammar(data: bytes, limits: Limits) -> None:
    check(data, limits)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    looks_like_mail(data)
    read_text(data)
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        check(data, LIMITS)
    read_eml(data, limits=LIMITS)
