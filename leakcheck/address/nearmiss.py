"""Addresses one slip away from a known one, from an own domain or from a big provider."""

from __future__ import annotations

from leakcheck.address.domains import domain_of, organisation, suffix_length
from leakcheck.address.freemail import FREEMAIL
from leakcheck.address.scripts import is_mixed, skeleton, spoken
from leakcheck.address.slips import deletions, is_domain_error, is_typing_error, slip_between
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

# Names that nobody else's domain resembles by nature; "web", "orange" or "charter" would find honest neighbours.
_BRANDS = frozenset(
    (  # noqa: SIM905 - words read better than quoted lists
        "gmail googlemail hotmail outlook yahoo icloud protonmail rocketmail fastmail tutanota comcast verizon "
        "sbcglobal bellsouth earthlink optonline btinternet virginmedia blueyonder ntlworld talktalk bigpond optusnet "
        "wanadoo laposte numericable t-online freenet bluewin hispeed kpnmail seznam interia virgilio tiscali "
        "rediffmail hanmail sympatico videotron yandex"
    ).split()
)
_REAL = frozenset({"cloud.com", "freinet.de", "tiscall.com"})
# Top-level domains that do not exist and what was meant; then real ones at which these brands have no mail.
_NO_SUCH_TOP = (
    dict.fromkeys(("con", "cmo", "ocm", "comm", "coom", "ccom", "vom", "xom", "cpm", "clm", "cim", "cok"), "com")
    | dict.fromkeys(("nte", "ent", "ner", "ney", "nett", "bet"), "net")
    | dict.fromkeys(("ogr", "rog", "orgg", "prg", "irg", "otg"), "org")
)
_FOREIGN_TOPS = frozenset({"cm", "om"})
_CROWD = 64  # so many addresses that differ in one and the same place are a series, no slips
_ONLY_COM = frozenset({"gmail", "googlemail", "icloud"})


class NearMiss(NamedTuple):
    """What an address resembles: `near` is a canonical key or a domain.

    `how` is "address" (a known one), "own-domain", "provider", "top-level" (there is no such top-level domain) or
    "script" (letters of another script that look like Latin ones).
    """

    near: str
    how: str


def near_miss(key: str, known: Collection[str], own_domains: Iterable[str] = ()) -> NearMiss | None:
    """Return what one address resembles; see `near_misses`, which costs less for many."""
    return near_misses((key,), known, own_domains).get(key)


def near_misses(keys: Iterable[str], known: Collection[str], own_domains: Iterable[str] = ()) -> dict[str, NearMiss]:
    """Return for each canonical key that is one slip away from what was probably meant, what that is.

    `known` are canonical keys of people written to before (a set), `own_domains` canonical domains ("*.example.org"
    counts as example.org). A known key and a known person's domain resemble nothing, a freemail domain is always
    meant, and a neighbour that is written to as well is another person. The cost is linear in both collections.
    """
    asked = dict.fromkeys(keys)
    strangers = [key for key in asked if key and key not in known]
    if not strangers:
        return {}
    neighbours = [key for key in known if key not in asked]
    familiar = {domain_of(key) for key in neighbours}
    targets = _Targets(own_domains)
    asked_domains = dict.fromkeys(map(domain_of, strangers))
    domains = {domain: targets.resembled(domain) for domain in asked_domains if domain not in familiar}
    found = {key: miss for key in strangers if (miss := domains.get(domain_of(key)))}
    return found | _near_known([key for key in strangers if key not in found], neighbours)


class _Targets:
    """The domains that others are compared with, by every form that is one deletion away.

    Those forms are made when a name of about that length is first asked for: most of them never are.
    """

    def __init__(self, own_domains: Iterable[str]) -> None:
        self.own = frozenset(domain.removeprefix("*.") for domain in own_domains)
        self.labels: dict[tuple[int, str], list[tuple[str, str]]] = {}
        self.by_deletion: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.by_skeleton: dict[str, tuple[str, str]] = {}
        for domain in sorted(self.own):
            self.add(spoken(domain), "own-domain")
        for domain in _provider_domains():
            self.add(domain, "provider")

    def add(self, domain: str, how: str) -> None:
        label, suffix = _split(domain)
        self.by_skeleton.setdefault(skeleton(domain), (domain, how))
        self.labels.setdefault((len(label), suffix), []).append((label, how))

    def _make_deletions(self, length: int, suffix: str) -> None:
        for label, how in self.labels.pop((length, suffix), ()):
            for shorter in deletions(label):
                self.by_deletion.setdefault((shorter, suffix), []).append((label, how))

    def resembled(self, domain: str) -> NearMiss | None:
        """Return what a domain resembles; None for own domains, their subdomains, freemail domains and literals."""
        registered = organisation(domain)
        if not registered or domain.startswith("[") or registered in FREEMAIL or domain in FREEMAIL:
            return None
        if not self.own.isdisjoint((domain, registered)) or registered in _REAL:
            return None
        seen = spoken(registered)
        return self._by_looks(seen) or self._by_top(seen) or self._by_slip(seen)

    def _by_looks(self, seen: str) -> NearMiss | None:
        looks = skeleton(seen)
        near, how = self.by_skeleton.get(looks, ("", ""))
        if near and near != seen and len(_split(near)[0]) > 3:
            return NearMiss(near, how if seen.isascii() else "script")
        return NearMiss(looks, "script") if any(map(is_mixed, seen.split("."))) else None

    def _by_top(self, seen: str) -> NearMiss | None:
        head, _, top = seen.rpartition(".")
        if top in _NO_SUCH_TOP:
            near = f"{head}.{_NO_SUCH_TOP[top]}"
            return NearMiss(near, "provider" if near in FREEMAIL else "top-level")
        if (top in _FOREIGN_TOPS and head in _BRANDS) or (top == "co" and head in _ONLY_COM):
            return NearMiss(f"{head}.com", "provider")
        return None

    def _by_slip(self, seen: str) -> NearMiss | None:
        label, suffix = _split(seen)
        for length in range(len(label) - 1, len(label) + 2):
            self._make_deletions(length, suffix)
        for shorter in deletions(label):
            for how, meant in sorted((how, meant) for meant, how in self.by_deletion.get((shorter, suffix), ())):
                slip = slip_between(label, meant)
                if slip and is_domain_error(label, meant, slip):
                    return NearMiss(f"{meant}.{suffix}", how)
        return None


def _provider_domains() -> Iterator[str]:
    return (domain for domain in sorted(FREEMAIL) if domain.partition(".")[0] in _BRANDS)


def _split(domain: str) -> tuple[str, str]:
    """Return the registered label of a domain and what follows it ("example", "co.uk")."""
    labels = domain.split(".")
    length = suffix_length(labels)
    return labels[-length - 1] if len(labels) > length else "", ".".join(labels[-length:])


def _near_known(strangers: list[str], known: list[str]) -> dict[str, NearMiss]:
    """Return the strangers that differ from a known address by one slip, in the local part or in the domain."""
    index = _by_deletions(strangers, known)
    found: dict[str, NearMiss] = {}
    for meant in known if index else ():
        local, _, domain = meant.rpartition("@")
        near = [key for shorter in deletions(local) for key in index.get((shorter, domain), ())]
        near += [key for shorter in deletions(domain) for key in index.get((local, shorter), ())]
        for key in dict.fromkeys(near):
            if _is_slip_of(key, meant):
                found.setdefault(key, NearMiss(meant, "address"))
    return found


def _by_deletions(strangers: list[str], known: list[str]) -> dict[tuple[str, str], list[str]]:
    """Return strangers by (local part, domain) with one letter less in one of them, where the other one is known."""
    domains = {domain_of(key) for key in known}
    locals_ = {key.rpartition("@")[0] for key in known}
    index: dict[tuple[str, str], list[str]] = {}
    for key in strangers:
        local, _, domain = key.rpartition("@")
        forms: list[tuple[str, str]] = []
        if domain in domains:
            forms += ((shorter, domain) for shorter in deletions(local))
        if local in locals_ and domain not in FREEMAIL:
            forms += ((local, shorter) for shorter in deletions(domain))
        for form in forms:
            bucket = index.setdefault(form, [])
            if len(bucket) < _CROWD:
                bucket.append(key)
    return index


def _is_slip_of(key: str, meant: str) -> bool:
    local, _, domain = key.rpartition("@")
    meant_local, _, meant_domain = meant.rpartition("@")
    if domain == meant_domain:
        slip = slip_between(local, meant_local)
        return slip is not None and is_typing_error(local, meant_local, slip)
    (label, suffix), (meant_label, meant_suffix) = _split(domain), _split(meant_domain)
    slip = slip_between(label, meant_label) if suffix == meant_suffix else None
    return slip is not None and is_domain_error(label, meant_label, slip)
