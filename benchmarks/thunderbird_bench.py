"""What the Thunderbird add-on costs the person who writes, in a real headless Thunderbird: popup, counter, host."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import material

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.clients.thunderbird.program import Thunderbird

RUNS = 9
FEW = ", ".join(f"p{number}@example.{'com' if number % 2 else 'net'}" for number in range(9))
MANY = ", ".join(f"person{number}@example.{'com' if number % 2 else 'net'}" for number in range(500))
HOST = b"leakcheck-native-host"

# Clicks Send and looks every few milliseconds for a popup that shows its verdict: its title is set with it.
CLICK = """
  const window = Services.wm.getMostRecentWindow("msgcompose");
  const begun = window.performance.now();
  window.document.getElementById("button-send").click();
  let opened = 0;
  while (window.performance.now() - begun < 20_000) {
    for (const popup of Services.wm.getEnumerator("mail:extensionPopup")) {
      opened ||= window.performance.now() - begun;
      const title = popup.document.querySelector("browser[type=content]")?.contentTitle ?? "";
      if (title.startsWith("leakcheck:")) return [opened, window.performance.now() - begun];
    }
    await new Promise(resolve => window.setTimeout(resolve, 3));
  }
  throw new Error("no popup");
"""

# Adds a recipient as the person does by a comma or Enter, and looks when the button says another number.
ADD = """
  const window = Services.wm.getMostRecentWindow("msgcompose");
  const row = window.document.querySelector('.address-row[data-recipienttype="addr_to"]');
  const button = window.document.querySelector('[id^="leakcheck"][id$="composeAction-toolbarbutton"]');
  const begun = window.performance.now();
  window.addressRowAddRecipientsArray(row, [args[0]]);
  while (button.getAttribute("badge") !== args[1]) {
    if (window.performance.now() - begun > 20_000) throw new Error("the counter stays");
    await new Promise(resolve => window.setTimeout(resolve, 3));
  }
  return window.performance.now() - begun;
"""


def rows() -> list[tuple[str, str, str, bool | None]]:
    """Return table rows: what, measured, budget, kept."""
    if not shutil.which("thunderbird"):
        raise ImportError("Thunderbird is not on this machine")
    with _running() as program:
        counter = _counter(program)
        return [
            _popup(program, "10 KB, 9 people", FEW, 0.5),
            _popup(program, "10 KB, 9 people, host not running", FEW, 0.5, cold=True),
            _popup(program, "10 KB, 500 people", MANY, 1.5),
            *counter,
            _memory(program),
        ]


@contextmanager
def _running() -> Iterator[Thunderbird]:
    from leakcheck.cli.addon import ADD_ON
    from leakcheck.cli.thunderbird import install, places
    from tests.clients.rig import running_sink
    from tests.clients.thunderbird.program import Thunderbird

    with tempfile.TemporaryDirectory() as name, running_sink() as sink:
        program = Thunderbird(Path(name) / "thunderbird", sink)
        found = {"HOME": str(program.home)}
        list(install(found))
        (program.profile / "extensions" / f"{ADD_ON}.xpi").write_bytes(places(found).add_on.read_bytes())
        try:
            program.start()
            program.wait(program.add_on_is_active)
            yield program
        finally:
            program.stop()


def _popup(
    program: Thunderbird, what: str, people: str, budget: float, *, cold: bool = False
) -> tuple[str, str, str, bool]:
    times = []
    for _ in range(RUNS):
        program.compose(to=people, subject="Offer", body=material.text(10_000))
        program.wait(lambda: program.draft()["badge"])
        if cold:
            _end_hosts(program)
        times.append(program.remote.script(CLICK)[1] / 1000)
        program.close_all()
    return (
        f"click on Send to popup, {what}",
        f"{statistics.median(times):.2f} s (best {min(times):.2f}, worst {max(times):.2f} of {RUNS})",
        f"<= {budget} s",
        statistics.median(times) <= budget,
    )


def _counter(program: Thunderbird) -> list[tuple[str, str, str, bool]]:
    """Add people one after the other, once among few and once among many."""
    found = []
    most = 0
    for what, people in (("9 people", FEW), ("500 people", MANY)):
        number = people.count(",") + 1
        program.compose(to=people, subject="Offer", body=material.text(10_000))
        program.wait(lambda number=number: program.draft()["badge"] == str(number))
        times = []
        for more in range(1, RUNS + 1):
            times.append(program.remote.script(ADD, f"more{more}@example.org", str(number + more)))
            most = max(most, len(_hosts(program)))
            time.sleep(0.3)
        program.close_all()
        found.append(
            (
                f"live counter, one more beside {what}",
                f"{statistics.median(times):.0f} ms (best {min(times):.0f}, worst {max(times):.0f} of {RUNS})",
                "<= 200 ms",
                statistics.median(times) <= 200,
            )
        )
    return [*found, ("hosts at once while people are added", str(most), "1", most == 1)]


def _memory(program: Thunderbird) -> tuple[str, str, str, bool]:
    """Ask the host that has answered all kinds of drafts what it needed at most."""
    program.compose(to=MANY, subject="Offer", body=material.text(1_000_000))
    program.remote.script(CLICK)
    status = (_hosts(program)[0] / "status").read_text()
    program.close_all()
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    return ("memory of the host, 500 people and 1 MB of text, at most", f"{peak:.0f} MB", "<= 60 MB", peak <= 60)


def _hosts(program: Thunderbird) -> list[Path]:
    """Return the processes of our host that this Thunderbird has started."""
    home = f"HOME={program.home}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            ours = HOST in (process / "cmdline").read_bytes() and home in (process / "environ").read_bytes()
        except OSError:
            continue  # it has ended, or is somebody else's
        if ours:
            found.append(process)
    return found


def _end_hosts(program: Thunderbird) -> None:
    import os
    import signal

    for process in _hosts(program):
        os.kill(int(process.name), signal.SIGKILL)
    while _hosts(program):
        time.sleep(0.01)


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
