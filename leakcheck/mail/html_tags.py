"""One tag of HTML: its name, what it does to the flow of text, its style, and the texts in its attributes."""

from __future__ import annotations

import re
from typing import NamedTuple

from leakcheck.mail.html_entities import decode_value
from leakcheck.mail.html_hidden import Effect, declarations, effect_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.html_styles import Styles

_ATTRIBUTE = re.compile(r"""([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*)"?|'([^']*)'?|([^\s>]*)))?""", re.ASCII)
_NAME = re.compile(r"[^\s/>]*", re.ASCII)

INLINE, BREAK, LINE, PARAGRAPH, CELL = range(5)
_BREAKS = {
    **dict.fromkeys(
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "  # noqa: SIM905 - a table of words
        "footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option pre "
        "section summary table tbody tfoot thead tr ul caption xmp listing".split(),
        LINE,
    ),
    **dict.fromkeys(("td", "th"), CELL),
    "p": PARAGRAPH,
    "br": BREAK,
}
_VOID = frozenset(
    ("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta")
    + ("param", "source", "track", "wbr")
)
_RAW = frozenset(("script", "style", "title", "xmp", "iframe", "noembed", "noframes"))
_UNSEEN = ("template", "noscript", "datalist")
_LINKS = ("href", "src", "alt", "title")
_NOTHING = Effect()


class Tag(NamedTuple):
    """What one tag, as written, means on its page.

    `flow` is INLINE, BREAK (a new line), LINE (a block), PARAGRAPH or CELL. `leaf` tells that no end tag follows,
    `raw` that its content is not markup. `links` are (how, text, start, end), counted from the start of the tag.
    `words` is text that only looks like a tag (an address in angle brackets).
    """

    name: str
    closing: bool = False
    flow: int = INLINE
    leaf: bool = False
    raw: bool = False
    effect: Effect | None = None
    links: tuple[tuple[str, str, int, int], ...] = ()
    words: str = ""


def read_tag(tag: str, styles: Styles) -> Tag:
    """Read a tag from its "<" to its ">"."""
    closing = tag[1] == "/"
    match = _NAME.match(tag, 2 if closing else 1)
    name = match[0].lower() if match else ""
    flow = _BREAKS.get(name, INLINE)
    if closing:
        return Tag(name, closing=True, flow=flow)
    if "@" in name:
        return Tag(name, leaf=True, words=tag[1:].rstrip(">"))
    end = match.end() if match else 1
    attributes, links = _attributes(tag, end) if end < len(tag) - 1 else ({}, ())
    effect = _effect(name, attributes, styles)
    leaf = name in _VOID or (":" in name and tag.endswith("/>"))
    return Tag(name, flow=flow, leaf=leaf, raw=name in _RAW, effect=effect, links=links)


def _attributes(tag: str, at: int) -> tuple[dict[str, str], tuple[tuple[str, str, int, int], ...]]:
    found: dict[str, str] = {}
    links = []
    for match in _ATTRIBUTE.finditer(tag, at):
        name = match[1].lower()
        which = match.lastindex or 1
        value = decode_value(match[which]) if which > 1 else ""
        if name in found:
            continue
        found[name] = value
        if name in _LINKS and value.strip() and not value[:10].lower().startswith(("cid:", "data:image")):
            links.append((name, value, *match.span(which)))
    return found, tuple(links)


def _effect(name: str, attributes: dict[str, str], styles: Styles) -> Effect | None:
    style = _properties(name, attributes, styles)
    effect = effect_of(style) if style else _NOTHING
    if "hidden" in attributes and "display" not in style:
        effect = effect._replace(hard=effect.hard or "hidden")
    if name in _UNSEEN:
        effect = effect._replace(hard=name)
    if name in ("pre", "listing", "textarea") and effect.pre is None:
        effect = effect._replace(pre=True)
    if name in ("blockquote", "div") and _is_quote(name, attributes):
        effect = effect._replace(quoted=True)
    return None if effect == _NOTHING else effect


def _properties(name: str, attributes: dict[str, str], styles: Styles) -> dict[str, str]:
    style: dict[str, str] = {}
    if "bgcolor" in attributes:
        style["background"] = attributes["bgcolor"].lower()
    if attributes.get("background"):
        style["background-image"] = "url"
    if name == "font":
        style.update({key: attributes[key].lower() for key in ("color",) if key in attributes})
        style.update({"font-size": "medium"} if "size" in attributes else {})
    if name == "body" and "text" in attributes:
        style["color"] = attributes["text"].lower()
    if styles.rules:
        style.update(styles.of(name, attributes.get("class", ""), attributes.get("id", "")))
    if "style" in attributes:
        style.update(declarations(attributes["style"]))
    return style


def _is_quote(name: str, attributes: dict[str, str]) -> bool:
    if name == "blockquote" and ("cite" in attributes or attributes.get("type", "").lower() == "cite"):
        return True
    classes = attributes.get("class", "").lower()
    return "quote" in classes and (name == "blockquote" or "_quote" in classes or "quoted" in classes)
