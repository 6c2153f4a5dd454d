"""Answer the fields of a record, show where it stands: behind `leakcheck incident edit` and `status`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from leakcheck.checks import words
from leakcheck.cli.ledgers import hint, say
from leakcheck.incident.answers import BOUNCED, answered, in_words, told
from leakcheck.incident.fields import BY_KEY, FIELDS, is_asked
from leakcheck.incident.folder import save
from leakcheck.incident.record import NOT_ADVICE, instant, read_record, set_field, values_of
from leakcheck.model.errors import ConfigError
from leakcheck.report.summary import CLEAN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from leakcheck.incident.fields import FieldDef

LEAVE = "."
_OF_THE_WRITER = frozenset({"controller", "contact", "authority_when", "other_bodies"})


def run_edit(name: str, answers: Sequence[str], *, every: bool = False) -> int:
    """Take answers from the command line, or else ask for them."""
    folder = Path(name)
    record = read_record(folder)
    if record["state"] == "closed":
        raise ConfigError(f"{folder}: is closed; what comes later goes into a new record")
    if answers:
        for word in answers:
            key, equals, value = word.partition("=")
            if not equals:
                raise ConfigError(f"--set {key[:40]!a}: FIELD=ANSWER is needed")
            set_field(record, key.strip(), value)
            _warn(key.strip(), value)
        keep(folder, record)
    else:
        _guide(folder, record, every=every)
    _say_open(folder, record)
    return CLEAN


def keep(folder: Path, record: dict[str, Any]) -> None:
    """Save a record; say where a page that was edited by hand went."""
    if kept := save(folder, record):
        hint(f"{folder / 'record.md'}: was edited by hand, that text is kept as {kept}")


def _guide(folder: Path, record: dict[str, Any], *, every: bool) -> None:
    say("One question at a time: an empty line skips, a dot leaves. Each answer is kept at once")
    asked: set[str] = set()
    while field := next(_waiting(record, asked, every=every), None):
        asked.add(field.key)
        while (word := _asked(field, record)) not in {None, ""}:
            if word == LEAVE:
                return
            try:
                set_field(record, field.key, word or "")
            except ConfigError as error:
                hint(str(error))
                continue
            keep(folder, record)
            _warn(field.key, word or "")
            break
        if word is None:
            return


def _warn(key: str, value: str) -> None:
    if "@" in value and key not in _OF_THE_WRITER:
        hint(f"{key}: holds a mail address; the record goes to others, name affected people by their tags (p0001)")


def _waiting(record: dict[str, Any], asked: set[str], *, every: bool) -> Iterator[FieldDef]:
    """Yield the fields to ask for next: an answer may bring up others."""
    values = values_of(record)
    return (f for f in FIELDS if f.key not in asked and is_asked(f, values) and (every or not values[f.key]))


def _asked(field: FieldDef, record: dict[str, Any]) -> str | None:
    """Return the answer to one question; None when nobody answers any more."""
    article = f" ({field.article})" if field.article else ""
    choices = f" [{'/'.join(field.choices)}]" if field.choices else ""
    before = record["fields"][field.key]["value"]
    if before:
        say(f"  now: {before}")
    say(f"{field.title}{article}: {field.question}{choices}")
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


def _say_open(folder: Path, record: dict[str, Any]) -> None:
    count = len(record["fields_open"])
    if count:
        say(f"{count} open: {', '.join(record['fields_open'])}")
    else:
        say(f"No field is open. Letters with your answers: leakcheck incident letters {folder}")


def run_status(name: str) -> int:
    """Say the clock, the open fields, the answers."""
    folder = Path(name)
    record = read_record(folder)
    disclosures = words.count(record["disclosures"], "disclosure")
    say(f"{record['reference']}: {record['state']}, {words.people(record['exposed_people'])}, {disclosures}")
    say(_clock(record))
    for key in record["fields_open"]:
        say(f"open  {key}: {BY_KEY[key].question}")
    for row in record["replies"]:
        say(f"reply {row.get('person') or 'somebody'}: {in_words(row)}, {row.get('file')}")
    say(f"{len(told(record) - answered(record))} of {len(told(record))} have not answered")
    lost = sorted({row["person"] for row in record["replies"] if row.get("kind") == BOUNCED and row.get("person")})
    if lost:
        say(f"The letters to {', '.join(lost)} did not arrive: tell these people in another way (GDPR Art. 34(1))")
    say(NOT_ADVICE)
    return CLEAN


def _clock(record: dict[str, Any]) -> str:
    deadline = instant(record["deadline"])
    told = record["fields"]["authority_notified"]["value"]
    if told:
        return f"Supervisory authority notified: {told} (GDPR Art. 33(1))"
    left = (deadline - dt.datetime.now(tz=dt.UTC)) if deadline else dt.timedelta()
    hours = words.count(int(abs(left) / dt.timedelta(hours=1)), "hour")
    end = f"72 hours end at {record['deadline']} (GDPR Art. 33(1))"
    if left < dt.timedelta():
        return f"{end}: {hours} ago; a later notification gives its reasons"
    return f"{end}: {hours} left"
