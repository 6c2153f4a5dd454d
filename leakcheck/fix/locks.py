"""What a fix must not touch: the inside of signed and encrypted parts."""

from __future__ import annotations

from leakcheck.fix.values import RefusedError
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.fix.edits import Edit
    from leakcheck.model.draft import Draft

_SIGNED = frozenset({"multipart/signed"})
_SEALED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_INLINE = ((b"-----BEGIN PGP MESSAGE-----", "encrypted"), (b"-----BEGIN PGP SIGNED MESSAGE-----", "signed"))


class Lock(NamedTuple):
    """Bytes of the file that are "signed" or "encrypted"."""

    span: Span
    how: str


def locks(draft: Draft) -> Iterator[Lock]:
    """Yield what is locked: the body of a locked message, header and body of a locked part."""
    for part in draft.parts:
        if part.buffer:
            continue
        start = part.body.start if part.parent is None else part.header.start
        span = Span(start, part.body.end)
        if part.media_type in _SIGNED or part.params.get("smime-type", "").lower() == "signed-data":
            yield Lock(span, "signed")
        elif part.media_type in _SEALED:
            yield Lock(span, "encrypted")
        elif part.leaf and part.media_type.startswith("text/"):
            how = _inline(draft.buffers[0].data, part.body)
            if how:
                yield Lock(span, how)


def _inline(data: bytes, body: Span) -> str:
    return next((how for mark, how in _INLINE if data.find(mark, body.start, body.end) >= 0), "")


def refuse_locked(draft: Draft, edits: Iterable[Edit], fix: str) -> None:
    """Raise RefusedError when an edit would change what is signed or encrypted."""
    closed = tuple(locks(draft))
    if not closed:
        return
    for edit in edits:
        for lock in closed:
            if edit.start < lock.span.end and edit.end > lock.span.start:
                why = "its signature would no longer hold" if lock.how == "signed" else "only the key opens it"
                raise RefusedError(
                    f"--{fix} would change a part that is {lock.how}, and {why}; change the draft before it is "
                    f"{lock.how}, or use --split, which edits the outer header only"
                )
