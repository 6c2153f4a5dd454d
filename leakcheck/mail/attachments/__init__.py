"""Attached files -> texts, metadata and hidden content of a draft. Imported only when a draft carries files."""

from __future__ import annotations

from leakcheck.mail.attachments.draft import read_attachments

__all__ = ["read_attachments"]
