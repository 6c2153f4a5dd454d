"""The scores that the product promises, on the development half of public labelled sets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

from leakcheck.detect import scan_text
from leakcheck.model.severity import Confidence

if TYPE_CHECKING:
    from pathlib import Path


class Bar(NamedTuple):
    """A labelled set, a label of it, our kind and detail, and what we reach at least."""

    name: str
    label: str
    kind: str
    detail: str
    precision: float
    recall: float


BARS = [
    Bar("presidio_research_synth_v2", "EMAIL_ADDRESS", "email-address", "", 1.0, 1.0),
    Bar("presidio_research_synth_v2", "PHONE_NUMBER", "phone-number", "", 0.97, 0.95),
    Bar("presidio_research_synth_v2", "CREDIT_CARD", "payment-card", "", 1.0, 1.0),
    Bar("presidio_research_synth_v2", "IBAN_CODE", "iban", "", 1.0, 1.0),
    Bar("presidio_research_synth_v2", "US_SSN", "national-id", "us-ssn", 1.0, 1.0),
    Bar("presidio_research_synth_v2", "IP_ADDRESS", "ip-address", "", 1.0, 1.0),
    Bar("presidio_research_synth_v2", "US_DRIVER_LICENSE", "driving-licence", "", 1.0, 1.0),
    Bar("datafog_corpus", "EMAIL", "email-address", "", 1.0, 1.0),
    Bar("datafog_corpus", "PHONE", "phone-number", "", 1.0, 1.0),
    Bar("datafog_corpus", "CREDIT_CARD", "payment-card", "", 1.0, 1.0),
    Bar("datafog_corpus", "SSN", "national-id", "us-ssn", 0.97, 0.97),
    Bar("datafog_corpus", "IP_ADDRESS", "ip-address", "", 1.0, 1.0),
    Bar("libphonenumber_matcher", "PHONE", "phone-number", "", 0.98, 0.98),
    Bar("nannigalaxy_nano", "PASSPORT", "passport", "", 0.0, 0.7),
    Bar("nannigalaxy_nano", "DRIVER_LICENSE", "driving-licence", "", 0.0, 0.7),
    Bar("nannigalaxy_nano", "BANK_ACCOUNT", "bank-account", "", 0.0, 0.7),
]


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(common, 0) / (max(a[1], b[1]) - min(a[0], b[0]))


@pytest.mark.parametrize("bar", BARS, ids=lambda bar: f"{bar.name}-{bar.label}")
def test_a_set_is_read_well_enough(bar: Bar, corpus: Path) -> None:
    wanted = found = hits = 0
    for line in (corpus / "pii" / f"{bar.name}.jsonl").read_text("utf-8").strip().split("\n"):
        row = json.loads(line)
        gold = [(s["start"], s["end"]) for s in row["spans"] if s["type"] == bar.label]
        seen = [
            (s.start, s.end)
            for s in scan_text(row["text"])
            if s.kind == bar.kind and s.confidence > Confidence.LOW and bar.detail in {"", s.detail}
        ]
        wanted, found = wanted + len(gold), found + len(seen)
        hits += sum(any(_overlap(span, other) >= 0.5 for other in seen) for span in gold)
    assert hits >= bar.recall * wanted
    assert hits >= bar.precision * found
