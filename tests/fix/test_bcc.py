from __future__ import annotations

import pytest

from leakcheck.fix.values import RefusedError
from tests.fix.helpers import after, fixed
from tests.support import finding_of, people_mail

ANN, BOB, CLEO = "Ann Lee <ann@example.com>", "bob@example.net", '"Fontaine, Cleo" <cleo@example.org>'


def test_outsiders_move_to_bcc_and_the_writer_stands_in_to() -> None:
    text = people_mail(f"{ANN}, {BOB}", CLEO)
    assert after(text, "bcc") == (
        "From: Petra <petra@coach.example>\n"
        "To: Petra <petra@coach.example>\n"
        'Bcc: Ann Lee <ann@example.com>, bob@example.net,\n "Fontaine, Cleo" <cleo@example.org>\n'
        "Subject: Hello\n\nDear all\n"
    )


def test_colleagues_stay_where_they_are() -> None:
    text = people_mail(f"Col <col@coach.example>, {ANN}", f"{BOB}")
    assert "To: Col <col@coach.example>\nBcc: Ann Lee <ann@example.com>, bob@example.net\nSubject" in after(text, "bcc")


def test_colleagues_whom_the_configuration_does_not_know_move_when_they_are_several() -> None:
    text = people_mail(f"Col <col@coach.example>, {ANN}, dan@coach.example", f"{BOB}")
    assert after(text, "bcc").count("@coach.example") == after(text, "bcc").partition("Subject")[0].count("@coach")
    assert "To: Petra <petra@coach.example>\nBcc: Col" in after(text, "bcc")
    known = after(text, "bcc", policy='[me]\ndomains = ["coach.example"]')
    assert "To: Col <col@coach.example>, dan@coach.example\nBcc: Ann Lee" in known


def test_an_existing_bcc_is_kept_and_nobody_stands_there_twice() -> None:
    text = people_mail(f"{ANN}, {BOB}", bcc="dora@example.com,\n bob@example.net")
    assert "Bcc: Ann Lee <ann@example.com>, dora@example.com, bob@example.net\n" in after(text, "bcc")


def test_an_empty_to_before_a_cc_gets_no_twin() -> None:
    text = people_mail("Col <col@coach.example>", f"{ANN}, {BOB}")
    assert after(text, "bcc").count("To:") == 1


def test_only_cc() -> None:
    assert "To: Petra <petra@coach.example>\nBcc: Ann" in after(people_mail(cc=f"{ANN}, {BOB}"), "bcc")


def test_without_author_nobody_is_named() -> None:
    text = people_mail(f"{ANN}, {BOB}", From="")
    assert "To: undisclosed-recipients:;\n" in after(text, "bcc")


def test_line_ends_and_encoded_names_stay() -> None:
    text = people_mail(f"=?utf-8?Q?Ann_L=C3=A9e?= <ann@example.com>,\n {BOB}").replace("\n", "\r\n")
    done = after(text, "bcc")
    assert "Bcc: =?utf-8?Q?Ann_L=C3=A9e?= <ann@example.com>, bob@example.net\r\n" in done
    assert "\n" not in done.replace("\r\n", "")


def test_raw_bytes_of_a_name_stay() -> None:
    text = people_mail(f"Ann L\udce9e <ann@example.com>, {BOB}")
    assert "Bcc: Ann L\udce9e <ann@example.com>, bob@example.net\n" in after(text, "bcc")


@pytest.mark.parametrize(
    "text", [people_mail(ANN), people_mail(), people_mail("col@coach.example, petra@coach.example")]
)
def test_nobody_to_protect(text: str) -> None:
    assert fixed(text, "bcc", policy='[me]\ndomains = ["coach.example"]').proposals == ()


def test_a_circle_is_no_reason_against_an_explicit_wish() -> None:
    circle = '[[circle]]\nname = "team"\nmembers = ["ann@example.com", "bob@example.net"]\n'
    assert finding_of("LC101", people_mail(f"{ANN}, {BOB}"), circle) is None
    assert "Bcc:" in after(people_mail(f"{ANN}, {BOB}"), "bcc", policy=circle)


def test_a_member_who_must_stay_hidden_moves() -> None:
    clients = (
        '[me]\ndomains = ["coach.example"]\n[[circle]]\nname = "x"\nbcc-only = true\nmembers = ["ann@example.com"]'
    )
    done = after(people_mail(f"Col <col@coach.example>, {ANN}"), "bcc", policy=clients)
    assert "To: Col <col@coach.example>\nBcc: Ann Lee <ann@example.com>\n" in done


def test_health_needs_force() -> None:
    text = people_mail(f"{ANN}, {BOB}", body="Ann was diagnosed with depression last year.")
    with pytest.raises(RefusedError, match="--split"):
        fixed(text, "bcc")
    assert "Bcc:" in fixed(text, "bcc", force=True).after.data.decode()


def test_encrypted_mail_is_refused() -> None:
    text = people_mail(
        f"{ANN}, {BOB}",
        Content_Type='multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
        body="--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--",
    )
    with pytest.raises(RefusedError, match="hides nobody"):
        fixed(text, "bcc", force=True)


def test_signed_mail_keeps_its_signed_part() -> None:
    text = people_mail(
        f"{ANN}, {BOB}",
        Content_Type='multipart/signed; protocol="application/pgp-signature"; boundary=b',
        body="--b\n\nDear all\n--b\nContent-Type: application/pgp-signature\n\nx\n--b--",
    )
    assert after(text, "bcc").partition("\n\n")[2] == text.partition("\n\n")[2]


def test_a_line_that_would_travel_is_announced() -> None:
    outcome = fixed(people_mail(f"{ANN}, {BOB}"), "bcc", policy='[send]\ntransport = "raw-smtp"')
    assert any("LC601" in note for note in outcome.proposals[0].notes)
    assert "LC601" in {finding.rule.id for finding in outcome.after.report.findings}


def test_a_dkim_signature_over_the_field_is_said() -> None:
    text = people_mail(f"{ANN}, {BOB}", DKIM_Signature="v=1; a=rsa-sha256; h=from:to:subject; b=x")
    assert "the DKIM signature no longer fits" in " ".join(fixed(text, "bcc").proposals[0].notes)
    text = people_mail(f"{ANN}, {BOB}", DKIM_Signature="v=1; a=rsa-sha256; h=from:subject; b=x")
    assert "DKIM" not in " ".join(fixed(text, "bcc").proposals[0].notes)


def test_utf16_is_refused() -> None:
    with pytest.raises(RefusedError, match="UTF-16"):
        fixed(people_mail(f"{ANN}, {BOB}").encode("utf-16"), "bcc")


def test_a_field_that_nobody_sees_names_nobody() -> None:
    text = people_mail(f"{ANN}, {BOB}", X_To=f"{ANN},\n {BOB}", Reply_To="office@coach.example")
    assert "X-To" not in after(text, "bcc")
    with pytest.raises(RefusedError, match="Reply-To names recipients"):
        fixed(people_mail(f"{ANN}, {BOB}", Reply_To=BOB), "bcc")
