"""Every store of consent keeps the same contract; a new one adds its name and how to make an empty ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.consent.desks import Desk, sqlite_desk
from tests.consent.postgres_server import postgres_desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BACKENDS: dict[str, Callable[[Path], Desk]] = {"sqlite": sqlite_desk, "postgres": postgres_desk}
MARKED = [pytest.param("postgres", marks=pytest.mark.postgres), "sqlite"]


@pytest.fixture(params=MARKED)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    made = BACKENDS[request.param](tmp_path)
    yield made
    made.ledger.close()
