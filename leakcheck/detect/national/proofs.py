"""What proves a national number: check digits by python-stdnum, or by a few lines of our own."""

from __future__ import annotations

from leakcheck.detect.checksums import luhn
from leakcheck.detect.national.sums import SUMS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

STDNUM = {
    "us-itin": "us.itin",
    "gb-nhs": "gb.nhs",
    "de-idnr": "de.idnr",
    "fr-nir": "fr.nir",
    "es-dni": "es.dni",
    "es-nie": "es.nie",
    "it-cf": "it.codicefiscale",
    "nl-bsn": "nl.bsn",
    "be-nn": "be.nn",
    "pt-nif": "pt.nif",
    "pl-pesel": "pl.pesel",
    "se-pnr": "se.personnummer",
    "no-fnr": "no.fodselsnummer",
    "dk-cpr": "dk.cpr",
    "ch-ahv": "ch.ssn",
    "at-svnr": "at.vnr",
    "ie-pps": "ie.pps",
    "ca-sin": "ca.sin",
    "au-tfn": "au.tfn",
    "in-aadhaar": "in_.aadhaar",
    "in-pan": "in_.pan",
    "br-cpf": "br.cpf",
    "mx-curp": "mx.curp",
    "kr-rrn": "kr.rrn",
    "cn-ric": "cn.ric",  # proved below instead: the library's list of places lacks many
    "jp-mynumber": "jp.in_",
    "tr-kimlik": "tr.tckimlik",
    "il-id": "il.idnr",
    "cz-rc": "cz.rc",
    "ro-cnp": "ro.cnp",
    "hr-oib": "hr.oib",
    "bg-egn": "bg.egn",
    "gr-amka": "gr.amka",
    "ee-ik": "ee.ik",
    "lt-asmens": "lt.asmens",
    "lv-pk": "lv.pvn",
    "is-kennitala": "is_.kennitala",
    "cl-rut": "cl.rut",
    "ar-cuit": "ar.cuit",
    "yu-jmbg": "si.emso",
    "ua-rntrc": "ua.rntrc",
    "ru-inn": "ru.inn",
    "th-pin": "th.pin",
}
_MONTHS, _DAYS = 12, 31


def is_proved(detail: str, compact: str) -> bool:
    """Tell whether letters and digits, upper case, are a number of that sort."""
    own = _OWN.get(detail)
    if own:
        return own(compact)
    necessary = SUMS.get(detail)
    if len(set(compact)) < 3 or (necessary and not necessary(compact)):
        return False
    from importlib import import_module

    module = import_module(f"stdnum.{STDNUM[detail]}")
    try:
        return bool(module.is_valid(compact)) and _has_sane_date(detail, compact)
    except Exception:  # noqa: BLE001 - some modules raise KeyError or IndexError on odd digits (cn.ric does)
        return False


def _has_sane_date(detail: str, compact: str) -> bool:
    """Refuse what check digits let through: a birth date that is no date."""
    if detail == "kr-rrn":
        return _is_birth(compact[4:6], compact[2:4]) and compact[6] in "12345678"
    if detail == "dk-cpr":
        return _is_birth(compact[0:2], compact[2:4])
    if detail == "fr-nir":
        # Sex, then year and month of birth; 20 and more stand for a month that is not known (INSEE).
        return compact[0] in "12" and (1 <= int(compact[3:5]) <= _MONTHS or 20 <= int(compact[3:5]) <= 42)
    return True


def _is_birth(day: str, month: str) -> bool:
    return 1 <= int(day) <= _DAYS and 1 <= int(month) <= _MONTHS


def _fi_hetu(compact: str) -> bool:
    """Judge a Finnish identity code: ddmmyy, a sign for the century, three digits, a check character (DVV, 2023)."""
    if compact[6] not in "+-YXWVUABCDEF" or not _is_birth(compact[:2], compact[2:4]) or not compact[7:10].isdigit():
        return False
    return "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(compact[:6] + compact[7:10]) % 31] == compact[10]


def _cn_ric(compact: str) -> bool:
    """Judge a Chinese identity number: place, yyyymmdd of birth, serial, check character (GB 11643-1999)."""
    if not 1900 <= int(compact[6:10]) <= 2099 or not _is_birth(compact[12:14], compact[10:12]):
        return False
    return SUMS["cn-ric"](compact)


def _za_id(compact: str) -> bool:
    """Judge a South African identity number: yymmdd, serial, citizen or resident or refugee (0 1 2), Luhn."""
    return _is_birth(compact[4:6], compact[2:4]) and compact[10] in "012" and luhn(compact)


def _us_ssn(compact: str) -> bool:
    """Judge a US social security number: no check digit, some areas and groups never issued (SSA)."""
    if compact in SAMPLES:
        return True
    area, group, serial = compact[:3], compact[3:5], compact[5:]
    return area not in {"000", "666"} and area < "900" and group != "00" and serial != "0000" and len(set(compact)) > 1


def _gb_nino(compact: str) -> bool:
    """Judge a UK national insurance number by the prefixes that HMRC uses (NIM39110)."""
    first, second, suffix = compact[0], compact[1], compact[-1]
    if first in "DFIQUV" or second in "DFIOQUV" or suffix not in "ABCD":
        return False
    return compact[:2] not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}


def _de_svnr(compact: str) -> bool:
    """Judge a German social insurance number (VKVV § 4: letter as two digits, weights 2 1 2 5 7 1 2 1 2 1 2 1)."""
    day, month = int(compact[2:4]), int(compact[4:6])
    if not compact[8].isalpha() or not 1 <= day % 50 <= _DAYS or not 1 <= month <= _MONTHS:
        return False
    digits = f"{compact[:8]}{ord(compact[8]) - 64:02d}{compact[9:11]}"
    weighted = (int(d) * w for d, w in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True))
    return sum(n // 10 + n % 10 for n in weighted) % 10 == int(compact[11])


def _de_kvnr(compact: str) -> bool:
    """Judge a German health insurance number (SGB V § 290: letter as two digits, weights 1 2, sums of digits)."""
    if not compact[0].isalpha() or not compact[1:].isdigit():
        return False
    digits = f"{ord(compact[0]) - 64:02d}{compact[1:9]}"
    weighted = (int(d) * w for d, w in zip(digits, (1, 2) * 5, strict=True))
    return sum(n // 10 + n % 10 for n in weighted) % 10 == int(compact[9])


def _au_medicare(compact: str) -> bool:
    """Judge an Australian Medicare number: first digit 2 to 6, weights 1 3 7 9 1 3 7 9."""
    if len(compact) not in {10, 11} or compact[0] not in "23456":
        return False
    return sum(int(d) * w for d, w in zip(compact[:8], (1, 3, 7, 9, 1, 3, 7, 9), strict=True)) % 10 == int(compact[8])


def _sg_nric(compact: str) -> bool:
    """Judge a Singapore NRIC or FIN: weights 2 7 6 5 4 3 2, an offset and a letter table for each prefix."""
    prefix = compact[0]
    if prefix not in "STFGM":
        return False
    total = sum(int(d) * w for d, w in zip(compact[1:8], (2, 7, 6, 5, 4, 3, 2), strict=True))
    total += {"T": 4, "G": 4, "M": 3}.get(prefix, 0)
    if prefix in "ST":
        return "JZIHGFEDCBA"[total % 11] == compact[8]
    if prefix in "FG":
        return "XWUTRQPNMLK"[total % 11] == compact[8]
    return "KLJNPQRTUWX"[10 - total % 11] == compact[8]


_OWN: dict[str, Callable[[str], bool]] = {
    "us-ssn": _us_ssn,
    "fi-hetu": _fi_hetu,
    "za-id": _za_id,
    "cn-ric": _cn_ric,
    "gb-nino": _gb_nino,
    "de-svnr": _de_svnr,
    "de-kvnr": _de_kvnr,
    "au-medicare": _au_medicare,
    "sg-nric": _sg_nric,
}
# Printed in advertisements, leaflets and documentation; the 987-65-432x series is kept for advertisements (SSA).
SAMPLES = frozenset(
    {
        *("078051120", "123456789", "219099999", "457555462", "111223333", "123121234"),
        *(f"98765432{n}" for n in range(10)),
        *("RSSMRA85T10A562S", "12345678Z", "X1234567L", "QQ123456C", "44051401458", "131052308T", "46454286"),
        "A123456780",
    }
)
