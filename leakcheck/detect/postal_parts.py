"""The pieces that patterns of postal addresses are made of."""

from __future__ import annotations

from functools import cache

from leakcheck.detect.terms import all_cues

UPPER = "A-ZÀ-ÖØ-ÞŁŚŻŹČŠŽŘŐĐĆĎŇŤĽĀĒĪŪĢĶĻŅİŞȘȚΑ-ΩΆΈΉΊΌΎΏА-ЯЁІЇЄҐ"
NAME = rf"[{UPPER}0-9][\w.'-]{{0,24}}"
WORD = rf"[{UPPER}][\w.'-]{{1,24}}"
SAME = r"(?<![^\W\d_]{4}\.)"  # no sentence ends here: "St. Gallen", but not "Madrid. See you"
TOWN = (
    rf"{WORD}(?:{SAME}[ ](?:d[aeo]s? |del |am |an der |im |sur |upon |den )?{WORD}){{0,3}}"
    rf"(?:{SAME}[ ][{UPPER}](?![\w.]))?"
)
# "12 B 14" in Finland: house, staircase, flat.
NUMBER = (
    r"(?:[0-9]{1,4} ?[A-Z] [0-9]{1,3}(?=[,\n])"
    r"|[0-9]{1,5}(?: ?[-/] ?[0-9]{1,4})?(?:[ /-]?(?:bis|ter|hs|huis|I{1,3}|IV|[A-Za-z]))?|[Ss]/[Nn])(?![\w%])"
)
NUMERO = r"(?:(?:[nN][°º.]{1,2}|N[or]\.)[ ]?)?"  # "N° 12", "No. 12", "Nr. 12"
BREAK = r"(?:[ \t]{0,3}(?:,|\r?\n|,[ \t]{0,3}\r?\n)[ \t>|*]{0,8}|[ ]{1,3}[-–·|][ ]{1,3})"
POSTCODE = (
    r"(?:[A-Z]{1,2}-)?"
    r"(?:[0-9]{5}(?:-[0-9]{3})?|[0-9]{4}(?:-[0-9]{3}|[ ]?[A-Z]{2})?|[0-9]{2}-[0-9]{3}|[0-9]{3}[ ][0-9]{2})"
)
BRITISH = (
    r"(?:[A-Z]{1,2}[0-9][A-Z0-9]?[ ][0-9][A-Z]{2}|[A-Z][0-9][A-Z][ ]?[0-9][A-Z][0-9]|[A-Z][0-9][0-9W][ ][A-Z0-9]{4})"
)
AUSTRALIAN = r"(?:NSW|VIC|QLD|SA|WA|TAS|NT|ACT),?[ ]{1,2}[0-9]{4}"
# "Col. Centro, ": what Mexico puts between street and postcode.
QUARTER = (
    rf"(?:Col\.|Colonia|Fracc\.|Fraccionamiento|Barrio|Zona|Urb\.|Urbanización|Ampliación|Residencial)[ ]{TOWN}{BREAK}"
)
PROVINCE = r"(?:[ ]\([A-Z]{2}\))?"
PARTICLE = r"(?:d[eiuo]s?|d[ae]s|da|de[ilnr]|dell[ae]|l[aeo]s?|san(?:ta?)?|saint|van|von|zu[rm]?|an|am|im)"
# "3º B", "2.º izq.", "2. OG links", "3e étage": what may stand between a house number and the town.
_MONTH = (
    r"(?i:jan|feb|f[eé]v|m[aä]r|mrt|apr|avr|abr|ma[iyg]|mei|jui?[nl]|giu|lug|aug|ago|ao[uû]|sep|set|o[ck]t|ott|out|nov|"
    r"d[eé][cz]|dic|gen|ene)"
)
FLOOR = rf"(?:{BREAK}(?:st\.(?=[ ,])|[0-9]{{1,2}}(?:\.?[ºª°]|\.|e)(?![ ]{_MONTH}))(?:[ ]?\w{{1,6}}\.?){{0,2}})?"


@cache
def units() -> str:
    """Return the pattern for up to three parts of a house behind its number: "Apt. 3", ", 2nd floor"."""
    word = "|".join(sorted(all_cues("unit")))
    return rf"(?:(?:{BREAK}|[ ])(?:(?i:{word}|#)\.?[ ]?#?[\w-]{{1,8}}|[\w-]{{1,12}} (?i:floor)\b)){{0,3}}"


@cache
def country() -> str:
    """Return the pattern for a country behind a town, which may be absent."""
    return rf"(?:{BREAK}{land()}\b)?"


@cache
def land() -> str:
    """Return the pattern for the name of a country."""
    known = "|".join(word.title() for word in sorted(all_cues("country")))
    return rf"(?:{known}|UK|USA|(?:United|New|South|Czech) [A-Z][a-z]{{4,8}})"


def without_dot(plain: str, end: int) -> int:
    """Return the end of an address without the full stop of its sentence, or the mark that closes a quotation."""
    return end - 1 if plain[end - 1] in ".'" else end
