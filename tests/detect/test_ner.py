from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from leakcheck.detect import ner
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def capitals(text: str) -> Iterator[tuple[int, int, str]]:
    """Stand in for a model: every "Anna" is a person."""
    at = text.find("Anna")
    if at >= 0:
        yield at, at + 4, "PERSON"
    yield 0, 10**9, "PERSON"
    yield 0, 1, "WORK_OF_ART"


def test_spans_of_a_model_become_sightings() -> None:
    assert list(ner.find("I saw Anna", capitals)) == [
        Sighting("person-name", 6, 10, Confidence.MEDIUM, "named-entity"),
    ]


@pytest.mark.parametrize(
    ("name", "path", "why"),
    [
        ("spacy", "", "named-entity model spacy: no model folder at (no path given)"),
        ("presidio", "/no/such/folder", "named-entity model presidio: no model folder at /no/such/folder"),
        ("other", "", "named-entity model other: no installed package offers it (entry point group leakcheck.ner)"),
    ],
)
def test_a_missing_model_is_said_in_one_line(name: str, path: str, why: str) -> None:
    assert ner.load(name, path) == ner.Missing(why)


def test_a_missing_library_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    loaded = ner.load("spacy", str(tmp_path))
    assert isinstance(loaded, ner.Missing)
    assert "not installed" in loaded.why
    assert "\n" not in loaded.why


def test_a_model_that_fails_to_load_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = ModuleType("spacy")
    monkeypatch.setitem(sys.modules, "spacy", broken)
    assert ner.load("spacy", str(tmp_path)) == ner.Missing(
        "named-entity model spacy could not be loaded: AttributeError"
    )


def test_the_adapter_reads_a_spacy_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entity = SimpleNamespace(start_char=0, end_char=4, label_="PERSON")
    library: Any = ModuleType("spacy")
    library.load = lambda _path: lambda _text: SimpleNamespace(ents=[entity])
    monkeypatch.setitem(sys.modules, "spacy", library)
    model = ner.load("spacy", str(tmp_path))
    assert not isinstance(model, ner.Missing)
    assert [s.kind for s in ner.find("Anna", model)] == ["person-name"]


def test_an_entry_point_offers_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("mine", f"{__name__}:capitals", ner.GROUP)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [point] if group == ner.GROUP else [])
    monkeypatch.setitem(sys.modules, __name__, sys.modules.get(__name__) or SimpleNamespace(capitals=capitals))
    assert ner.load("mine") is capitals
