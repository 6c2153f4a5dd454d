"""A display name says more than a name: health words, "client", a case number."""

from __future__ import annotations

import bisect
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from leakcheck.checks import places, words
from leakcheck.detect import scan_text
from leakcheck.model.finding import Hit
from leakcheck.model.severity import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """Words for a role that tells something about a person, and words after or before which they name an office.

    All are whole words in lower case.
    """

    roles: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


KINDS = frozenset({"health", "special-category", "national-id", "date-of-birth"})
WORD = re.compile(r"[^\W\d_]+")
# "Ann Lee #4711", "Akte 2024-113": a number with a mark of a file before it.
CASE_NUMBER = re.compile(
    r"#\s?\d{3,10}|\b(?:case|file|fall|akte|az|dossier|caso|zaak)\.?\s?(?:no|nr)?[.:]?\s?\d{2,10}", re.IGNORECASE
)


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:  # noqa: ARG001 - one shape for all checks
    """Yield one hit for all visible display names that tell more than a name."""
    named = [r for r in draft.recipients if r.visible and r.display_name and "@" not in r.display_name]
    scanned = _scan([recipient.display_name for recipient in named])
    told = [r for r in named if r.display_name in scanned or _office_word(r.display_name, options)]
    if told:
        shown = tuple(places.of_recipient(r, r.display_name, "person-name") for r in told)
        yield Hit(shown, len(told), values={"names": words.count(len(told), "display name")})


def _scan(names: list[str]) -> set[str]:
    """Return the names that hold something sensitive; one scan for all, since a list may be long."""
    if not names:
        return set()
    starts = list(itertools.accumulate((len(name) + 2 for name in names), initial=0))
    found = set()
    for sighting in scan_text("\n\n".join(names), kinds=KINDS):
        if sighting.confidence >= Confidence.MEDIUM:
            found.add(names[bisect.bisect_right(starts, sighting.start) - 1])
    return found


def _office_word(name: str, options: Options) -> bool:
    """Tell whether a name holds a role word that is not part of an office's name, or the number of a file."""
    found = [word.lower() for word in WORD.findall(name)]
    if any(word in options.roles for word in found) and not any(word in options.offices for word in found):
        return True
    return CASE_NUMBER.search(name) is not None
