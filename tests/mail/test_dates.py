from __future__ import annotations

import pytest

from leakcheck.mail.dates import parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Mon, 2 Mar 2026 10:00:05 +0100", "2026-03-02T10:00:05+01:00"),
        ("2 Mar 2026 10:00 -0330", "2026-03-02T10:00:00-03:30"),
        ("Mon, 02 March 26 10:00:00 GMT (UTC)", "2026-03-02T10:00:00+00:00"),
        ("Mon, 2 Mar 1998 10:00:60 EST", "1998-03-02T10:00:59-05:00"),
        ("2 Mar 98 1:00:00", "1998-03-02T01:00:00+00:00"),
        ("Mon, 2-Mar-2026\t10.00.00 Z", "2026-03-02T10:00:00+00:00"),
    ],
)
def test_dates_as_programs_write_them(text: str, iso: str) -> None:
    date = parse_date(text)
    assert date is not None
    assert date.isoformat() == iso


@pytest.mark.parametrize("text", ["", "soon", "31 Feb 2026 10:00 +0000", "2 Foo 2026 10:00", "2 Mar 2026 10:00 +9999"])
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None
