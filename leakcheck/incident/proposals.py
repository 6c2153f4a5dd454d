"""What the sent mail says of the fields of a record."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from leakcheck.incident.exposure import Exposure
    from leakcheck.incident.severity import Severity


class Facts(NamedTuple):
    """What was found out about the sent mail; `data` counts distinct values by kind, `findings` are masked lines."""

    file: str
    sha256: str
    occurred: dt.datetime | None
    exposure: Exposure
    data: Mapping[str, int]
    findings: tuple[dict[str, str], ...]
    sensitive: bool
    severity: Severity
    ledger: bool
    attachments: int
    contact: str


def proposals(facts: Facts, aware: dt.datetime) -> dict[str, str]:
    """Return the fields that the mail itself answers; a person may change them all."""
    exposure = facts.exposure
    seen = len(exposure.exposed) + len(exposure.quoted)
    named = any(person.recipient.display_name for person in (*exposure.exposed, *exposure.quoted))
    kinds = ["mail address"] * bool(seen) + ["name"] * named + list(facts.data)
    return {
        "contact": facts.contact,
        "occurred_at": iso(facts.occurred),
        "aware_at": aware.isoformat(),
        "facts": _story(facts),
        "nature": "Confidentiality: addresses were shown to people who were not meant to see them",
        "systems": f"e-mail, {facts.attachments} attachment{'' if facts.attachments == 1 else 's'}",
        "people_number": str(seen),
        "record_categories": ", ".join(kinds),
        "record_number": str(seen + sum(facts.data.values())),
        "consequences": "Unwanted mails, fraudulent mails that pretend to come from the sender, "
        "others learning of the contact with the sender"
        + (", conclusions about health, belief or the like" if facts.sensitive else ""),
        "severity": facts.severity.level,
        "severity_reason": "; ".join(facts.severity.reasons),
    }


def _story(facts: Facts) -> str:
    exposure = facts.exposure
    seen = len(exposure.exposed)
    if exposure.disclosures:
        went = f"One mail went to {len(exposure.people)} people at once"
        lines = [f"{went}; {seen} of them stood where the others could see them"]
        lines.append(f"that makes {exposure.disclosures} disclosures, each of one person to one other")
    else:
        lines = ["No recipient of the mail was shown to another"]
    if exposure.replies:
        lines.append(f"{_further(exposure.replies)} counted in, sent to all")
    if exposure.quoted:
        lines.append(f"quoted header lines in it showed {len(exposure.quoted)} more people, who did not get it")
    return "; ".join(lines)


def _further(count: int) -> str:
    return "1 further mail is" if count == 1 else f"{count} further mails are"


def iso(moment: dt.datetime | None) -> str:
    """Return a time as the record writes it, "" for none."""
    return moment.isoformat() if moment is not None else ""
