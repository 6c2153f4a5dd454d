"""Helpers: read one file as the attachments room does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.mail.attachments.budget import Budget
from leakcheck.mail.attachments.draft import _read_here
from leakcheck.mail.attachments.finds import File
from leakcheck.model.policy import Limits

if TYPE_CHECKING:
    from leakcheck.mail.attachments.finds import Finds


def found_in(data: bytes, name: str = "", **limits: int) -> Finds:
    """Return what is found in a file under these limits; no picture is read by Tesseract unless they say so."""
    return _read_here(File(name, data), Budget(Limits()._replace(**({"ocr_pages": 0} | limits))))


def texts_of(finds: Finds) -> str:
    """Return all texts, one after the other."""
    return "\n".join(found.text for found in finds.texts)


def reasons(finds: Finds) -> list[str]:
    """Return why something was not read."""
    return [why for _, why, _ in finds.unread]
