"""Damaged files of every format: an outcome each, no exception, no file left behind."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.mail.attachments.make_samples import MAKERS, attached, name_of
from tests.mail.attachments.readers import found_in

if TYPE_CHECKING:
    from pathlib import Path


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return the data with a few bytes changed, cut out, doubled, or cut off."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(out) or 1)
        match chance.randrange(5):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + chance.randrange(1, 40)]
            case 2:
                out[at:at] = out[at : at + chance.randrange(1, 40)]
            case 3:
                out[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\0\0\0\x80"))
            case 4 if chance.random() < 0.2:
                del out[at:]
    return bytes(out)


def run(suffix: str, seed: int, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TMPDIR", str(folder))
    chance = random.Random(f"{suffix} {seed}")  # noqa: S311 - the same damage every time
    finds = found_in(damaged(attached(suffix, leaky=True), chance), name_of(suffix), seconds=20)
    assert finds.contents or finds.unread  # a worker that had to be stopped knows no more than that
    assert not any("took more than" in why for _, why, _ in finds.unread)
    assert all(how for _, _, how in finds.unread)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("suffix", MAKERS)
def test_damaged_files(suffix, seed, monkeypatch, tmp_path) -> None:
    run(suffix, seed, monkeypatch, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 500))
@pytest.mark.parametrize("suffix", MAKERS)
def test_many_damaged_files(suffix, seed, monkeypatch, tmp_path) -> None:
    run(suffix, seed, monkeypatch, tmp_path)


@pytest.mark.parametrize("suffix", MAKERS)
def test_truncated_files(suffix) -> None:
    data = attached(suffix, leaky=True)
    for part in range(12):
        assert found_in(data[: len(data) * part // 12], name_of(suffix)).contents
