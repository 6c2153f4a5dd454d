"""Every store of consent keeps the same contract; a new one adds its name and how to make an empty ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.consent.desks import Desk, sqlite_desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BACKENDS: dict[str, Callable[[Path], Desk]] = {"sqlite": sqlite_desk}


@pytest.fixture(params=sorted(BACKENDS))
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    made = BACKENDS[request.param](tmp_path)
    yield made
    made.ledger.close()
