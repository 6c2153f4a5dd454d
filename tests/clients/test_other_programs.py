from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.clients.rig import LEAKCHECK, ONE, PEOPLE, SENDMAIL, need, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.clients.rig import Home, Sink, Terminal

AERC = """\
[coach]
source = maildir://{home}/Mail
outgoing = {sendmail}
from = Petra <petra@coach.example>
default = Inbox
copy-to = Sent
"""


def aerc(home: Home, to: list[str], terminal: Callable[[str], Terminal]) -> Terminal:
    need("aerc")
    for folder in ("Inbox", "Sent", "Drafts"):
        for part in ("cur", "new", "tmp"):
            (home.folder / "Mail" / folder / part).mkdir(parents=True)
    home.write(".config/aerc/accounts.conf", AERC.format(home=home.folder, sendmail=SENDMAIL)).chmod(0o600)
    home.write("editor", "#!/bin/sh\nexit 0\n").chmod(0o700)
    home.environment["EDITOR"] = str(home.folder / "editor")
    screen = terminal("aerc")
    screen.wait_for("Inbox")
    screen.keys(":")
    screen.keys("-l", f'compose -H "To: {",".join(to)}" -H "Subject: Group"')
    screen.keys("Enter")
    screen.wait_for("Send this email?")
    return screen


def test_aerc_sends_a_clean_mail(home: Home, sink: Sink, terminal: Callable[[str], Terminal]) -> None:
    aerc(home, ONE, terminal).keys("y")
    wait_until(lambda: sink.mails)
    assert [mail.recipients for mail in sink.mails] == [ONE]


def test_aerc_keeps_a_leaky_mail_in_the_composer(home: Home, sink: Sink, terminal: Callable[[str], Terminal]) -> None:
    screen = aerc(home, PEOPLE, terminal)
    screen.keys("y")
    wait_until(lambda: b'"stopped"' in home.run(LEAKCHECK, "journal", "--json").stdout)
    screen.keys("C-l")  # aerc draws the composer again with the next key
    shown = screen.wait_for("Send this email?")
    assert "what now?" not in shown  # the screen is aerc's: no question may stand on it
    assert sink.mails == []
    assert not list((home.folder / "Mail/Sent").rglob("*:2,*"))


def test_aerc_sends_once_what_was_allowed_whatever_the_order_of_its_header(
    home: Home, sink: Sink, terminal: Callable[[str], Terminal]
) -> None:
    def decisions() -> int:
        return len(json.loads(home.run(LEAKCHECK, "journal", "--json").stdout)["decisions"])

    screen = aerc(home, PEOPLE, terminal)
    for number in range(1, 4):
        screen.keys("y")
        wait_until(lambda number=number: decisions() == number)  # type: ignore[misc]
        screen.keys("C-l")
        screen.wait_for("Send this email?")
    assert len(list((home.folder / ".state/leakcheck/once").iterdir())) == 1
    assert home.run(LEAKCHECK, "allow-once", "--reason", "they founded the group").returncode == 0
    screen.keys("y")
    wait_until(lambda: sink.mails)
    assert sorted(sink.mails[0].recipients) == sorted(PEOPLE)
    assert b"founded" not in sink.mails[0].data


def test_what_aerc_throws_away_is_read_in_tmux_and_in_a_terminal_of_aerc(
    home: Home, sink: Sink, terminal: Callable[[str], Terminal]
) -> None:
    person = aerc(home, PEOPLE, terminal).watched()
    try:
        person.wait_for("Send this email?")
        person.keys("y")
        assert "12 people would see one another" in person.wait_for("leakcheck stopped this mail: ")
        person.keys("j")
        person.wait_for("Send this email?")
        person.keys(":")
        person.keys("-l", f"term sh -c '{LEAKCHECK} journal --last | less'")
        person.keys("Enter")
        assert "12 people would see one another" in person.wait_for("allow-once")
        person.keys("q")
        person.wait_for("Send this email?")
    finally:
        person.close()
    assert sink.mails == []


def snail(home: Home, to: list[str]) -> tuple[int, str]:
    need("s-nail")
    rc = home.write("mailrc", f"set mta={SENDMAIL} sendwait from=petra@coach.example\n")
    done = home.run(
        "s-nail", "-n", "-s", "Group", *to, stdin=b"Dear all\n", MAILRC=str(rc), DEAD=str(home.folder / "dead")
    )
    return done.returncode, (done.stdout + done.stderr).decode()


def test_s_nail_sends_a_clean_mail(home: Home, sink: Sink) -> None:
    assert snail(home, ONE)[0] == 0
    assert [mail.recipients for mail in sink.mails] == [ONE]


def test_s_nail_says_why_and_keeps_the_mail(home: Home, sink: Sink) -> None:
    code, text = snail(home, PEOPLE)
    assert code == 4
    assert "12 people would see one another's addresses" in text
    assert "message not sent" in text
    assert "Dear all" in (home.folder / "dead").read_text()
    assert sink.mails == []


def test_s_nail_asks_on_its_terminal(home: Home, sink: Sink, terminal: Callable[[str], Terminal]) -> None:
    need("s-nail")
    home.environment["MAILRC"] = str(home.write("mailrc", f"set mta={SENDMAIL} sendwait from=petra@coach.example\n"))
    body = home.write("body", "Dear all\n")
    screen = terminal(f"s-nail -n -s Group {' '.join(PEOPLE)} < {body}")
    assert "[Enter] back to the draft" in screen.wait_for("what now?")
    screen.keys("a", "Enter")
    screen.wait_for("why is that right?")
    screen.keys("-l", "they founded the group")
    screen.keys("Enter")
    screen.wait_for("ENDED 0")
    assert len(sink.mails) == 1


def repository(home: Home) -> None:
    need("git")
    for words in (
        ("init", "-q"),
        ("config", "user.name", "Petra"),
        ("config", "user.email", "petra@coach.example"),
        ("commit", "-q", "--allow-empty", "-m", "Begin"),
    ):
        assert home.run("git", *words).returncode == 0
    home.write("list.txt", "one\n")
    assert home.run("git", "add", "list.txt").returncode == 0
    assert home.run("git", "commit", "-q", "-m", "Add a list").returncode == 0
    assert home.run("git", "format-patch", "-q", "-1").returncode == 0


def send_email(home: Home, to: list[str], *more: str) -> tuple[int, str]:
    repository(home)
    words = [word for person in to for word in ("--to", person)]
    done = home.run(
        "git",
        "send-email",
        "--confirm=never",
        "--suppress-cc=all",
        f"--sendmail-cmd={SENDMAIL}",
        *words,
        *more,
        "0001-Add-a-list.patch",
    )
    return done.returncode, (done.stdout + done.stderr).decode()


def test_git_sends_a_clean_patch(home: Home, sink: Sink) -> None:
    code, text = send_email(home, ONE)
    assert code == 0, text
    assert [mail.recipients for mail in sink.mails] == [ONE]


def test_git_stops_with_our_words(home: Home, sink: Sink) -> None:
    code, text = send_email(home, PEOPLE)
    assert code == 65
    assert "12 people would see one another's addresses" in text
    assert sink.mails == []


def test_git_asks_on_its_terminal(home: Home, sink: Sink, terminal: Callable[[str], Terminal]) -> None:
    repository(home)
    words = " ".join(f"--to {person}" for person in PEOPLE)
    screen = terminal(
        f"git send-email --confirm=never --suppress-cc=all --sendmail-cmd={SENDMAIL} {words} 0001-Add-a-list.patch"
    )
    assert "anna@example.com" in screen.wait_for("what now?")
    screen.keys("Enter")
    assert "back to the draft" in screen.wait_for("ENDED 65")
    assert sink.mails == []


def test_another_msmtp_account_sends(home: Home, sink: Sink) -> None:
    rc = home.msmtprc.read_text().replace("account default", "account work") + "account default : work\n"
    home.msmtprc.write_text(rc)
    mail = f"From: petra@coach.example\nTo: {ONE[0]}\nSubject: Group\n\nDear you\n".encode()
    via = f"msmtp -C '{home.msmtprc}' -a work"
    done = home.run(SENDMAIL, "--via", via, "-i", "-f", "bounce@coach.example", "--", *ONE, stdin=mail)
    assert done.returncode == 0, done.stderr
    assert sink.mails[0].sender == "bounce@coach.example"
    assert sink.mails[0].data.replace(b"\r\n", b"\n").endswith(b"\n\nDear you\n")


def test_a_server_that_is_down_is_the_transports_own_code(home: Home, sink: Sink) -> None:
    home.msmtprc.write_text(home.msmtprc.read_text().replace(str(sink.port), "1"))
    done = home.run(SENDMAIL, "-t", stdin=f"From: petra@coach.example\nTo: {ONE[0]}\n\nHello\n".encode())
    assert done.returncode == 75
    assert b"the mail was found in order, but msmtp ended with 75" in done.stderr
