"""Circles of the ledger: what stands behind `consent circle add`, `remove` and `list`."""

from __future__ import annotations

from leakcheck.cli.ledgers import Manner, Office, answer, confirm, office, print_table, say, shown
from leakcheck.consent.desk import Entry, record
from leakcheck.consent.persons import identities, read_people
from leakcheck.consent.purposes import nearest, read_circle
from leakcheck.consent.values import CircleRow
from leakcheck.model.errors import ConfigError
from leakcheck.report.summary import CLEAN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def run_add(name: str, words: Sequence[str], manner: Manner, *, bcc_only: bool | None = None) -> int:
    """Put people into a circle, which is made when there is none of that name."""
    circle, people = read_circle(name), read_people(words)
    with office(manner, writing=not manner.dry_run) as desk:
        there = {row.name: row for row in desk.ledger.circles()}
        if circle not in there and (near := nearest(circle, there)):
            confirm(f"There is no circle {circle} yet, did you mean {near}?", manner)
        hidden = there[circle].bcc_only if bcc_only is None and circle in there else bool(bcc_only)
        if not manner.dry_run:
            entries = [Entry(person.address, person.name, "circle-add", circle) for person in people]
            record(desk.ledger, desk.keys, entries, (CircleRow(circle, hidden),))
    _report(manner, circle, len(people), "Would add" if manner.dry_run else "Added", "to")
    return CLEAN


def run_remove(name: str, words: Sequence[str], manner: Manner) -> int:
    """Take people out of a circle; raises ConfigError for a circle that does not exist."""
    people = read_people(words)
    with office(manner, writing=not manner.dry_run) as desk:
        circle = _known(desk, read_circle(name)).name
        members = set(_known(desk, circle).members)
        for person in people:
            if desk.keys.strict(person.address) not in members:
                raise ConfigError(f"{shown(person.address)} is not in the circle {circle}, nothing was written")
        if not manner.dry_run:
            record(desk.ledger, desk.keys, [Entry(p.address, "", "circle-remove", circle) for p in people])
    _report(manner, circle, len(people), "Would remove" if manner.dry_run else "Removed", "from")
    return CLEAN


def run_list(name: str, manner: Manner) -> int:
    """List circles with their size, or the members of one."""
    with office(manner) as desk:
        circles = (_known(desk, read_circle(name)),) if name else desk.ledger.circles()
        people = dict(identities(desk.ledger, desk.keys)) if name or manner.as_json else {}
    members = {row.name: sorted(people[tag].address for tag in row.members if tag in people) for row in circles}
    answer(
        manner,
        {
            "circles": [
                {"name": row.name, "bcc_only": row.bcc_only, "size": len(row.members), "members": members[row.name]}
                for row in circles
            ]
        },
    )
    if not manner.as_json and name:
        for address in members[name.strip()]:
            say(shown(address))
    elif not manner.as_json:
        rows = [(row.name, f"{len(row.members):,}", "never shown" if row.bcc_only else "") for row in circles]
        print_table(("Circle", "People", "Members"), rows)
    return CLEAN


def _known(desk: Office, name: str) -> CircleRow:
    there = {row.name: row for row in desk.ledger.circles()}
    if name not in there:
        near = nearest(name, there)
        raise ConfigError(f"there is no circle {name}" + (f", did you mean {near}?" if near else ""))
    return there[name]


def _report(manner: Manner, circle: str, number: int, done: str, where: str) -> None:
    answer(manner, {"dry_run": manner.dry_run, "circle": circle, "people": number})
    if not manner.as_json:
        say(f"{done} {number:,} {'person' if number == 1 else 'people'} {where} the circle {circle}")
