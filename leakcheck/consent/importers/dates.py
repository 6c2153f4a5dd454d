"""Dates as programs write them -> instants of the ledger."""

from __future__ import annotations

import datetime as dt

from leakcheck.consent.times import read_instant, stamp
from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def instant(text: str, forms: Sequence[str], *, objection: bool) -> str:
    """Return the instant in a text, "" when it cannot be read or lies in the future.

    ISO 8601 is always understood, `forms` are further ones as strptime takes them. A time without a zone is in UTC.
    """
    try:
        return read_instant(text, "", objection=objection)
    except ConfigError:
        pass
    for form in forms:
        try:
            found = dt.datetime.strptime(text.strip(), form)  # noqa: DTZ007 - the zone follows
        except ValueError:
            continue
        if "%H" not in form and "%I" not in form:
            return _day(found.date(), objection=objection)
        found = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
        return stamp(found) if found <= dt.datetime.now(tz=dt.UTC) else ""
    return ""


def _day(day: dt.date, *, objection: bool) -> str:
    try:
        return read_instant(day.isoformat(), "", objection=objection)
    except ConfigError:
        return ""
