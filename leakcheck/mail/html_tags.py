"""One tag of HTML: its name, what it does to the flow of text, its style, and the texts in its attributes."""

from __future__ import annotations

import re

from leakcheck.mail.html_entities import decode_value
from leakcheck.mail.html_hidden import Effect, declarations, effect_of
from leakcheck.mail.html_sheet import BREAK, CELL, INLINE, LINE, PARAGRAPH, ROW, ROW_END
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.html_styles import Styles

_ATTRIBUTE = re.compile(r"""([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*)"?|'([^']*)'?|([^\s>]*)))?""", re.ASCII)
_NAME = re.compile(r"</?([^\s/>]*)", re.ASCII)
_LINES = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol "
    "optgroup option pre section summary table tbody tfoot thead ul caption xmp listing "
)
_FLOWS = dict.fromkeys(_LINES.split(), LINE) | {"td": CELL, "th": CELL, "tr": ROW, "p": PARAGRAPH, "br": BREAK}
_LEAVES = "area base basefont bgsound br col embed frame hr img input link meta param source track wbr"
_END_FLOWS = _FLOWS | {"td": INLINE, "th": INLINE, "tr": ROW_END}  # the next cell parts two
_VOID = frozenset(_LEAVES.split())
_RAW = frozenset(("script", "style", "title", "xmp", "iframe", "noembed", "noframes"))
_UNSEEN = frozenset(("template", "noscript", "datalist"))
_SHAPED = _UNSEEN | {"pre", "listing", "textarea"}
_STYLING = frozenset(
    ("style", "hidden", "bgcolor", "background", "color", "size", "text", "class", "id", "type", "cite")
)
_LINKS = frozenset(("href", "src", "alt", "title"))
_SILENT = ("style", "class", "srcset", "d", "points", "viewbox", "transform", "coords", "xmlns", "integrity")
_TOLD_ELSEWHERE = _LINKS.union(_SILENT)
# Enough to tell that a text may be of a person: the middle of an address, or digits as long as a phone number.
ADDRESSED = re.compile(r"[\w+-](?:@|%40)[\w-]")
TELLING = re.compile(rf"{ADDRESSED.pattern}|\d(?:[ /().-]{{0,2}}\d){{6}}")
_NOTHING = Effect()
_REMEMBERED = 5_000


class Tag(NamedTuple):
    """What one tag, as written, means on its page.

    `leaf` tells that no end tag follows, `raw` that its content is not mark-up. `links` are (how, text, start, end) as
    `LinkText` has them, counted from the start of the tag. `words` is text that only looks like a tag (an address in
    angle brackets).
    """

    name: str
    closing: bool = False
    flow: int = INLINE
    leaf: bool = False
    raw: bool = False
    effect: Effect | None = None
    links: tuple[tuple[str, str, int, int], ...] = ()
    words: str = ""


_COMMON = "p br div span b i u strong em a font td tr tbody table ul li h1 h2 h3 center html head body"
_END_TAGS = {f"</{name}>": Tag(name, closing=True, flow=_END_FLOWS.get(name, INLINE)) for name in _COMMON.split()}
_START_TAGS = {f"<{name}>": Tag(name, flow=_FLOWS.get(name, INLINE), leaf=name in _VOID) for name in _COMMON.split()}


class TagReader:
    """Reads the tags of one page; a newsletter repeats itself, so what was read is remembered."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._effects: dict[str, Effect] = {}
        self.known = _END_TAGS.copy() if styles.rules else _END_TAGS | _START_TAGS

    def read(self, markup: str) -> Tag:
        """Read a tag from its "<" to its ">"."""
        if len(self.known) > _REMEMBERED:
            self.known.clear()
            self._effects.clear()
        tag = self.known[markup] = self._read(markup)
        return tag

    def _read(self, markup: str) -> Tag:
        match = _NAME.match(markup)
        name = match[1].lower() if match else ""
        if markup[1] == "/":
            return Tag(name, closing=True, flow=_END_FLOWS.get(name, INLINE))
        flow = _FLOWS.get(name, INLINE)
        if "@" in name:
            return Tag(name, leaf=True, words=markup[1:-1])
        attributes, links = _attributes(markup, len(name) + 1)
        effect = None
        if name in _SHAPED or self._styles.rules or not _STYLING.isdisjoint(attributes):
            effect = self._effect(name, attributes)
        leaf = name in _VOID or (":" in name and markup.endswith("/>"))
        return Tag(name, flow=flow, leaf=leaf, raw=name in _RAW, effect=effect, links=links)

    def _effect(self, name: str, attributes: dict[str, str]) -> Effect | None:
        style = attributes.get("style", "")
        own = self._effects.get(style)
        if own is None:
            own = self._effects[style] = effect_of(declarations(style)) if style else _NOTHING
        outer = _presentation(name, attributes)
        if self._styles.rules:
            outer.update(self._styles.of(name, attributes.get("class", ""), attributes.get("id", "")))
        effect = effect_of(outer | declarations(style)) if outer else own
        effect = _by_name(name, attributes, effect)
        return None if effect == _NOTHING else effect


def _attributes(markup: str, at: int) -> tuple[dict[str, str], tuple[tuple[str, str, int, int], ...]]:
    found: dict[str, str] = {}
    links: list[tuple[str, str, int, int]] = []
    for match in _ATTRIBUTE.finditer(markup, at, len(markup) - 1):
        name = match[1].lower()
        if name in found:
            continue
        which = match.lastindex or 1
        value = decode_value(match[which]) if which > 1 else ""
        found[name] = value
        if name in _LINKS and value.strip() and not value[:10].lower().startswith(("cid:", "data:image")):
            links.append((name, value, *match.span(which)))
        elif len(value) > 5 and not value.isalpha() and name not in _TOLD_ELSEWHERE and TELLING.search(value):
            links.append(("attribute", value, *match.span(which)))
    return found, tuple(links)


def _presentation(name: str, attributes: dict[str, str]) -> dict[str, str]:
    """Return what attributes other than style say, as properties."""
    style: dict[str, str] = {}
    if "bgcolor" in attributes:
        style["background"] = attributes["bgcolor"].lower()
    if attributes.get("background"):
        style["background-image"] = "url"
    if name == "font" and "color" in attributes:
        style["color"] = attributes["color"].lower()
    if name == "font" and "size" in attributes:
        style["font-size"] = "medium"
    if name == "body" and "text" in attributes:
        style["color"] = attributes["text"].lower()
    return style


def _by_name(name: str, attributes: dict[str, str], effect: Effect) -> Effect:
    """Add what the name of an element and its bare attributes do."""
    if "hidden" in attributes and not effect.hard:
        effect = effect._replace(hard="hidden")
    if name in _UNSEEN:
        effect = effect._replace(hard=name)
    elif name in _SHAPED and effect.pre is None:
        effect = effect._replace(pre=True)
    elif name in ("blockquote", "div") and _is_quotation(name, attributes):
        effect = effect._replace(quoted=True)
    return effect


def _is_quotation(name: str, attributes: dict[str, str]) -> bool:
    if name == "blockquote" and ("cite" in attributes or attributes.get("type", "").lower() == "cite"):
        return True
    classes = attributes.get("class", "").lower()
    return "quote" in classes and (name == "blockquote" or "_quote" in classes or "quoted" in classes)
