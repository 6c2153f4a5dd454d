"""The plug with the real spaCy: pipelines that are made, trained and saved here, and read back by the adapter."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

import pytest

import leakcheck
from leakcheck.detect import ner
from leakcheck.model.policy import Ner, Policy

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.models, pytest.mark.filterwarnings("ignore")]  # spaCy's own libraries warn

TAUGHT = (
    ("The exercise helped {} last year.", "Margaret Thornton"),
    ("Ask {} about it as well.", "John Whitfield"),
    ("Yesterday {} came too late.", "Sofia Marino"),
    ("I wrote to {} on Monday.", "Pavel Novak"),
)
DRAFT = b"""\
From: Petra Lindqvist <petra@coach.example>
To: Bjoern Dahl <bjoern.dahl@example.net>
Subject: Your question

The exercise helped Margaret Thornton last year.
"""


@pytest.fixture(scope="module")
def spacy() -> Any:
    try:
        import spacy
    except ImportError:
        if os.environ.get("CI"):
            pytest.fail("spaCy is not installed, and CI must test the adapter with it")
        pytest.skip("spaCy is not installed: pip install 'leakcheck-mail[ner]'")
    return spacy


@pytest.fixture(scope="module")
def folder(spacy: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train a small recogniser on four sentences, and save it as spaCy saves its models."""
    from spacy.training import Example

    spacy.util.fix_random_seed(1)
    random.seed(1)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("PERSON")
    examples = []
    for pattern, name in TAUGHT:
        start = pattern.index("{}")
        marks = {"entities": [(start, start + len(name), "PERSON")]}
        examples.append(Example.from_dict(nlp.make_doc(pattern.format(name)), marks))
    trainer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=trainer)
    path = tmp_path_factory.mktemp("model") / "small"
    nlp.to_disk(path)
    return path


def test_a_trained_model_names_people(folder: Path) -> None:
    model = ner.load("spacy", str(folder))
    assert not isinstance(model, ner.Missing)
    text = "The exercise helped Margaret Thornton last year."
    assert [(s.kind, text[s.start : s.end]) for s in ner.find(text, model)] == [("person-name", "Margaret Thornton")]


def test_a_draft_is_read_with_it(folder: Path) -> None:
    report = leakcheck.check(DRAFT, Policy(ner=Ner("spacy", str(folder))))
    (finding,) = (finding for finding in report.findings if finding.rule.id == "LC312")
    assert [location.evidence.reveal() for location in finding.locations] == ["Margaret Thornton"]


def test_rules_of_spacy_are_a_model_too(spacy: Any, tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Anna Berger"}])
    nlp.to_disk(tmp_path / "rules")
    model = ner.load("spacy", str(tmp_path / "rules"))
    assert not isinstance(model, ner.Missing)
    assert [s.kind for s in ner.find("Anna Berger kommt", model)] == ["person-name"]


def test_a_folder_that_is_no_model_is_said(spacy: Any, tmp_path: Path) -> None:
    assert spacy
    loaded = ner.load("spacy", str(tmp_path))
    assert isinstance(loaded, ner.Missing)
    assert loaded.why.startswith("named-entity model spacy could not be loaded")
    assert "\n" not in loaded.why
