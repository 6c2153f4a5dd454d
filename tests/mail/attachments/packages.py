"""Writers of zip files and of the documents that are zip files, for tests and samples; always the same bytes."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import NamedTuple

_STAMP = (2026, 1, 15, 12, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_EXCEL = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_DRAW = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_DECK = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument."


def zip_of(entries: dict[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.create_system = 3
            archive.writestr(info, content.encode() if isinstance(content, str) else content)
    return out.getvalue()


def replaced(data: bytes, entries: dict[str, str | bytes]) -> bytes:
    """Return a zip file with some entries replaced or added."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return zip_of({name: archive.read(name) for name in archive.namelist()} | entries, ("mimetype",))


def entry_of(data: bytes, name: str) -> bytes:
    """Return an entry of a zip file."""
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def _relations(rows: dict[str, tuple[str, str]], external: dict[str, tuple[str, str]] | None = None) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{escape(target)}"/>'
        for name, (kind, target) in rows.items()
    )
    inner += "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{escape(target)}" TargetMode="External"/>'
        for name, (kind, target) in (external or {}).items()
    )
    return f'{_XML}<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def _types(rows: dict[str, str]) -> str:
    inner = "".join(f'<Override PartName="/{name}" ContentType="{kind}+xml"/>' for name, kind in rows.items())
    return (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="jpeg" ContentType="image/jpeg"/>{inner}</Types>'
    )


def _properties(author: str, editor: str, company: str) -> dict[str, str]:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{editor}</cp:lastModifiedBy></cp:coreProperties>"
    )
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Company>{company}</Company></Properties>"
    )
    return {"docProps/core.xml": _XML + core, "docProps/app.xml": _XML + app}


class About(NamedTuple):
    """The properties of a document."""

    author: str = ""
    editor: str = ""
    company: str = ""


def docx(body: str, comments: str = "", about: About = About(), more: dict[str, str | bytes] | None = None) -> bytes:  # noqa: B008 - an immutable value
    """Return a Word document; `body` and `comments` are WordprocessingML."""
    rows = {"rId1": ("comments", "comments.xml")} if comments else {}
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(
            {"word/document.xml": f"{_TYPE}wordprocessingml.document.main"}
            | ({"word/comments.xml": f"{_TYPE}wordprocessingml.comments"} if comments else {})
        ),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(rows),
        "word/document.xml": f"{_XML}<w:document {_WORD}><w:body>{body}</w:body></w:document>",
    }
    if comments:
        entries["word/comments.xml"] = f"{_XML}<w:comments {_WORD}>{comments}</w:comments>"
    return zip_of(entries | _properties(*about) | (more or {}))


def paragraph(text: str, look: str = "") -> str:
    """Return a paragraph of a Word document; `look` is the mark-up of its letters."""
    style = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:p><w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


class Sheet(NamedTuple):
    """A sheet of a workbook: rows of texts and numbers; `hidden` are its hidden rows and columns ("3", "B")."""

    name: str
    rows: tuple[tuple[str | int, ...], ...]
    state: str = "visible"
    hidden: tuple[str, ...] = ()


def xlsx(
    sheets: tuple[Sheet, ...],
    comments: dict[str, str] | None = None,
    about: About = About(),  # noqa: B008 - as above
) -> bytes:
    """Return an Excel workbook; `comments` stand on the first sheet."""
    names = {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, 1)}
    book = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{n}" state="{sheet.state}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(
            {"xl/workbook.xml": f"{_TYPE}spreadsheetml.sheet.main"}
            | dict.fromkeys(names, f"{_TYPE}spreadsheetml.worksheet")
            | ({"xl/comments1.xml": f"{_TYPE}spreadsheetml.comments"} if comments else {})
        ),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f"{_XML}<workbook {_EXCEL} {_REL}><sheets>{book}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)}
        ),
    }
    entries |= {name: _sheet(sheet) for name, sheet in names.items()}
    if comments:
        inner = "".join(
            f'<comment ref="{r}" authorId="0"><text><t>{t}</t></text></comment>' for r, t in comments.items()
        )
        entries["xl/comments1.xml"] = (
            f"{_XML}<comments {_EXCEL}><authors><author>Zoe Klein</author></authors>"
            f"<commentList>{inner}</commentList></comments>"
        )
        entries["xl/worksheets/_rels/sheet1.xml.rels"] = _relations({"rId1": ("comments", "../comments1.xml")})
    return zip_of(entries | _properties(*about))


def _sheet(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{ord(c) - 64}" max="{ord(c) - 64}" width="9" hidden="1"/>' for c in sheet.hidden if c.isalpha()
    )
    rows = ""
    for number, row in enumerate(sheet.rows, 1):
        hidden = ' hidden="1"' if str(number) in sheet.hidden else ""
        cells = "".join(_cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(row))
        rows += f'<row r="{number}"{hidden}>{cells}</row>'
    cols = f"<cols>{columns}</cols>" if columns else ""
    return f"{_XML}<worksheet {_EXCEL}>{cols}<sheetData>{rows}</sheetData></worksheet>"


def _cell(place: str, value: str | int) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


class Slide(NamedTuple):
    """A slide: its text, its speaker notes, whether it is shown."""

    text: str
    notes: str = ""
    hidden: bool = False


def pptx(slides: tuple[Slide, ...], about: About = About()) -> bytes:  # noqa: B008 - as above
    """Return a PowerPoint deck, as much of it as a reader of texts needs."""
    entries: dict[str, str | bytes] = {}
    types = {"ppt/presentation.xml": f"{_TYPE}presentationml.presentation.main"}
    for number, slide in enumerate(slides, 1):
        shown = ' show="0"' if slide.hidden else ""
        name = f"ppt/slides/slide{number}.xml"
        types[name] = f"{_TYPE}presentationml.slide"
        entries[name] = f"{_XML}<p:sld {_DRAW} {_DECK}{shown}>{_shape(slide.text)}</p:sld>"
        if slide.notes:
            notes = f"ppt/notesSlides/notesSlide{number}.xml"
            types[notes] = f"{_TYPE}presentationml.notesSlide"
            entries[notes] = f"{_XML}<p:notes {_DRAW} {_DECK}>{_shape(slide.notes)}</p:notes>"
            rows = {"rId1": ("slide", f"../slides/slide{number}.xml")}
            entries[f"ppt/notesSlides/_rels/notesSlide{number}.xml.rels"] = _relations(rows)
    numbers = range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in numbers)
    deck = (
        f'<p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
    )
    head: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(types),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "ppt/presentation.xml")}),
        "ppt/presentation.xml": f"{_XML}<p:presentation {_DECK} {_REL}>{deck}</p:presentation>",
        "ppt/_rels/presentation.xml.rels": _relations({f"rId{n}": ("slide", f"slides/slide{n}.xml") for n in numbers}),
    }
    return zip_of(head | entries | _properties(*about))


def _shape(text: str) -> str:
    lines = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in text.split("\n"))
    return (
        '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Text"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="914400" y="914400"/><a:ext cx="7000000" cy="4000000"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr>'
        f"<p:txBody><a:bodyPr/>{lines}</p:txBody></p:sp></p:spTree></p:cSld>"
    )


_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("presentation", "presentation"), ("meta", "meta"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odf(kind: str, body: str, styles: str = "", author: str = "", editor: str = "") -> bytes:
    """Return an OpenDocument file; `kind` is "text", "spreadsheet" or "presentation", `body` its mark-up."""
    media = f"application/vnd.oasis.opendocument.{kind}"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    content = (
        f'<office:document-content {_NAMES} {_DC} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    meta = (
        f'<office:document-meta {_NAMES} {_DC} office:version="1.3"><office:meta>'
        f"<meta:initial-creator>{author}</meta:initial-creator><dc:creator>{editor}</dc:creator>"
        "</office:meta></office:document-meta>"
    )
    entries: dict[str, str | bytes] = {
        "mimetype": media,
        "content.xml": _XML + content,
        "meta.xml": _XML + meta,
        "META-INF/manifest.xml": _XML + manifest,
    }
    return zip_of(entries, ("mimetype",))


def table(name: str, rows: tuple[tuple[str, ...], ...], style: str = "", hidden: tuple[int, ...] = ()) -> str:
    """Return a table of an OpenDocument spreadsheet; rows count from 1."""
    named = f' table:style-name="{style}"' if style else ""
    inner = ""
    for number, row in enumerate(rows, 1):
        shown = ' table:visibility="collapse"' if number in hidden else ""
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        inner += f"<table:table-row{shown}>{cells}</table:table-row>"
    return f'<table:table table:name="{name}"{named}><table:table-column/>{inner}</table:table>'
