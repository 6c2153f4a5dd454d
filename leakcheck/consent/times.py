"""Instants and days as the ledger writes them: ISO 8601 in UTC."""

from __future__ import annotations

import datetime as dt

from leakcheck.model.errors import ConfigError

_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"
FIRST, LAST = "T00:00:00.000000Z", "T23:59:59.999999Z"


def now() -> str:
    """Return the present instant, to the microsecond, so that two commands in a row keep their order."""
    return stamp(dt.datetime.now(tz=dt.UTC))


def after(recorded: str) -> str:
    """Return the present instant, or the one right after `recorded` where the clock was put back.

    The order in which things were written is then the order of their instants, whatever the clock does.
    """
    present = now()
    if present > recorded:
        return present
    last = dt.datetime.strptime(recorded, _FORM).replace(tzinfo=dt.UTC)
    return stamp(last + dt.timedelta(microseconds=1))


def stamp(instant: dt.datetime) -> str:
    """Return an instant as text that sorts by time."""
    return instant.astimezone(dt.UTC).strftime(_FORM)


def read_day(word: str, option: str) -> str:
    """Return an ISO date; raises ConfigError that names the option."""
    try:
        return dt.date.fromisoformat(word.strip()).isoformat()
    except ValueError:
        raise ConfigError(f"{option}: {word[:30]!a} is no date such as 2026-12-31") from None


def read_instant(word: str, option: str, *, objection: bool) -> str:
    """Return when something took place: a date, or a date with a time; the present when `word` is empty.

    Of a day without a time the careful end is taken: consent counts from its last moment back to its first, a
    withdrawal from its last, so that on one day the withdrawal wins. What lies in the future is refused: it would
    outdo a withdrawal of tomorrow.
    """
    if not word.strip():
        return now()
    today = dt.datetime.now(tz=dt.UTC)
    latest = max(today.date(), today.astimezone().date())
    try:
        day = dt.date.fromisoformat(word.strip())
    except ValueError:
        instant = _instant(word, option)
        if instant > today + dt.timedelta(minutes=5):
            raise ConfigError(f"{option}: {word[:30]!a} lies in the future") from None
        return stamp(instant)
    if day > latest:
        raise ConfigError(f"{option}: {word[:30]!a} lies in the future")
    return day.isoformat() + (LAST if objection else FIRST)


def _instant(word: str, option: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(word.strip())
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise ConfigError(f"{option}: {word[:30]!a} is no date such as 2026-12-31") from None
