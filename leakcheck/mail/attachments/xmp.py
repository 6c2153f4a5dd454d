"""XMP packets (ISO 16684-1): what Adobe's and other programs write about a file into it."""

from __future__ import annotations

import re

from leakcheck.mail.attachments.markup import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.finds import File, Finds

_PACKET = re.compile(rb"<x:xmpmeta.{0,2000000}?</x:xmpmeta>", re.DOTALL)
_MOST = 5
_KEYS = {
    "creator": "author",
    "Artist": "author",
    "OwnerName": "author",
    "LastEditedBy": "last-editor",
    "GPSLatitude": "gps",
    "GPSLongitude": "gps",
    "SerialNumber": "serial-number",
    "BodySerialNumber": "serial-number",
    "PersonInImage": "person",
    "City": "place",
    "Location": "place",
}
_PATH = re.compile(r"(?:file://|[A-Za-z]:\\|/Users/|/home/)[^<>\"&\n]{2,200}")
_NAMES = "|".join(_KEYS)
_FIELD = re.compile(
    rf"""<[\w-]{{1,30}}:({_NAMES})(?:\s[^<>]{{0,300}})?>\s*((?:<[^<>]{{1,300}}>\s*){{0,3}})([^<]{{1,1000}})<"""
    rf"""|[\w-]{{1,30}}:({_NAMES})="([^"]{{1,1000}})\""""
)


def read_xmp(file: File, finds: Finds, data: bytes) -> None:
    """Add what the XMP packets in these bytes say."""
    if b"<x:xmpmeta" not in data:
        return
    for packet in _PACKET.findall(data)[:_MOST]:
        source = packet.decode("utf-8", "replace")
        for element, _, text, attribute, value in _FIELD.findall(source):
            finds.add_metadata(file, _KEYS[element or attribute], plain(text or value), "XMP")
        for path in dict.fromkeys(_PATH.findall(source)):
            finds.add_metadata(file, "path", plain(path), "XMP")
