"""A mailing without the way out that mailbox providers and the law ask for (RFC 2369, RFC 8058)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.checks import places, words
from leakcheck.model.consent import is_marketing
from leakcheck.model.draft import Origin
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """From how many recipients on a marketing mail is a mailing; Bcc counts."""

    recipients: int = 5


_LIST_FIELDS = ("List-Unsubscribe", "List-Id", "List-Post")
_ONE_CLICK = "list-unsubscribe=one-click"


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit that names what is missing; a template of a mailing needs no ledger to be judged."""
    if not is_marketing(world.purpose) or not _is_mailing(draft, options, world):
        return
    field = draft.header("List-Unsubscribe") or ""
    post = (draft.header("List-Unsubscribe-Post") or "").strip().lower()
    if not field.strip():
        missing = "a List-Unsubscribe field"
    elif "<https:" not in field.lower().replace(" ", ""):
        missing = "an https address in List-Unsubscribe"
    elif post != _ONE_CLICK:
        missing = "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
    else:
        return
    values = {"people": words.people(len(world.people.everybody)), "missing": missing}
    yield Hit((_place(draft),), 1, values=values)


def _is_mailing(draft: Draft, options: Options, world: World) -> bool:
    if draft.template:  # whoever sets the header of a page with no header of its own is not known here
        return draft.format == "eml"
    if world.consents is None:
        return False
    bulk = (draft.header("Precedence") or "").strip().lower() in {"bulk", "list"}
    return bulk or len(world.people.everybody) >= options.recipients or any(map(draft.header, _LIST_FIELDS))


def _place(draft: Draft) -> Place:
    header = next((h for h in draft.headers if h.name.lower() == "list-unsubscribe"), None)
    if header is None:
        return Place("header", None, Span(0, 0), Evidence(""), Origin("none"))
    return places.of_header(header)._replace(evidence=Evidence(""))
