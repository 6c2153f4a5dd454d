"""A password that words part from what announces it: "take ... as password", "the password we agreed on: ..."."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect.announced import Value, read
from leakcheck.detect.strength import is_fair, is_strong
from leakcheck.detect.terms import all_cues

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_AS = r"(?:as|als|comme|como|come)(?:[ ](?:the|a|your|my|our|das|dein|ihr|le|la|el|het|je))?"
_REACH = 90
_ENDS = (
    r"[ \t]*(?:$|[.,;!?)\n]|(?:on|for|in|to|at|and|auf|für|bei|und|gesetzt|eingetragen|pour|sur|para|per|ingesteld)\b)"
)
# Names of other things right before the colon: "password reset for ticket: AB12cd".
_OTHERS = frozenset(
    "user username login name account host server url link email mail site portal website benutzer benutzername".split()  # noqa: SIM905 - words
)


def values_apart(plain: str, start: int, end: int) -> Iterator[Value]:
    """Yield what may be the password that a cue at a place means, though it does not follow the cue."""
    if re.compile(_ENDS).match(plain, end) and (value := _before(plain, start)):
        yield value
    head = plain[max(start - 12, 0) : start].lower()
    if re.search(rf"(?<!\w){_AS} $", head) and (found := re.compile(r"(?: [^\W\d_]{1,12}){1,3} ").match(plain, end)):
        yield from _if_fair(read(plain, found.end(), "verb"))
    if (found := _far().match(plain, end)) and _is_of_password(found[1]):
        yield from _if_fair(read(plain, found.end(), "sign"))


def _before(plain: str, start: int) -> Value | None:
    """Return the word in "use Cl0udy-Fern as password"."""
    found = re.search(rf"(?<!\S)['\"(]?([^\s'\"]{{6,64}})['\")]? {_AS} $", plain[max(start - _REACH, 0) : start])
    if not found or not (is_fair(found[1]) or is_strong(found[1])):
        return None
    at = max(start - _REACH, 0) + found.start(1)
    return Value(at, at + len(found[1]), found[1], "verb", False, True)


def _if_fair(value: Value | None) -> Iterator[Value]:
    if value and (is_strong(value.text) or is_fair(value.text)):
        yield value


@cache
def _far() -> re.Pattern[str]:
    return re.compile(r"((?:[ ][^\W\d_][\w'-]{0,14}){1,7}) ?: (?=\S{6,64}[ \t]*(?:[.)]?\s|\Z))")


def _is_of_password(words: str) -> bool:
    """Tell whether the words between a cue and a colon name nothing else."""
    return not any(word in _OTHERS or word in all_cues("numbered") for word in words.lower().split())
