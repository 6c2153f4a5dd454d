"""What reading attachments may still cost; whoever runs out raises Unreadable."""

from __future__ import annotations

import time

from leakcheck.mail.attachments.finds import Harmful, Unreadable
from leakcheck.model.phrase import Phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.policy import Limits

_NAMES = {
    "unpacked_bytes": "the attachments unpack to more than {number} bytes",
    "entries": "the attachments hold more than {number} files",
    "pages": "the attachments have more than {number} pages",
    "cells": "the attachments have more than {number} cells",
    "ocr_pages": "the attachments hold more than {number} pictures of text",
    "attached_text": "the attachments hold more than {number} characters of text",
}
RAISE = "Leave it out, or raise the limit {limit} and check again"
_RATIO_FROM = 1024 * 1024


class Budget:
    """The rest of each limit of one draft. `left` maps field names of Limits to what remains.

    `isolated` tells that we are in a worker process, where a library may crash.
    """

    def __init__(self, limits: Limits, left: dict[str, int] | None = None, seconds: float | None = None) -> None:
        self.limits = limits
        self.isolated = False
        self.left = {name: getattr(limits, name) for name in _NAMES} if left is None else left
        self.deadline = time.monotonic() + (limits.seconds if seconds is None else seconds)

    def spend(self, name: str, amount: int = 1) -> None:
        """Take from what is left; raise Unreadable when it is not enough, and keep the rest as it was."""
        if amount > self.left[name]:
            raise Unreadable(Phrase(_NAMES[name], number=getattr(self.limits, name)), _raise(name))
        self.left[name] -= amount
        self.check_time()

    def check_time(self) -> None:
        """Raise Unreadable when the time is over."""
        if self.seconds <= 0:
            why = Phrase("reading the attachments took more than {number} seconds", number=self.limits.seconds)
            raise Unreadable(why, _raise("seconds"))

    @property
    def seconds(self) -> float:
        """Return how much time is left."""
        return self.deadline - time.monotonic()

    def check_ratio(self, out: int, packed: int) -> None:
        """Raise Harmful when so few bytes give so many."""
        if out > _RATIO_FROM and out > self.limits.ratio * max(packed, 1):
            why = f"it unpacks to more than {self.limits.ratio} times its size, as files do that are made to do harm"
            raise Harmful(why, _raise("ratio"))

    def check_entry(self, size: int) -> None:
        """Raise Unreadable when one packed file is too large to hold."""
        if size > self.limits.entry_bytes:
            raise Unreadable(f"it unpacks to more than {self.limits.entry_bytes:,} bytes", _raise("entry_bytes"))


def _raise(name: str) -> str:
    return Phrase(RAISE, limit="limits." + name.replace("_", "-"))
