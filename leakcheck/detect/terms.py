"""Terms of the shipped lists in a text: one look at its vocabulary, then only the places of words that are there."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect import builtin_terms
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

# What may stand between two words of a phrase: blanks, a hyphen, an apostrophe, the marks of a quoted line.
_GAP = " \t\r\n-'>"
_LONGEST_GAP = 6
_MANY = 24  # anchors, from which on one pass over all words is cheaper than one search for each


class Term(NamedTuple):
    """A term at a place; `alone` is its confidence with nobody near (0: none), `own` says it needs an owner."""

    start: int
    end: int
    kind: str
    detail: str
    alone: int
    own: bool


@cache
def cues(group: str, language: str) -> frozenset[str]:
    """Return the words and phrases of a group of cues in one language."""
    return frozenset(builtin_terms.CUES[group].get(language, "").split("|")) - {""}


@cache
def all_cues(group: str) -> frozenset[str]:
    """Return the words and phrases of a group of cues in every language."""
    return frozenset().union(*(cues(group, language) for language in builtin_terms.CUES[group]))


def languages(vocabulary: frozenset[str]) -> list[str]:
    """Return the languages that a text may be in, the likeliest first: at most three, or all when nothing tells."""
    said = {name: vocabulary & cues("function-word", name) for name in builtin_terms.CUES["function-word"]}
    likeliest = max(said, key=lambda name: len(said[name]))
    best = len(said[likeliest])
    # "il" makes no Italian text French: a second language needs a word that the likeliest has not.
    likely = [
        name
        for name, words in said.items()
        if len(words) * 2 >= best and (name == likeliest or not best or words - said[likeliest])
    ]
    return sorted(likely, key=lambda name: -len(said[name]))[: 3 if best else None]


def find(prepared: Prepared) -> Iterator[Term]:
    """Yield every term of the lists, in no particular order; phrases may lie within one another."""
    hits = prepared.vocabulary & anchors()
    if not hits:
        return
    said = [
        (anchor, label, words)
        for anchor in sorted(hits)
        for label, words in map(_label_and_words, _row(anchor).split("|"))
        if len(words) == 1 or prepared.vocabulary.issuperset(words)
    ]
    places = places_of(prepared, frozenset(anchor for anchor, _, _ in said))
    for anchor, label, words in said:
        yield from _at_places(prepared, anchor, places[anchor], label, words)


def _label_and_words(row: str) -> tuple[str, list[str]]:
    label, _, phrase = row.partition(" ")
    return label, phrase.split()


@cache
def anchors() -> frozenset[str]:
    """Return the longest word of each term of the lists, in lower case."""
    return frozenset(builtin_terms.ANCHORS.split())


@cache
def _row(anchor: str) -> str:
    """Return what the list says of the terms with this longest word: texts hold few, so that no table is made."""
    terms, key = builtin_terms.TERMS, f"{anchor}:"
    start = len(key) + (0 if terms.startswith(key) else terms.index(f"\n{key}") + 1)
    return terms[start : terms.index("\n", start)]


def places_of(prepared: Prepared, words: frozenset[str]) -> dict[str, list[int]]:
    """Return where words in lower case stand, ascending; for many of them in one pass over the text."""
    if len(words) <= _MANY:
        return {word: prepared.places(word) for word in words}
    places: dict[str, list[int]] = {word: [] for word in words}
    for found in re.finditer(r"[^\W_]+", prepared.lower):
        if found[0] in places:
            places[found[0]].append(found.start())
    return places


def _at_places(prepared: Prepared, anchor: str, places: list[int], label: str, words: list[str]) -> Iterator[Term]:
    kind, detail, alone, own = builtin_terms.LABELS[int(label.rstrip("!"))]
    before = words[: words.index(anchor)]
    after = words[len(before) + 1 :]
    for place in places:
        start = _back(prepared.lower, place, before)
        end = _forth(prepared.lower, place + len(anchor), after)
        if start < 0 or end < 0 or prepared.masked(start):
            continue
        if not label.endswith("!") or prepared.plain[start:end].isupper():
            yield Term(start, end, kind, detail, alone, own)


def _forth(lower: str, at: int, words: list[str]) -> int:
    """Return where words that follow a position end, -1 when others stand there."""
    for word in words:
        start = at
        while at < len(lower) and at - start < _LONGEST_GAP and lower[at] in _GAP:
            at += 1
        if at == start or not lower.startswith(word, at):
            return -1
        at += len(word)
    return -1 if lower[at : at + 1].isalnum() else at


def _back(lower: str, at: int, words: list[str]) -> int:
    """Return where words that lead up to a position start, -1 when others stand there."""
    for word in reversed(words):
        end = at
        while at and end - at < _LONGEST_GAP and lower[at - 1] in _GAP:
            at -= 1
        if at == end or not lower.endswith(word, 0, at):
            return -1
        at -= len(word)
    return -1 if at and lower[at - 1].isalnum() else at
