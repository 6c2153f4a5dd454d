"""Phone numbers as they are dialled at home, in the countries where the language of their text is spoken.

"Frag Jens unter 030 23125 118": no word names a telephone. The plan of such a country has the number, its groups are
those that people write there, the word right before it leads to a number that one dials, and its sentence speaks of
nothing else that has one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from leakcheck.detect import numbering, terms
from leakcheck.detect.terms import all_cues, cues

TYPE_CHECKING = False

if TYPE_CHECKING:
    from leakcheck.detect.phone_shape import Candidate
    from leakcheck.detect.prepared import Prepared

# Where a language is spoken. In the first countries a 0 leads, and a gap follows the digits of an area or a network.
_WITH_ZERO = {
    "en": ("GB", "IE", "AU", "NZ"),
    "de": ("DE", "AT", "CH"),
    "fr": ("FR", "BE", "CH"),
    "it": ("IT", "CH"),
    "nl": ("NL", "BE"),
}
# In these none does, and the groups alone tell.
_WITHOUT = {
    "en": (("US", r"[2-9][0-9]{2} [2-9][0-9]{2} [0-9]{4}"),),
    "es": (("ES", r"[6-9][0-9]{2}(?: [0-9]{2}){3}|[6-9][0-9]{2}(?: [0-9]{3}){2}|9[1-8] [0-9]{3}(?: [0-9]{2}){2}"),),
    "it": (("IT", r"3[0-9]{2}[ ./-](?:[0-9]{3} ?[0-9]{3,4}|[0-9]{2} [0-9]{2} [0-9]{3})"),),
    "pt": (
        ("PT", r"[29][0-9]{2}(?: [0-9]{3}){2}|[29][0-9] [0-9]{3}(?: [0-9]{4}|(?: [0-9]{2}){2})"),
        ("BR", r"\(?[1-9][0-9]\)? ?(?:9 ?[0-9]{4}|[2-5][0-9]{3})[ -][0-9]{4}"),
    ),
}
_BARE = (
    r"999[ ./-]999 ?9999?|999 99 99 99?9|99 999 99 99|99 999 9999|99\) ?9?9999[ -]9999|99 ?9?9999-9999|999(?: 999){2}"
)
_FEW_LANGUAGES = 3
_GAPS = r"[0-9]{1,6}(?:(?: |/|-|\.| / | - )[0-9]{2,8}){1,5}(?:-[0-9])?"
_LEAST, _MOST = 9, 13  # digits, the 0 included
_SENTENCE_END = r"[.!?;](?=\s)|\n\s{0,80}\n"
_OPENING = frozenset("(,:?\"'*|>-")
# "numéro de sécurité", "número de socio": of a thing, in small letters; "numéro de Paul" is one to call.
_NUMBER_OF = r"n[uú]m[eé]ro (?:de |del |di |do |da |d')(?:la |l')?(?!t[eé]l|portable|m[oó]vil|celul|cellul)[a-zà-ÿ]"
_COPULAS = frozenset({"is", "are", "s", "es", "è", "é"})
_AFTER_NAME = r"(?:[A-Z][a-z]{1,20}[,:]|\(|[a-z])\s{0,2}$"
_BEFORE = 80


@lru_cache(4_096)
def is_bare(layout: str) -> bool:
    """Tell whether a run is laid out as in countries where numbers need no 0."""
    return re.fullmatch(_BARE, layout) is not None


def is_dialled(prepared: Prepared, candidate: Candidate) -> bool:
    """Tell whether a candidate is a number of a country where the language of its text is spoken, and is led to."""
    raw = prepared.plain[candidate.start : candidate.end]
    if not _LEAST <= len(candidate.digits) <= _MOST or raw.isdigit() or not _may_be_laid_out(raw):
        return False
    head = prepared.plain[max(candidate.start - _BEFORE, 0) : candidate.start]
    leading = _leading(head, candidate)
    if not leading or _is_numbered(re.split(_SENTENCE_END, head)[-1]):
        return False
    if raw[0] != "0" and not _is_no_figure(prepared, candidate, head, leading):
        return False
    spoken = terms.languages(prepared.vocabulary)
    if len(spoken) > _FEW_LANGUAGES:  # nothing tells but the word that leads
        spoken = [language for language in _WITH_ZERO | _WITHOUT if leading in cues("phone-lead", language)]
    return any(_is_of(raw, language) for language in spoken)


def _may_be_laid_out(raw: str) -> bool:
    bare = raw.replace("(", "").replace(")", "")
    return re.fullmatch(_GAPS, bare) is not None and (raw[0] in "(0" or is_bare(re.sub("[0-9]", "9", raw.lstrip("("))))


def _leading(head: str, candidate: Candidate) -> str:
    """Return the word or the sign right before a candidate that leads to it, "" when there is none."""
    line = head.rpartition("\n")[2]
    if not line.strip(" \t>|*"):
        return "\n" if candidate.digits[0] == "0" else ""
    bare = line.rstrip()
    if bare[-1] in _OPENING:
        return bare[-1]
    word = re.split(r"[^\w.-]", bare)[-1]
    lower = word.lower()
    if lower in all_cues("phone-lead"):
        return lower
    return lower if word[:1].isupper() and lower in all_cues("given-name") else ""


def _is_no_figure(prepared: Prepared, candidate: Candidate, head: str, leading: str) -> bool:
    """Tell whether a number without a 0 counts nothing: "it is 202 555 0143 units", "failed tests: 571 612 1056"."""
    if leading in _COPULAS and re.compile(r" [^\W\d_]{4}").match(prepared.lower, candidate.end):
        return False
    raw = prepared.plain[candidate.start : candidate.end]
    american = numbering.is_north_american(raw, candidate.digits, "")
    return not american or re.search(_AFTER_NAME, head) is not None


def _is_numbered(sentence: str) -> bool:
    """Tell whether a sentence speaks of a thing that has a number."""
    if re.search(_NUMBER_OF, sentence):
        return True
    words = re.findall(r"[^\W\d_]+", sentence.lower())
    return any(word in all_cues("numbered") or word.endswith(_endings()) for word in words)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(all_cues("numbered-ending")))


def _is_of(raw: str, language: str) -> bool:
    """Tell whether a number is laid out and valid as in one of the countries of a language."""
    if raw[0] == "0" or raw.startswith("(0"):
        return any(_has_area(raw, region) for region in _WITH_ZERO.get(language, ()))
    return any(re.fullmatch(groups, raw) and _is_valid(raw, region) for region, groups in _WITHOUT.get(language, ()))


def _is_valid(raw: str, region: str) -> bool:
    import phonenumbers

    if numbering.is_fiction("".join(filter(str.isdigit, raw))):
        return True
    number = numbering.parsed(raw, region)
    return number is not None and bool(phonenumbers.is_valid_number(number))


@lru_cache(maxsize=1_000)
def _has_area(raw: str, region: str) -> bool:
    """Tell whether the first group of a valid number is the 0 and the digits of an area or a network of a country."""
    import phonenumbers

    number = numbering.parsed(raw, region)
    if number is None:
        return False
    size = phonenumbers.length_of_national_destination_code(number)
    first = re.split(r"[^0-9]", raw.lstrip("("), maxsplit=1)[0]
    areas = {size + (region != "IT")} | ({4} if region == "DE" and first[1:2] == "1" else set())  # 0152 of 01522
    return len(first) in areas and _is_valid(raw, region)
