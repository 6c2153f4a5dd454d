"""A display name says more than a name: health words, "client", a case number."""

from __future__ import annotations

import bisect
import itertools
import re

from leakcheck.checks import places, words
from leakcheck.detect import scan_text
from leakcheck.model.finding import Hit
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Recipient


class Options(NamedTuple):
    """Words for a role that tells something about a person, and words after or before which they name an office.

    All are whole words in lower case.
    """

    roles: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


KINDS = frozenset({"health", "special-category", "national-id", "date-of-birth"})
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,253}")
WORD = re.compile(r"[^\W\d_]+")
# "Ann Lee #4711", "Akte 2024-113": a number with a mark of a file before it.
CASE_NUMBER = re.compile(
    r"#\s?\d{3,10}|\b(?:case|file|fall|akte|az|dossier|caso|zaak)\.?\s?(?:no|nr)?[.:]?\s?\d{2,10}", re.IGNORECASE
)


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all visible display names that tell more than a name."""
    shown = [r for r in draft.recipients if r.visible and r.display_name]
    named = [r for r in shown if "@" not in r.display_name]
    scanned = _scan([recipient.display_name for recipient in named])
    told = [r for r in named if _tells(r, scanned, options)]
    told += [r for r in shown if _holds_others(r.display_name, r.addr_spec)]
    if told:
        found = tuple(places.of_recipient(r, r.display_name, "person-name") for r in told)
        yield Hit(found, len(told), values={"names": words.count(len(told), "display name")})


def _holds_others(name: str, own: str) -> bool:
    """Tell whether a name holds addresses of several others; one that repeats an address is what Outlook writes."""
    return len({address.lower() for address in ADDRESS.findall(name)} - {own.lower()}) > 1


def _tells(recipient: Recipient, scanned: set[str], options: Options) -> bool:
    """Tell whether a name holds something sensitive or a role, unless an office is called so, or a file's number.

    A role alone that the local part says too ("Clients" at clients@) is no more than the name of a mailbox.
    """
    name = recipient.display_name
    found = {word.lower() for word in WORD.findall(name)}
    said = {word.lower() for word in WORD.findall(recipient.addr_spec.rpartition("@")[0])}
    sensitive = name in scanned or not (found <= said or found.isdisjoint(options.roles))
    return (sensitive and found.isdisjoint(options.offices)) or CASE_NUMBER.search(name) is not None


def _scan(names: list[str]) -> set[str]:
    """Return the names that hold something sensitive; one scan for all, since a list may be long.

    A word of health that stands alone counts here: beside a name it is tied to a person.
    """
    if not names:
        return set()
    from leakcheck.detect.prepared import Prepared
    from leakcheck.detect.terms import find as find_terms

    starts = list(itertools.accumulate((len(name) + 2 for name in names), initial=0))
    text = "\n\n".join(names)
    terms = list(find_terms(Prepared(text)))
    if not terms and not any(map(str.isdigit, text)):  # nearly all names
        return set()
    seen = [s.start for s in scan_text(text, kinds=KINDS) if s.confidence >= Confidence.MEDIUM]
    seen += [term.start for term in terms if term.kind == "health"]
    return {names[bisect.bisect_right(starts, start) - 1] for start in seen}
