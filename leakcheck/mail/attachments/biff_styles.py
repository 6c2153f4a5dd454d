"""Cell styles of Excel 97 to 2003 that show nothing: white letters on no ground, the format ";;;" ([MS-XLS] 2.4)."""

from __future__ import annotations

import struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_FONT, _FORMAT, _STYLE, _PALETTE = 0x0031, 0x041E, 0x00E0, 0x0092
STYLES = frozenset({_FONT, _FORMAT, _STYLE, _PALETTE})
_FIRST_OWN = 8  # colours from here on may be set by the palette
_WHITES = frozenset({1, 9, 65})  # white, white of the usual palette, the ground of a window ([MS-XLS] 2.5.161)
_NO_FONT = 4  # a number that no font has ([MS-XLS] 2.5.129)


def invisible_styles(records: Iterable[tuple[int, bytes]]) -> frozenset[int]:
    """Return the numbers of the styles that show nothing, out of the records of a workbook that say how cells look."""
    fonts: list[int] = []
    styles: list[tuple[int, int, bool]] = []
    empty, whites = set(), _WHITES
    for kind, body in records:
        try:
            if kind == _FONT:
                fonts.append(struct.unpack_from("<H", body, 4)[0])
            elif kind == _FORMAT:
                number, length, wide = struct.unpack_from("<HHB", body)
                if length and set(body[5:].decode("utf-16-le" if wide & 1 else "latin-1", "replace")) == {";"}:
                    empty.add(number)
            elif kind == _STYLE:
                font, number = struct.unpack_from("<HH", body)
                styles.append((font, number, bool(struct.unpack_from("<I", body, 14)[0] >> 26)))
            elif kind == _PALETTE:
                whites = _whites(body)
        except struct.error:
            continue
    white = {at + (at >= _NO_FONT) for at, colour in enumerate(fonts) if colour in whites}
    return frozenset(
        at for at, (font, number, ground) in enumerate(styles) if number in empty or (font in white and not ground)
    )


def _whites(palette: bytes) -> frozenset[int]:
    own = [palette[at : at + 3] for at in range(2, len(palette) - 3, 4)]
    return frozenset({1, 65, *(at for at, colour in enumerate(own, _FIRST_OWN) if colour == b"\xff\xff\xff")})
