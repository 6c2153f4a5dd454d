"""Who could see whom in a sent mail, and in the replies to all that followed."""

from __future__ import annotations

from leakcheck.address.domains import domain_of
from leakcheck.checks.world import distinct, identity
from leakcheck.model.consent import DISCLOSE_ADDRESS, Status
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Recipient
    from leakcheck.model.policy import Policy


QUOTED = "quoted"  # the field of somebody who stood in quoted header lines only


class Person(NamedTuple):
    """Somebody on the mail; `number` is the place in the exposure, `consent` is that to be shown to the others.

    `field` is where the person stood first; `sees` and `seen_by` count people.
    """

    number: int
    recipient: Recipient
    field: str
    consent: Status
    circle: str
    sees: int
    seen_by: int

    @property
    def tag(self) -> str:
        """Return the name of this person in the record, which says nothing by itself; q for one who was only quoted."""
        return f"{'q' if self.field == QUOTED else 'p'}{self.number:04d}"

    def __repr__(self) -> str:
        return f"Person({self.tag}, {self.field})"


class Exposure(NamedTuple):
    """People in a fixed order, and how many pairs of one who saw and one who was seen there are.

    `within` counts those pairs that share a circle; `unreadable` the recipients without an address; `quoted` are the
    people in quoted header lines, who were not on the mail but were shown to those who got it, with an address or by
    name alone; `replies` the mails beside the first one. `sights` holds the people whom each saw, as bits.
    """

    people: tuple[Person, ...]
    disclosures: int
    within: int
    unreadable: int
    quoted: tuple[Person, ...]
    replies: int
    sights: tuple[int, ...] = ()

    def saw(self, one: Person, other: Person) -> bool:
        """Tell whether one of two people saw the other."""
        a, b = one.number - 1, other.number - 1
        return bool(self.sights[a] >> b & 1 or self.sights[b] >> a & 1)

    @property
    def exposed(self) -> tuple[Person, ...]:
        """Return those whom somebody saw: the affected people."""
        return tuple(person for person in self.people if person.seen_by)

    @property
    def told(self) -> int:
        """Return how many people get a notice: those who were seen, and the quoted ones whose address is known."""
        return sum(bool(person.recipient.key) for person in (*self.exposed, *self.quoted))

    @property
    def quoted_sights(self) -> int:
        """Return how many times somebody read of somebody in quoted header lines."""
        return sum(person.seen_by for person in self.quoted)


class _Sight(NamedTuple):
    """One mail: the keys of those who could read it, and of the outsiders who stand in it for all to see."""

    viewers: frozenset[str]
    shown: frozenset[str]


def exposure_of(draft: Draft, world: World, further: Sequence[Draft] = ()) -> Exposure:
    """Return who could see whom; one's own people see, and are not counted as seen."""
    own = world.people.own
    mails = (draft, *further)
    people = {key: recipient for mail in reversed(mails) for key, recipient in _on(mail, own).items()}
    people = {key: people[key] for mail in mails for key in _on(mail, own)}
    numbers = {key: number for number, key in enumerate(people)}
    sights = [_sight(mail, own, world.policy, people.keys() & _quoted_keys(mail)) for mail in mails]
    seen = _seen(sights, numbers)
    circles = {key: _circle(key, world.policy) for key in people}
    sizes = [mask.bit_count() for mask in seen]
    return Exposure(
        tuple(_people(people, world, circles, sizes, _seen_by(sights, numbers))),
        sum(sizes),
        _within(circles, numbers, seen),
        sum(not r.addr_spec for r in draft.recipients),
        tuple(_quoted(mails, world, numbers)),
        len(further),
        tuple(seen),
    )


def _on(draft: Draft, own: frozenset[str]) -> dict[str, Recipient]:
    """Return everybody on a mail but the writer of the first one; who answered it to all stands last."""
    authors = (sender for sender in draft.senders if sender.field == "From")
    return distinct(person for person in (*draft.recipients, *authors) if identity(person) not in own)


def _sight(draft: Draft, own: frozenset[str], policy: Policy, quoted: Iterable[str]) -> _Sight:
    """Return what one mail showed; `quoted` are people of these mails who stand in its quoted header lines."""
    everybody = _on(draft, own)
    visible = {
        *distinct(person for person in draft.recipients if person.visible),
        *distinct(sender for sender in draft.senders if sender.field == "From"),
    }
    named = {*(key for key in everybody if key in visible), *quoted}
    shown = (key for key in named if not policy.owns_domain(domain_of(key)))
    return _Sight(frozenset(everybody), frozenset(shown))


def _seen(sights: Iterable[_Sight], numbers: dict[str, int]) -> list[int]:
    """Return a set of the people seen by each person, as bits: thousands of people stay small."""
    seen = [0] * len(numbers)
    for sight in sights:
        shown = sum(1 << numbers[key] for key in sight.shown)
        for key in sight.viewers:
            number = numbers[key]
            seen[number] |= shown & ~(1 << number)
    return seen


def _seen_by(sights: Iterable[_Sight], numbers: dict[str, int]) -> list[int]:
    """Return by how many each person was seen: the same bits, turned."""
    shown_to = [0] * len(numbers)
    for sight in sights:
        viewers = sum(1 << numbers[key] for key in sight.viewers)
        for key in sight.shown:
            shown_to[numbers[key]] |= viewers & ~(1 << numbers[key])
    return [mask.bit_count() for mask in shown_to]


def _circle(key: str, policy: Policy) -> str:
    return next((circle.name for circle in policy.circles if not circle.bcc_only and circle.holds(key)), "")


def _within(circles: dict[str, str], numbers: dict[str, int], seen: list[int]) -> int:
    members: dict[str, int] = {}
    for key, circle in circles.items():
        if circle:
            members[circle] = members.get(circle, 0) | 1 << numbers[key]
    return sum((seen[numbers[key]] & members[circle]).bit_count() for key, circle in circles.items() if circle)


def _people(
    people: dict[str, Recipient], world: World, circles: dict[str, str], sees: list[int], seen_by: list[int]
) -> Iterable[Person]:
    for number, (key, recipient) in enumerate(people.items()):
        status = world.consents.status(key, DISCLOSE_ADDRESS) if world.consents else Status.UNKNOWN
        yield Person(number + 1, recipient, recipient.field, status, circles[key], sees[number], seen_by[number])


def _quoted(mails: Sequence[Draft], world: World, numbers: dict[str, int]) -> Iterable[Person]:
    """Yield the people who stand in quoted header lines only; of those who read several such mails each counts once."""
    boxes = [box for mail in mails for box in _quoted_boxes(mail)]
    own = {sender.key for mail in mails for sender in mail.senders} | world.people.own
    shown = [box for key, box in distinct(b for b in boxes if b.key).items() if key not in own and key not in numbers]
    on = [person for mail in mails for person in (*mail.senders, *mail.recipients)]
    known = {_name(box) for box in (*shown, *on, *(b for b in boxes if b.key))}
    readers = _readers(mails, numbers, world.people.own)
    for number, box in enumerate((*shown, *_by_name(boxes, known)), 1):
        status = world.consents.status(box.key, DISCLOSE_ADDRESS) if world.consents and box.key else Status.UNKNOWN
        read = readers[box.key or _name(box)].bit_count()
        yield Person(number, box, QUOTED, status, _circle(box.key, world.policy), 0, read)


def _readers(mails: Iterable[Draft], numbers: dict[str, int], own: frozenset[str]) -> dict[str, int]:
    """Return who read of each quoted person, by address or name: people as bits."""
    found: dict[str, int] = {}
    for mail in mails:
        viewers = sum(1 << numbers[key] for key in _on(mail, own))
        for name in {box.key or _name(box) for box in _quoted_boxes(mail)}:
            found[name] = found.get(name, 0) | viewers
    return found


def _quoted_boxes(draft: Draft) -> Iterable[Recipient]:
    return (box for block in draft.quoted_headers for box in block.mailboxes)


def _quoted_keys(draft: Draft) -> set[str]:
    return {box.key for box in _quoted_boxes(draft)}


def _by_name(boxes: Iterable[Recipient], known: set[str]) -> Iterable[Recipient]:
    """Return the mailboxes that have a name and no address, each name once; `known` names have an address elsewhere."""
    found: dict[str, Recipient] = {}
    for box in boxes:
        if not box.addr_spec and (name := _name(box)) and name not in known:
            found.setdefault(name, box)
    return found.values()


def _name(box: Recipient) -> str:
    return " ".join(named(box).lower().split())


def named(box: Recipient) -> str:
    """Return the name of a mailbox; of an entry without an address, what was written there."""
    return box.display_name or ("" if box.addr_spec else box.written)
