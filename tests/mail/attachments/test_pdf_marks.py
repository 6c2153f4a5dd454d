"""What is marked on the pages of a PDF, and hidden under marks; the PDFs are written by pikepdf."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from tests.mail.attachments import formats, pictures
from tests.mail.attachments.readers import found_in, texts_of

WORDS = "Zoe Klein has depression"
OVER = [60, 750, 400, 780]


def marked(*marks: dict[str, object], text: str = WORDS, more: str = "") -> bytes:
    """Return a PDF of one page with these annotations."""
    document = pikepdf.open(io.BytesIO(formats.pdf((formats.line(text) + more,))))
    rows = [document.make_indirect(Dictionary(Type=Name.Annot, **mark)) for mark in marks]
    document.pages[0].Annots = Array(rows)
    document.Root.AcroForm = Dictionary(Fields=Array([row for row in rows if row.Subtype == Name.Widget]))
    return saved(document)


def saved(document: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def hidden(data: bytes) -> list[tuple[str, str]]:
    return [(text, how) for text, how, _ in found_in(data).concealed]


def test_a_black_box_drawn_as_a_comment_hides_nothing() -> None:
    assert hidden(marked({"Subtype": Name.Square, "Rect": OVER, "IC": [0, 0, 0]})) == [(WORDS, "text under a box")]


def test_a_frame_around_words_covers_nothing() -> None:
    assert hidden(marked({"Subtype": Name.Square, "Rect": OVER, "C": [1, 0, 0]})) == []


def test_words_marked_to_be_blacked_out_are_still_there() -> None:
    assert hidden(marked({"Subtype": Name.Redact, "Rect": OVER})) == [(WORDS, "text under a box")]


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ("72 750 28 25 re f", "Zoe"),
        ("137 750 200 25 re f", "depression"),
        ("60 757 300 0.7 re f", ""),
        ("60 600 9 9 re f", ""),
    ],
)
def test_a_box_over_a_word_of_a_line(box, expected) -> None:
    found = "".join(text for text, how in hidden(marked(more=f"0 g {box}\n")) if how == "text under a box")
    assert found.strip() == expected or (expected and expected[1:-1] in found)


def test_a_ground_drawn_before_its_words_covers_nothing() -> None:
    page = "0.8 g 60 750 300 25 re f\n" + formats.line(WORDS)
    assert hidden(formats.pdf((page,))) == []


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        ("", [WORDS]),
        ("1 g 0 0 600 850 re f\n", [WORDS]),  # programs paint the page white first
        ("1 g 0 0 600 850 re f\n0.2 g 50 740 400 40 re f\n", []),
        ("1 g 0 0 600 850 re f\n0.2 g 50 740 80 40 re f\n", []),  # a part of a ground that several boxes make
        ("1 g 0 0 600 850 re f\n0.2 G 50 740 400 40 re S\n", [WORDS]),  # a frame is no ground
    ],
)
def test_white_letters_are_hidden_on_a_page_painted_white(ground, expected) -> None:
    assert hidden(formats.pdf((ground + formats.line(WORDS, look="1 g"),))) == [
        (words, "white text") for words in expected
    ]


def test_comments_tell_whose_they_are_and_links_where_they_lead() -> None:
    note = {"Subtype": Name.Text, "Rect": [0, 0, 9, 9], "T": "Bob Ray", "Contents": "Zoe pays half"}
    link = {"Subtype": Name.Link, "Rect": OVER, "A": Dictionary(S=Name.URI, URI="mailto:zoe@example.net")}
    finds = found_in(marked(note, link))
    assert ("comment", "1 by Bob Ray", "") in finds.metadata
    assert "zoe@example.net" in texts_of(finds)
    assert ("page 1, comment or field") in {place for text in finds.texts for _, place in text.inside}


def test_fields_are_no_comments() -> None:
    field = {"Subtype": Name.Widget, "FT": Name.Tx, "Rect": OVER, "T": "mail", "V": "zoe@example.net"}
    finds = found_in(marked(field))
    assert "zoe@example.net" in texts_of(finds)
    assert finds.metadata == []


def test_a_file_pinned_to_a_page_is_read() -> None:
    document = pikepdf.open(io.BytesIO(formats.pdf((formats.line("x"),))))
    pinned = pikepdf.AttachedFileSpec(document, b"cleo@example.org", filename="list.txt")
    mark = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=pinned.obj)
    document.pages[0].Annots = Array([document.make_indirect(mark)])
    finds = found_in(saved(document))
    assert ("page 1, attached list.txt: line") in {label for text in finds.texts for _, label, _, _ in text.grids}
    assert "cleo@example.org" in texts_of(finds)


def test_bookmarks_are_read() -> None:
    document = pikepdf.open(io.BytesIO(formats.pdf((formats.line("x"),))))
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Letter to zoe@example.net", 0))
    assert "zoe@example.net" in texts_of(found_in(saved(document)))


def test_a_photo_on_a_page_tells_where_it_was_taken() -> None:
    out = io.BytesIO()
    Image.new("RGB", (30, 20)).save(out, "JPEG", exif=b"Exif\0\0" + pictures.exif({}, (48.1, 11.5)))
    document = pikepdf.open(io.BytesIO(formats.pdf((formats.line("x") + "q 300 0 0 200 9 9 cm /Im0 Do Q",))))
    look = {"Width": 30, "Height": 20, "ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8, "Filter": Name.DCTDecode}
    photo = document.make_stream(out.getvalue(), Type=Name.XObject, Subtype=Name.Image, **look)
    document.pages[0].Resources.XObject = Dictionary(Im0=photo)
    assert ("gps", "48.10000, 11.50000", "page 1, picture 1") in found_in(saved(document)).metadata


def test_a_packed_xmp_packet_is_read() -> None:
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmp:CreatorTool="C:\\Users\\zoe\\Writer">'
        b"<dc:creator><rdf:Seq><rdf:li>Zoe Klein</rdf:li></rdf:Seq></dc:creator>"
        b"</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    packed = zlib.compress(packet)
    head = b"<< /Type /Metadata /Subtype /XML /Filter /FlateDecode /Length %d >>" % len(packed)
    data = formats.pdf((formats.line("x"),), more=(head + b"\nstream\n" + packed + b"\nendstream",))
    data = formats.updated(data, 1, b"<< /Type /Catalog /Pages 2 0 R /Metadata 10 0 R >>")
    assert {("author", "Zoe Klein", "XMP"), ("path", "C:\\Users\\zoe\\Writer", "XMP")} <= set(found_in(data).metadata)


def pictured(operators: str, **resources: object) -> bytes:
    """Return a PDF whose page is drawn by these operators, with a picture and a form around it to draw."""
    document = pikepdf.open(io.BytesIO(formats.pdf((operators,))))
    picture = document.make_stream(bytes(100))
    picture.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10, BitsPerComponent=8))
    picture.ColorSpace = Name.DeviceGray
    form = document.make_stream(b"q 500 0 0 700 9 9 cm /Im0 Do Q")
    form.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842])))
    form.Resources = Dictionary(XObject=Dictionary(Im0=picture))
    document.pages[0].Resources.XObject = Dictionary(Im0=picture, Fm0=form, **resources)
    return saved(document)


LETTERS = "".join(f"{72 + at % 40} {700 - at} m {80 + at % 40} {705 - at} l S\n" for at in range(150))


@pytest.mark.parametrize(
    ("operators", "said"),
    [
        ("q 500 0 0 700 9 9 cm /Im0 Do Q", True),
        ("/Fm0 Do", True),
        (LETTERS, True),
        (formats.line(" "), False),
        ("10 10 500 700 re S", False),
        ("", False),
        (formats.line("Prices") + "/Fm0 Do " + LETTERS, False),
        (formats.line("\1\4\5\6\7\5\4\1\3\5"), True),
    ],
)
def test_a_page_that_shows_what_is_no_text_is_said(operators, said) -> None:
    assert [why for _, why, _ in found_in(pictured(operators)).unread] == (
        ["not read: picture of text"] if said else []
    )
