from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.clients.postfix import running_postfix
from tests.clients.rig import ONE, PEOPLE, SENDMAIL, need, wait_until

if TYPE_CHECKING:
    from tests.clients.rig import Home, Sink

ENDING = "\n\nDear all\n"


def mail(to: list[str], more: str = "") -> bytes:
    return f"From: petra@coach.example\nTo: {', '.join(to)}\n{more}Subject: Group{ENDING}".encode()


def test_a_real_postfix_sends_what_may_go(home: Home, sink: Sink) -> None:
    need("postfix")
    if os.getuid():
        pytest.skip("only root can start a Postfix of its own")
    with tempfile.TemporaryDirectory() as name, running_postfix(Path(name), sink.port) as config:
        via = f"/usr/sbin/sendmail -C {config}"
        stopped = home.run(SENDMAIL, "--via", via, "-t", stdin=mail(PEOPLE))
        assert stopped.returncode == 65
        hidden = "Bcc: hidden@example.org\n"
        sent = home.run(SENDMAIL, "--via", via, "-t", "-oi", stdin=mail(ONE, hidden))
        assert sent.returncode == 0, sent.stderr
        wait_until(lambda: sink.mails)
        listed = home.run(SENDMAIL, "--via", via, "-bp")
        assert listed.returncode == 0, listed.stderr
    recipients = sorted(person for mail in sink.mails for person in mail.recipients)
    assert recipients == sorted([*ONE, "hidden@example.org"])
    assert all(b"hidden@example.org" not in mail.data for mail in sink.mails)
