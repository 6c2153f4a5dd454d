"""Sentences that open with what somebody has: "Tiene diabetes", "Ayşe is pregnant again", "... and has asthma"."""

from __future__ import annotations

import re

from leakcheck.detect.terms import all_cues, cues

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leakcheck.detect.person import Word

_MOST = 4  # words between the verb and the term
# Words that may open a sentence with a capital and are nobody's name.
_NOBODY = ("function-word", "article", "break", "possessive", "reader", "country", "town", "calendar", "no-opener")
_SHORTEST = 3
_GERUNDS = ("ing", "ando", "endo")  # "Living with epilepsy" is a title, or said of everybody
_WITHOUT_SUBJECT = frozenset({"es", "it", "pt"})
_AND = frozenset({"and", "und", "et", "y", "e", "en"})


def is_asked(plain: str, end: int) -> bool:
    """Tell whether a sentence goes on from a position to a question mark."""
    return re.compile(r"[^.!?\n]{0,160}\?").match(plain, end) is not None


def opens(plain: str, before: Sequence[Word], bond: int, language: str, *, led: bool) -> bool:
    """Tell whether a verb without a subject, or a word that may be a name and its verb, lead to a term.

    `before` are the words of its sentence before it, `bond` is where among them a phrase such as "is treated for"
    starts, -1 for none; `led` tells that a person opens the sentence.
    """
    verb = _verb(before, bond, language)
    if verb < 0 or not _is_short(before[verb + 1 :], bond, language):
        return False
    if not verb:
        return not before[0].text.endswith(_GERUNDS)
    former = before[verb - 1]
    if former.text in _AND:  # "Grandma has the tickets and is ..."
        return led
    return (verb == 1 or language != "de") and may_be_name(plain, former)


def drops(clause: Sequence[Word], language: str) -> bool:
    """Tell whether a clause behind a comma opens with a verb whose subject is left out: "..., tiene diabetes"."""
    opening = clause and language in _WITHOUT_SUBJECT and clause[0].text in cues("dropped", language)
    return bool(opening) and _is_short(clause[1:], -1, language)


def _verb(before: Sequence[Word], bond: int, language: str) -> int:
    """Return the place of the last verb of somebody, -1 for none."""
    verbs = cues("dropped", language)
    if bond >= 0:
        return bond - (bond > 0 and before[bond - 1].text in verbs)  # "está de baja por"
    return max((place for place, word in enumerate(before) if word.text in verbs), default=-1)


def _is_short(between: Sequence[Word], bond: int, language: str) -> bool:
    """Tell whether few words, none of which leads elsewhere, stand between a verb and a term."""
    if len(between) > _MOST or any(word.capital for word in between):
        return False
    return bond >= 0 or not any(word.text in cues("break", language) for word in between)


def may_be_name(plain: str, word: Word) -> bool:
    """Tell whether a word with a capital is none of our lists, nor one that the text has in lower case too."""
    if not word.capital or len(word.text) < _SHORTEST or any(word.text in all_cues(group) for group in _NOBODY):
        return False
    return re.search(rf"(?<![\w@.-]){re.escape(word.text)}(?![\w@.-])", plain) is None  # nor in an address
