"""Ordinary mail text in which no structured kind may be seen at medium or high confidence, nobody's health at high."""

from __future__ import annotations

from pathlib import Path

import pytest

from leakcheck.detect import scan_text
from leakcheck.model.severity import Confidence

STRUCTURED = frozenset(
    {
        *("email-address", "phone-number", "payment-card", "iban", "bank-account", "national-id", "tax-id", "passport"),
        *("driving-licence", "date-of-birth", "ip-address", "mac-address", "geo-location", "crypto-wallet", "vehicle"),
        *("secret", "postal-address", "personal-link"),
    }
)
FOLDER = Path(__file__).parent / "negatives"
CASES = [(path.stem, line) for path in sorted(FOLDER.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("group", "line"), CASES)
def test_nothing_is_seen_in(group: str, line: str) -> None:
    for text in (line, f"Hi all,\n\n{line}\n\nbest\nM."):
        seen = [s for s in scan_text(text, kinds=STRUCTURED) if s.confidence >= Confidence.MEDIUM]
        assert not [(s.kind, s.detail, text[s.start : s.end]) for s in seen], group


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 450


@pytest.mark.parametrize("line", (Path(__file__).parent / "topics" / "ordinary.txt").read_text("utf-8").splitlines())
def test_a_topic_is_not_said_of_a_person(line: str) -> None:
    text = f"Hi all,\n\n{line}\n\nbest\nM."
    seen = scan_text(text, kinds=frozenset({"health", "special-category"}))
    assert [text[s.start : s.end] for s in seen if s.confidence == Confidence.HIGH] == []
