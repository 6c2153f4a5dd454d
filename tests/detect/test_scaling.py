"""Every cost of the structured kinds is linear: four times the text takes at most eight times as long."""

from __future__ import annotations

import time

import pytest

from leakcheck.detect.families import FAMILIES, load
from leakcheck.detect.prepared import Prepared

PUMPS = (
    *("1 1 1 ", "@a.@a.", "+1 (", "a.a.", "AB12", "1a", "1.1111,", "::1 ", ":1:1:", "<a@", "://", "\n@@ -1 +1 @@\n x"),
    *("4111 1111 ", "GB82 WEST ", "tel 1234567 ", "-aa-aa-", "born 1 ", "12 years ", "passport A1", "begin 644 x\n"),
    *("52°31'", "a at b dot ", "é", "(1)", "0x", "bic "),
)
SIZE = 20_000


def _seconds(text: str) -> float:
    best = 1e9
    for _ in range(3):
        began = time.process_time()
        prepared = Prepared(text)
        for family in FAMILIES:
            if family.gate(prepared):
                list(load(family)(prepared, ""))
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.slow
@pytest.mark.parametrize("pump", PUMPS)
def test_time_grows_with_the_text(pump: str) -> None:
    small, large = pump * (SIZE // len(pump)), pump * (4 * SIZE // len(pump))
    _seconds(small)
    assert _seconds(large) / max(_seconds(small), 1e-3) < 8
