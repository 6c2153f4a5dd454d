"""Several people can see one another: the accident that started this tool.

The formula is a contract: distinct outsiders, a level by thresholds, at most one step up and one step down.
"""

from __future__ import annotations

from leakcheck.address.domains import domain_of, is_freemail, organisation
from leakcheck.checks import places, words
from leakcheck.model.consent import DISCLOSE_ADDRESS, Status, is_marketing
from leakcheck.model.finding import Hit
from leakcheck.model.phrase import Phrase
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity, level_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Recipient


class Options(NamedTuple):
    """Thresholds in people (0 switches a level off), and what a shared organisation does to the level."""

    note: int = 2
    warning: int = 5
    error: int = 10
    colleagues: str = "lower"


CHOICES = {"colleagues": ("lower", "count", "ignore")}


class Verdict(NamedTuple):
    """What the formula says, with its reasons in words; `severity` is None for silence."""

    people: tuple[Recipient, ...]
    severity: Severity | None
    reasons: tuple[str, ...]
    only_sender_domain: bool = False


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit that holds every visible outsider, or none."""
    verdict = judge(draft, options, world)
    if verdict.severity is None:
        return
    number = len(verdict.people)
    shown = "names and addresses" if any(person.display_name for person in verdict.people) else "addresses"
    values = {"people": words.people(number), "shown": shown, "others": str(number - 1), "hint": ""}
    if verdict.only_sender_domain:
        hint = "; if {domain} is your own organisation, add it to [me] domains in leakcheck.toml"
        values["hint"] = Phrase(hint, domain=world.people.sender_domain)
    yield Hit(places.of_recipients(verdict.people), number, severity=verdict.severity, values=values)


def explain(draft: Draft, options: Options, world: World) -> tuple[str, ...]:
    """Return the reasons of the verdict, one plain line each."""
    return judge(draft, options, world).reasons


def judge(draft: Draft, options: Options, world: World) -> Verdict:
    """Apply the formula of the contract."""
    counted, only_sender_domain = _outsiders(world)
    people = tuple(counted.values())
    reasons = [f"{words.people(len(people))} counted out of {len(world.people.visible)} visible recipients"]
    silent = _silence(counted, options, world)
    level = level_of(len(people), note=options.note, warning=options.warning, error=options.error)
    if silent or level is None:
        reasons.append(silent or "below every threshold that is switched on")
        return Verdict(people, None, tuple(reasons), only_sender_domain)
    up, down = _step_up(counted, world), _step_down(draft, counted, options)
    reasons.append(f"{len(people)} reaches the level {level.label}")
    reasons += [f"one step up: {up}"] * bool(up) + [f"one step down: {down}"] * bool(down)
    level = level.lifted(bool(up) - bool(down))
    if only_sender_domain:
        reasons.append("a note at most: all are at the domain of From, which is not configured as own")
        level = Severity.NOTE
    return Verdict(people, level, tuple(reasons), only_sender_domain)


def _outsiders(world: World) -> tuple[dict[str, Recipient], bool]:
    """Return the people that count, and whether all of them are at From's unconfigured domain."""
    domain = world.people.sender_domain
    strangers = {
        key: person for key, person in world.people.visible.items() if not world.policy.owns_domain(domain_of(key))
    }
    outsiders = {key: person for key, person in strangers.items() if not domain or domain_of(key) != domain}
    if outsiders:
        return outsiders, False
    return strangers, bool(strangers)


def _silence(counted: dict[str, Recipient], options: Options, world: World) -> str:
    for circle in world.policy.circles:
        if not circle.bcc_only and counted and all(circle.holds(key) for key in counted):
            return f"all belong to the circle {circle.name}, whose members know one another"
    if world.consents and counted and all(world.consents.status(k, DISCLOSE_ADDRESS).agreed for k in counted):
        return "all have agreed to be shown to a group"
    if options.colleagues == "ignore" and _one_organisation(counted):
        return "all are at one organisation, and colleagues are ignored"
    return ""


def _step_up(counted: dict[str, Recipient], world: World) -> str:
    if world.sensitive:
        return "the mail says something of a special category (health, belief, ...)"
    statuses = {world.consents.status(key, DISCLOSE_ADDRESS) if world.consents else Status.UNKNOWN for key in counted}
    if any(status.objected for status in statuses):
        return "somebody refused to be shown to others"
    judged = world.policy.strict_consent or is_marketing(world.purpose)
    if judged and any(not status.agreed for status in statuses):
        return "nobody knows that all of them agreed to be shown to others"
    return ""


def _step_down(draft: Draft, counted: dict[str, Recipient], options: Options) -> str:
    if options.colleagues == "lower" and _one_organisation(counted):
        return "all are at one organisation"
    known = {person.key for block in draft.quoted_headers for person in block.mailboxes}
    if known and all(key in known for key in counted):
        return "all could see one another in the mail that is answered"
    return ""


def _one_organisation(counted: dict[str, Recipient]) -> bool:
    domains = {domain_of(key) for key in counted}
    return len({organisation(domain) for domain in domains}) == 1 and not any(is_freemail(d) for d in domains)
