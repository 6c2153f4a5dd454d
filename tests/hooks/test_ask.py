from __future__ import annotations

import fcntl
import os
import select
import signal
import subprocess
import termios
import time
import tty
from typing import TYPE_CHECKING

from tests.hooks.desk import LEAKY, PEOPLE, SENDMAIL, mail

if TYPE_CHECKING:
    from tests.hooks.desk import Desk


def at_terminal(
    desk: Desk, keys: list[str], *words: str, data: bytes = LEAKY, full_screen: bool = False
) -> tuple[int, str]:
    """Run with a terminal of its own on which keys are typed, one after each question; return code and screen."""
    ours, theirs = os.openpty()
    if full_screen:
        tty.setraw(theirs)

    def own_terminal() -> None:
        fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests in the background ignores it

    letter = desk.folder / "letter.eml"
    letter.write_bytes(data)
    with letter.open("rb") as file:
        process = subprocess.Popen(
            [SENDMAIL, *words], stdin=file, stderr=theirs, env=desk.environment, cwd=desk.folder,
            start_new_session=True, preexec_fn=own_terminal,  # noqa: PLW1509 - one thread here
        )  # fmt: skip
    os.close(theirs)
    screen, typed = "", list(keys)
    end = time.monotonic() + 60
    while time.monotonic() < end and select.select([ours], [], [], 60)[0]:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        screen += piece.decode()
        if typed and screen.endswith(("] ", "right? ")):
            os.write(ours, typed.pop(0).encode())
    if time.monotonic() >= end:
        process.kill()
    code = process.wait(30)
    os.close(ours)
    return code, screen


def test_enter_goes_back_to_the_draft(desk: Desk) -> None:
    desk.environment.pop("CI", None)
    code, screen = at_terminal(desk, ["\n"], "-t")
    assert code == 65
    assert "12 people would see one another's addresses" in screen
    assert "anna@example.com" in screen  # the writer's own terminal
    assert "not sent: back to the draft" in screen
    assert desk.got is None
    assert [row["decision"] for row in desk.journal()] == ["stopped"]


def test_ci_masks_the_terminal_too(desk: Desk) -> None:
    desk.environment["CI"] = "true"
    assert "anna@example.com" not in at_terminal(desk, ["\n"], "-t")[1]


def test_sending_anyway_needs_a_reason(desk: Desk) -> None:
    assert at_terminal(desk, ["a\n", "\n"], "-t")[0] == 65
    code, screen = at_terminal(desk, ["a\n", "they founded the group\n"], "-t")
    assert code == 0
    assert "sent all the same, as you decided: LC101" in screen
    assert desk.got == LEAKY
    assert desk.journal()[-1]["reason"] == "they founded the group"


def test_an_interrupt_goes_back_to_the_draft(desk: Desk) -> None:
    assert at_terminal(desk, ["\x03"], "-t")[0] == 65
    assert at_terminal(desk, ["\x04"], "-t")[0] == 65
    assert desk.got is None


def test_everybody_moves_to_bcc(desk: Desk) -> None:
    code, _ = at_terminal(desk, ["b\n"], "-t")
    assert code == 0
    head = (desk.got or b"").partition(b"\n\n")[0]
    assert b"Bcc: " in head
    assert all(person.encode() in head.partition(b"Bcc:")[2] for person in PEOPLE)
    assert desk.journal()[-1]["decision"] == "sent-with-bcc"


def test_no_bcc_line_is_left_where_the_envelope_has_the_recipients(desk: Desk) -> None:
    code, _ = at_terminal(desk, ["b\n"], "-i", "--", *PEOPLE, "hidden@example.org")
    assert code == 0
    assert desk.arguments == ["-i", "--", *PEOPLE, "hidden@example.org"]
    assert b"anna" not in (desk.got or b"anna")
    assert (desk.got or b"").endswith(b"\n\nDear all\n")


def test_everybody_gets_a_message_of_their_own(desk: Desk) -> None:
    desk.program("keep", f'cat > "{desk.folder}/$(echo "$@" | tr -d " ")"')
    code, _ = at_terminal(desk, ["s\n"], "-oi", "--", *PEOPLE, "hidden@example.org")
    assert code == 0
    for person in (*PEOPLE, "hidden@example.org"):
        data = (desk.folder / f"-oi{person}").read_text()
        assert f"To: {person}\n" in data
        assert sum(other in data for other in (*PEOPLE, "hidden@example.org")) == 1


def test_a_sender_who_is_a_recipient_too_stays_the_sender(desk: Desk) -> None:
    desk.program("keep", f'cat > /dev/null; echo "$@" >> {desk.folder}/calls')
    assert at_terminal(desk, ["s\n"], "-f", PEOPLE[0], "--", *PEOPLE)[0] == 0
    calls = (desk.folder / "calls").read_text().splitlines()
    assert calls == [f"-f {PEOPLE[0]} {person}" for person in PEOPLE]


def test_the_person_reads_who_has_no_message_yet(desk: Desk) -> None:
    desk.program("keep", f'test "$(ls {desk.folder}/sent* | wc -l)" -lt 3 || exit 69; cat > {desk.folder}/sent$$')
    code, screen = at_terminal(desk, ["s\n"], *PEOPLE)
    assert code == 69
    assert "3 of 12 messages were sent" in screen
    assert "not yet: " in screen
    assert PEOPLE[-1] in screen.rpartition("not yet: ")[2]


def test_a_fix_that_leaves_something_sends_nothing(desk: Desk) -> None:
    card = mail(PEOPLE, body="Her card is 4556 7375 8689 9855, valid thru 11/28")
    code, screen = at_terminal(desk, ["b\n"], "-t", data=card)
    assert code == 65
    assert "after that LC303 would still be left" in screen
    assert desk.got is None


def test_a_mandatory_rule_offers_no_way_around(desk: Desk) -> None:
    desk.config('mandatory = ["LC101"]\n')
    code, screen = at_terminal(desk, ["a\n"], "-t")
    assert code == 65
    assert "send anyway" not in screen


def test_a_screen_of_the_mail_program_is_left_alone(desk: Desk) -> None:
    code, screen = at_terminal(desk, [], "-t", full_screen=True)
    assert code == 65
    assert "what now?" not in screen
