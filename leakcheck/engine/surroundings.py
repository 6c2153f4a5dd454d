"""Make the world of a draft: who is who, and what the detectors see in its texts."""

from __future__ import annotations

from leakcheck.address.domains import domain_of
from leakcheck.checks.seen import CONTACT, by_kind, normal
from leakcheck.checks.world import World, people_of
from leakcheck.detect import resolved, scan_text
from leakcheck.model.severity import Confidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from leakcheck.checks.seen import Seen
    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Policy
    from leakcheck.model.sighting import Sighting

_NOTHING: Mapping[int, list[Sighting]] = {}
SENSITIVE = frozenset({"health", "special-category"})


def world_of(draft: Draft, policy: Policy, today: dt.date, named: Mapping[int, list[Sighting]] = _NOTHING) -> World:
    """Scan the texts of a draft once and sort out its people; `named` is what a model saw, by number of text."""
    region = policy.region or _region(draft)
    seen, more = _scanned(draft, region, named)
    signature = frozenset(
        (kind, normal(item.value)) for kind in CONTACT for item in seen.get(kind, ()) if item.region == "signature"
    )
    return World(people_of(draft, policy), today, seen, signature, policy, sensitive=_sensitive(draft, seen), more=more)


def _scanned(
    draft: Draft, region: str, named: Mapping[int, list[Sighting]]
) -> tuple[dict[str, tuple[Seen, ...]], dict[tuple[str, str], int]]:
    """Return the sightings of all texts by kind, and how many values of attachments were only counted."""
    counts = None
    if any(text.attached for text in draft.texts):
        from leakcheck.engine.attached import Counts, scan_attached

        counts = Counts()
    found = []
    for number, text in enumerate(draft.texts):
        here = scan_attached(text, region, counts) if counts and text.attached else scan_text(text.text, region)
        found.append(resolved([*here, *named[number]]) if number in named else here)
    return by_kind(draft, found), counts.more() if counts else {}


def _sensitive(draft: Draft, seen: dict[str, tuple[Seen, ...]]) -> bool:
    """Tell whether the writer's own words or the display names hold special-category content."""
    if any(item.region == "body" for kind in SENSITIVE for item in seen.get(kind, ())):
        return True
    names = "\n".join(dict.fromkeys(r.display_name for r in draft.recipients if r.display_name))
    return any(s.confidence >= Confidence.MEDIUM for s in scan_text(names, kinds=SENSITIVE)) if names else False


def _region(draft: Draft) -> str:
    """Return the region of the sender's country domain as an ISO code, empty for generic domains."""
    for sender in draft.senders:
        top = domain_of(sender.key).rpartition(".")[2]
        if len(top) == 2 and top.isalpha():
            return "GB" if top == "uk" else top.upper()
    return ""
