"""Fix one draft: what stands behind `leakcheck fix`."""

from __future__ import annotations

import datetime as dt
import stat
import sys
from pathlib import Path

from leakcheck.cli.exit import complain, tidied
from leakcheck.cli.fixshow import show_outcome, show_proposals
from leakcheck.cli.run import page_setting
from leakcheck.fix.deliver import is_mbox, write_messages
from leakcheck.fix.outcome import Outcome, as_json, gone
from leakcheck.fix.session import Fixed, apply_fixes
from leakcheck.fix.split import FIX as SPLIT
from leakcheck.fix.split import plan_split
from leakcheck.fix.table import chosen, safe_names, suggested
from leakcheck.fix.values import RefusedError
from leakcheck.fix.verify import active, open_case
from leakcheck.fix.write import is_taken, kept_original, refuse_taken, target_of, write_file, write_in_place
from leakcheck.mail.emlx import is_emlx
from leakcheck.model.errors import ConfigError, ReadError
from leakcheck.model.record import NamedTuple
from leakcheck.policy.threshold import threshold
from leakcheck.report.readers import is_own_terminal
from leakcheck.report.summary import fails, fully_checked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.fix.split import Split
    from leakcheck.fix.table import Fix
    from leakcheck.fix.values import Case
    from leakcheck.model.policy import Policy
    from leakcheck.report.setting import Setting

CLEAN, REMAINS, REFUSED = 0, 1, 3
ENDING, SPLIT_ENDING = ".fixed.eml", ".split"


class FixOptions(NamedTuple):
    """What the command line says; `fixes` are names, none for those that the findings suggest."""

    draft: str
    fixes: tuple[str, ...] = ()
    all_safe: bool = False
    output: str = ""
    in_place: bool = False
    yes: bool = False
    dry_run: bool = False
    diff: bool = False
    force: bool = False
    as_json: bool = False
    config: str = ""
    me: tuple[str, ...] = ()
    own_domain: tuple[str, ...] = ()
    purpose: str = ""
    transport: str = ""


def run_fix(options: FixOptions) -> int:
    """Propose, ask, write, and return the exit code; raises ConfigError for wrong use before anything is written."""
    _refuse(options)
    try:
        with tidied():
            outcome = _run(options)
    except RefusedError as error:
        outcome = Outcome(options.draft, "refused", REFUSED, str(error))
        complain(str(error))
    if options.as_json:
        sys.stdout.write(as_json(outcome) + "\n")
    elif outcome.status != "refused":
        shown = outcome._replace(notes=()) if _shows(options) else outcome
        sys.stdout.writelines(show_outcome(shown, fix_setting()))
    return outcome.exit_code


def _refuse(options: FixOptions) -> None:
    """Raise ConfigError for options that do not go together, OSError for a draft that is not there."""
    if {"split", "bcc"} <= set(options.fixes):
        raise ConfigError("--split and --bcc are two ways out of the same leak: choose one")
    if options.in_place and (options.output or "split" in options.fixes or options.draft == "-"):
        raise ConfigError("--in-place replaces the draft itself: it goes with neither --output, --split nor -")
    if options.in_place and is_emlx(options.draft):
        raise ConfigError("an .emlx of Apple Mail cannot be written in place: it becomes an .eml, give --output FILE")
    if options.draft == "-" and not (options.output or options.dry_run):
        raise ConfigError("a draft from standard input needs --output FILE")
    if options.output == "-":
        raise ConfigError("--output: what is fixed goes to a file that only you can read: give its name")
    if options.draft != "-" and stat.S_ISDIR(Path(options.draft).stat().st_mode):
        raise ConfigError(f"{options.draft}: is a folder; fix one draft at a time")
    if not (options.yes or options.dry_run) and not (
        sys.stdin.isatty() and sys.stdout.isatty() and not options.as_json
    ):
        raise ConfigError("no terminal to ask on: --yes writes without asking, --dry-run only shows what would change")


def _run(options: FixOptions) -> Outcome:
    policy = _policy(options)
    case = _case(options, policy)
    fixes = _fixes(options, case)
    splits = any(fix.name == SPLIT for fix in fixes)
    fixed = _edited(case, fixes, lenient=not options.fixes, splits=splits)
    split = plan_split(fixed.after) if splits else None
    if split:
        return _many_files(options, fixed, split)
    if all(proposal.fix == "outlook" for proposal in fixed.proposals):
        code = REMAINS if _dirty(case) else CLEAN
        return Outcome(options.draft, "nothing", code, remaining=tuple(active(case)))
    return _one_file(options, fixed)


def _edited(case: Case, fixes: tuple[Fix, ...], *, lenient: bool, splits: bool) -> Fixed:
    """Carry out all but the split; what nobody named and cannot be done does not stop the others."""
    named = tuple(fix for fix in fixes if fix.module)
    try:
        fixed = apply_fixes(case, named, lenient=lenient)
    except RefusedError as error:
        if not (lenient and splits):
            raise
        fixed = Fixed(case, case, (), (str(error),))
    if case.converted and (fixed.proposals or splits):
        marked = apply_fixes(fixed.after, chosen(("outlook",)))
        fixed = fixed._replace(after=marked.after, proposals=fixed.proposals + marked.proposals)
    return fixed


def _one_file(options: FixOptions, fixed: Fixed) -> Outcome:
    """Show, ask and write a draft that stays one draft."""
    if options.in_place and fixed.before.converted:
        raise ConfigError(
            "an Outlook file cannot be written in place: it becomes an .eml, give --output FILE or nothing"
        )
    if options.in_place and fixed.before.draft.first_line > 1:
        raise ConfigError("an mbox cannot be written in place: it becomes an .eml, give --output FILE or nothing")
    target = Path(options.draft) if options.in_place else target_of(options.draft, options.output, ENDING)
    if options.in_place:
        kept_original(target)
    outcome = _outcome(options, fixed)
    if not _wanted(options, outcome, _question(options, target, fixed.after.data)):
        return _unwritten(options, outcome)
    try:
        if options.in_place:
            write_in_place(target, fixed.after.data)
        else:
            write_file(target, (fixed.after.data,))
    except OSError as error:
        raise RefusedError(f"{target}: cannot be written ({error.strerror or error})") from None
    return outcome._replace(status="written", files=(str(target),))


def _question(options: FixOptions, target: Path, data: bytes) -> str:
    """Return what to ask before a file is written; raise ConfigError when it would replace one and nobody is asked."""
    if options.in_place or not is_taken(target, data):
        return f"Write {target}?"
    if options.yes:
        refuse_taken(target, data)
    return f"Replace {target}, which is there already?"


def _shows(options: FixOptions) -> bool:
    return not options.as_json and (options.diff or options.dry_run or not options.yes)


def _many_files(options: FixOptions, fixed: Fixed, split: Split) -> Outcome:
    """Show, ask and write a draft that becomes one message for each recipient."""
    if options.in_place:
        raise ConfigError("--in-place cannot hold one message for each recipient: give --output FOLDER")
    target = target_of(options.draft, options.output, SPLIT_ENDING)
    if is_mbox(target):
        refuse_taken(target)
    whole = Fixed(fixed.before, split.sample, (*fixed.proposals, split.proposal), fixed.refused)
    outcome = _outcome(options, whole)._replace(left_out=split.left_out)
    if not _wanted(options, outcome, f"Write {len(split.people):,} messages to {target}?"):
        return _unwritten(options, outcome)
    try:
        files = write_messages(split, target)
    except OSError as error:
        raise RefusedError(f"{target}: cannot be written ({error.strerror or error})") from None
    return outcome._replace(status="written", files=files)


def _wanted(options: FixOptions, outcome: Outcome, question: str) -> bool:
    """Show the changes where that is asked for, and ask; a dry run writes nothing."""
    if _shows(options):
        sys.stdout.writelines(show_proposals(outcome, fix_setting()))
    if options.dry_run or options.yes:
        return not options.dry_run
    import typer

    sys.stdout.flush()
    return typer.confirm(question, default=False)


def _unwritten(options: FixOptions, outcome: Outcome) -> Outcome:
    """Return the end of a run that wrote nothing: a dry run tells what would be, a no refuses."""
    return outcome if options.dry_run else outcome._replace(exit_code=REFUSED)


def _outcome(options: FixOptions, fixed: Fixed) -> Outcome:
    code = REMAINS if _dirty(fixed.after) else CLEAN
    left = tuple(active(fixed.after))
    cleared = gone(fixed.before.report.findings, left)
    notes = tuple(dict.fromkeys(note for proposal in fixed.proposals for note in proposal.notes))
    notes += tuple(f"left out: {why}" for why in fixed.refused)
    return Outcome(options.draft, "proposed", code, "", fixed.proposals, (), cleared, left, notes=notes)


def _dirty(case: Case) -> bool:
    """Tell whether the check of a draft would fail, or could not be finished."""
    fail_on = threshold(case.plan.policy).at(case.report.path)
    return any(fails(f, fail_on) for f in case.report.findings) or not fully_checked(case.report)


def _fixes(options: FixOptions, case: Case) -> tuple[Fix, ...]:
    names = options.fixes + (safe_names() if options.all_safe else ())
    return chosen(names) if names else suggested(case.report.findings)


def _case(options: FixOptions, policy: Policy) -> Case:
    from leakcheck.engine.plan import make_plan

    plan = make_plan(policy)
    data = _data(options.draft, policy)
    try:
        return open_case(data, options.draft, plan, dt.datetime.now(tz=dt.UTC).date(), force=options.force)
    except ReadError as error:
        raise ReadError(f"{options.draft}: {error}", options.draft) from None


def _data(name: str, policy: Policy) -> bytes:
    """Return the bytes of the one draft; raise ReadError when they are too many or several drafts."""
    data = sys.stdin.buffer.read(policy.limits.bytes + 1) if name == "-" else Path(name).read_bytes()
    if len(data) > policy.limits.bytes:
        raise ReadError(f"{name}: larger than {policy.limits.bytes} bytes, so that not all of it would be read")
    if data.startswith(b"From "):
        from leakcheck.mail.mbox import holds_several

        if holds_several(data):
            raise ConfigError(f"{name}: holds several mails; save the one to fix by itself")
    return data


def _policy(options: FixOptions) -> Policy:
    from leakcheck.policy.load import load_policy

    wanted: dict[str, Any] = {
        "me.addresses": list(options.me),
        "me.domains": list(options.own_domain),
        "purpose": options.purpose or None,
        "send.transport": options.transport or None,
    }
    start = None if options.draft == "-" else str(Path(options.draft).absolute())
    return load_policy(start, options.config or None, wanted)


def fix_setting() -> Setting:
    """Return the setting of what is shown: clear for the writer's own terminal alone."""
    return page_setting()._replace(own_terminal=is_own_terminal(sys.stdout))
