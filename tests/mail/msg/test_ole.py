from __future__ import annotations

import random
from struct import pack_into

import pytest

from leakcheck.mail.msg.ole import Ole, Storage, open_ole
from leakcheck.model.errors import ReadError
from tests.mail.msg.cfb import Tree, write_cfb


def contents(ole: Ole, storage: Storage) -> Tree:
    tree: Tree = {name: ole.read(entry) for name, entry in storage.streams.items()}
    return tree | {name: contents(ole, inner) for name, inner in storage.storages.items()}


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)  # noqa: S311 - seeded, so that a failure comes back


TREES: dict[str, Tree] = {
    "empty": {"a": b""},
    "small and large streams": {"a": noise(63), "b": noise(64), "c": noise(65), "d": noise(4095), "e": noise(4096)},
    "sectors exactly full": {"a": noise(512 * 8), "b": noise(512 * 16)},
    "storages in storages": {"a": {"b": {"c": {"d": noise(100)}}, "e": noise(5000)}, "f": noise(3)},
    "many neighbours": {f"s{number:05}": {"p": noise(number % 200)} for number in range(1500)},
}


@pytest.mark.parametrize("name", TREES)
def test_reads_what_was_written(name: str) -> None:
    ole = open_ole(write_cfb(TREES[name]))
    assert contents(ole, ole.root) == TREES[name]
    assert not ole.damage


def test_reads_a_file_whose_sector_table_has_a_table_of_its_own() -> None:
    tree: Tree = {"a": noise(9_000_000), "b": noise(77)}
    ole = open_ole(write_cfb(tree))
    assert contents(ole, ole.root) == tree
    assert not ole.damage


def test_a_directory_that_is_one_long_chain_does_not_exhaust_the_stack() -> None:
    data = bytearray(write_cfb({f"s{number:05}": b"x" for number in range(5000)}))
    start = int.from_bytes(data[48:52], "little") * 512 + 512
    for number in range(1, 5001):
        pack_into("<II", data, start + number * 128 + 68, 0xFFFFFFFF, number + 1 if number < 5000 else 0xFFFFFFFF)
    pack_into("<I", data, start + 76, 1)
    ole = open_ole(bytes(data))
    assert len(ole.root.streams) == 5000
    assert not ole.damage


def test_a_directory_that_leads_back_to_itself_is_damage() -> None:
    data = bytearray(write_cfb({f"s{number}": b"x" for number in range(9)}))
    start = int.from_bytes(data[48:52], "little") * 512 + 512
    pack_into("<I", data, start + 128 + 68, 5)
    ole = open_ole(bytes(data))
    assert "the directory is damaged" in ole.damage


def test_streams_that_share_their_sectors_cannot_multiply_the_work() -> None:
    data = bytearray(write_cfb({"big": noise(1_000_000)} | {f"s{number:05}": noise(5000) for number in range(100)}))
    start = int.from_bytes(data[48:52], "little") * 512 + 512
    big = next(at for at in range(start, len(data), 128) if data[at : at + 6] == "big".encode("utf-16-le"))
    for at in range(start + 128, start + 102 * 128, 128):
        data[at + 116 : at + 124] = data[big + 116 : big + 124]
    ole = open_ole(bytes(data))
    assert sum(len(ole.read(entry)) for entry in ole.root.streams.values()) <= len(data)
    assert ole.damage


def test_a_chain_that_never_ends_is_cut_at_the_size_of_its_stream() -> None:
    data = bytearray(write_cfb({"a": noise(5120)}))
    table = int.from_bytes(data[76:80], "little") * 512 + 512
    pack_into("<I", data, table + 4, 0)
    ole = open_ole(bytes(data))
    assert len(ole.read(ole.root.streams["a"])) == 5120


def test_the_end_of_a_file_may_be_missing() -> None:
    whole = write_cfb({"a": noise(100_000), "b": noise(10)})
    outcomes = set()
    for size in range(0, len(whole), 511):
        try:
            ole = open_ole(whole[:size])
            contents(ole, ole.root)
            outcomes.add(bool(ole.damage))
        except ReadError:
            outcomes.add(None)
    assert False not in outcomes


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "cut off"),
        (b"From: a@example.org\r\n\r\n" * 100, "no Outlook file"),
        (write_cfb({"a": b"x"})[:1000], "cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000, "damaged"),
    ],
)
def test_what_is_no_compound_file_is_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why) as error:
        open_ole(data)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("offset", "value"), [(44, 0xFFFFFFFF), (72, 0xFFFFFFF0), (30, 0xFFFF), (32, 0xFFFF)])
def test_a_header_with_absurd_numbers_is_refused(offset: int, value: int) -> None:
    data = bytearray(write_cfb({"a": noise(9000)}))
    data[offset : offset + 4] = value.to_bytes(4, "little")
    with pytest.raises(ReadError):
        open_ole(bytes(data))
