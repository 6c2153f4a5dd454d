"""Check digits that several families need; each takes digits (or letters and digits) without separators."""

from __future__ import annotations

_DOUBLED = str.maketrans("0123456789", "0246813579")  # twice the digit, less nine from ten on


def luhn(digits: str) -> bool:
    """Tell whether the last digit is the Luhn check digit (ISO/IEC 7812-1 annex B)."""
    return (sum(map(int, digits[-1::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))) % 10 == 0


def mod97(account: str) -> bool:
    """Tell whether an IBAN, upper case without blanks, has the right check digits (ISO 13616, ISO/IEC 7064)."""
    turned = account[4:] + account[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def aba(digits: str) -> bool:
    """Tell whether nine digits are a routing number (ABA: weights 3, 7, 1)."""
    weighted = sum(int(d) * w for d, w in zip(digits, (3, 7, 1) * 3, strict=True))
    return weighted % 10 == 0 and weighted > 0
