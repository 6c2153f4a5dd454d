"""The words of labels are those that the detectors look for."""

from __future__ import annotations

from pathlib import Path

from leakcheck.detect import builtin_labels
from leakcheck.detect.told import label
from tests.support import tool


def test_the_module_is_fresh() -> None:
    assert Path(builtin_labels.__file__).read_text("utf-8") == tool("build_labels").render(), (
        "run tools/build_labels.py"
    )


def test_names_without_such_a_word_are_no_labels() -> None:
    assert [label(name) for name in ("*Date of birth:*", "Passnummer", "여권", "First day", "x", "word " * 20)] == [
        "Date of birth:",
        "Passnummer",
        "여권",
        "",
        "",
        "",
    ]
