"""Text in HTML that the writer does not see and the recipient can."""

from __future__ import annotations

from leakcheck.checks import words
from leakcheck.checks.unseen import ON_DEMAND, is_for_programs, squeeze, tells_of_people, unseen
from leakcheck.detect import scan_text
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Hidden


LABEL_WORDS = 5
_BETWEEN = frozenset({"preamble", "epilogue"})


class Options(NamedTuple):
    """How many letters a hidden text needs to count; `roles` are local parts that belong to an office."""

    letters: int = 2
    roles: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit a part; a newsletter's preheader and a short comment without personal data are a note.

    Hidden text that the same part also shows, as in the buttons of newsletters, tells nothing new and is silent. In a
    template, a script or an attribute only personal data count.
    """
    everything = unseen(draft)
    for part in dict.fromkeys(hidden.part for hidden in everything):
        shown = _plain(" ".join(text.text for text in draft.texts if text.part == part))
        squeezed = squeeze(shown)
        blocks = [h for h in everything if h.part == part and _tells(h, shown, options)]
        blocks = [h for h in blocks if not is_for_programs(h) or tells_of_people(h, squeezed, options.roles, world)]
        if draft.template:  # labels for those who write it; what tells of a person is no label
            blocks = [h for h in blocks if _personal(h, world)]
        behind: list[Hidden] = []
        minor: list[Hidden] = []
        rest: list[Hidden] = []
        for hidden in blocks:
            small = _is_minor(hidden) and not _personal(hidden, world)
            (behind if hidden.how in ON_DEMAND else minor if small else rest).append(hidden)
        if rest:
            yield _hit(rest, None)
        elif minor:
            yield _hit(minor, Severity.NOTE)
        if behind:
            yield _hit(behind, Severity.NOTE)


def _tells(hidden: Hidden, shown: str, options: Options) -> bool:
    return _letters(hidden.text) >= options.letters and _plain(hidden.text) not in shown


def _is_minor(hidden: Hidden) -> bool:
    """Tell whether a hidden text is a preheader, or a label that a template left in a comment ("end of header")."""
    return hidden.leading or (hidden.how == "comment" and len(hidden.text.split()) <= LABEL_WORDS)


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _hit(blocks: list[Hidden], severity: Severity | None) -> Hit:
    shown = tuple(Place("hidden", h.part, h.span, Evidence(h.text, "hidden"), h.origin) for h in blocks)
    how = ", ".join(dict.fromkeys(h.how for h in blocks))
    where = "outside the parts of the mail" if all(h.how in _BETWEEN for h in blocks) else "in the HTML"
    values = {"texts": words.count(len(blocks), "hidden text"), "where": where, "how": how}
    return Hit(shown, len(blocks), severity=severity, values=values)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _personal(hidden: Hidden, world: World) -> bool:
    found = scan_text(hidden.text, world.policy.region)
    return any(sighting.confidence >= Confidence.MEDIUM for sighting in found)
