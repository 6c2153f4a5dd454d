"""The Date field (RFC 5322, 3.3), also as careless programs write it."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

_DATE = re.compile(
    r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}[ -](\d{4}|\d{2}),? "
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))? ?([+-]\d{4}|[A-Z]{1,4})?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}


def parse_date(text: str) -> dt.datetime | None:
    """Return an aware time, None when the text names none; an unknown or missing zone counts as UTC."""
    import datetime as dt

    match = _DATE.search(re.sub(r"\s+", " ", text[:200]))
    if not match or match[2].lower() not in _MONTHS:
        return None
    day, hour, minute = int(match[1]), int(match[4]), int(match[5])
    second = min(int(match[6] or 0), 59)
    month = _MONTHS.index(match[2].lower()) + 1
    try:
        zone = dt.timezone(dt.timedelta(minutes=_zone_minutes(match[7] or "")))
        return dt.datetime(_year(match[3]), month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _year(text: str) -> int:
    """Read a year; two digits as RFC 5322, 4.3 says."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 50 else 1900)


def _zone_minutes(zone: str) -> int:
    if zone[:1] in {"+", "-"}:
        minutes = int(zone[1:3]) * 60 + int(zone[3:5])
        return -minutes if zone[0] == "-" else minutes
    return _ZONES.get(zone, 0) * 60
