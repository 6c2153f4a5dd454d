"""Vehicles that lead to a person: identification numbers with their check digit, and plates that a word names."""

from __future__ import annotations

import re

from leakcheck.detect import cues, labels
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_VIN_CUES = cues.index(
    """
    vin, vehicle identification, chassis, chassis number, fahrgestellnummer, fin, fahrzeug, numéro de châssis,
    bastidor, telaio, chassisnummer, chassi, vehicle, car
    """
)
# 49 CFR 565.15 table III; I, O and Q are not used.
_LETTERS = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True))
_VALUES = _LETTERS | {str(digit): digit for digit in range(10)}
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_PLATE_WORDS = cues.index(
    """
    license plate, licence plate, number plate, plate number, plate no, registration number, plates,
    registration plate, plate, reg no, kennzeichen, nummernschild, autokennzeichen, plaque, immatriculation,
    plaque d'immatriculation, immatriculé, matrícula, matricula, targa, kenteken, nummerplaat, placa, placas
    """
)
_PLATE = (
    r"(?:[ ]?(?:number|numbers|no\.?|nr\.?|is|ist|est|es|è|lautet|#|for this car)){0,2}[ ]?"
    rf"(?:{labels.GAP}|#)"
    r"([A-ZÄÖÜ0-9]{1,4}(?:[ -][A-Z0-9]{1,4}){1,2}|[A-Z0-9]{5,9})(?![A-Za-z0-9])"
)
# Words that say too little, but for the layout of British plates.
_WEAK_WORDS = cues.index("vehicle, reg, registration, car, vehicle reg")
_BRITISH = rf"(?:{labels.GAP}|#)([A-Z]{{2}}[0-9]{{2}}[ ]?[A-Z]{{3}})(?![A-Za-z0-9])"
# Those that a field or a column of such values is named by.
LABELS = (_VIN_CUES, _PLATE_WORDS, _WEAK_WORDS)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield vehicle numbers."""
    yield from _vins(prepared)
    yield from _plates(prepared)


def _vins(prepared: Prepared) -> Iterator[Sighting]:
    named = bool(prepared.live(_VIN_CUES))
    for start, end in sorted({*prepared.codes, *(prepared.serials if named else ())}):  # some have their digits last
        raw = prepared.plain[start:end].upper()
        if end - start != 17 or any(char not in _VALUES for char in raw):
            continue
        proved = _is_vin(raw)
        if cues.near(prepared, start, end, _VIN_CUES):
            yield Sighting("vehicle", start, end, Confidence.HIGH if proved else Confidence.MEDIUM, "vin")
        elif proved:
            yield Sighting("vehicle", start, end, Confidence.LOW, "vin")


def _is_vin(raw: str) -> bool:
    """Tell whether the ninth character is the check digit (49 CFR 565.15; North America uses it, Europe need not)."""
    total = sum(_VALUES[char] * weight for char, weight in zip(raw, _WEIGHTS, strict=True))
    return "0123456789X"[total % 11] == raw[8]


def _plates(prepared: Prepared) -> Iterator[Sighting]:
    for words, form in ((_PLATE_WORDS, _PLATE), (_WEAK_WORDS, _BRITISH)):
        yield from _plates_behind(prepared, words, form)


def _plates_behind(prepared: Prepared, words: cues.Cues, form: str) -> Iterator[Sighting]:
    value = re.compile(form)
    for word in sorted(prepared.live(words)):
        for at in prepared.places(word):
            found = value.match(prepared.plain, at + len(word))
            if found and any(map(str.isdigit, found[1])) and any(map(str.isalpha, found[1])):
                yield Sighting("vehicle", found.start(1), found.end(1), Confidence.MEDIUM, "plate")
