"""What a file is, told by its first bytes, and whether its name says so too."""

from __future__ import annotations

import re

from leakcheck.model.record import NamedTuple

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UTF = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_HEAD = 4_096


class Magic(NamedTuple):
    """Bytes that a format has at an offset."""

    bytes: bytes
    kind: str
    offset: int = 0


MAGICS = (
    Magic(b"%PDF-", "pdf"),
    Magic(b"PK\x03\x04", "zip"),
    Magic(b"PK\x05\x06", "zip"),
    Magic(b"PK\x07\x08PK\x03\x04", "zip"),
    Magic(OLE, "ole"),
    Magic(b"\xff\xd8\xff", "jpeg"),
    Magic(b"\x89PNG\r\n\x1a\n", "png"),
    Magic(b"GIF87a", "gif"),
    Magic(b"GIF89a", "gif"),
    Magic(b"II*\0", "tiff"),
    Magic(b"MM\0*", "tiff"),
    Magic(b"WEBP", "webp", 8),
    Magic(b"BM", "bmp"),
    Magic(b"\0\0\x01\0", "icon"),
    Magic(b" EMF", "metafile", 40),
    Magic(b"\xd7\xcd\xc6\x9a", "metafile"),
    Magic(b"\x01\0\x09\0\0\x03", "metafile"),
    Magic(b"{\\rtf", "rtf"),
    Magic(b"\x1f\x8b", "gzip"),
    Magic(b"ustar", "tar", 257),
    Magic(b"7z\xbc\xaf\x27\x1c", "7z"),
    Magic(b"Rar!\x1a\x07", "rar"),
    Magic(b"BZh", "bzip2"),
    Magic(b"\xfd7zXZ\0", "xz"),
    Magic(b"\x78\x9f\x3e\x22", "tnef"),
    Magic(b"MZ", "program"),
    Magic(b"\x7fELF", "program"),
    Magic(b"\xcf\xfa\xed\xfe", "program"),
    Magic(b"\xca\xfe\xba\xbe", "program"),
    Magic(b"SQLite format 3\0", "database"),
    Magic(b"\x03\xd9\xa2\x9a", "password store"),
    Magic(b"!BDN", "mail store"),
    Magic(b"ID3", "sound or film"),
    Magic(b"OggS", "sound or film"),
    Magic(b"RIFF", "sound or film"),
    Magic(b"fLaC", "sound or film"),
    Magic(b"\x1aE\xdf\xa3", "sound or film"),
)
_BMP_HEADERS = {size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124)}
_HEIF = (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis", b"hevc", b"avif")
_TEXTS = (
    ("-----BEGIN PGP MESSAGE-----", "pgp"),
    ("BEGIN:VCARD", "vcard"),
    ("BEGIN:VCALENDAR", "calendar"),
    ("<!DOCTYPE HTML", "html"),
    ("<HTML", "html"),
)
# CMS (RFC 5652, 3) and PKCS #12 (RFC 7292, 4), both in DER or BER: a sequence, then its content type or version.
_OID = rb"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"
_CMS = re.compile(rb"0(?:\x80|\x81.|\x82..|\x83...|\x84....)" + _OID + rb"([\x02\x03])", re.DOTALL)
_DETACHED = re.compile(rb"0\x0b" + _OID + rb"\x01|0\x80" + _OID + rb"\x01\0\0")  # a content type, and no content
_KEYS = re.compile(rb"0(?:\x80|\x81.|\x82..|\x83...)\x02\x01\x030", re.DOTALL)
# OpenPGP (RFC 9580, 4.2, 5.1, 5.3): a session key locked with a key of RSA or a curve, or with a password.
_PGP = re.compile(rb"(?:\x84.|\x85..|\xc1[\x00-\xbf]|\xc1[\xc0-\xdf].)[\x03\x06]|[\x8c\xc3].[\x04-\x06]", re.DOTALL)
_BY_SUFFIX = {"csv": "csv", "tsv": "csv", "htm": "html", "html": "html", "xhtml": "html", "eml": "mail", "mbox": "mbox"}
PICTURES = frozenset({"jpeg", "png", "gif", "tiff", "webp", "bmp", "heif", "icon"})

# Families of names and of contents; a name lies when both are known and differ.
_NAMED = {
    "pdf": "pdf",
    "picture": "jpg jpeg jpe jfif png gif tif tiff webp bmp heic heif avif ico emf wmf",
    "office": "docx docm dotx xlsx xlsm xltx xlsb pptx pptm ppsx doc dot xls xlt ppt pps odt ods odp odg ott ots rtf",
    "text": "txt md csv tsv json xml html htm xhtml vcf ics log svg yaml yml toml ini css eml mbox mht mhtml",
    "archive": "zip tar gz tgz bz2 xz 7z rar",
    "sound": "mp3 mp4 m4a wav ogg flac avi mov mkv webm",
}
_FAMILY_OF_NAME = {suffix: family for family, names in _NAMED.items() for suffix in names.split()}
_FAMILY = {
    **dict.fromkeys((*PICTURES, "metafile"), "picture"),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odf", "ole", "xls", "doc", "ppt", "rtf", "locked office"), "office"),
    **dict.fromkeys(("text", "csv", "html", "vcard", "calendar", "mail", "mbox", "pgp", "xml"), "text"),
    **dict.fromkeys(("zip", "tar", "gzip", "bzip2", "xz", "7z", "rar"), "archive"),
    **dict.fromkeys(("program", "database", "password store", "mail store", "java program"), "danger"),
    "pdf": "pdf",
    "sound or film": "sound",
}
# What honest programs write under another name: Word and Excel files that are HTML, RTF or text.
_HARMLESS = frozenset({("office", "text"), ("text", "office-rtf")})
# Among office files the program counts: which opens a name, and which wrote a content.
_PROGRAM_OF_NAME = {
    **dict.fromkeys(("docx", "docm", "dotx", "doc", "dot"), "a Word document"),
    **dict.fromkeys(("xlsx", "xlsm", "xltx", "xlsb", "xls", "xlt"), "an Excel workbook"),
    **dict.fromkeys(("pptx", "pptm", "ppsx", "ppt", "pps"), "a PowerPoint deck"),
    **dict.fromkeys(("odt", "ods", "odp", "odg", "ott", "ots"), "an OpenDocument file"),
}
_PROGRAM = {
    **dict.fromkeys(("docx", "doc"), "a Word document"),
    **dict.fromkeys(("xlsx", "xls"), "an Excel workbook"),
    **dict.fromkeys(("pptx", "ppt"), "a PowerPoint deck"),
    "odf": "an OpenDocument file",
}
_WORDS = {
    "text": "text", "office": "an office document", "picture": "a picture", "archive": "an archive", "pdf": "a PDF",
    "sound": "sound or film", "danger": "a program or a database",
}  # fmt: skip


def kind_of(data: bytes, name: str = "", media_type: str = "") -> str:
    """Return the format of a file, "" when it is unknown; containers ("zip", "ole") are looked into by their readers.

    The name and the declared type decide only between formats that are all text.
    """
    head = data[:_HEAD]
    for magic in MAGICS:
        if head.startswith(magic.bytes, magic.offset) and _is_sure(magic, head):
            return magic.kind
    if head[4:8] == b"ftyp":
        return "heif" if head[8:12] in _HEIF else "sound or film"
    at = data.find(b"%PDF-", 0, 1_024)
    if at > 0:
        return "pdf"
    if not head:
        return "text"
    return _text_kind(head, name, media_type) if _is_text(head) else _sealed_kind(head, name)


def _sealed_kind(head: bytes, name: str) -> str:
    """Tell what is encrypted or signed as a whole, "" for what is unknown."""
    if found := _CMS.match(head):
        if found[1] == b"\x03":
            return "smime"
        return "signature" if _DETACHED.search(head, found.end(), found.end() + 200) else "signed"
    if _KEYS.match(head):
        return "key file"
    return "pgp" if _PGP.match(head) and suffix_of(name) in {"gpg", "pgp", "asc", ""} else ""


def _is_sure(magic: Magic, head: bytes) -> bool:
    """Tell short marks from text that begins alike ("BMW", "MZ")."""
    if magic.kind == "bmp":
        return head[14:18] in _BMP_HEADERS
    return len(magic.bytes) > 3 or not _is_text(head)


def _is_text(head: bytes) -> bool:
    if head.startswith(_UTF[:2]):
        return True
    return len(_CONTROL.findall(head)) * 50 <= len(head)


def _text_kind(head: bytes, name: str, media_type: str) -> str:
    wide = head.startswith(_UTF[:2])
    text = (head.decode("utf-16", "replace") if wide else head.decode("latin-1")).lstrip("\ufeffï»¿ \t\r\n")
    upper = text[:200].upper()
    for start, kind in _TEXTS:
        if upper.startswith(start):
            return kind
    suffix = suffix_of(name)
    known = _BY_SUFFIX.get(suffix) or {"text/html": "html", "text/csv": "csv"}.get(media_type, "")
    if text.startswith("From ") or suffix == "mbox":
        return "mbox"
    return known or ("mail" if _is_mail(head) else "text")


def _is_mail(head: bytes) -> bool:
    from leakcheck.mail.eml import looks_like_mail

    return looks_like_mail(head) and re.search(rb"(?im)^(?:Received|MIME-Version|Message-ID)[ \t]*:", head) is not None


def suffix_of(name: str) -> str:
    """Return the ending of a name in lower case without its dot."""
    stem, dot, suffix = name.lower().rstrip(". ").rpartition(".")
    return suffix if dot and stem else ""


def words_of(kind: str) -> str:
    """Return what a file is in words ("a PDF"), empty for text and for what is unknown."""
    family = _FAMILY.get(kind, "text")
    return "" if family == "text" else _WORDS[family]


def is_office(name: str) -> bool:
    """Tell whether a name is that of an office document."""
    return _FAMILY_OF_NAME.get(suffix_of(name)) == "office"


def lie_of(name: str, kind: str) -> str:
    """Return what is wrong with a name, empty when it is honest or nothing is known."""
    suffix = suffix_of(name)
    named, real = _FAMILY_OF_NAME.get(suffix, ""), _FAMILY.get(kind, "")
    if not named or not real or (named, real) in _HARMLESS:
        return ""
    if named == real:
        meant, made = _PROGRAM_OF_NAME.get(suffix, ""), _PROGRAM.get(kind, "")
        return f"it is {made}, though its name says {meant}" if meant and made and meant != made else ""
    if kind == "gzip" and suffix == "svg":
        return ""
    return f"it is {_WORDS[real]}, though its name says {_WORDS[named]}"


def second_of(kind: str, second: str) -> str:
    """Return what is wrong with a file of one kind that holds one of another behind its end, "" when nothing is."""
    real, other = _FAMILY.get(kind, ""), _FAMILY.get(second, "")
    if not real or not other or other in {real, "text"}:
        return ""
    return f"it is {_WORDS[real]} and {_WORDS[other]} at once"
