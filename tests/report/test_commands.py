from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from leakcheck.report.commands import file_word, fix_command
from leakcheck.report.safe import safe
from tests.support import people_mail, report_of

LEAK = people_mail("ann@example.com, bob@example.net", body="Call +44 7700 900999")


def commands(text: str, path: str = "x.eml") -> dict[str, str]:
    report = report_of(text, path=path)
    return {finding.rule.id: fix_command(report, finding) for finding in report.findings}


def test_each_finding_names_its_command() -> None:
    assert commands(LEAK) == {
        "LC101": "leakcheck fix x.eml --split or --bcc",
        "LC302": "leakcheck fix x.eml --redact",
    }


def test_an_odd_name_can_be_pasted() -> None:
    assert commands(LEAK, "my draft.eml")["LC302"] == "leakcheck fix 'my draft.eml' --redact"


@pytest.mark.skipif(shutil.which("bash") is None, reason="no shell to paste into")
@pytest.mark.parametrize(
    "path", ["plain.eml", "it's `x` $HOME.eml", "two\nlines.eml", "it's\x1b[31m\u202egpj.eml", "\udcff\\1.eml", "ä.eml"]
)
def test_every_name_can_be_pasted(path: str) -> None:
    word = file_word(path)
    assert word == safe(word)
    said = subprocess.run(["bash", "-c", f"printf %s {word}"], capture_output=True, check=True)
    assert said.stdout == os.fsencode(path)


def test_a_name_that_looks_like_an_option() -> None:
    assert file_word("-x.eml") == "./-x.eml"


@pytest.mark.parametrize("path", ["-", "all.mbox#3"])
def test_no_command_for_what_is_no_file_of_its_own(path: str) -> None:
    assert set(commands(LEAK, path).values()) == {""}


def test_bcc_is_not_offered_for_encrypted_mail() -> None:
    text = people_mail(
        "ann@example.com, bob@example.net",
        Content_Type='multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
        body="--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--",
    )
    assert commands(text)["LC101"] == "leakcheck fix x.eml --split"


def test_cleaning_is_offered_for_what_can_be_cleaned() -> None:
    head = "From: p@coach.example\nTo: ann@example.com\nMIME-Version: 1.0\n"
    head += "Content-Type: application/rtf; name=x.rtf\nContent-Disposition: attachment\n\n"
    rtf = head + "{\\rtf1{\\info{\\author Zoe Klein}}x}"
    assert commands(rtf)["LC402"] == ""
