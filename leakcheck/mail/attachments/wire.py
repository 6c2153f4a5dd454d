"""Tasks and results between us and a worker process: plain JSON and text, never pickled objects.

A worker that hostile bytes have taken over can lie, but it cannot make its parent run anything.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from leakcheck.mail.attachments.budget import Budget
from leakcheck.mail.attachments.finds import File, Finds, FoundText, empty
from leakcheck.model.policy import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

_CODEC = "utf-8"


def pack_task(file: File, budget: Budget) -> bytes:
    """Return a task as bytes: one line of JSON, then the file."""
    head = {
        "name": file.name,
        "media_type": file.media_type,
        "limits": list(budget.limits),
        "left": budget.left,
        "seconds": max(budget.seconds, 0.0),
    }
    return json.dumps(head).encode("ascii") + b"\n" + file.data


def unpack_task(data: bytes) -> tuple[File, Budget]:
    """Return what `pack_task` packed."""
    line, _, body = data.partition(b"\n")
    head = json.loads(line)
    return (
        File(head["name"], body, media_type=head["media_type"]),
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


def unpack_result(data: bytes) -> tuple[Finds, dict[str, int]] | None:
    """Return what `pack_result` packed, None when it is cut off or no result at all."""
    end = data.find(b"\n")
    if end < 0:
        return None
    try:
        head = json.loads(data[:end])
        return _finds(head, memoryview(data)[end + 1 :]), {str(k): int(v) for k, v in head["left"].items()}
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def _finds(head: dict[str, Any], body: memoryview) -> Finds:
    finds = empty()
    at = 0
    for size, inside, grids in head["texts"]:
        if size > len(body) - at:
            raise ValueError(size)
        text = str(body[at : at + size], _CODEC, "surrogatepass")
        at += size
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
