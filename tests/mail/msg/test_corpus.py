"""Our reading of real Outlook files beside python-oxmsg, an independent reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from leakcheck.mail.msg import read_msg
from leakcheck.mail.msg.ole import open_ole
from leakcheck.mail.msg.properties import TOP_HEADER, Properties

if TYPE_CHECKING:
    from pathlib import Path

    from leakcheck.model.draft import Draft

oxmsg = pytest.importorskip("oxmsg")


class Theirs(NamedTuple):
    recipients: list[tuple[int, str]]
    text: str
    attachments: int


def theirs(path: Path) -> Theirs | None:
    """Return what python-oxmsg reads, None where it fails."""
    try:
        message = oxmsg.Message.load(str(path))
        rows = [(r.properties.int_prop_value(0x0C15), r.email_address) for r in message.recipients]
        return Theirs(rows, message.body or "", message.attachment_count)
    except Exception:  # noqa: BLE001 - whatever it raises, it did not succeed
        return None


def ours(draft: Draft) -> Theirs:
    kinds = {"To": 1, "Cc": 2, "Bcc": 3}
    plain = [text.text for text in draft.texts if text.part in ("1", "1.1") and text.where == "body"]
    attachments = sum(part.parent is None and part.disposition == "attachment" for part in draft.parts)
    return Theirs([(kinds[r.field], r.addr_spec) for r in draft.recipients], plain[0] if plain else "", attachments)


def differences(ours: Theirs, theirs: Theirs) -> set[str]:
    """Name what differs, after taking away what is known and harmless.

    python-oxmsg keeps the NUL at the end of 8-bit strings; line ends are one character for us; where a file has no
    plain text of its own, we give the text of its HTML or RTF; PidTagRecipientType carries flags above its low bits.
    """
    found = set()
    rows = [(kind & 0xF, address.rstrip("\0")) for kind, address in theirs.recipients]
    if sorted(rows) != sorted(ours.recipients):
        found.add("recipients")
    text = re.sub(r"\r\n?", "\n", theirs.text.rstrip("\0"))
    if text and text != ours.text:
        found.add("text")
    if theirs.attachments != ours.attachments:
        found.add("attachments")
    return found


# Files for which the two differ, with the reason. Names are those of the corpus.
EXPECTED = {
    # The address is the word "Unknown": an appointment of somebody without a mailbox. We say "no address".
    "test_7_days__everyday.msg": {"recipients"},
}

# Mails of which the two alternatives say different things.
OTHER_WORDS = {
    "test-data_hsmf_bug66335.msg",  # the plain text of a newsletter spells out its links
    "MsgReaderTests_SampleFiles_EmailWithAttachments.msg",  # made by hand: "This is a text body", "... html body"
}


def test_we_lose_nothing_that_the_other_reader_has(corpus: Path) -> None:
    files = sorted((corpus / "msg").rglob("*.msg"))
    assert files
    found = {}
    for path in files:
        other = theirs(path)
        if other is not None and (wrong := differences(ours(read_msg(path.read_bytes(), path.name)), other)):
            found[path.name] = wrong
    assert found == {name: wrong for name, wrong in EXPECTED.items() if any(path.name == name for path in files)}


def test_every_file_is_read_without_damage(corpus: Path) -> None:
    for path in sorted((corpus / "msg").rglob("*.msg")):
        draft = read_msg(path.read_bytes(), path.name)
        assert not draft.defects, path.name
        assert not any("\ufffd" in text.text for text in draft.texts), path.name


def test_html_out_of_rtf_reads_like_the_plain_text(corpus: Path) -> None:
    """The words of the plain text stand in the text of the HTML, in order, where Outlook made one from the other."""
    checked = 0
    for path in sorted((corpus / "msg").rglob("*.msg")):
        draft = read_msg(path.read_bytes(), path.name)
        pair = [text.text for text in draft.texts if text.part in ("1.1", "1.2")]
        if len(pair) == 2 and path.name not in OTHER_WORDS:
            plain, html = (re.findall(r"\w+", re.sub(r"<[^>\n]*>", " ", text)) for text in pair)
            assert plain == html, path.name
            checked += 1
    assert checked


def test_html_out_of_rtf_is_the_html_that_stands_beside_it(corpus: Path) -> None:
    """Received mails keep both; Outlook made the RTF out of the HTML."""
    checked = 0
    for path in sorted((corpus / "msg").rglob("*.msg")):
        ole = open_ole(path.read_bytes())
        props = Properties(ole, ole.root, TOP_HEADER)
        html, packed = props.binary(0x1013), props.binary(0x1009)
        if html and packed:
            draft = read_msg(path.read_bytes(), path.name)
            assert [part.media_type for part in draft.parts if part.media_type == "text/html"] == ["text/html"], (
                path.name
            )
            checked += 1
    assert checked
