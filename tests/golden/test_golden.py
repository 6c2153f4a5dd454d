"""What every sample says in every format, kept as files.

After a wanted change: `pytest tests/golden --rewrite`, then read the difference before it is committed.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from leakcheck.engine.run import check_paths
from leakcheck.model.policy import Limits, Policy
from leakcheck.report.formats import render
from leakcheck.report.setting import Setting

ROOT = Path(__file__).parent.parent.parent
KEPT = Path(__file__).parent / "kept"
SAMPLES = sorted(path for path in (ROOT / "samples").rglob("*") if path.suffix in {".eml", ".msg", ".oft"})
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")
# A file for every attached format: what they say matters, not how six formats write it.
FEW = ("terminal", "json")
CASES = [
    (sample, form)
    for sample in SAMPLES
    for form in (FEW if sample.parent.name == "attachments" else ("terminal", *FORMATS))
]
# The same with and without Tesseract.
POLICY = Policy(limits=Limits(ocr_pages=0))
TERMINAL = Setting(own_terminal=True, width=100)


def outcome(sample: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(ROOT)
    name = sample.relative_to(ROOT).as_posix()
    reports = list(check_paths([name], POLICY, today=dt.date(2026, 1, 15)))
    setting = TERMINAL if form == "terminal" else Setting()
    return render("text" if form == "terminal" else form, reports, setting)


@pytest.mark.parametrize(("sample", "form"), CASES, ids=[f"{s.parent.name}-{s.name}-{form}" for s, form in CASES])
def test_golden(sample: Path, form: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    kept = KEPT / f"{sample.parent.name}-{sample.name}.{form}.txt"
    shown = outcome(sample, form, monkeypatch)
    if request.config.getoption("--rewrite"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(shown, encoding="utf-8", newline="")
    assert kept.read_text(encoding="utf-8") == shown


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.parent.name == "clean"], ids=lambda path: path.name)
def test_clean_samples_are_clean(sample: Path) -> None:
    (report,) = check_paths([str(sample)], POLICY)
    assert [f.message for f in report.findings if f.severity > 1] == []
    assert report.status == "checked"


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.parent.name == "leaky"], ids=lambda path: path.name)
def test_leaky_samples_leak(sample: Path) -> None:
    (report,) = check_paths([str(sample)], POLICY)
    assert any(finding.severity > 1 for finding in report.findings)


def test_nothing_is_kept_for_samples_that_are_gone() -> None:
    names = {f"{s.parent.name}-{s.name}.{form}.txt" for s, form in CASES}
    assert {path.name for path in KEPT.iterdir()} == names
