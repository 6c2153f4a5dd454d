"""Shorthand for tests of detectors."""

from __future__ import annotations

from leakcheck.detect import scan_text
from leakcheck.model.severity import Confidence


def seen(text: str, kind: str, region: str = "", least: Confidence = Confidence.MEDIUM) -> list[str]:
    """Return the pieces of a text that are sighted as a kind, at least so surely."""
    found = scan_text(text, region, frozenset({kind}))
    return [text[s.start : s.end] for s in found if s.confidence >= least]


def details(text: str, kind: str) -> list[tuple[str, str, bool]]:
    """Return (detail, confidence, sample) of the sightings of a kind."""
    return [(s.detail, s.confidence.label, s.sample) for s in scan_text(text, kinds=frozenset({kind}))]
