"""Who was on an earlier mail, as its header block or attribution line in the body says."""

from __future__ import annotations

import re

from leakcheck.mail.quote_words import OPENER, VERB
from leakcheck.mail.quoted_blocks import label_of, unmarked
from leakcheck.mail.text_lines import split_lines
from leakcheck.model.draft import QuotedHeader, Recipient
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.draft import Origin

_MAILTO = r"(?i)[<\[]\s?(mailto:)\s?([^<>\[\]\s]{1,320})[>\]]+"
_ADDRESS_BEFORE = r"[<(\[]?[^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;\"@]{1,255}[>)\]]?\s{0,3}\Z"
_ADDRESS = r"[^\s<>()\[\],;:\"@']{1,64}@[^\s<>()\[\],;:\"@']{1,255}"
_NAME_BEFORE = r"((?:[^\W\d_][\w.'’-]{0,40}[ \xa0]{1,3}){0,4}[^\W\d_][\w.'’-]{0,40})\"?[ \xa0]{0,3}\Z"
_NAME_AFTER = r"[ \xa0\"]{0,3}((?:[^\W\d_][\w.'’-]{0,40}[ \xa0]{1,3}){0,4}[^\W\d_][\w.'’-]{0,40})"
_CLOCK = r"(?i)(?:.*\b(?:am|pm|uhr|a\.m\.|p\.m\.|h)\b[., ]{0,3})"
_PEOPLE = ("From", "To", "Cc")


def people_of(text: str, span: Span, index: int, origin: Origin) -> QuotedHeader | None:
    """Return the block of a "quoted-header" region; None for an attribution line that names nobody."""
    values = _values(text, span)
    if values:
        mailboxes = [mailbox for field, start, end in values for mailbox in _mailboxes(text, field, start, end, origin)]
        return QuotedHeader(index, span, tuple(mailboxes))
    author = _author(text, span, origin)
    return None if author is None else QuotedHeader(index, span, (author,))


def _values(text: str, span: Span) -> list[tuple[str, int, int]]:
    """Return the values of the header lines in a block as (field, start, end)."""
    lines = split_lines(text[span.start : span.end])
    found: list[tuple[str, int, int]] = []
    open_field = False
    for line, start in zip(lines.text, lines.starts, strict=False):
        field, value = label_of(line)
        at = span.start + start
        if field is not None:
            found.append((field, at + min(value, len(line)), at + len(line)))
            open_field = True
        elif not line.strip(" \t\xa0>"):
            open_field = False
        elif open_field:
            found[-1] = (*found[-1][:2], at + len(line))
    return found


def _mailboxes(text: str, field: str, start: int, end: int, origin: Origin) -> list[Recipient]:
    if field not in _PEOPLE:
        return []
    value = _plain(text[start:end])
    if ";" in value:
        spans = _items(value)
        return [r for a, b in spans for r in _parse(value[a:b], field, start + a, origin, one=True)]
    return _parse(value, field, start, origin, one=field == "From" and value.count("@") < 2)


def _plain(value: str) -> str:
    """Return a value of the same length without line ends, quote marks, tabs and Outlook's "mailto:"."""
    lines = split_lines(value)
    blanked = []
    for number, line in enumerate(lines.text):
        marks = unmarked(line) if number else 0
        width = lines.starts[number + 1] - lines.starts[number]
        blanked.append((" " * marks + line[marks:]).ljust(width))
    value = "".join(blanked).replace("\t", " ").replace("\xa0", " ").replace("(<", " <").replace(">)", "> ")
    return _without_mailto(value) if "mailto:" in value.lower() else value


def _without_mailto(value: str) -> str:
    parts: list[str] = []
    done = 0
    for match in re.compile(_MAILTO).finditer(value):
        before = value[done : match.start()]
        twice = re.compile(_ADDRESS_BEFORE).search(before, max(0, len(before) - 330))
        if twice is not None:
            before = before[: twice.start()] + " " * (len(before) - twice.start())
        parts += before, f"<{match[2]}>".rjust(len(match[0]))
        done = match.end()
    return "".join([*parts, value[done:]])


def _items(value: str) -> list[tuple[int, int]]:
    """Return the spans between semicolons that stand outside quotes, without blanks around them."""
    spans: list[tuple[int, int]] = []
    begin = 0
    quoted = False
    for at, character in enumerate(value + ";"):
        if character == '"':
            quoted = not quoted
        elif character == ";" and (not quoted or at == len(value)):
            item = value[begin:at]
            start = begin + len(item) - len(item.lstrip(" ,"))
            if item.strip(" ,"):
                spans.append((start, start + len(item.strip(" ,"))))
            begin = at + 1
    return spans


def _parse(value: str, field: str, at: int, origin: Origin, *, one: bool = False) -> list[Recipient]:
    """Read mailboxes whose text begins at `at`; in `one` mailbox a comma belongs to the name ("Lee, Ann")."""
    from leakcheck.mail.mailboxes import parse_mailboxes

    if one and "," in value.partition("<")[0] and '"' not in value:
        return [_comma_named(value, field, at, origin)]
    found = parse_mailboxes(value, field, origin).recipients
    return [r._replace(span=Span(r.span.start + at, r.span.end + at)) for r in found]


def _comma_named(value: str, field: str, at: int, origin: Origin) -> Recipient:
    lead = len(value) - len(value.lstrip())
    span = Span(at + lead, at + len(value.rstrip()))
    name, bracket, rest = value.partition("<")
    name = name.strip()
    if bracket:
        from leakcheck.mail.mailboxes import parse_mailboxes

        found = parse_mailboxes(bracket + rest, field, origin).recipients
        if found:
            return found[0]._replace(display_name=name, span=span)
    return Recipient(field, name, "", "", "", span, origin, "no-address")


def _author(text: str, span: Span, origin: Origin) -> Recipient | None:
    """Return the person that an attribution line names as the author."""
    line = _plain(text[span.start : span.end])
    line = " " * unmarked(line) + line[unmarked(line) :]
    address = re.compile(_ADDRESS).search(line)
    if address is not None:
        start = _name_start(line, address.start())
        end = address.end() + (line[address.end() : address.end() + 1] == ">")
        found = _parse(line[start:end], "From", span.start + start, origin)
        return found[0] if found else None
    verb = VERB.search(line)
    if verb is None:
        return None
    name = re.compile(_NAME_AFTER).match(line, verb.end()) or _last_name(line, verb.start())
    if name is None:
        return None
    place = Span(span.start + name.start(1), span.start + name.end(1))
    return Recipient("From", name[1], "", "", "", place, origin, "no-address")


def _name_start(line: str, address: int) -> int:
    """Return where the display name before an address begins, or the address with its bracket."""
    bracket = address - 1 if line[address - 1 : address] in ("<", "(", "[") else address
    if bracket == address:
        return address
    if line[bracket] != "<":
        return address
    before = line[:bracket].rstrip()
    if before.endswith('"') and '"' in before[:-1]:
        return before.rindex('"', 0, -1)
    name = _last_name(line, bracket)
    return bracket if name is None else name.start(1)


def _last_name(line: str, end: int) -> re.Match[str] | None:
    """Return the name that ends at `end`, without what belongs to the time of day or the opening word."""
    begin = max(0, end - 200)
    clock = re.compile(_CLOCK).match(line, begin, end)
    begin = clock.end() if clock else begin
    opener = OPENER.match(line, begin)
    begin = opener.end() if opener else begin
    verb = VERB.search(line, begin, end)
    begin = verb.end() if verb else begin
    return re.compile(_NAME_BEFORE).search(line, begin, end)
