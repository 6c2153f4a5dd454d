"""Personal data of somebody in subject or body, or in quoted history."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.checks.known import is_known
from leakcheck.checks.quotes import known_parts
from leakcheck.checks.readers import NEVER, Reader
from leakcheck.checks.seen import Seen, normal
from leakcheck.model.finding import Hit
from leakcheck.model.phrase import Phrase
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Text
    from leakcheck.model.finding import Place


class Options(NamedTuple):
    """Which kinds, how they are called, and how severe they are.

    `noun` and `nouns` name one and many. `tied` kinds are a note unless the sighting is of high confidence. `people`
    distinct values or more make a warning (0: never), which is for rules that are a note by default. `error_kinds` and
    `warning_kinds` set the level kind by kind where a rule covers several; `roles` are local parts that belong to an
    office, not to a person. `regions` says where to look; `in_templates` that templates are looked at too, where
    another rule reports real people.
    """

    kinds: tuple[str, ...] = ()
    noun: str = "datum"
    nouns: str = "data"
    tied: tuple[str, ...] = ()
    people: int = 0
    error_kinds: tuple[str, ...] = ()
    warning_kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ("body", "signature")
    in_templates: bool = False


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit a kind and part; what is harmless makes hits of its own: notes."""
    kinds = [kind for kind in options.kinds if kind in world.seen]
    if not kinds or (draft.template and not options.in_templates):
        return
    shared, reader = _shared(draft, options, world), Reader(world)
    for kind in kinds:
        inside = (item for item in world.seen[kind] if item.region in options.regions)
        seen = [item for item in inside if not is_known(item, options.roles, world)]
        groups: dict[tuple[str, str], list[Seen]] = {}
        for item, why in zip(seen, _reasons(seen, reader, shared), strict=True):
            groups.setdefault((item.group, why), []).append(item)
        for (_, why), items in groups.items():
            yield _hit(kind, items, options, why)


def _shared(draft: Draft, options: Options, world: World) -> list[tuple[Text, Span]]:
    """Return the texts whose quotes all readers know, with the part that they know."""
    if "quoted" not in options.regions:
        return []
    return [(draft.texts[number], part) for number, part in known_parts(draft, world).items()]


def _is_shared(item: Seen, shared: list[tuple[Text, Span]]) -> bool:
    return item.sighting.kind not in NEVER and any(
        item.text is text and part.start <= item.sighting.start < part.end for text, part in shared
    )


def _reasons(seen: list[Seen], reader: Reader, shared: list[tuple[Text, Span]]) -> list[str]:
    """Return why each datum is no more than a note; of two alternatives that say the same, one may tell."""
    reasons = [_harmless(item, reader, shared) for item in seen]
    told: dict[tuple[str, str], str] = {}
    for item, why in zip(seen, reasons, strict=True):
        if why and item.text.alternative is not None:
            told[item.group, normal(item.value)] = why
    return [why or told.get((item.group, normal(item.value)), "") for item, why in zip(seen, reasons, strict=True)]


def _harmless(item: Seen, reader: Reader, shared: list[tuple[Text, Span]]) -> str:
    """Return why a datum is no more than a note, "" when nothing says so."""
    if item.sighting.sample:
        return ", published as an example,"
    if _is_shared(item, shared):
        return ", which all readers have had before,"
    return ", by its words the reader's own," if reader.owns(item) else ""


def _hit(kind: str, items: list[Seen], options: Options, harmless: str) -> Hit:
    total = len({normal(item.value) for item in items})
    where = "the subject" if items[0].group == "Subject" else "the text"
    detail = ", ".join(sorted({item.sighting.detail for item in items if item.sighting.detail}))
    details = Phrase(" ({details})", details=detail) if detail else ""
    things = words.count(total, options.noun, options.nouns)
    if harmless:
        things = Phrase("{things}{details}" + harmless, things=things, details=details)
    values: dict[str, str] = {
        "things": things,
        "where": "quoted history" if "quoted" in options.regions else where,
        "details": "" if harmless else details,
        "kind": kind.replace("-", " "),
    }
    severity = Severity.NOTE if harmless else _severity(kind, total, items, options)
    confidence = max(item.sighting.confidence for item in items)
    return Hit(tuple(_places(items)), total, kind, severity, confidence, values)


def _severity(kind: str, total: int, items: list[Seen], options: Options) -> Severity | None:
    """Return the level where the options decide it; None leaves it to the rule."""
    level = None
    if kind in options.error_kinds:
        level = Severity.ERROR
    elif kind in options.warning_kinds:
        level = Severity.WARNING
    elif options.error_kinds or options.warning_kinds:
        level = Severity.NOTE
    if kind in options.tied and all(item.sighting.confidence < 3 for item in items):
        level = Severity.NOTE
    if 0 < options.people <= total and level in {None, Severity.NOTE}:
        return Severity.WARNING
    return level


def _places(items: Iterable[Seen]) -> Iterator[Place]:
    for item in items:
        where = (
            item.text.where if item.text.where != "body" else {"quoted-header": "quoted"}.get(item.region, item.region)
        )
        yield places.of_text(item.text, Span(item.sighting.start, item.sighting.end), item.sighting.kind, where)
