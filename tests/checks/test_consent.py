"""LC201 to LC206, LC101 and LC102 with a ledger: who is judged, for which purpose, on which day."""

from __future__ import annotations

import pytest

from leakcheck import mail
from leakcheck.consent.asking import Known
from leakcheck.engine.plan import make_plan
from leakcheck.engine.run import check_drafts
from leakcheck.model.consent import DISCLOSE_ADDRESS, DISCLOSE_NAME, EVERYTHING, MARKETING, Answer, Status
from leakcheck.model.policy import Circle, Policy
from leakcheck.policy.load import parse_policy
from tests.support import TODAY, people_mail

ANN, BOB, CLEO = "ann@example.com", "bob@example.net", "cleo@example.org"
CONSENT = ("LC201", "LC202", "LC203", "LC206")


class Ledger:
    """Answers without a file, from "status" or "status until day" by person and purpose."""

    def __init__(self, *answers: Answer, circles: tuple[Circle, ...] = (), names: tuple[str, ...] = ()) -> None:
        self._known = Known(answers, circles, names=frozenset(names))

    def ask(self, addresses, names=(), _words=()) -> Known:
        answers = tuple(answer for answer in self._known.answers if answer.key in set(addresses))
        return self._known._replace(answers=answers, names=self._known.names.intersection(names))


def given(*people: str, purpose: str = MARKETING) -> list[Answer]:
    return [Answer(person, purpose, Status.GIVEN) for person in people]


def found(text: str, ledger: Ledger | None, policy: str = "", **changes: object) -> dict[str, int]:
    """Return the findings by rule, with the number of people."""
    rules: Policy = parse_policy(policy)._replace(**changes)  # type: ignore[arg-type]
    draft = mail.parse(text.encode(), "draft.eml", rules.limits)
    (report,) = check_drafts([draft], make_plan(rules), TODAY, asker=ledger)
    return {finding.rule.id: finding.total for finding in report.findings}


def notes(text: str, ledger: Ledger, policy: str = "") -> str:
    draft = mail.parse(text.encode(), "draft.eml")
    (report,) = check_drafts([draft], make_plan(parse_policy(policy)), TODAY, asker=ledger)
    return " ".join(report.notes)


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        (Status.GIVEN, None),
        (Status.RENEWED, None),
        (Status.WITHDRAWN, "LC202"),
        (Status.REFUSED, "LC202"),
        (Status.REVOKED, "LC202"),
        (Status.EXPIRED, "LC203"),
        (Status.UNKNOWN, "LC201"),
        (Status.REQUESTED, "LC201"),
        (Status.REQUEST_DEFERRED, "LC201"),
        (Status.INVALIDATED, "LC201"),
    ],
)
def test_exactly_one_rule_for_each_status(status: Status, rule: str | None) -> None:
    ledger = Ledger(Answer(ANN, MARKETING, status))
    seen = found(people_mail(to=ANN), ledger, purpose="marketing")
    assert [name for name in CONSENT if name in seen] == ([rule] if rule else [])


def test_every_person_has_one_rule_and_the_worst() -> None:
    ledger = Ledger(
        Answer(ANN, MARKETING, Status.WITHDRAWN),
        *given(ANN, purpose="contact:service"),
        *given(BOB, purpose="contact:service"),
    )
    seen = found(people_mail(bcc=f"{ANN}, {BOB}, {CLEO}"), ledger, purpose="marketing")
    assert {name: seen[name] for name in CONSENT if name in seen} == {"LC202": 1, "LC206": 1, "LC201": 1}


@pytest.mark.parametrize("purpose", ["service", "own-purpose", ""])
def test_absence_is_judged_for_marketing_or_strict_alone(purpose: str) -> None:
    assert "LC201" not in found(people_mail(to=ANN), Ledger(), purpose=purpose)
    assert "LC201" in found(people_mail(to=ANN), Ledger(), purpose=purpose, strict_consent=True)


@pytest.mark.parametrize("purpose", ["service", "own-purpose", "marketing", ""])
def test_a_suppression_is_judged_for_every_purpose(purpose: str) -> None:
    ledger = Ledger(Answer(ANN, EVERYTHING, Status.WITHDRAWN, suppressed=True))
    assert "LC202" in found(people_mail(to=ANN), ledger, purpose=purpose)


def test_colleagues_need_no_consent_but_may_withdraw_it() -> None:
    text = people_mail(to="a@coach.example, b@coach.example")
    assert "LC201" not in found(text, Ledger(), purpose="marketing")
    ledger = Ledger(Answer("a@coach.example", MARKETING, Status.WITHDRAWN))
    assert found(text, ledger, purpose="marketing")["LC202"] == 1


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        (given(ANN, purpose="contact:service"), None),
        (given(ANN, purpose="own"), None),
        ([Answer(ANN, MARKETING, Status.WITHDRAWN), *given(ANN, purpose="contact:service")], None),
        ([Answer(ANN, MARKETING, Status.WITHDRAWN)], "LC202"),
        ([Answer(ANN, MARKETING, Status.EXPIRED)], "LC203"),
        (given(ANN, purpose=DISCLOSE_ADDRESS), None),
    ],
)
def test_without_a_purpose_any_consent_to_be_written_to_will_do(answers: list[Answer], rule: str | None) -> None:
    seen = found(people_mail(to=ANN), Ledger(*answers))
    assert [name for name in CONSENT if name in seen] == ([rule] if rule else [])
    assert "no purpose is known" in notes(people_mail(to=ANN), Ledger(*answers))


def test_consent_to_be_shown_is_no_consent_to_be_written_to() -> None:
    assert "LC201" in found(people_mail(to=ANN), Ledger(*given(ANN, purpose=DISCLOSE_ADDRESS)), purpose="marketing")


class TestDay:
    def test_the_date_of_the_draft_counts(self) -> None:
        ledger = Ledger(Answer(ANN, MARKETING, Status.GIVEN, TODAY.replace(day=1)))
        assert "LC203" in found(people_mail(to=ANN), ledger, purpose="marketing")
        dated = people_mail(to=ANN, Date="Sun, 1 Mar 2026 10:00:00 +0000")
        assert "LC203" not in found(dated, ledger, purpose="marketing")

    def test_consent_that_begins_later_does_not_hold_yet(self) -> None:
        ledger = Ledger(Answer(ANN, MARKETING, Status.GIVEN, effective=TODAY.replace(day=3)))
        assert "LC201" in found(people_mail(to=ANN), ledger, purpose="marketing")


class TestShown:
    TWO = people_mail(to=f"Ann Lee <{ANN}>, {BOB}")

    def test_absence_for_marketing_alone(self) -> None:
        assert found(self.TWO, Ledger(), purpose="marketing")["LC204"] == 2
        assert "LC204" not in found(self.TWO, Ledger(), purpose="service")

    def test_one_alone_is_shown_to_nobody(self) -> None:
        assert "LC204" not in found(people_mail(to=ANN, bcc=BOB), Ledger(), purpose="marketing")

    @pytest.mark.parametrize("purpose", [DISCLOSE_ADDRESS, DISCLOSE_NAME, EVERYTHING])
    def test_a_refusal_holds_for_every_purpose(self, purpose: str) -> None:
        assert found(self.TWO, Ledger(Answer(ANN, purpose, Status.REFUSED)), purpose="service")["LC204"] == 1

    def test_a_name_that_is_not_shown_needs_no_consent(self) -> None:
        assert "LC204" not in found(self.TWO, Ledger(Answer(BOB, DISCLOSE_NAME, Status.REFUSED)), purpose="service")

    def test_all_agreed_silences_both(self) -> None:
        ledger = Ledger(*given(ANN, BOB, purpose=DISCLOSE_ADDRESS))
        assert {"LC204", "LC101"}.isdisjoint(found(self.TWO, ledger, purpose="marketing"))

    def test_a_circle_of_the_ledger_silences_both(self) -> None:
        ledger = Ledger(circles=(Circle("pair", frozenset({ANN, BOB})),))
        assert {"LC204", "LC101"}.isdisjoint(found(self.TWO, ledger, purpose="marketing"))

    def test_consent_within_a_circle_that_holds_not_everybody_does_not_count(self) -> None:
        answers = [Answer(person, DISCLOSE_ADDRESS, Status.GIVEN, scope="pair") for person in (ANN, BOB)]
        ledger = Ledger(*answers, circles=(Circle("pair", frozenset({ANN})),))
        assert "LC204" in found(self.TWO, ledger, purpose="marketing")


class TestCircles:
    def test_a_bcc_only_circle_of_the_ledger(self) -> None:
        ledger = Ledger(circles=(Circle("clients", frozenset({ANN}), bcc_only=True),))
        assert found(people_mail(to=f"{ANN}, {BOB}"), ledger)["LC102"] == 1

    def test_members_from_the_ledger_add_up(self) -> None:
        policy = f'[[circle]]\nname = "us"\nmembers = ["{BOB}"]\nmembers-from = "ledger:pair"'
        ledger = Ledger(circles=(Circle("pair", frozenset({ANN})),))
        assert "LC101" not in found(people_mail(to=f"{ANN}, {BOB}"), ledger, policy)

    def test_a_circle_that_the_ledger_does_not_have_is_not_checked(self) -> None:
        policy = '[[circle]]\nname = "clients"\nbcc-only = true\nmembers-from = "ledger:clients"'
        assert "LC901" in found(people_mail(to=ANN), Ledger(), policy)
        assert "LC901" in found(people_mail(to=ANN), None, policy)


class TestUnsubscribe:
    MANY = ", ".join(f"p{number}@example.com" for number in range(5))

    @pytest.mark.parametrize(
        ("fields", "leaks"),
        [
            ({}, True),
            ({"List_Unsubscribe": "<https://coach.example/out>"}, True),
            ({"List_Unsubscribe": "<mailto:out@coach.example>", "List_Unsubscribe_Post": "x"}, True),
            (
                {
                    "List_Unsubscribe": "<https://coach.example/out>",
                    "List_Unsubscribe_Post": "List-Unsubscribe=One-Click",
                },
                False,
            ),
        ],
    )
    def test_both_fields_are_needed(self, fields: dict[str, str], leaks: bool) -> None:  # noqa: FBT001 - a parameter
        assert ("LC205" in found(people_mail(bcc=self.MANY, **fields), Ledger(), purpose="marketing")) is leaks

    def test_from_five_people_on_or_with_list_fields(self) -> None:
        assert "LC205" in found(people_mail(bcc=self.MANY), Ledger(), purpose="marketing")
        four = people_mail(bcc=self.MANY.rpartition(",")[0])
        assert "LC205" not in found(four, Ledger(), purpose="marketing")
        assert "LC205" in found(people_mail(to=ANN, Precedence="bulk"), Ledger(), purpose="marketing")
        assert "LC205" in found(people_mail(to=ANN, List_Id="<x.coach.example>"), Ledger(), purpose="marketing")

    def test_other_purposes_need_none(self) -> None:
        assert "LC205" not in found(people_mail(bcc=self.MANY), Ledger(), purpose="service")


class TestPurpose:
    ELEVEN = ", ".join(f"p{number}@example{number}.test" for number in range(11))

    def says(self, text: str, policy: str = "") -> str:
        return notes(text, Ledger(), policy)

    def test_a_list_field_means_marketing(self) -> None:
        text = people_mail(to=ANN, List_Unsubscribe="<https://coach.example/out>")
        assert "contact:marketing, since it has a List-Unsubscribe field" in self.says(text)

    def test_many_people_outside_mean_marketing(self) -> None:
        text = people_mail(bcc=self.ELEVEN)
        assert "contact:marketing, since it goes to 11 people outside" in self.says(text)
        assert "LC201" in found(text, Ledger())

    @pytest.mark.parametrize(
        "text",
        [
            people_mail(bcc=ELEVEN.rpartition(",")[0]),
            people_mail(bcc=ELEVEN, In_Reply_To="<1@example.com>"),
            people_mail(bcc=", ".join(f"p{number}@example.com" for number in range(30))),
            people_mail(bcc=", ".join(f"p{number}@coach.example" for number in range(30))),
        ],
    )
    def test_ten_people_answers_and_one_organisation_are_no_mailing(self, text: str) -> None:
        assert "no purpose is known" in self.says(text)

    def test_the_configuration_names_it_by_place_sender_or_subject(self) -> None:
        policy = (
            '[[purpose]]\nname = "newsletter"\nsubject = "*newsletter*"\n'
            '[[purpose]]\nname = "service"\nfrom = "@coach.example"\n'
        )
        assert "contact:marketing/newsletter, since policy:1" in self.says(
            people_mail(to=ANN, subject="Our Newsletter"), policy
        )
        assert "contact:service, since policy:4" in self.says(people_mail(to=ANN), policy)
        stranger = people_mail(to=ANN, From="x@example.org")
        assert "no purpose is known" in self.says(stranger, policy)

    def test_folders_of_the_configuration(self) -> None:
        policy = parse_policy('[[purpose]]\nname = "marketing"\nfolder = "offers/**"')
        for path, leaks in (("mail/offers/spring/x.eml", True), ("mail/x.eml", False)):
            draft = mail.parse(people_mail(to=ANN).encode(), path)
            (report,) = check_drafts([draft], make_plan(policy), TODAY, asker=Ledger())
            assert any(finding.rule.id == "LC201" for finding in report.findings) is leaks

    def test_a_slip_is_not_judged_as_if_it_asked_for_nothing(self) -> None:
        assert "LC901" in found(people_mail(to=ANN), Ledger(), purpose="contact:marketting")

    def test_without_a_ledger_nothing_is_guessed(self) -> None:
        assert not any(name.startswith("LC2") for name in found(people_mail(bcc=self.ELEVEN), None))


def test_the_report_counts_every_group() -> None:
    ledger = Ledger(*given(ANN), Answer(BOB, MARKETING, Status.WITHDRAWN), *given(CLEO, purpose="contact:service"))
    said = notes(people_mail(bcc=f"{ANN}, {BOB}, {CLEO}, dan@example.com"), ledger, 'purpose = "marketing"')
    assert said.endswith(
        "1 person agreed, 1 person withdrew or refused, 1 person agreed to something else only, 1 person unknown"
    )


def test_a_person_of_the_ledger_who_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    text = people_mail(to=ANN, body="Dear Ann, Zoe Quill will join us.")
    assert "LC312" in found(text, Ledger(names=("Zoe Quill",)))
    assert "LC312" not in found(text, Ledger())
