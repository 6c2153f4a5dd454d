"""Whether a datum is the reader's own: "your date of birth, 12.04.1987" tells the only reader nothing new."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.checks.seen import Seen
    from leakcheck.checks.world import World

_REACH = 100
_WORD = r"[^\W\d_]+"
_SENTENCE_END = r"[.!?;]\s|\n\s*\n"
# A full stop behind one of these ends no sentence: "amtl. Kennzeichen".
_ABBREVIATED = frozenset(
    (
        "amtl",
        "nr",
        "no",
        "núm",
        "ref",
        "réf",
        "tel",
        "ca",
        "inkl",
        "incl",
        "acct",
        "reg",
        "st",
        "str",
        "idnr",
        "stnr",
        "steuernr",
        "kdnr",
    )
)
_MAIL = 2_000
_SALUTATION = r"[Ss]ehr geehrte[rs]? [^\n,]{1,80},"
# What is harmful in a mail whosever it is.
NEVER = frozenset({"secret", "payment-card"})


class Reader:
    """The one person who gets a mail; the languages of each text are made out once."""

    def __init__(self, world: World) -> None:
        self._alone = len(world.people.everybody) == 1
        self._languages: dict[int, list[str]] = {}

    def owns(self, seen: Seen) -> bool:
        """Tell whether one person alone gets the mail, and "your" leads to the datum with nobody else in between."""
        if not self._alone or seen.sighting.kind in NEVER or seen.region != "body":
            return False
        start = seen.sighting.start
        head = re.sub(rf"({_WORD})\. ", _unabbreviated, seen.text.text[max(start - _REACH, 0) : start])
        head = re.split(_SENTENCE_END, head)[-1]
        return _leads_to_reader(re.findall(_WORD, head), self._likely(seen), formal=self._is_formal(seen))

    def _is_formal(self, seen: Seen) -> bool:
        """Tell whether a German mail has addressed the reader and then spoken of nobody else: "Ihre" is yours."""
        begun = seen.text.text[max(seen.sighting.start - _MAIL, 0) : seen.sighting.start]
        salutation = re.search(_SALUTATION, begun)
        if not salutation or "de" not in self._likely(seen):
            return False
        from leakcheck.detect.terms import all_cues, cues

        others = all_cues("role") | all_cues("given-name") | cues("pronoun", "de")
        formal = {"sie", *cues("reader-formal", "de")}
        words = re.findall(_WORD, begun[salutation.end() :])
        return all(word.lower() not in others or (word[0].isupper() and word.lower() in formal) for word in words)

    def _likely(self, seen: Seen) -> list[str]:
        from leakcheck.detect.terms import languages
        from leakcheck.detect.words import vocabulary

        known = self._languages.get(id(seen.text))
        if known is None:
            known = self._languages[id(seen.text)] = languages(vocabulary(seen.text.text.lower()))
        return known


def _unabbreviated(word: re.Match[str]) -> str:
    return f"{word[1]} " if word[1].lower() in _ABBREVIATED else word[0]


def _leads_to_reader(words: list[str], likely: list[str], *, formal: bool) -> bool:
    """Tell whether the last of some words that speak of a person speaks to the reader, in one of some languages."""
    from leakcheck.detect.terms import all_cues, cues

    def said(*groups: str) -> frozenset[str]:
        return frozenset().union(*(cues(group, language) for group in groups for language in likely))

    pronouns = said("pronoun", "possessive")
    readers = said("reader") - pronouns
    polite = said("reader-formal")  # "Ihre" with a capital inside a sentence; "ihre" is hers
    places = [
        at
        for at, word in enumerate(words)
        if word.lower() in readers or ((at or formal) and word.lower() in polite and word[0].isupper())
    ]
    if not places:
        return False
    others = all_cues("role") | all_cues("given-name") | pronouns
    return others.isdisjoint(word.lower() for word in words[places[-1] + 1 :])
