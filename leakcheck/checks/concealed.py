"""Content of an attached file that nobody sees who opens it, and everybody finds who looks."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.detect import scan_text
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Concealed, Draft

_SCANNED = 20_000


class Options(NamedTuple):
    """`minor` ways to hide are a note when no personal data is hidden; `letters` are needed for a text to count."""

    minor: tuple[str, ...] = ()
    letters: int = 2


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit a file."""
    files: dict[tuple[str, str], list[Concealed]] = {}
    for item in draft.concealed:
        if sum(map(str.isalnum, item.text[:100])) >= options.letters:
            files.setdefault((item.part, item.name), []).append(item)
    for (part, name), items in files.items():
        minor = all(item.how in options.minor and not _personal(item, world) for item in items)
        shown = tuple(
            places.of_part(draft, part, name, Evidence(i.text.partition("\n")[0], "hidden"), i.inside or i.how)
            for i in items
        )
        how = ", ".join(dict.fromkeys(item.how for item in items))
        values = {
            "texts": words.count(len(items), "text"),
            "how": how,
            "file": words.file_named(name),
            "place": places.places_of([place for place, item in zip(shown, items, strict=True) if item.inside]),
        }
        yield Hit(shown, len(items), severity=Severity.NOTE if minor else None, values=values)


def _personal(item: Concealed, world: World) -> bool:
    found = scan_text(item.text[:_SCANNED], world.policy.region)
    return any(sighting.confidence >= Confidence.MEDIUM for sighting in found)
