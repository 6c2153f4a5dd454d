from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from leakcheck.cli import main
from tests.support import people_mail

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = people_mail("Ann Lee <ann@example.com>, bob@example.net")


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "x.eml"
    path.write_bytes(DRAFT.encode())
    return path


def test_writes_beside_the_draft_for_the_owner_alone(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "x.eml", "--bcc", "--yes"]) == 0
    target = draft.with_name("x.fixed.eml")
    assert b"Bcc: Ann Lee" in target.read_bytes()
    assert draft.read_bytes() == DRAFT.encode()
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in draft.parent.iterdir()) == ["x.eml", "x.fixed.eml"]
    said = capsys.readouterr().out
    assert "Wrote x.fixed.eml" in said
    assert "Cleared: LC101 visible-recipients" in said
    assert "ann@example.com" not in said


def test_twice_changes_nothing(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "x.eml", "--bcc", "--yes", "--output", "y.eml"]) == 0
    assert main(["fix", "y.eml", "--bcc", "--yes"]) == 0
    assert "nothing to fix" in capsys.readouterr().out
    assert not draft.with_name("y.fixed.eml").exists()


def test_what_no_fix_changed_is_not_clean(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.write_text(people_mail("ann", body="Dear all"))
    assert main(["fix", "x.eml", "--redact", "--yes"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("x.eml: nothing that these fixes change, nothing written\n")
    assert "warning LC103" in said


def test_in_place_keeps_the_original(draft: Path) -> None:
    assert main(["fix", "x.eml", "--bcc", "--yes", "--in-place"]) == 0
    assert b"Bcc:" in draft.read_bytes()
    assert draft.with_name("x.eml.orig").read_bytes() == DRAFT.encode()
    draft.write_bytes(DRAFT.encode())
    assert main(["fix", "x.eml", "--bcc", "--yes", "--in-place"]) == 2
    assert draft.read_bytes() == DRAFT.encode()


def test_the_one_mail_of_an_mbox_becomes_an_eml(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.with_name("Drafts").write_bytes(b"From - Mon Nov 02 10:11:12 2026\n" + DRAFT.encode() + b"\n")
    assert main(["fix", "Drafts", "--bcc", "--yes", "--in-place"]) == 2
    assert main(["fix", "Drafts", "--bcc", "--yes", "--diff"]) == 0
    assert "To, line 3" in capsys.readouterr().out
    assert draft.with_name("Drafts.fixed.eml").read_bytes().startswith(b"From: Petra")
    assert main(["fix", "Drafts", "--split", "--yes", "--output", "out.mbox"]) == 0
    assert b">From - " not in draft.with_name("out.mbox").read_bytes()


def test_an_emlx_becomes_an_eml_without_what_apple_mail_puts_around_it(draft: Path) -> None:
    path = draft.with_name("1.emlx")
    path.write_bytes(b"%-11d\n%b<plist></plist>\n" % (len(DRAFT), DRAFT.encode()))
    assert main(["fix", "1.emlx", "--bcc", "--yes", "--in-place"]) == 2
    assert main(["fix", "1.emlx", "--bcc", "--yes"]) == 0
    written = draft.with_name("1.fixed.eml").read_bytes()
    assert written.startswith(b"From: ")
    assert b"plist" not in written


@pytest.mark.skipif(sys.platform == "win32", reason="a shell limits the size of files")
@pytest.mark.parametrize("words", [("--in-place",), ("--output", "y.eml"), ("--split",)])
def test_a_full_disk_leaves_everything_as_it_was(draft: Path, words: tuple[str, ...]) -> None:
    choice = ("--split",) if words == ("--split",) else ("--bcc", *words)
    command = [sys.executable, "-m", "leakcheck", "fix", "x.eml", "--yes", *choice]
    full = ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *command]  # no file may grow
    done = subprocess.run(full, capture_output=True, check=False, cwd=draft.parent)
    assert done.returncode == 3
    assert b"cannot be written" in done.stderr
    assert [path.name for path in draft.parent.iterdir()] == ["x.eml"]
    assert draft.read_bytes() == DRAFT.encode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
def test_told_to_end_it_leaves_nothing_behind(tmp_path: Path) -> None:
    people = (f"p{number}@example{number % 97}.test" for number in range(3_000))
    (tmp_path / "x.eml").write_text(people_mail(", ".join(people)))
    command = [sys.executable, "-m", "leakcheck", "fix", "x.eml", "--split", "--yes"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL) as process:
        while not any(path.name.startswith(".leakcheck-") for path in tmp_path.iterdir()):
            assert process.poll() is None
            time.sleep(0.01)
        process.terminate()
        assert process.wait(timeout=60) == 128 + signal.SIGTERM
    assert [path.name for path in tmp_path.iterdir()] == ["x.eml"]


def test_a_file_with_other_content_is_not_replaced_unasked(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = draft.with_name("x.fixed.eml")
    taken.write_bytes(b"a day of work")
    assert main(["fix", "x.eml", "--bcc", "--yes"]) == 2
    assert "x.fixed.eml: is there already with other content" in capsys.readouterr().err
    assert main(["fix", "x.eml", "--split", "--yes", "--output", "x.mbox"]) == 0
    assert main(["fix", "x.eml", "--split", "--yes", "--output", "x.mbox"]) == 2
    draft.write_text(people_mail("ann@example.com", Fcc="imap://x/Sent"))
    assert main(["check", "x.eml", "--fix-safe"]) == 0
    assert "x.fixed.eml: is there already" in capsys.readouterr().err
    assert taken.read_bytes() == b"a day of work"


def test_without_terminal_nothing_is_written(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "x.eml", "--bcc"]) == 2
    assert "no terminal to ask on" in capsys.readouterr().err
    assert [path.name for path in draft.parent.iterdir()] == ["x.eml"]
    main(["fix", "nothere.eml"])
    main(["fix", "."])
    assert capsys.readouterr().err.splitlines() == [
        "leakcheck: nothere.eml: No such file or directory",
        "leakcheck: .: is a folder; fix one draft at a time",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("nothere.eml", "--yes"),
        ("x.eml", "--split", "--bcc", "--yes"),
        ("x.eml", "--bcc", "--yes", "--output", "x.eml"),
        ("x.eml", "--bcc", "--yes", "--output", "no/such/folder.eml"),
        ("x.eml", "--bcc", "--yes", "--in-place", "--output", "y.eml"),
        ("-", "--bcc", "--yes"),
        ("x.eml", "--bcc", "--yes", "--output", "-"),
        (".", "--yes"),
        ("x.eml", "--transport", "pigeon", "--yes"),
    ],
)
def test_wrong_use(draft: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", *words]) == 2
    assert capsys.readouterr().err.startswith("leakcheck: ")
    assert draft.read_bytes() == DRAFT.encode()
    assert [path.name for path in draft.parent.iterdir()] == ["x.eml"]


def test_what_is_no_draft_is_named(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.write_bytes(b"")
    assert main(["fix", "x.eml", "--bcc", "--yes"]) == 3
    assert capsys.readouterr().err == "leakcheck: x.eml: the file is empty\n"


def test_several_mails_in_one_file(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.write_bytes(b"".join(b"From me Mon Jan  1 00:00:00 2026\n" + DRAFT.encode() + b"\n" for _ in "12"))
    assert main(["fix", "x.eml", "--bcc", "--yes"]) == 2
    assert "holds several mails" in capsys.readouterr().err


def test_findings_that_remain_are_listed(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "Her card is 4111 1111 1111 1111, her IBAN DE89 3704 0044 0532 0130 00, her SSN 078-05-1121."
    draft.write_bytes(DRAFT.replace("Dear all", body).encode())
    code = main(["fix", "x.eml", "--bcc", "--yes"])
    said = capsys.readouterr().out
    assert code == 1
    assert "Still there:" in said
    assert draft.with_name("x.fixed.eml").exists()


def test_refused_is_three_with_the_reason(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.write_bytes(DRAFT.replace("Dear all", "Ann was diagnosed with depression.").encode())
    assert main(["fix", "x.eml", "--bcc", "--yes", "--json"]) == 3
    said = capsys.readouterr()
    assert "--split" in said.err
    answer = json.loads(said.out)
    assert (answer["format"], answer["status"], answer["exit"]) == ("leakcheck-fix/1", "refused", 3)
    assert "--split" in answer["reason"]
    assert [path.name for path in draft.parent.iterdir()] == ["x.eml"]


def test_json_lists_edits_files_and_findings(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "x.eml", "--bcc", "--yes", "--json"]) == 0
    said = capsys.readouterr().out
    answer = json.loads(said)
    assert answer["files"] == ["x.fixed.eml"]
    assert [finding["rule"] for finding in answer["cleared"]] == ["LC101"]
    assert answer["remaining"] == []
    fix = answer["fixes"][0]
    assert (fix["fix"], fix["safe"]) == ("bcc", False)
    assert {change["before"] for change in fix["changes"]} == {"A***@e***.com", "b***@e***.net"}
    assert all(set(edit) == {"start", "end", "length"} for edit in fix["edits"])
    assert "ann@" not in said


def test_a_dry_run_writes_nothing(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "x.eml", "--bcc", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "moves to Bcc" in said
    assert "Nothing written" in said
    assert [path.name for path in draft.parent.iterdir()] == ["x.eml"]


def test_standard_input(draft: Path) -> None:
    command = [sys.executable, "-m", "leakcheck", "fix", "-", "--bcc", "--yes", "--output", "y.eml"]
    done = subprocess.run(command, input=DRAFT.encode(), capture_output=True, check=False, cwd=draft.parent)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Bcc:" in draft.with_name("y.eml").read_bytes()


def test_split_writes_a_folder(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "x.eml", "--split", "--yes", "--output", "out"]) == 0
    assert sorted(path.name for path in (draft.parent / "out").iterdir()) == ["01.eml", "02.eml"]
    assert "Wrote 2 messages" in capsys.readouterr().out
    assert main(["fix", "x.eml", "--split", "--yes", "--output", "out"]) == 2
    assert "not an empty folder" in capsys.readouterr().err
    assert main(["check", "out"]) == 0


def test_the_first_suggestion_for_visible_recipients_is_split(draft: Path) -> None:
    assert main(["fix", "x.eml", "--yes"]) == 0
    assert len(list((draft.parent / "x.split").iterdir())) == 2


def test_split_lists_who_is_left_out(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.write_bytes(DRAFT.replace("bob@", "Team list, bob@").encode())
    main(["fix", "x.eml", "--split", "--yes", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["left_out"] == [{"who": "T*** l***", "why": "no address that can be read"}]
    assert len(answer["files"]) == 2


def test_check_applies_safe_fixes_to_a_copy(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = people_mail("ann@example.com", Fcc="imap://x/Sent")
    draft.write_bytes(text.encode())
    assert main(["check", "x.eml", "--fix-safe"]) == 0
    assert "Wrote x.fixed.eml, cleared LC603" in capsys.readouterr().out
    assert draft.read_bytes() == text.encode()
    assert draft.with_name("x.fixed.eml").read_bytes() == people_mail("ann@example.com").encode()
    assert main(["check", "x.fixed.eml", "--fix-safe", "--format", "json"]) == 0
    said = capsys.readouterr()
    assert "no safe fix, nothing written" in said.err
    json.loads(said.out)


def test_a_suggestion_that_is_refused_does_not_stop_the_others(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "--b\n\nCall +44 7700 900999\n--b\nContent-Type: application/pgp-signature\n\nx\n--b--"
    kind = 'multipart/signed; protocol="application/pgp-signature"; boundary=b'
    draft.write_bytes(people_mail("ann@example.com, bob@example.net", Content_Type=kind, body=body).encode())
    assert main(["fix", "x.eml", "--yes"]) == 0
    assert "left out: --redact would change a part that is signed" in capsys.readouterr().out
    assert len(list((draft.parent / "x.split").iterdir())) == 2
    assert main(["fix", "x.eml", "--redact", "--yes"]) == 3


def test_a_text_without_header(draft: Path) -> None:
    draft.with_name("x.body").write_bytes(b"Write to olga@example.net before Friday.\n")
    assert main(["fix", "x.body", "--redact", "--yes", "--output", "y.txt"]) == 0
    assert b"to [address 1] before" in draft.with_name("y.txt").read_bytes()
    assert main(["fix", "x.body", "--split", "--bcc", "--yes"]) == 2
    assert main(["fix", "x.body", "--bcc", "--yes"]) == 0


def test_all_safe(draft: Path) -> None:
    draft.write_bytes(people_mail("ann@example.com", Fcc="imap://x/Sent").encode())
    assert main(["fix", "x.eml", "--all-safe", "--yes"]) == 0
    assert b"Fcc" not in draft.with_name("x.fixed.eml").read_bytes()
