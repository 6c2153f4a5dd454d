"""Begin an incident: look at the sent mail, and write the folder in one go."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from leakcheck import mail
from leakcheck.address.canonical import canonical
from leakcheck.checks import words
from leakcheck.consent.past import PastAsker
from leakcheck.consent.purposes import SERVICE
from leakcheck.engine.check import check_draft
from leakcheck.engine.consents import asker_for, consulted
from leakcheck.engine.plan import make_plan
from leakcheck.engine.surroundings import world_of
from leakcheck.fix.write import new_folder
from leakcheck.incident import annex, folder, letters, picture, record
from leakcheck.incident.exposure import exposure_of
from leakcheck.incident.proposals import Facts
from leakcheck.incident.severity import proposed
from leakcheck.model.errors import ConfigError, ReadError
from leakcheck.model.record import NamedTuple
from leakcheck.report.masking import public

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from leakcheck.checks.world import World
    from leakcheck.incident.annex import Annex
    from leakcheck.incident.exposure import Exposure
    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Limits, Policy

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ADDRESS_KINDS = frozenset({"email-address", "person-name"})


class Mail(NamedTuple):
    """A sent mail: its path, its bytes' digest, and what was read."""

    path: str
    sha256: str
    draft: Draft


class Case(NamedTuple):
    """All that is known before anything is written; `warnings` are lines for whoever called."""

    sent: Mail
    exposure: Exposure
    facts: Facts
    aware: dt.datetime
    language: str
    warnings: tuple[str, ...]


def read_mail(path: str, limits: Limits) -> Mail:
    """Return a mail in a file; raises ReadError with the path."""
    data = Path(path).read_bytes()
    try:
        return Mail(path, folder.digest(data), mail.parse(data, path, limits))
    except ReadError as error:
        raise ReadError(f"{path}: {error}", path) from None


def examine(sent: Mail, further: list[Mail], policy: Policy, aware: dt.datetime, language: str = "") -> Case:
    """Return the case of a sent mail; raises ConfigError when nobody was shown to anybody."""
    draft = sent.draft
    today = dt.datetime.now(tz=dt.UTC).date()
    asker = asker_for(policy)
    now = consulted(draft, world_of(draft, policy, today), asker)[1]
    sent_at = _aware_of_zone(draft.date)
    past = PastAsker(asker, sent_at) if asker is not None and sent_at is not None else asker
    world = consulted(draft, world_of(draft, policy, today), past)[1]
    exposure = exposure_of(draft, world, [other.draft for other in further])
    data = _data(world)
    if not (exposure.disclosures or data or _quoted_by_owner(draft, policy, exposure)):
        raise ConfigError(_nobody(sent, policy))
    report = public(check_draft(draft, make_plan(policy), today, asker=asker)[0])
    refused = sum(person.consent.objected for person in exposure.exposed)
    author = next((sender for sender in draft.senders if sender.field == "From"), None)
    facts = Facts(
        Path(sent.path).name,
        sent.sha256,
        sent_at,
        exposure,
        data,
        tuple(
            {"severity": found.severity.label, "rule": found.rule.id, "message": found.message}
            for found in report.findings
        ),
        world.sensitive,
        proposed(len(exposure.exposed) + len(exposure.quoted), sensitive=world.sensitive, data=data, objected=refused),
        world.consents is not None,
        len(draft.attachments),
        f"{author.display_name} {author.addr_spec}".strip() if author else "",
    )
    chosen = language or letters.language_of(draft)
    return Case(sent, exposure, facts, aware, chosen, (*_warnings(facts, aware), *_unwilling(now, exposure)))


def _quoted_by_owner(draft: Draft, policy: Policy, exposure: Exposure) -> bool:
    """Tell whether a mail that is known to be one's own quoted people; an answer to it by somebody else does so too."""
    own = any(sender.key in policy.own_addresses for sender in draft.senders if sender.field == "From")
    return own and exposure.quoted_sights > 0


def _data(world: World) -> dict[str, int]:
    """Count distinct values in the texts by kind; the sender's own signature and plain addresses are left out."""
    counts = {}
    for kind, found in world.seen.items():
        values = {item.value for item in found if item.region != "signature"}
        if values and kind not in _ADDRESS_KINDS:
            counts[kind] = len(values)
    return dict(sorted(counts.items()))


def _nobody(sent: Mail, policy: Policy) -> str:
    """Say why there is nothing to record, and whether the mail in question lies inside this one."""
    draft = sent.draft
    for part in draft.parts:
        if part.media_type == "message/rfc822":
            inner = mail.parse(
                draft.buffers[part.buffer].data[part.body.start : part.body.end], sent.path, policy.limits
            )
            if count := len(inner.recipients):
                return (
                    f"{sent.path}: holds another mail with {words.count(count, 'recipient')} (part {part.number}): "
                    "save that one as a file of its own and give it"
                )
    if draft.quoted_headers:
        return (
            f"{sent.path}: quotes another mail, and showed nobody itself: give the mail that was sent; "
            "if you sent this one, --me ADDRESS says so"
        )
    return f"{sent.path}: no recipient could see another outsider, and no personal data were found: nothing to record"


def _aware_of_zone(moment: dt.datetime | None) -> dt.datetime | None:
    return moment.replace(tzinfo=dt.UTC) if moment is not None and moment.tzinfo is None else moment


def _warnings(facts: Facts, aware: dt.datetime) -> Iterator[str]:
    if facts.occurred is None:
        yield f"{facts.file}: has no Date that can be read: the field occurred_at is open"
    elif aware < facts.occurred:
        yield f"--aware-at lies before the mail was sent ({facts.occurred.isoformat()}): is it right?"
    if aware > dt.datetime.now(tz=dt.UTC) + dt.timedelta(minutes=5):
        yield "--aware-at lies in the future: is it right?"
    if facts.exposure.unreadable:
        lost = words.count(facts.exposure.unreadable, "recipient")
        yield f"{facts.file}: {lost} without an address that can be read: no letter for these"
    if facts.exposure.quoted:
        quoted = facts.exposure.quoted
        nameless = sum(not person.recipient.key for person in quoted)
        yield f"{facts.file}: quoted header lines showed {len(quoted)} more people: each with an address gets a notice"
        if nameless:
            yield f"{facts.file}: {nameless} of them stand there without an address: tell these people in another way"


def _unwilling(world: World, exposure: Exposure) -> Iterator[str]:
    """Say that some people wanted no mail at all: their notices are right, and still a check stops them."""
    consents = world.consents
    count = sum(consents.status(one.recipient.key, SERVICE).objected for one in exposure.exposed) if consents else 0
    if count:
        yield (
            f"{count} of them wanted no more mails: leakcheck check stops their notices, "
            "and telling them may be due all the same (GDPR Art. 34(1))"
        )


def create(case: Case, target: Path, *, clear: bool = False) -> dict[str, Any]:
    """Write the folder and, beside it, the key of its annex; return the record."""
    if not target.parent.is_dir():
        raise ConfigError(f"{target.parent}: no such folder")
    folder.refuse_second(target, case.sent.sha256, case.sent.path)
    reference = new_reference()
    made = record.new_record(reference, case.facts, case.aware, case.language)
    if annex.key_path(target).exists():
        raise ConfigError(f"{annex.key_path(target)}: a key is there already; move it away or give another --output")
    with new_folder(target) as hidden:
        folder.put(hidden, letters.OWN_TEXTS, letters.shipped(case.language))
        folder.put(hidden, "exposure.svg", picture.picture(case.exposure, clear=clear).encode())
        people = annex.annex_of(case.exposure, str(Path(case.sent.path).resolve()))
        (hidden / "notices").mkdir(mode=0o700)
        (hidden / "recalls").mkdir(mode=0o700)
        made["letters_say"] = letters.read_words(hidden / letters.OWN_TEXTS).get("measures", "")
        folder.put_letters(hidden, all_letters(hidden, made, people, sender_of(case.sent.draft)), made)
        folder.save(hidden, made)
        annex.write_annex(hidden, people, annex.make_key(target), reference)
    return made


def sender_of(draft: Draft) -> letters.Sender:
    """Return who wrote the mail; raises ConfigError when nobody did."""
    author = next((one for one in draft.senders if one.field == "From" and one.addr_spec), None)
    if author is None:
        raise ConfigError(f"{draft.path}: has no sender whose address can be read")
    return letters.Sender(author.display_name, author.addr_spec)


def all_letters(
    place: Path, made: dict[str, Any], people: Annex, sender: letters.Sender
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of every notice and every request to delete."""
    cells = made["fields"]
    date = record.instant(cells["occurred_at"]["value"]) or record.instant(made["sent"]["date"])
    contact = cells["contact"]["value"] if cells["contact"].get("by") == "person" else ""
    shared = letters.Letters(
        sender,
        made["reference"],
        date.date() if date else None,
        bool(made.get("sensitive")),
        letters.read_words(place / letters.OWN_TEXTS),
        contact,
    )
    seen_by = {row.get("id"): int(row.get("seen_by") or 0) for row in made["people"]}
    quoted = {row.get("id"): int(row.get("seen_by") or 0) for row in made.get("quoted", ())}
    for person in people.people:
        if not canonical(person.address):
            continue
        if person.tag in quoted:
            yield f"notices/{person.tag}.eml", letters.notice(shared, person, quoted[person.tag], kind="quoted")
            continue
        if seen_by.get(person.tag):
            yield f"notices/{person.tag}.eml", letters.notice(shared, person, seen_by[person.tag])
        yield f"recalls/{person.tag}.eml", letters.recall(shared, person, seen=made["disclosures"] > 0)


def new_reference() -> str:
    """Return a reference that cannot be guessed (40 bits)."""
    import secrets

    return "INC-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
