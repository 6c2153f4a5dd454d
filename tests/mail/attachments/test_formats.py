from __future__ import annotations

import pytest

from tests.mail.attachments import formats, packages, pictures
from tests.mail.attachments.make_samples import LISTED, PLACE, attached, name_of
from tests.mail.attachments.readers import found_in, reasons, texts_of


def leaky(suffix):
    return found_in(attached(suffix, leaky=True), name_of(suffix))


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ("docx", {("hidden text", "Zoe pays only half of it"), ("white text", "Do not show this to the others"),
                  ("tracked deletion", "Cleo was ill in May")}),
        ("xlsx", {("hidden row", "Friends\t1\t90"), ("very hidden sheet", "Zoe has depression")}),
        ("pptx", {("hidden slide", "Who came\n" + LISTED)}),
        ("odt", {("hidden text", "Zoe pays half of it")}),
        ("ods", {("hidden row", "Large\t10\t1300")}),
        ("odp", {("speaker notes", "Zoe's date of birth is 12.04.1981")}),
        ("rtf", {("hidden or deleted text", "Zoe pays only half of it")}),
        ("pdf", {("text under a box", "Zoe has depression"), ("text off the page", "Bob is late again"),
                 ("white text", "Nobody sees this"), ("text of an older version", "Date of birth: 12.04.1981")}),
        ("html", {("hidden in HTML (display:none)", "Zoe pays only half of it")}),
        ("png", {("data behind the end of the file", "the rest of a larger picture")}),
    ],
)  # fmt: skip
def test_what_a_file_hides(suffix, expected) -> None:
    assert expected <= {(how, text) for text, how, _ in leaky(suffix).concealed}


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pptx", "odt", "ods", "odp"])
def test_documents_tell_who_wrote_them(suffix) -> None:
    told = {(key, value) for key, value, _ in leaky(suffix).metadata}
    assert {("author", "Zoe Klein"), ("last-editor", "Bob Ray")} <= told


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "odt"])
def test_documents_tell_their_comments(suffix) -> None:
    assert ("comment", "1 by Zoe Klein") in {(key, value) for key, value, _ in leaky(suffix).metadata}


def test_changes_tell_who_made_them() -> None:
    assert ("tracked-change", "1 by Bob Ray", "") in leaky("docx").metadata


@pytest.mark.parametrize("suffix", ["jpg", "tiff", "heic"])
def test_pictures_tell_where_they_were_taken(suffix) -> None:
    assert ("gps", f"{PLACE[0]:.5f}, {PLACE[1]:.5f}", "") in leaky(suffix).metadata


@pytest.mark.parametrize("place", [(-33.5, -70.25), (0.001, 179.999), (51.4778, -0.0015)])
def test_positions_keep_their_sign(place) -> None:
    finds = found_in(pictures.jpeg(pictures.exif({}, place)))
    latitude, longitude = (float(word) for word in finds.metadata[0][1].split(", "))
    assert latitude == pytest.approx(place[0], abs=0.0001)
    assert longitude == pytest.approx(place[1], abs=0.0001)


def test_a_cropped_picture_is_told_by_the_small_one_in_it() -> None:
    same = found_in(pictures.jpeg(pictures.exif({}, None, pictures.PLAIN_JPEG)))
    other = found_in(pictures.jpeg(pictures.exif({}, None, pictures.TALL_JPEG)))
    assert [key for key, _, _ in same.metadata] == []
    assert [key for key, _, _ in other.metadata] == ["thumbnail"]


def test_xmp_is_read_in_pictures_and_documents() -> None:
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="48,8.3N">'
        b"<dc:creator><rdf:Seq><rdf:li>Zoe Klein</rdf:li></rdf:Seq></dc:creator></rdf:Description>"
        b"</rdf:RDF></x:xmpmeta>"
    )
    finds = found_in(pictures.jpeg(comment=packet))
    assert ("author", "Zoe Klein", "XMP") in finds.metadata
    assert ("gps", "48,8.3N", "XMP") in finds.metadata


def test_text_is_whole_in_every_package() -> None:
    runs = "<w:r><w:t>bob.</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ray@exam</w:t></w:r><w:r><w:t>ple.org</w:t></w:r>"
    assert "bob.ray@example.org" in texts_of(found_in(packages.docx(f"<w:p>{runs}</w:p>")))


def test_other_prefixes_and_asides_hide_nothing() -> None:
    body = packages.paragraph("zoe<!-- x -->@example.net").replace("&lt;", "<").replace("&gt;", ">")
    data = packages.docx(
        body.replace("<w:", "<ns0:").replace("</w:", "</ns0:") + "<w:p><w:r><w:t><![CDATA[a<b]]></w:t></w:r></w:p>"
    )
    text = texts_of(found_in(data))
    assert "zoe@example.net" in text
    assert "a<b" in text


def test_embedded_files_are_read_too() -> None:
    inner = packages.xlsx((packages.Sheet("Intake", (("zoe@example.net",),)),))
    data = packages.docx(packages.paragraph("See the table"), more={"word/embeddings/table.xlsx": inner})
    finds = found_in(data)
    assert "zoe@example.net" in texts_of(finds)
    assert [grid[1] for found in finds.texts for grid in found.grids] == ["embedded table.xlsx: sheet Intake"]


def test_pictures_in_documents_tell_their_place() -> None:
    photo = pictures.jpeg(pictures.exif({}, PLACE))
    finds = found_in(packages.docx(packages.paragraph("A view"), more={"word/media/image1.jpeg": photo}))
    assert [(key, inside) for key, _, inside in finds.metadata] == [("gps", "embedded image1.jpeg")]


def test_headers_and_footers_of_a_document_are_named() -> None:
    story = "<w:hdr><w:p><w:r><w:t>Ask zoe@example.net</w:t></w:r></w:p></w:hdr>"
    finds = found_in(packages.docx("", more={"word/header2.xml": story, "word/footer1.xml": story}))
    assert {place for text in finds.texts for _, place in text.inside} >= {"page header", "page footer"}


def test_folders_of_this_computer_are_told() -> None:
    relation = (
        '<Relationships><Relationship Id="r9" Type="attachedTemplate" Target="file:///C:\\Users\\zoe\\Letter.dotx" '
        'TargetMode="External"/></Relationships>'
    )
    finds = found_in(packages.docx("", more={"word/_rels/settings.xml.rels": relation}))
    assert finds.metadata == [("path", "file:///C:\\Users\\zoe\\Letter.dotx", "")]


@pytest.mark.parametrize(
    "picture",
    [
        pictures.jpeg(pictures.exif({0x0131: "/home/zoe/bin/draw 2.1"})),
        pictures.png(((b"tEXt", b"Software\0/home/zoe/bin/draw 2.1"),)),
    ],
)
def test_folders_in_pictures_are_told_and_programs_are_not(picture) -> None:
    assert ("path", "/home/zoe/bin/draw 2.1", "") in found_in(picture).metadata
    assert found_in(picture.replace(b"/home/zoe/bin/draw 2.1", b"Draw of Example 1.0.12")).metadata == []


def test_a_packet_that_is_met_twice_is_said_once() -> None:
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description photoshop:City="Rome"/></x:xmpmeta>'
    picture = pictures.png(((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet),))
    assert found_in(picture).metadata == [("place", "Rome", "XMP")]


def test_hidden_columns_are_found() -> None:
    sheet = packages.Sheet("Prices", (("Small", "90", "Zoe"), ("Large", "130", "Bob")), hidden=("C",))
    assert found_in(packages.xlsx((sheet,))).concealed == [("Zoe\nBob", "hidden column", "sheet Prices, column C")]


def test_a_table_that_begins_elsewhere_keeps_its_cells() -> None:
    cells = '<row r="3"><c r="C3"><v>7</v></c><c r="D3" t="inlineStr"><is><t>zoe@example.net</t></is></c></row>'
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'
    entries = _entries(packages.xlsx((packages.Sheet("A", (("x",),)),))) | {"xl/worksheets/sheet1.xml": sheet}
    (found,) = found_in(packages.zip_of(entries)).texts
    assert (found.text, found.grids) == ("7\tzoe@example.net", ((0, "sheet A", 3, 3),))


def test_a_long_table_makes_several_texts() -> None:
    rows = tuple((f"p{n}@example.net", "x" * 90) for n in range(50_000))
    finds = found_in(packages.xlsx((packages.Sheet("A", rows, hidden=("49999", "7")),)))
    assert len(finds.texts) > 2
    for found in finds.texts:
        _, label, row, column = found.grids[0]
        assert (label, column) == ("sheet A", 1)
        assert found.text.startswith(f"p{row - 1}@example.net")
    assert [place for _, _, place in finds.concealed] == ["sheet A, row 7", "sheet A, row 49999"]


def test_the_copy_of_a_pivot_table_is_read() -> None:
    data = packages.xlsx((packages.Sheet("Sum", (("3",),)),))
    cache = '<pivotCacheRecords><r><s v="zoe@example.net"/><s v="ill since May"/></r></pivotCacheRecords>'
    finds = found_in(packages.zip_of(_entries(data) | {"xl/pivotCache/pivotCacheRecords1.xml": cache}))
    assert ("zoe@example.net\nill since May", "pivot cache", "pivot table") in finds.concealed


def _entries(data):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_damaged_page_of_an_older_pdf_is_said_and_the_others_are_read() -> None:
    first = formats.pdf((formats.line("Prices"), formats.line("Date of birth: 12.04.1981"))).replace(b"[20 0", b"[29 0")
    finds = found_in(formats.updated(first, 2, b"<< /Type /Pages /Kids [20 0 R] /Count 1 >>"))
    assert finds.concealed == [("Date of birth: 12.04.1981", "text of an older version", "version 1")]
    assert finds.unread == [("version 1, page 1", "the page is damaged", "Open it and look yourself, or leave it out")]


def test_a_linear_pdf_has_no_older_version() -> None:
    data = formats.pdf((formats.line("Prices"),))
    assert not found_in(data).metadata
    twice = formats.updated(data, *formats.stream(21, formats.line("Other prices")))
    assert found_in(twice).metadata == [("older-revision", "1 earlier version", "")]
    assert found_in(twice.replace(b"%PDF-1.4\n", b"%PDF-1.4\n%/Linearized 1\n", 1)).metadata == []


def test_a_dark_heading_with_white_letters_is_not_hidden() -> None:
    data = formats.pdf(("0.2 g 50 750 400 40 re f\n" + formats.line("Prices", look="1 g"),))
    assert found_in(data).concealed == []


def test_comments_in_a_pdf_are_read() -> None:
    note = b"<< /Type /Annot /Subtype /Text /Rect [50 50 70 70] /Contents (Ask zoe@example.net) >>"
    data = formats.pdf((formats.line("Prices"),), more=(note,))
    data = data.replace(b"/Type /Page /Parent", b"/Type /Page /Annots [10 0 R] /Parent", 1)
    assert "Ask zoe@example.net" in texts_of(found_in(data))


def test_soft_line_breaks_and_folds_of_address_books_are_undone() -> None:
    name = b"FN;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=\r\n Berg\r\n"
    card = b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + name + b"EMAIL:a\r\n nn@example.net\r\nEND:VCARD\r\n"
    finds = found_in(card)
    assert "ann@example.net" in texts_of(finds)
    assert "Jürgen" in texts_of(finds)
    assert finds.listed == [(1, "")]


def test_text_behind_every_charset() -> None:
    assert "Jürgen" in texts_of(found_in("Jürgen".encode("utf-16"), "a.txt"))
    assert "Jürgen" in texts_of(found_in("Name;Jürgen\n".encode("cp1252"), "a.csv"))


def test_lines_and_rows_are_counted_far_down() -> None:
    from leakcheck.checks.places import inside_of
    from leakcheck.model.draft import Grid, Origin, Text

    found = found_in(b"".join(b"line %d\n" % n for n in range(1, 1_001)), "a.txt").texts[0]
    text = Text("attachment a.txt", "1", found.text, (), Origin("none"), grids=tuple(Grid(*g) for g in found.grids))
    for number in (1, 199, 200, 201, 202, 777, 1_000):
        assert inside_of(text, found.text.index(f"line {number}\n")) == f"line {number}"


@pytest.mark.parametrize(("data", "name", "lie"), [
    (b"MZ\x90\0\0" + bytes(60), "photo.jpg", True),
    (b"<html>hello</html>", "photo.jpg", True),
    (b"%PDF-1.4\n", "offer.docx", True),
    (pictures.PLAIN_JPEG, "photo.png", False),
    (b"{\\rtf1 hello}", "offer.doc", False),
    (b"<html>table</html>", "offer.xls", False),
    (b"hello", "offer", False),
    (b"BMW and MZ are brands", "brands.txt", False),
])  # fmt: skip
def test_a_name_that_lies(data, name, lie) -> None:
    assert bool(found_in(data, name).contents[0][3]) is lie


def test_nothing_is_missed_in_the_samples() -> None:
    for suffix in ("docx", "xlsx", "pptx", "odt", "pdf", "zip"):
        assert reasons(leaky(suffix)) == []


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("offer.docx", attached("xlsx", leaky=False), "it is an Excel workbook, though its name says a Word document"),
        ("a.ppt", attached("odp", leaky=False), "it is an OpenDocument file, though its name says a PowerPoint deck"),
        ("offer.xlsx", packages.zip_of({"a.csv": "x"}), "it is an archive, though its name says an office document"),
        ("offer.doc", attached("rtf", leaky=False), ""),
        ("offer.xls", b"<html><table></table></html>", ""),
        ("offer.xls", attached("xlsx", leaky=False), ""),
        ("offer.png", attached("jpg", leaky=False), ""),
        ("offer", attached("pdf", leaky=False), ""),
    ],
)  # fmt: skip
def test_names_that_lie(name, content, expected) -> None:
    assert found_in(content, name).contents[0][3] == expected


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pptx", "odt", "ods", "odp"])
@pytest.mark.parametrize("part", [0.01, 0.3, 0.9, 0.99])
def test_a_damaged_document_has_an_honest_name(suffix, part) -> None:
    data = attached(suffix, leaky=True)
    finds = found_in(data[: max(int(len(data) * part), 20)], f"offer.{suffix}")
    assert finds.contents[0][3] == ""
    assert reasons(finds) == ["the zip file is damaged"]
    assert finds.contents[0][2] == "zip"


def test_a_damaged_archive_under_the_name_of_a_document_lies_all_the_same() -> None:
    data = packages.zip_of({"list/a.csv": "zoe@example.net\n" * 40})
    assert found_in(data[:-30], "offer.docx").contents[0][3]
    assert found_in(attached("docx", leaky=True)[:-30], "photo.jpg").contents[0][3]


WHITE = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Zoe</w:t></w:r>'


@pytest.mark.parametrize(
    "body",
    [
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill="1F497D"/></w:tcPr><w:p>{WHITE}</w:p></w:tc></w:tr></w:tbl>',
        f'<w:p><w:pPr><w:shd w:fill="000000"/></w:pPr>{WHITE}</w:p>',
        f"<w:p><w:r><w:txbxContent><w:p>{WHITE}</w:p></w:txbxContent></w:r></w:p>",
        '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/><w:shd w:fill="000000"/></w:rPr><w:t>Zoe</w:t></w:r></w:p>',
    ],
)
def test_white_letters_on_a_dark_ground_are_seen(body) -> None:
    assert found_in(packages.docx(body)).concealed == []
    after = packages.paragraph("Bob", '<w:color w:val="FFFFFF"/>')
    assert [text for text, _, _ in found_in(packages.docx(body + after)).concealed] == ["Bob"]


def test_document_types_are_harmless_and_entities_are_not() -> None:
    module = '<!DOCTYPE script:module PUBLIC "-//X" "module.dtd"><script:module>zoe@example.net</script:module>'
    finds = found_in(packages.replaced(attached("odt", leaky=False), {"Basic/Standard/Module1.xml": module}))
    assert "zoe@example.net" in texts_of(finds)
    assert finds.unread == []


def test_scripts_and_attributes_of_a_page_are_read() -> None:
    page = (
        b'<html><script>var to = "zoe@example.net"</script><input type=hidden value="bob@example.org">'
        b'<img src=x alt="cleo&#64;example.net"><div data-owner="dan@example.org"></div><script>eve@example.net'
    )
    found = texts_of(found_in(page, "page.html"))
    for who in ("zoe@example.net", "bob@example.org", "cleo@example.net", "dan@example.org", "eve@example.net"):
        assert who in found


def test_characters_without_width_in_a_row_are_hidden_content() -> None:
    finds = found_in(("seen" + "\u200b\u200c" * 20 + " text").encode(), "a.txt")
    assert finds.concealed == [("40 characters without width", "zero-width characters", "")]
    assert found_in("Zo\u200be and نمی\u200cخواهم".encode(), "a.txt").concealed == []


def test_an_empty_file_is_no_lie() -> None:
    assert found_in(b"", "offer.pdf").contents[0][3] == ""


NOTED = (
    '<text:p text:style-name="T">Ask zoe@example.net<text:note text:note-class="footnote"><text:note-citation>1'
    "</text:note-citation><text:note-body><text:p>or Bob</text:p></text:note-body></text:note></text:p>"
    '<text:p><text:a xlink:href="mailto:ray@example.net">here</text:a><text:a xlink:href="#top">up</text:a>'
    '<text:a xlink:href="file:///home/zoe/plan.odt">plan</text:a></text:p>'
)


def test_notes_and_links_of_an_opendocument_text_are_read() -> None:
    finds = found_in(packages.odf("text", NOTED))
    assert "Ask zoe@example.net" in texts_of(finds).splitlines()[0]
    assert "ray@example.net" in texts_of(finds)
    assert "#top" not in texts_of(finds)
    assert ("path", "file:///home/zoe/plan.odt", "") in finds.metadata


def test_paragraphs_are_counted_as_they_are_seen() -> None:
    gone = "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>"
    finds = found_in(packages.odf("text", f"{gone}{NOTED}<text:p>Last</text:p>"))
    (story,) = (found for found in finds.texts if "Last" in found.text)
    at = {word: story.text.index(word) for word in ("gone", "Ask", "or Bob", "Last")}
    told = {word: [place for start, place in story.inside if start <= begin][-1] for word, begin in at.items()}
    assert told == {"gone": "deleted text", "Ask": "paragraph 1", "or Bob": "note 1", "Last": "paragraph 3"}


@pytest.mark.parametrize(("size", "hidden"), [("1pt", True), ("2pt", True), ("0.5pt", True), ("12pt", False)])
def test_letters_too_small_to_see_hide_text(size, hidden) -> None:
    style = f'<style:style style:name="T"><style:text-properties fo:font-size="{size}"/></style:style>'
    finds = found_in(packages.odf("text", NOTED, style))
    assert any(how == "text too small to see" for _, how, _ in finds.concealed) is hidden


def test_a_comment_and_a_change_name_their_own_people() -> None:
    change = "<text:deletion><office:change-info><dc:creator>Bob</dc:creator></office:change-info></text:deletion>"
    note = "<office:annotation><dc:creator>Zoe</dc:creator><text:p>why</text:p></office:annotation>"
    finds = found_in(packages.odf("text", f"{change}<text:p>Hello{note}</text:p>"))
    assert {("comment", "1 by Zoe", ""), ("tracked-change", "1 by Bob", "")} <= set(finds.metadata)
