"""LC312: people who are known, and not on the mail."""

from __future__ import annotations

from tests.support import finding_of, people_mail

CIRCLE = '[[circle]]\nname = "clients"\nmembers = ["anna.berger@example.com", "bjoern.dahl@example.net"]\n'


def test_another_client_is_named() -> None:
    mail = people_mail(to="bjoern.dahl@example.net", body="It helped Anna Berger as well.")
    finding = finding_of("LC312", mail, CIRCLE)
    assert finding is not None
    assert (finding.severity.label, finding.locations[0].evidence.reveal()) == ("warning", "Anna Berger")


def test_a_name_and_its_first_word_are_one_person() -> None:
    mail = people_mail(to="x@example.com", body="It helped Anna Berger. Then Anna left, and Bjoern Dahl came.")
    finding = finding_of("LC312", mail, CIRCLE)
    assert (finding.message, len(finding.locations)) == ("2 people named here who would not get this mail", 3)


def test_the_client_herself_is_not() -> None:
    mail = people_mail(to="anna.berger@example.com", body="Dear Anna Berger, it helped.")
    assert finding_of("LC312", mail, CIRCLE) is None


def test_nobody_known_nobody_looked_for() -> None:
    assert finding_of("LC312", people_mail(to="x@example.com", body="It helped Anna Berger.")) is None
