from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

import pytest

from leakcheck.cli import progress
from leakcheck.cli.progress import Progress, progress_for
from leakcheck.model.draft import Buffer
from tests.report import sample_reports as sample

if TYPE_CHECKING:
    from pathlib import Path

    from leakcheck.model.finding import DraftReport


def reports(number: int) -> list[DraftReport]:
    draft = sample.draft("x.eml")._replace(buffers=(Buffer(b"x" * 100),))
    return [sample.clean()._replace(draft=draft)] * number


def test_draws_how_far_it_is_and_wipes_itself_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_INTERVAL", 0.0)
    screen = io.StringIO()
    with Progress(400, screen) as bar:
        assert len(list(bar.follow(reports(2)))) == 2
    assert "[############............]  50%  2 drafts" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_never_more_than_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_INTERVAL", 0.0)
    screen = io.StringIO()
    list(Progress(1, screen).follow([*reports(1), sample.unreadable()]))
    assert re.findall(r"\d+%", screen.getvalue()) == ["100%", "100%"]


@pytest.mark.parametrize(
    ("terminal", "term", "large"), [(True, "xterm", True), (False, "xterm", False), (True, "dumb", False)]
)
def test_only_on_a_terminal(
    terminal: object, term: str, large: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.eml").write_bytes(b"x")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    monkeypatch.setenv("TERM", term)
    assert (progress_for([str(tmp_path)])._stream is not None) == large
    assert progress_for([str(tmp_path / "a.eml"), "-"])._stream is None


def test_a_store_of_some_thousand_drafts_is_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    (tmp_path / "box.mbox").write_bytes(b"x" * 1_500_000)
    assert progress_for([str(tmp_path / "box.mbox")])._stream is not None
