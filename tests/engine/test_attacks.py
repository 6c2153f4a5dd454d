"""What an attacker tried, and must not pass as clean or be shown."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from leakcheck.detect import scan_text
from leakcheck.report.formats import render
from leakcheck.report.setting import Setting
from tests.support import finding_of, people_mail, report_of

TWELVE = ", ".join(f"p{n}@example{n}.test" for n in range(12))
CARD = "4539 5787 6362 1486"


@pytest.mark.parametrize("codec", ["utf-32", "utf-16", "utf-32-be"])
def test_wide_files_show_their_recipients(codec: str) -> None:
    mark = "\ufeff" if codec.endswith("be") else ""
    data = (mark + people_mail(to=TWELVE)).encode(codec)
    assert report_of(data).visible_recipients == 12


def test_a_comment_in_the_transfer_encoding() -> None:
    body = base64.b64encode(f"card {CARD}".encode()).decode()
    mail = people_mail(to="a@example.com", body=body, MIME_Version="1.0", Content_Transfer_Encoding="(x) base64")
    assert finding_of("LC303", mail) is not None


def test_an_unknown_transfer_encoding_is_not_clean() -> None:
    mail = people_mail(to="a@example.com", body="YWJj", MIME_Version="1.0", Content_Transfer_Encoding="rot13")
    assert report_of(mail).status == "partly-checked"


@pytest.mark.parametrize(
    ("text", "kind", "seen"),
    [
        ("Card 4539\u200b 5787 6362 1486 now", "payment-card", "4539\u200b 5787 6362 1486"),
        ("pass\u00adword: Tr4ffic!Lamp9", "secret", "Tr4ffic!Lamp9"),
        ("\u2060mail bob\u200b@firm.example", "email-address", "bob\u200b@firm.example"),
    ],
)
def test_characters_that_nobody_sees(text: str, kind: str, seen: str) -> None:
    found = [(s.kind, text[s.start : s.end]) for s in scan_text(text)]
    assert (kind, seen) in found


def test_a_list_of_people_in_a_display_name() -> None:
    assert finding_of("LC104", people_mail(to=f'"{TWELVE}" <a@example.com>')) is not None
    assert finding_of("LC104", people_mail(to='"boss@example.net" <a@example.com>')) is None


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_names_of_packed_files_are_masked(form: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "letters/canary.person@example.org.csv", "name,mail\nBob,bob@firm.example\nEve,eve@firm.example\n"
        )
    body = base64.encodebytes(packed.getvalue()).decode()
    mail = people_mail(
        to="a@example.com",
        body=body,
        MIME_Version="1.0",
        Content_Type='application/zip; name="x.zip"',
        Content_Disposition='attachment; filename="x.zip"',
        Content_Transfer_Encoding="base64",
    )
    report = report_of(mail)
    assert any("canary" in (place.inside or "") for finding in report.findings for place in finding.locations)
    assert "canary" not in render(form, [report], Setting())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("label", ["us-ascii", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("tail", [b"", b"\n"])
def test_utf16_under_another_label(codec: str, label: str, tail: bytes) -> None:
    body = base64.b64encode(f"card {CARD}\nthank you".encode(codec) + tail).decode()
    head = {"MIME_Version": "1.0", "Content_Type": f"text/plain; charset={label}"}
    mail = people_mail(to="a@example.com", body=body, Content_Transfer_Encoding="base64", **head)
    assert finding_of("LC303", mail) is not None


@pytest.mark.parametrize("padding", [40, 6_000, 200_000])
def test_plain_text_behind_wide_letters_is_read(padding: int) -> None:
    """A program that believes the label shows it, so that a long wide beginning must not hide it."""
    body = base64.encodebytes(b"x\0" * padding + f" card {CARD} ".encode()).decode()
    head = {"MIME_Version": "1.0", "Content_Type": "text/plain; charset=us-ascii"}
    mail = people_mail(to="a@example.com", body=body, Content_Transfer_Encoding="base64", **head)
    assert finding_of("LC303", mail) is not None


ARMOUR = ("-----BEGIN PGP MESSAGE-----", "", "hQEMA7Zk8Y1x2Y9uAQf", "-----END PGP MESSAGE-----")


@pytest.mark.parametrize("page", ["<pre>{}</pre>", "<p>Hello</p><blockquote>{}</blockquote>"])
@pytest.mark.parametrize("join", ["<br>\n", "<br>", "</div> <div>"])
def test_encrypted_text_in_a_page_was_not_checked(page: str, join: str) -> None:
    body = page.format(f"<div>{join.join(ARMOUR)}</div>")
    report = report_of(people_mail(to="a@example.com", body=body, Content_Type="text/html"))
    assert report.status == "partly-checked"


def test_quoted_encrypted_text_was_not_checked_and_encrypts_nothing() -> None:
    quoted = "Bob wrote:\n" + "\n".join(f"> {line}" for line in ARMOUR)
    report = report_of(people_mail(to="a@example.com", bcc="b@example.net", body=quoted))
    assert report.status == "partly-checked"
    assert "LC602" not in {finding.rule.id for finding in report.findings}


def test_a_sentence_about_armour_is_no_armour() -> None:
    text = "Look for -----BEGIN PGP MESSAGE----- in the file"
    assert report_of(people_mail(to="a@example.com", body=text)).status == "checked"


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x00", "\x1c", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("name", ["Cc", "bcc", "Resent-To"])
def test_recipients_behind_what_some_take_for_a_line_end(mark: str, name: str) -> None:
    found = finding_of("LC903", people_mail(to="a@example.com", X_Note=f"1{mark}{name}: {TWELVE}"))
    assert found is not None
    assert [(place.where, place.line) for place in found.locations] == [("header", 4)]


def test_other_uses_of_such_characters_are_no_defect() -> None:
    assert finding_of("LC903", people_mail(to="a@example.com", X_Note="one\x0btwo: three\u2028Four")) is None


@pytest.mark.parametrize("kind", ["pgp-signature", "pkcs7-signature", "x-pkcs7-signature"])
def test_what_is_only_called_a_signature_is_read(kind: str) -> None:
    assert finding_of("LC401", _signed(kind, f"card {CARD}")) is not None


def test_a_real_signature_is_left_alone() -> None:
    lines = "-----BEGIN PGP SIGNATURE-----", "", "iQEzBAABCAAdFiEE", "=abcd", "-----END PGP SIGNATURE-----"
    report = report_of(_signed("pgp-signature", "\n".join(lines)))
    assert (report.status, report.findings) == ("checked", ())


def _signed(kind: str, body: str) -> str:
    head = {"MIME_Version": "1.0", "Content_Type": f'application/{kind}; name="signature"'}
    return people_mail(to="a@example.com", body=body, Content_Disposition="attachment", **head)
