"""What an attached file tells beside its content: who wrote it, where a photo was taken, what was changed."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.checks.seen import normal
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Metadata

_WORDS = {
    "author": "its author",
    "last-editor": "who edited it last",
    "company": "the company",
    "manager": "the manager",
    "person": "who is shown",
    "gps": "where the picture was taken",
    "place": "the place",
    "device": "the device",
    "serial-number": "the serial number of the device",
    "computer": "the computer",
    "path": "folders of the computer",
    "comment": "comments",
    "tracked-change": "tracked changes",
    "revision-ids": "editing sessions",
    "older-revision": "older versions",
    "thumbnail": "a small picture",
    "reviewer": "who reviewed it",
    "printer": "the printer",
}
_KINDS = {"gps": "geo-location"}
# Told in our own words, which say nothing of anybody: they stand in the place, as values are masked.
_DESCRIBED = frozenset({"older-revision", "revision-ids", "thumbnail"})
_PEOPLE = frozenset({"author", "last-editor", "reviewer"})


class Options(NamedTuple):
    """Which keys are a warning, which are left out, and names that stand for nobody; all others are a note."""

    warning_keys: tuple[str, ...] = ()
    ignored_keys: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit a file; the sender's own name in it is no news to anybody."""
    own = _own_names(draft, world)
    files: dict[tuple[str, str], list[Metadata]] = {}
    for item in draft.metadata:
        if item.key not in options.ignored_keys and not _is_nobody(item, own, options):
            files.setdefault((item.part, item.name), []).append(item)
    for (part, name), items in files.items():
        shown = tuple(places.of_part(draft, part, name, _evidence(item), _inside(item)) for item in items)
        keys = dict.fromkeys(item.key for item in items)
        told = ", ".join(_WORDS.get(key, key.replace("-", " ")) for key in keys)
        warned = any(key in options.warning_keys for key in keys)
        values = {"things": told, "file": words.file_named(name)}
        yield Hit(shown, len(items), severity=Severity.WARNING if warned else Severity.NOTE, values=values)


def _evidence(item: Metadata) -> Evidence:
    return Evidence("" if item.key in _DESCRIBED else item.value, _KINDS.get(item.key, ""))


def _inside(item: Metadata) -> str:
    word = item.key.replace("-", " ") + (f": {item.value}" if item.key in _DESCRIBED else "")
    return f"{item.inside}, {word}" if item.inside else word


def _own_names(draft: Draft, world: World) -> frozenset[str]:
    names = {normal(sender.display_name) for sender in draft.senders if sender.display_name}
    return frozenset(names | {normal(key) for key in world.people.own})


def _is_nobody(item: Metadata, own: frozenset[str], options: Options) -> bool:
    if item.key not in _PEOPLE:
        return False
    return normal(item.value) in own or item.value.strip().lower() in options.nobody
