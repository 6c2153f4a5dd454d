"""Close an incident: behind `leakcheck incident close`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from leakcheck.cli.incident_edit import keep
from leakcheck.cli.incident_letters import sent_mail
from leakcheck.cli.incident_new import policy_for
from leakcheck.cli.ledgers import hint, say
from leakcheck.fix.write import write_file
from leakcheck.incident.annex import read_annex
from leakcheck.incident.closing import NAME, Proof, proof
from leakcheck.incident.record import note, read_record
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple
from leakcheck.report.summary import CLEAN


class Closing(NamedTuple):
    """What the command line says."""

    folder: str
    lessons: str = ""
    sent: str = ""
    circle: str = ""
    key: str = ""
    config: str = ""
    anyway: bool = False


def run_close(wish: Closing) -> int:
    """Prove what would have stopped the mail, write down the lessons, and close."""
    folder = Path(wish.folder)
    record = read_record(folder)
    if record["state"] == "closed":
        raise ConfigError(f"{folder}: is closed already")
    still = record["fields_open"]
    if still and not wish.anyway:
        raise ConfigError(
            f"{folder}: {len(still)} open: {', '.join(still)}; leakcheck incident edit answers them, --anyway closes"
        )
    lessons = wish.lessons or _asked("What did you learn from it?")
    if not lessons:
        raise ConfigError("--lessons TEXT is needed: what was learned")
    annex = read_annex(folder, record["reference"], wish.key)
    sent = sent_mail(record["sent"].get("sha256", ""), annex, wish.sent, wish.config)
    seen = {row.get("id") for row in record["people"] if row.get("seen_by")}
    members = [one.key for one in annex.people if one.tag in seen and one.key] if wish.circle else []
    shown = proof(sent.draft, policy_for(sent.path, wish.config), record["exposed_people"], wish.circle, members)
    if shown.then:
        _write_config(folder / NAME, shown.config)
    record["lessons"], record["proof"] = lessons, _words(shown)
    record["closed_at"] = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    record["state"] = "closed"
    note(record, "closed")
    keep(folder, record)
    say(_words(shown))
    say(f"Closed {folder}")
    return CLEAN


def _write_config(path: Path, text: str) -> None:
    if path.exists() and path.read_text("utf-8", "replace") != text:
        hint(f"{path}: is there already and stays as it is")
        return
    write_file(path, (text.encode(),))


def _asked(question: str) -> str:
    say(question)
    sys.stdout.flush()
    return sys.stdin.readline().strip()


def _words(shown: Proof) -> str:
    """Say what stops the mail, and what was missing."""
    if shown.today:
        return (
            f"Checked again: the present configuration stops this mail ({shown.today[0]}). "
            "What was missing is that it runs before sending: leakcheck install puts it into the mail program"
        )
    if shown.then:
        return f"Checked again: the present configuration lets this mail go, {NAME} stops it ({shown.then[0]})"
    return "Checked again: no configuration of leakcheck that is known stops this mail; a second look by a person may"
