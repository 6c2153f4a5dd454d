"""Names that stand alone in a draft's own text: "Miriam told me", "with Frau Osei". Whose they are the ledger knows.

Only what reads as the name of a person who is spoken of: not who is greeted or who signs, no part of a longer name.
"""

from __future__ import annotations

import re

from leakcheck.model.consent import GIVEN, SURNAME, NameWord
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leakcheck.model.draft import Draft, Text

_MOST_WORDS = 2_000
_LONG_LINE = 60  # characters: too long for names alone
_NAME_LINE = 3  # words of a line that holds names alone
_SALUTATION, _SIGNED = 8, 4
_CLAUSE = re.compile(r"[,!:;?]")


class Mention(NamedTuple):
    """A given name or surname by itself, and where it stands in its text."""

    word: NameWord
    start: int
    end: int


class Mentions(NamedTuple):
    """What a text says of single names, all words as `detect.called` compares them.

    `addressed` are words of salutations and signatures; `beside` maps a given name to what follows it as a surname.
    """

    found: tuple[Mention, ...] = ()
    addressed: frozenset[str] = frozenset()
    beside: dict[str, set[str]] = {}  # noqa: RUF012 - never changed, a default only


def single_names(draft: Draft) -> list[NameWord]:
    """Return the single names in the texts of a draft, each once: the ledger knows which are of its people."""
    from itertools import islice

    words = (mention.word for text in draft.texts if not text.attached for mention in mentions(text).found)
    return list(dict.fromkeys(islice(words, _MOST_WORDS)))


def mentions(text: Text) -> Mentions:
    """Find the names that stand alone in the writer's own part of a text; linear in its length."""
    from leakcheck.detect.called import plain_word, tokens
    from leakcheck.detect.prepared import Prepared

    prepared = Prepared(_own(text))
    addressed = {plain_word(_bare(word)) for word in _addressed(prepared.plain, lines=text.where != "Subject")}
    reader = _Reader(prepared.plain, tokens(prepared.plain))
    found = [one for one in reader.read() if not prepared.masked(one.start)]
    addressed |= reader.greeted
    return Mentions(tuple(found), frozenset(addressed), reader.beside)


def _own(text: Text) -> str:
    """Return a text with line ends in place of what others wrote and of signatures, so that all places stay."""
    kept = "".join(
        text.text[region.span.start : region.span.end]
        if region.kind == "body"
        else "\n" * (region.span.end - region.span.start)
        for region in text.regions
    )
    return kept or text.text


def _addressed(plain: str, *, lines: bool) -> Iterator[str]:
    """Yield the words of salutations ("Dear Ann, dear Bob"), and those below and in sign-offs."""
    from leakcheck.detect.called import words_of
    from leakcheck.detect.terms import all_cues
    from leakcheck.mail.sign_offs import FIRST_WORDS, is_sign_off, opens_sign_off

    opening = all_cues("greeting") | FIRST_WORDS
    signed = 0
    for line in filter(None, plain.split("\n")) if lines else ():
        if len(line) > _LONG_LINE and line.lstrip("> \t\xa0").partition(" ")[0].strip(",.!:>*").lower() not in opening:
            signed = 0  # nearly every line, so nothing is cut there
            continue
        words = words_of(line)
        if not words:
            continue
        named = [word for word in words if word[0].isupper()]
        if is_sign_off(line) or opens_sign_off(line):
            signed = 2
            yield from named
        elif (signed and len(words) <= _SIGNED) or (len(words) <= _NAME_LINE and named == words):
            signed -= signed > 0
            yield from named
        else:
            signed = 0
            yield from _saluted(line)


def _saluted(line: str) -> Iterator[str]:
    from leakcheck.detect.called import words_of
    from leakcheck.detect.terms import all_cues

    greetings = all_cues("greeting")
    small = greetings | all_cues("greeting-joint")
    for number, clause in enumerate(_CLAUSE.split(line)[:_SALUTATION]):
        words = words_of(clause)
        greets = bool(words) and words[0].lower() in greetings
        if not greets and not (number and words and len(words) <= _NAME_LINE and all(w[0].isupper() for w in words)):
            return
        for word in words:
            if word[0].isupper():
                yield word
            elif word not in small:
                return


def _bare(word: str) -> str:
    """Return a word without an English genitive."""
    return word[:-2] if word[-2:] in ("'s", "\u2019s") else word


class _Reader:
    """Goes through the words of a text once."""

    def __init__(self, plain: str, tokens: Sequence[re.Match[str]]) -> None:
        from leakcheck.detect.terms import all_cues

        self._plain = plain
        self._tokens = tokens
        self._small = {token[0] for token in tokens if token[0].islower()}
        self._given = all_cues("given-name")
        self._everyday = (
            all_cues("ambiguous") | all_cues("everyday-surname") | all_cues("calendar") | all_cues("no-person")
        )
        self._roles = all_cues("role") | all_cues("kin")
        self._articles = all_cues("article") | all_cues("possessive") | all_cues("before-noun")
        self._greetings = all_cues("greeting")
        self._places = all_cues("place-or-name")
        self._patrons = all_cues("named-after")
        self._toward = all_cues("toward")
        self._particles = all_cues("name-particle")
        self._german: bool | None = None
        self.beside: dict[str, set[str]] = {}
        self.greeted: set[str] = set()

    def read(self) -> Iterator[Mention]:
        for index, token in enumerate(self._tokens):
            if not token[0][0].isupper():
                continue
            word = _bare(token[0])
            if len(word) < 2 or word.isupper() or self._is_in_longer(token):
                continue
            role = self._role(index, word)
            if role:
                yield Mention(NameWord(*role), token.start(), token.start() + len(word))

    def _role(self, index: int, word: str) -> tuple[str, str] | None:
        from leakcheck.detect.called import plain_word

        lower, plain = word.lower(), plain_word(word)
        titled = self._is_titled(index)
        if not titled and (lower in self._everyday or lower in self._small):
            return None
        after = self._capital_after(index)
        surname = "" if self._is_thing(after) else plain_word(_bare(after))
        owns = word != self._tokens[index][0]
        if titled:
            if surname and lower in self._given and not owns:
                self.beside.setdefault(plain, set()).add(surname)
                return None
            return SURNAME, plain
        if after and not owns and lower not in self._given and lower.endswith("s") and lower[:-1] in self._given:
            return GIVEN, plain[:-1]  # "Miriams Termin"
        if surname and not owns:
            self.beside.setdefault(plain, set()).add(surname)
            return None
        return (GIVEN, plain) if self._is_spoken_of(index, lower, goes_on=bool(after)) else None

    def _is_spoken_of(self, index: int, lower: str, *, goes_on: bool) -> bool:
        """Tell whether a word stands where somebody is spoken of, not where somebody is called or a name goes on.

        `goes_on` tells that a noun follows.
        """
        before = self._before(index)
        comma = bool(before) and "," in self._gap(index - 1)
        if before.lower() in self._greetings or (comma and before.islower() and self._ends(index)):
            from leakcheck.detect.called import plain_word

            self.greeted.add(plain_word(lower))
            return False
        if index and self._tokens[index - 1][0].lower() in self._patrons and self._gap(index - 1).strip() in ("", "."):
            return False
        goes_on = goes_on or self._goes_on(index)
        if lower not in self._given:
            return (
                before.islower() and before not in self._toward and not (before in self._articles and self._is_german())
            )
        if lower in self._places and before.lower() in self._toward:
            return False
        if before.islower() or before.lower() in self._roles:
            return True
        return goes_on and (not before or comma or not self._before(index - 1))

    def _before(self, index: int) -> str:
        """Return the word that leads up to one within the sentence, empty where it begins one."""
        if not index:
            return ""
        gap = self._gap(index - 1)
        return self._tokens[index - 1][0] if gap.strip(" \t\r\n>,(-") == "" and gap.count("\n") < 2 else ""

    def _goes_on(self, index: int) -> bool:
        """Tell whether a word in small letters follows without a comma: "Miriam has told me"."""
        if index + 1 == len(self._tokens):
            return False
        return self._tokens[index + 1][0].islower() and not self._gap(index).strip() and self._gap(index) != ""

    def _ends(self, index: int) -> bool:
        """Tell whether a sentence ends behind a word: "Do you agree, Miriam?"."""
        end = self._tokens[index].end()
        return self._plain[end : end + 3].lstrip()[:1] in ("", "?", "!", ".")

    def _capital_after(self, index: int) -> str:
        """Return the word that stands behind a given name as a surname would, empty for none."""
        for at in range(index + 1, min(index + 5, len(self._tokens))):
            gap = self._gap(at - 1)
            if gap.count("\n") > 1 or (gap.strip(" \t\r\n.") and not (at == index + 1 and gap.strip() == "&")):
                return ""
            word = self._tokens[at][0]
            if word[0].isupper():
                return word if "." not in gap or at > index + 1 else ""
            if word not in self._particles:
                return ""
        return ""

    def _is_thing(self, word: str) -> bool:
        """Tell whether a capital word is a noun of a German text, not a surname: "dass Miriam Fieber hat"."""
        from leakcheck.detect.terms import all_cues, anchors

        lower = word.lower()
        listed = lower in all_cues("noun-behind-name") or lower in anchors() or lower in all_cues("role")
        noun = listed or lower.endswith(tuple(all_cues("noun-ending")))
        return noun and lower not in all_cues("everyday-surname") and self._is_german()

    def _is_titled(self, index: int) -> bool:
        from leakcheck.detect.called import is_title
        from leakcheck.detect.terms import all_cues

        at = index - 1
        while at >= 0 and index - at < 4 and self._tokens[at][0] in self._particles and not self._gap(at).strip():
            at -= 1
        if at < 0 or self._gap(at).strip() not in ("", ".") or self._gap(at).count("\n") > 1:
            return False
        title = self._tokens[at][0]
        return is_title(title.lower()) and (title[0].isupper() or title not in all_cues("title-or-word"))

    def _gap(self, index: int) -> str:
        """Return what stands between a word and the next, at most 12 characters of it."""
        end, start = self._tokens[index].end(), self._tokens[index + 1].start()
        return self._plain[end:start] if start - end <= 12 else "." * 12

    def _is_in_longer(self, token: re.Match[str]) -> bool:
        """Tell whether a word is part of an address, a link, a file name or a number."""
        before = self._plain[max(token.start() - 1, 0) : token.start()]
        after = self._plain[token.end() : token.end() + 2]
        return (
            before in set("@._-/#")
            or before.isdigit()
            or after[:1] in set("@_/#")
            or (after[1:].isalnum() and after[:1] in ".-")
        )

    def _is_german(self) -> bool:
        """Tell whether a text may be German, where every noun has a capital."""
        if self._german is None:
            from leakcheck.detect.terms import languages
            from leakcheck.detect.words import vocabulary

            self._german = "de" in languages(vocabulary(self._plain.lower()))
        return self._german
