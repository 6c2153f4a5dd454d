"""LC605 and LC606: people named in header fields besides To, Cc and Bcc."""

from __future__ import annotations

import pytest

from leakcheck.model.severity import Severity
from tests.support import finding_of, people_mail

LIST = "ann@example.com, Bob <bob@example.net>"


@pytest.mark.parametrize(
    "field",
    ["Apparently-To", "X-To", "X-Original-To", "X-Apparently-To", "X-Cc", "Delivered-To", "X-Rcpt-To", "X-Whatever"],
)
def test_any_field_is_searched(field: str) -> None:
    finding = finding_of("LC605", people_mail(to="zoe@example.org", **{field: LIST}))
    assert finding is not None
    assert [place.evidence.reveal() for place in finding.locations] == ["ann@example.com", "bob@example.net"]
    assert {(place.where, place.line) for place in finding.locations} == {(field, 4)}


@pytest.mark.parametrize(
    ("number", "level"), [(1, None), (2, Severity.NOTE), (5, Severity.WARNING), (10, Severity.ERROR)]
)
def test_the_level_goes_by_the_number_of_people(number: int, level: Severity | None) -> None:
    people = ", ".join(f"p{n}@example.com" for n in range(number))
    for rule, field in (("LC605", "X_To"), ("LC606", "Reply_To")):
        finding = finding_of(rule, people_mail(to="zoe@example.org", **{field: people}))
        assert (finding.severity if finding else None) is level


def test_who_is_visible_anyway_or_writes_is_not_counted() -> None:
    assert finding_of("LC605", people_mail(to=LIST, X_To=LIST, Errors_To="petra@coach.example, x@example.org")) is None
    assert finding_of("LC605", people_mail(bcc=LIST, X_To=LIST)) is not None
    own = '[me]\ndomains = ["coach.example"]'
    assert finding_of("LC606", people_mail(to=LIST, Reply_To="a@coach.example, b@coach.example"), own) is None


def test_people_who_know_one_another_are_no_leak() -> None:
    circle = '[[circle]]\nname = "board"\nmembers = ["ann@example.com", "bob@example.net"]'
    assert finding_of("LC605", people_mail(to="zoe@example.org", X_To=LIST), circle) is None


@pytest.mark.parametrize(
    "field", ["Message_ID", "References", "List_Post", "Received", "DKIM_Signature", "Content_ID", "RMID", "Fcc"]
)
def test_fields_with_ids_and_routes_name_nobody(field: str) -> None:
    assert (
        finding_of("LC605", people_mail(to="zoe@example.org", **{field: "<1a@example.com> <2b@example.net>"})) is None
    )
