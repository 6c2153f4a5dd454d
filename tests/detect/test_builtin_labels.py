"""The words of labels are those that the detectors look for."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from leakcheck.detect import builtin_labels
from leakcheck.detect.told import label

ROOT = Path(__file__).parent.parent.parent


def test_the_module_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("build_labels", ROOT / "tools" / "build_labels.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    assert Path(builtin_labels.__file__).read_text("utf-8") == build.render(), "run tools/build_labels.py"


def test_names_without_such_a_word_are_no_labels() -> None:
    assert [label(name) for name in ("*Date of birth:*", "Passnummer", "여권", "First day", "x", "word " * 20)] == [
        "Date of birth:",
        "Passnummer",
        "여권",
        "",
        "",
        "",
    ]
