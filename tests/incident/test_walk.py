"""docs/incident.md shows what leakcheck says today: each command of it is run, and its output compared."""

from __future__ import annotations

import io
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from leakcheck import mail
from leakcheck.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "incident.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
TYPED = ("Petra Lindqvist Coaching, Example Street 1", ".")
SETUP = '[consent]\nledger = "consent.db"\n'


def commands(text: str = PAGE) -> Iterator[tuple[str, list[str]]]:
    for block in re.findall(r"^```\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.rstrip("\n").split("\n")
            yield command, lines


def plain(text: str) -> str:
    return re.sub(r"INC-[0-9A-Z]{8}", "INC-XXXXXXXX", text)


def matches(shown: list[str], real: str) -> bool:
    pattern = "\n".join(".*" if line == "..." else re.escape(plain(line)) for line in shown)
    return re.fullmatch(pattern, plain(real).strip("\n"), re.DOTALL) is not None


def test_every_command_says_what_the_page_shows(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "leakcheck.toml").write_text(SETUP)
    assert main(["consent", "init", "--yes"]) == 0
    header = "To: petra@lindqvist-coaching.example\nSubject: Re: Your mail address was shown to others"
    (place / "anna.eml").write_text(
        f"From: Anna Berger <anna.berger@example.com>\n{header}\n\nPlease unsubscribe me.\n"
    )
    (place / "bjoern.eml").write_text(f"From: bjoern@example.net\n{header}\n\nWho else saw my address?\n")
    (place / "away.eml").write_text(
        "From: cleo.fontaine@example.org\nTo: petra@lindqvist-coaching.example\n"
        "Subject: Automatic reply: Your mail address was shown to others\n\nI am back on Monday.\n"
    )
    ran = 0
    for command, shown in commands():
        capsys.readouterr()
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(TYPED) + "\n"))
        assert main(shlex.split(command.removeprefix("leakcheck "))) == 0, command
        said = capsys.readouterr()
        lines = [line for line in shown if line not in TYPED]
        assert matches(lines, said.err + said.out), f"{command}\n{said.err}{said.out}"
        ran += 1
    assert ran >= 9
    page = (place / "incident/record.md").read_text("utf-8")
    assert "Petra Lindqvist Coaching, Example Street 1" in page


def test_the_page_shows_rows_of_the_record_and_a_letter(coach: Path) -> None:
    record = (coach / "record.md").read_text("utf-8")
    rows = re.findall(r"^\| .* \| (?:GDPR|ask|usual).* \|$", PAGE, re.MULTILINE)
    assert len(rows) >= 6
    assert not [row for row in rows if row not in record]
    letter = mail.parse((coach / "notices/p0001.eml").read_bytes())
    shown = next(block for block in BLOCKS if block.startswith("To: "))
    real = f"To: anna.berger@example.com\nSubject: {letter.header('Subject')}\n\n{letter.texts[-1].text}"
    assert plain(shown).strip() == plain(real.replace("\r\n", "\n")).strip()


def test_the_readme_shows_the_same() -> None:
    readme = (ROOT / "README.md").read_text("utf-8").partition("## After the accident")[2].partition("\n## ")[0]
    shown = list(commands(readme))
    assert len(shown) >= 4
    assert not [one for one in shown if one not in [*commands()]]
