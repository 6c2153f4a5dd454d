"""Names of people that we know: in a text that goes to others, without a model.

Telling one client about another needs no address. The people come from the ledger, circles and quoted headers; who they
are to the draft is the caller's business.
"""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect.terms import all_cues, places_of
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leakcheck.detect.prepared import Prepared

_WORD = r"[^\W\d_]+"
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_BETWEEN = 3  # words between a first and a last name: middle names, "van der"
_LONGEST_GAP = 48
_PARAGRAPH, _ENOUGH_WORDS = 300, 6
_PARTICLES = frozenset(
    "van von der den de da do dos das del della di du la le ten ter zu zum zur af av el al bin ibn y e i und".split()  # noqa: SIM905 - words
)
_NO_NAME = frozenset("@/_=<>!?:;,()0123456789")
_SENTENCE_END = frozenset(".!?:;>*\u2022\"'(")


class Person(NamedTuple):
    """Somebody we know: `parts` of the name in order, the first name first; `key` is the canonical address."""

    parts: tuple[str, ...]
    key: str = ""


class Word(NamedTuple):
    """A word of the text that is a name of somebody."""

    start: int
    end: int
    text: str


class Known(NamedTuple):
    """Names in lower case, made once for many texts: first and last together, each alone, and all their words."""

    full: frozenset[tuple[str, str]]
    first: frozenset[str]
    last: frozenset[str]
    words: frozenset[str]


def find_names(prepared: Prepared, people: Sequence[Person], present: Sequence[Person] = ()) -> Iterator[Sighting]:
    """Yield names of `people`: full ones high, a distinctive last name medium, a first name medium or low.

    A word that is also a name of somebody `present` (recipients, the sender) counts only within a full name. Time is
    linear in the text and in the number of people; for several texts make `known` once and call `find_known`.
    """
    return find_known(prepared, known(people, present))


def known(people: Iterable[Person], present: Iterable[Person] = ()) -> Known:
    """Return the names to look for: those of people, less what they share with people who are present."""
    taken = {word for person in present for word in _parts(person)}
    full, first, last = set(), set(), set()
    for person in people:
        for parts in _spellings(_parts(person)):
            if len(parts) > 1 and not taken.issuperset((parts[0], parts[-1])):
                full.add((parts[0], parts[-1]))
                last.add(parts[-1])
            first.add(parts[0])
    words = frozenset(first | last)
    return Known(frozenset(full), frozenset(first - taken), frozenset(last - taken), words)


def find_known(prepared: Prepared, names: Known) -> Iterator[Sighting]:
    """Yield the names in a text; see `find_names`."""
    wanted = names.words & prepared.vocabulary
    words = _words(prepared, wanted) if wanted else []
    end = 0
    for index, word in enumerate(words):
        if word.start < end or prepared.masked(word.start):
            continue
        if partner := _partner(prepared.plain, words, index, names):
            end = partner.end
            yield Sighting("person-name", word.start, end, Confidence.HIGH, "full-name")
        elif sighting := _alone(prepared.plain, word, names):
            yield sighting


def _parts(person: Person) -> list[str]:
    return [word for part in person.parts for word in re.findall(_WORD, part.lower()) if len(word) > 1]


def _spellings(parts: list[str]) -> list[list[str]]:
    """Return the parts of a name as they are and, where they have accents, without: "María" is written "Maria" too."""
    if not parts or all(map(str.isascii, parts)):
        return [parts] if parts else []
    import unicodedata

    plain = ["".join(c for c in unicodedata.normalize("NFD", part) if not unicodedata.combining(c)) for part in parts]
    german = [part.translate(_GERMAN) for part in parts]
    return [parts, plain, german]


def _words(prepared: Prepared, wanted: frozenset[str]) -> list[Word]:
    places = places_of(prepared, wanted)
    return sorted(Word(start, start + len(text), text) for text, starts in places.items() for start in starts)


def _partner(plain: str, words: list[Word], index: int, names: Known) -> Word | None:
    """Return the word that makes a full name with the one at an index: "Anna M. Example", "Example, Anna"."""
    word = words[index]
    for other in words[index + 1 : index + 2 + _BETWEEN]:
        ordered = (word.text, other.text) in names.full
        turned = (other.text, word.text) in names.full
        gap = plain[word.end : other.start] if ordered or turned else "@"
        if not (ordered and _is_gap(gap)) and not (turned and gap.strip() in ("", ",")):
            continue
        if word.text not in all_cues("ambiguous") or (plain[word.start].isupper() and plain[other.start].isupper()):
            return other
    return None


def _is_gap(gap: str) -> bool:
    """Tell whether only blanks and middle names stand between two words: no end of a sentence, no address."""
    between = re.findall(_WORD, gap[:_LONGEST_GAP])
    if not between:
        return len(gap) <= 6 and gap.strip(" \t\r\n>") in ("", "-")
    if len(between) > _BETWEEN or len(gap) >= _LONGEST_GAP or not _NO_NAME.isdisjoint(gap):
        return False
    named = all(word[0].isupper() or word in _PARTICLES for word in between)
    return named and not re.search(r"[^\W\d_]{3}\.", gap)  # "M." and "St." are no ends of a sentence


def _alone(plain: str, word: Word, names: Known) -> Sighting | None:
    """Return the sighting of a first or last name that stands by itself, None for an everyday word."""
    if _is_in_longer(plain, word) or _is_date(plain, word):
        return None
    if not plain[word.start].isupper():
        return _small(plain, word, names)
    titled = _follows_title(plain, word.start)
    begins = not titled and _begins_sentence(plain, word.start)
    if word.text in names.last:
        confidence = _judge_last(word.text, titled=titled, begins=begins)
        return Sighting("person-name", word.start, word.end, confidence, "last-name") if confidence else None
    if word.text in names.first:
        confidence = _judge_first(word.text, begins=begins)
        return Sighting("person-name", word.start, word.end, confidence, "first-name") if confidence else None
    return None


def _small(plain: str, word: Word, names: Known) -> Sighting | None:
    """Return the sighting of a given name in small letters, where somebody writes everything so."""
    known = word.text in names.first and word.text in all_cues("given-name") and word.text not in _everyday()
    if not known or not _is_all_small(plain, word):
        return None
    return Sighting("person-name", word.start, word.end, Confidence.MEDIUM, "first-name")


@cache
def _everyday() -> frozenset[str]:
    return all_cues("ambiguous") | all_cues("everyday-surname") | all_cues("calendar")


def _is_all_small(plain: str, word: Word) -> bool:
    """Tell whether the paragraph of a word has no capital, and words enough to show that it has none."""
    before = plain[max(word.start - _PARAGRAPH, 0) : word.start].rpartition("\n\n")[2]
    after = plain[word.end : word.end + _PARAGRAPH].partition("\n\n")[0]
    around = before + after
    return not any(map(str.isupper, around)) and len(around.split()) >= _ENOUGH_WORDS


def _judge_last(name: str, *, titled: bool, begins: bool) -> Confidence | None:
    if titled:
        return Confidence.MEDIUM
    if name in all_cues("everyday-surname") or name in all_cues("ambiguous"):
        return None if begins else Confidence.LOW
    if name in all_cues("given-name") or len(name) < 4:
        return Confidence.LOW
    return Confidence.MEDIUM


def _judge_first(name: str, *, begins: bool) -> Confidence | None:
    if name in all_cues("ambiguous") or name in all_cues("everyday-surname"):
        return None if begins else Confidence.LOW
    return Confidence.MEDIUM if name in all_cues("given-name") or not begins else Confidence.LOW


def _is_in_longer(plain: str, word: Word) -> bool:
    """Tell whether a word is part of an address, a link, a file name or a double name."""
    before, after = plain[max(word.start - 2, 0) : word.start], plain[word.end : word.end + 2]
    return (before[-1:] in ("@", ".", "_", "-", "/", "#") and (before[:1].isalnum() or before[-1:] in "@#/_")) or (
        after[:1] in ("@", "_", "/", "-", ".") and after[1:].isalnum()
    )


def _is_date(plain: str, word: Word) -> bool:
    """Tell whether a month stands beside a number: "April 5", "5. August", "Jan 2011"."""
    around = plain[max(word.start - 4, 0) : word.start] + plain[word.end : word.end + 4]
    return word.text in all_cues("calendar") and any(c.isdigit() for c in around)


def _follows_title(plain: str, start: int) -> bool:
    before = re.findall(_WORD, plain[max(start - 16, 0) : start].lower())
    return bool(before) and before[-1] in all_cues("title")


def _begins_sentence(plain: str, start: int) -> bool:
    head = plain[max(start - 40, 0) : start]
    bare = head.rstrip()
    return not bare or bare[-1] in _SENTENCE_END or head.count("\n", len(bare)) > 1
