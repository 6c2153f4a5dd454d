"""Check digits of our own let through whatever the library takes for a number."""

from __future__ import annotations

import random
from importlib import import_module

import pytest

from leakcheck.detect.national.layouts import ALONE, CUED
from leakcheck.detect.national.proofs import STDNUM
from leakcheck.detect.national.sums import SUMS

_LAYOUTS = sorted(
    (detail, layout) for table in (ALONE, CUED) for layout, details in table.items() for detail in details
)


def _drawn(layout: str, chance: random.Random) -> str:
    letters = {"9": "0123456789", "A": "ABCDEFGHJKLMNPQRSTVWXYZ"}
    return "".join(chance.choice(letters.get(sign, "") or " ") for sign in layout if sign in letters)


@pytest.mark.parametrize("detail", sorted(SUMS))
def test_no_number_that_the_library_proves_fails_the_sum(detail: str) -> None:
    chance = random.Random(7)  # noqa: S311 - numbers for a test
    module = import_module(f"stdnum.{STDNUM[detail]}")
    layouts = [layout for owner, layout in _LAYOUTS if owner == detail]
    seen = 0
    for number in (_drawn(layout, chance) for _ in range(3_000) for layout in layouts):
        if SUMS[detail](number) is False:
            assert not module.is_valid(number), number
        else:
            seen += 1
    assert seen
