"""The record as a page that a supervisory authority, or its owner, reads."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from leakcheck.checks import words
from leakcheck.incident.answers import in_words
from leakcheck.incident.fields import ASK, FIELDS, MEASURES, RISK, is_asked
from leakcheck.incident.record import NOT_ADVICE, values_of
from leakcheck.incident.severity import OWN
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

OPEN = "**open**"


def page(record: Mapping[str, Any]) -> str:
    """Return the record as Markdown; names of affected people are not in it."""
    return "\n".join(_lines(record)) + "\n"


def _lines(record: Mapping[str, Any]) -> Iterator[str]:
    yield f"# Record of a personal data breach, {_plain(record['reference'])}"
    yield ""
    yield f"{NOT_ADVICE}. Articles are those of Regulation (EU) 2016/679 (GDPR)."
    yield 'A field marked "ask" names an article that leakcheck states nothing about: see Ask, below.'
    yield ""
    yield f"- State: {_plain(record['state'])}, {_open_words(record)}"
    yield f"- Aware at {_plain(record['aware_at'])}; 72 hours end at **{_plain(record['deadline'])}** (GDPR Art. 33(1))"
    if record.get("closed_at"):
        yield f"- Closed at {_plain(record['closed_at'])}"
    yield "- Names of affected people stand only in the encrypted annex, and in the letters to themselves"
    yield from _fields(record)
    yield from _exposure(record)
    yield from _answers(record)
    yield from ("", "## Ask", "", "leakcheck states only law whose text was read. Ask somebody who knows:", "")
    yield from (f"- {line}" for line in ASK)
    yield from ("", "## History", "")
    yield from (f"- {_plain(row.get('at', ''))} {_plain(row.get('what', ''))}" for row in record["history"])


def _open_words(record: Mapping[str, Any]) -> str:
    count = len(record["fields_open"])
    return f"{count} field{'' if count == 1 else 's'} open" if count else "no field open"


def _fields(record: Mapping[str, Any]) -> Iterator[str]:
    values = values_of(record)
    after = {RISK: _severity, MEASURES: _measures}
    for section, fields in groupby((f for f in FIELDS if is_asked(f, values)), key=lambda field: field.section):
        yield from ("", f"## {section}", "", "| field | article | answer |", "|---|---|---|")
        for field in fields:
            value = values[field.key]
            by = " (proposed by leakcheck)" if record["fields"][field.key].get("by") == "leakcheck" else ""
            answer = _plain(value) + by if value else f"{OPEN}: {field.question}"
            yield f"| {field.title} | {field.article} | {answer} |"
        if section in after:
            yield from after[section](record)


def _severity(record: Mapping[str, Any]) -> Iterator[str]:
    estimate = record.get("severity_estimate")
    if not isinstance(estimate, dict):
        return
    yield from ("", f'How leakcheck came to "{_plain(estimate.get("level"))}", {OWN}. The highest step counts:', "")
    for step in estimate.get("steps", []):
        yield f"- {_plain(step.get('reason'))}: {_plain(step.get('level'))}"


def _measures(record: Mapping[str, Any]) -> Iterator[str]:
    said = record.get("letters_say")
    if not said:
        return
    yield from ("", f'The letters to the affected people say of measures (GDPR Art. 34(2)): "{_plain(said)}"')
    if not values_of(record)["measures_taken"]:
        yield f"Whether that was done is {OPEN}: Measures taken, above"


def _exposure(record: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## Who could see whom", "", "![The exposure](exposure.svg)", "")
    disclosures = words.count(record["disclosures"], "disclosure")
    yield f"- {words.people(record['exposed_people'])} could be seen by others; {disclosures}"
    within = record.get("disclosures_within_circles", 0)
    if within:
        yield f"- {within} of these disclosures were among people of one circle, who knew one another"
    yield from _not_on_the_mail(record)
    hidden = sum(not row.get("seen_by") for row in record["people"])
    if hidden:
        yield f"- {words.people(hidden)} saw others and could not be seen themselves (Bcc, or own people)"
    known = Counter(str(row.get("consent", "")) for row in record["people"] if row.get("seen_by"))
    source = "as the ledger says for the day of the mail" if record.get("consent_known") else "no ledger was there"
    yield f"- Consent to be shown to the others ({source}): " + ", ".join(f"{k} {n}" for k, n in sorted(known.items()))
    for kind, count in record.get("data", {}).items():
        yield f"- Other personal data in the mail: {_plain(kind)}, {_plain(count)} distinct"
    yield from ("", "What leakcheck says of the mail:", "")
    for row in record.get("findings", []):
        yield f"- {_plain(row.get('severity'))} {_plain(row.get('rule'))}: {_plain(row.get('message'))}"


def _not_on_the_mail(record: Mapping[str, Any]) -> Iterator[str]:
    quoted = record.get("quoted", [])
    if quoted:
        shown = record.get("quoted_disclosures") or sum(int(row.get("seen_by") or 0) for row in quoted)
        yield (
            f"- {len(quoted)} more people stood in quoted header lines and did not get the mail "
            f"({_plain(quoted[0].get('id'))} ...): {shown} more disclosures"
        )
    nameless = [str(row.get("id")) for row in quoted if row.get("address") is False]
    if nameless:
        yield (
            f"- {len(nameless)} of these are known by name alone and get no letter ({_plain(', '.join(nameless))}): "
            "tell them in another way"
        )
    unreadable = record.get("unreadable_recipients", 0)
    if unreadable:
        lost = words.count(unreadable, "recipient")
        yield f"- {lost} without an address that can be read: not counted, and no letter for these"


def _answers(record: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## Answers of affected people", "")
    if not record["replies"]:
        yield "None so far"
    for row in record["replies"]:
        yield f"- {_plain(row.get('at'))} {_plain(row.get('person') or 'somebody')}: {_plain(in_words(row))}"
    if record.get("lessons"):
        yield from ("", "## Lessons", "", _plain(record["lessons"]))
    if record.get("proof"):
        yield from ("", "## What would have stopped it", "", _plain(record["proof"]))


def _plain(value: object) -> str:
    """Return a value on one line that drives neither Markdown nor HTML."""
    text = safe(str(value if value is not None else ""))
    for char in "\\|<>[]`*":
        text = text.replace(char, f"&#{ord(char)};")
    return text
