"""Passwords, codes and keys that a word announces: `Passwort: ...`, "the password is ...", `api_key=...`."""

from __future__ import annotations

import re

from leakcheck.detect.announced import Value, value_after, value_used
from leakcheck.detect.announced_apart import values_apart
from leakcheck.detect.strength import is_fair, is_mixed, is_placeholder, is_plausible, is_random, is_strong
from leakcheck.detect.terms import all_cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.detect.prepared import Prepared

_WORDS = frozenset({"pass", "ww", "clave"})  # these mean other things too
_MEETING_LINK = r"/[jws]/[0-9]{9,12}\?$"  # zoom.us/j/81234567890?pwd=
# ": 354 118 822 417 " and perhaps a word that belongs to what follows ("meeting password").
_MEETING_NUMBER = r"(?: ?\([^()]{1,20}\))?[^\w]{0,6}[0-9][0-9 -]{5,30}[^\w]{0,6}(?:[^\W\d_]{1,12}[ -]?)?"


def find(prepared: Prepared, cues: Iterable[tuple[str, str]]) -> Iterator[Sighting]:
    """Yield values that one of the given cues, each with its group, announces, as sure as they look like a secret."""
    yield from _pairs(prepared)
    for cue, group in cues:
        for place in prepared.places(cue):
            if group == "code":
                yield from _code_before(prepared, place)
            for value in _values(prepared.plain, place, place + len(cue), group):
                sure = _JUDGES[group](value) and _judge(prepared, place, cue, group, value)
                if sure:
                    detail = {"password": "password", "code": "code", "key": "api-key"}[group]
                    yield Sighting("secret", value.start, value.end, sure, detail)
                    break


def _values(plain: str, start: int, end: int, group: str) -> Iterator[Value]:
    """Yield what a cue may announce, the likelier first."""
    if value := value_after(plain, end):
        yield value
    if group == "password" and (value := value_used(plain, start, end)):
        number = value.text.isdigit() and len(value.text) >= 6
        if number or is_fair(value.text) or is_strong(value.text) or is_random(value.text):
            yield value
    if group == "password" and plain[start:end].lower() not in _WORDS:
        yield from values_apart(plain, start, end)


# A name and a password side by side: "credentials bob / ...", "login for 'bob' was '...'".
_PAIR = (
    r"(?:credentials|logins?|zugangsdaten|identifiants|credenciales|credenziali|inloggegevens)"
    r"(?:[ :]{1,2}(?:with|are|for|of|is|mit|sind|sont|son|sono|zijn|são))?[ :]{1,2}"
    r"['\"]?[\w.@+-]{2,64}['\"]?(?: ?[/|] ?|:| (?:was|is|war|ist) ['\"])([^\s'\"<>]{6,64})"
)
PAIR_WORDS = frozenset(
    "credentials login logins zugangsdaten identifiants credenciales credenziali inloggegevens".split()  # noqa: SIM905 - words
)


def _pairs(prepared: Prepared) -> Iterator[Sighting]:
    """Yield strong passwords that stand beside the name they belong to."""
    if prepared.vocabulary.isdisjoint(PAIR_WORDS):
        return
    for found in re.finditer(_PAIR, prepared.plain, re.IGNORECASE):
        value = found[1].rstrip(".,;)")
        if is_strong(value) and is_plausible(value) and not is_placeholder(value) and "/" not in value:
            yield Sighting("secret", found.start(1), found.start(1) + len(value), Confidence.HIGH, "password")


def _code_before(prepared: Prepared, place: int) -> Iterator[Sighting]:
    """Yield the digits in "493021 is your verification code"."""
    start = max(place - 40, 0)
    head = prepared.lower[start:place]
    if found := re.search(
        r"(?:^|[\s(\[\"'])([0-9]{4,8}) (?:is your|ist ihr|ist dein|est votre|es su|es tu|è il tuo|is je|é o seu) $",
        head,
    ):
        yield Sighting("secret", start + found.start(1), start + found.end(1), Confidence.MEDIUM, "code")


def _judge(prepared: Prepared, place: int, cue: str, group: str, value: Value) -> Confidence | None:
    """Return how sure a value of the right shape is, None when its place says that it is none."""
    if prepared.masked(place) and prepared.plain[place - 1 : place] not in ("?", "&", ";"):
        return None
    if not _is_announced(prepared, place, cue, group, value):
        return None
    if _opens_meeting(prepared, place):
        return Confidence.LOW
    if group == "code" or value.text.isdigit():
        around = prepared.before(place) + " " + prepared.after(value.end)
        if any(_begins(around, word) for word in all_cues("meeting")):
            return Confidence.LOW
    if group == "code":
        return Confidence.MEDIUM
    return Confidence.HIGH if is_mixed(value.text) else Confidence.MEDIUM


def _begins(text: str, word: str) -> bool:
    """Tell whether a word of a text begins with another: "dialled" with "dial", and "cordialement" does not."""
    at = text.find(word)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at >= 0


def _opens_meeting(prepared: Prepared, place: int) -> bool:
    """Tell whether a cue stands behind the number of a video meeting, in an invitation or in its link."""
    before = prepared.before(place)
    between = [before.rpartition(phrase)[2] for phrase in all_cues("meeting-id") if phrase in before]
    return any(re.fullmatch(_MEETING_NUMBER, text) for text in between) or bool(re.search(_MEETING_LINK, before))


def _is_announced(prepared: Prepared, place: int, cue: str, group: str, value: Value) -> bool:
    """Tell whether a cue means its value: "pin" and "pw" are words, three digits are a code on a card only."""
    if cue in _WORDS and group == "password":
        strong = is_strong(value.text) or is_random(value.text)
        return bool(value.lead) and (strong or (value.lead == "verb" and is_fair(value.text)))
    if cue in {"pin", "tan", "pw"}:
        return prepared.plain[place : place + len(cue)].isupper() or bool(value.lead) or is_strong(value.text)
    if group == "key" and not value.lead:
        return cue == "bearer" and "authorization" in prepared.before(place)[-16:]
    if group == "code" and not value.text.replace("-", "").replace(" ", "").isdigit():
        return any(word in cue for word in _DOORS)
    return len(value.text) > 3 or cue.startswith(("cvv", "cvc"))


def _is_password(value: Value) -> bool:
    text = value.text
    if not 4 <= len(text) <= 64 or is_placeholder(text) or not is_plausible(text):
        return False
    if value.quoted:
        return " " not in text and (bool(value.lead) or is_mixed(text))
    if not value.lead:
        return is_strong(text)
    if value.lead == "line":
        cells = not set("|;").isdisjoint(text)  # a row of a table
        return not cells and any(map(str.isdigit, text)) and (is_mixed(text) or (text.isdigit() and len(text) >= 6))
    word = text.isalpha() and len(text) >= 6 and value.lead == "sign"
    number = text.isdigit() and (value.alone or (value.lead == "verb" and len(text) >= 6))
    return is_mixed(text) or number or (value.alone and word)


def _is_code(value: Value) -> bool:
    digits = value.text[:3] + value.text[3:].lstrip("- ")  # 123-456
    if digits.isdigit():
        return 3 <= len(digits) <= 8 and len(set(digits)) > 1
    return re.fullmatch(_KEYPAD, value.text) is not None


def _is_key(value: Value) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9_\-./+=~]{16,200}", value.text):
        return False
    digits = sum(c.isdigit() for c in value.text)
    return 3 <= digits < len(value.text) and not value.text.lower().startswith("www.")


# What opens doors: "4188A", "41B88", "A4188"; a booking has letters and digits too.
_KEYPAD = r"[A-F]?[0-9]{1,5}[A-F]?[0-9]{1,5}[A-F#*]?"
_DOORS = (
    *("door", "gate", "lockbox", "alarm", "tür", "tor", "tresor", "schlüssel", "digicode", "portail", "porte"),
    *(
        "immeuble",
        "portal",
        "puerta",
        "portone",
        "porta",
        "cancello",
        "deur",
        "poort",
        "sleutelkluis",
        "portão",
        "prédio",
    ),
)
_JUDGES = {"password": _is_password, "code": _is_code, "key": _is_key}
