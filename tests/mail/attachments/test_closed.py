"""What cannot be read is said, with the reason and a way out; and nothing goes on for ever."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from struct import pack

import pytest

from tests.mail.attachments import formats, packages, pictures
from tests.mail.attachments.make_samples import attached, draft_with
from tests.mail.attachments.readers import found_in, reasons, texts_of
from tests.mail.msg.cfb import write_cfb
from tests.support import finding_of, report_of


def locked_zip(data: bytes) -> bytes:
    """Set the bit that says "locked" in both headers of every entry."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


LOCKED_PDF = formats.pdf((formats.line("x"),)).replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32
    + b"> >> /ID [<00><00>]",
)  # fmt: skip
CLOSED = {
    "a.7z": (b"7z\xbc\xaf\x27\x1c\0\4" + bytes(40), "7z archives are not read"),
    "a.rar": (b"Rar!\x1a\x07\x01\0" + bytes(40), "RAR archives are not read"),
    "winmail.dat": (b"\x78\x9f\x3e\x22" + bytes(40), "it is in Outlook's own format (winmail.dat)"),
    "a.asc": (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n", "it is encrypted"),
    "a.bin": (bytes(range(256)) * 4, "its format is not known"),
    "a.mp3": (b"ID3\x04" + bytes(40), "sound and film are not read"),
    "a.zip": (locked_zip(packages.zip_of({"list.csv": "a@example.net"})), "it is locked with a password"),
    "a.docx": (write_cfb({"EncryptedPackage": bytes(5_000)}), "it is locked with a password"),
    "a.pdf": (LOCKED_PDF, "it is locked with a password"),
    "b.doc": (write_cfb({"WordDocument": bytes(5_000)}), "the old format of Word is not read"),
    "b.ppt": (write_cfb({"PowerPoint Document": bytes(5_000)}), "the old format of PowerPoint is not read"),
    "b.pdf": (b"%PDF-1.7\nnothing follows", "the PDF is damaged"),
    "b.zip": (packages.zip_of({"a.txt": "hello" * 100})[:-40], "the zip file is damaged"),
    "b.xlsx": (packages.zip_of({"[Content_Types].xml": "", "xl/workbook.xml": "<x"}), "the workbook is damaged"),
    "b.tar": (formats.tar_of({"a.txt": b"hello" * 200, "b.txt": b"x"})[:1100], "the archive is damaged"),
    "b.gz": (formats.gz_of(b"hello" * 100)[:-12], "it is damaged or cut off"),
    "c.odt": (
        packages.zip_of({"mimetype": "x", "content.xml": "x", "META-INF/manifest.xml": "<m:encryption-data/>"}),
        "it is locked with a password",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLOSED)
def test_what_is_closed_is_said_with_a_way_out(name) -> None:
    data, why = CLOSED[name]
    report = report_of(draft_with(name, "application/octet-stream", data))
    (found,) = [finding for finding in report.findings if finding.rule.id == "LC901"]
    assert found.message == f"attachment {name} was not checked: {why}"
    assert found.help
    assert report.status == "partly-checked"


def test_one_locked_archive_is_said_once() -> None:
    data = locked_zip(packages.zip_of({f"{n}.txt": "hello" for n in range(50)}))
    assert reasons(found_in(data)) == ["it is locked with a password"]


def test_a_signature_is_nothing_to_read() -> None:
    assert not finding_of(
        "LC901", draft_with("smime.p7s", "application/pkcs7-signature", b"\x30\x80\x06\x09" + bytes(60))
    )


def test_entities_are_refused() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:t>&b;</w:t>'
    finds = found_in(packages.docx("", more={"word/document.xml": laughs}))
    assert reasons(finds) == ["its XML declares entities, which no office program does"]


def test_entities_in_a_plain_file_are_not_expanded() -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">\n' for n in range(1, 10))
    finds = found_in(
        f'<?xml version="1.0"?>\n<!DOCTYPE l [\n<!ENTITY l0 "ha">\n{lines}]>\n<l>&l9;</l>\n'.encode(), "a.xml"
    )
    assert len(texts_of(finds)) < 2_000


def bomb(size: int = 300_000_000) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = bytes(1_000_000)
    body = b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()
    entry = pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, 0, len(body), 1_000, 5, 0)
    central = b"PK\x01\x02" + pack("<H", 20) + entry + pack("<HHHII", 0, 0, 0, 0, 0) + b"a.txt"
    start = b"PK\x03\x04" + entry + b"a.txt" + body
    return start + central + b"PK\x05\x06" + pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(start), 0)


def test_two_cells_far_apart_take_nothing_down() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    data = packages.xlsx((packages.Sheet("A", (("x",),)),))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    entries["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    )
    (why,) = reasons(found_in(packages.zip_of(entries)))
    assert why.startswith("the process that read it was stopped")


def test_a_bomb_that_lies_about_its_size_is_stopped() -> None:
    begin = time.monotonic()
    finds = found_in(bomb())
    assert reasons(finds)
    assert time.monotonic() - begin < 10
    assert len(texts_of(finds)) < 1_000


@pytest.mark.parametrize("pack_it", [formats.gz_of, __import__("bz2").compress, __import__("lzma").compress])
def test_bombs_of_packers_are_stopped(pack_it) -> None:
    assert "times its size" in reasons(found_in(pack_it(bytes(80_000_000))))[0]


def test_nested_bombs_are_stopped_by_the_ratio_or_the_depth() -> None:
    data = packages.zip_of({"a.txt": bytes(3_000_000)})
    for _ in range(9):
        data = packages.zip_of({"a.zip": data, "b.zip": data})
    finds = found_in(data, entries=500)
    assert all("deep" in why or "files" in why or "times its size" in why for why in reasons(finds))
    assert reasons(finds)


def test_ten_thousand_entries_are_stopped() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(10_000):
            archive.writestr(f"{number}.txt", "hello")
    finds = found_in(out.getvalue())
    assert reasons(finds) == ["the attachments hold more than 1,000 files"]
    assert len(finds.texts) > 900


def test_a_zip_that_holds_itself_ends() -> None:
    data = packages.zip_of({"r.zip": b""})
    for _ in range(20):
        data = packages.zip_of({"r.zip": data})
    assert "deep" in reasons(found_in(data))[0]


def test_a_hundred_thousand_pages_are_stopped() -> None:
    pages = b" ".join(b"5 0 R" for _ in range(100_000))
    data = formats.pdf((formats.line("x"),), more=())
    data = data.replace(b"/Kids [20 0 R] /Count 1", b"/Kids [" + pages.replace(b"5 0", b"20 0") + b"] /Count 100000")
    finds = found_in(data, pages=50)
    assert reasons(finds) == ["the attachments have more than 50 pages"]


@pytest.mark.parametrize(
    ("suffix", "limits", "why"),
    [
        ("xlsx", {"cells": 5}, "cells"),
        ("csv", {"cells": 2}, "cells"),
        ("pptx", {"pages": 1}, "pages"),
        ("zip", {"entries": 1}, "files"),
        ("docx", {"unpacked_bytes": 500}, "unpack to more than 500 bytes"),
        ("txt", {"attached_text": 10}, "characters of text"),
        ("tar", {"entry_bytes": 20}, "20 bytes"),
        ("zip", {"archive_depth": 1}, "deep"),
    ],
)
def test_every_limit_is_said(suffix, limits, why) -> None:
    finds = found_in(attached(suffix, leaky=True), f"offer.{suffix}", **limits)
    assert any(why in reason for reason in reasons(finds))
    assert all(how for _, _, how in finds.unread)


def test_time_is_a_limit() -> None:
    finds = found_in(attached("docx", leaky=True), seconds=-1)
    assert reasons(finds) == ["reading the attachments took more than -1 seconds"]


def test_limits_are_keys_of_the_policy() -> None:
    report = report_of(draft_with("a.csv", "text/csv", attached("csv", leaky=True)), "[limits]\ncells = 2\n")
    assert report.status == "partly-checked"


def test_text_behind_base64_is_read() -> None:
    mail = draft_with("a.csv", "text/csv", b"name,mail\n").replace(b"--=_leak--", b"zoe@example.net\n--=_leak--")
    assert finding_of("LC401", mail)


def test_broken_pictures_tell_nothing_and_raise_nothing() -> None:
    whole = pictures.jpeg(pictures.exif({0x013B: "Zoe"}, (1.0, 2.0), pictures.TALL_JPEG))
    for size in range(0, len(whole), 7):
        found_in(whole[:size])


_OID = bytes.fromhex("06092a864886f70d0107")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("smime.p7m", b"0\x82\x01\xa1" + _OID + b"\x03\xa0\x82" + bytes(40), "it is encrypted"),
        ("b.p7m", b"0\x80" + _OID + b"\x02\xa0\x80\x31\x000\x80" + _OID + b"\x01\xa0", "it is wrapped in S/MIME"),
        ("notes.gpg", b"\x8c\x0d\x04\x09\x03\x02" + bytes(40), "it is encrypted"),
        ("notes.pgp", b"\x85\x01\x0c\x03" + bytes(40), "it is encrypted"),
        ("k.bin", b"0\x82\x09\xdf\x02\x01\x030\x82" + bytes(40), "it is a locked key file"),
    ],
)  # fmt: skip
def test_what_is_sealed_is_told_by_its_content(name, data, why) -> None:
    assert reasons(found_in(data, name)) == [why]


@pytest.mark.parametrize("inner", [b"0\x0b" + _OID + b"\x01\xa0\x82", b"0\x80" + _OID + b"\x01\0\0"])
def test_the_signature_of_an_attached_mail_is_nothing_to_read(inner) -> None:
    signature = b"0\x82\x05\x8d" + _OID + b"\x02\xa0\x82\x31\x0f" + bytes(15) + inner + bytes(60)
    mail = draft_with("smime.p7s", "application/pkcs7-signature", signature)
    assert not reasons(found_in(b"MIME-Version: 1.0\n" + mail, "a.eml"))


@pytest.mark.parametrize("media_type", ["text/plain", "text/html; charset=utf-8", "message/rfc822"])
def test_a_file_that_says_it_is_text_is_read_as_a_file(media_type) -> None:
    mail = draft_with("", "text/plain", attached("pdf", leaky=True)).replace(
        b'Content-Type: text/plain; name=""\nContent-Disposition: attachment; filename=""',
        f"Content-Type: {media_type}".encode(),
    )
    assert finding_of("LC403", mail)
