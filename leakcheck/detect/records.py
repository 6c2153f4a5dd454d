"""Data that programs write, in a text: `"dateOfBirth": "1987-04-12"`, `<password>...</password>`."""

from __future__ import annotations

import re

from leakcheck.detect.told import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.told import Cell
    from leakcheck.model.sighting import Sighting

# Names of one word stand beside their values and need no help; here come those that programs write in one.
_JSON = r"\"([a-z]{2,20}[A-Z-][A-Za-z-]{1,20})\"[ ]?:[ ]?\"?([^\"\n,}\]]{2,200})"
_XML = r"<([A-Za-z][\w.-]{1,40})>([^<>\n]{2,200})</"


def named(text: str, region: str, kinds: frozenset[str] | None) -> Iterator[Sighting]:
    """Yield what the names in JSON and XML tell of their values."""
    yield from told(_pairs(text), region, kinds)


def _pairs(text: str) -> Iterator[tuple[str, Cell]]:
    for pattern in (_JSON, _XML):
        for found in re.finditer(pattern, text):
            yield _in_words(found[1]), (found.start(2), found[2])


def _in_words(name: str) -> str:
    """Return "date Of Birth" for dateOfBirth, date_of_birth and date-of-birth."""
    return re.sub(r"[_.-]|(?<=[a-z])(?=[A-Z])", " ", name)
