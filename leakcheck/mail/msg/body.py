"""The text of a message in the forms that the file holds: plain text, HTML, RTF.

A draft of Outlook has its HTML only inside compressed RTF. Sources: [MS-OXBBODY], [MS-OXRTFCP], [MS-OXRTFEX].
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from leakcheck.mail import charsets
from leakcheck.mail.msg.lzfu import decompress
from leakcheck.mail.msg.rtf import Rtf, read_rtf
from leakcheck.mail.msg.strings import codec_of, decode
from leakcheck.model.draft import Defect, Unread
from leakcheck.model.errors import ReadError

if TYPE_CHECKING:
    from leakcheck.mail.msg.properties import Properties

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.IGNORECASE)


class Body(NamedTuple):
    """A text in up to three forms, "" for a form that is not there; `hidden` is what RTF formats as hidden."""

    plain: str = ""
    html: str = ""
    rich: str = ""
    hidden: str = ""
    defects: tuple[Defect, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_body(props: Properties, limit: int) -> Body:
    """Return the text of a message; each form ends after `limit` characters, which is said."""
    plain = props.text(0x1000)
    html = _stored_html(props)
    body = Body(plain, html) if html else _with_rtf(plain, props.binary(0x1009), limit)
    long = max(len(body.plain), len(body.html), len(body.rich)) > limit
    if not long:
        return body
    unread = Unread("the rest of the body", f"it is longer than {limit} characters")
    return body._replace(
        plain=body.plain[:limit], html=body.html[:limit], rich=body.rich[:limit], unread=(*body.unread, unread)
    )


def _stored_html(props: Properties) -> str:
    raw = props.binary(0x1013)
    if not raw:
        return props.text(0x1013)
    declared = _META_CHARSET.search(raw[:4096])
    in_page = charsets.known_codec(declared[1].decode("ascii")) if declared else ""
    candidates = (codec_of(props.number(0x3FDE)), in_page, "utf-8", *props.codecs)
    return decode(raw, tuple(filter(None, candidates))).rstrip("\0")


def _with_rtf(plain: str, packed: bytes, limit: int) -> Body:
    """Add what compressed RTF holds: HTML, the plain text itself, or rich text that says more than the plain text."""
    if not packed:
        return Body(plain)
    try:
        raw, whole = decompress(packed, limit * 2)
    except ReadError as error:
        return Body(plain, unread=(Unread("the formatted body", str(error)),))
    defects = () if whole else (Defect("rtf-damaged", "the formatted body is damaged"),)
    return _merge(plain, read_rtf(raw))._replace(defects=defects)


def _merge(plain: str, rtf: Rtf) -> Body:
    if rtf.form == "html":
        return Body(plain, rtf.text)
    if rtf.form == "text" or "".join(rtf.text.split()) == "".join(plain.split()):
        return Body(plain or rtf.text, hidden=rtf.hidden)
    return Body(plain, rich=rtf.text, hidden=rtf.hidden)
