"""LC501: who was on the quoted mail."""

from __future__ import annotations

from tests.support import finding_of, people_mail, report_of


def forward(number: int) -> str:
    people = ", ".join(f"p{n}@firm{n}.example" for n in range(number))
    return (
        "Look.\n\n-------- Forwarded Message --------\nSubject: Dinner\nDate: Mon, 2 Mar 2026 10:12:00 +0100\n"
        f"From: petra@coach.example\nTo: {people}\n\nAt eight.\n"
    )


def level(number: int, policy: str = "", **fields: str) -> str | None:
    finding = finding_of("LC501", people_mail(subject="Fwd: Dinner", body=forward(number), **fields), policy)
    return finding.severity.label if finding else None


def test_a_few_are_a_note_and_five_a_warning() -> None:
    assert level(4, to="zoe@example.com") == "note"
    assert level(5, to="zoe@example.com") == "warning"


def test_the_number_is_policy() -> None:
    assert level(4, "[rules.LC501]\npeople = 3", to="zoe@example.com") == "warning"


def test_everybody_is_on_this_mail() -> None:
    assert level(2, to="p0@firm0.example", cc="p1@firm1.example") is None


def test_the_evidence_is_in_the_quote() -> None:
    finding = finding_of("LC501", people_mail(to="zoe@example.com", subject="Fwd: Dinner", body=forward(1)))
    assert finding is not None
    place = finding.locations[0]
    assert (place.where, place.evidence.reveal(), place.line) == ("quoted", "p0@firm0.example", 11)


def test_who_was_on_the_mail_is_a_note_for_readers_who_were_on_it_too() -> None:
    quote = "Fine.\n\nFrom: Zoe <zoe@example.com>\nSent: Monday, 2 March 2026 10:12\nTo: petra@coach.example\n"
    quote += "Cc: ann@example.net; b@example.org; c@example.com; d@example.net; e@example.org; f@example.com\n"
    quote += "Subject: Dinner\n\nAt eight.\n"

    def level(**people: str) -> str:
        finding = finding_of("LC501", people_mail(**({"subject": "Re: Dinner", "body": quote} | people)))
        return finding.severity.name if finding else ""

    assert level(to="zoe@example.com") == level(to="zoe@example.com, ann@example.net") == "NOTE"
    assert level(to="zoe@example.com, dan@example.net") == "WARNING"
    assert level(to="zoe@example.com", bcc="dan@example.net") == "WARNING"
    assert level(to="zoe@example.com", subject="Fwd: Dinner") == "WARNING"


def test_alternatives_are_one_finding() -> None:
    old = ["From: bob@example.net", "Sent: Monday, 2 March 2026 10:12", "To: ann@example.org", "Subject: Plan"]
    text, page = "\n".join(old), "<br>".join(old)
    mail = (
        "From: a@example.org\nTo: cleo@example.com\nMIME-Version: 1.0\n"
        "Content-Type: multipart/alternative; boundary=b\n\n"
        f"--b\nContent-Type: text/plain\n\nLook.\n\n{text}\n\nComing?\n"
        f"--b\nContent-Type: text/html\n\n<p>Look.</p><p>{page}</p><p>Coming?</p>\n--b--\n"
    )
    (finding,) = [f for f in report_of(mail).findings if f.rule.id == "LC501"]
    assert finding.message.startswith("1 person")
    assert len(finding.locations) == 2
