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
