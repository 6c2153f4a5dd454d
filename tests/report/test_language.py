"""Reports in German: every rule says something, with the same values, and no entry is left over."""

import re
import string
import tomllib
from pathlib import Path

import pytest

from leakcheck import check
from leakcheck.engine.examples import run_examples
from leakcheck.engine.rules import load_rules, rules_folder
from leakcheck.mail.attachments.kinds import second_of
from leakcheck.model.phrase import Phrase
from leakcheck.model.policy import LANGUAGES, Policy
from leakcheck.report.blocks import reason
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


def test_the_languages_to_choose_from_are_those_there():
    there = [path.stem for path in (rules_folder() / "languages").glob("*.toml")]
    assert sorted(["en", *there]) == sorted(LANGUAGES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_german_words(rule):
    for template in (rule.message, rule.help):
        assert template in GERMAN.texts or BARE.fullmatch(template)
    assert reason(rule) in GERMAN.texts
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
    sources += " ".join(reason(rule) for rule in RULES)  # which stand in several lines
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


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "die Datei ist leer"),
        (bytes(range(256)), "das ist keine Mail und auch kein Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "die Outlook-Datei ist abgeschnitten oder keine Outlook-Datei"),
    ],
)
def test_why_a_file_cannot_be_read(data, says):
    assert GERMAN.say(check(data).error) == says


def test_a_limit_is_named_with_its_number():
    limits = Policy().limits._replace(parts=2)
    report = check(
        b"To: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 9, Policy(limits=limits)
    )
    (finding,) = (finding for finding in report.findings if finding.rule.id == "LC901")
    assert GERMAN.say(finding.message) == "Nicht geprüft: der Rest der Nachricht (mehr als 2 Teile)"


def test_counts_lists_and_places():
    assert GERMAN.say(Phrase("{number} people", number=1200)) == "1.200 Personen"
    assert GERMAN.say("comments, tracked changes") == "Kommentare, verfolgte Änderungen"
    assert GERMAN.say("sheet Intake, C14") == "Blatt Intake, C14"
    assert GERMAN.say("attachment people.csv") == "Anhang people.csv"
    assert GERMAN.say("a name {of} no text") == "a name {of} no text"
    assert ENGLISH.say("page 2") == "page 2"


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("entry list/clients.csv: row 2", "Eintrag list/clients.csv: Zeile 2"),
        ("entry a.zip: entry b.docx: page 3, picture 1", "Eintrag a.zip: Eintrag b.docx: Seite 3, Bild 1"),
        ("mail 1: mail, text, line 1", "Mail 1: Mail, Text, Zeile 1"),
        ("hidden in HTML (display:none)", "verborgen im HTML (display:none)"),
        ("hidden in HTML (off-screen)", "verborgen im HTML (außerhalb des Bildschirms)"),
        ("older revision: 1 earlier version", "ältere Fassung: 1 frühere Fassung"),
        ("sheet Intake, text around the table", "Blatt Intake, Text um die Tabelle"),
        ("picture 2 in the text", "Bild 2 im Text"),
        ("embedded file 3", "eingebettete Datei 3"),
        ("it is a picture, though its name says a PDF", "es ist ein Bild, dem Namen nach aber ein PDF"),
        (second_of("png", "zip"), "es ist zugleich ein Bild und ein Archiv"),
        ("age (hidden text)", "Alter (verborgener Text)"),
        ("entry plan (hidden text).docx", "Eintrag plan (hidden text).docx"),
        (f"{'1' * 5_000} earlier version", f"{'1' * 5_000} earlier version"),
    ],
)
def test_places_in_brackets_and_behind_colons(english, german):
    assert GERMAN.say(english) == german


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("picture 1.png", "picture 1.png"),
        ("attachment picture 1, text.zip", "Anhang picture 1, text.zip"),
        ("entry picture 1, text.csv: row 2", "Eintrag picture 1, text.csv: Zeile 2"),
        ("attached text, list.csv", "angehängt text, list.csv"),
        ("the text is missing", "the text is missing"),
        ("sheet text, comment, C14", "Blatt text, comment, C14"),
        ("sheet text, comment, text around the table", "Blatt text, comment, Text um die Tabelle"),
        ("sheet comment: text, C14", "Blatt comment: text, C14"),
        ("sheet links, text", "Blatt links, Text"),
        ("sheet text, comment, row 4", "Blatt text, comment, Zeile 4"),
        ("sheet Intake, column C", "Blatt Intake, Spalte C"),
        ("sheet Intake, C14, comment", "Blatt Intake, C14, Kommentar"),
        ("slide 2 (hidden)", "Folie 2 (verborgen)"),
        ("entry a.zip: sheet comment: text, B2", "Eintrag a.zip: Blatt comment: text, B2"),
        ("entry comment: list, text: row 2", "Eintrag comment: list, text: Zeile 2"),
        ("entry comment, text", "Eintrag comment, text"),
        ("embedded links: 1.xlsx: sheet a, text, C14", "eingebettet links: 1.xlsx: Blatt a, text, C14"),
        (Phrase("{file} tells {things}", file="attached list.csv", things="text"), "attached list.csv verrät: Text"),
        (Phrase("{file} tells {things}", file=Phrase("An attachment"), things="text"), "Ein Anhang verrät: Text"),
    ],
)
def test_names_of_files_stay(english, german):
    assert GERMAN.say(english) == german


@pytest.mark.parametrize(
    "text",
    [
        "a, " + "not " * 600 + ".csv",
        '" (' * 3_000 + ")" * 3_000,
        "it is " * 3_000,
        "entry " * 3_000 + ": 1",
        "entry " + "a: " * 9_000,
    ],
)
def test_text_that_is_nested_at_will_is_said_to_a_depth(text):
    assert GERMAN.say(text)
    assert GERMAN.say(Phrase("{things}{details} in {where}", things=text, details="", where=text))


# What stands there as it is in every language: names of files and cells, and words of CSS.
AS_IT_IS = re.compile(r"[A-Z]+[0-9]+|(version|person) .*")


@pytest.mark.parametrize("suffix", ["zip", "html", "pdf", "docx", "xlsx", "pptx", "odt", "png", "jpg", "mbox", "rtf"])
def test_places_in_attachments_are_german(samples, suffix):
    report = check(samples / "attachments" / f"leaky-{suffix}.eml")
    inside = {place.inside for finding in report.findings for place in finding.locations if place.inside}
    assert inside
    pieces = {piece for place in inside for piece in re.split(", |: ", place)}
    assert {p for p in pieces if GERMAN.say(p) == p and not AS_IT_IS.fullmatch(p)} == set()


@pytest.mark.parametrize("detail", ["post-box", "spelled-out", "url-password", "api-key", "map-link"])
def test_tags_that_are_english_words_are_german(detail):
    assert GERMAN.say(detail) != detail


# What the parser of TOML says, and a sentence of two names.
ENGLISH_STILL = {"broken-date", "circle-twice", "doubled-key", "unfinished-list", "unfinished-text"}


def test_errors_of_the_configuration_are_german():
    said = tomllib.loads((Path(__file__).parent.parent / "policy" / "invalid_says.toml").read_text(encoding="utf-8"))
    english = re.compile(r"\b(must|not|no|is|are|the|such|of|has|already|you|file|value)\b", re.IGNORECASE)
    assert {name for name, error in said.items() if english.search(GERMAN.say(f"x.toml:{error}"))} <= ENGLISH_STILL
    assert GERMAN.say('x.toml:4: allow.untill: no such key (did you mean "until"?)') == (
        'x.toml:4: allow.untill: diesen Schlüssel gibt es nicht (meinten Sie "until"?)'
    )


def test_a_text_without_translation_keeps_its_english_and_translates_what_stands_in_it():
    german = read_language('thousands = "."\n[counts]\n"{number} people" = "{number} Personen"\n', "de")
    assert (
        german.say(Phrase("{people} and {x}", people=Phrase("{number} people", number=2), x="y")) == "2 Personen and y"
    )
