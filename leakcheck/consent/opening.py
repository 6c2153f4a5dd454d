"""Find the store behind the address of a ledger."""

from __future__ import annotations

from leakcheck.consent.errors import LedgerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.consent.ledger import Ledger

_SERVER = ("postgresql://", "postgres://")


def open_ledger(place: str, *, writable: bool = False) -> Ledger:
    """Open the ledger at a path or at a postgresql:// address; raises LedgerError with what to do."""
    if place.startswith(_SERVER):
        return _server(place, writable=writable)
    if "://" in place:
        raise LedgerError("is no address of a ledger", shown_place(place), "Give a path, or postgresql://...")
    from leakcheck.consent.sqlite import open_sqlite

    return open_sqlite(place, writable=writable)


def is_server(place: str) -> bool:
    """Tell whether the ledger is kept by a database server."""
    return place.startswith(_SERVER)


def create_server(place: str) -> Ledger:
    """Make an empty ledger at a postgresql:// address; raises LedgerError when one is there already."""
    made: Ledger = _store(place).create_postgres(place)
    return made


def _server(place: str, *, writable: bool) -> Ledger:
    opened: Ledger = _store(place).open_postgres(place, writable=writable)
    return opened


def _store(place: str) -> Any:
    """Return the module that speaks to servers; raises LedgerError where the extra is not installed."""
    from importlib import import_module

    try:
        return import_module("leakcheck.consent.postgres")
    except ImportError:
        reason = "a ledger on a server needs more packages"
        raise LedgerError(reason, shown_place(place), "pip install 'leakcheck-mail[server]'") from None


def shown_place(place: str) -> str:
    """Return a path as it is, an address without user, password and options."""
    if "://" not in place:
        return place
    scheme, _, rest = place.partition("://")
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}"
