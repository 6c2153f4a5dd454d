"""The plug for named-entity models: entry points `leakcheck.ner`, and one adapter for spaCy and Presidio.

A model is a callable `text -> iterable of (start, end, label)`. Models are never downloaded: the user gives the folder
of one that is there. A model that is missing is said in one line, not skipped in silence.
"""

from __future__ import annotations

from pathlib import Path

from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    Model = Callable[[str], Iterable[tuple[int, int, str]]]

GROUP = "leakcheck.ner"
ADAPTERS = ("spacy", "presidio")
_KINDS = {
    "PERSON": "person-name",
    "PER": "person-name",
    "ADDRESS": "postal-address",
    "STREET_ADDRESS": "postal-address",
    "PHONE_NUMBER": "phone-number",
    "EMAIL_ADDRESS": "email-address",
    "IBAN_CODE": "iban",
    "CREDIT_CARD": "payment-card",
    "NRP": "special-category",
    "NORP": "special-category",
}


class Missing(NamedTuple):
    """Why there is no model, in one line for the report."""

    why: str


def load(name: str, path: str = "") -> Model | Missing:
    """Return the model of an entry point, or an adapter ("spacy", "presidio") over a model folder; never raise."""
    try:
        if name in ADAPTERS:
            return _adapter(name, path)
        return _plugin(name)
    except ImportError as error:
        return Missing(
            f"named-entity model {name}: {error.name or error} is not installed (pip install leakcheck-mail[ner])"
        )
    except Exception as error:  # noqa: BLE001 - a stranger's code must not stop a check
        return Missing(f"named-entity model {name} could not be loaded: {type(error).__name__}")


def find(text: str, model: Model) -> Iterator[Sighting]:
    """Yield what a model names, at medium confidence; spans outside the text and unknown labels are left out.

    Raises what the model raises: the caller says that the text was not read by it.
    """
    for start, end, label in model(text):
        kind = _KINDS.get(label.upper())
        if kind and 0 <= start < end <= len(text):
            yield Sighting(kind, start, end, Confidence.MEDIUM, "named-entity")


def _plugin(name: str) -> Model | Missing:
    from importlib.metadata import entry_points

    found = [point for point in entry_points(group=GROUP) if point.name == name]
    if not found:
        return Missing(f"named-entity model {name}: no installed package offers it (entry point group {GROUP})")
    model: Model = found[0].load()
    return model


def _adapter(name: str, path: str) -> Model | Missing:
    if not path or not Path(path).is_dir():
        return Missing(f"named-entity model {name}: no model folder at {path or '(no path given)'}")
    return _spacy(path) if name == "spacy" else _presidio(path)


def _spacy(path: str) -> Model:
    from importlib import import_module

    nlp: Any = import_module("spacy").load(Path(path))

    def read(text: str) -> Iterator[tuple[int, int, str]]:
        for entity in nlp(text).ents:
            yield entity.start_char, entity.end_char, entity.label_

    return read


def _presidio(path: str) -> Model:
    from importlib import import_module

    engines: Any = import_module("presidio_analyzer.nlp_engine")
    models = [{"lang_code": "en", "model_name": path}]
    engine = engines.NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    analyzer: Any = import_module("presidio_analyzer").AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])

    def read(text: str) -> Iterator[tuple[int, int, str]]:
        for result in analyzer.analyze(text=text, language="en"):
            yield result.start, result.end, result.entity_type

    return read
