"""The fields of a breach record: which there are, where they come from, what a person is asked.

Articles are those of Regulation (EU) 2016/679 (GDPR) whose text was read: 4(12), 7(3), 21(2), 21(3), 33, 34 and 77(1).
A field marked "ask" names an article that was not read: it states nothing, somebody who knows has to be asked. The rest
is what forms of supervisory authorities usually ask for besides.
"""

from __future__ import annotations

from leakcheck.model.record import NamedTuple

YES_NO = ("yes", "no")
LEVELS = ("low", "medium", "high")


class FieldDef(NamedTuple):
    """One field; `needs` is a field and the value on which this one is asked at all; `choices` limit the answer."""

    key: str
    title: str
    section: str
    article: str
    question: str
    needs: tuple[str, str] | None = None
    choices: tuple[str, ...] = ()


_A = "GDPR Art. "
_ASK = "ask: GDPR Art. "
_FORM = "usual on forms"
_HAPPENED, _PEOPLE, RISK, MEASURES, _TOLD, _END = (
    "What happened",
    "People and data",
    "Consequences and severity",
    "Measures",
    "Who was told",
    "Later",
)

FIELDS = (
    FieldDef(
        "controller", "Controller", _HAPPENED, _ASK + "4(7)", "Who answers for these data: name and postal address?"
    ),
    FieldDef(
        "contact",
        "Data protection officer or other contact point",
        _HAPPENED,
        _A + "33(3)(b)",
        "Who can be asked: name, mail address, telephone?",
    ),
    FieldDef("occurred_at", "Sent at", _HAPPENED, _A + "33(5)", "When was the mail sent?"),
    FieldDef("aware_at", "Aware at", _HAPPENED, _A + "33(1)", "When did you become aware of it?"),
    FieldDef(
        "how_discovered", "How it was noticed", _HAPPENED, _FORM, "How did you notice: an answer, a call, yourself?"
    ),
    FieldDef("facts", "Facts", _HAPPENED, _A + "33(3)(a), 33(5)", "What happened?"),
    FieldDef("cause", "Cause", _HAPPENED, _A + "33(5)", "How could it happen: wrong field, wrong list, auto-complete?"),
    FieldDef(
        "nature", "Nature of the breach", _HAPPENED, _A + "33(3)(a), 4(12)", "Confidentiality, integrity, availability?"
    ),
    FieldDef("systems", "Systems and files", _HAPPENED, _FORM, "Which systems and files were involved?"),
    FieldDef(
        "people_categories",
        "Kinds of people",
        _PEOPLE,
        _A + "33(3)(a)",
        "Who are they: clients, members, pupils, patients?",
    ),
    FieldDef("people_number", "Number of people, about", _PEOPLE, _A + "33(3)(a)", "How many people are affected?"),
    FieldDef("record_categories", "Kinds of data", _PEOPLE, _A + "33(3)(a)", "Which data were shown?"),
    FieldDef("record_number", "Number of records, about", _PEOPLE, _A + "33(3)(a)", "How many records?"),
    FieldDef(
        "special_categories",
        "Special categories (health, belief ...)",
        _PEOPLE,
        _ASK + "9",
        "Does the mail, or being on it, tell health, belief, sexual life or the like?",
        None,
        YES_NO,
    ),
    FieldDef(
        "other_countries",
        "People in other countries",
        _PEOPLE,
        _ASK + "55",
        "Do people in other countries stand among them?",
    ),
    FieldDef("consequences", "Likely consequences", RISK, _A + "33(3)(c), 34(2)", "What may follow for them?"),
    FieldDef("severity", "Severity", RISK, _A + "33(1), 34(1)", "How severe: low, medium or high?", None, LEVELS),
    FieldDef("severity_reason", "Reasoning", RISK, _A + "33(5)", "Why?"),
    FieldDef("measures_before", "Measures before", MEASURES, _ASK + "32", "What was in place to prevent it?"),
    FieldDef(
        "measures_taken", "Measures taken", MEASURES, _A + "33(3)(d), 33(5), 34(2)", "What have you done about it?"
    ),
    FieldDef("measures_planned", "Measures planned", MEASURES, _A + "33(3)(d)", "What will you do, and when?"),
    FieldDef("staff", "Who was involved", MEASURES, _FORM, "Which roles were involved (no names)?"),
    FieldDef("training", "Last training", MEASURES, _FORM, "When were they last trained in data protection?"),
    FieldDef(
        "authority_notified",
        "Supervisory authority notified",
        _TOLD,
        _A + "33(1)",
        "Have you notified the supervisory authority?",
        None,
        YES_NO,
    ),
    FieldDef(
        "authority_when",
        "Notified at",
        _TOLD,
        _A + "33(1)",
        "When, and which authority?",
        ("authority_notified", "yes"),
    ),
    FieldDef(
        "authority_reference", "Its reference", _TOLD, _FORM, "Under which reference?", ("authority_notified", "yes")
    ),
    FieldDef(
        "authority_why_not",
        "Why not",
        _TOLD,
        _A + "33(1), 33(5)",
        "Why is a risk to these people unlikely?",
        ("authority_notified", "no"),
    ),
    FieldDef(
        "authority_delay",
        "Reasons for a delay over 72 hours",
        _TOLD,
        _A + "33(1)",
        "Was it later than 72 hours, and why (or: no delay)?",
        ("authority_notified", "yes"),
    ),
    FieldDef(
        "people_told", "Affected people told", _TOLD, _A + "34(1)", "Have you told the affected people?", None, YES_NO
    ),
    FieldDef(
        "people_told_when",
        "Told when and how",
        _TOLD,
        _A + "34(1), 34(2)",
        "When and how, in which words?",
        ("people_told", "yes"),
    ),
    FieldDef("people_why_not", "Why they were not told", _TOLD, _A + "34(1), 34(3)", "Why not?", ("people_told", "no")),
    FieldDef(
        "other_bodies",
        "Others told",
        _TOLD,
        _FORM,
        "Whom else have you told: insurer, police, professional body, nobody?",
    ),
    FieldDef(
        "updates", "Later information", _END, _A + "33(4)", "What became known later?", ("authority_notified", "yes")
    ),
)
BY_KEY = {field.key: field for field in FIELDS}
# What no text of law was at hand for: shown as questions, never as statements.
ASK = (
    "Who the controller is, when several people or firms took part (GDPR Art. 4(7))",
    "Whether data of special categories have rules of their own here (GDPR Art. 9)",
    "Whether people may demand erasure of what was shown (GDPR Art. 17)",
    "Which security measures were due before the mail went out (GDPR Art. 32)",
    "Which authority is competent, and whether it has a form of its own (GDPR Art. 55)",
    "Whether a professional code or a contract asks for more",
)


def is_asked(field: FieldDef, values: dict[str, str]) -> bool:
    """Tell whether a field matters, given the answers so far."""
    return field.needs is None or values.get(field.needs[0], "") == field.needs[1]


def open_fields(values: dict[str, str]) -> list[str]:
    """Return the keys of fields that matter and have no value, in order."""
    return [field.key for field in FIELDS if is_asked(field, values) and not values.get(field.key)]
