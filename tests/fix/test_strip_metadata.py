from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from leakcheck import mail
from leakcheck.fix.office import clean_office
from leakcheck.fix.pdf import clean_pdf
from leakcheck.fix.pictures import clean_jpeg, clean_png
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


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pptx", "pdf", "jpg", "png"])
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
