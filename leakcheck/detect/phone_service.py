"""Phone numbers that reach an office and no person: free and service numbers, and those with opening hours behind."""

from __future__ import annotations

import re
from functools import lru_cache

from leakcheck.detect import numbering

SERVICE = "service"  # the detail of such a sighting
_DAY = (
    r"(?:mon?|tues?|di|wed|mi|mi[eé]|thu|do|fri?|sat?|su?n|so|lu[nm]?|ma[r]?|me[rc]?|je?u?|gio|ven?|vi?e?|s[aá]b|dom|"
    r"seg|ter|qua|qui|sex|wo|vr|za|zo)[a-zçáéì-]{0,10}\.?"
)
_DAYS = rf"{_DAY}(?: ?- ?| to | bis | a | à | au | al | t/m | tot | und | y | e )(?:(?:le|la|el) )?{_DAY}"
_ALWAYS = (
    r"(?:daily|dagelijks|täglich|tägl\.|werktags|tous les jours|todos los días|tutti i giorni|todos os dias|dias úteis|"
    r"días laborables|giorni feriali|jours ouvrables|werkdagen|weekdays) ?[\w ]{0,12}[0-9]"
)
_HOURS = (
    r"(?:opening hours|office hours|sprechzeit|öffnungszeit|servicezeit|bürozeit|horaires|horario|orari|openingstijden)"
)
_TIMES = r"\(?[0-9]{1,2}[:.][0-9]{2} ?- ?[0-9]{1,2}[:.][0-9]{2}"
_BEHIND = (
    r"[ ),;:.(|·-]{1,5}(?:du |de |from |von |op |lines? )?"
    rf"(?:{_DAYS}|{_ALWAYS}|{_HOURS}|24 ?h|24/7|{_TIMES}, ?{_DAYS})"
)
_PERSONAL = "personal"
# Mobile numbers, where the region does not tell.
_MOBILE = r"0(?:1[567]|6|7)"


def is_of_service(raw: str, behind: str, region: str) -> bool:
    """Tell whether a number, with the text behind it in lower case, is one of an office."""
    kind = _sort(raw, region)
    if kind == SERVICE:
        return True
    if kind == _PERSONAL or (not region and re.match(_MOBILE, raw)):
        return False
    return re.match(_BEHIND, behind) is not None


@lru_cache(maxsize=1_000)
def _sort(raw: str, region: str) -> str:
    """Return what the plan of its country says about a number: "service", "personal", "" for neither."""
    import phonenumbers
    from phonenumbers import PhoneNumberType

    number = numbering.parsed(raw, region)
    if number is None:
        return ""
    kind = phonenumbers.number_type(number)
    if kind in {
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.UAN,
    }:
        return SERVICE
    return _PERSONAL if kind in {PhoneNumberType.MOBILE, PhoneNumberType.PERSONAL_NUMBER} else ""
