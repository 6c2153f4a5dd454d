"""What parts a label from its value in forms, tables and lists: a piece of pattern for every family that looks there.

"DOB: ...", "DOB ..... : ...", "| DOB | ... |", "DOB =>", a heading over its value. Marks of emphasis are blanks by
then (`emphasis`).
"""

from __future__ import annotations

_PAD = r"[ \t]{0,40}"
# A line end and the marks of a quotation.
LINE = r"[ \t]{0,8}\r?\n[ \t>|]{0,8}"
_LEADER = r"(?:[._\u2026\u00b7](?: ?[._\u2026\u00b7]){1,60})"
_SIGN = r"(?::=|=>|->|=|:|[\u2192\u21d2|\t]|-(?=[ \t]))"
# A quotation mark or a bracket that opens a value.
OPENING = r"['\"(\[\u00ab\u201a\u201e\u201c\u2018]?"
# A sign or a row of dots, then the value on the same line or under it.
SIGN = rf"['\"\])]?{_PAD}(?:{_LEADER}{_PAD}{_SIGN}?|{_SIGN})[ \t|]{{0,40}}(?:{LINE}){{0,2}}"
# Nothing but a line end, where the value is all that the next line holds.
HEADING = rf"(?:{LINE}){{1,2}}(?=[^\n]{{1,32}}(?:\n|\Z))"
GAP = rf"(?:{SIGN}|{HEADING}|[ ]{{0,2}}){OPENING}"
