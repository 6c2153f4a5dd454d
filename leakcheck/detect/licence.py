"""Driving licence numbers: what a word names, and the UK form, which holds the holder's birth date."""

from __future__ import annotations

import re

from leakcheck.detect import cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_CUES = cues.index(
    """
    driver's license, drivers license, driver license, driver's licence, drivers licence, driver licence, driving
    licence, driving license, driver's license number, driver id, dl no, dl number, dl:, dl#, dl #, dln, driver's
    licence number, licence to drive, driver's lic, drivers lic, driver lic, licencia de manejo, licencia de
    conductor, führerschein, führerscheinnummer, führerscheinnr, führerschein nr, fuehrerschein, führerschein-nr,
    fahrerlaubnis, permis de conduire, permis, numéro de permis, permiso de conducir, carnet de conducir, carné de
    conducir, licencia de conducir, número de licencia, patente di guida, patente, numero di patente, rijbewijs,
    rijbewijsnummer, carta de condução, cnh, carteira de motorista, carteira de habilitação, carta de motorista,
    habilitação
    """
)
_WEAK_CUES = cues.index("license number, licence number, license no, licence no, license, licence")
_NOT_FOR_DRIVING = cues.index(
    """
    software, product, serial, activation, key, fishing, medical, business, gpl, copyright, windows, office,
    subscription, seat, seats, copy, version, mit, plate
    """
)
# With one of these near, a licence is one to drive.
_DRIVING = cues.index("drive, driver, driving, car, vehicle, photocard, dmv, dvla, state of")
_SHAPE = r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+){0,5}"
_WEAK_SHAPE = r"[A-Z][0-9]{6,14}|[A-Z][0-9]{2,4}(?:-[0-9]{2,6}){1,4}"
_GB_LENGTH = 16
# DVLA: five letters of the surname padded with 9, decade, month (51-62 for women), day, year, initials, check.
_GB = r"[A-Z]{1,5}9{0,4}[0-9](?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9][A-Z9]{2}[A-Z0-9][A-Z]{2}"
# Those that a field or a column of such values is named by.
LABELS = (_CUES, _WEAK_CUES)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield driving licence numbers."""
    named = prepared.live(_CUES) or prepared.live(_WEAK_CUES)
    if not named and all(end - start != _GB_LENGTH for start, end in prepared.codes):
        return
    for start, end in prepared.serials:
        confidence, detail = _judge(prepared, start, end)
        if confidence:
            yield Sighting("driving-licence", start, end, confidence, detail)


def _judge(prepared: Prepared, start: int, end: int) -> tuple[Confidence | None, str]:
    raw = prepared.plain[start:end]
    if len(raw) == _GB_LENGTH and re.fullmatch(_GB, raw.upper()) and raw[:5].rstrip("9").isalpha():
        return Confidence.HIGH, "gb"
    if re.fullmatch(_SHAPE, raw) and cues.names(prepared, start, start, _CUES):
        return Confidence.HIGH, ""
    driving = cues.near(prepared, start, end, _DRIVING)
    if re.fullmatch(_SHAPE if driving else _WEAK_SHAPE, raw) and cues.names(prepared, start, start, _WEAK_CUES, 24):
        return (None, "") if cues.leads(prepared, start, _NOT_FOR_DRIVING) else (Confidence.MEDIUM, "")
    return None, ""
