"""Names of draft files as other programs want them: relative to a root, with forward slashes."""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.finding import Finding

_MESSAGE_NUMBER = r"#[0-9]{1,9}\Z"
_STANDARD_INPUT = ("-", "<stdin>", "stdin")


def file_of(path: str) -> str:
    """Return the file of a draft: `inbox.mbox#3` stands in `inbox.mbox`."""
    return re.sub(_MESSAGE_NUMBER, "", path)


def spoken(path: str) -> str:
    """Return the name of a draft as people read it."""
    return "standard input" if path == "-" else path


def place_file(finding: Finding, path: str) -> str:
    """Return the file that a finding points into: its draft, which is at `path`, or the configuration."""
    return (finding.locations[0].file if finding.locations else "") or path


def relative(path: str, root: str) -> str:
    """Return the file of a draft relative to `root` where it stands below it, without a leading `./`.

    Standard input is `stdin`. A file outside of `root` keeps its path.
    """
    if path in _STANDARD_INPUT:
        return "stdin"
    plain = os.path.normpath(file_of(path)).replace(os.sep, "/")
    head = root.rstrip("/") + "/"
    return plain[len(head) :] if root and plain.startswith(head) else plain
