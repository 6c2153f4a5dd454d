from __future__ import annotations

from struct import pack

import pytest

from tests.mail.attachments import pictures
from tests.mail.attachments.make_samples import PLACE
from tests.mail.attachments.readers import found_in, reasons, texts_of
from tests.mail.attachments.test_inner_parts import BOOK, native
from tests.mail.msg.cfb import write_cfb


def rich(body: str) -> bytes:
    return (r"{\rtf1\ansi{\fonttbl{\f0\fcharset204 Arial;}}An offer\par " + body + "}").encode("ascii")


def embedded(name: bytes, data: bytes) -> str:
    """Return an object of OLE 1.0 in hexadecimal, lines broken as programs do."""
    head = pack("<III", 0x501, 2, len(name) + 1) + name + b"\0" + pack("<II", 0, 0) + pack("<I", len(data))
    digits = (head + data).hex()
    lines = "\n".join(digits[at : at + 128] for at in range(0, len(digits), 128))
    return r"{\object\objemb{\*\objclass " + name.decode() + r"}{\*\objdata " + lines + "}}"


def test_comments_headers_and_footers_are_read() -> None:
    finds = found_in(
        rich(
            r"{\header\f0 Ask \'c7\'ee\'ff}{\footerl page {\field x}}"
            r"{\*\atnauthor Bob Ray}\chatn{\*\annotation {\*\atndate 0}Zoe pays half}"
        )
    )
    told = {text.inside[0][1]: text.text.strip() for text in finds.texts if text.inside}
    assert told == {"header or footer": "page x", "comment 1": "Zoe pays half"}
    assert "Ask Зоя" in texts_of(finds)
    assert ("comment", "1 by Bob Ray", "") in finds.metadata


def test_pictures_tell_where_they_were_taken() -> None:
    picture = pictures.jpeg(pictures.exif({}, PLACE)).hex()
    finds = found_in(rich(r"{\pict{\*\blipuid 0123456789abcdef}\picw10\jpegblip " + picture + "}" + r"\jpegblip" * 3))
    assert ("gps", f"{PLACE[0]:.5f}, {PLACE[1]:.5f}", "picture 1") in finds.metadata


def test_objects_are_opened() -> None:
    finds = found_in(rich(embedded(b"Package", native("list.csv", b"zoe@example.net")[4:])))
    assert "zoe@example.net" in texts_of(finds)
    finds = found_in(rich(embedded(b"Excel.Sheet.12", write_cfb({"Package": BOOK}))))
    assert "bob.ray@example.org" in texts_of(finds)
    assert reasons(finds) == []


def test_a_damaged_object_is_said() -> None:
    assert reasons(found_in(rich(r"{\object{\*\objdata 0105}}"))) == ["an embedded object is damaged"]


def test_footnotes_are_read() -> None:
    finds = found_in(rich(r"Ask bob@example.net{\super 1{\*\footnote \chftn Zoe pays half}} today{\footnote and Ray}"))
    assert "Ask bob@example.net1 Zoe pays half today and Ray" in texts_of(finds)


@pytest.mark.parametrize(
    ("ground", "hidden"),
    [("", ["Zoe pays half"]), (r"\highlight0 ", ["Zoe pays half"]), (r"\highlight1 ", []), (r"\clcbpat2 ", [])],
)
def test_white_letters_on_white_paper_are_hidden(ground, hidden) -> None:
    colours = r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}"
    finds = found_in(rich(colours + ground + r"You pay half. {\cf2 Zoe pays half}\cf1  Bye"))
    assert "You pay half. Zoe pays half Bye" in texts_of(finds)
    assert [text for text, how, *_ in finds.concealed if how == "white text"] == hidden


def test_a_document_that_ends_within_a_group_is_cut_off() -> None:
    whole = rich(r"Zoe {\b pays} half \{ of \'7d it\par ")
    finds = found_in(whole[: whole.index(b" half")])
    assert reasons(finds) == ["it is damaged or cut off"]
    assert "Zoe pays" in texts_of(finds)
    assert reasons(found_in(whole[:-1])) == ["it is damaged or cut off"]
    assert reasons(found_in(whole[:-2] + rb"{\pict\bin400 " + bytes(80))) == ["it is damaged or cut off"]


@pytest.mark.parametrize("tail", [b"", b"\0", b"\r\n\0\0", b"}", b"\r\n} text behind"])
def test_what_stands_behind_a_whole_document_cuts_nothing(tail: bytes) -> None:
    assert reasons(found_in(rich(r"Zoe \{ pays {\pict\bin3 {{{} half\par ") + tail)) == []
