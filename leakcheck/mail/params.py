"""Parameters of MIME fields: `text/plain; charset=utf-8; name*0*=...` (RFC 2045, RFC 2231), also when ill written."""

from __future__ import annotations

import re

from leakcheck.mail.charsets import decode
from leakcheck.mail.words import decode_words
from leakcheck.model.record import NamedTuple

_PARAM = re.compile(r';[\s;]*+([^\s=;"]++)\s*+=\s*+("(?:[^"\\]|\\.)*+"?+[^;]*+|[^;]*+)', re.DOTALL)
_LATE_PARAM = r'\s([A-Za-z-]{1,40})\s{0,4}=\s{0,4}("[^"]*+"?+|[^\s;]++)'
_SECTION = r"([^*]++)(?:\*(\d{1,4}))?(\*?)"
_PERCENT = rb"%([0-9A-Fa-f]{2})"


class Parametrized(NamedTuple):
    """The value of a field before its parameters, lower case, and the parameters, decoded, with lower-case names."""

    value: str
    params: dict[str, str]


class _Section(NamedTuple):
    number: int
    encoded: bool
    text: str


def parse_params(text: str) -> Parametrized:
    """Split an unfolded field value; of a parameter given twice the first one counts."""
    head, semicolon, _ = text.partition(";")
    words = head.split()
    value = words[0].lower() if words else ""
    found = re.findall(_LATE_PARAM, head) if "=" in head else []
    if semicolon:
        found += _PARAM.findall(text, len(head))
    if not found:
        return Parametrized(value, {})
    return Parametrized(value, _decoded(found))


def _decoded(found: list[tuple[str, str]]) -> dict[str, str]:
    params: dict[str, str] = {}
    sections: dict[str, list[_Section]] = {}
    for name, raw in found:
        text = _unquoted(raw)
        match = re.fullmatch(_SECTION, name) if "*" in name else None
        if match:
            sections.setdefault(match[1].lower(), []).append(_Section(int(match[2] or 0), bool(match[3]), text))
        else:
            params.setdefault(name.lower(), decode_words(text))
    for name, pieces in sections.items():
        params[name] = _joined(pieces)
    return params


def _unquoted(raw: str) -> str:
    raw = raw.strip()
    if not raw.startswith('"'):
        return raw
    end = raw.rfind('"')
    inner = raw[1:end] if end > 0 else raw[1:]
    return inner.replace('\\"', '"').replace("\\\\", "\\") if "\\" in inner else inner


def _joined(sections: list[_Section]) -> str:
    """Join the sections of one RFC 2231 parameter; the first encoded one names the charset."""
    charset = ""
    data = bytearray()
    for section in sorted(sections, key=lambda section: section.number):
        text = section.text
        if section.encoded and not charset and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        raw = text.encode("utf-8", "replace")
        data += re.sub(_PERCENT, lambda m: bytes([int(m[1], 16)]), raw) if section.encoded else raw
    return decode_words(decode(bytes(data), charset).text)
