from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.clients.rig import LEAKCHECK, ONE, PEOPLE, SENDMAIL, need

if TYPE_CHECKING:
    from tests.clients.rig import Home, Sink

PAGE = Path(__file__).parent.parent.parent / "docs" / "mail-programs.md"
BLOCK = re.compile(r"<!-- tried: (\S+) (\S+) -->\n```\w*\n(.*?)```", re.DOTALL)
TRIED = {name: (file, text) for name, file, text in BLOCK.findall(PAGE.read_text(encoding="utf-8"))}


@pytest.fixture
def pasted(home: Home, request: pytest.FixtureRequest) -> str:
    """Paste the lines of the page into the settings of a program."""
    name = str(request.param)
    need(name)
    home.environment.pop("LEAKCHECK_VIA")
    home.msmtprc.rename(home.folder / ".msmtprc")
    home.environment["PATH"] = f"{home.folder}/.local/bin:{Path(LEAKCHECK).parent}:{home.environment['PATH']}"
    file, text = TRIED[name]
    home.write(file, text.replace("/usr/local/bin/leakcheck-sendmail", SENDMAIL)).chmod(0o700)
    return name


@pytest.mark.parametrize("pasted", ["neomutt", "mutt", "aerc", "git", "msmtp"], indirect=True)
def test_the_lines_of_the_page_work(home: Home, sink: Sink, pasted: str) -> None:
    done = home.run(LEAKCHECK, "doctor", pasted)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize("pasted", ["s-nail"], indirect=True)
def test_the_lines_for_s_nail_work(home: Home, sink: Sink, pasted: str) -> None:
    home.write(".config/leakcheck/leakcheck.toml", f'[sendmail]\ncommand = "msmtp -C {home.folder}/.msmtprc"\n')
    home.environment["MAILRC"] = str(home.folder / ".mailrc")  # root's s-nail takes another HOME, for msmtp too
    home.environment["DEAD"] = str(home.folder / "dead.letter")
    send = ("s-nail", "-:u", "-S", "from=petra@coach.example", "-s", "Group")
    assert home.run(*send, *PEOPLE, stdin=b"Dear all\n").returncode == 4
    assert "Dear all" in (home.folder / "dead.letter").read_text()
    assert home.run(*send, *ONE, stdin=b"Dear you\n").returncode == 0
    assert len(sink.mails) == 1


@pytest.mark.parametrize("pasted", ["mail.mailutils"], indirect=True)
def test_the_lines_for_mailutils_work(home: Home, sink: Sink, pasted: str) -> None:
    home.write(".config/leakcheck/leakcheck.toml", '[sendmail]\ncommand = "msmtp"\n')
    assert home.run(pasted, "-s", "Group", *PEOPLE, stdin=b"Dear all\n").returncode == 1
    assert "Dear all" in (home.folder / "dead.letter").read_text()
    assert b"12 people would see one another" in home.run(LEAKCHECK, "journal", "--last").stdout
    assert home.run(pasted, "-s", "Group", *ONE, stdin=b"Dear you\n").returncode == 0
    assert [mail.recipients for mail in sink.mails] == [ONE]


@pytest.mark.parametrize("pasted", ["mcom"], indirect=True)
def test_the_lines_for_mblaze_work(home: Home, sink: Sink, pasted: str) -> None:
    profile = home.folder / ".mblaze/profile"
    profile.write_text("From: Petra <petra@coach.example>\n" + profile.read_text())
    body = str(home.write("body", "Dear all\n"))
    stopped = home.run(pasted, "-subject", "Group", "-to", ", ".join(PEOPLE), "-body", body, "-send")
    assert stopped.returncode == 2
    assert b"12 people would see one another" in stopped.stderr
    assert "Dear all" in (home.folder / "snd.0").read_text()
    assert home.run(pasted, "-subject", "Group", "-to", ONE[0], "-body", body, "-send").returncode == 0
    assert [mail.recipients for mail in sink.mails] == [ONE]


def test_every_block_is_tried() -> None:
    assert set(TRIED) == {"neomutt", "mutt", "aerc", "git", "msmtp", "s-nail", "mail.mailutils", "mcom"}


def test_the_readme_has_the_same_lines() -> None:
    readme = (PAGE.parent.parent / "README.md").read_text(encoding="utf-8")
    assert {name: (file, text) for name, file, text in BLOCK.findall(readme)} == TRIED


SNIPPETS = {
    "neomutt": (".config/neomutt/neomuttrc", "source {}\n", "mutt/leakcheck.muttrc"),
    "mutt": (".muttrc", "source {}\n", "mutt/leakcheck.muttrc"),
    "git": (".gitconfig", "[include]\n\tpath = {}\n", "git/leakcheck.gitconfig"),
}


@pytest.mark.parametrize("name", SNIPPETS)
def test_the_snippets_work(home: Home, sink: Sink, name: str) -> None:
    need(name)
    file, line, snippet = SNIPPETS[name]
    home.environment["PATH"] = f"{Path(LEAKCHECK).parent}:{home.environment['PATH']}"
    home.write(file, line.format(PAGE.parent.parent / "clients" / snippet))
    home.write(".config/leakcheck/leakcheck.toml", '[sendmail]\ncommand = "msmtp"\n')
    done = home.run(LEAKCHECK, "doctor", name)
    assert done.returncode == 0, done.stdout.decode()
