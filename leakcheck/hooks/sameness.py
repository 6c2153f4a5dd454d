"""When is a mail that is sent again the same mail: what a mail program makes anew at each try does not count."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.model.draft import Draft, Part

# Boundaries stand in the Content-Type of multiparts, which is left out too.
_ANEW = frozenset({"date", "message-id", "resent-date", "resent-message-id", "received", "content-length", "lines"})
# Made anew too; what is signed stands in the other part.
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})


def code_of(draft: Draft, recipients: Iterable[str], key: bytes) -> str:
    """Return 32 hex digits for a mail and its recipients; without the key of this user nobody can try guesses."""
    from hashlib import blake2b

    digest = blake2b(key=key, digest_size=16)
    for piece in (*sorted(word.lower().encode(errors="replace") for word in recipients), *_pieces(draft)):
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.hexdigest()


def _pieces(draft: Draft) -> Iterator[bytes | memoryview]:
    """Yield what the mail says, without copying its large parts."""
    if not draft.parts:
        for buffer in draft.buffers:
            yield buffer.data
    for part in draft.parts:
        if part.buffer == 0:
            yield from sorted(_fields(draft, part))  # aerc changes their order at each try
            if part.leaf and part.media_type not in _SIGNATURES:
                yield memoryview(draft.buffers[0].data)[part.body.start : part.body.end]


def _fields(draft: Draft, part: Part) -> Iterator[bytes]:
    data = draft.buffers[0].data
    for field in part.fields:
        name = field.name.lower()
        if name not in _ANEW and (part.leaf or name != "content-type"):
            yield name.encode(errors="replace") + b":" + b" ".join(data[field.value.start : field.value.end].split())
