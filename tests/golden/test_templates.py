"""What the sample templates say in every format, kept as files; see test_golden.py for how to change them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from leakcheck.engine.run import check_paths
from leakcheck.model.policy import Policy
from leakcheck.report.formats import render
from leakcheck.report.setting import Setting

ROOT = Path(__file__).parent.parent.parent
KEPT = Path(__file__).parent / "kept_templates"
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")
TODAY = dt.date(2026, 1, 15)
LEAKY = sorted((ROOT / "samples/templates/leaky").iterdir())
CLEAN = sorted((ROOT / "samples/templates/clean").iterdir())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("folder", ["leaky", "clean"])
def test_golden(folder: str, form: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.chdir(ROOT)
    shown = render(form, check_paths([f"samples/templates/{folder}"], Policy(), today=TODAY), Setting())
    kept = KEPT / f"{folder}.{form}.txt"
    if request.config.getoption("--rewrite"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(shown, encoding="utf-8", newline="")
    assert kept.read_text(encoding="utf-8") == shown


@pytest.mark.parametrize("sample", LEAKY, ids=lambda path: path.name)
def test_leaky_templates_leak(sample: Path) -> None:
    (report,) = check_paths([str(sample)], Policy(), today=TODAY)
    assert any(finding.severity > 1 for finding in report.findings)


@pytest.mark.parametrize("sample", CLEAN, ids=lambda path: path.name)
def test_clean_templates_are_silent(sample: Path) -> None:
    (report,) = check_paths([str(sample)], Policy(), today=TODAY)
    assert [finding.message for finding in report.findings] == []
    assert report.status == "checked"


def test_every_leaky_template_has_a_clean_twin() -> None:
    assert [path.name for path in LEAKY] == [path.name for path in CLEAN]
