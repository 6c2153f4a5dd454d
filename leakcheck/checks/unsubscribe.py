"""A mailing without the way out that mailbox providers and the law ask for (RFC 2369, RFC 8058)."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.model.consent import is_marketing
from leakcheck.model.draft import Origin
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """From how many recipients on a marketing mail is a mailing; Bcc counts.

    `ways_out` are beginnings of words, one of which stands in the page of a mailing that shows a way out.
    """

    recipients: int = 5
    ways_out: tuple[str, ...] = ()


_LIST_FIELDS = ("List-Unsubscribe", "List-Id", "List-Post")
_ONE_CLICK = "list-unsubscribe=one-click"


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit that names what is missing; a template of a mailing needs no ledger to be judged."""
    if not is_marketing(world.purpose) or not _is_mailing(draft, options, world):
        return
    missing = _missing_field(draft) if draft.format == "eml" or not draft.template else _missing_link(draft, options)
    if missing:
        people = words.people(len(world.people.everybody)) if world.people.everybody else "the people on its list"
        yield Hit((_place(draft),), 1, values={"people": people, "missing": missing})


def _missing_field(draft: Draft) -> str:
    field = draft.header("List-Unsubscribe") or ""
    post = (draft.header("List-Unsubscribe-Post") or "").strip().lower()
    if not field.strip():
        return "a List-Unsubscribe field"
    if "<https:" not in field.lower().replace(" ", ""):
        return "an https address in List-Unsubscribe"
    return "" if post == _ONE_CLICK else "List-Unsubscribe-Post: List-Unsubscribe=One-Click"


def _missing_link(draft: Draft, options: Options) -> str:
    """Say what a page lacks whose header somebody else sets: a link or a placeholder that leads out."""
    page = draft.buffers[0].data.decode("utf-8", "replace").lower()
    return "" if any(word in page for word in options.ways_out) else "a link to unsubscribe"


def _is_mailing(draft: Draft, options: Options, world: World) -> bool:
    if draft.template:  # a piece of a page that others put together is no mailing
        return draft.format == "eml" or (draft.format == "text" and (bool(draft.headers) or _is_whole_page(draft)))
    if world.consents is None:
        return False
    bulk = (draft.header("Precedence") or "").strip().lower() in {"bulk", "list"}
    return bulk or len(world.people.everybody) >= options.recipients or any(map(draft.header, _LIST_FIELDS))


def _is_whole_page(draft: Draft) -> bool:
    return bool(draft.buffers) and any(tag in draft.buffers[0].data[:20_000].lower() for tag in (b"<html", b"<mjml"))


def _place(draft: Draft) -> Place:
    header = next((h for h in draft.headers if h.name.lower() == "list-unsubscribe"), None)
    if header is None:
        return Place("header", None, Span(0, 0), Evidence(""), Origin("none"))
    return places.of_header(header)._replace(evidence=Evidence(""))
