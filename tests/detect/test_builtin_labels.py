"""The words of labels are those that the detectors look for."""

from __future__ import annotations

from pathlib import Path

from leakcheck.detect import builtin_labels
from leakcheck.detect.prepared import Prepared
from leakcheck.detect.told import label
from leakcheck.detect.words import speak_of
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


def test_a_text_with_a_cue_speaks_of_its_subject() -> None:
    built = tool("build_labels")
    spoken = built.lists()
    assert set(spoken) <= set(builtin_labels.SUBJECTS)
    for subject, several in spoken.items():
        for cues in several:
            for phrase in cues.phrases():
                prepared = Prepared(f"See {phrase} 12")
                assert prepared.live(cues)
                assert speak_of(prepared.vocabulary, subject) or not phrase.isascii(), (subject, phrase)
