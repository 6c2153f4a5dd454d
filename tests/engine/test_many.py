"""Many files: in order, the same with one process and several, and complete when a process dies."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any

import pytest

from leakcheck.engine.cache import Cache, open_cache
from leakcheck.engine.many import FEW, check_many
from leakcheck.engine.parallel import CHUNK, DIED, Job, check_items
from leakcheck.engine.plan import make_plan
from leakcheck.engine.sources import find_items
from leakcheck.mail.stores import Item
from leakcheck.model.finding import DraftReport
from leakcheck.model.policy import Policy, PurposeRule, Templates

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 1, 15)
LEAK = "<p>Dear {{ name }}, write to ines.moreau@atelier-moreau.zz</p>"
CLEAN = "<p>Dear {{ name }}</p>"


class Deadly(str):
    """A text that ends the process in which it is unpickled."""

    __slots__ = ()

    def __reduce__(self) -> Any:
        return os._exit, (7,)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for number in range(CHUNK * 3):
        (tmp_path / f"{number:03}.html").write_text(CLEAN if number % 5 else LEAK, encoding="utf-8")
    return tmp_path


def said(reports: list[DraftReport]) -> list[Any]:
    return [(r.path, r.status, r.error, [(f.rule.id, f.message, f.locations) for f in r.findings]) for r in reports]


def run(folder: Path, jobs: int, cache: Cache | None = None) -> list[DraftReport]:
    policy = Policy()
    found = find_items((str(folder),), policy)
    return [report for report, _ in check_many(found, make_plan(policy), TODAY, jobs, cache)]


def test_several_processes_say_the_same_in_the_same_order(tree: Path) -> None:
    assert said(run(tree, 2)) == said(run(tree, 1))


def test_what_was_found_before_passes_through_in_its_place(tree: Path) -> None:
    gone = DraftReport("gone", "unreadable", error="not there")
    items = [gone, *list(find_items((str(tree),), Policy()))[:3], gone]
    paths = [report.path for report, _ in check_items(items, Job(Policy(), TODAY), 2)]
    assert paths == [item.path for item in items]


def test_a_file_that_kills_its_process_is_named_and_the_rest_is_complete(tree: Path) -> None:
    items: list[Any] = list(find_items((str(tree),), Policy()))
    items[5] = items[5]._replace(problem=Deadly())
    results = [report for report, _ in check_items(items, Job(Policy(), TODAY), 2)]
    assert [report.path for report in results] == [item.path for item in items]
    assert [(report.path, report.error) for report in results if report.error] == [(items[5].path, DIED)]
    assert results[5].status == "unreadable"


def test_no_process_starts_for_few_files(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakcheck.engine.parallel.check_items", None)
    assert CHUNK * 3 <= FEW
    assert len(run(tree, 0)) == CHUNK * 3


def test_the_second_run_reads_into_nothing_that_was_clean(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tree / ".cache"))
    first = said(run(tree, 1, open_cache(make_plan(Policy()))))
    loaded: list[str] = []
    real = Item.load
    monkeypatch.setattr(Item, "load", lambda item, limits: (loaded.append(item.path), real(item, limits))[1])
    assert said(run(tree, 1, open_cache(make_plan(Policy())))) == first
    assert [path[-8:] for path in loaded] == [f"{number:03}.html" for number in range(0, CHUNK * 3, 5)]


def test_a_file_that_changes_is_read_again(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tree / ".cache"))
    run(tree, 1, open_cache(make_plan(Policy())))
    (tree / "001.html").write_text(LEAK, encoding="utf-8")
    assert run(tree, 1, open_cache(make_plan(Policy())))[1].findings


def test_the_same_bytes_elsewhere_may_be_for_another_purpose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    for folder in ("news", "orders"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.html").write_text(f"<html>{CLEAN}</html>", encoding="utf-8")
    plan = make_plan(Policy(purposes=(PurposeRule("marketing", folder="news/**"),)))
    for _ in range(2):
        items = find_items((str(tmp_path / "orders"), str(tmp_path / "news")), plan.policy)
        reports = [report for report, _ in check_many(items, plan, TODAY, 1, open_cache(plan))]
        assert [[found.rule.id for found in report.findings] for report in reports] == [[], ["LC205"]]


@pytest.mark.parametrize(
    "policy",
    [Policy(select=("LC7",)), Policy(rules={"LC703": {"severity": "error"}}), Policy(own_domains=("example.org",)),
     Policy(templates=Templates(language="erb"))],
)  # fmt: skip
def test_another_configuration_has_another_cache(policy: Policy) -> None:
    one, other = open_cache(make_plan(Policy())), open_cache(make_plan(policy))
    assert one is not None
    assert other is not None
    assert one._path != other._path
    again = open_cache(make_plan(policy))
    assert again is not None
    assert again._path == other._path


def test_a_ledger_or_a_plugin_switches_the_cache_off() -> None:
    plan = make_plan(Policy())
    assert open_cache(plan._replace(policy=Policy(ledger="consent.db"))) is None
    assert open_cache(plan._replace(policy=Policy(plugins=("example",)))) is None


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"null", b'{"format": "x"}', b"\xff\xfe\0", b'{"outcomes": [[]], "clean": {}}',
               b'{"format": "leakcheck-cache/1", "outcomes": [[0, []]], "clean": {"a": 9}}', b"[" * 100_000]
)  # fmt: skip
def test_a_damaged_cache_is_rebuilt_in_silence(tree: Path, damage: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tree / ".cache"))
    first = run(tree, 1, open_cache(make_plan(Policy())))
    (file,) = (tree / ".cache/leakcheck").iterdir()
    file.write_bytes(damage)
    assert said(run(tree, 1, open_cache(make_plan(Policy())))) == said(first)
    assert b'"clean"' in file.read_bytes()


def test_the_cache_holds_no_value_and_no_draft(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "mail.eml").write_text("To: ann@example.com\nSubject: x\n\nHello\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tree / ".cache"))
    run(tree, 1, open_cache(make_plan(Policy())))
    (file,) = (tree / ".cache/leakcheck").iterdir()
    text = file.read_text(encoding="utf-8")
    assert "moreau" not in text
    assert "html" not in text
    assert text.count('": 0') == 1  # all clean files are the same one
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_cache_that_cannot_be_written_is_no_failure(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tree / "000.html"))
    assert len(run(tree, 1, open_cache(make_plan(Policy())))) == CHUNK * 3
