"""Whether a datum is the sender's own by its words: "on our account", or the street of the signature."""

from __future__ import annotations

import re

from leakcheck.checks.seen import normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.checks.seen import Seen
    from leakcheck.checks.world import World

_REACH = 90
_ACCOUNT = (
    r"(?:my|our|mein|unser|mon|notre|mi|nuestra|mio|nostro|mijn|onze|minha|nossa)(?:e[mnrs]?)? "
    r"(?:[^\W\d_]{2,16} ){0,2}(?:[^\W\d_]{0,16}konto|[^\W\d_]{0,8}account|compte|cuenta|conto|rekening|conta|"
    r"bankverbindung|bank details|coordonnées bancaires)(?![^\W\d_])"
)
_TAX = r"(?:meine|unsere) (?:steuernummer|steuer-nr|st\.-nr)[.:]{0,2} ?$"  # what invoices must show
_SENTENCE_END = r"[.!?;]\s|\n\s*\n"
_STREET = r"[,;\n\t·|]"
_FEWEST = 6  # letters and digits of a street with its number


def is_senders(seen: Seen, world: World) -> bool:
    """Tell whether a datum in the body is the sender's own account or tax number, or in the street of the signature."""
    kind = seen.sighting.kind
    if kind == "tax-id":
        start = seen.sighting.start
        return re.search(_TAX, seen.text.text[max(start - _REACH, 0) : start].lower()) is not None
    if kind in {"iban", "bank-account"}:
        return _is_own_account(seen)
    return kind == "postal-address" and any(
        street and shown.startswith(street) for street in _streets(seen.value) for shown in _shown(kind, world)
    )


def _is_own_account(seen: Seen) -> bool:
    start = seen.sighting.start
    head = seen.text.text[max(start - _REACH, 0) : start].lower()
    for found in re.finditer(_ACCOUNT, head):
        apart = not head[found.start() - 1 : found.start()].isalnum()
        if apart and re.search(_SENTENCE_END, head[found.end() :]) is None:
            return True
    behind = seen.text.text[seen.sighting.end : seen.sighting.end + _REACH].lower()
    return re.match(rf"[ \n]?\([ ]?{_ACCOUNT}", behind) is not None  # "FR76 ... (mon compte)"


def _streets(address: str) -> tuple[str, ...]:
    """Return the first part of an address that has a number, as it is compared."""
    parts = re.split(_STREET, address)
    for count in (1, 2):
        street = normal("".join(parts[:count]))
        if len(street) >= _FEWEST and any(map(str.isdigit, street)) and not street.isdigit():
            return (street,)
    return ()


def _shown(kind: str, world: World) -> list[str]:
    return [value for shown, value in world.signature if shown == kind]
