"""What a style does to the visibility of text: which tricks hide it, and how that is handed down to inner elements.

Sources: CSS 2.2 (visual formatting, inheritance) and Microsoft's mso-hide; read as mail programs show them.
"""

from __future__ import annotations

import re

from leakcheck.mail.html_colour import UNKNOWN, WHITE, Colour, look_alike, parse_colour
from leakcheck.model.record import NamedTuple

_DECLARATION = re.compile(r"([a-z-]{1,40})\s{0,20}:\s{0,20}([^;]{1,400})")
_SIZE = r"(-?)([0-9]{0,8}(?:\.[0-9]{1,8})?)(px|pt|em|rem|%|ex|in|cm|mm|pc|vw|vh)?"
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "in": 96.0, "cm": 38.0, "mm": 3.8, "pc": 16.0, "rem": 16.0}
_RELATIVE = ("em", "%", "ex")
_FAR = -900.0
_OFFSETS = ("text-indent", "left", "top", "right", "margin-left", "margin-top")


class Effect(NamedTuple):
    """What one element changes; None leaves it to the outer element.

    `hard` cannot be undone by an inner element.
    """

    hard: str = ""
    invisible: bool | None = None
    tiny: bool | None = None
    colour: Colour | None = None
    background: Colour | None = None
    pre: bool | None = None
    quoted: bool = False


class State(NamedTuple):
    """What holds inside the open elements; `how` names the trick that hides text here, empty where it is seen."""

    how: str = ""
    hard: str = ""
    invisible: bool = False
    tiny: bool = False
    colour: Colour | None = None
    background: Colour = WHITE
    pre: bool = False
    quoted: bool = False


def declarations(style: str) -> dict[str, str]:
    """Return the properties of a style attribute or rule, in lower case."""
    if len(style) > 20_000:
        style = style[:20_000]
    return {name: value.replace("!important", "").strip() for name, value in _DECLARATION.findall(style.lower())}


def effect_of(style: dict[str, str]) -> Effect:
    """Return what the properties of one element change."""
    visibility = style.get("visibility")
    space = style.get("white-space")
    colour = style.get("color")
    return Effect(
        _hard_trick(style),
        None if visibility is None else visibility in ("hidden", "collapse"),
        _tiny(style),
        None if colour is None else parse_colour(colour),
        _background(style),
        None if space is None else space.startswith("pre"),
    )


def apply(outer: State, effect: Effect) -> State:
    """Return what holds inside an element that stands in `outer`."""
    hard = outer.hard or effect.hard
    invisible = outer.invisible if effect.invisible is None else effect.invisible
    tiny = outer.tiny if effect.tiny is None else effect.tiny
    colour = effect.colour or outer.colour
    background = outer.background if effect.background is None else effect.background
    pre = outer.pre if effect.pre is None else effect.pre
    how = hard or (invisible and "visibility:hidden") or (tiny and "font-size:0") or ""
    if not how and colour is not None and (not colour.opaque or look_alike(colour, background)):
        how = "same-colour"
    return State(how, hard, invisible, tiny, colour, background, pre, outer.quoted or effect.quoted)


def _hard_trick(style: dict[str, str]) -> str:
    if style.get("display") == "none":
        return "display:none"
    if _is_zero(style.get("opacity")):
        return "opacity:0"
    if style.get("mso-hide") == "all":
        return "mso-hide"
    if style.get("overflow") == "hidden" and any(_is_zero(style.get(side)) for side in _SIDES):
        return "zero-size"
    if any(_is_far(style.get(side)) for side in _OFFSETS):
        return "off-screen"
    return "clipped" if _clipped(style) else ""


_SIDES = ("height", "max-height", "width", "max-width")


def _clipped(style: dict[str, str]) -> bool:
    clip = style.get("clip", "").replace(" ", "").replace("px", "")
    return clip in ("rect(0,0,0,0)", "rect(0000)", "rect(1,1,1,1)") or style.get("clip-path") in (
        "inset(50%)",
        "inset(100%)",
    )


def _tiny(style: dict[str, str]) -> bool | None:
    value = style.get("font-size")
    if value is None:
        shorthand = style.get("font")
        value = shorthand and next((word.partition("/")[0] for word in shorthand.split() if word[:1].isdigit()), None)
    if not value:
        return None
    pixels, unit = _size(value)
    if pixels is None:
        return None if unit in _RELATIVE else False
    return pixels <= 1


def _background(style: dict[str, str]) -> Colour | None:
    value = style.get("background-color") or style.get("background")
    if "background-image" in style and "none" not in style["background-image"]:
        return UNKNOWN
    if value is None or value in ("none", "inherit", "initial"):
        return None
    colour = parse_colour(value) or parse_colour(value.split(" ")[0])
    if colour is None or "url(" in value:
        return UNKNOWN
    return colour if colour.opaque else None


def _is_zero(value: str | None) -> bool:
    if value is None:
        return False
    match = re.fullmatch(_SIZE, value, re.ASCII)
    return match is not None and match[2].strip("0.") == "" and match[2] != ""


def _is_far(value: str | None) -> bool:
    if value is None or value[:1] != "-":
        return False
    pixels, unit = _size(value)
    if pixels is None:
        match = re.fullmatch(_SIZE, value, re.ASCII)
        return unit == "em" and match is not None and float(match[2] or 0) >= 90
    return pixels <= _FAR


def _size(value: str) -> tuple[float | None, str]:
    """Return the pixels of an absolute length; None with its unit for a relative one, None and "" for anything else."""
    match = re.fullmatch(_SIZE, value, re.ASCII)
    if match is None or not match[2]:
        return None, ""
    number = float(match[1] + match[2])
    if number == 0:
        return 0.0, ""
    factor = _PIXELS.get(match[3])
    return (None, match[3]) if factor is None else (number * factor, match[3] or "")
