"""Passport numbers: six to twelve letters and digits that a word names; no shape is proof enough."""

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
    passport, passports, passport number, passport no, passport #, passport id, travel document, pass number,
    reisepass, reisepassnummer, reisepass-nr, passnummer, pass-nr, passnr, pass-nummer, ausweis, ausweisnummer,
    ausweis-nr, ausweis nr, personalausweis, personalausweisnummer, id card, identity card, passeport, numéro de
    passeport, carte d'identité, carte nationale d'identité, cni, pasaporte, número de pasaporte, documento de
    identidad, passaporto, numero di passaporto, carta d'identità, carta di identità, mit dem pass, meinem pass,
    mein pass, ihr pass, paspoort, paspoortnummer, identiteitskaart, passaporte, número do passaporte, cartão de
    cidadão, bilhete de identidade, 여권
    """
)
# Those that a field or a column of such values is named by.
LABELS = (_CUES,)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield passport and identity card numbers."""
    for start, end in prepared.serials if prepared.live(_CUES) else ():
        raw = prepared.plain[start:end].replace(" ", "")
        if _is_belgian(raw):
            raw = raw.replace("-", "")
        if 6 <= len(raw) <= 12 and raw.isalnum() and cues.names(prepared, start, end, _CUES):
            close = cues.names(prepared, start, start, _CUES, 12)
            if close or not raw.isdigit():
                yield Sighting("passport", start, end, Confidence.HIGH if close else Confidence.MEDIUM)


def _is_belgian(raw: str) -> bool:
    """Tell whether it is `592-1234567-85`: the first ten digits modulo 97, 97 for none left over."""
    if not re.fullmatch(r"[0-9]{3}-[0-9]{7}-[0-9]{2}", raw):
        return False
    digits = raw.replace("-", "")
    return int(digits[10:]) == (int(digits[:10]) % 97 or 97)
