"""Sentences that open with what somebody has: "Tiene diabetes", "Ha la mononucleosi", "Ayşe is pregnant again"."""

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


def opens(plain: str, end: int, before: Sequence[Word], bond: int, language: str) -> bool:
    """Tell whether a verb without a subject, or a word that may be a name and its verb, lead to a term.

    `before` are the words of its sentence before it, `bond` is where among them a phrase such as "is treated for"
    starts, -1 for none; `end` is where the term ends.
    """
    if not before or re.compile(r"[^.!?\n]{0,160}\?").match(plain, end):
        return False
    verb = 0 if before[0].text in cues("dropped", language) or bond == 0 else 1
    between = before[verb + 1 :]
    if verb and (len(before) < 2 or not (before[1].text in cues("dropped", language) or bond == 1)):
        return False
    if len(between) > _MOST or any(word.capital for word in between):
        return False
    if bond < 0 and any(word.text in cues("break", language) for word in between):
        return False
    return not verb or _may_be_name(plain, before[0])


def _may_be_name(plain: str, word: Word) -> bool:
    """Tell whether a word with a capital is none of our lists, nor one that the text has in lower case too."""
    if not word.capital or len(word.text) < _SHORTEST or any(word.text in all_cues(group) for group in _NOBODY):
        return False
    return re.search(rf"\b{re.escape(word.text)}\b", plain) is None
