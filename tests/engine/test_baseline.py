from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from leakcheck.engine.baseline import Baseline, Known, apply_baseline, counted, read_baseline, stale, write_baseline
from leakcheck.engine.plan import make_plan
from leakcheck.engine.run import check_paths
from leakcheck.model.errors import ConfigError
from leakcheck.model.policy import Policy

if TYPE_CHECKING:
    from pathlib import Path

    from leakcheck.model.finding import DraftReport

TODAY = dt.date(2026, 1, 15)
PLAN = make_plan(Policy())
ONE = "Dear {{ name }}, ines@atelier-moreau.zz\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(ONE * 2, encoding="utf-8")
    return tmp_path


def reports() -> list[DraftReport]:
    return list(check_paths(["."], Policy(), today=TODAY))


def made() -> Baseline:
    return counted(reports(), PLAN, "base.json")


def states(baseline: Baseline) -> list[list[str]]:
    after = apply_baseline(reports(), baseline, PLAN)
    return [[f.suppressed.by if f.suppressed else f.rule.id for f in report.findings] for report in after]


def test_known_findings_are_marked_wherever_their_lines_move(repository: Path) -> None:
    baseline = made()
    (repository / "a.txt").write_text("\n\n" + ONE, encoding="utf-8")
    assert states(baseline) == [["baseline"], ["baseline"]]


def test_one_more_of_the_same_is_new(repository: Path) -> None:
    baseline = made()
    (repository / "a.txt").write_text(ONE * 2, encoding="utf-8")
    assert states(baseline) == [["LC703"], ["baseline"]]


def test_what_vanished_is_told_once_with_the_last_report(repository: Path) -> None:
    baseline = made()
    (repository / "a.txt").write_text("Dear {{ name }}\n", encoding="utf-8")
    (repository / "b.txt").unlink()
    (repository / "c.txt").write_text("Dear {{ name }}\n", encoding="utf-8")
    assert states(baseline) == [[], ["LC912"]]
    (note,) = list(apply_baseline(reports(), baseline, PLAN))[-1].findings
    assert "2 entries count more than there is" in note.message


def test_files_that_this_run_did_not_look_at_have_not_vanished(repository: Path) -> None:
    baseline = made()
    after = list(apply_baseline(check_paths(["a.txt"], Policy(), today=TODAY), baseline, PLAN))
    assert [f.rule.id for f in after[-1].findings if not f.suppressed] == []
    assert stale(baseline, {}, {"a.txt"}) == {Known("a.txt", "LC703", "body", "email-address"): 0}


def test_the_file_holds_counts_and_nothing_else(repository: Path) -> None:
    write_baseline(made())
    first = (repository / "base.json").read_bytes()
    table = json.loads(first)
    assert [set(entry) for entry in table["findings"]] == [{"path", "rule", "place", "kind", "count"}] * 2
    assert [entry["count"] for entry in table["findings"]] == [1, 2]
    assert b"moreau" not in first
    write_baseline(read_baseline("base.json"))
    assert (repository / "base.json").read_bytes() == first


def test_paths_count_from_the_folder_of_the_baseline(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_baseline(made())
    (repository / "deep").mkdir()
    monkeypatch.chdir(repository / "deep")
    baseline = read_baseline("../base.json")
    after = apply_baseline(check_paths([".."], Policy(), today=TODAY), baseline, PLAN)
    assert [[f.suppressed is not None for f in report.findings] for report in after] == [[True], [True]]


def test_a_mandatory_rule_is_never_known(repository: Path) -> None:
    plan = make_plan(Policy(mandatory=("LC703",)))
    after = apply_baseline(reports(), made(), plan)
    assert all(f.suppressed is None for report in after for f in report.findings)
    assert counted(reports(), plan, "base.json").counts == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"format": "other"}',
        '{"format": "leakcheck-baseline/1", "findings": [{"path": 1}]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_file_is_one_line(repository: Path, text: str) -> None:
    (repository / "base.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"^base\.json: [^\n]+$"):
        read_baseline("base.json")


def test_a_missing_file_says_how_to_make_one() -> None:
    with pytest.raises(ConfigError, match="leakcheck baseline create"):
        read_baseline("nowhere.json")
