from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck import mail
from leakcheck.mail.mbox import Stored, holds_several, mails
from leakcheck.mail.sniff import parse_bytes
from leakcheck.model.errors import ReadError
from leakcheck.model.policy import Limits

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("data", "path", "form"),
    [
        (b"From: a@example.org\n\nHi", "-", "eml"),
        (b"\xef\xbb\xbf\r\nSubject: x\r\n\r\nHi", "-", "eml"),
        (b"From a@example.org Mon Mar  2 10:00:00 2026\nTo: b@example.org\n\nHi", "-", "eml"),
        (b"To: b@example.org\n\n\0\0\0\0\0\0\0\0", "-", "eml"),
        (b"Content-Type: text/plain\n\nHi", "x.eml", "eml"),
        (b"Content-Type: text/plain\n\nHi", "x.txt", "text"),
        (b"Hi Ann\n", "x.txt", "text"),
        ("Grüße".encode("latin-1"), "-", "text"),
        ("Grüße an Ann".encode("utf-16"), "-", "text"),
    ],
)
def test_format_by_look(data: bytes, path: str, form: str) -> None:
    assert mail.parse(data, path).format == form


PIECES = st.sampled_from(
    [
        b"From ",
        b"From: a@example.org\n",
        b"To: b@example.org\n",
        b"\n",
        b"\r\n",
        b"\r",
        b"\n\nFrom - 10:00\n",
        b"x",
        b"\0",
    ]
)


@given(st.binary(max_size=300) | st.lists(PIECES, max_size=20).map(b"".join), st.sampled_from(["-", "a.eml", "a.msg"]))
@settings(max_examples=300, deadline=None)  # the first odd byte imports a library
def test_any_bytes_give_an_outcome(data: bytes, path: str) -> None:
    try:
        outcome = mail.parse(data, path).path
    except ReadError as error:
        outcome = str(error)
    assert outcome
    assert "\n" not in outcome


@given(st.lists(PIECES, max_size=25).map(b"".join))
def test_mails_of_an_mbox_stand_in_order_with_right_lines(data: bytes) -> None:
    found = list(mails(data))
    assert holds_several(data) == (len(found) > 1)
    end = 0
    for start, stop, line in found:
        assert end <= start <= stop <= len(data)
        head = data[:start]
        assert line == 1 + head.count(b"\n") + head.count(b"\r") - head.count(b"\r\n")
        end = stop


def test_line_ends_are_counted_across_pieces() -> None:
    first = b"From - 10:00\nTo: a@example.org\n\n" + b"x\r\n" * 700_000
    (_, second) = mails(first + b"\r\nFrom - 10:01\nTo: b@example.org\n\n")
    assert second == Stored(len(first) + 2 + 13, len(first) + 2 + 13 + 19, 3 + 700_000 + 1 + 1 + 1)


def test_every_message_of_the_corpus_is_read(corpus: Path) -> None:
    limits = Limits(ocr_pages=0)  # reading their pictures takes minutes
    outcomes = [*mail.read(corpus / "eml", limits), *mail.read(corpus / "mime_features", limits)]
    assert len(outcomes) > 150
    assert not [error for error in outcomes if isinstance(error, ReadError)]


def test_a_large_outlook_file_is_called_large(tmp_path: Path) -> None:
    path = tmp_path / "large.msg"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))
    (error,) = mail.read(path, Limits(bytes=1_000))
    assert "larger than 1000 bytes" in str(error)


def test_a_mail_saved_as_text_is_a_mail_and_with_placeholders_a_template() -> None:
    saved = b"From: a@example.com\nTo: b@example.com\nSubject: x\n\nHello\n"
    assert not parse_bytes(saved, "mail.txt", Limits()).template
    for text, instead in (
        (b"Hello", b"Hello {{ name }}"),
        (b"Hello", b"Hello {!Contact.Name}"),
        (b"b@example.com", b"%customer_email%"),
        (b"b@example.com", b"[EMAIL ADDRESS]"),
        (b"b@example.com", "\u00abEmail\u00bb".encode()),
    ):
        assert parse_bytes(saved.replace(text, instead), "mail.txt", Limits()).template
    for text, instead in ((b"Subject: x", b"Subject: [EXTERNAL] x"), (b"Hello", "\u00abBonjour\u00bb 50%".encode())):
        assert not parse_bytes(saved.replace(text, instead), "mail.txt", Limits()).template


@pytest.mark.parametrize("path", ["notes.txt", "old/notes.md", "females/notes.txt"])
def test_a_text_with_nothing_to_fill_in_is_a_body(path: str) -> None:
    draft = parse_bytes(b"Call me, 4539 5787 6362 1486\n", path, Limits())
    assert (draft.format, draft.template) == ("text", False)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mails/imprint.txt", "Petra"),
        ("app/templates/a.md", "Petra"),
        ("E-Mails\\imprint.txt", "Petra"),
        ("a.md", "---\nsubject: x\n---\nPetra"),
        ("a.txt", "Hello %FIRST_NAME%"),
        ("a.txt", "Hello $user.name"),
        ("a.html", "<p>Petra</p>"),
    ],
)
def test_a_text_of_a_mailing_is_a_template(path: str, text: str) -> None:
    assert parse_bytes(text.encode(), path, Limits()).template
