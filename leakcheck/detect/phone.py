"""Phone numbers: a country code or a known layout proves them, or a word near them says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from leakcheck.detect import cues
from leakcheck.detect.edges import is_date, is_free, is_free_after
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared, Run

_CUES = (
    *("phone", "phones", "phone number", "telephone", "tel", "mobile", "cell", "cellphone", "fax", "call", "calling"),
    *(
        "dial",
        "ring",
        "desk",
        "reach me",
        "reach us",
        "contact number",
        "text me",
        "sms",
        "whatsapp",
        "signal",
        "pager",
    ),
    *("hotline", "helpline", "answering at", "messages to", "message on", "voicemail", "landline", "ph", "toll free"),
    *("telefon", "telefonnummer", "handy", "handynummer", "mobil", "mobilnummer", "rufnummer", "durchwahl", "anrufen"),
    *("tél", "téléphone", "portable", "appeler", "appelez", "teléfono", "telefono", "tfno", "móvil", "movil", "llamar"),
    *("llame", "cellulare", "chiamare", "chiama", "telefoon", "telefoonnummer", "mobiel", "gsm", "bellen", "bel"),
    *("telefone", "telemóvel", "celular", "ligar", "ligue", "numara", "telefax", "telegram"),
)
# Words that only count when they touch the number: "555-0100 (office)".
_LABELS = ("office", "home", "work", "main", "direct", "fax", "mobile", "cell", "m", "t", "p", "f", "o", "h", "c", "w")
_EXTENSION = r"[ ,;]{0,3}(?:x|ext\.?|extn\.?|extension|durchwahl|poste|#)[ .:]{0,2}[0-9]{1,6}(?![0-9A-Za-z])"
_NANP = r"(?:00 ?1|1)?[-. /]{0,2}\(?[2-9][0-9]{2}\)?[-. /]{0,3}[0-9]{3}[-. ]{0,3}[0-9]{4}"


class _Candidate(NamedTuple):
    """A possible number: `plus` tells of a + in front, `digits` leave it out."""

    start: int
    end: int
    digits: str
    plus: bool


def find(prepared: Prepared, region: str) -> Iterator[Sighting]:
    """Yield phone numbers: high when proved, medium when the layout or a word near it says so."""
    for run in prepared.digit_runs:
        for candidate in _candidates(prepared.plain, run):
            confidence = _judge(prepared, candidate, region)
            if confidence:
                end = _with_extension(prepared, candidate.end)
                yield Sighting("phone-number", candidate.start, end, confidence, "", _is_fiction(candidate.digits))


def _candidates(plain: str, run: Run) -> Iterator[_Candidate]:
    """Yield the run when it has a phone's length, else its pieces between wide separators."""
    if 7 <= len(run.digits) <= 15:
        yield _opened(plain, run.start, run.end)
    elif len(run.digits) > 15:
        for piece in re.finditer(r"[0-9](?:[0-9.()/]| (?![ /-])|-(?! )){5,24}", plain[run.start : run.end]):
            raw = piece[0].rstrip(" ().-/")
            candidate = _opened(plain, run.start + piece.start(), run.start + piece.start() + len(raw))
            if 7 <= len(candidate.digits) <= 15:
                yield candidate


def _opened(plain: str, start: int, end: int) -> _Candidate:
    """Return a candidate with the + and the bracket that open it."""
    digits = "".join(filter(str.isdigit, plain[start:end]))
    head = plain[max(start - 3, 0) : start]
    opening = len(head) - len(head.rstrip("+("))
    opening = opening if opening <= 2 else 0
    balanced = "(" not in head[-opening:] or ")" in plain[start:end] if opening else True
    plus = "+" in head[len(head) - opening :]
    return _Candidate(start - opening if balanced else start - plus * head.endswith("+"), end, digits, plus)


def _judge(prepared: Prepared, candidate: _Candidate, region: str) -> Confidence | None:
    plain = prepared.plain
    raw = plain[candidate.start : candidate.end]
    if not _is_apart(plain, candidate) or _is_something_else(raw):
        return None
    if candidate.plus:
        return _judge_international(prepared, candidate)
    cued = _is_cued(prepared, candidate)
    if re.fullmatch(_NANP, raw) and _is_nanp(candidate.digits) and (region in _NANP_REGIONS or not region):
        if cued:
            return Confidence.HIGH
        return Confidence.MEDIUM if _is_spaced_as_phone(raw) else None
    if cued:
        return Confidence.MEDIUM
    if region and candidate.digits[0] == "0" and len(candidate.digits) >= 9 and not raw.isdigit():
        return Confidence.MEDIUM if _library_says(raw, region) else None
    return None


_NANP_REGIONS = frozenset({"US", "CA", "PR", "DO", "JM", "BS", "TT", "BB"})


def _is_apart(plain: str, candidate: _Candidate) -> bool:
    start, end = candidate.start, candidate.end
    if start and plain[start - 1] == "-" and plain[start - 2 : start - 1].isalpha() and not candidate.plus:
        return False
    word = re.compile(r"-([A-Za-z]{3,12})\b").match(plain, end)
    if word:
        return word[1].lower() in _LABELS
    has_extension = re.compile(_EXTENSION, re.IGNORECASE).match(plain, end)
    left = is_free(plain, start, start, "=") if has_extension else is_free(plain, start, end, "=/|")
    return left or bool(has_extension and not plain[start - 1 : start].isalnum())


def _is_something_else(raw: str) -> bool:
    """Tell whether a run is a date, an IP address, a decimal pair, a column of numbers or one digit repeated."""
    groups = re.findall(r"[0-9]+", raw)
    if is_date(raw.lstrip("(")) or len({*"".join(groups)}) < 2:
        return True
    if len(groups) == 2 and raw.count(".") == 1 and " " not in raw and "/" not in raw and "-" not in raw:
        return True
    if raw.count(".") == 3 and len(groups) == 4 and all(int(g) < 256 for g in groups):
        return True
    return len(groups) > 7 or bool(re.search(r" {3}|\.\.|--|//|\( | \)|\(\)", raw))


def _is_cued(prepared: Prepared, candidate: _Candidate) -> bool:
    before = prepared.before(candidate.start)
    if cues.holds(before, _CUES) or cues.holds(before[-10:], _LABELS):
        return True
    after = prepared.after(candidate.end)[:16].partition(",")[0]
    return cues.holds(after, _LABELS) or cues.holds(after, ("phone", "telephone", "tel"))


def _judge_international(prepared: Prepared, candidate: _Candidate) -> Confidence | None:
    """Judge a number with a country code: valid is high, of a possible length medium."""
    import phonenumbers

    raw = prepared.plain[candidate.start : candidate.end]
    try:
        number = phonenumbers.parse(raw, None)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_valid_number(number):
        return Confidence.HIGH
    possible = phonenumbers.is_possible_number(number)
    return Confidence.MEDIUM if possible or _is_cued(prepared, candidate) else None


def _library_says(raw: str, region: str) -> bool:
    import phonenumbers

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(raw, region)))
    except phonenumbers.NumberParseException:
        return False


def _is_nanp(digits: str) -> bool:
    """Tell whether ten digits are an area code and an exchange that the numbering plan allows."""
    national = digits[-10:]
    return national[0] in "23456789" and national[1] != "9" and national[1:3] != "11"


def _is_spaced_as_phone(raw: str) -> bool:
    """Tell whether the separators are those of a phone number: brackets, hyphens, dots; not blanks alone."""
    return bool(
        re.fullmatch(
            r"(?:1[-. ])?(?:\([0-9]{3}\)[ -]{0,2}[0-9]{3}[- .][0-9]{4}|[0-9]{3}([-.])[0-9]{3}\1[0-9]{4}|"
            r"[0-9]{3}[/ ][0-9]{3}-[0-9]{4})",
            raw,
        )
    )


def _with_extension(prepared: Prepared, end: int) -> int:
    match = re.compile(_EXTENSION, re.IGNORECASE).match(prepared.plain, end)
    return match.end() if match and is_free_after(prepared.plain, match.end()) else end


def _is_fiction(digits: str) -> bool:
    """Tell whether a number lies in a range kept for fiction (NANP 555-01xx, Ofcom drama numbers, German 23125)."""
    return bool(
        re.fullmatch(r"1?[2-9][0-9]{2}55501[0-9]{2}|55501[0-9]{2}", digits)
        or re.fullmatch(r"(?:44|0)(?:7700900|2079460|1632960|1134960|1144960|1154960|1164960)[0-9]{3}", digits)
        or re.fullmatch(r"(?:49|0)(?:3023125|6990009|4066969|22147109|8999998)[0-9]{2,4}", digits)
    )
