"""What PostgreSQL complains about, in plain words; its own words may hold values and are not repeated."""

from __future__ import annotations

from leakcheck.consent.errors import LedgerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlalchemy.exc import SQLAlchemyError

_PLAIN = {
    "42501": ("may not do this with this account", "Ask for the role of a writer, or use the reader's key and account"),
    "42P01": ("there is no ledger here", "leakcheck consent init makes one"),
    "28": ("does not let this account in", "Check user and password"),
    "3D000": ("there is no such database", "Make it with createdb"),
    "53100": ("there is no room left: nothing was written", "Make room and try again"),
    "25006": ("cannot be written: the server only reads", "Use the main server"),
    "55P03": ("is locked by another process", "Try again when it has finished"),
    "57": ("was stopped by the server", "Try again"),
}
_UNREACHED = ("cannot be reached", "Is the server running, and the address right?")


def failure(error: SQLAlchemyError, place: str) -> LedgerError:
    """Return the error that a person reads."""
    state = str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")
    reason, advice = _PLAIN.get(state) or _PLAIN.get(state[:2]) or _UNREACHED
    if state and (state not in _PLAIN and state[:2] not in _PLAIN):
        reason, advice = f"reports an error ({state})", "See the log of the server"
    return LedgerError(reason, place, advice)
