"""Writers of PDF, old Excel, RTF and archive files, for tests and samples; always the same bytes."""

from __future__ import annotations

import gzip
import io
import tarfile
from struct import pack

from tests.mail.msg.cfb import write_cfb


def pdf(pages: tuple[str, ...], info: str = "", more: tuple[bytes, ...] = ()) -> bytes:
    """Return a PDF; each page is a run of drawing operators, `info` the inside of its properties.

    `more` are further objects, with the numbers 10 and up.
    """
    first = 20 + len(more)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: f"<< {info} >>".encode(),
    }
    objects |= {10 + number: body for number, body in enumerate(more)}
    for number, operators in enumerate(pages):
        stream = operators.encode("cp1252")
        page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
        objects[first + 2 * number] = f"{page}/Contents {first + 2 * number + 1} 0 R >>".encode()
        objects[first + 2 * number + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    return _written(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", objects, 0)


def updated(data: bytes, number: int, body: bytes) -> bytes:
    """Return a PDF saved once more with one object changed; what it said before stays in the file."""
    previous = int(data.rpartition(b"startxref\n")[2].split(b"\n")[0])
    return _written(data, {number: body}, previous)


def _written(start: bytes, objects: dict[int, bytes], previous: int) -> bytes:
    out = bytearray(start)
    table = b""
    for number, body in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    place = len(out)
    chain = b"/Prev %d " % previous if previous else b""
    out += b"xref\n0 1\n0000000000 65535 f \n" + table
    out += b"trailer\n<< /Size 100 /Root 1 0 R /Info 4 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (chain, place)
    return bytes(out)


def line(text: str, x: int = 72, y: int = 760, look: str = "0 g") -> str:
    """Return the operators that draw one line of text."""
    return f"BT {look} /F1 12 Tf {x} {y} Td ({text}) Tj ET\n"


def stream(number: int, operators: str) -> tuple[int, bytes]:
    """Return an object that holds drawing operators."""
    data = operators.encode("cp1252")
    return number, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def xls(sheets: tuple[tuple[str, int, tuple[tuple[str, ...], ...]], ...], author: str = "") -> bytes:
    """Return an Excel 97 workbook ([MS-XLS]); a sheet is a name, a state (0 shown, 1 hidden, 2 very hidden), rows."""
    bodies = [_biff_sheet(rows) for _, _, rows in sheets]
    head = _record(0x0809, pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 0x0600)) + _record(0x0042, pack("<H", 1200))
    listed = sum(4 + 8 + len(name) for name, _, _ in sheets)
    place = len(head) + listed + 4
    rows = b""
    for (name, state, _), body in zip(sheets, bodies, strict=True):
        rows += _record(0x0085, pack("<IBBBB", place, state, 0, len(name), 0) + name.encode("latin-1"))
        place += len(body)
    book = head + rows + _record(0x000A, b"") + b"".join(bodies)
    return write_cfb({"Workbook": book.ljust(4096, b"\0"), "\x05SummaryInformation": _summary(author)})


def doc(pieces: tuple[str, ...], flags: int = 0x0200, version: int = 0x00C1) -> bytes:
    """Return a Word 97 document ([MS-DOC]) whose text lies in these pieces, those of one byte a letter if they can."""
    text, rows, ends = b"", b"", [0]
    for piece in pieces:
        try:
            data, mark = piece.encode("cp1252"), 0x40000000
        except UnicodeEncodeError:
            data, mark = piece.encode("utf-16-le"), 0
        start = 1024 + len(text)
        rows += pack("<HIH", 0, start * 2 | mark if mark else start, 0)
        text += data + bytes(len(data) % 2)
        ends.append(ends[-1] + len(piece))
    table = pack(f"<{len(ends)}I", *ends) + rows
    table = b"\1" + pack("<H", 4) + bytes(4) + b"\2" + pack("<I", len(table)) + table
    head = bytearray(1024)
    head[:4] = pack("<HH", 0xA5EC, version)
    head[0x0A:0x0C] = pack("<H", flags)
    head[0x1A2:0x1AA] = pack("<II", 0, len(table))
    return write_cfb({"WordDocument": bytes(head) + text, "1Table" if flags & 0x0200 else "0Table": table})


def ppt(slides: tuple[str, ...], token: int = 0xE391C05F) -> bytes:
    """Return a PowerPoint 97 presentation ([MS-PPT]) with a text for each slide."""
    atoms = b""
    for text in slides:
        wide = not text.isascii()
        data = text.encode("utf-16-le" if wide else "ascii")
        atom = pack("<HHI", 0, 0x0FA0 if wide else 0x0FA8, len(data)) + data
        atoms += pack("<HHI", 0, 0x03F3, 20) + bytes(20) + atom
    held = pack("<HHI", 0xF, 0x0FF0, len(atoms)) + atoms
    user = pack("<HHIII", 0, 0x0FF6, 8, 0x14, token)
    return write_cfb({"PowerPoint Document": pack("<HHI", 0xF, 0x03E8, len(held)) + held, "Current User": user})


def _biff_sheet(rows: tuple[tuple[str, ...], ...]) -> bytes:
    width = max(map(len, rows), default=0)
    out = _record(0x0809, pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 0x0600))
    out += _record(0x0200, pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            data = text.encode("utf-16-le")
            out += _record(0x0204, pack("<HHHHB", number, column, 0, len(text), 1) + data)
    return out + _record(0x000A, b"")


def _record(kind: int, data: bytes) -> bytes:
    return pack("<HH", kind, len(data)) + data


def _summary(author: str) -> bytes:
    text = author.encode("latin-1") + b"\0"
    text += bytes(-len(text) % 4)
    section = pack("<II", 16 + 8 + len(text), 1) + pack("<II", 4, 16) + pack("<II", 0x1E, len(text)) + text
    return pack("<HHI16sI16sI", 0xFFFE, 0, 0x00020006, bytes(16), 1, bytes(16), 48) + section


def tar_of(entries: dict[str, bytes]) -> bytes:
    """Return a tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in entries.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = len(data), 1_768_478_400, 0o644
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def gz_of(data: bytes) -> bytes:
    """Return a gzip file."""
    packed = gzip.compress(data, 9, mtime=0)
    return packed[:9] + b"\x03" + packed[10:]  # the system byte, which versions of Python set differently
