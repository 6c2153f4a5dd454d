from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.hooks.desk import CLEAN, LEAKY, PEOPLE, SENDMAIL, mail

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hooks.desk import Desk


def test_the_transport_gets_the_same_bytes_and_arguments(desk: Desk) -> None:
    odd = b"From: petra@coach.example\r\nTo: anna@example.com\n\nno end of line \xff\x00"
    done = desk.send("-oi", "-f", "me@coach.example", "anna@example.com", stdin=odd)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert desk.got == odd
    assert desk.arguments == ["-oi", "-f", "me@coach.example", "anna@example.com"]


def test_a_leak_ends_with_65_and_plain_masked_words(desk: Desk) -> None:
    done = desk.send("-t", stdin=LEAKY)
    assert done.returncode == 65
    assert desk.got is None
    assert b"12 people would see one another's addresses" in done.stderr
    assert b"\x1b" not in done.stderr
    assert not any(person.encode() in done.stderr for person in PEOPLE)


def test_the_words_fit_a_page_and_name_commands_that_work(desk: Desk) -> None:
    desk.environment["PATH"] = "/usr/bin:/bin"
    said = desk.send("-t", stdin=LEAKY).stderr.decode()
    assert max(map(len, said.splitlines()[:-1])) <= 78
    assert "leakcheck fix" not in said  # there is no file that could be fixed
    command = said.splitlines()[-1].strip().replace("why it is right", "they know one another")
    assert subprocess.run(["sh", "-c", command], env=desk.environment, cwd=desk.folder, check=False).returncode == 0
    assert desk.send("-t", stdin=LEAKY).returncode == 0


def test_recipients_of_the_envelope_are_judged_as_bcc(desk: Desk) -> None:
    desk.config('[[circle]]\nname = "clients"\nmembers = ["anna@example.com"]\nbcc-only = true\n')
    assert desk.send("--", "bjoern@example.net", "anna@example.com", stdin=mail(["bjoern@example.net"])).returncode == 0
    encrypted = mail(
        ["bjoern@example.net"],
        'MIME-Version: 1.0\nContent-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\n',
        "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n"
        "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n--b--",
    )
    done = desk.send("bjoern@example.net", "anna@example.com", stdin=encrypted)
    assert done.returncode == 65
    assert b"LC602" in done.stderr
    assert b"LC602" not in desk.send("bjoern@example.net", stdin=encrypted).stderr


def test_a_list_name_in_the_envelope_cannot_be_checked(desk: Desk) -> None:
    done = desk.send("anna@example.com", "everybody")
    assert done.returncode == 65
    assert b"LC103" in done.stderr
    assert desk.got is None


def test_options_of_the_transport_count_too(desk: Desk) -> None:
    assert desk.send("--via", f"{desk.folder}/keep -t", stdin=LEAKY).returncode == 65
    assert desk.send("--via", f"{desk.folder}/keep -a work -t").returncode == 0
    assert desk.arguments == ["-a", "work", "-t"]


def test_via_wins_over_the_variable_and_that_over_the_configuration(desk: Desk) -> None:
    desk.config('[sendmail]\ncommand = "/nowhere/msmtp"\n')
    assert desk.send("-t").returncode == 0
    other = desk.program("other", "exit 3")
    assert desk.send("--via", other, "-t").returncode == 3
    del desk.environment["LEAKCHECK_VIA"]
    done = desk.send("-t")
    assert done.returncode == 78
    assert b"/nowhere/msmtp cannot be started (No such file or directory)" in done.stderr


def test_a_locked_command_is_the_only_one(desk: Desk) -> None:
    command = desk.program("sender", "cat >/dev/null; exit 5")
    place = desk.folder / "xdg/leakcheck/leakcheck.toml"
    place.parent.mkdir(parents=True)
    place.write_text(f'locked = ["sendmail.command"]\n[sendmail]\ncommand = "{command}"\n')
    variables = {"XDG_CONFIG_DIRS": str(desk.folder / "xdg")}
    del desk.environment["LEAKCHECK_VIA"]
    assert desk.send("-t", **variables).returncode == 5
    assert desk.send("--via", command, "-t", **variables).returncode == 5
    other = desk.program("other", "exit 0")
    for name, done in (
        ("--via", desk.send("--via", other, "-t", **variables)),
        ("LEAKCHECK_VIA", desk.send("-t", LEAKCHECK_VIA=other, **variables)),
    ):
        assert done.returncode == 78
        assert f"not sent: {name}: sendmail.command is locked in {place}:1".encode() in done.stderr


@pytest.mark.parametrize(
    ("script", "code", "words"),
    [
        ("exit 1", 1, b"keep2 ended with 1"),
        ("exit 75", 75, b"keep2 ended with 75"),
        ("exit 126", 70, b"(126)"),
        ("head -c 10 >/dev/null; kill -9 $$", 70, b"ended by signal 9 while it had the mail"),
        ("exit 0", 0, b""),
    ],
)
def test_the_transports_own_code(desk: Desk, script: str, code: int, words: bytes) -> None:
    done = desk.send("--via", desk.program("keep2", script), "-t", stdin=mail(PEOPLE[:1], body="x\n" * 500_000))
    assert done.returncode == code
    assert words in done.stderr


@pytest.mark.parametrize("via", ["'unbalanced", "/", "   "])
def test_a_transport_that_is_none_is_a_matter_of_configuration(desk: Desk, via: str) -> None:
    done = desk.send("--via", via, "-t")
    assert done.returncode == 78
    assert done.stderr.startswith(b"leakcheck: not sent: ")
    assert len(done.stderr.splitlines()) == 1


def test_it_is_never_its_own_transport(desk: Desk) -> None:
    done = desk.send("--via", f"{SENDMAIL} --via {desk.folder}/keep", "-t")
    assert done.returncode == 78
    assert b"its own transport" in done.stderr
    assert desk.send("--via", desk.program("loop", f"exec {SENDMAIL} -t"), "-t").returncode == 78


@pytest.mark.parametrize("text", ["nonsense = 1\n", "[sendmail\n", 'select = ["LC999"]\n', "fail-on = 7\n"])
def test_a_broken_configuration_sends_nothing(desk: Desk, text: str) -> None:
    desk.config(text)
    done = desk.send("-t", stdin=CLEAN)
    assert done.returncode == 78
    assert len(done.stderr.splitlines()) == 1
    assert desk.got is None


def test_a_file_of_a_project_cannot_name_the_transport(desk: Desk) -> None:
    project = desk.folder / "project"
    project.mkdir()
    (project / "leakcheck.toml").write_text('[sendmail]\ncommand = "/tmp/theirs"\n')
    done = desk._replace(folder=project).send("-t")
    assert done.returncode == 78


def test_a_message_without_recipients_is_not_sent(desk: Desk) -> None:
    done = desk.send("-t", stdin=b"From: petra@coach.example\nSubject: x\n\nHello\n")
    assert done.returncode == 65
    assert b"no recipient" in done.stderr


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256)) * 40])
def test_what_is_no_mail_is_not_sent(desk: Desk, data: bytes) -> None:
    done = desk.send("anna@example.com", stdin=data)
    assert done.returncode in {65, 70}
    assert desk.got is None
    assert b"Traceback" not in done.stderr


def test_a_text_without_header_is_a_body_as_for_sendmail(desk: Desk) -> None:
    assert desk.send("anna@example.com", stdin=b"the backup is done\n").returncode == 0
    assert desk.got == b"the backup is done\n"


def test_what_could_not_be_checked_is_kept_unless_told_otherwise(desk: Desk) -> None:
    desk.config('[consent]\nledger = "gone.db"\n')
    done = desk.send("-t")
    assert done.returncode in {70, 78}
    assert desk.got is None


def test_fail_open_sends_with_a_loud_line_and_never_a_leak(desk: Desk) -> None:
    desk.config("[sendmail]\nfail-open = true\n[limits]\nparts = 1\n")
    boundary = "Content-Type: multipart/mixed; boundary=b\n"
    many = mail(PEOPLE[:1], boundary, "--b\n\none\n--b\n\ntwo\n--b--")
    done = desk.send("-t", stdin=many)
    assert done.returncode == 0, done.stderr
    assert b"SENT WITHOUT A FULL CHECK" in done.stderr
    assert desk.got == many
    assert [row["decision"] for row in desk.journal()] == ["sent-unchecked"]
    assert desk.send("-t", stdin=LEAKY).returncode == 65


def test_smtp_on_standard_input_is_refused(desk: Desk) -> None:
    done = desk.send("-bs", stdin=b"EHLO x\n")
    assert done.returncode == 70
    assert desk.got is None


def test_a_call_without_a_mail_is_handed_on(desk: Desk) -> None:
    assert desk.send("-bp").returncode == 0
    assert desk.arguments == ["-bp"]
    assert desk.send("--", "--version").returncode == 0
    assert desk.arguments == ["--version"]


def test_check_only_starts_nothing(desk: Desk) -> None:
    assert desk.send("--check-only", "-t").returncode == 0
    assert desk.send("--check-only", "-t", stdin=LEAKY).returncode == 65
    assert desk.got is None


def test_allow_once_holds_for_one_try_of_the_same_mail(desk: Desk) -> None:
    first = desk.send("-t", stdin=LEAKY).stderr.decode()
    code = first.split("allow-once ")[1].split()[0]
    assert desk.leakcheck("allow-once", code, "--reason", "bjoern@example.net said all agreed").returncode == 0
    assert desk.send("-t", stdin=mail(PEOPLE, body="Another text")).returncode == 65
    again = LEAKY.replace(b"Subject", b"Message-ID: <2@coach.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nSubject")
    sent = desk.send("-t", stdin=again)
    assert sent.returncode == 0
    assert desk.got == again
    assert b"sent all the same" in sent.stderr
    assert desk.send("-t", stdin=LEAKY).returncode == 65
    rows = desk.journal()
    assert [row["decision"] for row in rows] == ["stopped", "stopped", "sent-anyway", "stopped"]
    assert rows[2]["reason"] == "b***@e***.net said all agreed"
    assert {row["rule"] for row in rows} == {"LC101"}


def test_the_order_of_header_fields_makes_no_other_mail(desk: Desk) -> None:
    """Aerc puts them into another order at each try."""
    assert desk.send("-t", stdin=LEAKY).returncode == 65
    assert desk.leakcheck("allow-once", "--reason", "they know").returncode == 0
    lines = LEAKY.splitlines(keepends=True)
    again = b"".join((lines[2], lines[1], lines[0], *lines[3:]))
    assert again != LEAKY
    assert desk.send("-t", stdin=again).returncode == 0


def test_another_signature_makes_no_other_mail(desk: Desk) -> None:
    signed = mail(
        PEOPLE,
        'MIME-Version: 1.0\nContent-Type: multipart/signed; protocol="application/pgp-signature"; boundary=b1\n',
        "--b1\nContent-Type: text/plain\n\nDear all\n--b1\nContent-Type: application/pgp-signature\n\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCgAdFiEE\n-----END PGP SIGNATURE-----\n--b1--",
    )
    assert desk.send("-t", stdin=signed).returncode == 65
    assert desk.leakcheck("allow-once", "--reason", "they know").returncode == 0
    assert desk.send("-t", stdin=signed.replace(b"Dear all", b"Dear you")).returncode == 65
    assert desk.send("-t", stdin=signed.replace(b"iQEz", b"jRFz").replace(b"b1", b"b2")).returncode == 0


def test_a_token_is_bound_to_the_recipients_too(desk: Desk) -> None:
    assert desk.send(*PEOPLE, stdin=LEAKY).returncode == 65
    assert desk.leakcheck("allow-once", "--reason", "they know").returncode == 0
    assert desk.send(*PEOPLE, "stranger@example.org", stdin=LEAKY).returncode == 65
    assert desk.send(*PEOPLE, stdin=LEAKY).returncode == 0


def test_a_token_runs_out(desk: Desk) -> None:
    assert desk.send("-t", stdin=LEAKY).returncode == 65
    assert desk.leakcheck("allow-once", "--reason", "they know").returncode == 0
    (token,) = (desk.folder / ".local/state/leakcheck/once").iterdir()
    note = json.loads(token.read_text())
    token.write_text(json.dumps(note | {"at": note["at"] - 90_000}))
    assert desk.send("-t", stdin=LEAKY).returncode == 65


def test_allow_once_needs_a_reason_and_a_stopped_mail(desk: Desk) -> None:
    assert desk.leakcheck("allow-once", "--reason", "x").returncode == 2
    assert desk.send("-t", stdin=LEAKY).returncode == 65
    assert desk.leakcheck("allow-once", "--reason", "  ").returncode == 2
    assert desk.leakcheck("allow-once", "ffff0000ffff", "--reason", "x").returncode == 2


def test_a_mandatory_rule_cannot_be_overruled(desk: Desk) -> None:
    desk.config('mandatory = ["LC101"]\n')
    done = desk.send("-t", stdin=LEAKY, LEAKCHECK_ALLOW="LC101:please")
    assert done.returncode == 65
    assert b"LC101 cannot be overruled here" in done.stderr
    assert b"allow-once" not in done.stderr
    assert desk.leakcheck("allow-once", "--reason", "please").returncode == 2


def test_the_variable_names_rule_and_reason(desk: Desk) -> None:
    sent = desk.send("-t", stdin=LEAKY, LEAKCHECK_ALLOW="visible-recipients:they founded the group")
    assert sent.returncode == 0
    assert desk.got == LEAKY
    assert desk.journal()[0]["reason"] == "they founded the group"
    assert desk.send("-t", stdin=LEAKY, LEAKCHECK_ALLOW="LC302:another rule").returncode == 65
    for wrong in ("LC101", "LC101:", "LC999:why"):
        assert desk.send("-t", stdin=LEAKY, LEAKCHECK_ALLOW=wrong).returncode == 78


def test_the_state_is_private_and_names_nobody(desk: Desk) -> None:
    desk.send("-t", stdin=LEAKY)
    state = desk.folder / ".local/state/leakcheck"
    assert list(state.rglob("*"))
    for path in (state, *state.rglob("*")):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path
        if path.is_file():
            assert b"example" not in path.read_bytes()
            assert b"Group" not in path.read_bytes()


def test_a_state_folder_of_others_is_not_trusted(desk: Desk) -> None:
    desk.send("-t", stdin=LEAKY)
    desk.leakcheck("allow-once", "--reason", "they know")
    (desk.folder / ".local/state/leakcheck").chmod(0o777)
    done = desk.send("-t", stdin=LEAKY)
    assert done.returncode == 65
    assert b"others may write to it" in done.stderr


def test_a_decision_that_cannot_be_written_down_sends_nothing(desk: Desk) -> None:
    (desk.folder / "state").write_text("no folder")
    done = desk.send("-t", stdin=LEAKY, LEAKCHECK_ALLOW="LC101:why", XDG_STATE_HOME=str(desk.folder / "state"))
    assert done.returncode == 70
    assert desk.got is None
    assert desk.send("-t", XDG_STATE_HOME=str(desk.folder / "state")).returncode == 0  # a clean mail needs no journal


@pytest.mark.slow
def test_a_hundred_megabytes_arrive_unchanged(desk: Desk) -> None:
    via = desk.program("digest", f"sha256sum > {desk.folder}/digest")
    data = mail(PEOPLE[:1], body="".join(f"line {number:>60}\n" for number in range(1_500_000)))
    desk.config('[[allow]]\nrule = "LC901"\nreason = "longer than the text that is read"\n')
    assert len(data) > 95_000_000
    done = desk.send("--via", via, "-t", stdin=data)
    assert done.returncode == 0, done.stderr
    assert (desk.folder / "digest").read_text().split()[0] == hashlib.sha256(data).hexdigest()


def test_a_message_over_the_limit_is_not_sent(desk: Desk) -> None:
    desk.config("[limits]\nbytes = 1000\n")
    done = desk.send("-t", stdin=mail(PEOPLE[:1], body="x" * 2_000))
    assert done.returncode == 70
    assert desk.got is None


def test_a_locked_ledger_sends_nothing(desk: Desk) -> None:
    ledger = desk.folder / "consent.db"
    assert desk.leakcheck("consent", "init", str(ledger), "--yes").returncode == 0
    desk.config(f'[consent]\nledger = "{ledger}"\n')
    assert desk.send("-t").returncode == 0
    other = sqlite3.connect(ledger, isolation_level=None)
    other.execute("pragma locking_mode = exclusive")
    other.execute("begin exclusive")
    (desk.folder / "got").unlink()
    done = desk.send("-t")
    other.close()
    assert done.returncode == 70
    assert b"is locked by another process" in done.stderr
    assert desk.got is None


def test_no_room_for_the_message(desk: Desk) -> None:
    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))

    done = subprocess.run(
        [SENDMAIL, "-t"], input=mail(PEOPLE[:1], body="x" * 2_000_000), capture_output=True, check=False,
        env=desk.environment, preexec_fn=little, cwd=desk.folder,
    )  # fmt: skip
    assert done.returncode == 70
    assert b"File too large" in done.stderr
    assert desk.got is None


@pytest.mark.parametrize("moment", ["reading", "sending"])
def test_killed_at_any_moment_nothing_is_half_sent(desk: Desk, moment: str) -> None:
    via = desk.program("slow", f"touch {desk.folder}/begun; sleep 1; cat > {desk.folder}/half; mv half got")
    data = mail(PEOPLE[:1], body="x\n" * 300_000)
    process = subprocess.Popen(
        [SENDMAIL, "--via", via, "-t"], stdin=subprocess.PIPE, env=desk.environment, cwd=desk.folder
    )
    assert process.stdin
    process.stdin.write(data[:200_000])
    if moment == "sending":
        process.stdin.write(data[200_000:])
        process.stdin.close()
        end = time.monotonic() + 30
        while not (desk.folder / "begun").exists() and time.monotonic() < end:
            time.sleep(0.05)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    process.stdin.close()
    time.sleep(2.5)
    assert desk.got == (data if moment == "sending" else None)


def test_a_signal_while_sending_reaches_the_transport(desk: Desk) -> None:
    via = desk.program("slow", f"trap 'exit 9' TERM; touch {desk.folder}/begun; sleep 20 & wait")
    process = subprocess.Popen(
        [SENDMAIL, "--via", via, "-t"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=desk.environment
    )
    assert process.stdin
    process.stdin.write(CLEAN)
    process.stdin.close()
    end = time.monotonic() + 30
    while not (desk.folder / "begun").exists() and time.monotonic() < end:
        time.sleep(0.05)
    process.terminate()
    assert process.wait(30) == 9


def test_nobody_to_read_the_reason_is_no_reason_to_send(desk: Desk) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{SENDMAIL} -t 2>&-"], input=LEAKY, env=desk.environment, cwd=desk.folder, check=False,
        start_new_session=True,
    )  # fmt: skip
    assert done.returncode == 65
    assert desk.got is None


def test_a_clean_mail_loads_nothing_heavy(tmp_path: Path) -> None:
    heavy = {"rich", "typer", "flanker", "json", "subprocess", "asyncio", "pathlib", "argparse", "email.message"}
    heavy |= {"typing", "tomllib"}
    code = (
        "import sys, os\n"
        "from leakcheck.hooks.sendmail import main\n"
        "r, w = os.pipe(); os.write(w, b'From: a@example.com\\nTo: b@example.org\\n\\nHello\\n'); os.close(w)\n"
        "os.dup2(r, 0)\n"
        "assert main(['--via', '/bin/true', '-t']) == 0\n"
        "print(*sys.modules)"
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith("LEAKCHECK_")}
    shown = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, env=env | {
        "PYTHONPATH": os.pathsep.join(sys.path)
    }, check=True, cwd=tmp_path).stdout  # fmt: skip
    assert heavy & set(shown.split()) == set()
