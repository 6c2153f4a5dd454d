"""Whether a datum is the reader's own: "your date of birth, 12.04.1987" tells the only reader nothing new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leakcheck.checks.seen import Seen
    from leakcheck.checks.world import World

_REACH = 60
_WORD = r"[^\W\d_]+"
_SENTENCE_END = r"[.!?;]\s|\n\s*\n"
# What is harmful in a mail whosever it is.
NEVER = frozenset({"secret", "payment-card"})


def is_readers_own(seen: Seen, world: World) -> bool:
    """Tell whether one person alone gets the mail, and "your" leads to the datum with nobody else in between."""
    if len(world.people.everybody) != 1 or seen.sighting.kind in NEVER or seen.region != "body":
        return False
    from leakcheck.detect.terms import all_cues, cues, languages
    from leakcheck.detect.words import vocabulary

    start = seen.sighting.start
    head = re.split(_SENTENCE_END, seen.text.text[max(start - _REACH, 0) : start])[-1]
    likely = languages(vocabulary(seen.text.text.lower()))

    def said(*groups: str) -> frozenset[str]:
        return frozenset().union(*(cues(group, language) for group in groups for language in likely))

    pronouns = said("pronoun", "possessive")
    readers = said("reader") - pronouns
    formal = said("reader-formal")  # "Ihre" with a capital inside a sentence; "ihre" is hers
    words = re.findall(_WORD, head)
    places = [
        at
        for at, word in enumerate(words)
        if word.lower() in readers or (at and word.lower() in formal and word[0].isupper())
    ]
    if not places:
        return False
    others = all_cues("role") | all_cues("given-name") | pronouns
    return others.isdisjoint(word.lower() for word in words[places[-1] + 1 :])
