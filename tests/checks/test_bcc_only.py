"""LC102: members of a list that must stay hidden."""

from __future__ import annotations

from tests.support import finding_of, people_mail

LIST = '[[circle]]\nname = "clients"\nmembers = ["ann@example.com", "@example.net"]\nbcc-only = true\n'


def test_three_members_in_cc_while_others_look_on() -> None:
    mail = people_mail(to="printer@example.org", cc="ann@example.com, b@example.net, c@example.net")
    finding = finding_of("LC102", mail, LIST)
    assert finding is not None
    assert (finding.total, finding.severity.label) == (3, "error")
    assert "clients" in finding.message


def test_one_member_alone_is_shown_to_nobody() -> None:
    assert finding_of("LC102", people_mail(to="ann@example.com", bcc="b@example.net"), LIST) is None


def test_own_address_in_to_is_nobody_else() -> None:
    assert finding_of("LC102", people_mail(to="petra@coach.example, ann@example.com"), LIST) is None


def test_an_open_circle_is_silent() -> None:
    mail = people_mail(to="ann@example.com, b@example.net")
    assert finding_of("LC102", mail, LIST.replace("bcc-only = true\n", "")) is None
