"""Ages of people: a small number that words name as years of a life, said of somebody.

Houses, tests and firms have years too: "34 years old" counts when its subject is a person, "34-year-old" when a word
for a
person follows, "aged 34" and "Alter: 34" as they are.
"""

from __future__ import annotations

import re

from leakcheck.detect import cues, labels
from leakcheck.detect.terms import all_cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_AGE = (
    r"([0-9]{1,3})[ -](?:(years?[ -]old|year-olds?|yrs?[ -]old|y/o|years of age|jahre alt|ans|años|anni|"
    r"jaar oud|anos(?: de idade)?)|(jährige[rsnm]?|jarige))(?![^\W_])"
)
# No "18+", "18-25", "12 months" or "34 weeks".
_NUMBER = r"([0-9]{1,3})(?![0-9.,:/%$€-]?[0-9a-z]|[+]| (?:mo[nis]|week|wo[ck]h?e|day|tag|mes|sem|jour|d[ií]a|gior|set))"
_CUED_AGE = rf"(?: is(?= ))?{labels.GAP}(?=[0-9]{{2}}){_NUMBER}"
_LABELLED_AGE = rf"(?:{labels.SIGN}|{labels.HEADING}){labels.OPENING}{_NUMBER}"
_CUES = cues.index("age, aged, just turned, i'll turn, he turned, she turned, turns")
# "Minimum age 23" is a rule, and nobody's age.
_RULES = ("minimum ", "min. ", "min ", "maximum ", "max. ", "legal ", "retirement ", "pension ", "voting ", "average ")
_LABELS = cues.index("alter, âge, edad, età, leeftijd, idade")
# "25 ans d'expérience", "25 años de historia": spans of time.
_SPAN_AFTER = (" d'", " de ", " di ", " fa", " later", " après", " después", " dopo", " depois")
# Small words between a person and an age.
_FILLERS = frozenset(
    """
    about almost already around barely only nearly now still just today exactly turned also
    jetzt schon erst gerade knapp fast noch heute etwa nun
    maintenant presque environ déjà encore seulement juste ya ahora casi apenas solo cumple cumplió unos
    ora adesso quasi già appena solo ancora nu al bijna ongeveer pas agora já quase apenas só
    """.split()  # noqa: SIM905 - a list of words reads better than fifty quoted strings
)
# Verbs that say "he is 34" without a pronoun, at the start of a sentence.
_VERBS = frozenset("tiene tengo tenía cumple cumplió ha ho aveva tem tenho tinha".split())  # noqa: SIM905 - as above
_PEOPLE = frozenset({"female", "male", "lady", "gentleman", "person", "teenager", "teen", "adult", "infant", "toddler"})
_OLDEST = 119
_WALK = 6
# Those that a field or a column of such values is named by.
LABELS = (_CUES, _LABELS)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield ages as dates of birth of the sort "age"."""
    lower = prepared.lower
    age = re.compile(_AGE)
    for number in re.finditer(r"9(?:99?)?[ -]", prepared.shape):
        start = number.start()
        found = age.match(lower, start)
        if found and _is_age(lower, start, found[1]) and _is_of_person(prepared, found):
            yield Sighting("date-of-birth", start, found.end(1), Confidence.MEDIUM, "age")
    for words, form in ((_CUES, _CUED_AGE), (_LABELS, _LABELLED_AGE)):
        cued = re.compile(form)
        for cue in sorted(prepared.live(words)):
            for at in prepared.places(cue):
                found = cued.match(lower, at + len(cue))
                if found and _is_age(lower, at, found[1]):
                    yield Sighting("date-of-birth", found.start(1), found.end(1), Confidence.MEDIUM, "age")


def _is_age(lower: str, start: int, number: str) -> bool:
    before = lower[start - 1 : start]
    if lower[max(start - 5, 0) : start] == "than ":
        return False
    if lower.endswith(_RULES, max(start - 11, 0), start):
        return False
    return not (before.isalnum() or before in {".", ",", "-", "/", ":", "$", "€", "+"}) and 0 < int(number) <= _OLDEST


def _is_of_person(prepared: Prepared, age: re.Match[str]) -> bool:
    """Tell whether a person is the subject of an age, or follows it."""
    plain, end = prepared.plain, age.end()
    follows = re.compile(r"[ -]{1,2}([^\W\d_]+)").match(plain, end)
    next_word = follows[1].lower() if follows else ""
    if age[3]:  # "34-jähriger Klient", "der 34-Jährige"
        return next_word in all_cues("role") or plain[age.start(3)].isupper()
    if prepared.lower.startswith(_SPAN_AFTER, end):
        return False
    if next_word in all_cues("role") or next_word in _PEOPLE or age[2] == "y/o":
        return True
    if re.match(r"(?:year|yr)s?-old|(?:year|yr) old", age[2]):
        return (
            not next_word
            and re.search(r"(?<![^\W_])(?:an?|the|this) $", prepared.lower[: age.start()][-6:]) is not None
        )
    return _has_subject(prepared, age)


def _has_subject(prepared: Prepared, age: re.Match[str]) -> bool:
    """Tell whether the word that "is" or "turned" leads back to is a pronoun, a name, or somebody's son or client."""
    head = re.split(r"[.!?;:,()\n]", prepared.plain[max(age.start() - 60, 0) : age.start()])[-1]
    words = re.findall(r"[^\W\d_]+", head)[-_WALK:]
    links = all_cues("link")
    for back, word in enumerate(reversed(words), 1):
        lower = word.lower()
        if back == len(words) and lower in _VERBS:
            return True
        if lower in all_cues("pronoun") or (word[0].isupper() and lower in all_cues("given-name")):
            return bool(words[-1].lower() in links | _FILLERS)
        if lower in all_cues("role"):
            return back > 1
        if lower not in links and lower not in _FILLERS:
            return False
    return False
