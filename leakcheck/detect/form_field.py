"""Whether a term fills a field of a form that holds something intimate: "Diagnosis: diabetes", "Religion | Islam"."""

from __future__ import annotations

import re

from leakcheck.detect import labels
from leakcheck.detect.terms import all_cues

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.detect.prepared import Prepared
    from leakcheck.detect.terms import Term

_REACH = 90
_MOST_WORDS = 3  # of a field's name
# The name of the field, a sign and perhaps other values before the term, or the term under the name; no sentence.
_VALUES = r"(?:[\w./-]{1,20}(?:,|;|/| and| und| et| y| e| en)? ?){0,3}"
_FIELD = (
    r"([^\W\d_][\w '-]{2,40}(?<=\w))[ ]?(?:\([^()\n]{1,20}\))?"
    rf"(?:{labels.SIGN}{labels.OPENING}{_VALUES}|(?:{labels.LINE}){{1,2}})$"
)
# Another value, an aside, a number or the end of the line; no verb.
_AFTER = r"[ \t]{0,3}(?:\r?\n|\Z|[,;/|)(+&\t\"'0-9-]|[.](?:\s|\Z)|(?:since|seit|depuis|desde|dal|sinds)[ ])"


def is_filled_by(prepared: Prepared, term: Term) -> bool:
    """Tell whether a term stands behind the name of such a field and is its value."""
    field = re.search(_FIELD, prepared.lower[max(term.start - _REACH, 0) : term.start])
    if not field or not re.compile(_AFTER).match(prepared.lower, term.end):
        return False
    words = field[1].split()[-_MOST_WORDS:]
    names = (" ".join(words[at:]) for at in range(len(words)))
    return any(name in all_cues("form-field") for name in names)
