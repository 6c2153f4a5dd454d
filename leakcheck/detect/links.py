"""Links that let their holder act as one person or learn about them: logins, resets, invitations, signed addresses.

No sighting are profile pages, campaign tracking (`utm_source`, `gclid`, `mc_cid`) and plain links. Subscriber ids of
mailing services (`mc_eid`, `mkt_tok`) are low: only the service can tell whose they are, its page acts on a click.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from leakcheck.detect.terms import all_cues
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_LONGEST = 4_096
_SCHEME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ADDRESS = r"[\w.+-]{1,64}(?:@|%40|--at--)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,24}(?![\w.])"
_UUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"

_ACTIONS = ("unsubscribe", "password-reset", "invitation", "verification", "login")
# Fields that together make a signed address: Amazon S3 and CloudFront, Google Cloud Storage, Azure SAS.
_SIGNED = (
    frozenset(("x-amz-signature",)),
    frozenset(("x-goog-signature",)),
    frozenset(("signature", "expires")),
    frozenset(("signature", "key-pair-id")),
    frozenset(("sig", "se", "sv")),
    frozenset(("sig", "se", "sp")),
)
# Archives of mailing lists: the address in the path is a Message-ID.
_ARCHIVES = (
    "archive",
    "lore.",
    "lists.",
    "/list/",
    "/thread/",
    "marc.info",
    "public-inbox",
    "msgid",
    "message-id",
    "/msg/",
    "/r/",
)
# Marks that are whole words: "oauth" is an action, "oauthlib" a name.
_WHOLE = frozenset(
    ("login", "signin", "sso", "oauth", "auth", "session", "magic", "join", "accept", "reset", "recover")
)
_CALENDARS = ("/calendar/ical/", "/owa/calendar/", "caldav.icloud.com/published/", "/private-", "/feed/calendar/")
_SHARED = (
    "docs.google.com/",
    "drive.google.com/",
    "dropbox.com/s",
    "1drv.ms/",
    "sharepoint.com/:",
    "wetransfer.com/downloads/",
    "zoom.us/j/",
)


class Url(NamedTuple):
    """A link in parts: `place` is host and path in lower case, `fields` the query by lower-case name."""

    place: str
    path: str
    fields: dict[str, str]
    fragment: str


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield personal links in a text, whole."""
    from leakcheck.detect.link_words import told

    plain = prepared.plain
    for found in re.finditer(r"://[^\s<>\"]{3,4096}", plain):
        start = found.start()
        while start and plain[start - 1] in _SCHEME and found.start() - start < 12:
            start -= 1
        url = plain[start : found.end()].rstrip(".,;:!?)'*_|]}")
        sighting = scan_url(url)
        if sighting is None or sighting.confidence < Confidence.MEDIUM:
            sighting = told(prepared, start, url) or sighting
        if sighting:
            yield sighting._replace(start=start, end=start + len(url))


@lru_cache(512)  # a newsletter repeats its links, and the other form of the same mail holds them again
def scan_url(url: str) -> Sighting | None:
    """Return the sighting that covers a link of one person, None for any other."""
    if "?" not in url and "@" not in url and "%40" not in url and len(url) < 36:
        return None
    parts = parts_of(url[:_LONGEST])
    if parts is None:
        return None
    for look in (_calendar, _address, _signed, _jwt, _token, _shared):
        if seen := look(parts):
            return Sighting("personal-link", 0, len(url), *seen)
    return None


def addresses_in(url: str) -> list[str]:
    """Return the addresses that a link holds, with "@" as itself."""
    found = re.findall(_ADDRESS, url[:_LONGEST]) if "@" in url or "%40" in url or "--at--" in url else []
    return [re.sub("%40|--at--", "@", address) for address in found]


Seen = tuple[Confidence, str] | None


def parts_of(url: str) -> Url | None:
    """Return the parts of a link, None when it names no host."""
    _, _, rest = url.partition("://")
    rest, _, fragment = rest.partition("#")
    place, _, query = rest.partition("?")
    host, _, path = place.partition("/")
    host = host.rpartition("@")[2]
    if "." not in host and "localhost" not in host:
        return None
    path, _, matrix = path.partition(";")
    fields = {}
    for pair in query.replace("&amp;", "&").replace(";", "&").split("&") + matrix.split(";"):
        name, _, value = pair.partition("=")
        fields[name.lower()] = value
    return Url(f"{host}/{path}".lower(), path, fields, fragment)


def _address(url: Url) -> Seen:
    """Find an address: sure in a field, likely in the path unless it is a Message-ID of an archive."""
    for value in (*url.fields.values(), url.fragment):
        if ("@" in value or "%40" in value) and re.search(_ADDRESS, value):
            return Confidence.HIGH, "address"
    archived = any(mark in url.place for mark in _ARCHIVES)
    if "--at--" in url.path or (("@" in url.path or "%40" in url.path) and not archived):
        found = re.search(_ADDRESS, url.path)
        if found and sum(c.isdigit() for c in re.split("@|%40|--at--", found[0])[0]) < 5:
            return Confidence.MEDIUM, "address"
    return None


def _signed(url: Url) -> Seen:
    names = url.fields.keys()
    return (Confidence.HIGH, "signed-url") if any(names >= signature for signature in _SIGNED) else None


def _jwt(url: Url) -> Seen:
    for value in (*url.fields.values(), url.fragment, url.path):
        if "eyJ" in value and re.search(r"eyJ[\w-]{8,4000}\.eyJ[\w-]{8,4000}\.[\w-]{8}", value):
            return Confidence.HIGH, "jwt"
    return None


def _calendar(url: Url) -> Seen:
    private = any(mark in url.place for mark in _CALENDARS) and not url.place.endswith(("/public/basic.ics", ".html"))
    return (Confidence.HIGH, "calendar") if private and any(map(is_opaque, re.split("[/-]", url.path))) else None


def _token(url: Url) -> Seen:
    """Find a token: sure beside an action, likely in a field named for it."""
    hidden = any(map(is_opaque, (*url.path.split("/")[1:], url.fragment)))
    action = _action(url) if hidden or any(map(_is_personal, url.fields.values())) else ""
    seen = [seen for name, value in url.fields.items() if (seen := _field(name, value, action))]
    if action and hidden:
        seen.append((Confidence.HIGH, action))
    return max(seen, default=None)


def _is_personal(value: str) -> bool:
    return (len(value) >= 5 and value.isdigit()) or is_opaque(value)


def _field(name: str, value: str, action: str) -> Seen:
    if name in all_cues("token-field") and is_opaque(value):
        return (Confidence.HIGH, action) if action else (Confidence.MEDIUM, "token")
    if action and name in all_cues("weak-field"):
        if is_opaque(value):
            return Confidence.HIGH, action
        return (Confidence.MEDIUM, action) if len(value) >= 5 and value.isdigit() else None
    if name in {"jsessionid", "phpsessid"}:
        return Confidence.MEDIUM, "session"
    return (Confidence.LOW, "subscriber-id") if name in all_cues("subscriber-field") and len(value) >= 6 else None


def _action(url: Url) -> str:
    """Return what a link does, nothing when it only shows a page."""
    words = [*re.split(r"[/.]", url.place), *url.fields]
    for action, marks in _marks():
        if any(word.startswith(marks) and _is_mark(word, marks) for word in words):
            return action
    return ""


def _is_mark(word: str, marks: tuple[str, ...]) -> bool:
    """Tell whether a word begins with a mark that may go on, or that ends where its letters end."""
    return any(
        word.startswith(mark) and not (mark in _WHOLE and word[len(mark) : len(mark) + 1].isalpha()) for mark in marks
    )


@cache
def _marks() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((action, tuple(all_cues(f"link-{action}"))) for action in _ACTIONS)


def _shared(url: Url) -> Seen:
    """Find shared documents: low, since whoever gets the link is meant to; medium with a key of its own."""
    if any(mark in url.place for mark in _SHARED):
        keyed = {"rlkey", "authkey", "resourcekey"} & url.fields.keys()
        return (Confidence.MEDIUM if keyed else Confidence.LOW), "shared-document"
    return None


def is_opaque(value: str) -> bool:
    """Tell whether a value was drawn by a machine: letters and digits mixed without words, long enough not to guess."""
    if len(value) < 12:
        return False
    if re.fullmatch(_UUID, value):
        return True
    longest = max(re.split(r"[-_.~%=+,]", value), key=len)
    digits = sum(c.isdigit() for c in longest)
    if len(longest) < 12 or not 2 <= digits < len(longest):
        return False
    return digits >= 4 or any(c.isdigit() for c in longest.strip("0123456789"))
