"""The command that does what a finding advises."""

from __future__ import annotations

import os
import re

from leakcheck.report.language import ENGLISH
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.draft import Draft
    from leakcheck.model.finding import DraftReport, Finding
    from leakcheck.report.language import Language


_CLEANED = rb"\xff\xd8\xff|\x89PNG|%PDF-|RIFF.{4}WEBP"
_OFFICE = frozenset({"docx", "xlsx", "pptx", "odf"})


def fix_command(report: DraftReport, finding: Finding, language: Language = ENGLISH) -> str:
    """Return what to type, empty where no fix is known or the draft is no file of its own.

    Bcc is left out for encrypted mail, where it hides nobody, and cleaning for files of a kind that is not cleaned.
    """
    draft = report.draft
    if draft is None or draft.template or draft.format not in {"eml", "msg", "text"} or _in_store(draft.path):
        return ""
    vain = set()
    if draft.encryption is not None and draft.encryption.encrypted:
        vain.add("bcc")
    if not any(_can_be_cleaned(draft, place.part) for place in finding.locations):
        vain.add("strip-metadata")
    options = [f"--{fix}" for fix in finding.rule.fixes if fix not in vain]
    return f"leakcheck fix {file_word(report.path)} {language.say(' or ').join(options)}" if options else ""


def file_word(path: str) -> str:
    """Return a path as a shell wants it typed; what `safe` would change is written as $'...' (bash, zsh, ksh)."""
    import shlex

    path = f"./{path}" if path.startswith("-") else path
    if path == safe(path):
        return shlex.quote(path)
    try:
        return "$'" + "".join(map(_escaped, os.fsencode(path))) + "'"
    except UnicodeEncodeError:  # no name of a file on this machine
        return shlex.quote(safe(path))


def _escaped(byte: int) -> str:
    char = chr(byte)
    return char if " " <= char <= "~" and char not in "\\'" else f"\\{byte:03o}"


def _can_be_cleaned(draft: Draft, part: str | None) -> bool:
    kinds = {content.kind for content in draft.contents if content.part == part and not content.inside}
    heads = [attachment.head for attachment in draft.attachments if attachment.part == part]
    return bool(kinds & _OFFICE) or any(re.match(_CLEANED, head, re.DOTALL) for head in heads)


def _in_store(path: str) -> bool:
    """Tell whether a path names standard input or one of several mails in a file."""
    return path == "-" or path.rpartition("#")[2].isdecimal()
