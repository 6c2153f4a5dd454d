"""Check digits that several families need; each takes digits (or letters and digits) without separators."""

from __future__ import annotations

_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def luhn(digits: str) -> bool:
    """Tell whether the last digit is the Luhn check digit (ISO/IEC 7812-1 annex B)."""
    numbers = [int(d) for d in reversed(digits)]
    return (sum(numbers[0::2]) + sum(_DOUBLED[n] for n in numbers[1::2])) % 10 == 0


def mod97(account: str) -> bool:
    """Tell whether an IBAN, upper case without blanks, has the right check digits (ISO 13616, ISO/IEC 7064)."""
    turned = account[4:] + account[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def aba(digits: str) -> bool:
    """Tell whether nine digits are a routing number (ABA: weights 3, 7, 1)."""
    weighted = sum(int(d) * w for d, w in zip(digits, (3, 7, 1) * 3, strict=True))
    return weighted % 10 == 0 and weighted > 0
