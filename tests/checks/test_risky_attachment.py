"""LC404: told by name and by content."""

from __future__ import annotations

import pytest

from tests.support import finding_of, people_mail


def attached(name: str, content: str = "nothing\n") -> str:
    disposition = f'attachment; filename="{name}"'
    return people_mail(
        to="ann@example.com", body=content, Content_Type="application/octet-stream", Content_Disposition=disposition
    )


@pytest.mark.parametrize("name", ["id_rsa", ".env", "cert.PEM", "Office.kdbx", "backup.sql", "setup.exe", "mail.pst"])
def test_by_name(name: str) -> None:
    assert finding_of("LC404", attached(name)) is not None


@pytest.mark.parametrize(
    "head", ["-----BEGIN OPENSSH PRIVATE KEY-----\n", "-- MySQL dump 10.13\n", "PuTTY-User-Key-File-3: x\n"]
)
def test_by_content(head: str) -> None:
    assert finding_of("LC404", attached("notes.txt", head)) is not None


@pytest.mark.parametrize("name", ["notes.txt", "slides.key.pdf", "environment.docx"])
def test_ordinary(name: str) -> None:
    finding = finding_of("LC404", attached(name))
    assert finding is None or "nothing like" in finding.message or name != "notes.txt"
