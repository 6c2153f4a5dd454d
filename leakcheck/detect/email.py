"""Email addresses, found from their @ sign, or spelled out to hide from robots."""

from __future__ import annotations

import re

from leakcheck.detect.terms import all_cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-'&~"
_LONGEST_LOCAL = 64
# RFC 1035 labels, letters of any script (RFC 6531); labels hold no dot, so the repeat is unambiguous.
_DOMAIN = r"@[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){1,8}"
# Ends of file and unit names that no top-level domain has: "logo@2x.png", "user@1000.service".
_NOT_TOP = frozenset(
    """
    png jpg jpeg gif svg webp bmp ico css js jsx ts tsx html htm txt xml json yaml yml exe dll woff ttf pdf doc docx
    service socket slice scope target timer
    """.split()  # noqa: SIM905 - a list of words reads better than thirty quoted strings
)
# What people write for @ and for a dot, in brackets; without brackets only the English words.
_AT = r"(?:at|ät|a|@|arroba|arobase|chiocciola|apenstaartje|klammeraffe)"
_DISGUISES = frozenset({"at", "(a", "(@", "[@"})
_HINTS = frozenset({"dot", "ät", "arroba", "arobase", "chiocciola", "apenstaartje", "klammeraffe"})
_OPEN, _SHUT = r"[\[({<] ?", r" ?[\])}>]"
_DOT = rf" ?{_OPEN}(?:dot|punkt|point|punto|ponto|punt|\.){_SHUT} ?| dot "
_SPELLED = (
    rf"(?:{_OPEN}{_AT}{_SHUT}| at ) ?([a-z0-9][a-z0-9-]{{1,62}}(?:(?:{_DOT}|\.)[a-z0-9-]{{2,63}}){{1,4}})(?![\w@])"
)
_SPELLED_LOCAL = r"[a-z0-9](?:[a-z0-9_+.-]| dot (?=[a-z0-9])){1,60} ?$"
# "at" and "dot" are common words: the last label must be a domain that people spell out.
_TOPS = frozenset(
    "com org net edu gov info io de fr es it nl pt uk eu ch at be us ca au example test co me".split()  # noqa: SIM905 - as above
)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield addresses, plain ones at high confidence, spelled-out ones (`name (at) example dot org`) at medium."""
    plain = prepared.text  # a dash that is folded into a hyphen would join what follows to the domain
    for found in re.finditer(_DOMAIN, plain) if "@" in plain else ():
        at = found.start()
        end = found.end() - (len(found[0]) - len(found[0].rstrip("-_.")))
        end -= _note_mark(plain[at + 1 : end])
        start = _local_start(plain, at)
        if start < at and _is_host(plain[at + 1 : end]) and not _is_other(prepared, start, at, end):
            yield Sighting("email-address", start, end, Confidence.HIGH)
    if not prepared.vocabulary.isdisjoint(_HINTS) or _holds_disguise(prepared.lower):
        yield from _spelled_out(prepared)


def _holds_disguise(lower: str) -> bool:
    """Tell whether "at)", "(a)", "[@]" or the like stands anywhere: brackets are few, and found faster than words."""
    for bracket in ")]}":
        at = lower.find(bracket)
        while at >= 0:
            if lower[max(at - 2, 0) : at] in _DISGUISES:
                return True
            at = lower.find(bracket, at + 1)
    return False


def _local_start(plain: str, at: int) -> int:
    """Return where the local part that ends at an @ sign starts, the sign itself when there is none."""
    head = plain[max(at - _LONGEST_LOCAL, 0) : at]
    start = at - len(head) + len(head.rstrip(_LOCAL))
    while at - start < len(head) and plain[start - 1] > "\x7f" and plain[start - 1].isalnum():
        rest = head[: start - 1 - at]
        start -= 1 + len(rest) - len(rest.rstrip(_LOCAL))
    while start < at and plain[start] in ".'&%-+~":
        start += 1
    if start == at and head[-1:] == '"':
        return _quoted_start(plain, at)
    return at if plain[at - 1] == "." else start


def _quoted_start(plain: str, at: int) -> int:
    """Return where a quoted local part (RFC 5321: `"a b"@example.org`) starts, the sign itself when there is none."""
    floor = max(at - _LONGEST_LOCAL, 0)
    start = plain.rfind('"', floor, at - 1)
    inner = plain[start + 1 : at - 1]
    if start < 0 or not inner.isprintable() or not any(map(str.isalnum, inner)) or any(sign in inner for sign in "%${"):
        return at
    return at if start and plain[start - 1] not in " \t\n<([,;:" else start


def _note_mark(host: str) -> int:
    """Return how many digits of a raised note number stand behind a domain ("example.com1"): no such domain has any."""
    top = host.rpartition(".")[2].lower()
    letters = top.rstrip("0123456789")
    return len(top) - len(letters) if letters != top and letters in _TOPS else 0


def _is_host(host: str) -> bool:
    top = host.rpartition(".")[2].lower()
    if top.startswith("xn--"):
        return True
    return len(top) >= 2 and top.isalpha() and top not in _NOT_TOP


def _is_other(prepared: Prepared, start: int, at: int, end: int) -> bool:
    """Tell whether it is a repository ("git@host:path"), a Message-ID, or stands in a link or an encoded block."""
    plain = prepared.plain
    if plain[end : end + 1] == ":" and plain[start:at] == "git":
        return True
    return prepared.masked(start)


def _spelled_out(prepared: Prepared) -> Iterator[Sighting]:
    lower = prepared.lower
    for found in re.finditer(_SPELLED, lower):
        sign = lower[found.start() : found.start(1)]
        # "meet me at example.org" names no mailbox: one of the two signs must be disguised.
        disguised = sign.strip() != "at" or re.search(_DOT, found[1])
        local = re.search(_SPELLED_LOCAL, lower[max(found.start() - 64, 0) : found.start()])
        if disguised and local and re.split(r"[^a-z0-9]+", found[1])[-1] in _TOPS:
            start = found.start() - len(local[0])
            raw = prepared.plain[start : found.end(1)]
            plainly = sign.strip() != "at" or re.search(r"[0-9._]", local[0]) or "mail" in prepared.before(start)
            shouted = " AT " in raw and " DOT " in raw
            named = local[0].strip() in all_cues("given-name")
            confidence = Confidence.MEDIUM if plainly or shouted or named else Confidence.LOW
            yield Sighting("email-address", start, found.end(1), confidence, "spelled-out")
