"""What reading attachments costs: documents of text, a table of half a million people, files made to do harm."""

from __future__ import annotations

import base64
import io
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from struct import pack
from typing import TYPE_CHECKING

import material
import measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TYPES = "application/vnd.openxmlformats-officedocument"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EXCEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = 512 * 1024 * 1024
_CHECK = """
import datetime, pathlib, resource, sys
if {space}: resource.setrlimit(resource.RLIMIT_AS, ({space}, {space}))
from leakcheck import mail
from leakcheck.engine.check import check_draft
from leakcheck.engine.plan import make_plan
from leakcheck.model.policy import Policy
draft = mail.parse(pathlib.Path({path!r}).read_bytes(), "draft.eml")
report, _ = check_draft(draft, make_plan(Policy()), datetime.date(2026, 1, 15))
sys.exit({expected})
"""


HARM = (
    "1 GB of zeros that say they are 1 KB",
    "zip in zip, 16 times 16, as 42.zip",
    "zip in itself",
    "10,000 entries",
    "billion laughs",
    "100,000 pages",
)


def mail_with(name: str, data: bytes) -> bytes:
    """Return a draft with one attachment."""
    return (
        b"From: petra@coach.example\nTo: ann@example.com\nSubject: Offer\nMIME-Version: 1.0\n"
        b"Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=%b\n"
        b"Content-Transfer-Encoding: base64\n\n%b" % (name.encode(), base64.encodebytes(data))
    )


def package(entries: Iterator[tuple[str, bytes | Iterator[bytes]]], main: str, kind: str) -> bytes:
    """Return an office document; an entry may come in pieces."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        rels = f"{_TYPES.replace('vnd.openxmlformats-officedocument', 'vnd.openxmlformats-package.relationships+xml')}"
        types = (
            f'<Default Extension="rels" ContentType="{rels}"/><Override PartName="/{main}" ContentType="{kind}+xml"/>'
        )
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>')
        target = f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="{main}"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{target}</Relationships>')
        for name, content in entries:
            with archive.open(name, "w", force_zip64=True) as stream:
                for piece in [content] if isinstance(content, bytes) else content:
                    stream.write(piece)
    return out.getvalue()


def docx(size: int) -> bytes:
    """Return a Word document with so many characters of text."""
    lines = material.text(size).split("\n")
    body = "".join(f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    source = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'.encode()
    return package(
        iter([("word/document.xml", source)]), "word/document.xml", f"{_TYPES}.wordprocessingml.document.main"
    )


def xlsx(rows: Iterator[tuple[str, ...]]) -> bytes:
    """Return a workbook with one sheet."""

    def sheet() -> Iterator[bytes]:
        yield f'<worksheet xmlns="{_EXCEL}"><sheetData>'.encode()
        for number, row in enumerate(rows, 1):
            cells = "".join(
                f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' for at, cell in enumerate(row)
            )
            height = 12 + number * 7919 % 1_000_003 / 1_000_003
            yield f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>'.encode()
        yield b"</sheetData></worksheet>"

    book = f'<workbook xmlns="{_EXCEL}" xmlns:r="{_RELATIONS}"><sheets><sheet name="Clients" sheetId="1" r:id="rId1"/>'
    target = f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    entries: list[tuple[str, bytes | Iterator[bytes]]] = [
        ("xl/workbook.xml", f"{book}</sheets></workbook>".encode()),
        (
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{target}</Relationships>'.encode(),
        ),
        ("xl/worksheets/sheet1.xml", sheet()),
    ]
    return package(iter(entries), "xl/workbook.xml", f"{_TYPES}.spreadsheetml.sheet.main")


def table(size: int) -> Iterator[tuple[str, ...]]:
    """Yield rows of ordinary text, so many characters in all."""
    words = material.text(size).replace("\n", " ").split(" ")
    for at in range(0, len(words), 8):
        yield (str(at), " ".join(words[at : at + 4]), " ".join(words[at + 4 : at + 8]))


def people(number: int) -> Iterator[tuple[str, ...]]:
    """Yield a list of clients, each with a note of its own."""
    import random

    chance = random.Random(7)
    words = sorted(set(material.text(5_000).split()))
    for at in range(number):
        note = " ".join(chance.choices(words, k=6)).replace("&", "and").replace("<", "")
        yield (f"p{at}@example{at % 997}.test", note.title()[:20], note)


def pdf(size: int) -> bytes:
    """Return a PDF of so many characters of text, 40 lines a page, nothing packed."""
    lines = [line.replace("(", "").replace(")", "") for line in material.text(size).split("\n")]
    pages = [lines[at : at + 40] for at in range(0, len(lines), 40)]
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    for number, page in enumerate(pages):
        shown = "".join(f"1 0 0 1 50 {790 - 18 * at} Tm ({line}) Tj\n" for at, line in enumerate(page))
        stream = f"BT /F1 9 Tf\n{shown}ET".encode("latin-1", "replace")
        look = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects[10 + 2 * number] = f"<< /Type /Page /Parent 2 0 R {look} /Contents {11 + 2 * number} 0 R >>".encode()
        objects[11 + 2 * number] = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream)
    return _numbered(objects)


def _numbered(objects: dict[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), b""
    for number, body in sorted(objects.items()):
        places += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (places, max(objects) + 1, start)
    return bytes(out)


def harmful() -> dict[str, bytes]:
    """Return files made to do harm."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = b"".join(packer.compress(bytes(1_000_000)) for _ in range(1_000)) + packer.flush()
    entry = pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, 0, len(body), 1_000, 5, 0)
    central = b"PK\x01\x02" + pack("<H", 20) + entry + pack("<HHHII", 0, 0, 0, 0, 0) + b"a.txt"
    start = b"PK\x03\x04" + entry + b"a.txt" + body
    bomb = start + central + b"PK\x05\x06" + pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(start), 0)
    nested = _zip({"a.txt": bytes(10_000_000)})
    for _ in range(6):
        nested = _zip({f"{n}.zip": nested for n in range(16)})
    itself = _zip({"r.zip": b""})
    for _ in range(100):
        itself = _zip({"r.zip": itself})
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    source = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{laughs}]><w:t>&l9;</w:t>'.encode()
    kids = b"20 0 R " * 100_000
    pages = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 100000 /Kids [%b] >>" % kids,
        20: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    }
    return {
        "1 GB of zeros that say they are 1 KB": bomb,
        "zip in zip, 16 times 16, as 42.zip": nested,
        "zip in itself": itself,
        "10,000 entries": _zip({f"{n}.txt": b"hello" for n in range(10_000)}),
        "billion laughs": package(iter([("word/document.xml", source)]), "word/document.xml", _TYPES),
        "100,000 pages": _numbered(pages),
    }


def _zip(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "docx": lambda: docx(1_000_000),
    "xlsx": lambda: xlsx(table(1_000_000)),
    "pdf": lambda: pdf(1_000_000),
    "list": lambda: xlsx(people(500_000)),
    **{name: (lambda name=name: harmful()[name]) for name in HARM},
}


def make(name: str, path: Path) -> int:
    """Write a draft in a process of its own, since a large process lends its memory to those it starts."""
    import subprocess

    subprocess.run([sys.executable, __file__, name, str(path)], check=True)
    return path.stat().st_size * 3 // 4


def rows() -> list[tuple[str, str, str, bool | None]]:
    """Return table rows: what, measured, budget, kept."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "draft.eml"
        return [*_texts(path), _list(path), *_bombs(path)]


def _texts(path: Path) -> Iterator[tuple[str, str, str, bool | None]]:
    for name in ("docx", "xlsx", "pdf"):
        make(name, path)
        cost = _fresh(path, "report.status != 'checked'", runs=3)
        bare = measure.bare_python(3)
        seconds = cost.seconds - bare.seconds
        yield (
            f"{name} with 1 MB of text, read and checked, cold",
            f"{seconds:.2f} s over a bare Python, {cost.megabytes:.0f} MB",
            "<= 0.3 s, <= 150 MB",
            seconds <= 0.3 and cost.megabytes <= 150,
        )


def _list(path: Path) -> tuple[str, str, str, bool | None]:
    size = make("list", path)
    cost = _fresh(path, "'LC405' not in [f.rule.id for f in report.findings]", runs=2)
    return (
        f"xlsx of {size / 1e6:.0f} MB with 500,000 addresses",
        f"{cost.seconds:.1f} s, {cost.megabytes:.0f} MB (the worker has its own)",
        "<= 8 s, <= 300 MB",
        cost.seconds <= 8 and cost.megabytes <= 300,
    )


def _bombs(path: Path) -> Iterator[tuple[str, str, str, bool | None]]:
    for name in HARM:
        size = make(name, path)
        cost = _fresh(path, "not draft.unread", space=_SPACE, runs=2)
        yield (
            f"{name} ({size / 1e6:.1f} MB), 512 MB of address space",
            f"{cost.seconds:.2f} s, {cost.megabytes:.0f} MB, stopped and said",
            "<= 2 s",
            cost.seconds <= 2,
        )


def _fresh(path: Path, expected: str, space: int = 0, runs: int = 1) -> measure.Cost:
    """Return the cost of a check in a fresh Python; fails when `expected`, what must not be, is true."""
    import subprocess

    code = _CHECK.format(path=str(path), expected=expected, space=space)
    subprocess.run([sys.executable, "-c", code], check=True)
    return measure.command([sys.executable, "-c", code], runs)


def main(argv: list[str]) -> int:
    """Write one draft for the measurement, or measure and print."""
    if len(argv) == 2:
        Path(argv[1]).write_bytes(mail_with("offer.bin", MAKERS[argv[0]]()))
        return 0
    for row in rows():
        print(*row, sep=" | ")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
