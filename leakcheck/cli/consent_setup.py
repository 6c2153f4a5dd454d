"""Make, prove and copy a ledger: what stands behind `consent init`, `key`, `verify`, `backup` and `restore`."""

from __future__ import annotations

import os

from leakcheck.checks import words
from leakcheck.cli.consent_steps import steps
from leakcheck.cli.ledgers import DEFAULT_PLACE, Manner, answer, configured_place, confirm, hint, office, say
from leakcheck.consent.called import index_names
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.keys import KEY_VARIABLE, key_file, load_keys, load_secret, read_key, write_key_file
from leakcheck.consent.opening import create_server, is_server, open_ledger, shown_place
from leakcheck.consent.setup import create, in_keyring, reader_key
from leakcheck.model.errors import ConfigError
from leakcheck.report.summary import CLEAN, FOUND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.consent.setup import Controller
    from leakcheck.consent.values import Head


NEW_KEY_VARIABLE = "LEAKCHECK_LEDGER_NEW_KEY"


def run_init(path: str, controller: Controller, manner: Manner, *, keyring: bool = False) -> int:
    """Make a ledger and its key; with `keyring` keep the key in the operating system too, or fetch it from there."""
    place = path or configured_place(manner.config) or DEFAULT_PLACE
    if is_server(place) and not manner.dry_run:
        ledger = create_server(place)
    elif not is_server(place) and os.path.exists(place):  # noqa: PTH110 - pathlib costs start-up
        return _there_already(place, manner, keyring=keyring)
    elif manner.dry_run:
        say(f"Would make {shown_place(place)}")
        return CLEAN
    else:
        from leakcheck.consent.sqlite import create_sqlite

        ledger = create_sqlite(place)
    try:
        made = create(ledger, os.environ, controller)
    except LedgerError:
        ledger.close()
        if not is_server(place):
            _remove(place)
        raise
    keys = load_keys(ledger.header())
    ledger.close()
    if keyring and made.key_file:
        with open(made.key_file, encoding="ascii") as file:  # noqa: PTH123 - as above
            in_keyring(made.ledger, file.read().strip())
    answer(manner, {"ledger": made.ledger, "place": made.place, "key_file": made.key_file, "reader": bool(keys.tag)})
    if not manner.as_json:
        _explain(made.place, made.key_file, manner.config, configured=bool(configured_place(manner.config)))
    return CLEAN


def _explain(place: str, file: str, config: str, *, configured: bool) -> None:
    say(f"Made {place}")
    say(
        f"Its key is in {file}: keep a copy elsewhere, without it nobody can be looked up"
        if file
        else _FROM_ENVIRONMENT
    )
    for line in steps(place, config, configured=configured):
        say(line)


_FROM_ENVIRONMENT = f"Its key is the one in {KEY_VARIABLE}: keep a copy elsewhere, without it nobody can be looked up"


def _there_already(place: str, manner: Manner, *, keyring: bool) -> int:
    """Bring a ledger that exists up to date, and its key back from the keyring; never make it anew."""
    ledger = open_ledger(place, writable=not manner.dry_run)
    try:
        header = ledger.header()
        if keyring:
            text = in_keyring(header.ledger)
            if not text:
                raise LedgerError("the keyring holds no key of this ledger", place)
            path = key_file(header.ledger, os.environ)
            write_key_file(path, text)
        keys = load_keys(header)
        if keys.seal and not manner.dry_run:
            index_names(ledger, keys)
    finally:
        ledger.close()
    if not keyring:
        raise ConfigError(f"{place}: is there already and opens with its key, nothing was changed")
    answer(manner, {"ledger": header.ledger, "place": place, "key_file": path})
    if not manner.as_json:
        say(f"Brought the key back to {path}")
    return CLEAN


def _remove(place: str) -> None:
    for end in ("", "-wal", "-shm"):
        if os.path.exists(place + end):  # noqa: PTH110 - as above
            os.remove(place + end)  # noqa: PTH107 - as above


def run_key(manner: Manner) -> int:
    """Print the key for machines that only check drafts."""
    with office(manner) as desk:
        say(reader_key(desk.keys))
    hint(f"set this as {KEY_VARIABLE} where drafts are only checked: it can ask about people and list nobody")
    return CLEAN


def run_rotate(manner: Manner) -> int:
    """Give the ledger a new key; the old key file is kept beside the new one."""
    from leakcheck.consent.rotating import rotate

    with office(manner, writing=not manner.dry_run) as desk:
        old, _ = load_secret(desk.header)
        given = os.environ.get(NEW_KEY_VARIABLE, "")
        if os.environ.get(KEY_VARIABLE) and not given:
            raise ConfigError(f"the key stands in {KEY_VARIABLE}: set {NEW_KEY_VARIABLE} to 64 hexadecimal digits too")
        confirm("Every machine that checks drafts needs the new key from then on.", manner)
        new = read_key(given, NEW_KEY_VARIABLE)[0] if given else os.urandom(32)
        path = "" if given else key_file(desk.header.ledger, os.environ)
        if not manner.dry_run:
            if path:
                write_key_file(f"{path}.new", new.hex())
            rotate(desk.ledger, desk.keys, old, new)
            if path:
                os.replace(path, f"{path}.{desk.keys.number}")  # noqa: PTH105 - pathlib costs start-up
                os.replace(f"{path}.new", path)  # noqa: PTH105 - as above
    answer(manner, {"dry_run": manner.dry_run, "key": desk.keys.number + 1, "key_file": path})
    if not manner.as_json:
        done = "Would change" if manner.dry_run else "Changed"
        say(f"{done} the key; leakcheck consent key prints the one for machines that only check")
    return CLEAN


def run_verify(expected: str, manner: Manner) -> int:
    """Prove the history and say where it ends; 1 when something was changed."""
    from leakcheck.consent.verify import verify

    with office(manner) as desk:
        damaged = getattr(desk.ledger, "integrity", str)()
        if damaged:
            raise LedgerError(damaged, desk.ledger.place, "leakcheck consent restore brings back a backup")
        verdict = verify(desk.ledger, desk.keys, _head(expected))
    head = f"{verdict.head.seq}:{verdict.head.hash.hex()}"
    sound = not verdict.problem
    answer(manner, {"sound": sound, "head": head, "event": verdict.event or None, "problem": verdict.problem})
    if not manner.as_json:
        if sound:
            say(f"Sound: {words.count(verdict.head.seq, 'event')}, nothing was changed")
            say(f"Head: {head} (keep it elsewhere; --head proves later that nothing was cut off)")
        else:
            say(f"Tampered: {_event(verdict.event)} {verdict.problem}")
    return CLEAN if sound else FOUND


def _event(number: int) -> str:
    return f"event {number:,}" if number > 0 else "an entry without any event"


def _head(text: str) -> Head | None:
    from leakcheck.consent.values import Head

    if not text:
        return None
    number, _, digest = text.partition(":")
    try:
        return Head(int(number), bytes.fromhex(digest))
    except ValueError:
        raise ConfigError("--head: write it as verify printed it, NUMBER:HASH") from None


def run_backup(target: str, manner: Manner) -> int:
    """Copy the ledger to a new file while others use it."""
    with office(manner) as desk:
        if not manner.dry_run:
            desk.ledger.backup(target)
    answer(manner, {"backup": target, "dry_run": manner.dry_run})
    if not manner.as_json:
        say(f"{'Would write' if manner.dry_run else 'Wrote'} {target}; its key is not in it")
    return CLEAN


def run_restore(source: str, manner: Manner) -> int:
    """Put a backup in the place of the ledger; the one that stood there is kept beside it."""
    place = configured_place(manner.config)
    if not place or is_server(place):
        raise ConfigError("restore writes to a file: set LEAKCHECK_LEDGER or [consent] ledger to its path")
    backup = open_ledger(source)
    try:
        load_keys(backup.header())
        kept = _free_name(place) if os.path.exists(place) else ""  # noqa: PTH110 - as above
        if kept:
            confirm(f"{place} would be replaced and kept as {kept}.", manner)
        if not manner.dry_run:
            fresh = f"{place}.restoring"
            backup.backup(fresh)
            for end in ("", "-wal", "-shm") if kept else ():
                if os.path.exists(place + end):  # noqa: PTH110 - as above
                    os.replace(place + end, kept + end)  # noqa: PTH105 - as above
            os.replace(fresh, place)  # noqa: PTH105 - as above
    finally:
        backup.close()
    answer(manner, {"restored": place, "kept": kept, "dry_run": manner.dry_run})
    if not manner.as_json:
        say(
            f"{'Would restore' if manner.dry_run else 'Restored'} {place}"
            + (f"; the old one is {kept}" if kept else "")
        )
    return CLEAN


def _free_name(place: str) -> str:
    number = 1
    while os.path.exists(f"{place}.before-{number}"):  # noqa: PTH110 - as above
        number += 1
    return f"{place}.before-{number}"
