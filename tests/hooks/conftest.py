from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.hooks.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEAKCHECK_", "XDG_"))}
    made = Desk(tmp_path, kept | {"HOME": str(tmp_path), "XDG_CONFIG_DIRS": str(tmp_path)})
    keep = made.program("keep", f"printf '%s\\n' \"$@\" > {tmp_path}/arguments; cat > {tmp_path}/got")
    made.environment["LEAKCHECK_VIA"] = keep
    return made
