from __future__ import annotations

import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.hooks.desk import LEAKY, PEOPLE, SENDMAIL
from tests.hooks.test_ask import at_terminal

if TYPE_CHECKING:
    from tests.hooks.desk import Desk

LAST = ".local/state/leakcheck/last.txt"


def unheard(desk: Desk, *words: str, **more: str) -> int:
    """Send as aerc does: what is said goes nowhere."""
    return subprocess.run(
        [SENDMAIL, *words], input=LEAKY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        env=desk.environment | more, cwd=desk.folder, start_new_session=True,
    ).returncode  # fmt: skip


def test_what_nobody_could_read_is_kept_masked_and_private(desk: Desk) -> None:
    assert desk.leakcheck("journal", "--last").stdout == b"No mail was stopped yet\n"
    assert unheard(desk, "-t") == 65
    shown = desk.leakcheck("journal", "--last").stdout.decode()
    assert "12 people would see one another's addresses" in shown
    assert "allow-once " in shown
    assert not any(person in shown for person in PEOPLE)
    assert not stat.S_IMODE((desk.folder / LAST).stat().st_mode) & 0o077


def test_a_terminal_of_the_writers_own_leaves_no_copy(desk: Desk) -> None:
    desk.environment.pop("CI", None)
    assert "anna@example.com" in at_terminal(desk, ["\n"], "-t")[1]
    assert not (desk.folder / LAST).exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--via", "/nowhere/msmtp", "-t"), "/nowhere/msmtp cannot be started"),
        (("--config", "/nowhere/leakcheck.toml", "-t"), "/nowhere/leakcheck.toml"),
        (("-bs",), "speak SMTP"),
    ],
)
def test_every_other_reason_is_kept_too(desk: Desk, words: tuple[str, ...], told: str) -> None:
    assert unheard(desk, *words, LEAKCHECK_ALLOW="LC101:they know") in {70, 78}
    assert told in desk.leakcheck("journal", "--last").stdout.decode()


def test_the_gist_goes_to_the_desktop_only_when_nobody_else_hears_it(desk: Desk) -> None:
    desk.program("notify-send", f'printf "%s\\n" "$@" > {desk.folder}/notice')
    path = {"PATH": f"{desk.folder}:{desk.environment['PATH']}", "DISPLAY": ":9"}
    assert desk.send("-t", stdin=LEAKY, **path).returncode == 65
    assert not (desk.folder / "notice").exists()
    assert unheard(desk, "-t", **path) == 65
    for _ in range(100):
        if (desk.folder / "notice").exists() and (said := (desk.folder / "notice").read_text()).count("\n") > 3:
            break
        subprocess.run(["sleep", "0.1"], check=True)
    assert "leakcheck stopped this mail: 12 people would see one another's addresses" in said
    assert not any(person in said for person in PEOPLE)


def test_a_state_folder_that_cannot_be_used_changes_no_code(desk: Desk) -> None:
    (desk.folder / "state").write_text("no folder")
    assert unheard(desk, "-t", XDG_STATE_HOME=str(desk.folder / "state")) == 65
