"""A template that writes many people into one To or Cc: every mail made of it shows them all."""

from __future__ import annotations

from leakcheck.checks import places
from leakcheck.mail.templates.languages import EVERY
from leakcheck.mail.templates.placeholders import find_placeholders
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Header
    from leakcheck.model.finding import Place


class Options(NamedTuple):
    """This check has no options."""


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all fields that a template repeats."""
    if draft.repeated:
        fields = " and ".join(dict.fromkeys(header.name for header in draft.repeated))
        yield Hit(tuple(map(_place, draft.repeated)), len(draft.repeated), values={"fields": fields})


def _place(header: Header) -> Place:
    """Return the loop in a field, or its first placeholder where the loop stands around it."""
    tags = find_placeholders(header.text, EVERY)
    for tag in (*(tag for tag in tags if tag.kind in {"loop", "join"}), *tags):
        shown = Evidence(header.text[tag.span.start : tag.span.end], "merge-field")
        return places.of_header(header)._replace(span=tag.span, evidence=shown)
    return places.of_header(header)
