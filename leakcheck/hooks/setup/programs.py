"""The mail programs that call sendmail: where their settings stand, and which lines put leakcheck there."""

from __future__ import annotations

import shutil
from pathlib import Path

from leakcheck.hooks.setup import blocks
from leakcheck.hooks.setup.desk import HOOK, Desk, own_program, snippet, wrapped
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Recipe(NamedTuple):
    """How leakcheck gets into one program.

    `file` is where its settings stand. `change` makes the new text of it from the old one; `command` is what the
    program itself says that it would start to send, "" for nothing of ours; `doubt` is one line about another setting
    with which mails would go unseen, "" for none.
    """

    program: str
    about: str
    file: Callable[[Desk], Path]
    change: Callable[[Desk, str], str]
    command: Callable[[Desk], str]
    comment: str = "#"
    doubt: Callable[[Desk], str] = lambda _: ""


def _first(*paths: Path) -> Path:
    return next((path for path in paths if path.exists()), paths[0])


def _muttrc(program: str) -> Callable[[Desk], Path]:
    def file(desk: Desk) -> Path:
        own = (desk.config / "neomutt/neomuttrc", desk.home / ".neomuttrc") if program == "neomutt" else ()
        return _first(*own, desk.home / ".muttrc", desk.home / ".mutt/muttrc", desk.config / "mutt/muttrc")

    return file


def _mutt_says(program: str, name: str) -> Callable[[Desk], str]:
    def says(desk: Desk) -> str:
        line = desk.ask(program, "-Q", name)
        return line.partition("=")[2].strip().strip('"')

    return says


def _mutt_change(program: str) -> Callable[[Desk, str], str]:
    def change(desk: Desk, text: str) -> str:
        before = _mutt_says(program, "sendmail")(desk)
        if _mutt_says(program, "smtp_url")(desk) and not desk.via:
            raise ConfigError(
                f"{program} asks a mail server directly (smtp_url): give a program that sends, --via msmtp"
            )
        lines = [f'set sendmail = "{wrapped(desk, before)}"', "set sendmail_wait = 0", "unset smtp_url"]
        return blocks.added(text, lines, "#")

    return change


def _mutt_doubt(program: str) -> Callable[[Desk], str]:
    def doubt(desk: Desk) -> str:
        if _mutt_says(program, "smtp_url")(desk):
            return f"{program} asks a mail server directly (smtp_url), past leakcheck: unset smtp_url"
        wait = _mutt_says(program, "sendmail_wait")(desk)
        if wait not in {"", "0"}:
            return (
                f"{program} takes a mail for sent before leakcheck has answered: set sendmail_wait = 0 (it is {wait})"
            )
        return ""

    return doubt


def _aerc_change(desk: Desk, text: str) -> str:
    """Replace each line `outgoing = ...`, which belongs to the account above it."""
    out = []
    for line in blocks.lines_of(blocks.removed(text, "#")):
        key, equals, value = line.partition("=")
        if equals and key.strip() == "outgoing":
            out.append(blocks.replaced(line, f"outgoing = {wrapped(desk, value.strip())}", "#"))
        else:
            out.append(line + "\n")
    changed = "".join(out) if text.endswith("\n") else "".join(out).removesuffix("\n")
    if not blocks.ours(changed, "#"):
        raise ConfigError("no line `outgoing = ...` in the accounts of aerc: set up an account first")
    return changed


def _aerc_file(desk: Desk) -> Path:
    return desk.config / "aerc/accounts.conf"


def _aerc_command(desk: Desk) -> str:
    """Return what the accounts start to send; one that leakcheck does not see comes first."""
    try:
        lines = _aerc_file(desk).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    values = [line.partition("=")[2].strip() for line in lines if line.partition("=")[0].strip() == "outgoing"]
    return next((value for value in values if HOOK not in value), values[0] if values else "")


def _git_file(desk: Desk) -> Path:
    return _first(desk.home / ".gitconfig", desk.config / "git/config")


def _git_change(desk: Desk, text: str) -> str:
    before = _git_command(desk)
    server = desk.ask("git", "config", "--global", "--includes", "--get", "sendemail.smtpServer")
    if not before and server and not desk.via:
        if not server.startswith("/"):
            raise ConfigError("git asks a mail server directly (sendemail.smtpServer): give --via msmtp")
        before = server
    return blocks.added(text, ["[sendemail]", f"\tsendmailCmd = {wrapped(desk, before)}"], "#")


def _git_command(desk: Desk) -> str:
    return desk.ask("git", "config", "--global", "--includes", "--get", "sendemail.sendmailCmd")


def _emacs_file(desk: Desk) -> Path:
    emacs = desk.home / ".emacs.d"
    return _first(emacs / "init.el", desk.home / ".emacs", desk.home / ".emacs.el", desk.config / "emacs/init.el")


def _emacs_change(desk: Desk, text: str) -> str:
    del desk
    lines = [
        f'(load "{snippet("emacs/leakcheck.el")}")',
        f'(setq leakcheck-command \'("{own_program()}" "--check-only" "-t")',
        f'      leakcheck-program "{own_program("leakcheck")}")',
    ]
    return blocks.added(text, lines, ";;")


def _emacs_command(desk: Desk) -> str:
    """Ask emacs itself, with the person's settings, what would look at a mail."""
    script = (
        "(princ (if (memq 'leakcheck-check (bound-and-true-p message-send-hook))"
        ' (mapconcat #\'identity leakcheck-command " ") ""))'
    )
    return desk.ask("emacs", "--batch", "-l", str(_emacs_file(desk)), "--eval", script)


def _msmtp_file(desk: Desk) -> Path:
    return desk.home / ".local/bin/msmtp"


def _msmtp_change(desk: Desk, text: str) -> str:
    """Stand in for msmtp on the search path; the real one sends."""
    if blocks.removed(text, "#").strip() not in {"", "#!/bin/sh"}:
        raise ConfigError(f"{_msmtp_file(desk)}: is a program of yours already")
    real = desk.via or _real_msmtp(desk)
    return "#!/bin/sh\n" + blocks.block([f'exec {own_program()} --via {real} -- "$@"'], "#")


def _real_msmtp(desk: Desk) -> str:
    stand_in = _msmtp_file(desk)
    folders = desk.environment.get("PATH", "").split(":")
    path = ":".join(folder for folder in folders if folder and Path(folder) != stand_in.parent)
    found = shutil.which("msmtp", path=path)
    if found is None:
        raise ConfigError("msmtp is not on this machine")
    return found


def _msmtp_command(desk: Desk) -> str:
    found = Path(shutil.which("msmtp", path=desk.environment.get("PATH", "")) or "")
    try:
        lines = blocks.ours(found.read_text(encoding="utf-8"), "#")
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[0].removeprefix("exec ").removesuffix(' "$@"') if lines else ""


RECIPES = {
    "neomutt": Recipe(
        "neomutt",
        "its setting sendmail",
        _muttrc("neomutt"),
        _mutt_change("neomutt"),
        _mutt_says("neomutt", "sendmail"),
        doubt=_mutt_doubt("neomutt"),
    ),
    "mutt": Recipe(
        "mutt",
        "its setting sendmail",
        _muttrc("mutt"),
        _mutt_change("mutt"),
        _mutt_says("mutt", "sendmail"),
        doubt=_mutt_doubt("mutt"),
    ),
    "aerc": Recipe("aerc", "the outgoing line of each account", _aerc_file, _aerc_change, _aerc_command),
    "git": Recipe("git", "sendemail.sendmailCmd, for git send-email", _git_file, _git_change, _git_command),
    "emacs": Recipe("emacs", "a hook of message-mode", _emacs_file, _emacs_change, _emacs_command, ";;"),
    "msmtp": Recipe("msmtp", "a stand-in, for programs that call msmtp", _msmtp_file, _msmtp_change, _msmtp_command),
}
