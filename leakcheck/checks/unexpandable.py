"""A recipient without an address: a list name, an alias or an X.500 name that only the mail program can expand."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.model.finding import Hit
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """Which problems of a recipient count: no-address, x500. Placeholders have a rule of their own."""

    problems: tuple[str, ...] = ("no-address", "x500")


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all recipients that hide who will get the mail."""
    found = [recipient for recipient in draft.recipients if recipient.problem in options.problems]
    if found:
        shown = tuple(places.of_recipient(r, r.display_name or r.addr_spec, "person-name") for r in found)
        yield Hit(shown, len(found), values={"recipients": words.count(len(found), "recipient")})
