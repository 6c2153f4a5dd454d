"""Send what a fix made of a mail: one message after another, and say how far it went when one fails."""

from __future__ import annotations

import os

from leakcheck.hooks import notice
from leakcheck.hooks.codes import SENT
from leakcheck.hooks.fixing import arguments_for
from leakcheck.hooks.spool import replaced
from leakcheck.hooks.transport import hand_on

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leakcheck.hooks.arguments import Envelope
    from leakcheck.hooks.fixing import Message


def send_messages(
    messages: Sequence[Message], transport: Sequence[str], words: Sequence[str], envelope: Envelope
) -> int:
    """Hand each message to the transport; stop at the first that it refuses, and return that code."""
    for number, message in enumerate(messages):
        file = replaced(message.data)
        code, line = hand_on((*transport, *arguments_for(message, words, envelope)), file, os.environ)
        os.close(file)
        if line:
            notice.refuse(line)
        if code != SENT:
            _tell_rest(messages, number)
            return code
    return SENT


def _tell_rest(messages: Sequence[Message], sent: int) -> None:
    """Say who has not got a message yet, so that nobody gets two; by name only to the person alone."""
    if len(messages) == 1:
        return
    notice.say(f"{sent:,} of {len(messages):,} messages were sent, the others were not: write to those alone")
    if notice.stderr_terminal() is not None:
        notice.say(f"not yet: {', '.join(message.recipient for message in messages[sent:])}")
