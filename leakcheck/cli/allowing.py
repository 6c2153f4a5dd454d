"""Turn the note of a stopped mail into a permission: what stands behind `leakcheck allow-once`."""

from __future__ import annotations

import os
import sys

from leakcheck.hooks import once
from leakcheck.model.errors import ConfigError
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.hooks.once import Note


def run_allow_once(code: str, reason: str) -> int:
    """Permit one mail once and say so; raises ConfigError without a reason or without such a mail."""
    if not reason.strip():
        raise ConfigError("--reason: is empty, say why it is right to send the mail")
    note = _wanted(code)
    once.remember(note._replace(reason=reason.strip()), os.environ)
    sys.stdout.write(f"Send the mail again: {safe(', '.join(note.rules))} will let it through once\n")
    return 0


def _wanted(code: str) -> Note:
    notes = once.waiting(os.environ, code.strip().lower())
    if not notes:
        said = f"no mail with the code {code} was stopped" if code else "no mail was stopped"
        raise ConfigError(f"{said} within the last day")
    if code and len(notes) > 1:
        raise ConfigError(f"{code}: the codes of {len(notes)} mails begin like this, give more of it")
    return notes[0]
