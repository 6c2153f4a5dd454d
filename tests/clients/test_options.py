"""Nobody may get a mail unseen: our reading of the arguments against that of the programs that send."""

from __future__ import annotations

import os
import string
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leakcheck.hooks.arguments import read_envelope
from tests.clients.postfix import running_postfix
from tests.clients.rig import need, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.clients.rig import Home, Sink

HEADER = "header@example.org"
LETTERS = [f"-{letter}" for letter in string.ascii_letters if letter not in "CX"]  # these two name a file
LONG = [
    *(
        "--auth",
        "--auto-from",
        "--tls",
        "--tls-starttls",
        "--tls-certcheck",
        "--syslog",
        "--debug",
        "--read-recipients",
    ),
    *("--set-from-header", "--set-date-header", "--set-msgid-header", "--remove-bcc-headers", "--domain", "--user"),
    *("--undisclosed-recipients", "--aliases", "--maildomain", "--from", "--logfile-time-format", "--tls-priorities"),
    *("--tls-host-override", "--timeout", "--passwordeval", "--dsn-notify", "--read-envelope-from", "--account"),
]
SPELLED = ["-oi", "-oem", "-odb", "-em", "-fme@coach.example", "-FPetra", "-ti", "-bm", "-B8BITMIME", "-Nnever", "-i"]


def sent(home: Home, transport: Iterable[str], options: Iterable[str]) -> None:
    for option in options:
        mail = f"From: petra@coach.example\nTo: {HEADER}\nSubject: x{option}\n\nHello\n".encode()
        home.run(*transport, option, "value@example.com", "person@example.com", stdin=mail)


def assert_nobody_was_unseen(sink: Sink) -> None:
    for mail in (mail for mail in sink.mails if mail.sender.strip("<>")):  # without one it is a report for -v
        option = mail.data.partition(b"Subject: x")[2].split()[0].decode()
        seen = read_envelope([option, "value@example.com", "person@example.com"])
        expected = {*seen.recipients, *([HEADER] if seen.from_headers else [])} if seen.message else set()
        assert set(mail.recipients) <= expected, option


def test_msmtp_sends_to_nobody_whom_we_do_not_see(home: Home, sink: Sink) -> None:
    need("msmtp")
    sent(home, home.via.split(), (*LETTERS, *LONG, *SPELLED))
    assert len(sink.mails) > 25
    assert_nobody_was_unseen(sink)


def test_postfix_sends_to_nobody_whom_we_do_not_see(home: Home, sink: Sink) -> None:
    need("postfix")
    if os.getuid():
        pytest.skip("only root can start a Postfix of its own")
    with tempfile.TemporaryDirectory() as name, running_postfix(Path(name), sink.port) as config:
        transport = ("/usr/sbin/sendmail", "-C", config)
        sent(home, transport, (*LETTERS, *SPELLED))
        wait_until(lambda: b"queue is empty" in home.run(*transport, "-bp").stdout)
    assert len(sink.mails) > 15
    assert_nobody_was_unseen(sink)
