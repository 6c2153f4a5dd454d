"""Two independent parsers as second opinions: of what either finds, we lose nothing but what is listed here."""

from __future__ import annotations

import email
import re
from typing import TYPE_CHECKING

import pytest

from leakcheck.mail.eml import read_eml
from leakcheck.mail.html import read_html
from leakcheck.mail.quiet import load_flanker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message
    from pathlib import Path

    from leakcheck.model.draft import Draft

ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")
WORD = re.compile(r"\w{4,}")
DESTINATIONS = ("to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc")

# Words of these files are in the other parser's text and not in ours, for the reason given.
REASONS = {
    "tests_fixtures_messages_enclosed-broken-body.eml": "broken base64: they keep the letters, or guess EBCDIC",
    "core_src_test_resources_testmsgs_bad-newlines-multiple-parts-base64.msg": "a base64 message: we decode it",
    "MsgReaderTests_SampleFiles_TestWithAttachmentsAndInlines.eml": "a text/* attachment, not body text",
    "resources_eml_rfc_008.eml": "a base64 message: we decode it",
    "resources_eml_legacy_034.eml": "UTF-7: flanker leaves it undecoded",
    "resources_eml_malformed_017.eml": "boundary without semicolon: we find the parts, they show them raw",
    "MsgReaderTests_SampleFiles_UTF-8_Test.eml": "a junk line ends their header, so base64 stays undecoded",
    "core_src_test_resources_mimetools-testmsgs_2002_06_12_doublebound.msg": "an attachment flanker takes for a body",
    "core_src_test_resources_mimetools-testmsgs_double-bound.msg": "attached pictures flanker takes for a body",
    "core_src_test_resources_testmsgs_multipartdigestnestedemptyparts.msg": "the usual notice before the first part",
    "core_src_test_resources_testmsgs_obsolete.msg": "one byte without a charset, guessed otherwise",
    "resources_eml_malformed_021.eml": "a picture flanker takes for a body",
    "rfc822-base64.eml": "a base64 message: we decode it",
    "uuencode-cte.eml": "uuencode: flanker leaves it undecoded",
}
# Addresses in these files stand in a display name, which is no recipient (`eve@example.com <frank@example.com>`).
NAMES = {
    "tests_mails_mail_test_19": {"eve@example.com"},
    "spec_fixtures_emails_plain_emails_raw_email_with_at_display_name.eml": {"mikel@lindsaar"},
}


def by_stdlib(data: bytes) -> tuple[set[str], list[tuple[str, str]]]:
    message = email.message_from_bytes(data)
    people = {
        address.lower()
        for name in DESTINATIONS
        for value in message.get_all(name, [])
        if isinstance(value, str)  # a Header object holds bytes that are no ASCII
        for address in ADDRESS.findall(value)
    }
    return people, list(stdlib_texts(message))


def stdlib_texts(message: Message) -> Iterator[tuple[str, str]]:
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if part.get_content_maintype() == "multipart":
            yield "plain", str(part.get_payload())
        elif part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            try:
                yield part.get_content_subtype(), bytes(payload or b"").decode(part.get_content_charset() or "ascii")
            except (LookupError, UnicodeError):
                continue  # stdlib has no text here; flanker speaks for these


def by_flanker(data: bytes) -> tuple[set[str], list[tuple[str, str]]]:
    message = load_flanker("flanker.mime").from_string(data)
    people = {
        address.lower()
        for name in DESTINATIONS
        for value in message.headers.getall(name)
        for address in ADDRESS.findall(value)
    }
    texts = [
        (part.content_type.sub, part.body)
        for part in message.walk(with_self=True, skip_enclosed=False)
        if part.content_type.is_singlepart() and part.content_type.main == "text" and not part.is_attachment()
        if isinstance(part.body, str)
    ]
    return people, texts


def words_of(texts: list[tuple[str, str]]) -> set[str]:
    shown = [read_html(text).text if "html" in subtype else text for subtype, text in texts]
    return {word for text in shown for word in WORD.findall(text)}


def our_words(draft: Draft) -> set[str]:
    """Return the words of our texts, and those that we take for header fields or delimiters."""
    found = {word for text in (*draft.texts, *draft.hidden) for word in WORD.findall(text.text)}
    for part in draft.parts:
        data = draft.buffers[part.buffer].data
        found.update(WORD.findall(data[part.header.start : part.header.end].decode("utf-8", "replace")))
        found.update(WORD.findall(part.params.get("boundary", "")))
    return found


@pytest.mark.parametrize("parse", [by_stdlib, by_flanker])
def test_we_lose_nothing(corpus: Path, parse: Callable[[bytes], tuple[set[str], list[tuple[str, str]]]]) -> None:
    lost: dict[str, list[str]] = {}
    compared = 0
    for path in sorted((corpus / "eml").rglob("*")) + sorted((corpus / "mime_features").iterdir()):
        if path.is_dir():
            continue
        try:
            people, texts = parse(path.read_bytes())
        except Exception:  # noqa: BLE001, S112 - the other parser gives up, we must not
            continue
        compared += 1
        draft = read_eml(path.read_bytes())
        ours = {who.addr_spec.lower() for who in draft.recipients}
        missing = people - ours - NAMES.get(path.name, set())
        if path.name not in REASONS:
            missing |= words_of(texts) - our_words(draft)
        if missing:
            lost[path.name] = sorted(missing)[:10]
    assert compared > 230
    assert lost == {}
