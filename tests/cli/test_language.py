"""The text report in German: `check --language de`, or `language` in leakcheck.toml."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leakcheck.cli import main

LEAKY = Path(__file__).parent.parent.parent / "samples" / "leaky"
GERMAN = """  14 Personen würden gegenseitig ihre Namen und Adressen sehen

  Fehler LC101 visible-recipients
    14 Personen würden gegenseitig ihre Namen und Adressen sehen
      An, Zeilen 2 bis 8: a***@e***.com"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.eml").write_bytes((LEAKY / "group-offer.eml").read_bytes())
    return tmp_path


def test_the_option_and_the_key_say_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "x.eml", "--language", "de"]) == 1
    said = capsys.readouterr().out
    assert GERMAN in said
    assert "\n    Befehl: leakcheck fix x.eml --split oder --bcc\n\nNicht geprüft\n" in said
    assert said.endswith("\n1 Entwurf: 1 Fehler\n")
    (folder / "leakcheck.toml").write_text('language = "de"\n', encoding="utf-8")
    main(["check", "x.eml"])
    assert capsys.readouterr().out == said
    main(["check", "x.eml", "--language", "en"])
    assert "14 people would see" in capsys.readouterr().out


def test_other_formats_stay_english(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "x.eml", "--language", "de", "--format", "json"])
    finding = json.loads(capsys.readouterr().out)["drafts"][0]["findings"][0]
    assert finding["message"] == "14 people would see one another's names and addresses"


def test_a_language_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "leakcheck.toml").write_text('language = "tlh"\n', encoding="utf-8")
    assert main(["check", "x.eml"]) == 2
    assert capsys.readouterr().err.endswith('leakcheck.toml:1: language: must be one of en, de, not "tlh"\n')


@pytest.mark.parametrize("path", sorted(LEAKY.glob("*.eml")), ids=lambda path: path.stem)
def test_nothing_in_a_report_stays_english(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(path), "--language", "de"])
    said = capsys.readouterr().out
    ours = [line.rpartition(" (")[0] if "warum: " in line else line for line in said.splitlines()]
    english = (" the ", " would ", " of ", "line ", "lines ", " and ", " times", "nothing", "draft ", " why", " do:")
    assert [(line, word) for line in ours for word in english if word in line and "leakcheck fix" not in line] == []
