"""Two files in the same bytes: what stands behind the end of one is read, and said."""

from __future__ import annotations

import bz2
import io
import lzma

import pytest
from PIL import Image

from tests.mail.attachments import formats, packages, pictures
from tests.mail.attachments.make_samples import attached, draft_with
from tests.mail.attachments.readers import found_in, texts_of
from tests.support import finding_of

HIDDEN = "zoe.klein@example.net"
ARCHIVE = packages.zip_of({"list.csv": HIDDEN})
PAGES = formats.pdf((formats.line(HIDDEN),))


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("P", (40, 30)).convert("RGB").save(out, form)
    return out.getvalue()


HOSTS = {
    "jpeg": picture("JPEG"),
    "png": picture("PNG"),
    "gif": picture("GIF"),
    "webp": picture("WEBP"),
    "bmp": picture("BMP"),
    "tiff": picture("TIFF"),
    "pdf": formats.pdf((formats.line("An offer"),)),
}


@pytest.mark.parametrize("kind", HOSTS)
def test_a_clean_file_has_nothing_behind_it(kind) -> None:
    finds = found_in(HOSTS[kind] + bytes(8))
    assert (finds.concealed, finds.unread) == ([], [])
    assert [row[3] for row in finds.contents] == [""]


@pytest.mark.parametrize("kind", HOSTS)
def test_an_archive_behind_a_file_is_read_and_said(kind) -> None:
    finds = found_in(HOSTS[kind] + ARCHIVE)
    assert HIDDEN in texts_of(finds)
    assert finds.contents[0][3].endswith("and an archive at once")


@pytest.mark.parametrize("kind", [kind for kind in HOSTS if kind not in {"pdf", "tiff"}])
def test_a_pdf_behind_a_picture_is_read_and_said(kind) -> None:
    finds = found_in(HOSTS[kind] + PAGES)
    assert HIDDEN in texts_of(finds)
    assert finds.contents[0][3] == "it is a picture and a PDF at once"


def test_the_finding_names_the_file_and_what_it_is() -> None:
    draft = draft_with("sunset.jpg", "image/jpeg", HOSTS["jpeg"] + ARCHIVE)
    finding = finding_of("LC404", draft)
    assert finding.message == "sunset.jpg is not what it seems: it is a picture and an archive at once"
    (place,) = finding_of("LC401", draft).locations
    assert place.inside == "behind the end: entry list.csv: row 1"


def test_a_pdf_inside_the_comment_of_an_archive_is_text_at_least() -> None:
    document = packages.zip_of({"a.txt": "hello"}) + PAGES
    assert HIDDEN in texts_of(found_in(document))


def test_the_second_picture_of_a_camera_is_read_without_a_word() -> None:
    second = pictures.jpeg(pictures.exif({}, (48.1, 11.5)))
    finds = found_in(HOSTS["jpeg"] + second)
    assert ("gps", "48.10000, 11.50000", "behind the end") in finds.metadata
    assert [row[3] for row in finds.contents] == ["", ""]


def test_what_is_unknown_behind_a_file_is_said() -> None:
    assert found_in(HOSTS["jpeg"] + bytes(range(1, 256)) * 2).concealed == [
        ("510 bytes of an unknown kind", "data behind the end of the file", "")
    ]


def test_words_behind_a_file_are_hidden_content() -> None:
    finds = found_in(HOSTS["gif"] + b"Zoe pays only half of it")
    assert ("Zoe pays only half of it", "data behind the end of the file", "") in finds.concealed


def test_settings_behind_a_photo_of_samsung_are_nothing_new() -> None:
    assert found_in(HOSTS["jpeg"] + b"\0\0\1\x0aImage_UTC_Data1700000000000SEFH\1\0\0\0SEFT").concealed == []


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress])
def test_streams_that_follow_one_another_are_all_read(pack) -> None:
    finds = found_in(pack(b"hello\n" * 20_000) + pack(HIDDEN.encode()) + pack(b"more"))
    assert HIDDEN in texts_of(finds)
    assert "more" in texts_of(finds)


@pytest.mark.parametrize("kind", [*HOSTS, "docx"])
@pytest.mark.parametrize("part", range(1, 9))
def test_files_that_are_cut_off_end(kind, part) -> None:
    data = HOSTS.get(kind) or attached("docx", leaky=True)
    assert found_in(data[: len(data) * part // 9]).contents
