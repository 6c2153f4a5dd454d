"""Colours of CSS and of the old HTML attributes, as far as mail uses them."""

from __future__ import annotations

import re

from leakcheck.model.record import NamedTuple


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255, and whether it covers what lies beneath."""

    red: int
    green: int
    blue: int
    opaque: bool = True


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)
CLEAR = Colour(0, 0, 0, opaque=False)
UNKNOWN = Colour(-100, -100, -100)  # a picture, or a rule that is not understood: like no other

_NAMES = {
    "white": WHITE,
    "black": BLACK,
    "windowtext": BLACK,
    "window": WHITE,
    "transparent": CLEAR,
    "snow": Colour(255, 250, 250),
    "ivory": Colour(255, 255, 240),
    "whitesmoke": Colour(245, 245, 245),
    "red": Colour(255, 0, 0),
    "green": Colour(0, 128, 0),
    "blue": Colour(0, 0, 255),
    "yellow": Colour(255, 255, 0),
    "navy": Colour(0, 0, 128),
    "gray": Colour(128, 128, 128),
    "grey": Colour(128, 128, 128),
    "silver": Colour(192, 192, 192),
}
_HEX = r"#?([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})"
_FUNCTION = r"rgba?\(([^()]{1,60})\)"
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,6})?|\.[0-9]{1,6}"
_NEAR = 8  # a difference per channel that no eye sees


def parse_colour(value: str) -> Colour | None:
    """Return the colour that a lower-case value names, None when it is not known."""
    named = _NAMES.get(value)
    if named is not None:
        return named
    match = re.fullmatch(_HEX, value, re.ASCII)
    if match is not None:
        return _from_hex(match[1])
    match = re.fullmatch(_FUNCTION, value)
    return None if match is None else _from_numbers(match[1])


def look_alike(one: Colour, other: Colour) -> bool:
    """Tell whether text in one colour cannot be read on the other."""
    return all(abs(a - b) <= _NEAR for a, b in zip(one[:3], other[:3], strict=True))


def _from_hex(digits: str) -> Colour:
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    values = [int(digits[i : i + 2], 16) for i in range(0, len(digits), 2)]
    return Colour(values[0], values[1], values[2], opaque=len(values) == 3 or values[3] > 0)


def _from_numbers(inner: str) -> Colour | None:
    numbers = [float(number) for number in re.findall(_NUMBER, inner)]
    if len(numbers) not in (3, 4) or "%" in inner.rpartition(",")[0]:
        return None
    red, green, blue = (min(int(number), 255) for number in numbers[:3])
    return Colour(red, green, blue, opaque=len(numbers) == 3 or numbers[3] > 0)
