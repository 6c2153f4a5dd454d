"""Answers by mail: an .eml (or a folder of them) that says "unsubscribe me", "yes" or "no", and one-click posts.

Only what the person wrote counts: quoted history and signatures are left out, so that our own "unsubscribe" link in a
quoted newsletter is not taken for a wish.
"""

from __future__ import annotations

import re

from leakcheck import mail
from leakcheck.address.canonical import canonical
from leakcheck.consent.importers.answers import is_automatic, meaning, own_words
from leakcheck.consent.importers.values import Bad, Contact, Piece, pieces
from leakcheck.consent.times import stamp
from leakcheck.model.errors import ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.consent.importers.mapping import Mapping
    from leakcheck.model.draft import Draft

REFERENCE = re.compile(r"\bLC-([0-9A-HJKMNP-TV-Z]{10})\b", re.IGNORECASE)
_POST = re.compile(rb"POST (\S{1,2000}) HTTP/[0-9.]+\r?\n")
_CLICK = re.compile(rb"(?:^|[\r\n&])\s*List-Unsubscribe=One-Click\s*(?:$|[\r\n&])")
_FIELDS = ("Subject", "In-Reply-To", "References")


def read_replies(path: str, mapping: Mapping) -> Iterator[Contact | Bad]:
    """Yield what the sender of each mail wants; Bad where nothing clear is said, or nobody says it."""
    del mapping
    for piece in pieces(path, ".eml"):
        posted = _POST.match(piece.data)
        yield _posted(piece, posted[1].decode("ascii", "replace")) if posted else _answer(piece)


def _answer(piece: Piece) -> Contact | Bad:
    try:
        draft = mail.parse(piece.data, piece.name)
    except ReadError:
        return Bad(1, "is no mail", piece.name)
    senders = {sender.key for sender in draft.senders if sender.key and sender.field == "From"}
    if len(senders) != 1:
        return Bad(1, "has no sender whose address is valid", piece.name)
    if is_automatic(draft):
        return Bad(1, "was written by a machine (an absence note, say), so it decides nothing", piece.name)
    status = meaning(draft.header("Subject") or "", own_words(draft))
    if status is None:
        return Bad(1, "says neither yes, no nor unsubscribe in words that are certain: record it by hand", piece.name)
    reference = next((found[1].upper() for field in _FIELDS if (found := _tag(draft, field))), "")
    name = next(sender.display_name for sender in draft.senders if sender.field == "From")
    return Contact(1, senders.pop(), name, status, "", _instant(draft), piece.name, reference, _digest(piece))


def _tag(draft: Draft, field: str) -> re.Match[str] | None:
    return REFERENCE.search(draft.header(field) or "")


def _instant(draft: Draft) -> str:
    """Return when the mail says that it was written, "" for the present when that is not known or in the future."""
    import datetime as dt

    if draft.date is None:
        return ""
    moment = draft.date if draft.date.tzinfo else draft.date.replace(tzinfo=dt.UTC)
    return stamp(moment) if moment <= dt.datetime.now(tz=dt.UTC) else ""


def _posted(piece: Piece, target: str) -> Contact | Bad:
    """Read a one-click post (RFC 8058) as a web server logs it: the address stands in the query of its target."""
    from urllib.parse import parse_qsl, urlsplit

    from leakcheck.model.consent import Status

    if not _CLICK.search(piece.data.partition(b"\n\n" if b"\r\n\r\n" not in piece.data else b"\r\n\r\n")[2]):
        return Bad(1, "is a post, but no one-click unsubscribe", piece.name)
    values = [canonical(value) for _, value in parse_qsl(urlsplit(target).query)]
    addresses = {value for value in values if value}
    if len(addresses) != 1:
        return Bad(1, "is a one-click post whose target names no address: record it by hand", piece.name)
    return Contact(1, addresses.pop(), status=Status.WITHDRAWN, file=piece.name, digest=_digest(piece))


def _digest(piece: Piece) -> str:
    import hashlib

    return hashlib.sha256(piece.data).hexdigest()
