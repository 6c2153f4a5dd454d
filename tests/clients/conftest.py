"""Every test here starts real mail programs; `pytest -m clients` runs them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.clients.rig import Home, Sink, Terminal

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("clients")


@pytest.fixture
def sink() -> Iterator[Sink]:
    from tests.clients.rig import running_sink

    with running_sink() as found:
        yield found


@pytest.fixture
def home(tmp_path: Path, sink: Sink) -> Home:
    from tests.clients.rig import Home, need

    need("msmtp")
    return Home(tmp_path, sink)


@pytest.fixture
def terminal(home: Home) -> Iterator[Callable[[str], Terminal]]:
    from tests.clients.rig import Terminal, need

    need("tmux")
    opened: list[Terminal] = []

    def open_terminal(command: str) -> Terminal:
        opened.append(Terminal(home, command))
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()
