"""Pictures of text, with the real Tesseract where it is needed."""

from __future__ import annotations

import io
import os
import shutil

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.mail.attachments import packages
from tests.mail.attachments.make_samples import draft_with
from tests.mail.attachments.readers import found_in, reasons, texts_of
from tests.support import report_of

SAID = "Zoe Klein, zoe.klein@example.net"


def needs_tesseract() -> None:
    if not shutil.which("tesseract"):
        absent = pytest.fail if os.environ.get("CI") else pytest.skip
        absent("tesseract is not installed")


def drawn(
    *lines: str, size: tuple[int, int] = (1000, 400), form: str = "PNG", turned: int = 0, **saved: object
) -> bytes:
    """Return a picture of lines of text."""
    image = Image.new("RGB", size, "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=36)
    for number, line in enumerate(lines):
        pen.text((60, 60 + 80 * number), line, "black", font=font)
    out = io.BytesIO()
    image.rotate(turned, expand=True).save(out, form, **saved)
    return out.getvalue()


def scan(*pages: bytes) -> bytes:
    """Return a PDF of pictures."""
    images = [Image.open(io.BytesIO(page)) for page in pages]
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=100)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_text_in_pictures_is_read(form) -> None:
    needs_tesseract()
    finds = found_in(drawn("Our offer", SAID, form=form), ocr_pages=5)
    assert SAID in texts_of(finds)
    assert [row[2] for row in finds.contents] == ["read picture"]
    assert finds.unread == []


@pytest.mark.slow
def test_the_line_in_the_picture_is_named() -> None:
    needs_tesseract()
    draft = draft_with("list.png", "image/png", drawn("Our offer", SAID))
    report = report_of(draft, "[limits]\nocr-pages = 5\n")
    (finding,) = [finding for finding in report.findings if finding.rule.id == "LC401"]
    assert finding.locations[0].inside.startswith("text in the picture, line ")
    assert "text in pictures" not in [row.what for row in report.skipped]


@pytest.mark.slow
def test_a_photograph_that_lies_on_its_side_is_turned() -> None:
    needs_tesseract()
    exif = Image.Exif()
    exif[0x0112] = 6
    finds = found_in(drawn(SAID, form="JPEG", turned=90, exif=exif), ocr_pages=5)
    assert SAID in texts_of(finds)


@pytest.mark.slow
def test_scanned_pages_are_read() -> None:
    needs_tesseract()
    finds = found_in(scan(drawn("Our offer"), drawn("Hello", SAID)), ocr_pages=5)
    assert SAID in texts_of(finds)
    assert "page 2, text in the picture, line" in {label for text in finds.texts for _, label, _, _ in text.grids}
    assert finds.unread == []


@pytest.mark.slow
def test_a_scan_in_a_document_in_an_archive_is_read() -> None:
    needs_tesseract()
    document = packages.docx(packages.paragraph("See below"), more={"word/media/image1.png": drawn(SAID)})
    assert SAID in texts_of(found_in(packages.zip_of({"offer.docx": document}), ocr_pages=5))


@pytest.mark.slow
def test_pages_over_the_limit_are_said() -> None:
    needs_tesseract()
    finds = found_in(scan(*[drawn(SAID)] * 3), ocr_pages=1)
    assert texts_of(finds).count(SAID) == 1
    assert finds.unread == [
        (
            "page 2 and 1 more",
            "the attachments hold more than 1 pictures of text",
            "Leave it out, or raise the limit limits.ocr-pages and check again",
        )
    ]


@pytest.mark.slow
def test_nothing_is_left_on_the_disk(tmp_path, monkeypatch) -> None:
    needs_tesseract()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    found_in(scan(drawn(SAID)), ocr_pages=5)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["", "/nowhere"])
def test_without_tesseract_scanned_pages_are_said_once(path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", path)
    finds = found_in(scan(drawn("Our offer"), drawn(SAID)), ocr_pages=5)
    assert reasons(finds) == ["not read: picture of text"]
    assert finds.unread[0][0] == "page 1 and 1 more"


def test_without_tesseract_pictures_are_said_once_a_draft(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    both = packages.zip_of({"a.png": drawn("a"), "b.png": drawn("b")})
    report = report_of(draft_with("both.zip", "application/zip", both), "[limits]\nocr-pages = 5\n")
    assert [row.why for row in report.skipped if row.what == "text in pictures"] == [
        "not read: picture of text (with Tesseract installed it is)"
    ]
    assert report.status == "checked"
