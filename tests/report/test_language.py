"""Reports in German: every rule says something, with the same values, and no entry is left over."""

import re
import string
from pathlib import Path

import pytest

from leakcheck.engine.examples import run_examples
from leakcheck.engine.rules import load_rules, rules_folder
from leakcheck.model.phrase import Phrase
from leakcheck.model.policy import Policy
from leakcheck.report.language import ENGLISH, language_of, read_language

GERMAN = language_of("de-AT")
RULES = load_rules(Policy())
# Nothing but values, which are texts of their own, and signs between them.
BARE = re.compile(r"(\{\w+\}|\W)+")


def names(template):
    return sorted(name for _, name, _, _ in string.Formatter().parse(template) if name)


def test_a_tag_finds_its_language_and_all_others_are_english():
    assert (GERMAN.tag, language_of("de").tag) == ("de", "de")
    assert all(language_of(tag) is ENGLISH for tag in ("en-GB", "xx", "", "../../x", "de/../de"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_german_words(rule):
    for template in (rule.message, rule.help):
        assert template in GERMAN.texts or BARE.fullmatch(template)
    if nouns := rule.options.get("noun"):
        assert f"{{number}} {nouns}" in GERMAN.texts
        assert f"{{number}} {rule.options['nouns']}" in GERMAN.texts


@pytest.mark.parametrize("english", GERMAN.texts, ids=range(len(GERMAN.texts)))
def test_a_translation_has_the_same_values_and_is_one_line(english):
    said = GERMAN.texts[english]
    assert names(said) == names(english)
    assert "\n" not in said
    assert not said.endswith(".")
    assert (said[:1] == " ") == (english[:1] == " ")


def test_no_entry_is_left_over():
    """Every English text still stands in a rule or in the code, plurals made of nouns aside."""
    root = Path(__file__).resolve().parent.parent.parent
    files = [
        *root.glob("leakcheck/**/*.py"),
        *root.glob("clients/thunderbird/src/*.js"),
        *rules_folder().glob("*/LC*.toml"),
    ]
    sources = re.sub(r'"\s*\n\s*f?"', "", "\n".join(path.read_text(encoding="utf-8") for path in files))
    for english in GERMAN.texts:
        fixed = [piece for piece in re.split(r"\{\w+\}", english) if piece.strip()]
        known = all(piece in sources or piece.strip().removesuffix("s") in sources for piece in fixed)
        known = known or english.replace(" ", "-") in sources  # the name of a kind
        assert known or english.removesuffix("s") in GERMAN.texts, english


def test_the_words_of_checks_are_all_known(monkeypatch):
    """Whatever the examples of all rules make a check say has German words."""
    seen = []

    def remembered(template, values):
        seen.append(Phrase(template, **values))
        return seen[-1]

    monkeypatch.setattr("leakcheck.engine.findings.fill", remembered)
    rules = load_rules(Policy(), with_examples=True)
    for rule in rules:
        run_examples(rule, rules)
    templates = {template for phrase in seen for template in templates_of(phrase)}
    unknown = {t for t in templates - set(GERMAN.texts) if not BARE.fullmatch(t)}
    assert unknown == {"{number} time"}  # a value that no message of a rule shows


def templates_of(text):
    if isinstance(text, Phrase):
        yield text.template
        for value in text.values.values():
            yield from templates_of(value)


def test_counts_lists_and_places():
    assert GERMAN.say(Phrase("{number} people", number=1200)) == "1.200 Personen"
    assert GERMAN.say("comments, tracked changes") == "Kommentare, verfolgte Änderungen"
    assert GERMAN.say("sheet Intake, C14") == "Blatt Intake, C14"
    assert GERMAN.say("attachment people.csv") == "Anhang people.csv"
    assert GERMAN.say("a name {of} no text") == "a name {of} no text"
    assert ENGLISH.say("page 2") == "page 2"


def test_a_text_without_translation_keeps_its_english_and_translates_what_stands_in_it():
    german = read_language('thousands = "."\n[counts]\n"{number} people" = "{number} Personen"\n', "de")
    assert (
        german.say(Phrase("{people} and {x}", people=Phrase("{number} people", number=2), x="y")) == "2 Personen and y"
    )
