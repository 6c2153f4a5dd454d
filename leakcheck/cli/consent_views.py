"""Show what a ledger holds: what stands behind `consent show`, `list`, `stats` and `export`."""

from __future__ import annotations

import datetime as dt
import sys

from leakcheck.checks import words
from leakcheck.cli.ledgers import Manner, answer, hint, in_clear, office, print_table, say, shown
from leakcheck.consent.export import as_csv, as_json, as_receipts
from leakcheck.consent.persons import nearest_person, read_person
from leakcheck.consent.purposes import PURPOSES, full_purpose, nearest
from leakcheck.consent.setup import controller_of
from leakcheck.consent.views import counted, expires_within, history, rows
from leakcheck.model.consent import EVERYTHING, Status
from leakcheck.model.errors import ConfigError
from leakcheck.report.summary import CLEAN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from leakcheck.consent.views import History, Row

_BAR = 24


def run_show(word: str, manner: Manner) -> int:
    """Show where one person stands, and the whole history."""
    person = read_person(word)
    with office(manner) as desk:
        found = history(desk.ledger, desk.keys, person.address, _today())
        near = "" if found.known or found.similar else nearest_person(desk.ledger, desk.keys, person.address)
    answer(manner, _history_object(found, near))
    if not manner.as_json:
        _print_history(found, near)
    return CLEAN


def _history_object(found: History, near: str) -> dict[str, Any]:
    everything = [row for row in found.rows if row.standing.purpose == EVERYTHING]
    return {
        "person": found.identity.address,
        "name": found.identity.name,
        "known": found.known,
        "suppressed": any(row.standing.suppressed for row in everything),
        "statuses": [
            {
                "purpose": row.standing.purpose,
                "scope": row.standing.scope,
                "status": row.status.value,
                "effective": row.standing.effective,
                "expires": row.standing.expires,
                "event": row.standing.seq,
            }
            for row in found.rows
        ],
        "circles": list(found.circles),
        "similar": list(found.similar),
        "nearest": near,
        "events": [
            {
                "seq": event.seq,
                "kind": event.kind,
                "purpose": event.purpose,
                "scope": event.scope,
                "status": event.status.value,
                "at": event.at,
                "recorded": event.recorded,
                "effective": event.effective,
                "expires": event.expires,
                "basis": event.basis,
                "source": event.source,
                "evidence": note.evidence,
                "notice": note.notice,
                "actor": note.actor,
            }
            for event, note in found.events
        ],
    }


def _print_history(found: History, near: str) -> None:
    name = f" ({found.identity.name})" if found.identity.name and in_clear() else ""
    say(f"{shown(found.identity.address)}{name}" + ("" if found.known else ": Unknown, not in the ledger"))
    if near:
        hint(f"did you mean {shown(near)}?")
    for address in found.similar:
        hint(
            f"{shown(address)} looks like the same person: what it withdrew holds here too, what it agreed to does not"
        )
    if found.rows:
        print_table(
            ("Purpose", "Status", "Until", "Within"),
            [(*_words(row), _within(row.standing.scope)) for row in found.rows],
        )
    if found.circles:
        say(f"Circles: {', '.join(found.circles)}")
    if found.events:
        print_table(
            ("Event", "At", "What", "Purpose", "Status", "Source", "Evidence"),
            [
                (str(e.seq), e.at[:16], e.kind, _aim(e.purpose), e.status.value, e.source, _private(note.evidence))
                for e, note in found.events
            ],
        )


def run_list(purpose: str, status: str, expiring: int | None, manner: Manner) -> int:
    """List where people stand, one line a person and purpose."""
    wanted = _status(status)
    with office(manner) as desk:
        kept = list(_filtered(rows(desk.ledger, desk.keys, _today()), purpose, wanted, expiring))
    people = [
        {
            "person": row.identity.address,
            "name": row.identity.name,
            "purpose": row.standing.purpose,
            "scope": row.standing.scope,
            "status": row.status.value,
            "suppressed": row.standing.suppressed,
            "effective": row.standing.effective,
            "expires": row.standing.expires,
        }
        for row in kept
    ]
    answer(manner, {"people": people})
    if not manner.as_json:
        print_table(
            ("Person", "Purpose", "Status", "Until"),
            [(shown(row.identity.address), *_words(row)) for row in kept],
        )
    return CLEAN


def _filtered(found: Iterable[Row], purpose: str, status: Status | None, expiring: int | None) -> Iterator[Row]:
    wanted = full_purpose(purpose)
    seen = False
    used: set[str] = set()
    for row in found:
        used.add(row.standing.purpose)
        seen = seen or row.standing.purpose == wanted
        if wanted and row.standing.purpose != wanted:
            continue
        if (status is None or row.status is status) and (expiring is None or expires_within(row, _today(), expiring)):
            yield row
    if wanted and not seen and wanted not in PURPOSES:
        near = nearest(wanted, {*PURPOSES, *used})
        raise ConfigError(f"--purpose: nobody stands for {wanted!r}" + (f", did you mean {near}?" if near else ""))


def _status(word: str) -> Status | None:
    if not word:
        return None
    known = {status.value.lower(): status for status in Status}
    if word.lower() not in known:
        near = nearest(word.lower(), known)
        said = f"did you mean {known[near].value}?" if near else f"one of {', '.join(s.value for s in Status)}"
        raise ConfigError(f"--status: there is no status {word[:30]!a}, {said}")
    return known[word.lower()]


def run_stats(manner: Manner) -> int:
    """Count people by purpose and status, with a bar for each."""
    with office(manner) as desk:
        counts = counted(desk.ledger, desk.keys, _today())
        people = sum(1 for _ in desk.ledger.people())
        circles = len(desk.ledger.circles())
    found = {purpose: {status.value: number for status, number in by.items()} for purpose, by in counts.items()}
    answer(manner, {"people": people, "circles": circles, "purposes": found})
    if not manner.as_json:
        say(f"{words.people(people)}, {words.count(circles, 'circle')}")
        most = max((number for by in counts.values() for number in by.values()), default=1)
        print_table(
            ("Purpose", "Status", "People", ""),
            [
                (_aim(purpose), status.value, f"{number:,}", _bar(number / most))
                for purpose, by in counts.items()
                for status, number in sorted(by.items(), key=lambda pair: -pair[1])
            ],
        )
    return CLEAN


def _bar(share: float) -> str:
    block = "\u2588" if (sys.stdout.encoding or "").lower().startswith("utf") else "#"
    return block * max(1, round(share * _BAR))


def run_export(form: str, output: str, manner: Manner) -> int:
    """Write everything out in clear, to a new file that only its owner can read or to standard output."""
    with office(manner) as desk:
        found = rows(desk.ledger, desk.keys, _today(), reasons=True)
        if form == "csv":
            pieces = as_csv(found)
        elif form == "json":
            pieces = as_json(found, desk.header.ledger)
        else:
            pieces = as_receipts(found, desk.header.ledger, controller_of(desk.header, desk.keys))
        if not output:
            for piece in pieces:
                sys.stdout.write(piece)
            return CLEAN
        from leakcheck.consent.backup import new_file

        new_file(output)
        with open(output, "r+", encoding="utf-8", newline="") as file:  # noqa: PTH123 - pathlib costs start-up
            file.writelines(pieces)
    say(f"Wrote {output}: addresses stand in it in clear")
    return CLEAN


def _aim(purpose: str) -> str:
    return "everything" if purpose == EVERYTHING else purpose


def _words(row: Row) -> tuple[str, str, str]:
    return (_aim(row.standing.purpose), row.status.value, row.standing.expires)


def _private(text: str) -> str:
    """Return evidence as our lines may show it: somebody wrote down what somebody said."""
    return text if in_clear() or not text else "(kept)"


def _within(scope: str) -> str:
    return "" if scope == EVERYTHING else f"the circle {scope}"


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()
