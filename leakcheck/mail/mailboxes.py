"""Address fields -> recipients: one pass, in order, and nothing that holds an "@" is lost in silence."""

from __future__ import annotations

import re

from leakcheck.address.canonical import canonical
from leakcheck.mail.words import decode_words
from leakcheck.model.draft import Group, Recipient
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.mailbox_entry import Angle
    from leakcheck.model.draft import Origin

# `a@x`, `Name <a@x>`, `"Name" <a@x>`, `=?utf-8?Q?Name?= <a@x>` and what ends them; all else takes the careful way.
_EVERYDAY = re.compile(
    r"[ \t\r\n]*+(?:"
    r"([A-Za-z0-9_+-][A-Za-z0-9_.+'/=&-]{0,63}@[A-Za-z0-9.-]{1,254})"
    r'|(?:"([^"\\@=?]{0,300})"'
    r"|([^\W_][^\"(),:;<>@\[\]\\{}%$*|=?«»\x00-\x1f\u00ad\u200b-\u200f\u202a-\u202e]{0,300})"
    r"|((?:=\?[\w-]{1,40}\?[bBqQ]\?[\w=+/.!*-]{1,200}\?=[ \t\r\n]{0,3}){1,9}))?"
    r"[ \t\r\n]{0,20}<([A-Za-z0-9_+-][A-Za-z0-9_.+'/=&-]{0,63}@[A-Za-z0-9.-]{1,254})>"
    r")[ \t\r\n]*+(?:([,;])|\Z)"
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_STOP = r"[,;:<]"
_ANGLE_STOP = r"[<>,;]"
_ROUTE_STOP = r"[<>;:]"
_NOBODY = (
    r"<?(?:mailto:)?\bundisclosed[-_ ]?recipients?[ \t]{0,9}(?::[ \t]{0,9};?(?:@[\w.-]{1,253})?)?>?"
    r"[ \t;]{0,9}(?=,|\Z|<undis)"
)
_SCHEMES = ("mailto", "smtp", "sip", "http", "https", "ex", "x500")


class Mailboxes(NamedTuple):
    """What an address field holds, in order."""

    recipients: tuple[Recipient, ...]
    groups: tuple[Group, ...]


class _Open(NamedTuple):
    """A group that has begun: its name, where it began and how many recipients stood before it."""

    name: str
    start: int
    before: int


def parse_mailboxes(text: str, field: str, origin: Origin) -> Mailboxes:
    """Return the recipients and groups of one unfolded address field whose encoded words are still in place.

    Spans count code points in `text` and ascend. Never raises; cost is linear in the length of the text.
    """
    walk = _Walk(text, field, origin)
    position = 0
    while position < len(text):
        position = walk.everyday(position) or walk.careful(position)
    while walk.open:
        walk.close(len(text))
    return Mailboxes(tuple(walk.recipients), tuple(walk.groups))


class _Walk:
    """The state of one pass over a field."""

    def __init__(self, text: str, field: str, origin: Origin) -> None:
        self.text = text
        self.field = field
        self.origin = origin
        self.recipients: list[Recipient] = []
        self.groups: list[Group] = []
        self.open: list[_Open] = []
        self.mask = ""
        self.last_semicolon = -1

    def everyday(self, position: int) -> int:
        """Read one mailbox of an everyday form; return the offset after its separator, 0 when it has another form."""
        found = _EVERYDAY.match(self.text, position)
        if found is None:
            return 0
        bare, quoted, plain, words, angled, separator = found.groups()
        addr_spec = bare or angled
        key = canonical(addr_spec)
        problem = "" if key and addr_spec[-1] != "." else "invalid"
        name = _BLANKS.sub(" ", quoted or plain or (words and decode_words(words)) or "").strip(" ")
        start, end = _trimmed(self.text, position, found.end() - len(separator or ""))
        self.add((name, addr_spec, key, start, end, problem))
        if separator == ";":
            self.close(found.end())
        return found.end()

    def careful(self, position: int) -> int:
        """Read one entry of any form; return the offset after its separator."""
        from leakcheck.mail.mailbox_address import Entry
        from leakcheck.mail.mailbox_entry import read_entry

        if not self.mask:
            self.prepare(position)
        angles: list[Angle] = []
        at = position
        while stop := re.compile(_STOP).search(self.mask, at):
            at = stop.start()
            if stop[0] == "<":
                angles.append(_angle(self.mask, at))
                at = angles[-1].end
            elif stop[0] == ":" and (angles or self.is_colon_of_word(position, at)):
                at += 1
            else:
                break
        end = at if stop else len(self.text)
        if stop and stop[0] == ":" and "@" not in self.mask[position:end]:
            self.begin(position, end)
        else:
            for mailbox in read_entry(Entry(self.text, self.mask, position, end), angles):
                self.add(mailbox)
        if stop and stop[0] == ";":
            self.close(end + 1)
        return end + 1

    def prepare(self, position: int) -> None:
        """Mask the rest of the text once; what stands before `position` has been read."""
        from leakcheck.mail.mailbox_mask import masked

        mask = masked(self.text[position:])
        if "undisclosed" in mask.lower():
            mask = re.sub(_NOBODY, lambda found: " " * len(found[0]), mask, flags=re.IGNORECASE)
        self.mask = " " * position + mask
        self.last_semicolon = self.mask.rfind(";")

    def is_colon_of_word(self, position: int, colon: int) -> bool:
        """Tell whether a colon belongs to a URL or to an unquoted name ("Re: Team <a@x>") and begins no group."""
        label = self.mask[max(position, colon - 8) : colon].lower()
        if label.rpartition(" ")[2].rpartition("[")[2] in _SCHEMES or self.mask.startswith("//", colon + 1):
            return True
        following = re.compile(_STOP).search(self.mask, colon + 1)
        return colon > self.last_semicolon and following is not None and following[0] == "<"

    def add(self, found: tuple[str, str, str, int, int, str]) -> None:
        """Append one recipient, given like a `mailbox_entry.Mailbox`."""
        name, addr_spec, key, start, end, problem = found
        group = self.open[-1].name if self.open else ""
        span = Span(start, end)
        written = self.text[span.start : span.end] if problem else ""
        self.recipients.append(Recipient(self.field, name, addr_spec, key, group, span, self.origin, problem, written))

    def begin(self, start: int, colon: int) -> None:
        """Open a group whose name ends at the colon; a colon without a name opens none."""
        from leakcheck.mail.mailbox_address import Entry
        from leakcheck.mail.mailbox_entry import phrase

        name = phrase(Entry(self.text, self.mask, start, colon), start, colon)
        if name:
            self.open.append(_Open(name, _trimmed(self.text, start, colon)[0], len(self.recipients)))

    def close(self, end: int) -> None:
        """Close the innermost group, if any: a semicolon also separates plain lists."""
        if self.open:
            name, start, before = self.open.pop()
            members = len(self.recipients) - before
            self.groups.append(Group(self.field, name, members, Span(start, end), self.origin))


def _angle(mask: str, start: int) -> Angle:
    """Return the angle brackets that open at `start`; a missing ">" is put before the next separator."""
    from leakcheck.mail.mailbox_entry import Angle

    inner = start
    while mask.startswith("<", inner):
        inner += 1
    route = re.compile(_ROUTE_STOP).search(mask, inner) if mask[inner : inner + 80].lstrip().startswith("@") else None
    if route and route[0] == ":":
        inner = route.end()
    stop = re.compile(_ANGLE_STOP).search(mask, inner)
    if stop is None:
        return Angle(start, inner, len(mask), len(mask))
    end = close = stop.start()
    while mask.startswith(">", end):
        end += 1
    return Angle(start, inner, close, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the blanks at both ends."""
    while text[start] in " \t\r\n":
        start += 1
    while text[end - 1] in " \t\r\n":
        end -= 1
    return start, end
