"""What travels in a document beside its pages: files, objects, macros, links, data of other programs."""

from __future__ import annotations

from struct import pack

import pytest

from leakcheck.mail.attachments.ole_objects import unpacked
from tests.mail.attachments import packages, pictures
from tests.mail.attachments.make_samples import OWN, PLACE, ROWS, attached
from tests.mail.attachments.readers import found_in, reasons, texts_of
from tests.mail.msg.cfb import write_cfb

BOOK = packages.xlsx((packages.Sheet("Intake", ROWS),), about=OWN)
HIDDEN = "zoe.klein@example.net"
CODE = b'Attribute VB_Name = "Mail"\r\nSub Send()\r\n  Password = "hunter2hunter2"\r\nEnd Sub\r\n'


def word(entries: dict[str, str | bytes]) -> bytes:
    return packages.docx(packages.paragraph("An offer"), about=OWN, more=entries)


def native(name: str, data: bytes) -> bytes:
    """Return the stream of a packed file ([MS-OLEDS] 2.3.6)."""
    path = f"C:\\Users\\Zoe\\{name}".encode() + b"\0"
    body = (
        b"\2\0" + name.encode() + b"\0" + path + pack("<II", 0x30000, len(path)) + path + pack("<I", len(data)) + data
    )
    return pack("<I", len(body)) + body


def module(source: bytes) -> bytes:
    """Return a macro module: rubbish of the compiler, then its source packed without one repetition."""
    packed = b"".join(b"\0" + source[at : at + 8] for at in range(0, len(source), 8))
    return b"rubbish" * 9 + b"\1" + pack("<H", 0xB000 | (len(packed) - 1)) + packed


NATIVE = native("a.csv", HIDDEN.encode())
INSIDE = {
    "workbook": word({"word/embeddings/Microsoft_Excel_Sheet.xlsx": BOOK}),
    "packed file": word({"word/embeddings/oleObject1.bin": write_cfb({"\1Ole10Native": NATIVE})}),
    "workbook in an object": word({"word/embeddings/oleObject1.bin": write_cfb({"Package": BOOK})}),
    "web page": word({"word/afchunk.htm": f"<html><body>{HIDDEN}</body></html>"}),
    "web archive": word({"word/afchunk.mht": f"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>{HIDDEN}</p>"}),
    "document in a document": word({"word/afchunk1.docx": packages.docx(packages.paragraph(HIDDEN))}),
    "data of a form": word({"customXml/item1.xml": f"<people><person>{HIDDEN}</person></people>"}),
    "attribute of data": word({"customXml/item1.xml": f'<people><person mail="{HIDDEN}"/></people>'}),
    "drawing of old": word({"word/vmlDrawing1.vml": f"<xml><v:textbox><div>{HIDDEN}</div></v:textbox></xml>"}),
    "unknown folder": word({"extra/note.txt": HIDDEN}),
    "link": word({
        "word/_rels/header1.xml.rels":
        f'<Relationships><Relationship Id="r" Target="mailto:{HIDDEN}" TargetMode="External"/></Relationships>',
    }),
    "words for a picture": word({"word/header1.xml": f'<w:hdr><wp:docPr id="1" name="" descr="{HIDDEN}"/></w:hdr>'}),
    "document variable": word({"word/settings.xml": f'<w:docVars><w:docVar w:val="{HIDDEN}"/></w:docVars>'}),
}  # fmt: skip


@pytest.mark.parametrize("name", INSIDE)
def test_nothing_inside_a_document_stays_unread(name) -> None:
    finds = found_in(INSIDE[name], "offer.docx")
    assert HIDDEN in texts_of(finds)
    assert finds.unread == []


def test_a_packed_file_tells_where_it_was() -> None:
    told = found_in(INSIDE["packed file"]).metadata
    assert ("path", "C:\\Users\\Zoe\\a.csv", "embedded oleObject1.bin") in told


def test_the_way_to_a_value_in_an_object_is_named() -> None:
    found = found_in(INSIDE["workbook in an object"]).texts
    labels = [label for text in found for _, label, _, _ in text.grids]
    assert "embedded oleObject1.bin: embedded package: sheet Intake" in labels


def test_a_picture_in_a_document_tells_where_it_was_taken() -> None:
    finds = found_in(word({"word/media/image1.jpeg": pictures.jpeg(pictures.exif({}, PLACE))}))
    assert ("gps", f"{PLACE[0]:.5f}, {PLACE[1]:.5f}", "embedded image1.jpeg") in finds.metadata


def test_macros_are_read_and_named() -> None:
    project = write_cfb({"VBA": {"dir": b"\1", "Mail": module(CODE)}, "PROJECT": b"x"})
    finds = found_in(word({"word/vbaProject.bin": project}), "offer.docm")
    assert 'Password = "hunter2hunter2"' in texts_of(finds)
    assert "Attribute VB_Name" not in texts_of(finds)
    assert [row[2] for row in finds.contents] == ["docx", "ole", "macros"]
    assert finds.unread == []


def test_packed_macros_repeat_what_stood_before() -> None:
    # The example of [MS-OVBA] 3.2.3.
    packed = bytes.fromhex("01 03 B0 02 61 45 00")
    assert unpacked(packed) == b"a" * 73


@pytest.mark.parametrize("size", range(0, 70, 7))
def test_macros_that_are_cut_off_give_what_there_is(size) -> None:
    data = module(CODE)[63:]
    assert CODE.startswith(unpacked(data[:size])[:30])


def test_what_is_unknown_inside_a_document_is_said() -> None:
    finds = found_in(word({"word/media/image1.xyz": bytes(range(256)) * 4}))
    assert finds.unread == [
        ("embedded image1.xyz", "its format is not known", "Open it and look yourself, or leave it out")
    ]


def test_fonts_and_schemas_are_no_ones_data() -> None:
    assert found_in(word({"word/fonts/font1.odttf": bytes(range(256)) * 4})).unread == []


def test_reviewers_are_told_by_their_sign_in() -> None:
    signed = '<w15:presenceInfo w15:userId="S::zoe@example.net::1"/>'
    people = f'<w15:people><w15:person w15:author="Zoe Klein">{signed}</w15:person></w15:people>'
    told = {(key, value) for key, value, _ in found_in(word({"word/people.xml": people})).metadata}
    assert {("reviewer", "Zoe Klein"), ("reviewer", "zoe@example.net")} <= told


def sheet(xml: str, styles: str = "") -> bytes:
    entries: dict[str, str | bytes] = {"xl/worksheets/sheet1.xml": xml}
    return packages.replaced(BOOK, entries | ({"xl/styles.xml": styles} if styles else {}))


def rows(cells: str, head: str = "", tail: str = "") -> str:
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f"<worksheet {names}>{head}<sheetData>{cells}</sheetData>{tail}</worksheet>"


def text_cell(place: str, text: str, more: str = "") -> str:
    return f'<c r="{place}" t="inlineStr"{more}><is><t>{text}</t></is></c>'


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ('<cols><col min="2" max="2" width="0"/></cols>', "", ("at half", "hidden column", "sheet Intake, column B")),
        ("", ' ht="0" customHeight="1"', ("Zoe\tat half", "hidden row", "sheet Intake, row 1")),
    ],
)  # fmt: skip
def test_lines_without_size_are_hidden(head, row, expected) -> None:
    cells = text_cell("A1", "Zoe") + text_cell("B1", "at half")
    assert expected in found_in(sheet(rows(f'<row r="1"{row}>{cells}</row>', head))).concealed


STYLES = (
    "<styleSheet>{formats}<fonts><font><sz val='11'/></font><font><color rgb='FFFFFFFF'/></font></fonts>"
    "<fills><fill><patternFill patternType='none'/></fill><fill><patternFill patternType='solid'/></fill></fills>"
    "<cellXfs><xf fontId='0' fillId='0'/><xf fontId='1' fillId='0'/><xf fontId='1' fillId='1'/>"
    "<xf numFmtId='164' fontId='0' fillId='0'/></cellXfs></styleSheet>"
).format(formats="<numFmts><numFmt numFmtId='164' formatCode=';;;'/></numFmts>")


def test_cells_that_show_nothing_are_hidden() -> None:
    cells = "".join(text_cell(f"{letter}1", f"note {letter}", f' s="{at}"') for at, letter in enumerate("ABCD"))
    found = found_in(sheet(rows(f'<row r="1">{cells}</row>'), STYLES)).concealed
    assert [(text, place) for text, how, place in found if how == "invisible cell"] == [
        ("note B", "sheet Intake, B1"),
        ("note D", "sheet Intake, D1"),
    ]


def test_headers_and_formulas_of_a_sheet_are_read() -> None:
    cells = '<c r="C7" t="str"><f>HYPERLINK("mailto:zoe.klein@example.net","Zoe")</f><v>Zoe</v></c>'
    printed = "<headerFooter><oddHeader>&amp;LFor Bob Ray &amp;D</oddHeader></headerFooter>"
    found = found_in(sheet(rows(f'<row r="7">{cells}</row>', tail=printed))).texts
    told = {text.inside[0][1]: text.text for text in found if text.inside}
    assert HIDDEN in told["sheet Intake, C7, formula"]
    assert told["sheet Intake, text around the table"] == "For Bob Ray"


def test_comments_of_a_sheet_name_their_cell() -> None:
    finds = found_in(attached("xlsx", leaky=True))
    assert ("sheet Prices, C2, comment", "Zoe got it for less") in [
        (text.inside[0][1], text.text) for text in finds.texts if text.inside
    ]
    loose = found_in(packages.replaced(BOOK, {"xl/comments7.xml": f"<comments><t>{HIDDEN}</t></comments>"}))
    assert texts_of(loose).count(HIDDEN) == texts_of(found_in(BOOK)).count(HIDDEN) + 1


def test_copies_of_another_workbook_are_hidden_content() -> None:
    copies = f"<externalLink><sheetDataSet><cell r='A1'><v>{HIDDEN}</v></cell></sheetDataSet></externalLink>"
    finds = found_in(packages.replaced(BOOK, {"xl/externalLinks/externalLink1.xml": copies}))
    assert (HIDDEN, "copy of cells of another workbook", "") in finds.concealed


def test_the_printer_of_a_sheet_is_told() -> None:
    setup = "\\\\office\\Zoe's printer".encode("utf-16-le").ljust(64, b"\0") + bytes(100)
    finds = found_in(packages.replaced(BOOK, {"xl/printerSettings/printerSettings1.bin": setup}))
    assert ("printer", "\\\\office\\Zoe's printer", "") in finds.metadata
    assert reasons(finds) == []


def test_an_opendocument_file_hands_on_what_it_holds() -> None:
    entries = {
        "Object 1/content.xml": f"<office:text>{HIDDEN}</office:text>",
        "ObjectReplacements/Object 1": b"\1\2\3\4" * 99,
    }
    finds = found_in(packages.replaced(attached("odt", leaky=False), entries))
    assert HIDDEN in texts_of(finds)
    assert [place for place, _, _ in finds.unread] == ["embedded Object 1"]
