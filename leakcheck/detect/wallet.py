"""Crypto wallet addresses: base58check, bech32 and the mixed case of Ethereum prove themselves."""

from __future__ import annotations

import re

from leakcheck.detect import cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
# Version bytes of base58check: Bitcoin 0 and 5, Litecoin 48 and 50, Dogecoin 30, Dash 76, Tron 65.
_VERSIONS = {0: "bitcoin", 5: "bitcoin", 48: "litecoin", 50: "litecoin", 30: "dogecoin", 76: "dash", 65: "tron"}
_PREFIXES = {"bc": "bitcoin", "ltc": "litecoin"}
_SAMPLES = frozenset({"0x" + "0" * 40, "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"})
_CUES = cues.index("wallet, eth, ether, ethereum, crypto, donate, usdt, usdc, erc20, metamask, ledger")
_PROVED = 20  # addresses of Ethereum in one text whose case is proved, at a millisecond each


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield wallet addresses."""
    mixed = 0
    for start, end in prepared.codes:
        raw = prepared.plain[start:end]
        if not 26 <= len(raw) <= 64 or prepared.plain[start - 1 : start] in {"/", "=", "+"}:
            continue
        coin = _bech32(raw) or _base58check(raw)
        if coin:
            yield Sighting("crypto-wallet", start, end, Confidence.HIGH, coin, raw in _SAMPLES)
        elif len(raw) == 42 and re.fullmatch(r"0x[0-9A-Fa-f]{40}", raw):
            mixed += raw[2:] not in {raw[2:].lower(), raw[2:].upper()}
            confidence = Confidence.MEDIUM if cues.near(prepared, start, end, _CUES) else Confidence.LOW
            if mixed <= _PROVED and _is_of_ethereum(raw[2:]):
                confidence = Confidence.HIGH
            yield Sighting("crypto-wallet", start, end, confidence, "ethereum", raw in _SAMPLES)


def _is_of_ethereum(digits: str) -> bool:
    """Tell whether letters are capitals where the hash of the address in lower case says so (EIP-55)."""
    lower = digits.lower()
    if digits in {lower, digits.upper()}:
        return False
    from leakcheck.detect.keccak import keccak256

    proof = keccak256(lower.encode("ascii")).hex()
    return digits == "".join(c.upper() if p >= "8" else c for c, p in zip(lower, proof, strict=False))


def _base58check(raw: str) -> str:
    """Return the coin of an address whose last four bytes are its double SHA-256, empty when they are not."""
    if len(raw) > 35 or any(char not in _BASE58 for char in raw):
        return ""
    number = 0
    for char in raw:
        number = number * 58 + _BASE58.index(char)
    try:
        data = number.to_bytes(25, "big")
    except OverflowError:
        return ""
    from hashlib import sha256

    proof = sha256(sha256(data[:21]).digest()).digest()[:4]
    return _VERSIONS.get(data[0], "") if proof == data[21:] else ""


def _bech32(raw: str) -> str:
    """Return the coin of a segwit address (BIP 173, BIP 350), empty when its checksum is wrong."""
    prefix, separator, data = raw.lower().partition("1")
    if not separator or prefix not in _PREFIXES or any(char not in _BECH32 for char in data):
        return ""
    if raw not in {raw.lower(), raw.upper()}:
        return ""
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + [_BECH32.index(c) for c in data]
    return _PREFIXES[prefix] if _polymod(values) in {1, 0x2BC830A3} else ""


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            if top >> bit & 1:
                check ^= generator
    return check
