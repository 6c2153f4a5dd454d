from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from leakcheck import mail
from leakcheck.fix.office import clean_office
from leakcheck.fix.opendocument import clean_opendocument
from leakcheck.fix.pdf import clean_pdf
from leakcheck.fix.pictures import clean_jpeg, clean_picture, clean_png, clean_webp
from leakcheck.fix.values import RefusedError
from leakcheck.mail.transfer import decode_transfer
from leakcheck.model.policy import Limits
from tests.fix.helpers import fixed
from tests.mail.attachments import packages, pictures

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = Limits()


def attached(data: bytes) -> bytes:
    draft = mail.parse(data, "x.eml")
    part = next(p for p in draft.parts if p.number == draft.attachments[0].part)
    return decode_transfer(data[slice(*part.body)], part.encoding).data


def scan_of(jpeg: bytes) -> bytes:
    """Return the compressed picture itself: what follows the start of scan."""
    return jpeg[jpeg.index(b"\xff\xda") :]


def test_a_photo_keeps_its_pixels_and_loses_the_rest() -> None:
    data = pictures.jpeg(pictures.exif({0x010F: "Camera", 0x013B: "Petra"}, (48.1, 11.5)), b"secret comment")
    done = clean_jpeg(data + b"trailer")
    assert done
    assert scan_of(done) == scan_of(data)
    assert all(word not in done for word in (b"Camera", b"Petra", b"secret", b"Exif", b"trailer"))
    assert clean_jpeg(done) == done


def test_a_turned_photo_stays_turned() -> None:
    tiff = b"II*\0\x08\0\0\0" + struct.pack("<HHHIHHI", 1, 0x0112, 3, 1, 6, 0, 0)
    done = clean_jpeg(pictures.jpeg(tiff, b"words"))
    assert done
    assert b"Exif\0\0MM\0*" in done
    assert b"words" not in done
    assert clean_jpeg(done) == done


def test_a_png_loses_its_words() -> None:
    data = pictures.png(((b"tEXt", b"Author\0Petra"), (b"gAMA", b"\0\0\xb1\x8f"), (b"eXIf", b"II*\0")), b"behind")
    done = clean_png(data)
    assert done
    assert all(word not in done for word in (b"Petra", b"eXIf", b"behind"))
    assert b"gAMA" in done
    assert clean_png(done) == done


@pytest.mark.parametrize("cut", [3, 10, 60, 200])
def test_damaged_pictures_are_left_alone(cut: int) -> None:
    assert clean_jpeg(pictures.jpeg(b"II*\0")[:cut]) is None
    assert clean_png(pictures.png()[: min(cut, 40)]) is None


def test_words_of_a_document_stay_and_its_history_goes() -> None:
    body = (
        '<w:p w:rsidR="00AB12CD"><w:r><w:t>Ten </w:t></w:r>'
        '<w:ins w:id="1" w:author="Zoe Klein"><w:r><w:t>good </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="Zoe Klein"><w:r><w:delText>bad </w:delText></w:r></w:del>'
        '<w:commentRangeStart w:id="0"/><w:r><w:t>sessions</w:t></w:r><w:commentRangeEnd w:id="0"/></w:p>'
    )
    comment = '<w:comment w:id="0" w:author="Zoe Klein"><w:p><w:r><w:t>too dear</w:t></w:r></w:p></w:comment>'
    data = packages.docx(body, comment, packages.About("Zoe Klein", "Zoe Klein", "Klein"))
    done = clean_office(data, LIMITS)
    assert done
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        document = archive.read("word/document.xml").decode()
    assert all(word not in everything for word in (b"Zoe", b"Klein", b"bad ", b"too dear", b"rsid"))
    assert all(word in document for word in ("Ten ", "good ", "sessions"))
    assert clean_office(done, LIMITS) is None


_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("text", "text"),
        ("meta", "meta"),
        ("config", "config"),
        ("m", "manifest"),
    )
)
_ODT_CONTENT = f"""<office:document-content {_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Zoe Klein
</dc:creator></office:change-info><text:p>bad </text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>Ten <text:change text:change-id="c1"/>good <office:annotation><dc:creator>Zoe Klein</dc:creator>
<text:p>too dear</text:p></office:annotation>sessions<office:annotation-end/> a month</text:p>
</office:text></office:body></office:document-content>"""


def odt(**more: str) -> bytes:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": _ODT_CONTENT,
        "meta.xml": f"<office:document-meta {_SPACES}><office:meta><meta:initial-creator>Zoe Klein"
        "</meta:initial-creator></office:meta></office:document-meta>",
        "settings.xml": f"<office:document-settings {_SPACES}><config:config-item config:name='PrinterName'>Klein Laser"
        "</config:config-item><config:config-item config:name='Zoom'>1</config:config-item></office:document-settings>",
        "Thumbnails/thumbnail.png": "a picture",
        "META-INF/manifest.xml": f"<m:manifest {_SPACES}><m:file-entry m:full-path='content.xml'/>"
        "<m:file-entry m:full-path='Thumbnails/thumbnail.png'/></m:manifest>",
        **more,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_an_opendocument_text_keeps_its_words_alone() -> None:
    done = clean_opendocument(odt(), LIMITS)
    assert done
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)
        words = "".join(etree.fromstring(archive.read("content.xml")).itertext()).split()
    assert names[0] == "mimetype"
    assert "Thumbnails/thumbnail.png" not in names
    assert all(word not in everything for word in (b"Zoe", b"Klein", b"bad", b"dear", b"thumbnail", b"change"))
    assert words == ["Ten", "good", "sessions", "a", "month"]
    assert b"Zoom" in everything
    assert clean_opendocument(done, LIMITS) is None


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"META-INF/documentsignatures.xml": "<x/>"}, "signed"),
        ({"META-INF/manifest.xml": f"<m:manifest {_SPACES}><m:encryption-data/></m:manifest>"}, "password"),
    ],
)
def test_a_closed_opendocument_file_is_refused(more: dict[str, str], why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        clean_opendocument(odt(**more), LIMITS)


def test_a_webp_loses_its_notes() -> None:
    picture = b"VP8L\x05\0\0\0\x2f\0\0\0\0\0"
    flags = b"VP8X\x0a\0\0\0\x0c" + bytes(9)
    notes = b"EXIF\x05\0\0\0Petra\0XMP \x06\0\0\0<Zoe/>"
    data = b"RIFF" + (4 + len(flags + picture + notes)).to_bytes(4, "little") + b"WEBP" + flags + picture + notes
    done = clean_webp(data)
    assert done == b"RIFF" + (36).to_bytes(4, "little") + b"WEBPVP8X\x0a\0\0\0\0" + bytes(9) + picture
    assert clean_webp(done) == done
    assert clean_webp(data[:-3]) is None


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["png", "webp", "jpeg"])
def test_a_cleaned_picture_looks_the_same(form: str, orientation: int) -> None:
    from PIL import Image, ImageOps

    picture = Image.new("RGB", (3, 2))
    picture.putdata([(40 * number, 250 - 40 * number, 90) for number in range(6)])
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = orientation, "Camera", "Petra"
    file = io.BytesIO()
    picture.save(file, form, exif=exif)
    done = clean_picture(file.getvalue())
    assert done
    assert b"Camera" not in done
    assert b"Petra" not in done
    shown = [ImageOps.exif_transpose(Image.open(io.BytesIO(data))) for data in (file.getvalue(), done)]
    assert shown[0].size == shown[1].size
    assert shown[0].tobytes() == shown[1].tobytes()
    assert dict(Image.open(io.BytesIO(done)).getexif()) == ({0x0112: orientation} if orientation > 1 else {})
    assert clean_picture(done) == done


def test_a_webp_with_an_empty_header_is_not_cleaned_into_another_one() -> None:
    data = b"RIFF\x0c\0\0\0WEBPVP8X\0\0\0\0"
    assert clean_webp(data) == data


@pytest.mark.parametrize("suffix", ["rtf", "xls", "tiff", "heic", "inline-picture"])
def test_what_is_not_cleaned_is_said(samples: Path, suffix: str) -> None:
    data = (samples / "attachments" / f"leaky-{suffix}.eml").read_bytes()
    with pytest.raises(RefusedError, match="save it without properties, or as PDF"):
        fixed(data, "strip-metadata")


_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts_of(data: bytes | None) -> dict[str, bytes]:
    assert data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_previews_templates_and_pictures_of_a_document_tell_nothing_any_more() -> None:
    photo = pictures.jpeg(pictures.exif({0x013B: "Zoe Klein"}, (48.1, 11.5)), b"words")
    data = packages.docx(packages.paragraph("Hello"))
    more = {
        "docProps/thumbnail.jpeg": b"a picture",
        "_rels/.rels": f'<Relationships {_RELATIONS}><Relationship Id="a" Type="{_TYPE}/officeDocument" Target='
        f'"word/document.xml"/><Relationship Id="b" Type="x/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>'
        "</Relationships>".encode(),
        "word/_rels/settings.xml.rels": f'<Relationships {_RELATIONS}><Relationship Id="a" TargetMode="External" Type='
        f'"{_TYPE}/attachedTemplate" Target="file:///C:/Users/zoe/x.dotx"/></Relationships>',
        "word/media/image1.jpeg": photo,
        "package/services/metadata/core-properties/1.psmdcp": b"<x>Zoe Klein</x>",
    }
    done = parts_of(clean_office(packages.replaced(data, more), LIMITS))
    assert "docProps/thumbnail.jpeg" not in done
    assert not any(word in content for content in done.values() for word in (b"thumbnail", b"zoe", b"Zoe", b"Exif"))
    assert b"word/document.xml" in done["_rels/.rels"]
    assert scan_of(done["word/media/image1.jpeg"]) == scan_of(photo)


def test_strict_documents_and_presentations_lose_their_history_too() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body><w:del w:author="Zoe"><w:r/></w:del><w:p/></w:body></w:document>'
    plain = packages.docx(packages.paragraph("Hello"))
    done = parts_of(clean_office(packages.replaced(plain, {"word/document.xml": body.encode()}), LIMITS))
    assert b"Zoe" not in done["word/document.xml"]
    more = {
        "ppt/changesInfos/changesInfo1.xml": b"<x>Zoe</x>",
        "[Content_Types].xml": b'<Types xmlns="x"><Override PartName="/ppt/changesInfos/changesInfo1.xml"/></Types>',
        "ppt/_rels/presentation.xml.rels": f'<Relationships {_RELATIONS}><Relationship Id="a" Type="x" '
        'Target="changesInfos/changesInfo1.xml"/></Relationships>'.encode(),
    }
    done = parts_of(clean_office(packages.replaced(plain, more), LIMITS))
    assert not any(b"changesInfo" in content for content in done.values())
    assert "ppt/changesInfos/changesInfo1.xml" not in done


def test_older_versions_and_inner_objects_of_opendocument_are_cleaned() -> None:
    inner = (
        f"<office:document-meta {_SPACES}><office:meta><meta:initial-creator>Zoe</meta:initial-creator></office:meta>"
    )
    data = odt(**{"Versions/Version1": "Zoe", "VersionList.xml": "<x>Zoe</x>", "Object 1/meta.xml": inner})
    done = parts_of(clean_opendocument(data, LIMITS))
    assert not any(b"Zoe" in content for content in done.values())
    assert "Object 1/meta.xml" in done


def test_the_small_picture_of_a_jfif_goes() -> None:
    jpeg = pictures.jpeg(b"II*\0")
    small = b"\xff\xe0\0\x13JFIF\0\1\2\0\0\1\0\1\1\1abc"
    done = clean_jpeg(jpeg[:2] + small + jpeg[2:])
    assert done
    assert b"JFIF\0\1\2\0\0\1\0\1\0\0\xff" in done
    assert b"abc" not in done
    assert clean_jpeg(done) == done


def test_a_pdf_that_is_protected_against_changes_is_refused() -> None:
    import pikepdf

    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Author"] = "Zoe Klein"
    document.save(out, encryption=pikepdf.Encryption(user="", owner="y"))
    with pytest.raises(RefusedError, match="password"):
        clean_pdf(out.getvalue())


def test_a_signed_document_is_refused() -> None:
    data = packages.docx(packages.paragraph("Hello"), more={"_xmlsignatures/sig1.xml": "<x/>"})
    with pytest.raises(RefusedError, match="signed"):
        clean_office(data, LIMITS)


def pdf(*, signed: bool = False, locked: bool = False) -> bytes:
    import pikepdf

    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Author"] = "Zoe Klein"
    document.Root.Metadata = document.make_stream(b"<x>Zoe Klein</x>")
    if signed:
        document.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array([]))
    out = io.BytesIO()
    lock = pikepdf.Encryption(user="x", owner="y") if locked else None
    document.save(out, fix_metadata_version=False, encryption=lock)
    return out.getvalue()


def test_a_pdf_loses_properties_and_older_revisions() -> None:
    data = pdf()
    data += b"\n9 0 obj\n<</Old (Zoe Klein)>>\nendobj\nxref\n0 0\ntrailer\n<<>>\nstartxref\n0\n%%EOF"
    done = clean_pdf(data)
    assert done
    assert b"Zoe" not in done
    assert clean_pdf(done) is None


@pytest.mark.parametrize(
    ("data", "why"), [(pdf(signed=True), "signed"), (pdf(locked=True), "password"), (b"%PDF-", "damaged")]
)
def test_a_closed_pdf_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        clean_pdf(data)


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pptx", "odt", "ods", "odp", "pdf", "jpg", "png"])
def test_the_finding_is_gone_in_our_samples(samples: Path, suffix: str) -> None:
    data = (samples / "attachments" / f"leaky-{suffix}.eml").read_bytes()
    outcome = fixed(data, "strip-metadata")
    rules = {finding.rule.id for finding in outcome.after.report.findings}
    assert "LC402" in {finding.rule.id for finding in outcome.before.report.findings}
    assert "LC402" not in rules
    assert outcome.proposals[0].clears
    assert attached(outcome.after.data) != attached(data)
    assert fixed(outcome.after.data, "strip-metadata").proposals == ()


def test_a_refused_attachment_does_not_stop_another() -> None:
    import base64

    body = "".join(
        f"--b\nContent-Type: {kind}; name=x\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(data).decode()
        for kind, data in (("application/pdf", pdf(signed=True)), ("application/pdf", pdf()))
    )
    head = (
        "From: p@coach.example\nTo: ann@example.com\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    )
    proposal = fixed(head + body + "--b--\n", "strip-metadata").proposals[0]
    assert "attachment 1 stays as it is: it is signed" in proposal.notes[0]
    assert [change.where for change in proposal.changes] == ["attachment (part 2)"]
