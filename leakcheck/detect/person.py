"""Whether a term is said of one person: "his depression", "Anna hat Krebs", "my client is pregnant"."""

from __future__ import annotations

import re

from leakcheck.detect.person_opening import drops, is_asked, may_be_name, opens
from leakcheck.detect.terms import all_cues, cues
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.detect.prepared import Prepared
    from leakcheck.detect.terms import Term

_REACH = 100  # characters before a term, and half as many after, in which its person is looked for
_WORD = r"[^\W\d_]+"
_SENTENCE_END = r"[.!?;:][\s\"')]|\n[ \t>|]*\n|\n[ \t>|]*[-*\u2022]"
_STOP = r"[.!?;:,()\[\]]|\n[ \t>|]*\n"
_ABBREVIATED = frozenset(("mr", "mrs", "ms", "dr", "prof", "sr", "sra", "hr", "sig", "dhr", "mevr", "st", "mme", "m"))
_WALK = 7  # words between a person and what is said of them
_LONGEST_BOND = 5
_LED = 3  # words among which the person that opens a sentence stands
_ABOUT = 4  # words between "about" and its topic
_OWNED = 2  # words between "his" and "depression"


class Word(NamedTuple):
    """A word beside a term: in lower case, and whether it was written with a capital."""

    text: str
    capital: bool


def tie(prepared: Prepared, term: Term, languages: Iterable[str]) -> Confidence | None:
    """Return how surely a term is said of one person, None when nobody is near, LOW for a topic ("cancer research")."""
    before = _before(prepared, term.start)
    after = _words(re.split(_STOP, prepared.plain[term.end : term.end + _REACH // 2], maxsplit=1)[0])[:3]
    if after and after[0].text in all_cues("topic"):
        return Confidence.LOW
    phrase = " " in prepared.plain[term.start : term.end]
    spoken = tuple(languages)
    found = [tied for language in spoken if (tied := _tie(before, after, language, own=term.own, phrase=phrase))]
    tied = max(found, default=None)
    if not before or term.own or tied in {Confidence.LOW, Confidence.HIGH} or is_asked(prepared.plain, term.end):
        return tied
    clause = _words(prepared.plain[max(term.start - _REACH, 0) : term.start].rpartition(",")[2])
    opened = any(_opens(prepared.plain, before, clause, language) for language in spoken)
    return Confidence.HIGH if opened else tied


def _opens(plain: str, before: list[Word], clause: list[Word], language: str) -> bool:
    """Tell whether a sentence, or its last clause after a comma, opens with what somebody has."""
    led = any(_is_person(before, place, language) for place in range(min(len(before), _LED)))
    if len(clause) < len(before) and (led or may_be_name(plain, before[0])) and drops(clause, language):
        return True
    return opens(plain, before, _bond(before, language), language, led=led)


def _tie(before: list[Word], after: list[Word], language: str, *, own: bool, phrase: bool) -> Confidence | None:
    if owned := _owner(before, language):
        return owned
    if _is_topic(before, language):
        return Confidence.LOW
    if _genitive(after, language) or (phrase and _is_person(before, len(before) - 1, language)):
        return Confidence.HIGH
    return None if own else _stated(before, after, language)


def _owner(before: list[Word], language: str) -> Confidence | None:
    """Return HIGH for "his severe ...", "Anna's ..." and MEDIUM for "your ..."."""
    for index, word in enumerate(reversed(before[-_OWNED - 1 :])):
        place = len(before) - 1 - index
        if word.text in cues("possessive", language):
            return Confidence.HIGH
        if word.text in cues("reader", language):
            return Confidence.MEDIUM
        if word.text == "s" and _is_person(before, place - 1, language):
            return Confidence.HIGH
        if language == "de" and word.capital and word.text.endswith("s") and word.text[:-1] in all_cues("given-name"):
            return Confidence.HIGH
        if word.text in cues("break", language):
            return None
    return None


def _is_topic(before: list[Word], language: str) -> bool:
    """Tell whether "about" leads to a term, and no "he has" stands between."""
    for place in range(len(before) - 1, max(len(before) - 1 - _ABOUT, -1), -1):
        if _is_about(before[place].text, language):
            return True
        if before[place].text in cues("pronoun", language) and place + 1 < len(before):
            return False
    return False


def _is_about(word: str, language: str) -> bool:
    """Tell whether what follows a word is a topic; the longer ones are in any language what they are in their own."""
    return word in cues("about", language) or (len(word) > 4 and word in all_cues("about"))


def _genitive(after: list[Word], language: str) -> bool:
    """Tell whether "of Anna", "de mon client", "meiner Klientin" follows."""
    if not after:
        return False
    if after[0].text in cues("genitive", language):
        after = after[1:]
    elif language != "de" or after[0].text not in cues("possessive", language) or not after[0].text.endswith("r"):
        return False
    if _is_person(after, 0, language):
        return True
    led = any(after[:1] and after[0].text in cues(group, language) for group in ("possessive", "article", "title"))
    return led and _is_person(after, 1, language)


def _stated(before: list[Word], after: list[Word], language: str) -> Confidence | None:
    """Return HIGH when a person and a verb stand together, MEDIUM for a verb that needs no person ("suffers from")."""
    bond = _bond(before, language)
    if bond >= 0:
        person = any(_is_person(before, place, language) for place in range(bond))
        return Confidence.HIGH if person else Confidence.MEDIUM
    person = verb = stranger = False
    for place in range(len(before) - 1, max(len(before) - 1 - _WALK, -1), -1):
        word = before[place]
        if word.text in cues("break", language):
            break
        person = person or _is_person(before, place, language)
        stranger = stranger or (verb and _is_stranger(before, place, language))
        verb = verb or (word.text in cues("link", language) and word.text not in cues("pronoun", language))
        if person and verb:
            return Confidence.HIGH
    late = language in {"de", "nl"} and bool(after) and after[0].text in cues("link", language)
    if person and late:
        return Confidence.HIGH
    return Confidence.MEDIUM if stranger else None


def _bond(before: list[Word], language: str) -> int:
    """Return where a phrase such as "was diagnosed with" starts that ends at most two words before the term, or -1."""
    bonds = cues("bond", language)
    words = [word.text for word in before]
    for end in range(len(words), max(len(words) - 3, 0), -1):
        for start in range(max(end - _LONGEST_BOND, 0), end):
            if " ".join(words[start:end]) in bonds:
                return start
    return -1


def _is_person(words: list[Word], place: int, language: str) -> bool:
    """Tell whether a word is a pronoun, a given name, a name after a title, or somebody's client or sister."""
    if not 0 <= place < len(words):
        return False
    word = words[place]
    if word.text in cues("pronoun", language):
        return True
    if word.capital and word.text in all_cues("given-name"):
        return True
    if not place:
        return word.text in cues("kin", language) and len(words) > 1 and words[1].text in cues("link", language)
    former = words[place - 1]
    if word.capital and former.text in cues("title", language):
        return True
    return word.text in cues("role", language) and (
        former.text in cues("possessive", language) or former.text in cues("article", language) or former.text == "s"
    )


def _is_stranger(words: list[Word], place: int, language: str) -> bool:
    """Tell whether a word may be a name that we do not know: a capital inside a sentence, where nouns have none."""
    return (
        language != "de" and words[place].capital and place > 0 and words[place].text not in cues("pronoun", language)
    )


def _before(prepared: Prepared, start: int) -> list[Word]:
    """Return the words of the sentence that stand before a position."""
    floor = max(start - _REACH, 0)
    head = prepared.plain[floor:start]
    cut = 0
    for found in re.finditer(_SENTENCE_END, head):
        last = re.findall(_WORD, head[max(found.start() - 6, 0) : found.start()])
        if head[found.start()] != "." or not last or last[-1].lower() not in _ABBREVIATED:
            cut = found.end()
    words = _words(head[cut:])
    cut_word = floor and not cut and head[:1].isalnum() and prepared.plain[floor - 1].isalnum()
    return words[1:] if cut_word else words


def _words(text: str) -> list[Word]:
    return [Word(word.lower(), word[0].isupper()) for word in re.findall(_WORD, text)]
