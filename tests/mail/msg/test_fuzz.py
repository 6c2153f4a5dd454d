"""Whatever the bytes are, there is an outcome: a draft, or one line that says why not."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from leakcheck.mail.msg import read_msg
from leakcheck.mail.msg.lzfu import decompress
from leakcheck.mail.msg.rtf import read_rtf
from leakcheck.model.errors import ReadError
from tests.mail.msg.samples import SAMPLES
from tests.mail.msg.writer import File, Message, Person, encapsulate, write_msg

if TYPE_CHECKING:
    from pathlib import Path

    from leakcheck.model.draft import Draft

RICH = Message(
    "Hi \u20ac", "Dear Ann,\r\n\r\nbye\r\n", rtf=encapsulate("<p>Dear Ann,</p><!-- x --><p>bye</p>"),
    people=(Person("Ann", "ann@example.org"), Person("Bob", "/o=x/cn=b", kind="EX")),
    files=(File("a.txt", b"text" * 2000), File("m", Message("Inner", "text", files=(File("b", b"b"),)))),
    sender=("Cy", "cy@example.net"),
)  # fmt: skip


def outcome(data: bytes) -> Draft | None:
    """Return the draft, None when it was refused in one line."""
    try:
        draft = read_msg(data)
    except ReadError as error:
        why = str(error)
        if not why or "\n" in why:
            pytest.fail(f"not one line: {why!r}")
        return None
    for text in draft.texts:
        text.text.encode()
        assert [r.span.start for r in text.regions] == [0, *(r.span.end for r in text.regions)][: len(text.regions)]
    for header in draft.headers:
        header.text.encode()
    return draft


def flipped(data: bytes, source: random.Random) -> bytes:
    """Return the bytes with a few of them changed, more often where the structure stands."""
    changed = bytearray(data)
    for _ in range(source.choice((1, 3, 20))):
        place = source.randrange(len(changed)) if source.random() < 0.7 else source.randrange(min(512, len(changed)))
        changed[place] = source.choice((0, 0xFF, 0xFE, source.randrange(256)))
    return bytes(changed)


def attack(data: bytes, seed: int, rounds: int) -> None:
    source = random.Random(seed)  # noqa: S311 - seeded, so that a failure comes back
    for _ in range(rounds):
        outcome(flipped(data, source))
        outcome(data[: source.randrange(len(data))])


@pytest.mark.parametrize("seed", range(4))
def test_own_drafts(seed: int) -> None:
    attack(write_msg(RICH), seed, 60)


def test_cut_off_drafts_say_that_something_is_missing() -> None:
    data = write_msg(RICH)
    for size in range(0, len(data) - 512, 509):
        draft = outcome(data[:size])
        assert draft is None or draft.unread or draft.defects


@pytest.mark.parametrize("seed", range(200))
def test_random_rtf(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311 - seeded, so that a failure comes back
    words = rb"{ } \u \uc9 \' \* \htmltag \fromhtml1 \v \f1 \bin5 \fonttbl \ text \htmlrtf -1 \fldinst \ansicpg65000"
    pieces = [*words.split(), b" ", b"\n", b"\x81"]
    rtf = b"".join(source.choices(pieces, k=300))
    found = read_rtf(rb"{\rtf1" + rtf)
    (found.text + found.hidden).encode()
    found = read_rtf(rtf)
    (found.text + found.hidden).encode()


@pytest.mark.parametrize("seed", range(100))
def test_random_compressed_rtf(seed: int) -> None:
    data = random.Random(seed).randbytes(3000)  # noqa: S311 - seeded, so that a failure comes back
    decompress(data[:8] + b"LZFu" + data[12:])


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name: str) -> None:
    attack(write_msg(SAMPLES[name]()), 7, 500)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_corpus(corpus: Path) -> None:
    for number, path in enumerate(sorted((corpus / "msg").rglob("*.msg"))):
        attack(path.read_bytes(), number, 40)
