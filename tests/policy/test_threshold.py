from __future__ import annotations

import pytest

from leakcheck.model.severity import Severity
from leakcheck.policy.threshold import Threshold

LEVELS = Threshold(Severity.WARNING, ("old/**: error", "old/kept/*.html: note"))


@pytest.mark.parametrize(
    ("path", "level"),
    [
        ("new/a.html", "warning"),
        ("old/a.html", "error"),
        ("mails/old/deep/a.html", "error"),
        ("old/kept/a.html", "note"),
        ("./old\\a.html", "error"),
        ("-", "warning"),
    ],
)
def test_the_last_entry_that_fits_counts(path: str, level: str) -> None:
    assert LEVELS.at(path).label == level
