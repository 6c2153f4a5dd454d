"""The words of a text, cut once for every list of terms."""

from __future__ import annotations

from functools import cache

# Typographic marks that a word may touch; other characters beyond ASCII count as part of a word here.
_MARKS = (
    "\u201c\u201d\u201e\u201a\u2018\u2019\u00ab\u00bb\u2039\u203a\u2026\u2022\u00b7"
    "\u00bf\u00a1\u00b4\u2013\u2014\u00a0\u202f\u00ae\u2122"
)


def vocabulary(lower: str) -> frozenset[str]:
    """Return the distinct words of a lower-case text.

    Every ASCII character but letters and digits parts words, the apostrophe too (`l'asthme`, `anna's`). One pass of
    `bytes.translate` and `split`: twice as fast as a pattern.
    """
    if not lower.isascii():
        for mark in _MARKS:
            if mark in lower:
                lower = lower.replace(mark, " ")
    cut = lower.encode("utf-8", "surrogatepass").translate(_BLANKED)
    return frozenset(cut.decode("utf-8", "surrogatepass").split())


def speak_of(vocabulary: frozenset[str], subject: str) -> bool:
    """Tell whether the words of a text may speak of a subject of `builtin_labels`: most speak of none."""
    return not vocabulary.isdisjoint(_subject(subject))


@cache
def _subject(name: str) -> frozenset[str]:
    from leakcheck.detect.builtin_labels import SUBJECTS

    return frozenset(SUBJECTS[name].split())


_BLANKED = bytes(n if n > 127 or chr(n).isalnum() else 32 for n in range(256))
