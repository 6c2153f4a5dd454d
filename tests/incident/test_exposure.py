"""Who could see whom."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from leakcheck import mail
from leakcheck.cli import main
from leakcheck.engine.consents import consulted
from leakcheck.engine.surroundings import world_of
from leakcheck.incident.exposure import Exposure, exposure_of
from leakcheck.policy.load import parse_policy
from tests.support import people_mail

if TYPE_CHECKING:
    from pathlib import Path

POLICY = '[me]\naddresses = ["petra@coach.example"]\n'


def exposed(text: str, *further: str, policy: str = POLICY) -> Exposure:
    rules = parse_policy(policy)
    draft = mail.parse(text.encode(), "sent.eml")
    world = consulted(draft, world_of(draft, rules, dt.date(2026, 3, 2)), None)[1]
    return exposure_of(draft, world, [mail.parse(reply.encode(), "reply.eml") for reply in further])


def some(count: int, domain: str = "example.com") -> str:
    return ", ".join(f"p{number}@{domain}" for number in range(count))


@pytest.mark.parametrize("count", [2, 5, 14, 105])
def test_n_visible_people_make_n_times_n_minus_one_disclosures(count: int) -> None:
    found = exposed(people_mail(some(count)))
    assert (len(found.exposed), found.disclosures) == (count, count * (count - 1))


def test_bcc_people_see_all_and_nobody_sees_them() -> None:
    found = exposed(people_mail(some(3), bcc="a@example.net, b@example.net"))
    assert (len(found.exposed), found.disclosures) == (3, 3 * 2 + 2 * 3)
    hidden = [person for person in found.people if person.field == "Bcc"]
    assert [(person.sees, person.seen_by) for person in hidden] == [(3, 0), (3, 0)]


def test_colleagues_see_and_are_no_outsiders() -> None:
    found = exposed(people_mail(some(2) + ", ann@own.example"), policy=POLICY + 'domains = ["own.example"]\n')
    assert (len(found.exposed), found.disclosures) == (2, 2 * 1 + 2)


def test_the_writer_and_repeated_addresses_count_once() -> None:
    assert exposed(people_mail(some(3) + ", P0@example.com", cc="petra@coach.example")).disclosures == 6


def test_a_reply_to_all_with_a_newcomer_widens_the_disclosure() -> None:
    reply = people_mail(
        "petra@coach.example, p1@example.com", cc="new@example.net", From="p0@example.com", In_Reply_To="<1@x.org>"
    )
    found = exposed(people_mail(some(3)), reply)
    newcomer = found.people[-1]
    assert newcomer.recipient.key == "new@example.net"
    assert (newcomer.sees, newcomer.seen_by) == (2, 2)
    assert found.disclosures == 6 + 2 + 2
    assert not found.saw(found.people[2], newcomer)


def test_quoted_lines_of_an_answer_show_people_to_its_readers() -> None:
    header = "-----Original Message-----\nFrom: Petra <petra@coach.example>\nSent: Monday\nTo: {}\nSubject: x"
    to = "p0@example.com; p2@example.com; Olga <olga@example.org>; Nina"
    reply = people_mail("new@example.net", From="p1@example.com", body=f"See\n\n{header.format(to)}\n\nhello")
    found = exposed(people_mail(some(3)), reply)
    newcomer = found.people[-1]
    assert (newcomer.recipient.key, newcomer.sees, newcomer.seen_by) == ("new@example.net", 3, 1)
    assert found.disclosures == 6 + 3 + 1
    assert [(person.recipient.key, person.seen_by) for person in found.quoted] == [("olga@example.org", 2), ("", 2)]
    mail_too = exposed(people_mail(some(3), body=f"See\n\n{header.format(to)}\n\nhello"), reply)
    assert [person.seen_by for person in mail_too.quoted] == [4, 4]


def test_who_is_quoted_in_the_mail_and_on_an_answer_was_shown_by_the_mail() -> None:
    quote = "-----Original Message-----\nFrom: Petra <petra@coach.example>\nSent: Monday\nTo: o@example.org\nSubject: x"
    reply = people_mail("p0@example.com", bcc="o@example.org", From="p1@example.com", body="thanks")
    found = exposed(people_mail(some(3), body=f"See\n\n{quote}\n\nhello"), reply)
    assert {person.recipient.key: person.seen_by for person in found.people}["o@example.org"] == 3


def test_people_of_one_circle_are_counted_apart() -> None:
    policy = POLICY + '[[circle]]\nname = "board"\nmembers = ["p0@example.com", "p1@example.com"]\n'
    found = exposed(people_mail(some(4)), policy=policy)
    assert (found.disclosures, found.within) == (12, 2)


def test_consent_is_that_of_the_moment_when_the_mail_was_sent(place: Path) -> None:
    (place / "leakcheck.toml").write_text('[consent]\nledger = "consent.db"\n')
    assert main(["consent", "init", "--yes"]) == 0
    both = ["--purpose", "disclose:address-to-group", "--evidence", "form", "--yes"]
    then = ["anna.berger@example.com", "bjoern@example.net"]
    assert main(["consent", "grant", *then, "--at", "2026-03-01", *both]) == 0
    assert main(["consent", "withdraw", "anna.berger@example.com", "--at", "2026-09-16", "--yes"]) == 0
    assert main(["consent", "withdraw", "bjoern@example.net", "--at", "2026-09-01", "--yes"]) == 0
    assert main(["consent", "grant", "cleo.fontaine@example.org", "--at", "2026-09-20", *both]) == 0
    assert main(["incident", "new", "sent.eml", "--output", "x", "--yes"]) == 0
    people = json.loads((place / "x/record.json").read_text("utf-8"))["people"]
    assert [row["consent"] for row in people[:4]] == ["Given", "Withdrawn", "Unknown", "Unknown"]
