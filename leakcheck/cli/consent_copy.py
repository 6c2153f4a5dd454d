"""Move a ledger between a file and a server: what stands behind `consent copy` and `consent roles`."""

from __future__ import annotations

from leakcheck.cli.ledgers import Manner, answer, office_keys, say
from leakcheck.consent.copying import copy_ledger
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.opening import create_server, is_server, open_ledger
from leakcheck.consent.verify import verify
from leakcheck.model.errors import ConfigError
from leakcheck.report.summary import CLEAN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.consent.ledger import Ledger


def run_copy(source: str, target: str, manner: Manner) -> int:
    """Copy a ledger to a new place and prove that the copy is whole."""
    origin = open_ledger(source)
    try:
        keys = office_keys(origin, origin.header())
        number = sum(1 for _ in origin.events())
        place = target
        if not manner.dry_run:
            copy = _empty(target)
            try:
                number, place = copy_ledger(origin, copy), copy.place
                verdict = verify(copy, keys)
            finally:
                copy.close()
            if verdict.problem:
                raise LedgerError(f"the copy is not sound: event {verdict.event} {verdict.problem}", place)
    finally:
        origin.close()
    answer(manner, {"dry_run": manner.dry_run, "events": number})
    if not manner.as_json:
        events = f"{number:,} {'event' if number == 1 else 'events'}"
        say(f"{'Would copy' if manner.dry_run else 'Copied'} {events}; the key is the same")
    return CLEAN


def _empty(target: str) -> Ledger:
    if is_server(target):
        return create_server(target)
    from leakcheck.consent.sqlite import create_sqlite

    return create_sqlite(target)


def run_roles(reader: str, writer: str, manner: Manner) -> int:
    """Let two roles of the server use the configured ledger."""
    from leakcheck.cli.ledgers import configured_place

    place = configured_place(manner.config)
    if not is_server(place):
        raise ConfigError("roles are for a ledger on a server: set LEAKCHECK_LEDGER to postgresql://...")
    open_ledger(place).close()
    if not manner.dry_run:
        from leakcheck.consent.postgres import grant_roles

        grant_roles(place, reader, writer)
    answer(manner, {"dry_run": manner.dry_run, "reader": reader, "writer": writer})
    if not manner.as_json:
        say(f"{'Would let' if manner.dry_run else 'Lets'} {reader} check drafts and {writer} keep the ledger")
    return CLEAN
