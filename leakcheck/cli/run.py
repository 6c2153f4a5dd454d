"""Check files and write one report: what stands behind `leakcheck check`."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager

from leakcheck.cli.exit import complain, tidied
from leakcheck.cli.progress import progress_for
from leakcheck.model.errors import ConfigError
from leakcheck.model.phrase import Phrase
from leakcheck.model.record import NamedTuple
from leakcheck.policy.threshold import threshold
from leakcheck.report.readers import is_own_terminal
from leakcheck.report.setting import Setting
from leakcheck.report.summary import MISUSED, Tally

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TextIO

    from leakcheck.model.policy import Policy


class CheckOptions(NamedTuple):
    """What the command line says; an empty value leaves the choice to the configuration."""

    paths: tuple[str, ...]
    format: str = "text"
    output: str = ""
    config: str = ""
    rules: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    me: tuple[str, ...] = ()
    own_domain: tuple[str, ...] = ()
    purpose: str = ""
    transport: str = ""
    allow: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    explain: str = ""
    reveal: bool = False
    baseline: str = ""
    diff_base: str = ""
    staged: bool = False
    jobs: int = 0
    no_cache: bool = False
    stats: bool = False
    fix_safe: bool = False
    language: str = ""


def run_check(options: CheckOptions) -> int:
    """Check every path, write the report, and return the exit code.

    Raises ConfigError for wrong options or configuration before anything is read. A path that does not exist is named
    on standard error and makes the exit code 2; the other paths are still checked.
    """
    _refuse(options)
    from leakcheck.cli.scan import reports_for
    from leakcheck.report.formats import load

    policy = load_policy_for(options)
    _warn_of_endless(policy)
    there = tuple(path for path in options.paths if _exists(path))
    if not there and options.format == "text":
        return MISUSED
    stdin = sys.stdin.buffer.read(policy.limits.bytes + 1) if "-" in there else b""
    reports = reports_for(options, there, policy, stdin)
    tally = Tally(threshold(policy))
    with tidied(), _stream(options) as stream, progress_for(there) as progress:
        for piece in load(options.format)(progress.follow(tally.watch(reports)), _setting(options, policy)):
            progress.hide()
            stream.write(piece)
    if options.stats:
        from leakcheck.report.stats import stats_lines

        language = _setting(options, policy).language
        (sys.stdout if options.format == "text" else sys.stderr).writelines(stats_lines(tally.kinds, language))
    if options.fix_safe:
        from leakcheck.cli.fixsafe import fix_safely

        fix_safely((path for path in there if path != "-"), policy, told_apart=options.format != "text")
    complete = len(there) == len(options.paths) and (tally.summary.drafts or _by_git(options))
    return tally.summary.exit_code if complete else MISUSED


def _warn_of_endless(policy: Policy) -> None:
    """Say once of every entry that allows a rule for ever that it does."""
    if policy.allows:
        from leakcheck.policy.allows import endless

        for allow in endless(policy):
            complain(f"{allow.origin}: allow: {allow.rule} is allowed for ever: give it a last day with until")


def load_policy_for(options: CheckOptions) -> Policy:
    """Return the configuration that holds for all paths, with the command line on top."""
    from leakcheck.policy.load import load_policy

    return load_policy(_start(options.paths), options.config or None, _overrides(options))


def _overrides(options: CheckOptions) -> dict[str, Any]:
    """Return what the command line sets, by the keys of leakcheck.toml."""
    allows = [{"rule": rule, "reason": reason} for rule, reason in zip(options.allow, options.reason, strict=True)]
    return {
        "select": _listed(options.select),
        "ignore": _listed(options.ignore),
        "fail-on": next((word for word in reversed(options.fail_on) if ":" not in word), None),
        "fail-on-paths": [word for word in options.fail_on if ":" in word],
        "me.addresses": list(options.me),
        "me.domains": list(options.own_domain),
        "purpose": options.purpose or None,
        "language": options.language or None,
        "send.transport": options.transport or None,
        "rule-dirs": list(options.rules),
        "allow": allows,
    }


def _listed(words: tuple[str, ...]) -> list[str]:
    return [part.strip() for word in words for part in word.split(",") if part.strip()]


def _refuse(options: CheckOptions) -> None:
    """Raise ConfigError for options that do not go together."""
    if len(options.allow) != len(options.reason):
        raise ConfigError("every --allow needs a --reason of its own: --allow LC307 --reason 'our office address'")
    if options.reveal and (options.format != "text" or not _own_terminal(options)):
        raise ConfigError("--reveal shows personal data in clear: only in the text report, on a terminal, outside CI")
    if options.staged and options.diff_base:
        raise ConfigError("--staged and --diff-base ask for different changes: give one of them")
    if options.explain and options.format != "text":
        raise ConfigError("--explain answers in the text report: leave --format out")
    if options.output and (_is_draft(options.output) or any(_same_file(options.output, p) for p in options.paths)):
        raise ConfigError(f"--output {options.output} would overwrite a draft")


def _own_terminal(options: CheckOptions) -> bool:
    return not options.output and is_own_terminal(sys.stdout)


def load_policy_at(config: str = "") -> Policy:
    """Return the configuration of the current folder, or of the file named."""
    from leakcheck.policy.load import load_policy

    return load_policy(None, config or None)


def page_setting() -> Setting:
    """Return the setting of a page that shows no draft: as wide and colourful as standard output permits."""
    terminal = sys.stdout.isatty()
    return Setting(width=_width() if terminal else 0, styled=terminal and _knows_colour())


def _knows_colour() -> bool:
    """Tell whether the terminal understands escape sequences; the old Windows console does not."""
    if os.name == "nt" and "WT_SESSION" not in os.environ and "TERM" not in os.environ:
        return False
    return os.environ.get("TERM", "") != "dumb"


def _setting(options: CheckOptions, policy: Policy) -> Setting:
    setting = Setting() if options.output else page_setting()
    root = os.getcwd().replace(os.sep, "/")  # noqa: PTH109 - pathlib costs start-up
    own_terminal = _own_terminal(options)
    setting = setting._replace(fail_on=threshold(policy), root=root, own_terminal=own_terminal, reveal=options.reveal)
    if options.format == "text" and policy.language:
        from leakcheck.report.language import language_of

        setting = setting._replace(language=language_of(policy.language))
    unchanged = Phrase("no draft has changed since {name}", name=options.diff_base)
    unchanged = Phrase("no draft is staged") if options.staged else unchanged
    return setting._replace(nothing=Phrase("Nothing to check: {why}", why=unchanged)) if _by_git(options) else setting


def _by_git(options: CheckOptions) -> bool:
    """Tell whether only what has changed is looked at: to find nothing is then no mistake."""
    return options.staged or bool(options.diff_base)


def _width() -> int:
    """Return the width of the terminal; COLUMNS overrides it."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdecimal() and int(wanted):
        return int(wanted)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


@contextmanager
def _stream(options: CheckOptions) -> Iterator[TextIO]:
    if not options.output:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        yield sys.stdout
        return
    try:
        with open(options.output, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - pathlib costs start-up
            yield file
    except OSError as error:
        error.filename = error.filename or options.output
        raise


def _exists(path: str) -> bool:
    if path == "-" or os.path.lexists(path):
        return True
    complain(f"{path}: no such file or folder")
    return False


def _start(paths: tuple[str, ...]) -> str | None:
    """Return the folder or file from which the configuration is looked for: what all paths have in common."""
    places = [os.path.abspath(path) for path in paths if path != "-"]  # noqa: PTH100 - pathlib costs start-up
    try:
        return os.path.commonpath(places) if places else None
    except ValueError:  # two drives
        return None


def _is_draft(name: str) -> bool:
    """Tell whether a report would take the name of a draft, perhaps of one in a folder that is about to be read."""
    return name.lower().endswith((".eml", ".emlx", ".msg", ".oft", ".mbox"))


def _same_file(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)  # noqa: PTH121 - pathlib costs start-up
    except OSError:
        return False
