from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.mail.eml import read_eml, read_text
from leakcheck.mail.lines import Lines
from leakcheck.mail.places import Places
from leakcheck.model.draft import Draft, Origin, Text
from leakcheck.model.place import Span

HEAD = b"From: ann@example.org\r\nSubject: hello\r\n"


def find(draft: Draft, needle: str) -> tuple[Text, Span]:
    text = next(text for text in draft.texts if needle in text.text)
    start = text.text.index(needle)
    return text, Span(start, start + len(needle))


def place(data: bytes, needle: str, **more: int) -> tuple[tuple[int | None, int | None], bytes | None]:
    """Return line and column of a word in the texts, and the bytes of the file that make it."""
    draft = read_eml(data, **more)
    text, span = find(draft, needle)
    places = Places(draft)
    found = places.byte_span(text.origin, span)
    return places.locate(text.origin, span), None if found is None else data[found.start : found.end]


def body(text: bytes, *fields: bytes) -> bytes:
    return HEAD + b"".join(field + b"\r\n" for field in fields) + b"\r\n" + text


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_plain_text(end: bytes) -> None:
    data = body(b"one\r\ntwo bob\r\n").replace(b"\r\n", end)
    assert place(data, "bob") == ((5, 5), b"bob")


def test_the_first_line_of_a_store_counts_in() -> None:
    assert place(body(b"one bob"), "bob", first_line=100) == ((103, 5), b"bob")


def test_quoted_printable() -> None:
    data = body(b"Gr=C3=BC=C3=9Fe an b=\r\nob", b"Content-Transfer-Encoding: quoted-printable")
    assert place(data, "Grüße") == ((5, 1), b"Gr=C3=BC=C3=9Fe")
    assert place(data, "bob") == ((5, 20), b"b=\r\nob")
    assert place(data, "ob") == ((6, 1), b"ob")


def test_base64() -> None:
    data = body(base64.encodebytes(b"abcbob" + b"." * 60 + b"cy!"), b"Content-Transfer-Encoding: base64")
    assert place(data, "bob") == ((5, 5), b"Ym9i")
    assert place(data, "ob") == ((5, 6), None)  # shares a letter with what stands before it
    assert place(data, "cy!") == ((6, 13), b"Y3kh")


def test_base64_up_to_its_padding() -> None:
    data = body(b"YWJjYg==\r\n", b"Content-Transfer-Encoding: base64")
    assert place(data, "b\n"[:1])[1] is None
    assert place(data, "abcb") == ((5, 1), b"YWJjYg==")


@pytest.mark.parametrize(
    ("charset", "text"),
    [("iso-8859-1", "Grüße bob"), ("utf-8", "Grüße 😀 bob"), ("utf-8", "日本 bob"), ("shift_jis", "日本 bob")],
)
def test_charsets(charset: str, text: str) -> None:
    data = body(text.encode(charset), b"Content-Type: text/plain; charset=" + charset.encode())
    assert place(data, "bob")[1] == b"bob"
    first = text.split(maxsplit=1)[0]
    assert place(data, first)[1] == first.encode(charset)


def test_the_column_counts_characters() -> None:
    data = body("Grüße bob".encode(), b"Content-Type: text/plain; charset=utf-8")
    assert place(data, "bob") == ((5, 7), b"bob")


def test_a_shifting_charset_gives_the_line_and_no_bytes() -> None:
    data = body(b"one\r\nann+AEA-example.org", b"Content-Type: text/plain; charset=utf-7")
    (line, _), span = place(data, "ann@example.org")
    assert (line, span) == (6, None)


def test_html_names_the_source() -> None:
    data = body(b"<p>Dear <b>b</b>ob, cy &amp; dee</p>", b"Content-Type: text/html")
    assert place(data, "cy") == ((5, 21), b"cy")
    assert place(data, "bob")[1] is None  # across markup
    assert place(data, "cy & dee")[1] is None  # across a character reference


def test_a_decoded_header_field() -> None:
    data = b"From: ann@example.org\r\nSubject: call\r\n =?utf-8?q?Gr=C3=BC=C3=9Fe?= bob\r\n\r\nhi"
    assert place(data, "bob") == ((3, 30), b"bob")
    assert place(data, "Grüße") == ((3, 2), b"=?utf-8?q?Gr=C3=BC=C3=9Fe?=")
    assert place(data, "Gr") == ((3, 2), None)
    assert place(data, "call") == ((2, 10), b"call")


def test_recipients_in_a_folded_field() -> None:
    data = b"From: ann@example.org\r\nTo:\r\n bob@example.com,\r\n\t=?utf-8?q?C=C3=BD?= <cy@example.net>\r\n\r\nhi"
    draft = read_eml(data)
    places = Places(draft)
    spans = [places.byte_span(who.origin, who.span) for who in draft.recipients]
    assert [places.locate(who.origin, who.span) for who in draft.recipients] == [(3, 2), (4, 2)]
    assert [data[span.start : span.end] for span in spans if span] == [
        b"bob@example.com",
        b"=?utf-8?q?C=C3=BD?= <cy@example.net>",
    ]


def test_an_encoded_message_leads_back_to_the_file() -> None:
    inner = b"Subject: s\r\n\r\n" + b"line\r\n" * 10 + b"bob\r\n"
    data = body(base64.encodebytes(inner), b"Content-Type: message/rfc822", b"Content-Transfer-Encoding: base64")
    assert place(data, "bob") == ((7, 23), None)


def test_a_file_saved_as_utf_16() -> None:
    data = "From: ann@example.org\r\nTo: bob@example.com\r\n\r\nGrüße bob".encode("utf-16")
    assert place(data, "bob") == ((4, 7), None)


def test_a_text_without_headers() -> None:
    draft = read_text(b"one\r\ntwo bob\r\n")
    text, span = find(draft, "bob")
    assert Places(draft).locate(text.origin, span) == (2, 5)
    assert Places(draft).byte_span(text.origin, span) == Span(9, 12)


def test_flowed_text() -> None:
    data = body(b"write to \r\nbob now\r\n", b"Content-Type: text/plain; format=flowed")
    assert place(data, "bob") == ((6, 1), b"bob")
    assert place(data, "to bob")[1] is None


def test_nothing_has_no_place() -> None:
    places = Places(Draft("-", "compose"))
    assert places.locate(Origin("none"), Span(0, 1)) == (None, None)
    assert places.byte_span(Origin("none"), Span(0, 1)) is None


@given(st.text(alphabet="ab \n\rä😀", max_size=60), st.integers(0, 200))
def test_lines_agree_with_a_plain_count(text: str, offset: int) -> None:
    data = text.encode()
    before = data[:offset].decode("utf-8", "ignore")
    if len(before.encode()) != min(offset, len(data)) or (before.endswith("\r") and text[len(before) :][:1] == "\n"):
        return
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert Lines(data).locate(offset) == (len(lines), len(lines[-1]) + 1)


ENCODERS = {
    "8bit": lambda data: data,
    "base64": base64.encodebytes,
    "quoted-printable": lambda data: quopri.encodestring(data, quotetabs=True),
}


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=200),
    st.sampled_from(sorted(ENCODERS)),
    st.integers(0, 200),
    st.integers(1, 20),
)
def test_the_bytes_of_a_span_decode_to_its_text(text: str, encoding: str, start: int, size: int) -> None:
    raw = ENCODERS[encoding](text.encode())
    fields = (b"Content-Type: text/plain; charset=utf-8", b"Content-Transfer-Encoding: " + encoding.encode())
    data = body(raw, *fields)
    draft = read_eml(data)
    for found in draft.texts[1:]:
        span = Span(min(start, len(found.text)), min(start + size, len(found.text)))
        places = Places(draft)
        line, column = places.locate(found.origin, span)
        assert line is not None
        assert column is not None
        cut = places.byte_span(found.origin, span)
        if cut is not None:
            piece = read_eml(body(data[cut.start : cut.end], *fields))
            assert piece.texts[1].text.rstrip("\n") == found.text[span.start : span.end].rstrip("\n")
        elif encoding != "base64":
            assert span.start == span.end
