"""What somebody says in an answer by mail: no more mails, yes, no, or nothing that a program should decide."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache

from leakcheck.model.consent import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.draft import Draft

_LONGEST = 4_000
_SENTENCE = re.compile(r"[.!?;\n]+")
_ONE_CLICK = "list-unsubscribe=one-click"


def meaning(subject: str, text: str) -> Status | None:
    """Return Withdrawn, Given or Refused, or None.

    A wish for no more mails is heard anywhere in subject and text, unless a negation stands before it. Yes and no count
    only where they are all that the first line says.
    """
    if text.strip().lower() == _ONE_CLICK or says_withdraw(subject) or says_withdraw(text[:_LONGEST]):
        return Status.WITHDRAWN
    first = _first_line(text)
    if first in _phrases()["agree"]:
        return Status.GIVEN
    return Status.REFUSED if first in _phrases()["refuse"] else None


def own_words(draft: Draft) -> str:
    """Return what stands in the first body text, without quoted history and signature."""
    body = next((text for text in draft.texts if text.where == "body"), None)
    if body is None:
        return ""
    return "\n".join(body.text[r.span.start : r.span.end] for r in body.regions if r.kind == "body")


def is_report(draft: Draft) -> bool:
    """Tell whether a mail server or program reports on a mail: a bounce, a delay, a receipt (RFC 6522)."""
    return bool(draft.parts) and draft.parts[0].media_type == "multipart/report"


def is_automatic(draft: Draft) -> bool:
    """Tell whether a machine wrote an answer, which then wants nothing: an absence note (RFC 3834), a report."""
    if is_report(draft):
        return True
    said = (draft.header("Auto-Submitted") or "no").split(";")[0].strip().lower()
    precedence = (draft.header("Precedence") or "").strip().lower()
    marked = draft.header("X-Autoreply") or draft.header("X-Autorespond")
    return (
        said != "no" or precedence == "auto_reply" or bool(marked) or _automatic_subject(draft.header("Subject") or "")
    )


def _automatic_subject(subject: str) -> bool:
    """Tell whether a subject begins as a mail program writes it: "Automatic reply: Our offer"."""
    begin = re.split(r"[:(\[|\u2013\u2014]| - |$", plain(subject), maxsplit=1)[0]
    return begin.strip(" .!") in _phrases()["automatic"]


def says_withdraw(text: str) -> bool:
    """Tell whether a text asks for no more mails."""
    return _first_line(text) in _phrases()["withdraw-alone"] or any(
        _asks(sentence) for sentence in _SENTENCE.split(plain(text))
    )


def _first_line(text: str) -> str:
    first = next((line for line in map(plain, text.splitlines()) if line), "")
    return " ".join(first.strip("!.,;:-*> ").replace(",", " ").split())


def plain(text: str) -> str:
    """Return a text in lower case, without accents, with straight apostrophes and single blanks within a line."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("\u2019", "'"))
    return "\n".join(
        " ".join("".join(c for c in line if not unicodedata.combining(c)).split()) for line in letters.splitlines()
    )


def _asks(sentence: str) -> bool:
    words = sentence.replace(",", " ").split()
    line = f" {' '.join(words)} "
    for phrase in _phrases()["withdraw"]:
        at = line.find(f" {phrase} ")
        if at >= 0 and not _phrases()["negation"] & set(line[:at].split()):
            return True
    return False


@cache
def _phrases() -> dict[str, frozenset[str]]:
    import tomllib

    with open(os.path.join(os.path.dirname(__file__), "phrases.toml"), "rb") as file:  # noqa: PTH118, PTH120, PTH123 - start-up
        return {key: frozenset(words) for key, words in tomllib.load(file).items()}
