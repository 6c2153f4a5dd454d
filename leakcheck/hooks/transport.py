"""The program that really sends: which it is, and handing it a whole message."""

from __future__ import annotations

import os
import signal

from leakcheck.hooks.codes import MISCONFIGURED, NOT_EXECUTABLE, SENT, UNCHECKED
from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import FrameType

    from leakcheck.model.policy import Policy

VIA = "LEAKCHECK_VIA"
INSIDE = "LEAKCHECK_INSIDE"
SYSTEM = ("/usr/sbin/sendmail", "/usr/lib/sendmail", "/usr/bin/sendmail")
_LOOP = "leakcheck-sendmail was named as its own transport: give the program that really sends with --via"
_PASSED_ON = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def transport_words(said: str, configured: str, environment: Mapping[str, str], own: str) -> tuple[str, ...]:
    """Return the command of the transport: --via, else LEAKCHECK_VIA, else the configuration's, else the system's.

    `own` is the path of this program, which is never its own transport. Raises ConfigError when there is none.
    """
    if environment.get(INSIDE):
        raise ConfigError(_LOOP)
    for name, text in (("--via", said), (VIA, environment.get(VIA, "")), ("[sendmail] command", configured)):
        if text:
            return _not_own(_split(name, text), own)
    for path in SYSTEM:
        if os.access(path, os.X_OK) and not _same(path, own):
            return (path,)
    raise ConfigError('no program that sends: give --via "msmtp", or [sendmail] command in your leakcheck.toml')


def refuse_locked(said: str, policy: Policy, environment: Mapping[str, str]) -> None:
    """Raise ConfigError where --via or LEAKCHECK_VIA names another program than a configuration that locks it."""
    if not policy.locked:
        return
    from leakcheck.policy.merge import lock_over

    lock = lock_over("sendmail.command", policy.locked)
    for name, text in (("--via", said), (VIA, environment.get(VIA, ""))):
        if lock and text and text != policy.sendmail.command:
            raise ConfigError(f"{name}: sendmail.command is locked in {policy.locked[lock]}")


def _not_own(words: tuple[str, ...], own: str) -> tuple[str, ...]:
    if words[0] == os.path.basename(own) or _same(words[0], own):
        raise ConfigError(_LOOP)
    return words


def _split(name: str, text: str) -> tuple[str, ...]:
    if text.isascii() and text.replace("/", "").replace("-", "").replace(".", "").replace("_", "").isalnum():
        return (text,)
    import shlex

    try:
        words = tuple(shlex.split(text))
    except ValueError as error:
        raise ConfigError(f"{name}: cannot be split into words ({str(error).lower()})") from None
    if not words:
        raise ConfigError(f"{name}: is empty")
    return words


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def hand_on(words: Sequence[str], message: int, environment: Mapping[str, str]) -> tuple[int, str]:
    """Start the transport with the whole message as its standard input; return our exit code and a line to say.

    Signals that would end us go to the transport, so that what we end with is what became of the mail; they wait
    until it is there.
    """
    os.lseek(message, 0, os.SEEK_SET)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, _PASSED_ON)
    try:
        child = os.posix_spawnp(
            words[0],
            list(words),
            {**environment, INSIDE: "1"},
            file_actions=[(os.POSIX_SPAWN_DUP2, message, 0)],
            setsigmask=mask,
            setsigdef=[signal.SIGPIPE, signal.SIGXFSZ],
        )
    except (OSError, ValueError) as error:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        why = getattr(error, "strerror", None) or str(error)
        return MISCONFIGURED, f"not sent: {words[0]} cannot be started ({why}); the mail itself was found in order"
    return _outcome(words[0], _ended(child, mask))


def _ended(child: int, mask: set[int]) -> int:
    """Wait for the transport and return its exit code; `mask` are the signals that were held back before it began."""

    def pass_on(number: int, _frame: FrameType | None) -> None:
        os.kill(child, number)

    before = {number: signal.signal(number, pass_on) for number in _PASSED_ON}
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _outcome(name: str, code: int) -> tuple[int, str]:
    if code < 0:
        line = f"{name} was ended by signal {-code} while it had the mail: look into its log before you send again"
        return UNCHECKED, line
    if code == NOT_EXECUTABLE:
        return UNCHECKED, f"not sent: {name} could not start what it needs (126)"
    return code, "" if code == SENT else f"the mail was found in order, but {name} ended with {code}"
