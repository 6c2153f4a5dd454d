"""Codes of what holds a key: "the key safe is on the left, code 2718"."""

from __future__ import annotations

import re

from leakcheck.detect import cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_BOXES = cues.index(
    """
    key safe, keysafe, key box, keybox, lockbox, lock box, padlock, schlüsseltresor, schlüsselbox, schlüsselkasten,
    schlüsselsafe, schlüsselkästchen, zahlenschloss, vorhängeschloss, boîte à clés, boîte à clefs, boite à clés,
    cadenas, caja de llaves, cajita de llaves, candado, cassetta delle chiavi, lucchetto, sleutelkluis, sleutelkluisje,
    sleutelkastje, hangslot, cofre de chaves, caixa de chaves, cadeado
    """
)
# In the same sentence; "order code" and "code promo" are other codes.
_CODE = (
    r"[^\n.!?€$£]{0,60}?[ ,:(-](?:code|código|codice|kombination|zahlenkombination|combination|combinaison|"
    r"combinación|combinazione)"
    r"(?:[ :]{1,3}(?:is|ist|lautet|est|es|è|é))?[ :]{1,3}([0-9]{3,6}[a-f#]?)(?![\w%€-])"
)
# Those whose words a text holds where it holds one of them.
LABELS = (_BOXES,)
_OTHER = ("order", "item", "promo", "post", "zip", "product", "bestell", "rabatt", "artikel", "postal")


def find(prepared: Prepared) -> Iterator[Sighting]:
    """Yield codes that stand behind what they open."""
    for box in sorted(prepared.live(_BOXES)):
        for at in prepared.places(box):
            found = re.compile(_CODE).match(prepared.lower, at + len(box))
            if found and not any(word in found[0] for word in _OTHER):
                yield Sighting("secret", found.start(1), found.end(1), Confidence.MEDIUM, "code")
