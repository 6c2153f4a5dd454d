"""Reports in another language than English: rules/languages/de.toml holds what its texts are in German.

The English text is the key, as with gettext: a text that has changed since falls back to English, and a test says so.
"""

from __future__ import annotations

import re

from leakcheck.model.phrase import Phrase
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from leakcheck.model.finding import DraftReport, Finding

# Text of a sender can be nested at will ("not not not ..."); what lies deeper stays as it is.
_DEEPEST = 8
# Values of a message that are names, which no language translates, and labels with the name of a file behind them.
_NAMES = frozenset({"circle", "domain", "file", "name", "purpose"})
_LABELS = ("entry ", "attached ", "embedded ")
_CELL = r"[A-Z]{1,3}[0-9]{1,7}|(?:row|column) \w{1,7}"
_BETWEEN = "[,:] "
_LONGEST = 80  # of our own words for a place
_FILE_NAME = r"\w\.[A-Za-z]\w{1,4}$"


class Language(NamedTuple):
    """What a language calls things; `texts` maps English templates to its own, `thousands` stands between digits.

    `named` are the templates around a name that stays ("page {name}") or a thing that is said too ("not {thing}"), as
    what stands before it and behind it in English, and the own template.
    """

    tag: str = "en"
    thousands: str = ","
    texts: Mapping[str, str] = {}
    named: tuple[tuple[str, str, str], ...] = ()

    def say(self, text: str, depth: int = 0) -> str:
        """Return a text in this language, and in English what it has no words for.

        A text without a template is looked up as a whole, then piece by piece ("entry list.csv: row 2, comment").
        """
        if not self.texts:
            return text
        if isinstance(text, Phrase):
            values = {name: self._value(name, value, depth) for name, value in text.values.items()}
            return Phrase(self.texts.get(text.template, text.template), **values)
        return self.texts.get(text) or (text if depth > _DEEPEST else self._pieces(text, depth))

    def _value(self, name: str, value: str | int, depth: int) -> str:
        if isinstance(value, int):
            return self._number(value)
        return value if name in _NAMES and not isinstance(value, Phrase) else self.say(value, depth)

    def _pieces(self, text: str, depth: int) -> str:
        if text.startswith("attachment "):
            return self._around_name(text, depth)
        if text.startswith(("sheet ", *_LABELS)):
            at = self._end_of_name(text)
            named = self._around_name(text[:at], depth)
            return named if at == len(text) else f"{named}{text[at : at + 2]}{self.say(text[at + 2 :], depth + 1)}"
        for between in (": ", ", "):
            if between in text:
                return between.join(self.say(piece, depth + 1) for piece in text.split(between))
        return self._piece(text, depth)

    def _end_of_name(self, text: str) -> int:
        """Return where the name of a sheet or a file ends, which may hold commas and colons and words of ours.

        Behind a sheet stands a cell, a row or one known text, behind a file another place.
        """
        if text.startswith("sheet "):
            at = text.rfind(", ")
            rest = text[at + 2 :]
            return at if at > 0 and (rest in self.texts or re.fullmatch(_CELL, rest)) else len(text)
        labels = tuple(before for before, _, _ in self.named if before)
        at = text.find(": ")
        while at > 0:
            first = re.split(_BETWEEN, text[at + 2 : at + 2 + _LONGEST], maxsplit=1)[0]
            if first in self.texts or text.startswith(labels, at + 2):
                return at
            at = text.find(": ", at + 2)
        return len(text)

    def _piece(self, text: str, depth: int) -> str:
        """Say words before brackets ("hidden (white)"), beside "and", after a number or around a name ("page 2")."""
        head, opening, inner = text.partition(" (")
        if opening and inner.endswith(")") and (head in self.texts or head.endswith('"')):
            return f"{self.say(head, depth + 1)} ({self.say(inner[:-1], depth + 1)})"
        one, both, other = text.partition(" and ")
        if both and one in self.texts and other in self.texts:
            return f"{self.texts[one]}{self.texts.get(both, both)}{self.texts[other]}"
        number, _, noun = text.partition(" ")
        if number.isdecimal() and len(number) < 10 and (said := self.texts.get(f"{{number}} {noun}")):
            return Phrase(said, number=self._number(int(number)))
        if re.search(_FILE_NAME, text):
            return text
        return self._around_name(text, depth)

    def _around_name(self, text: str, depth: int) -> str:
        for before, behind, said in self.named:
            if text.startswith(before) and text.endswith(behind) and len(text) > len(before) + len(behind):
                name = text[len(before) : len(text) - len(behind)]
                if before or name.startswith('"') or " " not in name:
                    return Phrase(said, name=name, thing=self.say(name, depth + 1) if "{thing}" in said else "")
        return text

    def _number(self, number: int) -> str:
        return f"{number:,}".replace(",", self.thousands)


ENGLISH = Language()


def language_of(tag: str) -> Language:
    """Return the language of a tag such as "de-AT" (BCP 47), English where there is no other."""
    from leakcheck.engine.rules import rules_folder

    primary = tag.replace("_", "-").partition("-")[0].lower()
    if primary == "en" or not (primary.isascii() and primary.isalpha()):
        return ENGLISH
    path = rules_folder() / "languages" / f"{primary}.toml"
    return read_language(path.read_text(encoding="utf-8"), primary) if path.is_file() else ENGLISH


def read_language(source: str, tag: str) -> Language:
    """Return the language in the text of a file; its tables are for the eye, each maps English to the language."""
    import tomllib

    tables = tomllib.loads(source)
    thousands = tables.pop("thousands")
    texts = {key: said for table in tables.values() for key, said in table.items()}
    return Language(tag, thousands, texts, tuple(_named(texts)))


def _named(texts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the templates around a name, those first that say most."""
    halves = (
        (english.partition(hole), said)
        for english, said in texts.items()
        for hole in ("{name}", "{thing}")
        if hole in english
    )
    rows = [(before, behind, said) for (before, _, behind), said in halves]
    return sorted(rows, key=lambda row: -len(row[0] + row[1]))


def in_language(report: DraftReport, language: Language) -> DraftReport:
    """Return a report whose sentences are said in a language; places keep the names that formats know."""
    if language is ENGLISH:
        return report
    return report._replace(
        findings=tuple(_finding(finding, language) for finding in report.findings),
        skipped=tuple(row._replace(what=language.say(row.what), why=language.say(row.why)) for row in report.skipped),
        error=language.say(report.error),
        notes=tuple(map(language.say, report.notes)),
    )


def _finding(finding: Finding, language: Language) -> Finding:
    return finding._replace(message=language.say(finding.message), help=language.say(finding.help))
