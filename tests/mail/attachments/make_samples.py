"""Drafts with one attachment each, a leaky and a clean one for every format, in `samples/attachments/`.

`python -m tests.mail.attachments.make_samples` writes them, always the same bytes.
"""
# ruff: noqa: FBT001 - a maker is asked one thing only

from __future__ import annotations

import base64
import textwrap
from pathlib import Path

from tests.mail.attachments import formats, packages, pictures
from tests.mail.msg.writer import Message, Person, write_msg

FOLDER = Path(__file__).parents[3] / "samples" / "attachments"
COACH = "Petra Lindqvist <petra@lindqvist-coaching.example>"
PEOPLE = (
    ("Zoe Klein", "zoe.klein@example.net", "12.04.1981"),
    ("Bob Ray", "bob.ray@example.org", "30.11.1975"),
    ("Cleo Adams", "cleo@adams-design.test", "02.07.1990"),
    ("Dan Osei", "dan.osei@freemail.example", "19.01.1968"),
    ("Eve Moreau", "eve.moreau@example.net", "25.08.1983"),
)
HEAD = ("Name", "Email", "Date of birth")
ROWS = (HEAD, *PEOPLE)
PRICES = (("Package", "Sessions", "Price"), ("Small", "3", "450"), ("Large", "10", "1300"))
TEXT = "Three sessions cost 450, ten sessions 1300, and the first talk is free."
LISTED = "\n".join(f"{name} {address}" for name, address, _ in PEOPLE)
OWN = packages.About("Petra Lindqvist", "Petra Lindqvist")
SOMEBODY = packages.About("Zoe Klein", "Bob Ray", "Klein and Ray")
PLACE = (48.13913, 11.58022)
_FROM = b"From petra@lindqvist-coaching.example Mon Mar  2 %b:00:00 2026\n"


def rows(table: tuple[tuple[str, ...], ...], separator: str) -> bytes:
    return "".join(separator.join(row) + "\n" for row in table).encode()


def _docx(leaky: bool) -> bytes:
    if not leaky:
        return packages.docx(packages.paragraph(TEXT), about=OWN)
    body = (
        packages.paragraph(TEXT)
        + packages.paragraph("Zoe pays only half of it", "<w:vanish/>")
        + packages.paragraph("Do not show this to the others", '<w:color w:val="FFFFFF"/>')
        + '<w:p><w:del w:id="1" w:author="Bob Ray"><w:r><w:delText>Cleo was ill in May</w:delText></w:r></w:del>'
        '<w:r><w:br w:type="page"/></w:r></w:p>'
        + packages.paragraph("Her date of birth is 12.04.1981, phone +49 30 23125 014")
    )
    told = "<w:p><w:r><w:t>Ask bob.ray@example.org</w:t></w:r></w:p>"
    comments = f'<w:comment w:id="1" w:author="Zoe Klein">{told}</w:comment>'
    return packages.docx(body, comments, SOMEBODY)


def _xlsx(leaky: bool) -> bytes:
    if not leaky:
        return packages.xlsx((packages.Sheet("Prices", PRICES),), about=OWN)
    shown = packages.Sheet("Prices", (*PRICES, ("Friends", "1", "90")), hidden=("4",))
    intake = packages.Sheet("Intake", ROWS, "hidden")
    secret = packages.Sheet("Notes", (("Zoe has depression", ""),), "veryHidden")
    return packages.xlsx((shown, intake, secret), {"C2": "Zoe got it for less"}, SOMEBODY)


def _pptx(leaky: bool) -> bytes:
    if not leaky:
        return packages.pptx((packages.Slide("Our prices\n" + TEXT),), OWN)
    slides = (
        packages.Slide("Our prices\n" + TEXT, "Tell them that Zoe's date of birth is 12.04.1981"),
        packages.Slide("Who came\n" + LISTED, hidden=True),
    )
    return packages.pptx(slides, SOMEBODY)


def _odt(leaky: bool) -> bytes:
    style = (
        '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    if not leaky:
        return packages.odf("text", f"<text:p>{TEXT}</text:p>", "", "Petra Lindqvist", "Petra Lindqvist")
    said = "<dc:creator>Zoe Klein</dc:creator><text:p>Bob had his slip in May</text:p>"
    note = f"<office:annotation>{said}</office:annotation>"
    body = (
        f'<text:p>{TEXT}{note}</text:p><text:p><text:span text:style-name="T1">Zoe pays half of it</text:span></text:p>'
    )
    body += "<text:p>Write to zoe.klein@example.net, date of birth: 12.04.1981</text:p>"
    return packages.odf("text", body, style, "Zoe Klein", "Bob Ray")


def _ods(leaky: bool) -> bytes:
    if not leaky:
        return packages.odf("spreadsheet", packages.table("Prices", PRICES), "", "Petra Lindqvist", "Petra Lindqvist")
    unseen = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="ta1" style:family="table">{unseen}</style:style>'
    body = packages.table("Prices", PRICES, hidden=(3,)) + packages.table("Intake", ROWS, "ta1")
    return packages.odf("spreadsheet", body, style, "Zoe Klein", "Bob Ray")


def _odp(leaky: bool) -> bytes:
    def page(text: str, style: str = "", notes: str = "") -> str:
        said = f"<presentation:notes>{_box(notes)}</presentation:notes>" if notes else ""
        return f'<draw:page draw:style-name="{style}" draw:master-page-name="">{_box(text)}{said}</draw:page>'

    if not leaky:
        return packages.odf("presentation", page(TEXT), "", "Petra Lindqvist", "Petra Lindqvist")
    style = (
        '<style:style style:name="dp2" style:family="drawing-page">'
        '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    )
    body = page(TEXT, notes="Zoe's date of birth is 12.04.1981") + page("Ask zoe.klein@example.net", "dp2")
    return packages.odf("presentation", body, style, "Zoe Klein", "Bob Ray")


def _box(text: str) -> str:
    place = 'svg:width="20cm" svg:height="5cm" svg:x="2cm" svg:y="2cm"'
    return f"<draw:frame {place}><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"


def _rtf(leaky: bool) -> bytes:
    if not leaky:
        return rf"{{\rtf1\ansi{{\info{{\author Petra Lindqvist}}}}{TEXT}\par}}".encode()
    hidden = r"{\v Zoe pays only half of it}"
    told = "Zoe's date of birth is 12.04.1981"
    return rf"{{\rtf1\ansi{{\info{{\author Zoe Klein}}{{\operator Bob Ray}}}}{TEXT} {hidden}\par {told}\par}}".encode()


def _pdf(leaky: bool) -> bytes:
    if not leaky:
        return formats.pdf((formats.line(TEXT),), "/Author (Petra Lindqvist)")
    covered = formats.line("Zoe has depression", y=700) + "0 g 60 690 300 30 re f\n"
    first = formats.line(TEXT) + covered + formats.line("Bob is late again", x=900)
    second = formats.line("Date of birth: 12.04.1981") + formats.line("Nobody sees this", y=600, look="1 g")
    data = formats.pdf((first, second), "/Author (Zoe Klein)")
    return formats.updated(data, *formats.stream(23, second.replace("12.04.1981", "not told")))


def _jpeg(leaky: bool) -> bytes:
    if not leaky:
        return pictures.PLAIN_JPEG
    tags = {0x010F: "Example Phones", 0x0110: "Model 7", 0x013B: "Zoe Klein"}
    return pictures.jpeg(pictures.exif(tags, PLACE, pictures.TALL_JPEG))


def _png(leaky: bool) -> bytes:
    if not leaky:
        return pictures.png()
    chunks = ((b"tEXt", b"Author\0Zoe Klein"), (b"tEXt", b"Comment\0for zoe.klein@example.net"))
    return pictures.png(chunks, b"the rest of a larger picture")


def _tiff(leaky: bool) -> bytes:
    if not leaky:
        return pictures.exif({}, picture=True)
    return pictures.exif({0x013B: "Zoe Klein"}, PLACE, picture=True)


def _heic(leaky: bool) -> bytes:
    return pictures.heic(pictures.exif({0x010F: "Example Phones"}, PLACE) if leaky else b"")


def _xls(leaky: bool) -> bytes:
    if not leaky:
        return formats.xls((("Prices", 0, PRICES),), "Petra Lindqvist")
    return formats.xls((("Prices", 0, PRICES), ("Intake", 1, ROWS)), "Zoe Klein")


def _eml(leaky: bool) -> bytes:
    to = ", ".join(address for _, address, _ in PEOPLE) if leaky else "ann@example.com"
    told = "Zoe's date of birth is 12.04.1981" if leaky else TEXT
    head = f"From: {COACH}\nTo: {to}\nSubject: Our talk\nMIME-Version: 1.0\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n"
    return f"{head}\n{told}\n".encode()


def _msg(leaky: bool) -> bytes:
    people = (
        tuple(Person(name, address) for name, address, _ in PEOPLE) if leaky else (Person("Ann", "ann@example.com"),)
    )
    told = "Zoe's date of birth is 12.04.1981" if leaky else TEXT
    sender = ("Petra Lindqvist", "petra@lindqvist-coaching.example")
    return write_msg(Message("Our talk", told, sender=sender, people=people))


def _vcf(leaky: bool) -> bytes:
    people = PEOPLE if leaky else (("Petra Lindqvist", "petra@lindqvist-coaching.example", ""),)
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEMAIL;TYPE=work:{}\n{}END:VCARD\n"
    return "".join(card.format(n, a, f"BDAY:{b}\n" if b else "") for n, a, b in people).encode()


def _ics(leaky: bool) -> bytes:
    people = PEOPLE if leaky else ()
    attendees = "".join(f"ATTENDEE;CN={name}:mailto:{address}\n" for name, address, _ in people)
    told = "Zoe's date of birth is 12.04.1981" if leaky else TEXT
    return (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//EN\nBEGIN:VEVENT\nUID:1@example.com\n"
        f"DTSTAMP:20260302T090000Z\nDTSTART:20260309T090000Z\nSUMMARY:Talk\nDESCRIPTION:{told}\n{attendees}"
        "END:VEVENT\nEND:VCALENDAR\n"
    ).encode()


def _html(leaky: bool) -> bytes:
    told = f'<p style="display:none">Zoe pays only half of it</p><p>{LISTED}</p>' if leaky else ""
    return f"<!DOCTYPE html>\n<html>\n<body>\n<p>{TEXT}</p>\n{told}\n</body>\n</html>\n".encode()


def _inner(leaky: bool) -> dict[str, bytes]:
    return {"list/clients.csv" if leaky else "list/prices.csv": rows(ROWS if leaky else PRICES, ",")}


def _zip(leaky: bool) -> bytes:
    inner = packages.zip_of({"deep.txt": LISTED if leaky else TEXT})
    return packages.zip_of({**_inner(leaky), "more.zip": inner})


MAKERS = {
    "csv": ("text/csv", lambda leaky: rows(ROWS if leaky else PRICES, ";")),
    "tsv": ("text/tab-separated-values", lambda leaky: rows(ROWS if leaky else PRICES, "\t")),
    "txt": ("text/plain", lambda leaky: f"{TEXT}\n{LISTED if leaky else ''}\n".encode()),
    "md": ("text/markdown", lambda leaky: f"# Prices\n\n{TEXT}\n\n{LISTED if leaky else ''}\n".encode()),
    "json": (
        "application/json",
        lambda leaky: b'["zoe.klein\\u0040example.net", "bob.ray@example.org"]\n' if leaky else b"{}\n",
    ),
    "xml": ("application/xml", lambda leaky: f"<list>\n{LISTED if leaky else TEXT}\n</list>\n".encode()),
    "html": ("text/html", _html),
    "vcf": ("text/vcard", _vcf),
    "ics": ("application/ics", _ics),
    "eml": ("application/octet-stream", _eml),
    "msg": ("application/vnd.ms-outlook", _msg),
    "mbox": (
        "application/mbox",
        lambda leaky: _FROM % b"10" + _eml(leaky) + b"\n" + _FROM % b"11"
        + _eml(leaky=False),
    ),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "xls": ("application/vnd.ms-excel", _xls),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", _pptx),
    "odt": ("application/vnd.oasis.opendocument.text", _odt),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", _ods),
    "odp": ("application/vnd.oasis.opendocument.presentation", _odp),
    "rtf": ("application/rtf", _rtf),
    "pdf": ("application/pdf", _pdf),
    "jpg": ("image/jpeg", _jpeg),
    "png": ("image/png", _png),
    "tiff": ("image/tiff", _tiff),
    "heic": ("image/heic", _heic),
    "zip": ("application/zip", _zip),
    "tar": ("application/x-tar", lambda leaky: formats.tar_of(_inner(leaky))),
    "gz": ("application/gzip", lambda leaky: formats.gz_of(formats.tar_of(_inner(leaky)))),
}  # fmt: skip


def name_of(suffix: str) -> str:
    """Return the name of the attached file."""
    return {"gz": "offer.tar.gz"}.get(suffix, f"offer.{suffix}")


def attached(suffix: str, *, leaky: bool) -> bytes:
    """Return the bytes of the attached file."""
    return MAKERS[suffix][1](leaky)


def draft_with(name: str, media_type: str, data: bytes) -> bytes:
    """Return a draft with one attachment."""
    head = (
        f"From: {COACH}\nTo: Ann Lee <ann@example.com>\nSubject: The offer\nDate: Tue, 3 Mar 2026 09:00:00 +0100\n"
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="=_leak"\n\n--=_leak\n'
        "Content-Type: text/plain; charset=utf-8\n\nDear Ann,\n\nhere it is.\n\nBest regards\nPetra\n\n--=_leak\n"
        f'Content-Type: {media_type}; name="{name}"\nContent-Disposition: attachment; filename="{name}"\n'
        "Content-Transfer-Encoding: base64\n\n"
    )
    body = "\n".join(textwrap.wrap(base64.b64encode(data).decode(), 76))
    return f"{head}{body}\n--=_leak--\n".encode()


def draft_with_picture(data: bytes) -> bytes:
    """Return a draft that shows a picture which stands in its HTML."""
    word = base64.b64encode(data).decode()
    return (
        f"From: {COACH}\nTo: Ann Lee <ann@example.com>\nSubject: The offer\nDate: Tue, 3 Mar 2026 09:00:00 +0100\n"
        "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>Dear Ann, this is the view.</p>\n"
        f'<img alt="" src="data:image/jpeg;base64,{word}">\n</body></html>\n'
    ).encode()


def samples() -> dict[str, bytes]:
    """Return all drafts by their file name."""
    found = {}
    for word, leaky in (("leaky", True), ("clean", False)):
        for suffix, (media_type, make) in MAKERS.items():
            found[f"{word}-{suffix}.eml"] = draft_with(name_of(suffix), media_type, make(leaky))
        found[f"{word}-inline-picture.eml"] = draft_with_picture(_jpeg(leaky))
    return found


def main() -> None:
    """Write all samples."""
    FOLDER.mkdir(exist_ok=True)
    for name, data in samples().items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
