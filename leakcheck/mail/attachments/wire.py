"""Tasks and results between us and a worker process: plain JSON and text, never pickled objects.

A worker that hostile bytes have taken over can lie, but it cannot make its parent run anything.
"""

from __future__ import annotations

import json

from leakcheck.mail.attachments.budget import Budget
from leakcheck.mail.attachments.finds import File, Finds, FoundText, empty
from leakcheck.model.policy import Limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO, Any

_CODEC = "utf-8"


def pack_task(file: File, budget: Budget) -> bytes:
    """Return the head of a task, one line of JSON; the bytes of the file follow it."""
    head = {
        "name": file.name,
        "media_type": file.media_type,
        "limits": list(budget.limits),
        "left": budget.left,
        "seconds": max(budget.seconds, 0.0),
    }
    return json.dumps(head).encode("ascii") + b"\n"


def unpack_task(stream: IO[bytes]) -> tuple[File, Budget]:
    """Return the task that a stream holds."""
    head = json.loads(stream.readline())
    return (
        File(head["name"], stream.read(), media_type=head["media_type"]),
        Budget(Limits(*head["limits"]), head["left"], head["seconds"]),
    )


def pack_result(finds: Finds, budget: Budget) -> Iterable[bytes]:
    """Yield a result as bytes: one line of JSON, then all texts one after the other."""
    texts = [found.text.encode(_CODEC, "surrogatepass") for found in finds.texts]
    head = {
        "left": budget.left,
        "texts": [[len(text), found.inside, found.grids] for text, found in zip(texts, finds.texts, strict=True)],
        "metadata": finds.metadata,
        "concealed": finds.concealed,
        "unread": finds.unread,
        "contents": [[*row[:-1], row[-1].hex()] for row in finds.contents],
        "listed": finds.listed,
        "calendars": finds.calendars,
    }
    yield json.dumps(head).encode("ascii") + b"\n"
    yield from texts


def unpack_result(stream: IO[bytes]) -> tuple[Finds, dict[str, int]] | None:
    """Return the result that a stream holds, None when it is cut off or no result at all."""
    try:
        head = json.loads(stream.readline())
        return _finds(head, stream), {str(k): int(v) for k, v in head["left"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _finds(head: dict[str, Any], stream: IO[bytes]) -> Finds:
    finds = empty()
    for size, inside, grids in head["texts"]:
        data = stream.read(size)
        if len(data) != size:
            raise ValueError(size)
        text = data.decode(_CODEC, "surrogatepass")
        finds.texts.append(FoundText(text, _rows(inside, int, str), _rows(grids, int, str, int, int)))
    finds.metadata.extend(_rows(head["metadata"], str, str, str))
    finds.concealed.extend(_rows(head["concealed"], str, str, str))
    finds.unread.extend(_rows(head["unread"], str, str, str))
    finds.contents.extend(
        (*row[:-1], bytes.fromhex(row[-1])) for row in _rows(head["contents"], str, str, str, str, str)
    )
    finds.listed.extend(_rows(head["listed"], int, str))
    finds.calendars.extend(str(source) for source in head["calendars"])
    return finds


def _rows(rows: Any, *types: Any) -> Any:
    """Return rows as tuples of these types, and nothing else."""
    return tuple(tuple(kind(value) for kind, value in zip(types, row, strict=True)) for row in rows)
