"""The text of a message in the forms that the file holds: plain text, HTML, RTF.

A draft of Outlook has its HTML only inside compressed RTF. Sources: [MS-OXBBODY], [MS-OXRTFCP], [MS-OXRTFEX].
"""

from __future__ import annotations

import re

from leakcheck.mail import charsets
from leakcheck.mail.msg.lzfu import decompress
from leakcheck.mail.msg.rtf import read_rtf
from leakcheck.mail.msg.strings import codec_of, decode
from leakcheck.model.draft import Defect, Unread
from leakcheck.model.errors import ReadError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.msg.properties import Properties

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.IGNORECASE)


PLAIN, HTML, RICH = "text/plain", "text/html", "text/rtf"


class Form(NamedTuple):
    """One form of a text: its media type and its content, which is HTML source or text as read."""

    media_type: str
    content: str


class Body(NamedTuple):
    """A text in all forms that say something of their own; `hidden` is what RTF formats as hidden."""

    forms: tuple[Form, ...] = ()
    hidden: str = ""
    defects: tuple[Defect, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_body(props: Properties, limit: int) -> Body:
    """Return the text of a message; each form ends after `limit` characters, which is said."""
    plain, html = props.text(0x1000), _stored_html(props)
    body = _read_rtf_body(props.binary(0x1009), limit)
    forms = [Form(PLAIN, plain)] if plain else []
    forms += [Form(HTML, html)] if html else []
    forms += [form for form in body.forms if not any(_says_the_same(form, other) for other in forms)]
    unread = body.unread
    if any(len(form.content) > limit for form in forms):
        unread = (*unread, Unread("the rest of the body", f"it is longer than {limit} characters"))
        forms = [form._replace(content=form.content[:limit]) for form in forms]
    return body._replace(forms=tuple(forms), unread=unread)


def _stored_html(props: Properties) -> str:
    raw = props.binary(0x1013)
    if not raw:
        return props.text(0x1013)
    declared = _META_CHARSET.search(raw[:4096])
    in_page = charsets.known_codec(declared[1].decode("ascii")) if declared else ""
    candidates = (codec_of(props.number(0x3FDE)), in_page, "utf-8", *props.codecs)
    return decode(raw, tuple(filter(None, candidates))).rstrip("\0")


def _read_rtf_body(packed: bytes, limit: int) -> Body:
    """Return what compressed RTF holds: HTML, plain text or rich text."""
    if not packed:
        return Body()
    try:
        raw, whole = decompress(packed, limit * 2)
    except ReadError as error:
        return Body(unread=(Unread("the formatted body", str(error)),))
    rtf = read_rtf(raw)
    media_type = {"html": HTML, "text": PLAIN}.get(rtf.form, RICH)
    forms = (Form(media_type, rtf.text),) if rtf.text else ()
    return Body(forms, rtf.hidden, () if whole else (Defect("rtf-damaged", "the formatted body is damaged"),))


def _says_the_same(form: Form, other: Form) -> bool:
    """Tell whether one of two forms is enough; a program may have changed only one of them."""
    return (form.media_type == HTML) == (other.media_type == HTML) and _content(form) == _content(other)


def _content(form: Form) -> tuple[str, ...]:
    """Return the text without blanks, and for HTML also what it hides and where it links to."""
    if form.media_type != HTML:
        return ("".join(form.content.split()),)
    from leakcheck.mail.html import read_html

    page = read_html(form.content)
    hidden = (text.text for text in page.hidden)
    return ("".join(page.text.split()), *hidden, *(link.text for link in page.links))
