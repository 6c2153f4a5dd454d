"""What the person reads: why a mail was stopped, and what to do now."""

from __future__ import annotations

import os
import sys

from leakcheck.policy.threshold import Threshold
from leakcheck.report.readers import in_ci
from leakcheck.report.safe import safe
from leakcheck.report.setting import Setting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.finding import DraftReport
    from leakcheck.model.severity import Severity

NAME = "This mail"
WIDTH = 78  # of what a program takes in and shows somewhere


def say(text: str) -> None:
    """Write one line to standard error; nobody there to read it is no reason to fail."""
    show(f"leakcheck: {safe(text)}\n")


def tell(text: str, gist: str) -> None:
    """Show what the person must read, and see to it that they can: it may end in a pipe that nobody looks at.

    `gist` is one line of it. Only what was not shown on a terminal is kept; its values are masked.
    """
    show(text)
    if stderr_terminal() is None:
        from leakcheck.hooks import unread

        unread.keep(text, os.environ)
        if not _is_heard():
            unread.alert(gist, os.environ)


def refuse(text: str) -> None:
    """Tell in one line why a mail was not sent."""
    tell(f"leakcheck: {safe(text)}\n", safe(text))


def page(report: DraftReport, fail_on: Severity, terminal: int | None) -> str:
    """Return the findings as text; `terminal` is one that only the writer reads, None a pipe or a file.

    On a terminal recipients are clear, elsewhere all values are masked, as in the report of `leakcheck check`.
    """
    from leakcheck.report.blocks import Told, draft_lines
    from leakcheck.report.text import rendered

    own = terminal is not None and not in_ci()
    setting = Setting(fail_on=Threshold(fail_on), own_terminal=own, width=_width(terminal))
    lines = draft_lines(report._replace(path=NAME), setting, Told(set(), {}))
    return "".join(rendered(lines, setting)).strip("\n") + "\n"


def gist(report: DraftReport) -> str:
    """Return the verdict as one line."""
    from leakcheck.report.masking import public
    from leakcheck.report.verdict import verdict

    return safe(verdict(public(report)).text)


def stderr_terminal() -> int | None:
    """Return the descriptor of standard error where that is a terminal."""
    try:
        return sys.stderr.fileno() if sys.stderr.isatty() else None
    except (OSError, ValueError, AttributeError):
        return None


def _is_heard() -> bool:
    """Tell whether standard error leads anywhere: aerc gives its programs none."""
    try:
        return os.fstat(2).st_rdev != os.stat(os.devnull).st_rdev
    except OSError:
        return False


def show(text: str) -> None:
    """Write several lines to standard error."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # closed: there may be no stream at all
        return


def way_out(code: str) -> str:
    """Return the lines that say how to send the mail all the same; the second is there to be pasted."""
    return (
        "leakcheck: change the mail and send it again; to send it as it is, type first:\n"
        f'  {_leakcheck()} allow-once {code} --reason "why it is right"\n'
    )


def _leakcheck() -> str:
    """Return the command as a shell finds it: by its name, else by the path beside our own."""
    if any(os.access(os.path.join(folder, "leakcheck"), os.X_OK) for folder in os.get_exec_path()):
        return "leakcheck"
    import shlex

    beside = os.path.join(os.path.dirname(os.path.abspath(sys.argv[0])), "leakcheck")
    return shlex.quote(beside) if os.access(beside, os.X_OK) else "leakcheck"


def _width(terminal: int | None) -> int:
    if terminal is None:
        return WIDTH
    try:
        return os.get_terminal_size(terminal).columns or 80
    except OSError:
        return 80
