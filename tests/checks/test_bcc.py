"""LC601 and LC602: a Bcc that does not hide."""

from __future__ import annotations

import pytest

from tests.support import finding_of, people_mail

ENCRYPTED = (
    'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
    "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: text/plain\n\nx\n--b--\n",
)
ENVELOPED = ("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "MIAG\n")
SIGNED = ("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", "MIAG\n")


@pytest.mark.parametrize(("transport", "level"), [("sendmail", None), ("submission", "warning"), ("raw-smtp", "error")])
def test_what_the_transport_does(transport: str, level: str | None) -> None:
    mail = people_mail(to="petra@coach.example", bcc="a@example.com,\n b@example.net")
    finding = finding_of("LC601", mail, transport=transport)
    assert (finding.severity.label if finding else None) == level
    assert finding is None or finding.total == 2


def test_resent_bcc_travels_too() -> None:
    mail = people_mail(to="petra@coach.example", Resent_Bcc="a@example.com")
    assert finding_of("LC601", mail, transport="raw-smtp") is not None


@pytest.mark.parametrize(("kind", "found"), [(ENCRYPTED, True), (ENVELOPED, True), (SIGNED, False)])
def test_encryption_shows_who_is_hidden(kind, found) -> None:
    mail = people_mail(to="a@example.com", bcc="b@example.net", Content_Type=kind[0], body=kind[1])
    assert (finding_of("LC602", mail) is not None) is found


def test_encryption_without_bcc_is_fine() -> None:
    mail = people_mail(to="a@example.com", Content_Type=ENCRYPTED[0], body=ENCRYPTED[1])
    assert finding_of("LC602", mail) is None


@pytest.mark.parametrize(("transport", "says"), [("submission", "may be shown"), ("raw-smtp", "would be shown")])
def test_what_depends_on_the_program_is_not_said_as_sure(transport: str, says: str) -> None:
    finding = finding_of("LC601", people_mail(to="a@example.com", bcc="b@example.net"), transport=transport)
    assert finding is not None
    assert finding.message.startswith(f"1 person in Bcc {says} to all: ")
