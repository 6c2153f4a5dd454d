"""What numbering plans say about a phone number: the North American plan, numbers for fiction, others by library."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_NORTH_AMERICA = frozenset({"", "US", "CA", "PR", "DO", "JM", "BS", "TT", "BB"})
_NORTH_AMERICAN_DIGITS = frozenset({10, 11, 13})  # none, 1 or 001 before them
_NORTH_AMERICAN = r"(?:00 ?1|1)?[-. /]{0,2}\(?[2-9][0-9]{2}\)?[-. /]{0,3}[0-9]{3}[-. ]{0,3}[0-9]{4}"
_LAYOUT = (
    r"(?:1[-. ])?(?:\([2-9][0-9]{2}\)[ -]{0,2}[2-9][0-9]{2}[- .][0-9]{4}|[2-9][0-9]{2}([-.])[2-9][0-9]{2}\1[0-9]{4}|"
    r"[2-9][0-9]{2}[/ ][2-9][0-9]{2}-[0-9]{4})"
)
# NANPA 555-0100 to 0199; numbers for films of Ofcom, Bundesnetzagentur and Arcep.
_FICTION = (
    r"1?[2-9][0-9]{2}55501[0-9]{2}|55501[0-9]{2}"
    r"|(?:44|0)(?:7700900|2079460|1632960|1134960|1144960|1154960|1164960)[0-9]{3}"
    r"|(?:49|0)(?:3023125|6990009|4066969|22147109|8999998)[0-9]{2,4}"
    r"|(?:33|0)(?:19900|26191|35301|46571|53649|63998)[0-9]{4}"
)


def is_north_american(raw: str, digits: str, region: str) -> bool:
    """Tell whether a number, dialled in such a region or in none in particular, has an area code and ten digits."""
    if (
        len(digits) not in _NORTH_AMERICAN_DIGITS
        or region not in _NORTH_AMERICA
        or not re.fullmatch(_NORTH_AMERICAN, raw)
    ):
        return False
    national = digits[-10:]
    return national[0] in "23456789" and national[1] != "9" and national[1:3] != "11"


def is_laid_out_north_american(raw: str) -> bool:
    """Tell whether the separators are those of a phone number, and not of a column of figures."""
    return bool(re.fullmatch(_LAYOUT, raw))


def is_fiction(digits: str) -> bool:
    """Tell whether a number lies in a range kept for films and examples."""
    return bool(re.fullmatch(_FICTION, digits.removeprefix("00")))


def parsed(raw: str, region: str) -> PhoneNumber | None:
    """Return what the library makes of a number dialled in a region ("" for none), None for what it refuses."""
    import phonenumbers

    try:
        return phonenumbers.parse(raw, region or None)
    except phonenumbers.NumberParseException:  # also 00 and the code of no country
        return None
