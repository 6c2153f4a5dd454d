"""A person in a template: every mailing made of it would tell about them."""

from __future__ import annotations

import re

from leakcheck.address.canonical import canonical
from leakcheck.address.domains import domain_of
from leakcheck.checks import places, words
from leakcheck.checks.known import is_known
from leakcheck.checks.seen import normal
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.seen import Seen
    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Link

# RFC 2606 and RFC 6761.
_RESERVED = (".example", ".test", ".invalid", ".localhost", ".local")
_RESERVED_NAMES = ("example.com", "example.net", "example.org")
_TOLL_FREE = r"\+?1?[-. (]{0,2}8(?:00|33|44|55|66|77|88)[-. )]|0800|0808|\+(?:44|49|33|39)[- ]?(?:\(0\))?[- ]?80[08]"

# 555 is a prefix that the North American plan gives to nobody in particular, and Arcep keeps numbers for films; the
# others are typed by hand.
_DUMMY = (
    r"1?[2-9]\d\d555\d{4}\Z|(?:33|\A0)(?:19900|26191|35301|46571|53649|63998)\d{4}\Z"
    r"|(?:\A|\A0|\A1)1234567|\A0?9876543|0000000"
)
_BEFORE, _AFTER, _HEADING = 160, 60, 40


class Options(NamedTuple):
    """Which kinds count, and whose data are those of an office.

    `roles` are local parts of addresses that belong to no person; `offices` words that, in the line of a phone number,
    say that a company answers; `companies` words that, before a postal address, make it that of a company.
    `error_kinds` and `note_kinds` differ from the level of the rule.
    """

    kinds: tuple[str, ...] = ()
    error_kinds: tuple[str, ...] = ()
    note_kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit a kind and place; reserved names, numbers for fiction and published samples are silent."""
    if not draft.template:
        return
    for kind in options.kinds:
        found: dict[str, list[Place]] = {}
        for place in _places(draft, kind, options, world):
            found.setdefault(place.where, []).append(place)
        for shown in found.values():
            yield _hit(kind, shown, options)


def _hit(kind: str, shown: list[Place], options: Options) -> Hit:
    total = len({normal(place.evidence.reveal()) for place in shown})
    severity = Severity.ERROR if kind in options.error_kinds else Severity.NOTE if kind in options.note_kinds else None
    noun = kind.replace("-", " ")
    plural = noun + ("es" if noun.endswith("s") else "s")
    return Hit(tuple(shown), total, kind, severity, values={"things": words.count(total, noun, plural)})


def _places(draft: Draft, kind: str, options: Options, world: World) -> Iterator[Place]:
    if kind == "email-address":
        for person in draft.recipients:
            if person.key and not _is_nobody(person.key, options):
                yield places.of_recipient(person)
    for item in world.seen.get(kind, ()):
        if not item.text.attached and not item.sighting.sample and not _is_office(item, options, world):
            span = Span(item.sighting.start, item.sighting.end)
            yield places.of_text(item.text, span, kind, item.text.where)
    if kind == "email-address":
        yield from _links(draft, options, world)


def _links(draft: Draft, options: Options, world: World) -> Iterator[Place]:
    """Yield addresses that only a link shows: `mailto:`."""
    told = {canonical(item.value) for item in world.seen.get("email-address", ())}
    for link in draft.links:
        key = _mailto(link)
        if key and key not in told and not _is_nobody(key, options) and not world.policy.owns_domain(domain_of(key)):
            yield Place("link", link.part, link.span, Evidence(key, "email-address"), link.origin)


def _mailto(link: Link) -> str:
    if link.how != "href" or link.text[:7].lower() != "mailto:":
        return ""
    return canonical(link.text[7:].partition("?")[0].strip())


def _is_office(item: Seen, options: Options, world: World) -> bool:
    """Tell whether a datum is nobody's: reserved, the organisation's, the sender's own, or part of a placeholder."""
    kind = item.sighting.kind
    if is_known(item, options.roles, world):
        return True
    if kind == "email-address":
        return _is_nobody(canonical(item.value), options)
    if kind == "postal-address":
        return not set(options.companies).isdisjoint(_words_above(item))
    return kind == "phone-number" and _answers_as_office(item, options)


def _is_nobody(key: str, options: Options) -> bool:
    """Tell whether an address is reserved for examples, or that of a role; "info+de" is "info"."""
    local, _, domain = key.rpartition("@")
    if not domain or "{" in key or "%" in local or domain.endswith((*_RESERVED, *(f".{n}" for n in _RESERVED_NAMES))):
        return True
    parts = re.split(r"[._+-]", local.lower())
    if domain in _RESERVED_NAMES or local.lower() in domain.split("."):  # acme@acme.com
        return True
    return local.lower() in options.roles or parts[0] in options.roles


def _answers_as_office(item: Seen, options: Options) -> bool:
    """Tell whether a number is free of charge, a dummy, or announced as that of an office in its line or a heading."""
    digits = "".join(filter(str.isdigit, item.value))
    if (
        re.compile(_TOLL_FREE).match(item.value.strip("( "))
        or re.compile(_DUMMY).search(digits)
        or len(set(digits[-7:])) == 1
    ):
        return True
    after = item.text.text[item.sighting.end :][:_AFTER].partition("\n")[0]
    return not set(options.offices).isdisjoint((*_words_above(item), *_words(after)))


def _words_above(item: Seen) -> list[str]:
    """Return the words before a datum in its line, and in the line above when that is as short as a heading."""
    start = item.sighting.start
    *above, line = item.text.text[max(start - _BEFORE, 0) : start].split("\n")
    heading = next((above_it for above_it in reversed(above) if above_it.strip()), "")
    return _words(f"{heading} {line}" if len(heading) <= _HEADING else line)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())
