"""Which single names of a draft ("Miriam", "Frau Osei") may be people of the ledger, and which are somebody else's."""

from __future__ import annotations

from leakcheck.checks.mentions import mentions
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.model.consent import NameWord
    from leakcheck.model.draft import Draft, Text


class Single(NamedTuple):
    """A single name that somebody of the ledger bears, and where it stands."""

    word: NameWord
    text: Text
    span: Span


class Alone(NamedTuple):
    """`singles` in order; `strangers` are given names that the draft gives another surname; `addressed` are readers."""

    singles: tuple[Single, ...] = ()
    strangers: frozenset[str] = frozenset()
    addressed: frozenset[str] = frozenset()

    def of_nobody_in(self, here: frozenset[str]) -> list[Single]:
        """Return the names that neither somebody here, nor a stranger, nor somebody addressed bears."""
        others = here | self.addressed
        return [one for one in self.singles if one.word.word not in others and not self._is_strangers(one.word)]

    def _is_strangers(self, word: NameWord) -> bool:
        from leakcheck.model.consent import GIVEN

        return word.role == GIVEN and word.word in self.strangers


def alone_in(draft: Draft, pairs: frozenset[tuple[str, str]], known: frozenset[NameWord]) -> Alone:
    """Read the texts of a draft; `pairs` are given names and surnames of people who may be told of under either."""
    singles: list[Single] = []
    strangers: set[str] = set()
    addressed: set[str] = set()
    for text in (text for text in draft.texts if not text.attached):
        read = mentions(text)
        singles += (Single(m.word, text, Span(m.start, m.end)) for m in read.found if m.word in known)
        addressed |= read.addressed
        strangers |= {
            given for given, after in read.beside.items() if any((given, last) not in pairs for last in after)
        }
    return Alone(tuple(singles), frozenset(strangers), frozenset(addressed))


def words_in(names: Iterable[str]) -> frozenset[str]:
    """Return the words of names and of local parts as they are compared."""
    from leakcheck.detect.called import plain_word, words_of

    found = {word for name in names for word in words_of(name)}
    return frozenset(plain_word(part) for word in found for part in (word, *word.split("-")))
