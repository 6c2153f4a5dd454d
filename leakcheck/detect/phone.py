"""Phone numbers: a country code or a known layout proves them, or a word near them says so."""

from __future__ import annotations

import re
from functools import lru_cache

from leakcheck.detect import numbering, phone_spoken
from leakcheck.detect.edges import is_free, is_free_before
from leakcheck.detect.phone_shape import (
    MOST_DIGITS,
    candidates,
    extension_end,
    fits,
    is_draw,
    is_grouped,
    is_numbered,
    is_something_else,
    with_extension,
)
from leakcheck.detect.phone_words import (
    OTHERS,
    THINGS,
    has_label,
    is_cued,
    is_labelled,
    is_number_of,
    is_person,
    is_telephone,
    may_cue,
)
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.numbers import Run
    from leakcheck.detect.phone_shape import Candidate
    from leakcheck.detect.prepared import Prepared

_UNITS = (" bytes", " byte", " bits", " octets", " euro", " eur", " usd", " people", " km", " ms", " rows", " lines")
_BEHIND = 60  # characters behind a number, where opening hours may stand
# Where mobile numbers have no 0, as they are written.
_BARE_MOBILES = {
    "BR": r"[1-9][0-9]\) ?9[0-9]{4}[ -][0-9]{4}",
    "ES": r"[67][0-9]{2}(?: [0-9]{3}){2}|[67][0-9]{2}(?: [0-9]{2}){3}",
    "IT": r"3[0-9]{2}[ ./-](?:[0-9]{3} ?[0-9]{3,4}|[0-9]{2} [0-9]{2} [0-9]{3})",
    "PT": r"9[1236][0-9](?: [0-9]{3}){2}",
}
_PAUSE = ",,[0-9]{4,}"  # "+44 20 7946 0999,,118822417#": the number of a conference and its code


def find(prepared: Prepared, region: str) -> Iterator[Sighting]:
    """Yield phone numbers: high when proved, medium when the layout or a word near it says so."""
    named = region in _BARE_MOBILES or may_cue(prepared)
    for run in prepared.runs(fits):
        if not named and not _speaks_for_itself(prepared, run):
            continue
        for candidate in candidates(prepared.plain, run):
            confidence = _judge(prepared, candidate, region)
            if confidence:
                yield _sighting(prepared, candidate, confidence, region)


def _sighting(prepared: Prepared, candidate: Candidate, confidence: Confidence, region: str) -> Sighting:
    from leakcheck.detect.numbering import is_fiction
    from leakcheck.detect.phone_service import SERVICE, is_of_service

    end = with_extension(prepared.plain, candidate.end)
    raw = prepared.plain[candidate.start : candidate.end]
    detail = SERVICE if is_of_service(raw, prepared.lower[end : end + _BEHIND], region) else ""
    sample = is_fiction(candidate.digits)
    return Sighting("phone-number", candidate.start, end, confidence, detail, sample)


def _speaks_for_itself(prepared: Prepared, run: Run) -> bool:
    """Tell whether a run could be a number though no word of the text names one: most runs could not."""
    start = run.start
    opening = prepared.plain[start - 1 : start + 1] if start else prepared.plain[0]
    if opening[0] in "+(" or opening[-1] == "0" or is_grouped(run.layout):
        return True
    if phone_spoken.is_bare(run.layout):
        return True
    return run.layout.count("9") > MOST_DIGITS or is_labelled(prepared.lower, start, run.end)


def _judge(prepared: Prepared, candidate: Candidate, region: str) -> Confidence | None:
    raw = prepared.plain[candidate.start : candidate.end]
    if prepared.lower.startswith(_UNITS, candidate.end) or re.compile(_PAUSE).match(prepared.plain, candidate.end):
        return None
    if not _is_apart(prepared.plain, candidate) or _is_else(prepared, candidate, raw):
        return None
    if candidate.plus:
        known = _validity(raw)
        return known if known != Confidence.LOW else Confidence.MEDIUM if is_cued(prepared, candidate) else None
    cued = is_cued(prepared, candidate)
    if numbering.is_north_american(raw, candidate.digits, region):
        if cued:
            return Confidence.HIGH
        if numbering.is_laid_out_north_american(raw):
            return Confidence.MEDIUM
    return Confidence.MEDIUM if cued or _is_dialled(prepared, candidate, raw, region) else None


def _is_else(prepared: Prepared, candidate: Candidate, raw: str) -> bool:
    """Tell whether a candidate is a date or the like, or the number of a file; "Tel." right before it says no."""
    if is_something_else(raw, candidate.digits):
        return True
    return is_numbered(raw) and not is_telephone(prepared, candidate.start)


def _is_apart(plain: str, candidate: Candidate) -> bool:
    """Tell whether no longer number or code goes on at the edges; an extension or "-Office" may."""
    start, end = candidate.start, candidate.end
    if plain[start - 1 : start] == "-" and plain[start - 2 : start - 1].isalnum():
        return False
    if has_label(plain, end):
        return is_free_before(plain, start, "=/|,")
    if extension_end(plain, end):
        return not plain[start - 1 : start].isalnum()
    return is_free(plain, start, end, "=/|")


def _is_dialled(prepared: Prepared, candidate: Candidate, raw: str, region: str) -> bool:
    """Tell whether a number is one by its layout alone; "Art." or "order no." right before it says that it is not."""
    if is_draw(raw):
        return False
    if any(is_number_of(prepared, candidate.start, things) for things in (OTHERS, THINGS)):
        return is_person(prepared, candidate.start) and _is_national(raw, candidate.digits, region)
    if region in _BARE_MOBILES and _is_bare_mobile(prepared.plain, candidate, region):
        return True
    return _is_national(raw, candidate.digits, region) or phone_spoken.is_dialled(prepared, candidate)


def _is_bare_mobile(plain: str, candidate: Candidate, region: str) -> bool:
    """Tell whether it is a mobile number of a country that dials no 0; as three groups of three it must stand apart."""
    raw = plain[candidate.start : candidate.end].strip("()")
    if not re.fullmatch(_BARE_MOBILES[region], raw):
        return False
    if not re.fullmatch(r"[0-9]{3} [0-9]{3} [0-9]{3}", raw):
        return True
    before, after = (
        plain[max(candidate.start - 2, 0) : candidate.start].strip(" "),
        plain[candidate.end : candidate.end + 2],
    )
    return (
        before[-1:] in {"(", ",", "\n", ""}
        and not after[:1].isalnum()
        and not (after[:1] == " " and after[1:].islower())
    )


def _is_national(raw: str, digits: str, region: str) -> bool:
    """Tell whether a number without a + is valid as dialled from the given region, and laid out as a phone number."""
    abroad = digits[:2] == "00" and len(digits) >= 13
    if digits[0] != "0" or len(digits) < 9 or raw.isdigit() or not (region or abroad):
        return False
    if numbering.is_fiction(digits):
        return True
    import phonenumbers

    number = numbering.parsed(f"+{digits[2:]}" if abroad else raw, region)
    return number is not None and bool(phonenumbers.is_valid_number(number))


@lru_cache(maxsize=1_000)  # of a signature, or a list of one number: the library takes longer than all else
def _validity(raw: str) -> Confidence | None:
    """Return HIGH for a valid number with a country code, MEDIUM for one of a possible length, None for no number."""
    import phonenumbers

    number = numbering.parsed(raw, "")
    if number is None:
        return None
    if phonenumbers.is_valid_number(number):
        return Confidence.HIGH
    return Confidence.MEDIUM if phonenumbers.is_possible_number(number) else Confidence.LOW
