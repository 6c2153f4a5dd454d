"""Personal data of somebody inside an attachment."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.checks.known import is_known, may_be_attached
from leakcheck.checks.seen import normal
from leakcheck.model.finding import Hit
from leakcheck.model.phrase import Phrase
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.seen import Seen
    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft

REGION = "attachment"
_NOUNS = {
    "email-address": ("email address", "email addresses"),
    "phone-number": ("phone number", "phone numbers"),
    "payment-card": ("card number", "card numbers"),
    "iban": ("IBAN", "IBANs"),
    "bank-account": ("bank account", "bank accounts"),
    "national-id": ("national identity number", "national identity numbers"),
    "tax-id": ("tax number", "tax numbers"),
    "passport": ("passport number", "passport numbers"),
    "driving-licence": ("driving licence number", "driving licence numbers"),
    "date-of-birth": ("date of birth", "dates of birth"),
    "postal-address": ("postal address", "postal addresses"),
    "ip-address": ("IP address", "IP addresses"),
    "mac-address": ("MAC address", "MAC addresses"),
    "geo-location": ("position", "positions"),
    "secret": ("password or key", "passwords or keys"),
    "health": ("health datum", "health data"),
    "special-category": ("datum of a special category", "data of special categories"),
    "person-name": ("name", "names"),
    "personal-link": ("personal link", "personal links"),
    "crypto-wallet": ("crypto wallet", "crypto wallets"),
    "vehicle": ("vehicle number", "vehicle numbers"),
}


class Options(NamedTuple):
    """Which kinds count and how much.

    `warning_kinds` and `error_kinds` are a warning, all others a note. From `people` distinct values on (0: never) a
    note becomes a warning and a warning of `error_kinds` an error. `roles` are local parts that belong to an office.
    From `addresses` distinct email addresses on, a file is a list of people, which another rule reports (0: never).
    """

    kinds: tuple[str, ...] = ()
    warning_kinds: tuple[str, ...] = ()
    error_kinds: tuple[str, ...] = ()
    people: int = 5
    addresses: int = 2
    roles: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit a file and kind; published sample values make a hit of their own, a note."""
    for kind in options.kinds:
        groups: dict[tuple[str, str, bool], list[Seen]] = {}
        for item in world.seen.get(kind, ()):
            if item.region != REGION or is_known(item, options.roles, world):
                continue
            if kind != "email-address" or not may_be_attached(item.value, world):
                key = (item.text.part or "", item.text.where, item.sighting.sample)
                groups.setdefault(key, []).append(item)
        for (part, where, sample), items in groups.items():
            total = len({normal(item.value) for item in items})
            total += 0 if sample else world.more.get((part, kind), 0)
            if kind != "email-address" or not 0 < options.addresses <= total:
                yield _hit(kind, where, items, Severity.NOTE if sample else _level(kind, total, options), total)


def _hit(kind: str, where: str, items: list[Seen], severity: Severity, total: int) -> Hit:
    shown = tuple(
        places.of_text(item.text, Span(item.sighting.start, item.sighting.end), kind, where) for item in items
    )
    one, many = _NOUNS.get(kind, (kind.replace("-", " "), ""))
    detail = ", ".join(sorted({item.sighting.detail for item in items if item.sighting.detail}))
    details = Phrase(" ({details})", details=detail) if detail else ""
    things = words.count(total, one, many)
    sample = all(item.sighting.sample for item in items)
    values = {
        "things": words.sample(things, details) if sample else things,
        "details": "" if sample else details,
        "file": places.file_of(where),
        "place": places.places_of(shown),
    }
    confidence = max(item.sighting.confidence for item in items)
    return Hit(shown, total, kind, severity, confidence, values)


def _level(kind: str, total: int, options: Options) -> Severity:
    many = 0 < options.people <= total
    if kind in options.error_kinds:
        return Severity.ERROR if many else Severity.WARNING
    return Severity.WARNING if many or kind in options.warning_kinds else Severity.NOTE
