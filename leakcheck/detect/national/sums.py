"""Check digits of the national numbers that need no word near them: what fails here need not be shown to a library.

Each test is necessary, not sufficient (the library looks at dates and issued ranges too), takes letters and digits in
upper case without separators, and names its source.
"""

from __future__ import annotations

from leakcheck.detect.checksums import luhn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def _weighted(digits: str, weights: Iterable[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _be_nn(compact: str) -> bool:
    """Judge by the rest of 97; people born from 2000 on have a 2 before them (Royal Decree, 3 April 1984)."""
    return any((int(century + compact[:9]) + int(compact[9:])) % 97 == 0 for century in ("", "2"))


def _br_cpf(compact: str) -> bool:
    """Judge the first check digit: weights 10 to 2, modulo 11 (Receita Federal)."""
    return -_weighted(compact, range(10, 1, -1)) % 11 % 10 == int(compact[9])


def _ch_ahv(compact: str) -> bool:
    """Judge an EAN-13 that starts with 756, Switzerland (AHVV Art. 133)."""
    return compact.startswith("756") and _weighted(compact, (1, 3) * 6 + (1,)) % 10 == 0


def _cn_ric(compact: str) -> bool:
    """Judge by powers of two, modulo 11 (GB 11643-1999, ISO 7064 mod 11-2)."""
    return "10X98765432"[sum(int(digit) << (17 - at) for at, digit in enumerate(compact[:17])) % 11] == compact[17]


def _de_idnr(compact: str) -> bool:
    """Judge by ISO 7064 mod 11,10 (§ 139b AO)."""
    rest = 10
    for digit in compact[:10]:
        rest = ((int(digit) + rest) % 10 or 10) * 2 % 11
    return (11 - rest) % 10 == int(compact[10])


def _dk_cpr(compact: str) -> bool:
    """Judge day and month; check digits are not used since 2007 (CPR-kontoret)."""
    return "01" <= compact[:2] <= "31" and "01" <= compact[2:4] <= "12"


def _es_letter(compact: str) -> bool:
    """Judge the letter of a DNI, or of a NIE whose X, Y, Z stand for 0, 1, 2 (Ministerio del Interior)."""
    number = compact[:-1].translate(_NIE_DIGITS)
    return number.isdigit() and "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == compact[-1]


def _fr_nir(compact: str) -> bool:
    """Judge by the rest of 97; Corsica's 2A and 2B count as 19 and 18 (INSEE)."""
    number = compact[:13].replace("2A", "19").replace("2B", "18")
    return not number.isdigit() or len(compact) == 13 or 97 - int(number) % 97 == int(compact[13:])


def _kr_rrn(compact: str) -> bool:
    """Judge by weights 2 to 9 and 2 to 5, modulo 11."""
    return (11 - _weighted(compact, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10 == int(compact[12])


def _no_fnr(compact: str) -> bool:
    """Judge the first check digit: weights 3 7 6 1 8 9 4 5 2, modulo 11 (Skatteetaten)."""
    return -_weighted(compact, (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11 == int(compact[9])


def _se_pnr(compact: str) -> bool:
    """Judge the last ten digits by Luhn (Skatteverket SKV 704)."""
    return luhn(compact[-10:])


_NIE_DIGITS = str.maketrans("XYZ", "012")
SUMS: dict[str, Callable[[str], bool]] = {
    "be-nn": _be_nn,
    "br-cpf": _br_cpf,
    "ch-ahv": _ch_ahv,
    "cn-ric": _cn_ric,
    "de-idnr": _de_idnr,
    "dk-cpr": _dk_cpr,
    "es-dni": _es_letter,
    "es-nie": _es_letter,
    "fr-nir": _fr_nir,
    "kr-rrn": _kr_rrn,
    "no-fnr": _no_fnr,
    "se-pnr": _se_pnr,
}
