from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from leakcheck.hooks import journal, once

if TYPE_CHECKING:
    from pathlib import Path


def env(folder: Path) -> dict[str, str]:
    return {"XDG_STATE_HOME": str(folder), "HOME": str(folder)}


def test_a_full_journal_begins_a_new_file_and_keeps_the_last(tmp_path: Path) -> None:
    long = "because " * 100
    for number in range(500):
        entry = journal.entry("sendmail", "LC101", "stopped", f"{number} {long}")
        journal.append([entry] * 15, env(tmp_path))
    folder = tmp_path / "leakcheck"
    files = sorted(path.name for path in folder.iterdir())
    assert files == ["journal.jsonl", *(f"journal.jsonl.{number}" for number in range(1, journal.KEPT + 1))]
    assert all(path.stat().st_size <= journal.LARGEST for path in folder.iterdir())
    numbers = [int(entry.reason.split()[0]) for entry in journal.entries(env(tmp_path))]
    assert numbers == sorted([*range(numbers[0], 500)] * 15)


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    def write(number: int) -> None:
        journal.append([journal.entry("sendmail", "LC101", "stopped", str(number))], env(tmp_path))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(200)))
    assert sorted(int(entry.reason) for entry in journal.entries(env(tmp_path))) == list(range(200))


def test_lines_that_are_no_entries_are_passed_over(tmp_path: Path) -> None:
    journal.append([journal.entry("sendmail", "LC101", "stopped")], env(tmp_path))
    with (tmp_path / "leakcheck" / "journal.jsonl").open("a") as file:
        file.write('garbage\n[1]\n{"rule": "LC302"}\n{"cut of')
    assert [entry.rule for entry in journal.entries(env(tmp_path))] == ["LC101", "LC302"]


def test_an_address_in_a_reason_is_masked() -> None:
    assert journal.entry("x", "LC101", "sent-anyway", "ask <bjoern@example.net>, ok").reason == "ask b***@e***.net ok"


def test_one_token_lets_one_of_many_tries_through(tmp_path: Path) -> None:
    import time

    note = once.Note("ab" * 16, time.time(), ("LC101",), "they know")
    once.remember(note, env(tmp_path))
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: once.take(note.code, env(tmp_path)), range(64)))
    assert [one for one in taken if one] == [note]


def test_a_damaged_note_is_none(tmp_path: Path) -> None:
    import time

    note = once.Note("ab" * 16, time.time(), ("LC101",))
    once.remember(note, env(tmp_path))
    path = tmp_path / "leakcheck/once" / f"{note.code}.json"
    for text in ("", "[]", "{}", json.dumps({"at": "x", "rules": [], "reason": ""})):
        path.write_text(text)
        assert once.waiting(env(tmp_path)) == ()
        assert once.take(note.code, env(tmp_path)) is None


@pytest.mark.parametrize(
    "said", ["ask anna@example.com", "<anna@example.com>,", "mailto:anna@example.com", "anna\uff20example.com"]
)
def test_a_reason_keeps_no_address(said: str) -> None:
    kept = journal.entry("sendmail", "LC101", "sent-anyway", f"{said} said so").reason
    assert kept.endswith(" said so")
    assert "anna" not in kept
    assert "example.com" not in kept


def test_a_reason_without_end_is_cut() -> None:
    assert len(journal.entry("sendmail", "LC101", "sent-anyway", "x" * 100_000).reason) == 1_000
