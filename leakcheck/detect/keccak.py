"""Keccak-256 as Ethereum uses it, which is not the SHA-3 of the standard library (the padding differs)."""

from __future__ import annotations

_ROUNDS, _RATE = 24, 136
_MASK = (1 << 64) - 1


def keccak256(data: bytes) -> bytes:
    """Return the hash of at most 135 bytes. Source: the Keccak reference, version 3.0, with the padding of 2011."""
    block = bytearray(_RATE)
    block[: len(data)] = data
    block[len(data)] ^= 0x01
    block[-1] ^= 0x80
    lanes = [[0] * 5 for _ in range(5)]
    for at in range(_RATE // 8):
        lanes[at % 5][at // 5] = int.from_bytes(block[at * 8 : at * 8 + 8], "little")
    _permute(lanes)
    return b"".join(lanes[at][0].to_bytes(8, "little") for at in range(4))


def _permute(lanes: list[list[int]]) -> None:
    register = 1
    for _ in range(_ROUNDS):
        parity = [a ^ b ^ c ^ d ^ e for a, b, c, d, e in lanes]
        mixed = [parity[x - 1] ^ _turned(parity[(x + 1) % 5], 1) for x in range(5)]
        for x in range(5):
            lanes[x] = [lane ^ mixed[x] for lane in lanes[x]]
        x, y = 1, 0
        current = lanes[x][y]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, lanes[x][y] = lanes[x][y], _turned(current, (step + 1) * (step + 2) // 2 % 64)
        for y in range(5):
            row = [lanes[x][y] for x in range(5)]
            for x in range(5):
                lanes[x][y] = row[x] ^ (~row[(x + 1) % 5] & _MASK & row[(x + 2) % 5])
        for bit in range(7):
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
            if register & 2:
                lanes[0][0] ^= 1 << ((1 << bit) - 1)


def _turned(lane: int, places: int) -> int:
    return (lane << places | lane >> (64 - places)) & _MASK
