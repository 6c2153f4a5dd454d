"""What bytes are by their look, and the reader for them."""

from __future__ import annotations

import re

from leakcheck.mail.templates.languages import AUTO, template_language
from leakcheck.model.draft import Unread
from leakcheck.model.errors import ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIL_SUFFIXES = (".eml", ".emltpl", ".emlx", ".mbox", ".mht", ".mhtml")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BINARY_STARTS = (b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_CONTROL = rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]"
_HEAD = 4_096
_TEXT_SUFFIXES = (".txt", ".md", ".html", ".htm")
_PLAIN_SUFFIXES = (".txt", ".md")
_FRONT_MATTER = ("---", "+++")
# The same folders as in .pre-commit-hooks.yaml.
_TEMPLATE_FOLDER = r"(?i)(?:^|[/\\])(?:(?:e-?)?mails?|templates?|newsletters?)[/\\]"
_SEARCHED = 256 * 1024


def parse_bytes(data: bytes, path: str, limits: Limits, first_line: int = 1, template: str | None = None) -> Draft:
    """Return the draft in these bytes; see `leakcheck.mail.parse`. `first_line` is where they begin in their file.

    `template` is the language of a template, "" for none; None leaves it to the ending of the path.
    """
    draft = parse_without_attachments(data, path, limits, first_line, template)
    if not draft.attachments and b"ata:ima" not in data and b"base64," not in data and not _has_packed_page(draft):
        return draft
    from leakcheck.mail.attachments import read_attachments

    return read_attachments(draft, limits)


def _has_packed_page(draft: Draft) -> bool:
    """Tell whether a page may hold pictures that do not show in the bytes of the file."""
    return any(part.media_type == "text/html" and part.encoding == "base64" for part in draft.parts)


def parse_without_attachments(
    data: bytes, path: str, limits: Limits, first_line: int = 1, template: str | None = None
) -> Draft:
    """Return the draft in these bytes with its attachments named and not read."""
    language = template_language(path) if template is None else template
    if language and not (language == AUTO and (_is_saved_mail(data, path) or _is_words_alone(data, path))):
        from leakcheck.mail.templates.reader import read_template

        return read_template(data, path, limits, language)
    if data.startswith(OLE):
        from leakcheck.mail.msg import read_msg

        return read_msg(data, path, limits)
    if not data or data.isspace():
        raise ReadError("the file is empty", path)
    from leakcheck.mail.eml import looks_like_mail, read_eml, read_text

    if looks_like_mail(data) or (path.lower().endswith(MAIL_SUFFIXES) and not is_binary(data)):
        draft = read_eml(data, path, limits, first_line)
        return _with_others(draft, data) if data.startswith(b"From ") else draft
    if is_binary(data):
        raise ReadError("this is not a mail, and not text either", path)
    return read_text(data, path, limits)


def _is_saved_mail(data: bytes, path: str) -> bool:
    """Tell whether a file with the ending of a text holds a mail as saved: a header block, and nothing to fill in."""
    if not path.lower().endswith(_TEXT_SUFFIXES):
        return False
    from leakcheck.mail.eml import looks_like_mail

    return looks_like_mail(data) and not _is_to_be_filled(data[:_SEARCHED].decode("utf-8", "replace"))


def _is_words_alone(data: bytes, path: str) -> bool:
    """Tell whether a text has nothing to fill in, and no folder says that templates are kept there."""
    if not path.lower().endswith(_PLAIN_SUFFIXES) or re.search(_TEMPLATE_FOLDER, path) or is_binary(data):
        return False
    from leakcheck.mail.templates.languages import EVERY
    from leakcheck.mail.templates.placeholders import find_placeholders

    text = data[:_SEARCHED].decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig", "replace")
    return not text.startswith(_FRONT_MATTER) and not find_placeholders(text, EVERY)


def _is_to_be_filled(text: str) -> bool:
    """Tell whether a mail has placeholders that stand for nothing else, or others in place of an address."""
    from leakcheck.mail.templates.languages import SURE
    from leakcheck.mail.templates.placeholders import find_placeholders

    if find_placeholders(text, SURE):
        return True
    header = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0]
    fields = re.findall(r"(?im)^(?:to|cc|bcc|from):([^@\r\n]{0,1000})$", header.replace("\r", ""))
    return any(find_placeholders(field) for field in fields)


def is_binary(data: bytes) -> bool:
    """Tell whether the beginning of a file shows that it is no text in any charset that mail uses."""
    head = data[:_HEAD]
    if head.startswith(_BINARY_STARTS):
        return True
    return not head.startswith(_UTF16) and len(re.findall(_CONTROL, head)) * 20 > len(head)


def _with_others(draft: Draft, data: bytes) -> Draft:
    """Say that only the first mail was read when a store came as bytes, as on standard input."""
    from leakcheck.mail.mbox import holds_several

    if not holds_several(data):
        return draft
    why = "bytes are read as one mail, and these hold several"
    others = Unread("the other mails of this mbox", why, help="save it as a file and check that")
    return draft._replace(unread=(*draft.unread, others))
