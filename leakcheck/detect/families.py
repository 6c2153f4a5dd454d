"""The families of detectors: one explicit table.

A family is a module with `find(prepared: Prepared, region: str) -> Iterable[Sighting]`, imported on first use. Its gate
is a cheap look at the text: where it says no, the module is not even imported.
"""

from __future__ import annotations

from functools import cache

from leakcheck.detect.words import speak_of
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leakcheck.detect.prepared import Prepared
    from leakcheck.model.sighting import Sighting

    Find = Callable[[Prepared, str], Iterable[Sighting]]


class Family(NamedTuple):
    """One family: the module of the same name holds `find`; `kinds` are those it can emit."""

    name: str
    kinds: tuple[str, ...]
    gate: Callable[[Prepared], bool]


@cache
def load(family: Family) -> Find:
    """Import a family's module and return its `find`."""
    # importlib would take as long to import as three families.
    find: Find = __import__(f"leakcheck.detect.{family.name}", fromlist=["find"]).find
    return find


_COMMON_AT_WORDS = frozenset({"at", "a"})
_AT_WORDS = _COMMON_AT_WORDS | {"ät", "arroba", "arobase", "chiocciola", "apenstaartje", "klammeraffe"}


def _always(prepared: Prepared) -> bool:
    return bool(prepared.text)


def _has_at(prepared: Prepared) -> bool:
    return "@" in prepared.plain or _may_spell_out(prepared)


def _may_spell_out(prepared: Prepared) -> bool:
    """Tell whether "(at)", "at ... dot" or the like may stand for an @ sign."""
    signs = prepared.vocabulary & _AT_WORDS
    if not signs <= _COMMON_AT_WORDS:
        return True
    return bool(signs) and ("dot" in prepared.vocabulary or any(bracket in prepared.plain for bracket in ")]}"))


def _has_addresses(prepared: Prepared) -> bool:
    return bool(prepared.unmasked) or ":" in prepared.plain or "-" in prepared.plain or "mac" in prepared.vocabulary


def _has_digits_or_codes(prepared: Prepared) -> bool:
    return bool(prepared.unmasked or prepared.codes)


def _has_codes(prepared: Prepared) -> bool:
    return bool(prepared.codes)


# A text without any of these words names no birth, age, bank or vehicle in seven languages.
_BIRTH_WORDS = frozenset(
    """
    birth born birthdate birthday dob geboren geburtsdatum geburtstag geb né née naissance nacido nacida nacimiento
    nato nata nascita geboortedatum geboorte nascido nascida nascimento nació nací nac nasceu nasci nasc naiss gebdat
    jarig bday geburts
    """.split()  # noqa: SIM905 - a list of words reads better than thirty quoted strings
)
_AGE_WORDS = frozenset(
    """
    age aged turn turned turns year years yr yrs yo o jahre jährige jähriger jährigen jährigem ans años anni jaar jarige
    anos alter âge edad età leeftijd idade
    """.split()  # noqa: SIM905 - as above
)
_PLATE_WORDS = frozenset(
    """
    plate plates registration reg kennzeichen nummernschild autokennzeichen plaque immatriculation immatriculé
    matrícula matricula targa kenteken nummerplaat placa placas
    vehicle car vin chassis fahrgestellnummer bastidor telaio chassisnummer chassi
    """.split()  # noqa: SIM905 - as above
)
_VIN_LENGTH = 17
_LICENCE_LENGTH = 16  # of the United Kingdom
_CARD_LENGTH = 12


def _speaks_of_birth(prepared: Prepared) -> bool:
    return not prepared.vocabulary.isdisjoint(_BIRTH_WORDS) or prepared.vocabulary.issuperset("dob")


def _speaks_of_age(prepared: Prepared) -> bool:
    return not prepared.vocabulary.isdisjoint(_AGE_WORDS)


def _speaks_of_banks(prepared: Prepared) -> bool:
    named = _has_digits_or_codes(prepared) and speak_of(prepared.vocabulary, "bank")
    return named or not prepared.vocabulary.isdisjoint({"bic", "swift"})


def _speaks_of_taxes(prepared: Prepared) -> bool:
    return _has_digits_or_codes(prepared) and speak_of(prepared.vocabulary, "tax")


def _speaks_of_passports(prepared: Prepared) -> bool:
    spoken = speak_of(prepared.vocabulary, "passport") or not prepared.lower.isascii()  # Korean has no blanks
    return spoken and _has_digits_or_codes(prepared)


def _speaks_of_licences(prepared: Prepared) -> bool:
    if speak_of(prepared.vocabulary, "licence"):
        return _has_digits_or_codes(prepared)
    return any(end - start == _LICENCE_LENGTH for start, end in prepared.codes)


def _speaks_of_vehicles(prepared: Prepared) -> bool:
    if not prepared.vocabulary.isdisjoint(_PLATE_WORDS):
        return True
    return any(end - start == _VIN_LENGTH for start, end in prepared.codes)


def _has_coordinates(prepared: Prepared) -> bool:
    return bool(prepared.unmasked) or prepared.linked or "°" in prepared.plain or "www" in prepared.vocabulary


def _has_digits(prepared: Prepared) -> bool:
    return bool(prepared.unmasked)


def _has_long_number(prepared: Prepared) -> bool:
    return any(run.layout.count("9") >= _CARD_LENGTH for run in prepared.unmasked)


def _has_country_code(prepared: Prepared) -> bool:
    return "AA99" in prepared.shape and bool(prepared.unmasked)


def _has_links(prepared: Prepared) -> bool:
    return prepared.linked


def _has_digit(prepared: Prepared) -> bool:
    return any(digit in prepared.plain for digit in "123456789")


FAMILIES = (
    Family("email", ("email-address",), _has_at),
    Family("phone", ("phone-number",), _has_digits),
    Family("card", ("payment-card",), _has_long_number),
    Family("iban", ("iban",), _has_country_code),
    Family("national_ids", ("national-id",), _has_digits_or_codes),
    Family("bank", ("bank-account",), _speaks_of_banks),
    Family("tax", ("tax-id",), _speaks_of_taxes),
    Family("passport", ("passport",), _speaks_of_passports),
    Family("licence", ("driving-licence",), _speaks_of_licences),
    Family("birth", ("date-of-birth",), _speaks_of_birth),
    Family("age", ("date-of-birth",), _speaks_of_age),
    Family("geo", ("geo-location",), _has_coordinates),
    Family("wallet", ("crypto-wallet",), _has_codes),
    Family("vehicle", ("vehicle",), _speaks_of_vehicles),
    Family("network", ("ip-address", "mac-address"), _has_addresses),
    Family("special", ("health", "special-category"), _always),
    Family("secrets", ("secret",), _always),
    Family("links", ("personal-link",), _has_links),
    Family("postal", ("postal-address",), _has_digit),
)
