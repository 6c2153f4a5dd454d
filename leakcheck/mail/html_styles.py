"""Rules of the <style> elements of a page, as far as their selectors are simple (tag, .class, #id, tag.class)."""

from __future__ import annotations

import re

from leakcheck.mail.html_hidden import declarations
from leakcheck.model.record import NamedTuple

_OPEN = re.compile(r"<[sS][tT][yY][lL][eE](?=[\s>])[^<>]*+>", re.ASCII)
_CLOSE = r"</[sS][tT][yY][lL][eE]"
_PIECE = r"[{}]|[^{}]+"
_COMMENT = r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|<!--|-->"
_SIMPLE = r"[a-z0-9]{0,20}(?:[.#][\w-]{1,100})?"
_WANTED = ("display", "visib", "opacity", "font", "color", "background", "hide", "indent", "left", "hidden", "clip")


class Styles(NamedTuple):
    """Properties by selector in lower case; `unsure` tells that other rules set backgrounds that are not known here."""

    rules: dict[str, dict[str, str]]
    unsure: bool = False

    def of(self, name: str, classes: str, ident: str) -> dict[str, str]:
        """Return the properties that an element gets from the page, the nearer selector winning."""
        found = dict(self.rules.get(name, ()))
        for word in classes.lower().split()[:20]:
            found.update(self.rules.get("." + word, ()))
            found.update(self.rules.get(f"{name}.{word}", ()))
        if ident:
            found.update(self.rules.get("#" + ident.lower(), ()))
            found.update(self.rules.get(f"{name}#{ident.lower()}", ()))
        return found


def read_styles(source: str) -> Styles:
    """Return the rules of all <style> elements; those inside @media and the like do not count."""
    rules: dict[str, dict[str, str]] = {}
    unsure = False
    opening = _OPEN.search(source)
    while opening is not None:
        closing = re.compile(_CLOSE).search(source, opening.end())
        if closing is None:
            break
        for selectors, style in _blocks(source[opening.end() : closing.start()]):
            unsure |= _add(rules, selectors, style)
        opening = _OPEN.search(source, closing.end())
    return Styles(rules, unsure)


def _blocks(css: str) -> list[tuple[str, str]]:
    blocks: list[tuple[str, str]] = []
    depth = 0
    selectors = before = ""
    for piece in re.findall(_PIECE, re.sub(_COMMENT, " ", css)):
        if piece == "{":
            depth += 1
            selectors = before if depth == 1 else ""
        elif piece == "}":
            if depth == 1 and not selectors.startswith("@"):
                blocks.append((selectors, before))
            depth = max(depth - 1, 0)
            before = ""
            continue
        before = piece.strip().rpartition(";")[2].strip() if depth == 0 else piece
    return blocks


def _add(rules: dict[str, dict[str, str]], selectors: str, style: str) -> bool:
    """Add one rule; tell whether it sets a background for elements that are not known here."""
    lowered = style.lower()
    if not any(word in lowered for word in _WANTED):
        return False
    properties = declarations(style)
    background = "background" in lowered
    unsure = False
    for selector in selectors.lower().split(","):
        selector = selector.strip()
        if selector and re.fullmatch(_SIMPLE, selector, re.ASCII):
            rules.setdefault(selector, {}).update(properties)
        else:
            unsure |= background
    return unsure
