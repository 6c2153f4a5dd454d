from __future__ import annotations

from struct import pack

import pytest

from tests.mail.attachments.readers import found_in, texts_of
from tests.mail.attachments.test_inner_parts import word


def emf(*records: bytes, title: str = "") -> bytes:
    name = title.encode("utf-16-le")
    head = pack(
        "<II32x4sIIIHHIII", 1, 108 + len(name), b" EMF", 0x10000, 0, 0, 0, 0, len(title), 108 if title else 0, 0
    )
    return head.ljust(108, b"\0") + name + b"".join(records) + pack("<III", 14, 12, 0)


def drawn(text: str) -> bytes:
    """Return EMR_EXTTEXTOUTW."""
    data = text.encode("utf-16-le")
    return pack("<II28xIIIII", 84, 76 + len(data), 0, 0, len(text), 76, 0).ljust(76, b"\0") + data


def small(text: str, flags: int) -> bytes:
    """Return EMR_SMALLTEXTOUT; 0x100 is without a rectangle, 0x200 with narrow letters."""
    data = text.encode("latin-1" if flags & 0x200 else "utf-16-le")
    head = pack("<IIiiIIIff", 108, 0, 0, 0, len(text), flags, 1, 1.0, 1.0) + bytes(0 if flags & 0x100 else 16)
    return head[:4] + pack("<I", len(head) + len(data)) + head[8:] + data


def wmf(*records: bytes) -> bytes:
    return b"\xd7\xcd\xc6\x9a" + bytes(18) + b"\1\0\x09\0\0\3" + bytes(12) + b"".join(records) + pack("<IH", 3, 0)


def record(kind: int, body: bytes) -> bytes:
    body += bytes(len(body) % 2)
    return pack("<IH", 3 + len(body) // 2, kind) + body


def test_words_of_a_drawing_are_read() -> None:
    data = emf(
        drawn("Zoe Klein"), small("half", 0x100), small("price", 0x300), small("now", 0), title="Draw\0Offer\0\0"
    )
    assert texts_of(found_in(data)) == "Draw Offer\nZoe Klein\nhalf\nprice\nnow"
    old = wmf(record(0x0521, pack("<H", 3) + b"Zoe "), record(0x0A32, pack("<HHHH", 0, 0, 4, 0) + b"half"),
              record(0x0A32, pack("<HHHH8x", 0, 0, 5, 2) + b"price"))  # fmt: skip
    assert texts_of(found_in(old)) == "Zoe\nhalf\nprice"


def test_a_drawing_in_a_document_is_no_unknown_thing() -> None:
    finds = found_in(word({"word/media/image1.emf": emf(drawn("zoe@example.net"))}))
    assert "zoe@example.net" in texts_of(finds)
    assert finds.unread == []


@pytest.mark.parametrize("size", range(0, 250, 7))
def test_drawings_that_are_cut_off_end(size) -> None:
    for data in (emf(drawn("Zoe Klein"), small("half", 0)), wmf(record(0x0521, pack("<H", 900) + b"Zoe"))):
        assert found_in(data[:size]).contents
