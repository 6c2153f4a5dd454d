"""Begin an incident: what stands behind `leakcheck incident new`."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from leakcheck.checks import words
from leakcheck.cli.exit import tidied
from leakcheck.cli.ledgers import confirm, hint, say
from leakcheck.incident.annex import key_path
from leakcheck.incident.letters import LANGUAGES
from leakcheck.incident.new import create, examine, read_mail, sender_of
from leakcheck.incident.record import NOT_ADVICE, instant
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple
from leakcheck.report.summary import CLEAN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.cli.ledgers import Manner
    from leakcheck.model.policy import Policy


class Wish(NamedTuple):
    """What the command line says."""

    sent: str
    further: tuple[str, ...] = ()
    output: str = ""
    aware_at: str = ""
    me: tuple[str, ...] = ()
    language: str = ""
    clear_labels: bool = False


def run_new(wish: Wish, manner: Manner) -> int:
    """Examine the mail, say what was found, and write the folder after a yes."""
    if wish.language and wish.language not in LANGUAGES:
        raise ConfigError(f"--language: {wish.language[:20]!a} is not there, one of {', '.join(LANGUAGES)}")
    aware = _aware(wish.aware_at)
    policy = policy_for(wish.sent, manner.config, wish.me)
    sent = read_mail(wish.sent, policy.limits)
    sender_of(sent.draft)
    case = examine(sent, [read_mail(path, policy.limits) for path in wish.further], policy, aware, wish.language)
    for line in case.warnings:
        hint(line)
    if not wish.aware_at:
        hint("The 72 hours are counted from now; --aware-at TIME says when you became aware, if that was earlier")
    exposed = len(case.exposure.exposed)
    notices, recalls = case.exposure.told, sum(bool(person.recipient.key) for person in case.exposure.people)
    disclosures, level = case.exposure.disclosures, case.facts.severity.level
    quoted = f", {len(case.exposure.quoted)} more in quoted lines" if case.exposure.quoted else ""
    shown = f"{words.people(exposed)} could be seen by others, {words.count(disclosures, 'disclosure')}{quoted}"
    say(f"{shown}; severity proposed: {level}")
    target = Path(wish.output or f"incident-{aware.date().isoformat()}")
    letters = f"{words.count(notices, 'notice')}, {words.count(recalls, 'recall')}"
    confirm(f"Write the record, {letters} to {target}?", manner)
    with tidied():
        made = create(case, target, clear=wish.clear_labels)
    say(f"Wrote {target} ({made['reference']}): record.md, {letters}")
    say(f"Wrote {key_path(target)}: the key of the annex with the names; keep it elsewhere")
    say(f"72 hours end at {made['deadline']} (GDPR Art. 33(1)); {len(made['fields_open'])} fields are open")
    say(f"Next: leakcheck incident edit {target}")
    say(NOT_ADVICE)
    return CLEAN


def policy_for(sent: str, config: str, me: tuple[str, ...] = ()) -> Policy:
    """Return the configuration that holds for a sent mail."""
    from leakcheck.policy.load import load_policy

    start = os.path.dirname(os.path.abspath(sent))  # noqa: PTH100, PTH120 - as the check command does
    return load_policy(start, config or None, {"me.addresses": list(me)})


def _aware(word: str) -> dt.datetime:
    if not word:
        return dt.datetime.now().astimezone().replace(microsecond=0)
    moment = instant(word)
    if moment is None:
        raise ConfigError(f"--aware-at: {word[:30]!a} is no time such as 2026-09-15T09:30+02:00")
    return moment
