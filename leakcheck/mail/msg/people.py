"""Who a MAPI object names: rows of the recipient table, the sender, an entry identifier.

Sources: [MS-OXOMSG] 2.2.3, [MS-OXCDATA] 2.2.5 (entry identifiers), [MS-OXOABK] 2.2.3 (object types).
"""

from __future__ import annotations

from leakcheck.mail.msg.strings import decode
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.msg.properties import Properties

_ONE_OFF = bytes.fromhex("812b1fa4bea310199d6e00dd010f5402")
_LIST_OBJECT = 8
_LIST_DISPLAYS = (1, 5)


class Person(NamedTuple):
    """A display name, an address as written ("" when none can be had) and the reason why there is none."""

    name: str
    address: str
    problem: str = ""


class Numbers(NamedTuple):
    """The property numbers under which one role keeps its name, address type, address, SMTP address and entry."""

    name: int
    kind: int
    address: int
    smtp: int
    entry: int


RECIPIENT = Numbers(0x3001, 0x3002, 0x3003, 0x39FE, 0x0FFF)
REPRESENTED = Numbers(0x0042, 0x0064, 0x0065, 0x5D02, 0x0041)
SENDER = Numbers(0x0C1A, 0x0C1E, 0x0C1F, 0x5D01, 0x0C19)


def read_person(props: Properties, numbers: Numbers) -> Person | None:
    """Return who stands under these properties, None when nobody does."""
    name = _unquoted(props.text(numbers.name))
    kind = props.text(numbers.kind).upper()
    written = props.text(numbers.address).strip()
    smtp = props.text(numbers.smtp).strip()
    if "@" in smtp or kind == "SMTP":
        address = smtp if "@" in smtp else written
        return Person(name, address) if address else Person(name, "", "no-address")
    if not kind and "@" in written:
        return Person(name, written)
    found = _elsewhere(props, numbers)
    if found:
        return Person(name, found)
    if not (name or written or kind):
        return None
    return Person(name or written, "", _problem(props, kind, written))


def _problem(props: Properties, kind: str, written: str) -> str:
    """Say why nobody can tell the address: a list has none of its own, an Exchange name hides it."""
    if kind == "MAPIPDL" or props.number(0x0FFE) == _LIST_OBJECT or props.number(0x3900) in _LIST_DISPLAYS:
        return "no-address"
    return "x500" if kind == "EX" or written[:3].lower() in ("/o=", "/cn") else "no-address"


def _elsewhere(props: Properties, numbers: Numbers) -> str:
    """Look for the SMTP address where Exchange and Outlook repeat it."""
    if numbers is RECIPIENT:
        for proxy in props.texts(0x800F):
            if proxy.startswith("SMTP:") and "@" in proxy:
                return proxy[5:]
        key = props.binary(0x300B)
        if key[:5].upper() == b"SMTP:" and b"@" in key:
            return decode(key[5:].rstrip(b"\0"), props.codecs).lower()  # Outlook keeps the key in capitals
    person = read_one_off(props.binary(numbers.entry), props.codecs)
    return person.address if person and "@" in person.address else ""


def read_one_off(entry: bytes, codecs: tuple[str, ...]) -> Person | None:
    """Return the person of a one-off entry identifier, which spells out name, type and address."""
    if entry[4:20] != _ONE_OFF or len(entry) < 24:
        return None
    if entry[23] & 0x80:
        words = entry[24 : 24 + (len(entry) - 24) // 2 * 2].decode("utf-16-le", "replace").split("\0")
    else:
        words = [decode(word, codecs) for word in entry[24:].split(b"\0")]
    if len(words) < 3:
        return None
    return Person(words[0], words[2]) if words[1].upper() == "SMTP" else Person(words[0], "", "x500")


def read_entries(blob: bytes, codecs: tuple[str, ...]) -> list[Person]:
    """Return the people of a list of entry identifiers (FLATENTRYLIST), such as those to reply to."""
    people = []
    place = 8
    while place + 4 <= len(blob):
        size = int.from_bytes(blob[place : place + 4], "little")
        person = read_one_off(blob[place + 4 : place + 4 + size], codecs)
        if person:
            people.append(person)
        place += 4 + (size + 3) // 4 * 4
    return people


def _unquoted(name: str) -> str:
    """Strip blanks and the quotes that Outlook puts around an address used as a name."""
    name = name.strip()
    return name[1:-1] if len(name) > 2 and name[0] == name[-1] and name[0] in "'\"" else name
