"""Thunderbird's address book `abook.sqlite`, read only and without touching it; `history.sqlite` has the same form.

Sources: tables `cards` and `properties(card, name, value)` of comm-central; newer profiles keep the card in `_vCard`.
"""

from __future__ import annotations

import os
from contextlib import closing

from leakcheck.address.canonical import canonical
from leakcheck.consent.importers.cards import cards
from leakcheck.consent.importers.values import Bad, Contact
from leakcheck.model.errors import ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.consent.importers.mapping import Mapping

_WANTED = ("PrimaryEmail", "SecondEmail", "DisplayName", "FirstName", "LastName", "_vCard")


def read_thunderbird(path: str, mapping: Mapping) -> Iterator[Contact | Bad]:
    """Yield the people of a Thunderbird address book; the line is the number of the card. Raises ReadError."""
    del mapping
    file = os.path.basename(path)  # noqa: PTH119 - pathlib costs start-up
    people: dict[str, dict[str, str]] = {}
    for card, name, value in _rows(path):
        people.setdefault(card, {})[name] = value
    for number, values in enumerate(people.values(), 1):
        addresses, name = _person(values)
        if not addresses:
            yield Bad(number, "a card without an address", file)
        for written in addresses:
            address = canonical(written)
            if address:
                yield Contact(number, address, name, file=file)
            else:
                yield Bad(number, "a card with an address that is not valid", file)


def _person(values: dict[str, str]) -> tuple[list[str], str]:
    """Return the addresses and the name of a card, whichever way it is kept."""
    modern = next(cards(values.get("_vCard", "")), None)
    old = [values[key].strip() for key in ("PrimaryEmail", "SecondEmail") if values.get(key, "").strip()]
    addresses = list(dict.fromkeys([*(modern.addresses if modern else ()), *old]))
    name = values.get("DisplayName") or f"{values.get('FirstName', '')} {values.get('LastName', '')}"
    return addresses, " ".join(((modern.name if modern else "") or name).split())


def _rows(path: str) -> list[tuple[str, str, str]]:
    import sqlite3

    if not os.path.isfile(path):  # noqa: PTH113 - as above
        raise FileNotFoundError(2, "No such file or directory", path)
    name = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")  # noqa: PTH100 - as above
    marks = ",".join("?" * len(_WANTED))
    query = f"SELECT card, name, value FROM properties WHERE name IN ({marks}) ORDER BY rowid"  # noqa: S608 - ours
    try:
        with closing(sqlite3.connect(f"file:{name}?mode=ro&immutable=1", uri=True)) as book:
            return [(str(card), str(key), str(value or "")) for card, key, value in book.execute(query, _WANTED)]
    except sqlite3.Error:
        raise ReadError(f"{path}: is no address book of Thunderbird (abook.sqlite)", path) from None
