"""LC107: somebody new reads the quoted mail."""

from __future__ import annotations

from tests.support import finding_of, people_mail

QUOTE = (
    "Fine.\n\n-----Original Message-----\nFrom: Ann <ann@example.com>\nSent: Monday, 2 March 2026 10:12\n"
    "To: petra@coach.example; bob@example.com\nSubject: Dinner\n\nAt eight.\n"
)


def level(subject: str = "Re: Dinner", policy: str = "", **people: str) -> str | None:
    finding = finding_of("LC107", people_mail(subject=subject, body=QUOTE, **people), policy)
    return finding.severity.label if finding else None


def test_a_new_domain() -> None:
    assert level(to="ann@example.com", cc="desk@paper.example") == "warning"


def test_a_new_domain_in_bcc() -> None:
    assert level(to="ann@example.com", bcc="desk@paper.example") == "warning"


def test_a_new_person_of_a_known_domain_is_a_note() -> None:
    assert level(to="ann@example.com", cc="cleo@example.com") == "note"


def test_the_same_people() -> None:
    assert level(to="ann@example.com", cc="BOB@example.com") is None


def test_a_forward_goes_to_somebody_new_by_nature() -> None:
    assert level("Fwd: Dinner", to="desk@paper.example") is None
    assert level("WG: Dinner", to="desk@paper.example") is None


def test_a_colleague_may_be_added() -> None:
    assert level(policy='[me]\ndomains = ["coach.example"]', to="ann@example.com", cc="office@coach.example") is None


def test_a_new_mail_is_no_reply() -> None:
    assert finding_of("LC107", people_mail(to="ann@example.com")) is None
