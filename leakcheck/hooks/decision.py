"""May this mail go? The check says so, a person may overrule it, and every such decision is written down."""

from __future__ import annotations

from leakcheck.hooks.codes import SENT, STOPPED
from leakcheck.hooks.judging import case_of, judge
from leakcheck.hooks.notice import refuse
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from leakcheck.hooks.arguments import Envelope
    from leakcheck.hooks.fixing import Message
    from leakcheck.model.policy import Policy


class Mail(NamedTuple):
    """What came in: the bytes, who gets them, and under which policy."""

    data: bytes
    envelope: Envelope
    policy: Policy


class Decision(NamedTuple):
    """What becomes of the mail: `code` is 0 when it goes; `messages` go in its place when a fix was chosen."""

    code: int
    messages: tuple[Message, ...] = ()


def decide(mail: Mail, environment: Mapping[str, str]) -> Decision:
    """Check a mail and say whether it goes; tells the person why not.

    Raises ConfigError for a wrong policy, and StateError where an overruling cannot be written down.
    """
    case = case_of(mail.data, mail.envelope.recipients, mail.policy)
    if case.draft is not None and not case.draft.recipients:
        refuse("not sent: no recipient, neither among the arguments nor (with -t) in To, Cc or Bcc")
        return Decision(STOPPED)
    verdict = judge(case)
    if verdict.code == SENT:
        return Decision(SENT)
    from leakcheck.hooks.stopped import Stopped, decide_stopped

    return decide_stopped(Stopped(mail, case, verdict, environment))
