"""Passwords, codes and keys that a word announces: `Passwort: ...`, "the password is ...", `api_key=...`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from leakcheck.detect import labels
from leakcheck.detect.terms import all_cues
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_QUOTES = {"'": "'", '"': '"', "`": "`", "\u201c": "\u201d", "\u2018": "\u2019", "\u201e": "\u201c", "\u00ab": "\u00bb"}
# "(case sensitive)", "for the shop": what may stand between the cue and the sign that a value follows.
_ASIDE = r"['\"`*_]{0,3}(?:[ \t]{0,2}\([^()\n]{1,30}\))?"
_PURPOSE = (
    r"[ \t](?i:for|of|to|on|at|für|zum|zur|der|des|vom|pour|de|du|para|del|per|di|della|voor|van|do|da)"
    r"[ \t][^\n:='\"]{1,40}?"
)
_MEETING_LINK = r"/[jws]/[0-9]{9,12}\?$"  # zoom.us/j/81234567890?pwd=
# ": 354 118 822 417 " and perhaps a word that belongs to what follows ("meeting password").
_MEETING_NUMBER = r"(?: ?\([^()]{1,20}\))?[^\w]{0,6}[0-9][0-9 -]{5,30}[^\w]{0,6}(?:[^\W\d_]{1,12}[ -]?)?"
_SYMBOLS = frozenset("!@#$%^&*?~+=_|\\-.:;,/§€£")
_BRACKETS = frozenset("(){}[]<>")
_CLOSING = ".,;:'\")]}?>|*\u201c\u201d\u2019\u00bb"
_MASKING = frozenset("*x.-_#?\u2022\u25cf")


class Value(NamedTuple):
    """What stands after a cue.

    `lead` says what announces it: "sign" (a colon, an equals sign), "verb" ("is", "lautet"), "line" (it is all that
    the next line holds) or nothing but a blank; `alone` that the line, the cell or the sentence ends with it.
    """

    start: int
    end: int
    text: str
    lead: str
    quoted: bool
    alone: bool


def find(prepared: Prepared) -> Iterator[Sighting]:
    """Yield values that a cue announces, as sure as they look like a secret."""
    yield from _pairs(prepared)
    anchors, words = _anchors()
    for word in sorted(prepared.vocabulary & words):
        for cue, group in anchors[word]:
            for place in prepared.places(cue):
                if group == "code":
                    yield from _code_before(prepared, place)
                value = _value(prepared.plain, place + len(cue))
                sure = value and _JUDGES[group](value) and _judge(prepared, place, cue, group, value)
                if value and sure:
                    detail = {"password": "password", "code": "code", "key": "api-key"}[group]
                    yield Sighting("secret", value.start, value.end, sure, detail)


# A name and a password side by side: "credentials bob / ...", "login for 'bob' was '...'".
_PAIR = (
    r"(?:credentials|logins?|zugangsdaten|identifiants|credenciales|credenziali|inloggegevens)"
    r"(?:[ :]{1,2}(?:with|are|for|of|is|mit|sind|sont|son|sono|zijn|são))?[ :]{1,2}"
    r"['\"]?[\w.@+-]{2,64}['\"]?(?: ?[/|] ?|:| (?:was|is|war|ist) ['\"])([^\s'\"<>]{6,64})"
)
_PAIR_WORDS = frozenset(
    "credentials login logins zugangsdaten identifiants credenciales credenziali inloggegevens".split()  # noqa: SIM905 - words
)


def _pairs(prepared: Prepared) -> Iterator[Sighting]:
    """Yield strong passwords that stand beside the name they belong to."""
    if prepared.vocabulary.isdisjoint(_PAIR_WORDS):
        return
    for found in re.finditer(_PAIR, prepared.plain, re.IGNORECASE):
        value = found[1].rstrip(".,;)")
        if _is_strong(value) and _is_plausible(value) and not _is_placeholder(value) and "/" not in value:
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


@cache
def _anchors() -> tuple[dict[str, list[tuple[str, str]]], frozenset[str]]:
    """Return cues and their groups by their longest word, and these words."""
    anchors: dict[str, list[tuple[str, str]]] = {}
    for group in _JUDGES:
        for cue in sorted(all_cues(group)):
            anchors.setdefault(max(re.findall(r"[^\W_]+", cue), key=len), []).append((cue, group))
    return anchors, frozenset(anchors)


def _value(plain: str, at: int) -> Value | None:
    """Return the value that a cue ending at a position announces."""
    aside = re.compile(_ASIDE).match(plain, at)
    shut = aside.end() if aside else at
    after = _after_kind(plain, shut)
    if sign := re.compile(f"(?:{_PURPOSE})?{labels.SIGN}").match(plain, after):
        return _read(plain, sign.end(), "sign")
    if shut > at and plain[shut - 1] != ")":
        return None  # `type="password" name=...`
    if enclosed := _enclosed(plain, at):
        return enclosed
    start = _after_verb(plain, after)
    return _read(plain, start, "verb") if start else _after_blank(plain, after)


def _enclosed(plain: str, at: int) -> Value | None:
    """Return what stands in quotes or brackets a few words behind a cue: "password of 'Ocean#Blue9'"."""
    words = re.compile(r"(?:[ \t][^\W\d_]{1,8}){0,3}[ \t](?=['\"`\u201c\u2018\u201e\u00ab(])").match(plain, at)
    if not words:
        return None
    start, closing = words.end(), (_QUOTES | {"(": ")"})[plain[words.end()]]
    found = re.compile(rf"[^\s{re.escape(closing)}]{{6,64}}").match(plain, start + 1)
    if not found or not plain.startswith(closing, found.end()) or not _is_strong(found[0]):
        return None
    return Value(found.start(), found.end(), found[0], "", True, True)


def _after_kind(plain: str, at: int) -> int:
    """Return where an adjective such as "provvisoria" behind a cue ends, the same place when there is none."""
    found = re.compile(r"[ \t]([^\W\d_]{3,12}(?: wifi)?)(?=[ \t:=])").match(plain, at)
    return found.end() if found and found[1].lower() in all_cues("kind-of-password") else at


def _after_verb(plain: str, at: int) -> int:
    """Return where the value after "is", "for the shop is now" or "lautet" starts, 0 when there is no verb."""
    purpose = re.compile(_PURPOSE + r"(?=[ \t](?:is|was|ist|lautet|est|es|è|luidt|é)\s)").match(plain, at)
    head = purpose.end() if purpose else at
    joints = all_cues("joint")
    for count in (3, 2, 1):
        phrase = rf"((?:[^\W\d_]{{1,8}}[ \t]{{1,3}}){{{count - 1}}}[^\W\d_]{{1,8}})"
        verb = re.compile(rf"[ \t]{{1,3}}{phrase}(?:{labels.SIGN}|[ \t]{{1,3}}|{labels.LINE})").match(plain, head)
        if verb and " ".join(verb[1].lower().split()) in joints:
            return verb.end()
    return 0


def _after_blank(plain: str, at: int) -> Value | None:
    """Return the next word: on this line, or as the only one under it."""
    alone = rf"(?:{_PURPOSE})?(?:{labels.LINE}){{1,2}}(?=\S{{1,64}}[ \t]{{0,3}}(?:\r?\n|\Z))"
    found = re.compile(rf"{alone}|([ \t]{{1,4}})(?=\S)").match(plain, at)
    return _read(plain, found.end(), "" if found[1] else "line") if found else None


def _read(plain: str, start: int, lead: str) -> Value | None:
    """Return the quoted text or the word at a position, without the punctuation of its sentence."""
    if closing := _QUOTES.get(plain[start : start + 1]):
        end = plain.find(closing, start + 1, start + 66)
        text = plain[start + 1 : max(end, start + 1)].strip(" \u00a0\u202f")
        start = plain.find(text, start + 1)
        return Value(start, start + len(text), text, lead, True, True) if text and "\n" not in text else None
    bracketed = plain[start : start + 1] in {"(", "["}
    found = re.compile(r"[0-9]{3} [0-9]{3}(?![0-9])|\S{1,128}").match(plain, start + bracketed)
    if not found:
        return None
    start, text = found.start(), found[0].rstrip(_CLOSING)
    if text.rstrip("!").isdigit():
        text = text.rstrip("!")
    rest = plain[found.end() : found.end() + 80].split("\n", 1)[0].strip()
    alone = rest[:1] in ("", "|") or len(text) < len(found[0])
    if bracketed:
        alone = text.isdigit()  # "(optional)"
    return Value(start, start + len(text), text, lead, False, alone)


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
        if any(word in around for word in all_cues("meeting")):
            return Confidence.LOW
    if group == "code":
        return Confidence.MEDIUM
    return Confidence.HIGH if _is_mixed(value.text) else Confidence.MEDIUM


def _opens_meeting(prepared: Prepared, place: int) -> bool:
    """Tell whether a cue stands behind the number of a video meeting, in an invitation or in its link."""
    before = prepared.before(place)
    between = [before.rpartition(phrase)[2] for phrase in all_cues("meeting-id") if phrase in before]
    return any(re.fullmatch(_MEETING_NUMBER, text) for text in between) or bool(re.search(_MEETING_LINK, before))


def _is_announced(prepared: Prepared, place: int, cue: str, group: str, value: Value) -> bool:
    """Tell whether a cue means its value: "pin" and "pw" are words, three digits are a code on a card only."""
    if cue in {"pass", "ww"}:
        return value.lead == "sign" and _is_strong(value.text)
    if cue in {"pin", "tan", "pw"}:
        return prepared.plain[place : place + len(cue)].isupper() or bool(value.lead) or _is_strong(value.text)
    if group == "key" and not value.lead:
        return cue == "bearer" and "authorization" in prepared.before(place)[-16:]
    return len(value.text) > 3 or cue.startswith(("cvv", "cvc"))


def _is_password(value: Value) -> bool:
    text = value.text
    if not 4 <= len(text) <= 64 or _is_placeholder(text) or not _is_plausible(text):
        return False
    if value.quoted:
        return " " not in text and (bool(value.lead) or _is_mixed(text))
    if not value.lead:
        return _is_strong(text)
    if value.lead == "line":
        return any(map(str.isdigit, text)) and (_is_mixed(text) or (text.isdigit() and len(text) >= 6))
    word = text.isalpha() and len(text) >= 6 and value.lead == "sign"
    return _is_mixed(text) or (value.alone and (text.isdigit() or word))


def _is_code(value: Value) -> bool:
    digits = value.text[:3] + value.text[3:].lstrip("- ")  # 123-456
    return digits.isdigit() and 3 <= len(digits) <= 8 and len(set(digits)) > 1


def _is_key(value: Value) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9_\-./+=~]{16,200}", value.text):
        return False
    digits = sum(c.isdigit() for c in value.text)
    return 3 <= digits < len(value.text) and not value.text.lower().startswith("www.")


_JUDGES = {"password": _is_password, "code": _is_code, "key": _is_key}


def _is_placeholder(text: str) -> bool:
    """Tell whether people write this in the place of a password."""
    bare = text.strip("!.\"'*_").lower()
    return bare in all_cues("placeholder") or bare in all_cues("password") or set(text.lower()) <= _MASKING


def _is_plausible(text: str) -> bool:
    """Tell whether a text is neither code, an address, a path, a link nor a template field."""
    if (
        _BRACKETS & set(text)
        or "&quot" in text
        or "://" in text
        or text.startswith(("/", "$", "%", "--", "\\", "www.", "@"))
    ):
        return False
    if text.replace("-", "").replace("_", "").isalpha() and not text.isalpha():
        return False  # GNUTLS_E_DECRYPTION, single-threaded, user_input
    if "@" in text and "." in text.rpartition("@")[2]:
        return False
    return re.fullmatch(r"[\w.-]{1,64}[/=,|:;][\w./=,|:;-]{0,64}", text) is None or any(c.isdigit() for c in text)


def _is_mixed(text: str) -> bool:
    """Tell whether a text mixes letters with digits or signs, or capitals inside a word."""
    classes = (
        any(c.islower() for c in text),
        any(c.isupper() for c in text[1:]),
        any(c.isdigit() for c in text),
        any(c in _SYMBOLS for c in text.strip("-.,:;")),
    )
    return sum(classes) >= 2


def _is_strong(text: str) -> bool:
    """Tell whether a text looks like a password with nothing but the word before it."""
    letters = any(c.isalpha() for c in text)
    digits = any(c.isdigit() for c in text)
    signs = any(c in "!@#$%^&*?~+=" for c in text)
    inner = any(c.isdigit() for c in text.rstrip("0123456789!"))
    capitals = any(c.isupper() for c in text[1:]) and any(c.islower() for c in text)
    return len(text) >= 6 and letters and ((signs and (digits or capitals)) or (digits and capitals and inner))
