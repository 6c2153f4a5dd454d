from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import pytest

from leakcheck.cli import main

TEXT = "Hello\nwrite to bob@firm.example or pay 4539 5787 6362 1486\n"


def scan(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["scan", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_file(tmp_path, capsys) -> None:
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    code, out, _ = scan(capsys, str(path))
    assert code == 1
    assert out.splitlines() == [
        "2:10  email-address, high: b***@f***.example",
        "2:38  payment-card (visa), high: ***86",
    ] or out.startswith("2:10  email-address, high: b***@f***.example\n2:")
    assert "bob@" not in out


def test_standard_input_as_json(capsys, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode("utf-16"))))
    code, out, _ = scan(capsys, "-", "--format", "json")
    shown = json.loads(out)
    assert code == 1
    assert shown["format"] == "leakcheck-scan/1"
    first = shown["sightings"][0]
    assert (first["kind"], first["line"], first["column"]) == ("email-address", 2, 10)
    assert "bob@" not in out


def test_nothing_found(tmp_path, capsys) -> None:
    path = tmp_path / "note.txt"
    path.write_text("We meet at nine\n", encoding="utf-8")
    assert scan(capsys, str(path)) == (0, "", "Nothing found\n")


def test_a_missing_file(capsys) -> None:
    code, out, err = scan(capsys, "nothing.txt")
    assert (code, out) == (2, "")
    assert err == "leakcheck: nothing.txt: no such file\n"


def test_a_folder_leads_to_the_command_that_reads_folders(tmp_path, capsys) -> None:
    code, out, err = scan(capsys, str(tmp_path))
    assert (code, out) == (2, "")
    assert err == f"leakcheck: {tmp_path}: is a folder; leakcheck check reads folders of drafts\n"


def test_reveal_needs_the_own_terminal(tmp_path, capsys) -> None:
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert scan(capsys, str(path), "--reveal")[0] == 2


def test_stats_count_by_kind(tmp_path, capsys) -> None:
    path = tmp_path / "a.eml"
    path.write_text(f"From: a@coach.example\nTo: b@example.com\n\n{TEXT}", encoding="utf-8")
    main(["check", str(path), "--stats"])
    out = capsys.readouterr().out
    assert out.endswith("Personal data by kind\n        1  email-address\n        1  payment-card\n")


def test_a_program_is_no_text(tmp_path, capsys) -> None:
    path = tmp_path / "program"
    path.write_bytes(b"\x7fELF\x02\x01\x01\0\0\0\0\0\xff\xfe" * 40)
    code, out, err = scan(capsys, str(path))
    assert (code, out) == (3, "")
    assert str(path) in err
    assert "no text" in err


@pytest.mark.parametrize(
    ("head", "what"), [(b"%PDF-1.4\n1 0 obj\n", "a PDF"), (b"{\\rtf1\\ansi Hello}", "an office document")]
)
def test_what_looks_like_text_and_is_none_is_not_passed(head, what, tmp_path, capsys) -> None:
    path = tmp_path / "letter"
    path.write_bytes(head + b"We meet at nine\n")
    code, out, err = scan(capsys, str(path))
    assert (code, out) == (3, "")
    assert f"{path}: it is {what}, no text" in err


def test_a_mail_is_not_passed_as_a_plain_text(tmp_path, capsys) -> None:
    path = tmp_path / "a.eml"
    head = "MIME-Version: 1.0\nSubject: Hello\nContent-Transfer-Encoding: base64\n\n"
    path.write_text(head + "cGF5IDQ1MzkgNTc4NyA2MzYyIDE0ODYK\n", encoding="utf-8")
    assert scan(capsys, str(path)) == (
        3,
        "",
        f"Nothing found\nleakcheck: {path}: it is a mail, read here as plain text: leakcheck check reads all of it\n",
    )
    path.write_text(head + TEXT, encoding="utf-8")
    code, out, err = scan(capsys, str(path))
    assert (code, out.count("\n")) == (1, 2)
    assert "leakcheck check reads all of it" in err


def test_more_than_the_limit_is_not_read(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("leakcheck.cli.scanning.LARGEST", 20)
    path = tmp_path / "long.txt"
    path.write_text("We meet at nine, or later\n", encoding="utf-8")
    assert scan(capsys, str(path)) == (3, "", f"leakcheck: {path}: larger than 20 bytes, split it\n")


@pytest.mark.parametrize("word", ["deu", "1", "Ö1"])
def test_a_region_is_a_country_code(word, tmp_path, capsys) -> None:
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    code, out, err = scan(capsys, str(path), "--region", word)
    assert (code, out) == (2, "")
    assert err.startswith("leakcheck: --region: must be a country code of two letters")
