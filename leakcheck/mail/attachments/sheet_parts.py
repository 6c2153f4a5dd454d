"""What the cells of an Excel sheet refer to, and its XML in parts, as spreadsheet programs write them every day.

Every character is looked at (ECMA-376 part 1, 18.4 and 18.8): at anything else Unusual is raised, and python-calamine
reads on.
"""

from __future__ import annotations

import re

from leakcheck.mail.attachments.markup import tags, well_formed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ITEM = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*+)</t></si>|<si>((?:<(?!/?si[\s/>])[^<]*+)++)</si>|(\S++)')
_STRINGS = re.compile(r"\ufeff?(?:<\?xml[^<>]*+>)?\s*+<sst[^<>]*+>|")
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_REFERENCE = re.compile(r"&([^;&]{0,10};?)")
_NAMED = {"amp;": "&", "lt;": "<", "gt;": ">", "quot;": '"', "apos;": "'", "#10;": "\n", "#xA;": "\n", "#39;": "'"}
_LONGEST = 1024 * 1024
# Built-in formats that show a number as a number (ECMA-376 part 1, 18.8.30), and what makes others show a date.
_PLAIN_FORMATS = frozenset(map(str, (*range(14), *range(37, 45), 48, 49)))
_DATE_SIGNS = frozenset("dmyhspDMYHSP[")
_NO_SIGN = re.compile(r'"[^"]*+"|[\\_*].|\[(?![hmsHMS]{1,9}\])[^\]]{0,99}\]')


class Unusual(Exception):  # noqa: N818 - it tells who reads on, not a fault
    """A workbook holds something that is not read here."""


def shared_strings(pieces: Iterable[bytes]) -> list[str]:
    """Return the texts that cells point to by number; raise Unusual."""
    strings: list[str] = []
    for number, part in enumerate(_whole(pieces, b"</si>")):
        match = None if number else _STRINGS.match(part)
        _check_head(match[0] if match else "")
        items = _ITEM.findall(part[match.end() if match else 0 :].rstrip().removesuffix("</sst>"))
        if any(odd for _, _, odd in items) or not _nests([rich for _, rich, _ in items if rich]):
            raise Unusual
        words = [_spoken_of(rich) if rich else text for text, rich, _ in items]
        strings += [resolved(word) for word in words] if "&" in part else words
    return strings


def _nests(items: list[str]) -> bool:
    """Tell whether the tags in texts of several looks are closed where they must be."""
    return not items or well_formed("<sst>{}</sst>".format("".join(f"<si>{item}</si>" for item in items)).encode())


def _spoken_of(source: str) -> str:
    """Return a text of several looks; how it is pronounced is no part of it."""
    words = []
    reading = False
    for tag in tags(source):
        if tag.name == "rPh":
            reading = not tag.closing
        elif tag.name == "t" and not (tag.closing or tag.empty or reading):
            words.append(tag.text)
    return "".join(words)


def dated_styles(source: str) -> frozenset[str]:
    """Return the numbers of cell styles that may show a number as a date or a time."""
    codes: dict[str, str] = {}
    found = set()
    section = number = 0
    for tag in tags(source, frozenset({"numFmt", "cellXfs", "xf"})):
        row = {} if tag.closing else tag.attributes()
        if tag.name == "numFmt":
            codes[row.get("numFmtId", "")] = row.get("formatCode", "")
        elif tag.name == "cellXfs":
            section, number = (0 if tag.closing else 1), 0
        elif section and not tag.closing:
            form = row.get("numFmtId", "0")
            code = codes.get(form)
            plain = form in _PLAIN_FORMATS if code is None else _DATE_SIGNS.isdisjoint(_NO_SIGN.sub("", code))
            if not plain:
                found.add(str(number))
            number += 1
    return frozenset(found)


def data_of(pieces: Iterable[bytes]) -> Iterator[str]:
    """Yield the rows of a sheet, each whole; raise Unusual unless there is one table of data, and it ends."""
    begun, ended = "", False
    for part in _whole(pieces, b"</row>"):
        rest = part
        if not begun:
            head, begun, rest = _begun(part)
            _check_head(head)
            ended = begun == "<sheetData/>"
        if not ended and rest.endswith("</row>"):
            yield rest  # whoever reads the rows would stumble over an end of the data among them
            continue
        if not ended:
            data, end, rest = rest.partition("</sheetData>")
            ended = bool(end)
            yield data
        if "<sheetData" in rest:
            raise Unusual
    if not ended:
        raise Unusual


def _begun(part: str) -> tuple[str, str, str]:
    """Return what stands before the data of a sheet, its first tag, and what follows."""
    head, begun, rest = part.partition("<sheetData>")
    if not begun:
        head, begun, rest = part.partition("<sheetData/>")
    if not begun:
        raise Unusual
    return head, begun, rest


def _check_head(head: str) -> None:
    declared = head.partition("?>")[0]
    if "<sheetData" in head or head.count("<?") > 1 or ("encoding" in declared and "utf-8" not in declared.lower()):
        raise Unusual


def _whole(pieces: Iterable[bytes], end: bytes) -> Iterator[str]:
    """Yield the text of a stream in parts that are cut behind an end tag."""
    rest = b""
    for piece in pieces:
        window = rest + piece
        cut = window.rfind(end) + len(end)
        if cut < len(end):
            cut = 0
        rest = window[cut:]
        if len(rest) > _LONGEST:
            raise Unusual
        if cut:
            yield _text(window[:cut])
    if rest:
        yield _text(rest)


def _text(data: bytes) -> str:
    if (b"!" in data and b"<!" in data) or b"\0" in data or b"\1" in data:  # a rare sign alone is found much faster
        raise Unusual
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unusual from error
    if _ESCAPED.search(text):
        raise Unusual
    return text.replace("\r\n", "\n") if "\r" in text else text


def resolved(word: str) -> str:
    """Return a text with its references resolved; raise Unusual at one that no program needs."""
    return _REFERENCE.sub(_referred, word) if "&" in word else word


def _referred(match: re.Match[str]) -> str:
    name = match[1]
    if name in _NAMED:
        return _NAMED[name]
    number = name[1:-1]
    if name.startswith("#") and name.endswith(";") and number.isdecimal() and 160 <= int(number) < 0xD800:
        return chr(int(number))
    raise Unusual
