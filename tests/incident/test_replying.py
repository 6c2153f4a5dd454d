"""What an answer is taken for."""

from __future__ import annotations

import pytest

from leakcheck import mail
from leakcheck.incident.annex import Annex, Named
from leakcheck.incident.answers import answered, in_words
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
        ("Bitte streichen Sie mich aus Ihrem Verteiler.", "withdrawal"),
        ("Löschen Sie mich bitte von Ihrer Liste.", "withdrawal"),
        ("Je souhaite ne plus recevoir vos messages.", "withdrawal"),
        ("Bórrenme de su lista, por favor.", "withdrawal"),
        ("Ich möchte mich austragen.", "withdrawal"),
        ("Keine weiteren E-Mails bitte", "withdrawal"),
        ("Je ne veux plus recevoir vos mails.", "withdrawal"),
        ("Borrar mi dirección", "withdrawal"),
        ("Quiero que me den de baja.", "withdrawal"),
        ("stop", "withdrawal"),
        ("STOP!\n\nAnn", "withdrawal"),
        ("I could not stop laughing.", "other"),
        ("Stop by on Monday", "other"),
        ("Ich möchte mich nicht austragen.", "other"),
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


def test_a_withdrawal_keeps_its_question() -> None:
    reply = understood(_mail("Please remove me from your list. And who else saw my address?"), b"x", RECORD, ANNEX)
    assert (reply.kind, reply.asks) == ("withdrawal", True)
    assert in_words({"kind": reply.kind, "asks": True, "recorded": True}) == (
        "withdrawal, with a question to answer, recorded in the ledger"
    )
    assert not understood(_mail("Please remove me."), b"x", RECORD, ANNEX).asks


@pytest.mark.parametrize(
    ("kind", "words"), [("other", "another answer"), ("bounced", "returned letter"), ("question", "question")]
)
def test_every_answer_has_words_that_go_with_a_name(kind: str, words: str) -> None:
    """As in "Filed as replies/0001.eml: returned letter of p0003"."""
    assert in_words({"kind": kind}) == words


@pytest.mark.parametrize("field", ["Auto-Submitted: auto-replied", "Precedence: auto_reply", "X-Autoreply: yes"])
def test_an_absence_note_wants_nothing(field: str) -> None:
    text = f"{field}\nFrom: ann@example.com\nTo: p@coach.example\nSubject: Away\n\nNo more mails? Unsubscribe.\n"
    reply = understood(mail.parse(text.encode(), "r.eml"), b"x", RECORD, ANNEX)
    assert (reply.kind, reply.person, reply.asks) == ("automatic", "p0001", False)
    assert answered({"replies": [{"kind": "automatic", "person": "p0001"}]}) == set()


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Your mail address was shown to others",
        "Out of Office: Re: x",
        "Out of office",
        "Abwesenheitsnotiz: AW: x",
        "Automatische Antwort: x",
        "Réponse automatique : x",
        "Respuesta automática: x",
    ],
)
def test_an_absence_note_is_known_by_its_subject(subject: str) -> None:
    assert understood(_mail("No more mails until Monday", subject=subject), b"x", RECORD, ANNEX).kind == "automatic"


@pytest.mark.parametrize("subject", ["Re: Automatic reply: x", "Automatic replies", "Out of office hours"])
def test_a_person_who_writes_of_absence_notes_is_heard(subject: str) -> None:
    assert understood(_mail("Unsubscribe me", subject=subject), b"x", RECORD, ANNEX).kind == "withdrawal"


BOUNCE = b"""\
From: Mail Delivery System <mailer-daemon@mx.example>
To: petra@coach.example
Subject: Undelivered Mail
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

Unsubscribe or not, the mail did not arrive.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Ann@example.com
Action: failed

--b
Content-Type: text/rfc822-headers

Message-ID: <INC-ABCDEFGH-p0002.notice@coach.example>

--b--
"""


def test_a_bounce_is_of_the_one_who_got_no_letter() -> None:
    reply = understood(mail.parse(BOUNCE, "r.eml"), BOUNCE, RECORD, ANNEX)
    assert (reply.kind, reply.person, reply.certain) == ("bounced", "p0001", True)
    without_key = understood(mail.parse(BOUNCE, "r.eml"), BOUNCE, RECORD, None)
    assert (without_key.kind, without_key.person) == ("bounced", "p0002")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_a_delay_or_a_receipt_is_no_bounce(action: str) -> None:
    data = BOUNCE.replace(b"Action: failed", f"Action: {action}".encode())
    assert understood(mail.parse(data, "r.eml"), data, RECORD, ANNEX).kind == "automatic"


@pytest.mark.parametrize(
    "text",
    [
        "Woher haben Sie meine Adresse, von der Liste des Vereins?",
        "Wer steht noch in Ihrem Verteiler?",
        "Quién más está en su lista?",
        "Qui d'autre est sur votre liste ?",
        "Who else is on your list, and how did I get on it?",
    ],
)
def test_who_asks_about_a_list_is_not_taken_off_it(text: str) -> None:
    assert kind_of(text) == "question"


@pytest.mark.parametrize(
    "text",
    ["Nehmen Sie mich bitte aus Ihrem Verteiler.", "Bitte streicht mich von der Liste", "Nimm mich aus dem Verteiler"],
)
def test_who_wants_to_be_taken_off_is(text: str) -> None:
    assert kind_of(text) == "withdrawal"
