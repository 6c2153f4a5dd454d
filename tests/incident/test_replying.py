"""What an answer is taken for."""

from __future__ import annotations

import pytest

from leakcheck import mail
from leakcheck.incident.annex import Annex, Named
from leakcheck.incident.replying import understood

RECORD = {"reference": "INC-ABCDEFGH", "people": [{"id": "p0001"}, {"id": "p0002"}]}
ANNEX = Annex("sent.eml", (Named("p0001", "Ann", "ann@example.com", "ann@example.com"),))


def kind_of(text: str) -> str:
    return understood(_mail(text), b"x", RECORD, None).kind


def _mail(text: str, sender: str = "ann@example.com", subject: str = "Re: x"):
    return mail.parse(f"From: {sender}\nTo: petra@coach.example\nSubject: {subject}\n\n{text}\n".encode(), "r.eml")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Please take me off your list.", "withdrawal"),
        ("Bitte melden Sie mich ab.", "withdrawal"),
        ("Veuillez me désabonner.", "withdrawal"),
        ("Quiero darme de baja.", "withdrawal"),
        ("I object to this.", "objection"),
        ("Dem widerspreche ich.", "objection"),
        ("Je m'oppose à ces messages.", "objection"),
        ("Me opongo a estos correos.", "objection"),
        ("Who has my address now?", "question"),
        ("Wer hat meine Adresse gesehen", "question"),
        ("I do not object to anything, thank you.", "other"),
        ("Deleted.", "other"),
        ('Thanks.\n\n> answer "unsubscribe"\n> any question?', "other"),
    ],
)
def test_what_an_answer_wants(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_the_address_tells_who_it_is_and_a_reference_is_a_hint() -> None:
    known = understood(_mail("Hi"), b"x", RECORD, ANNEX)
    assert (known.person, known.certain) == ("p0001", True)
    passed_on = understood(_mail("Hi", "eve@example.net", "Re: [INC-ABCDEFGH-p0002]"), b"x", RECORD, ANNEX)
    assert (passed_on.person, passed_on.certain) == ("p0002", False)
    stranger = understood(_mail("Hi", "eve@example.net", "Re: [INC-ABCDEFGH-p0099]"), b"x", RECORD, ANNEX)
    assert stranger.person == ""
