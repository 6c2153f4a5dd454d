"""Addresses of devices: IPv4, IPv6 and MAC; not versions, revisions, times or code."""

from __future__ import annotations

import re

from leakcheck.detect import cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_IPV4 = r"(?<![0-9A-Za-z.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9A-Za-z_]|\.[0-9]|-[0-9A-Za-z])"
# Two groups between three colons, or two colons and a group: a time of day has neither.
_COLONS = r":(?:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:|:[0-9A-Fa-f]{1,4})"
_GROUP = 4  # digits between two colons
_LOWEST, _LOW = 40, 100  # below which the numbers of an address may as well be those of a version
_PRIVATE = 10
_AND = r"(?:,|;| and| or| und| oder| et| y| e| en)? "
_NEXT = rf"{_AND}((?:[0-9]{{1,3}}\.){{3}}[0-9]{{1,3}})(?![\w-])"
_PREVIOUS = rf"(?<![\w.-])((?:[0-9]{{1,3}}\.){{3}}[0-9]{{1,3}}){_AND}$"
_HEX = "0123456789abcdefABCDEF:."
_ADDRESS_CUES = cues.index(
    """
    ip, ipv4, ipv6, ip address, address, addr, host, server, client, ping, gateway, router, dns, nameserver,
    subnet, netmask, route, network, from, connect, connected, connecting, ssh, login, logged, ip-adresse,
    adresse, dirección, direccion, indirizzo, adres, endereço, bind
    """
)
_SURE_CUES = cues.index("ip, ipv4, ipv6, ip address, ip-adresse, client ip")
_HOST_CUES = cues.index(
    """
    ip, ipv4, ip address, ip-adresse, host, server, dns, gateway, router, netmask, subnet, ping, client,
    address, nameserver, client ip, remote, login, resolver, endpoint, node, machine, proxy, ssh,
    connect to, connecting to, connected to, firewall
    """
)
# The unspecified address, and resolvers that everybody knows by heart.
_KNOWN = frozenset({(0, 0, 0, 0), (8, 8, 8, 8), (8, 8, 4, 4), (9, 9, 9, 9)})
_MAC_CUES = cues.index(
    "mac, mac address, mac-adresse, adresse mac, dirección mac, indirizzo mac, mac-adres, endereço mac"
)
_VERSION_CUES = cues.index(
    """
    version, versions, ver, v, release, rev, revision, rcs, build, firmware, kernel, driver, cvs, upgrade,
    upgraded, update, retrieving, diff, section, sec, chapter, clause, patch, versión, versione, versie, versão,
    paragraph, table, figure, oid, id, smtp id
    """
)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield device addresses."""
    yield from _ipv4(prepared)
    if _has_close_colons(prepared.plain):
        yield from _colons(prepared)
    if re.search(r"-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-", prepared.plain):
        yield from _hyphens(prepared)
    if "mac" in prepared.vocabulary:
        for found in re.finditer(r"\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}", prepared.plain):
            yield from _dotted(prepared, found.start() - 4, found.end())


def _has_close_colons(plain: str) -> bool:
    """Tell whether at most four signs stand between two colons anywhere: most texts have none such."""
    return any(len(between) <= _GROUP for between in plain.split(":")[1:-1])


def _ipv4(prepared: Prepared) -> Iterator[Sighting]:
    plain = prepared.plain
    for run in prepared.runs(_fits):
        for found in re.compile(_IPV4).finditer(plain, run.start, min(run.end + 2, len(plain))):
            start, end = found.span()
            octets = [int(part) for part in found[0].split(".")]
            if end <= run.end and max(octets) < 256 and _stands_as_address(prepared, start, end, octets):
                yield Sighting("ip-address", start, end, Confidence.HIGH, "ipv4")


def _fits(layout: str) -> bool:
    return layout.count(".") >= 3


def _stands_as_address(prepared: Prepared, start: int, end: int, octets: list[int]) -> bool:
    plain = prepared.plain
    before = plain[start - 1 : start]
    if before.isalnum() or before in {"_", "-", "/", "%", "$"}:
        return False
    if re.compile(r"[0-9A-Za-z_]|[.~+-][0-9A-Za-z]").match(plain, end) or (
        before == ":" and plain[start - 2].isdigit()
    ):
        return False
    if cues.leads(prepared, start, _VERSION_CUES, 24):
        return cues.leads(prepared, start, _SURE_CUES, 12)
    if max(octets) < _LOW and (octets[:2] != [10, 0] if max(octets) < _LOWEST else octets[0] != _PRIVATE):
        named = cues.names(prepared, start, end, _HOST_CUES, 24)
        return named or tuple(octets) in _KNOWN or _is_listed(plain, start, end)
    return True


def _is_listed(plain: str, start: int, end: int) -> bool:
    """Tell whether an address that no version looks like stands beside one: "allow 70.92.0.90, 192.0.2.188"."""
    behind = re.compile(_NEXT).match(plain, end)
    ahead = re.compile(_PREVIOUS).search(plain, max(start - 24, 0), start)
    octets = [int(octet) for found in (behind, ahead) if found for octet in found[1].split(".")]
    return bool(octets) and _LOW <= max(octets) < 256


def _colons(prepared: Prepared) -> Iterator[Sighting]:
    plain = prepared.plain
    done = 0
    for found in re.finditer(_COLONS, plain):
        if found.start() < done:
            continue
        start = _hex_start(plain, found.start())
        end = _hex_end(plain, found.end())
        done = end
        raw = plain[start:end]
        sighting = _of_colons(prepared, start, end, raw)
        if sighting:
            yield sighting


def _hex_start(plain: str, at: int) -> int:
    head = plain[max(at - 48, 0) : at]
    return at - (len(head) - len(head.rstrip(_HEX)))


def _hex_end(plain: str, at: int) -> int:
    tail = plain[at : at + 48]
    return at + len(tail) - len(tail.lstrip(_HEX))


def _of_colons(prepared: Prepared, start: int, end: int, raw: str) -> Sighting | None:
    trimmed = raw.rstrip(".") if raw.endswith(("::", "::.")) else raw.rstrip(".:")
    end = start + len(trimmed)
    if not _is_lone(prepared.plain, start, end) or prepared.masked(start):
        return None
    if re.fullmatch(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}", trimmed):
        return Sighting("mac-address", start, end, Confidence.HIGH, "")
    if _is_ipv6(prepared, start, trimmed):
        return Sighting("ip-address", start, end, Confidence.HIGH, "ipv6")
    return None


def _is_lone(plain: str, start: int, end: int) -> bool:
    before, after = plain[max(start - 1, 0) : start], plain[end : end + 1]
    return not (before.isalnum() or (before and before in "_.:-/~")) and not (after.isalnum() or after in {"_", "-"})


def _is_ipv6(prepared: Prepared, start: int, raw: str) -> bool:
    """Tell whether it is an address of RFC 4291; a short one with `::` only where the text speaks of addresses."""
    if raw.count(":") < (6 if "." in raw else 7) and "::" not in raw:
        return False
    groups = [group for group in raw.split(":") if group]
    if len(groups) < 3 and not cues.leads(prepared, start, _ADDRESS_CUES) and not raw.lower().startswith("fe80"):
        return False
    from ipaddress import AddressValueError, IPv6Address

    try:
        IPv6Address(raw)
    except AddressValueError:
        return False
    return True


def _dotted(prepared: Prepared, start: int, end: int) -> Iterator[Sighting]:
    """Yield "mac address 3c22.fb9a.104e", the form of network switches; other programs write numbers like that too."""
    if start < 0 or not re.fullmatch("[0-9A-Fa-f]{4}", prepared.plain[start : start + 4]):
        return
    if _is_lone(prepared.plain, start, end) and cues.leads(prepared, start, _MAC_CUES, 24):
        yield Sighting("mac-address", start, end, Confidence.HIGH, "")


def _hyphens(prepared: Prepared) -> Iterator[Sighting]:
    pattern = r"[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}"
    for found in re.finditer(r"-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-", prepared.plain):
        start, end = found.start() - 2, found.end() + 2
        if start >= 0 and re.fullmatch(pattern, prepared.plain[start:end]) and _is_lone(prepared.plain, start, end):
            yield Sighting("mac-address", start, end, Confidence.HIGH, "")
