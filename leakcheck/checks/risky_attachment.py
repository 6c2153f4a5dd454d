"""Key files, password stores, database dumps and programs, told by name and by content; and names that lie."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit
from leakcheck.model.phrase import Phrase
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Content, Draft
    from leakcheck.model.finding import Place

_LIE = "{file} is not what it seems: {lie}"
_PROGRAMS = "{file} carries macros, which are programs"


MACROS = "macros"


class Options(NamedTuple):
    """Names and endings in lower case ("id_rsa", ".pem"), first bytes as text (latin-1), and kinds told by content.

    `sources` are endings of source text, which may begin as a script does ("#!").
    """

    names: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all risky files, those inside attachments too, and one for each file whose name lies."""
    found = _risky_places(draft, options)
    if found:
        yield Hit(tuple(found), len(found), values={"files": words.count(len(found), "attachment")})
    for content in draft.contents:
        if content.kind == MACROS:
            message = Phrase(_PROGRAMS, file=words.file_named(content.name))
            yield Hit((_place(draft, content),), 1, severity=Severity.NOTE, message=message)
        if content.lie and content.kind not in options.kinds:
            name = words.file_named(content.name)
            yield Hit((_place(draft, content),), 1, message=Phrase(_LIE, file=name, lie=content.lie))


def _risky_places(draft: Draft, options: Options) -> list[Place]:
    attached = [a for a in draft.attachments if _risky(a.name, a.head, options)]
    shown = [places.of_attachment(attachment) for attachment in attached]
    told = {(attachment.part, attachment.name) for attachment in attached}
    for content in draft.contents:
        risky = content.kind in options.kinds or (content.inside and _risky(content.name, content.head, options))
        if risky and (content.inside or (content.part, content.name) not in told):
            shown.append(_place(draft, content))
    return shown


def _risky(name: str, head: bytes, options: Options) -> bool:
    base = name.lower().rpartition("/")[2].rstrip(". ")
    if base in options.names or base.endswith(options.endings):
        return True
    text = head.lstrip(b"\xef\xbb\xbf \r\n\t").decode("latin-1")
    return text.startswith(options.heads) and not (text.startswith("#!") and base.endswith(options.sources))


def _place(draft: Draft, content: Content) -> Place:
    outer = next((a.name for a in draft.attachments if a.part == content.part), "") if content.inside else content.name
    return places.of_part(draft, content.part, outer, Evidence(content.name or content.kind), content.inside)
