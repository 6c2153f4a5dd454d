from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clients.rig import ONE, PEOPLE, SENDMAIL, need, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.clients.rig import Home, Sink, Terminal

RC = """\
set from = "petra@coach.example"
set realname = "Petra"
set use_from = yes
set sendmail = "{sendmail}"
set sendmail_wait = 0
set copy = yes
set record = "{home}/Sent"
set postponed = "{home}/Drafts"
set mbox_type = mbox
set spoolfile = "{home}/Inbox"
set folder = "{home}"
set editor = "true"
set abort_unmodified = no
set abort_nosubject = no
set autoedit = yes
set edit_headers = yes
"""

pytestmark = pytest.mark.parametrize("program", ["neomutt", "mutt"])


def ready(home: Home, program: str, sendmail: str = SENDMAIL) -> str:
    need(program)
    home.write("Inbox", "")
    return str(home.write("muttrc", RC.format(sendmail=sendmail, home=home.folder)))


def batch(home: Home, program: str, to: list[str], *more: str, **env: str) -> tuple[int, str]:
    rc = ready(home, program)
    done = home.run(program, "-F", rc, "-s", "Group", *more, "--", *to, stdin=b"Dear all\n", **env)
    return done.returncode, (done.stdout + done.stderr).decode()


def test_a_clean_mail_goes(home: Home, sink: Sink, program: str) -> None:
    code, text = batch(home, program, ONE)
    assert (code, text) == (0, "")
    assert [mail.recipients for mail in sink.mails] == [ONE]


def test_a_leaky_mail_stays_and_says_why(home: Home, sink: Sink, program: str) -> None:
    code, text = batch(home, program, PEOPLE)
    assert code == 1
    assert "12 people would see one another's addresses" in text
    assert "leakcheck allow-once " in text
    assert "65" in text
    assert not any(person in text for person in PEOPLE)
    assert sink.mails == []
    assert not (home.folder / "Sent").exists()


def test_a_hidden_recipient_gets_the_mail_and_is_judged(home: Home, sink: Sink, program: str) -> None:
    rules = home.write("leakcheck.toml", '[[circle]]\nname = "clients"\nmembers = ["x@example.com"]\nbcc-only = true\n')
    assert rules.exists()
    code, _ = batch(home, program, ONE, "-b", "hidden@example.org")
    assert code == 0
    assert sorted(sink.mails[0].recipients) == sorted([*ONE, "hidden@example.org"])
    assert b"hidden@example.org" not in sink.mails[0].data


def test_a_decision_lets_it_through_once(home: Home, sink: Sink, program: str) -> None:
    from tests.clients.rig import LEAKCHECK

    assert batch(home, program, PEOPLE)[0] == 1
    assert home.run(LEAKCHECK, "allow-once", "--reason", "they founded the group").returncode == 0
    assert batch(home, program, PEOPLE)[0] == 0
    assert batch(home, program, PEOPLE)[0] == 1
    assert [sorted(mail.recipients) for mail in sink.mails] == [sorted(PEOPLE)]
    assert b"founded" not in sink.mails[0].data
    assert "leakcheck" not in sink.mails[0].data.decode().lower()


def test_a_variable_lets_it_through(home: Home, sink: Sink, program: str) -> None:
    assert batch(home, program, PEOPLE, LEAKCHECK_ALLOW="LC101:they founded the group")[0] == 0
    assert len(sink.mails) == 1


def test_on_the_screen_the_text_is_seen_and_the_draft_kept(
    home: Home, sink: Sink, terminal: Callable[[str], Terminal], program: str
) -> None:
    rc = ready(home, program)
    screen = terminal(f"{program} -F {rc} -s Group {' '.join(PEOPLE)}")
    screen.wait_for("y:Send")
    screen.keys("y")
    shown = screen.wait_for("leakcheck stopped this mail")
    assert "12 people would see one another" in shown
    screen.keys("q")
    screen.wait_for("y:Send")
    screen.keys("q")
    screen.wait_for("ostpone")
    screen.keys("y")
    screen.wait_for("ENDED")
    assert "Group" in (home.folder / "Drafts").read_text()
    assert sink.mails == []


def test_on_the_screen_a_clean_mail_goes(
    home: Home, sink: Sink, terminal: Callable[[str], Terminal], program: str
) -> None:
    rc = ready(home, program)
    screen = terminal(f"{program} -F {rc} -s Group {ONE[0]}")
    screen.wait_for("y:Send")
    screen.keys("y")
    wait_until(lambda: sink.mails)
    screen.wait_for("ENDED 0")
