"""`leakcheck-sendmail`: stand where mail programs call sendmail, look at the mail, then let the real one send it."""

from __future__ import annotations

import gc
import os
import sys

from leakcheck.hooks.arguments import Call, Envelope, read_call, read_envelope
from leakcheck.hooks.codes import MISCONFIGURED, SENT, STOPPED, UNCHECKED
from leakcheck.hooks.notice import refuse
from leakcheck.hooks.state import StateError
from leakcheck.model.errors import LeakcheckError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from leakcheck.model.policy import Policy

DEBUG = "LEAKCHECK_DEBUG"
USAGE = """leakcheck-sendmail [--config FILE] [--via "CMD ARGS"] [--check-only] [--] [sendmail options, recipients]

Checks the mail on standard input, envelope included, and hands the same bytes and arguments to the program that
really sends: --via, LEAKCHECK_VIA, [sendmail] command in leakcheck.toml, or the system's sendmail.

Ends with 65 when it stopped the mail, 70 when it could not check it, 78 for a wrong configuration, else like the
program that sends. leakcheck install NAME puts it into your mail program.
"""


class Job(NamedTuple):
    """All that is known before the mail is looked at."""

    call: Call
    envelope: Envelope
    policy: Policy
    transport: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run with the given arguments and return the exit code; without any, run as the process and end it."""
    if arguments is None:
        gc.set_threshold(20_000, 50, 50)  # what start-up makes stays alive
        _leave(_guarded(sys.argv[1:]))
    return _guarded(arguments)


def _leave(code: int) -> NoReturn:
    """End the process as it stands: taking everything apart first would last as long as a start of Python."""
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105 - contextlib would cost half a millisecond
            stream.flush()
        except (OSError, ValueError, AttributeError):  # closed: there may be no stream at all
            pass
    os._exit(code)


def _guarded(words: Sequence[str]) -> int:
    try:
        return _run(words)
    except LeakcheckError as error:
        refuse(f"not sent: {error}")
        return UNCHECKED if isinstance(error, StateError) else MISCONFIGURED
    except KeyboardInterrupt:
        refuse("not sent: interrupted")
        return STOPPED
    except OSError as error:
        refuse(f"not sent: {error.strerror or type(error).__name__}; the draft is where your mail program keeps it")
        return UNCHECKED
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        refuse(f"not sent: internal error ({type(error).__name__}), nothing was checked; {DEBUG}=1 shows where")
        return UNCHECKED


def _run(words: Sequence[str]) -> int:
    call = read_call(words)
    if call.help or call.version:
        from leakcheck import __version__

        sys.stdout.write(USAGE if call.help else f"leakcheck-sendmail {__version__}\n")
        return SENT
    if not read_envelope(call.passed).message:
        return _no_message(call)
    from leakcheck.hooks.spool import spool

    message = spool(0)  # first of all: a mail program that is still writing would fail without reading why
    return _send(_job(call), message)


def _job(call: Call) -> Job:
    """Read the configuration and find the transport; raises ConfigError."""
    from leakcheck.hooks.transport import refuse_locked, transport_words
    from leakcheck.policy.load import load_policy

    policy = load_policy(None, call.config or None)
    transport: tuple[str, ...] = ()
    if not call.check_only:
        refuse_locked(call.via, policy, os.environ)
        transport = transport_words(call.via, policy.sendmail.command, os.environ, sys.argv[0])
    return Job(call, read_envelope((*transport[1:], *call.passed)), policy, transport)


def _no_message(call: Call) -> int:
    """Hand on a call that carries no mail, such as mailq."""
    return _hand_on((*_job(call).transport, *call.passed), os.open(os.devnull, os.O_RDONLY))


def _send(job: Job, message: int) -> int:
    from leakcheck.hooks.decision import Mail, decide
    from leakcheck.hooks.spool import head

    if job.envelope.dialogue:
        refuse(f"not sent: {job.envelope.dialogue} makes sendmail speak SMTP, where leakcheck sees no mail to check")
        return UNCHECKED
    found = Mail(head(message, job.policy.limits.bytes + 1), job.envelope, job.policy)
    decision = decide(found, os.environ)
    if decision.code or job.call.check_only:
        return decision.code
    if decision.messages:
        from leakcheck.hooks.sending import send_messages

        return send_messages(decision.messages, job.transport, job.call.passed, job.envelope)
    return _hand_on((*job.transport, *job.call.passed), message)


def _hand_on(words: Sequence[str], message: int) -> int:
    from leakcheck.hooks.transport import hand_on

    code, line = hand_on(words, message, os.environ)
    if line:
        refuse(line)
    return code


if __name__ == "__main__":
    main()
