"""What follows a word for a password, a code or a key: `Passwort: ...`, "the password is ...", `api_key=...`."""

from __future__ import annotations

import re

from leakcheck.detect import labels
from leakcheck.detect.strength import is_strong
from leakcheck.detect.terms import all_cues
from leakcheck.model.record import NamedTuple

_QUOTES = {"'": "'", '"': '"', "`": "`", "\u201c": "\u201d", "\u2018": "\u2019", "\u201e": "\u201c", "\u00ab": "\u00bb"}
# "(case sensitive)", "for the shop": what may stand between the cue and the sign that a value follows.
_ASIDE = r"['\"`*_]{0,3}(?:[ \t]{0,2}\([^()\n]{1,30}\))?"
_PURPOSE = (
    r"[ \t](?i:for|of|to|on|at|für|fürs|zum|zur|der|des|vom|von|im|am|pour|de|du|para|del|per|di|della|voor|van|do|da)"
    r"[ \t][^\n:='\"]{1,40}?"
)
_ARTICLE = r"(?:(?:the|my|your|our|his|her|this|dem|das|le|la|el|il|het|de|a|o|ce|este|esta|questa|deze)[ \t])?"
_SETTING = rf"(?<!\w)(?:change|changed|set|reset|update|updated|switch)[ \t]{_ARTICLE}(?:\w{{3,9}}[ \t])?$|bitte das $"
_USING = (
    r"(?<![\w.])(?:use|using|with|enter|type|try|mit|nimm|verwende|nutze|avec|utilise|utilisez|usa|use|con|met|gebruik|com)"
    rf"[ \t]{_ARTICLE}$"
)
_NAMING = (
    r"(?<!\w)(?:user|username|login|benutzer|benutzername|utilisateur|identifiant|usuario|utente|gebruiker|usuário)"
    r"[ :=]{1,3}[\w.@+-]{2,40}[ ,;/]{1,3}(?:(?:and|und|et|y|e|en)[ \t])?$"
)
# The verbs of all joints, behind a purpose.
_VERBS = (
    r"(?i:is|was|should|remains|stays|ist|lautet|bleibt|est|reste|es|sigue|è|resta|rimane|luidt|blijft|é|continua|fica)"
)
_CLOSING = ".,;:'\")]}?>|*\u201c\u201d\u2019\u00bb"


class Value(NamedTuple):
    """What stands after a cue.

    `lead` says what announces it: "sign" (a colon, an equals sign), "cell" (it stands in the next cell of a table),
    "verb" ("is", "lautet"), "line" (it is all that the next line holds) or nothing but a blank; `alone` that the line,
    the cell or the sentence ends with it.
    """

    start: int
    end: int
    text: str
    lead: str
    quoted: bool
    alone: bool


def value_after(plain: str, at: int) -> Value | None:
    """Return the value that a cue ending at a position announces."""
    aside = re.compile(_ASIDE).match(plain, at)
    shut = aside.end() if aside else at
    after = _after_kind(plain, shut)
    if sign := re.compile(f"(?:{_PURPOSE})?{labels.SIGN}").match(plain, after):
        cell = re.fullmatch(r"[ \t|]+", sign[0])
        return read(plain, sign.end(), "cell" if cell else "sign")
    if shut > at and plain[shut - 1] != ")":
        return None  # `type="password" name=...`
    if enclosed := _enclosed(plain, at):
        return enclosed
    start = _after_verb(plain, after)
    return read(plain, start, "verb") if start else _after_blank(plain, after)


def value_used(plain: str, start: int, end: int) -> Value | None:
    """Return the value right behind a cue at `start` that somebody is told to use, to set, or to type after a name."""
    head = plain[max(start - 60, 0) : start].lower()
    joint = r"[ \t]{1,3}"
    if re.search(_SETTING, head):
        joint = r"[ \t](?i:to|as|auf|zu|en|à|a|in|para|op)[ \t]{1,3}"
    elif not re.search(_USING, head) and not re.search(_NAMING, head):
        return None
    found = re.compile(joint).match(plain, end)
    return read(plain, found.end(), "verb") if found else None


def _enclosed(plain: str, at: int) -> Value | None:
    """Return what stands in quotes or brackets a few words behind a cue: "password of 'Ocean#Blue9'"."""
    words = re.compile(r"(?:[ \t][^\W\d_]{1,8}){0,3}[ \t](?=['\"`\u201c\u2018\u201e\u00ab(])").match(plain, at)
    if not words:
        return None
    start, closing = words.end(), (_QUOTES | {"(": ")"})[plain[words.end()]]
    found = re.compile(rf"[^\s{re.escape(closing)}]{{6,64}}").match(plain, start + 1)
    if not found or not plain.startswith(closing, found.end()) or not is_strong(found[0]):
        return None
    return Value(found.start(), found.end(), found[0], "", True, True)


def _after_kind(plain: str, at: int) -> int:
    """Return where an adjective such as "provvisoria" behind a cue ends, the same place when there is none."""
    found = re.compile(r"[ \t]([^\W\d_]{3,12}(?: wifi)?)(?=[ \t:=])").match(plain, at)
    return found.end() if found and found[1].lower() in all_cues("kind-of-password") else at


def _after_verb(plain: str, at: int) -> int:
    """Return where the value after "is", "for the shop is now" or "lautet" starts, 0 when there is no verb."""
    purpose = re.compile(rf"{_PURPOSE}(?=[ \t]{_VERBS}\s)").match(plain, at)
    head = purpose.end() if purpose else at
    joints = all_cues("joint")
    for count in (4, 3, 2, 1):
        phrase = rf"((?:[^\W\d_]{{1,8}}[ \t]{{1,3}}){{{count - 1}}}[^\W\d_]{{1,8}})"
        verb = re.compile(rf"[ \t]{{1,3}}{phrase}(?:{labels.SIGN}|[ \t]{{1,3}}|{labels.LINE})").match(plain, head)
        if verb and " ".join(verb[1].lower().split()) in joints:
            return verb.end()
    return 0


def _after_blank(plain: str, at: int) -> Value | None:
    """Return the next word: on this line, or as the only one under it."""
    alone = rf"(?:{_PURPOSE})?(?:{labels.LINE}){{1,2}}(?=\S{{1,64}}[ \t]{{0,3}}(?:\r?\n|\Z))"
    found = re.compile(rf"{alone}|([ \t]{{1,4}})(?=\S)").match(plain, at)
    return read(plain, found.end(), "" if found[1] else "line") if found else None


def read(plain: str, start: int, lead: str) -> Value | None:
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
