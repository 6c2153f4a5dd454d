from __future__ import annotations

import random
from struct import pack

import pytest

from leakcheck.mail.msg.lzfu import decompress
from leakcheck.model.errors import ReadError
from tests.mail.msg.writer import compress, store

# The examples of [MS-OXRTFCP] sections 4.1 and 4.2.
SIMPLE = "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c0900 20627705b06c647d0a800fa0"
CROSSING = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"


def test_the_published_example() -> None:
    raw, whole = decompress(bytes.fromhex(SIMPLE))
    assert raw == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert whole


def test_the_published_example_whose_copy_reads_what_it_writes() -> None:
    raw, whole = decompress(bytes.fromhex(CROSSING))
    assert raw == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    assert whole


@pytest.mark.parametrize("seed", range(12))
def test_round_trip(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311 - seeded, so that a failure comes back
    text = bytes(source.choice(b"ab {}\\") for _ in range(source.randrange(30_000)))
    assert decompress(compress(text)) == (text, True)
    assert decompress(store(text)) == (text, True)


def test_a_wrong_checksum_is_told_and_the_text_is_kept() -> None:
    packed = bytearray(compress(b"{\\rtf1 hello hello hello}"))
    packed[12] ^= 1
    assert decompress(bytes(packed)) == (b"{\\rtf1 hello hello hello}", False)


def test_cut_off_at_any_place_gives_the_beginning() -> None:
    text = b"{\\rtf1 hello world, hello again}" * 9
    packed = compress(text)
    for size in range(16, len(packed)):
        raw, whole = decompress(packed[:size])
        assert text.startswith(raw)
        assert not whole or raw == text


def test_the_announced_size_is_not_believed() -> None:
    packed = bytearray(compress(b"{\\rtf1 hello}"))
    packed[4:8] = b"\xff\xff\xff\xff"
    raw, whole = decompress(bytes(packed))
    assert raw == b"{\\rtf1 hello}"
    assert not whole


def test_the_limit_cuts() -> None:
    assert len(decompress(compress(b"a" * 100_000), 1000)[0]) == 1000


@pytest.mark.parametrize("data", [b"", b"short", pack("<II4sI", 12, 0, b"nope", 0)])
def test_what_is_no_compressed_rtf_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        decompress(data)
