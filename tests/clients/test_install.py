from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clients.rig import LEAKCHECK, ONE, PEOPLE, SENDMAIL, need

if TYPE_CHECKING:
    from tests.clients.rig import Home, Sink

FILES = {
    "neomutt": (".config/neomutt/neomuttrc", "set realname = Petra\nset from = petra@coach.example\n"),
    "mutt": (".muttrc", "set realname = Petra\nset from = petra@coach.example\n"),
    "aerc": (".config/aerc/accounts.conf", "[a]\nsource = maildir://x\noutgoing = msmtp -a default\nfrom = x\n"),
    "git": (".gitconfig", "[user]\n\tname = Petra\n\temail = petra@coach.example\n"),
    "emacs": (".emacs.d/init.el", '(setq user-mail-address "petra@coach.example")\n'),
    "msmtp": (".local/bin/msmtp", ""),
}


def prepared(home: Home, name: str) -> None:
    """Write the person's settings; msmtp finds its own in the home."""
    need(name)
    file, text = FILES[name]
    if text:
        home.write(file, text)
    home.environment.pop("LEAKCHECK_VIA")
    home.msmtprc.rename(home.folder / ".msmtprc")
    home.environment["PATH"] = f"{home.folder}/.local/bin:{home.environment['PATH']}"


@pytest.mark.parametrize("name", FILES)
def test_install_shows_adds_proves_and_takes_out_again(home: Home, sink: Sink, name: str) -> None:
    prepared(home, name)
    path, text = home.folder / FILES[name][0], FILES[name][1]
    via = () if name in {"emacs", "msmtp", "aerc"} else ("--via", "msmtp -a default")
    shown = home.run(LEAKCHECK, "install", name, *via)
    assert shown.returncode == 0, shown.stderr
    assert SENDMAIL.encode() in shown.stdout
    assert b"Nothing was changed" in shown.stdout
    assert (path.read_text() if path.exists() else "") == text
    assert home.run(LEAKCHECK, "doctor", name).returncode == 1

    done = home.run(LEAKCHECK, "install", name, *via, "--yes")
    assert done.returncode == 0, done.stderr
    assert b"nothing to change" in home.run(LEAKCHECK, "install", name, "--yes").stdout
    proved = home.run(LEAKCHECK, "doctor")
    assert proved.returncode == 0, proved.stdout.decode()
    assert f"good: {name} starts {SENDMAIL}" in proved.stdout.decode()
    assert b"12 strangers to one another is stopped" in proved.stdout
    assert not (home.folder / ".state/leakcheck/journal.jsonl").exists()
    assert sink.mails == []

    taken_out = home.run(LEAKCHECK, "uninstall", name, "--yes")
    assert taken_out.returncode == 0
    assert taken_out.stdout.decode().endswith(f"Done; {name} sends without a check now\n")
    assert (path.read_text() if path.exists() else "") == text
    assert home.run(LEAKCHECK, "doctor", name).returncode == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("emacs", b'(setq a 1)\n\x0c\n(setq user-mail-address "petra@coach.example")\n'),
        ("git", b"[user]\r\n\tname = Petra\r\n\temail = petra@coach.example\r\n"),
        ("aerc", b"[a]\nsource = maildir://x\nfrom = x\noutgoing = msmtp -a default"),
        ("neomutt", b"set from = petra@coach.example"),
    ],
)
def test_settings_come_back_byte_for_byte(home: Home, sink: Sink, name: str, text: bytes) -> None:
    prepared(home, name)
    path = home.folder / FILES[name][0]
    path.write_bytes(text)
    assert home.run(LEAKCHECK, "install", name, "--yes").returncode == 0
    assert home.run(LEAKCHECK, "doctor", name).returncode == 0
    assert home.run(LEAKCHECK, "uninstall", name, "--yes").returncode == 0
    assert path.read_bytes() == text


@pytest.mark.parametrize("name", ["neomutt", "mutt"])
def test_mutt_sends_through_what_install_wrote(home: Home, sink: Sink, name: str) -> None:
    prepared(home, name)
    assert home.run(LEAKCHECK, "install", name, "--via", "msmtp -a default", "--yes").returncode == 0
    assert home.run(name, "-s", "Group", "--", *PEOPLE, stdin=b"Dear all\n").returncode == 1
    assert home.run(name, "-s", "Group", "--", *ONE, stdin=b"Dear you\n").returncode == 0
    assert [mail.recipients for mail in sink.mails] == [ONE]


def test_git_sends_through_what_install_wrote(home: Home, sink: Sink) -> None:
    from tests.clients.test_other_programs import repository

    prepared(home, "git")
    assert home.run(LEAKCHECK, "install", "git", "--via", "msmtp -a default", "--yes").returncode == 0
    repository(home)
    send = ("git", "send-email", "--confirm=never", "--suppress-cc=all", "--to")
    assert home.run(*send, ",".join(PEOPLE), "0001-Add-a-list.patch").returncode == 65
    assert home.run(*send, ONE[0], "0001-Add-a-list.patch").returncode == 0
    assert len(sink.mails) == 1


def test_the_stand_in_of_msmtp_checks_and_sends(home: Home, sink: Sink) -> None:
    prepared(home, "msmtp")
    assert home.run(LEAKCHECK, "install", "msmtp", "--yes").returncode == 0
    leaky = f"From: petra@coach.example\nTo: {', '.join(PEOPLE)}\n\nHello\n".encode()
    clean = f"From: petra@coach.example\nTo: {ONE[0]}\n\nHello\n".encode()
    msmtp = str(home.folder / ".local/bin/msmtp")
    assert home.run(msmtp, "-a", "default", "-t", stdin=leaky).returncode == 65
    assert home.run(msmtp, "-a", "default", "-t", stdin=clean).returncode == 0
    assert b"msmtp version" in home.run(msmtp, "--version").stdout
    assert len(sink.mails) == 1


def test_a_hook_that_lets_strangers_see_one_another_is_wrong(home: Home, sink: Sink) -> None:
    prepared(home, "git")
    assert home.run(LEAKCHECK, "install", "git", "--via", "msmtp", "--yes").returncode == 0
    home.write(".config/leakcheck/leakcheck.toml", 'ignore = ["LC101"]\n')
    done = home.run(LEAKCHECK, "doctor", "git")
    assert done.returncode == 1
    assert b"wrong: " in done.stdout
    assert sink.mails == []


@pytest.mark.parametrize("name", ["neomutt", "mutt"])
@pytest.mark.parametrize(
    "line", ['set smtp_url = "smtp://127.0.0.1:1"', "set sendmail_wait = 5", "set sendmail_wait = -1"]
)
def test_a_line_behind_ours_that_leads_past_us_is_wrong(home: Home, sink: Sink, name: str, line: str) -> None:
    prepared(home, name)
    assert home.run(LEAKCHECK, "install", name, "--via", "msmtp", "--yes").returncode == 0
    with (home.folder / FILES[name][0]).open("a") as file:
        file.write(line + "\n")
    done = home.run(LEAKCHECK, "doctor", name)
    assert done.returncode == 1
    assert line.split()[1].encode() in done.stdout


def test_smtp_without_a_program_is_refused(home: Home, sink: Sink) -> None:
    prepared(home, "neomutt")
    home.write(".config/neomutt/neomuttrc", 'set smtp_url = "smtp://127.0.0.1:1"\n')
    assert home.run(LEAKCHECK, "install", "neomutt", "--yes").returncode == 2
    assert home.run(LEAKCHECK, "install", "neomutt", "--via", "msmtp", "--yes").returncode == 0
    assert home.run(LEAKCHECK, "doctor", "neomutt").returncode == 0
