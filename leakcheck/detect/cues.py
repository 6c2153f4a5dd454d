"""Words near a candidate that say what it is: whole words only, looked up only near candidates.

Cues are in lower case; a blank in a cue matches any run of blanks. A text is asked once which cues of a list it holds
at all (`Prepared.live`): only those are looked for near a candidate, and mostly there are none.
"""

from __future__ import annotations

from leakcheck.detect import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

    _Cue = tuple[str, frozenset[str], tuple[str, ...]]  # as written, its words, its parts like "a/c"

# Scripts without blanks between words: a cue may stand inside a longer string of letters.
_UNSPACED = "\u2e80"
_FAR = 200


class Cues:
    """A list of cues, cut into words when it is first asked for; two lists are the same only when they are one."""

    __slots__ = ("_by_word", "_unspaced", "_words", "_written")

    def __init__(self, written: str) -> None:
        self._written = written
        self._unspaced: tuple[str, ...] = ()
        self._words: frozenset[str] = frozenset()
        self._by_word: dict[str, list[_Cue]] = {}

    def among(self, vocabulary: frozenset[str], lower: str) -> tuple[str, ...]:
        """Return the cues that a text may hold: those whose words are all in its vocabulary, others where they stand.

        Letters with signs between them must stand there as they are: a text with "a" and "c" need not speak of "a/c".
        """
        by_word = self._by_word or self._cut()
        found: list[str] = []
        for word in self._words & vocabulary:
            found += [
                cue
                for cue, all_of, signed in by_word[word]
                if all_of <= vocabulary and all(part in lower for part in signed)
            ]
        if self._unspaced and not lower.isascii():
            found += [cue for cue in self._unspaced if cue in lower]
        return tuple(found)

    def words(self) -> Iterator[frozenset[str]]:
        """Yield the words of each cue; a text holds them all where it holds the cue. Unspaced scripts are left out."""
        yield from (all_of for rows in (self._by_word or self._cut()).values() for _, all_of, _ in rows)

    def phrases(self) -> Iterator[str]:
        """Yield the cues as they are written, blanks squeezed."""
        return map(str.strip, " ".join(self._written.split()).split(","))

    def _cut(self) -> dict[str, list[_Cue]]:
        """Index the cues by their longest word, the one that the fewest texts hold."""
        by_word = self._by_word
        for cue in self.phrases():
            if cue >= _UNSPACED:
                self._unspaced += (cue,)
            elif cue.isalnum():
                by_word.setdefault(cue, []).append((cue, frozenset((cue,)), ()))
            else:
                plain = cue.replace(" ", "").isalnum()
                all_of = frozenset(cue.split()) if plain else words.vocabulary(cue)
                signed = () if plain else tuple(filter(_is_signed, cue.split()))
                by_word.setdefault(max(sorted(all_of), key=len), []).append((cue, all_of, signed))
        self._words = frozenset(by_word)
        return by_word


def _is_signed(part: str) -> bool:
    """Tell whether signs stand between single letters: "a/c"."""
    return len(part) > 1 and not part.isalnum() and max(map(len, words.vocabulary(part))) == 1


def index(phrases: str) -> Cues:
    """Return a list of cues, given with commas between them."""
    return Cues(phrases)


def near(prepared: Prepared, start: int, end: int, cues: Cues) -> bool:
    """Tell whether a cue stands at most 60 characters before or 45 after a candidate."""
    live = prepared.live(cues)
    return bool(live) and (last(prepared.before(start), live) >= 0 or last(prepared.after(end), live) >= 0)


def leads(prepared: Prepared, start: int, cues: Cues, reach: int = _FAR) -> bool:
    """Tell whether a cue ends at most `reach` (and 60) characters before a candidate."""
    live = prepared.live(cues)
    if not live:
        return False
    ahead = prepared.before(start)
    at = last(ahead, live)
    return at >= 0 and len(ahead) - at <= reach


def names(prepared: Prepared, start: int, end: int, cues: Cues, gap: int = 32) -> bool:
    """Tell whether a cue names a candidate: at most `gap` characters away and no other number in between.

    With `end` equal to `start` only what stands before is asked.
    """
    live = prepared.live(cues)
    if not live:
        return False
    ahead = prepared.before(start)
    at = last(ahead, live)
    if at >= 0 and _is_bridge(ahead[at:], gap):
        return True
    return end != start and _is_named_after(prepared.after(end), live, gap // 2)


def _is_named_after(behind: str, live: tuple[str, ...], gap: int) -> bool:
    return any(
        _is_bridge(behind[:at], gap) and ":" not in behind[: at + len(cue) + 2]
        for cue in live
        if (at := behind.find(cue)) >= 0 and _is_whole(behind, at, cue)
    )


def last(window: str, live: tuple[str, ...]) -> int:
    """Return where the last cue of a window ends, -1 when none stands there as whole words."""
    best = -1
    for cue in live:
        at = window.rfind(cue)
        while at >= 0 and not _is_whole(window, at, cue):
            at = window.rfind(cue, 0, at)
        if at >= 0:
            best = max(best, at + len(cue))
    return best


def _is_whole(text: str, at: int, cue: str) -> bool:
    """Tell whether no letter or digit goes on at either end ("lic" is not in "public")."""
    end = at + len(cue)
    if cue >= _UNSPACED:
        return True
    return not (at and text[at - 1].isalnum()) and not (cue[-1].isalnum() and text[end : end + 1].isalnum())


def _is_bridge(between: str, gap: int) -> bool:
    return len(between) <= gap and not any(map(str.isdigit, between))
