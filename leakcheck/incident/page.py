"""The record as a page that a supervisory authority, or its owner, reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from leakcheck.incident.answers import in_words
from leakcheck.incident.fields import ASK, FIELDS, is_asked
from leakcheck.incident.record import NOT_ADVICE, values_of
from leakcheck.report.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OPEN = "**open**"


def page(record: Mapping[str, Any]) -> str:
    """Return the record as Markdown; names of affected people are not in it."""
    return "\n".join(_lines(record)) + "\n"


def _lines(record: Mapping[str, Any]) -> Iterator[str]:
    yield f"# Record of a personal data breach, {_plain(record['reference'])}"
    yield ""
    yield f"{NOT_ADVICE}. Articles are those of Regulation (EU) 2016/679 (GDPR)."
    yield ""
    yield f"- State: {_plain(record['state'])}, {_open_words(record)}"
    yield f"- Aware at {_plain(record['aware_at'])}; 72 hours end at **{_plain(record['deadline'])}** (GDPR Art. 33(1))"
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
    values, section = values_of(record), ""
    for field in FIELDS:
        if not is_asked(field, values):
            continue
        if field.section != section:
            section = field.section
            yield from ("", f"## {section}", "", "| field | article | answer |", "|---|---|---|")
        value = values[field.key]
        by = " (proposed by leakcheck)" if record["fields"][field.key].get("by") == "leakcheck" else ""
        answer = _plain(value) + by if value else f"{OPEN}: {field.question}"
        yield f"| {field.title} | {field.article} | {answer} |"


def _exposure(record: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## Who could see whom", "", "![The exposure](exposure.svg)", "")
    yield f"- {record['exposed_people']} people could be seen by others; {record['disclosures']} disclosures"
    within = record.get("disclosures_within_circles", 0)
    if within:
        yield f"- {within} of these disclosures were among people of one circle, who knew one another"
    hidden = sum(not row.get("seen_by") for row in record["people"])
    if hidden:
        yield f"- {hidden} people saw others and could not be seen themselves (Bcc, or own people)"
    known = Counter(str(row.get("consent", "")) for row in record["people"] if row.get("seen_by"))
    source = "as the ledger says for the day of the mail" if record.get("consent_known") else "no ledger was there"
    yield f"- Consent to be shown to the others ({source}): " + ", ".join(f"{k} {n}" for k, n in sorted(known.items()))
    for kind, count in record.get("data", {}).items():
        yield f"- Other personal data in the mail: {_plain(kind)}, {_plain(count)} distinct"
    yield from ("", "What leakcheck says of the mail:", "")
    for row in record.get("findings", []):
        yield f"- {_plain(row.get('severity'))} {_plain(row.get('rule'))}: {_plain(row.get('message'))}"


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
