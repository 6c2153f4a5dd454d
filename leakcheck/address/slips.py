"""One slip of the fingers between two words: a letter more, a letter less, another letter, or two letters swapped."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST = 5  # shorter words have too many neighbours that are right


class Slip(NamedTuple):
    """How `typed` differs from `meant`: `kind` is "insert", "delete", "replace" or "swap" at offset `at`.

    `typed` and `meant` are the letters concerned, empty where one is missing.
    """

    kind: str
    at: int
    typed: str
    meant: str


def slip_between(typed: str, meant: str) -> Slip | None:
    """Return the one slip that leads from `meant` to `typed` (Damerau-Levenshtein distance 1), None for any other."""
    longer = len(typed) - len(meant)
    if abs(longer) > 1 or typed == meant:
        return None
    at = 0
    while at < min(len(typed), len(meant)) and typed[at] == meant[at]:
        at += 1
    if longer == 1:
        return Slip("insert", at, typed[at], "") if typed[at + 1 :] == meant[at:] else None
    if longer == -1:
        return Slip("delete", at, "", meant[at]) if typed[at:] == meant[at + 1 :] else None
    if typed[at + 1 :] == meant[at + 1 :]:
        return Slip("replace", at, typed[at], meant[at])
    if typed[at : at + 2] == meant[at : at + 2][::-1] and typed[at + 2 :] == meant[at + 2 :]:
        return Slip("swap", at, typed[at : at + 2], meant[at : at + 2])
    return None


def deletions(word: str) -> Iterator[str]:
    """Yield the word and every word with one letter less; two words one slip apart always share one of these."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def is_typing_error(typed: str, meant: str, slip: Slip) -> bool:
    """Tell whether a slip between two local parts is a likely error rather than two people.

    People differ by digits (ann1, ann2), by an initial (asmith, bsmith) and by the end of a name (andrea, andreas,
    mario, maria).
    """
    if min(len(typed), len(meant)) < SHORTEST or any(c.isdigit() for c in slip.typed + slip.meant):
        return False
    if slip.kind == "swap":
        return True
    longer = typed if slip.kind == "insert" else meant
    begins = slip.at == 0 or not longer[slip.at - 1].isalnum()
    ends = not longer[slip.at + 1 : slip.at + 2].isalnum()
    return not begins and not ends


def is_domain_error(typed: str, meant: str, slip: Slip) -> bool:
    """Tell whether a slip between two domain labels is a likely error rather than two organisations.

    Of labels with five letters the first one is left out (mail, email, ymail stand beside gmail); a plural s is too.
    """
    shorter = min(len(typed), len(meant))
    if shorter < SHORTEST - 1 or max(len(typed), len(meant)) < SHORTEST or len(meant) < SHORTEST:
        return False
    if slip.typed.isdigit() and slip.meant.isdigit():
        return False
    if slip.kind in ("insert", "delete") and slip.typed + slip.meant == "s" and slip.at == shorter:
        return False
    return slip.kind == "swap" or slip.at > 0 or len(meant) > SHORTEST
