from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck import mail
from leakcheck.fix.edits import only_edited
from leakcheck.fix.values import RefusedError
from tests.fix.helpers import after, fixed
from tests.support import people_mail

PHONE = "+44 7700 900123"
SAID = f"Her number is {PHONE}, call her."


def texts(data: str) -> list[str]:
    return [text.text for text in mail.parse(data.encode("utf-8", "surrogateescape"), "x.eml").texts]


def test_the_same_value_gets_the_same_word() -> None:
    body = f"Call {PHONE} or +44 7700 900456.\nAgain: {PHONE}"
    done = after(people_mail("ann@example.com", body=body), "redact")
    assert "Call [phone 1] or [phone 2].\nAgain: [phone 1]\n" in done


def test_subject_and_body_in_step() -> None:
    done = after(people_mail("ann@example.com", subject=f"Call {PHONE}", body=SAID), "redact")
    assert "Subject: Call [phone 1]\n" in done
    assert "Her number is [phone 1], call her." in done


def test_a_subject_in_encoded_words() -> None:
    done = after(people_mail("ann@example.com", subject="=?utf-8?Q?Gr=C3=BC=C3=9Fe_+44_7700_900123?="), "redact")
    assert mail.parse(done.encode(), "x").header("Subject") == "Grüße [phone 1]"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_charset_and_encoding_stay(charset: str, encoding: str) -> None:
    if charset == "utf-16" and encoding != "base64":
        pytest.skip("only base64 can carry it")
    words = f"Grüße! {SAID}\r\nÄpfel {'x' * 90}\r\n"
    raw = words.encode(charset)
    body = {"base64": base64.encodebytes(raw), "quoted-printable": quopri.encodestring(raw), "8bit": raw}[encoding]
    head = people_mail("ann@example.com", Content_Type=f"text/plain; charset={charset}", MIME_Version="1.0",
                       Content_Transfer_Encoding=encoding, body="@@").encode()  # fmt: skip
    data = head.replace(b"@@\n", body)
    outcome = fixed(data, "redact").after.data
    assert texts(outcome.decode("utf-8", "surrogateescape"))[-1] == words.replace(PHONE, "[phone 1]").replace(
        "\r\n", "\n"
    )
    assert f"charset={charset}".encode() in outcome
    assert max(map(len, outcome.splitlines())) <= (76 if encoding != "8bit" else 200)


def test_only_the_lines_with_a_value_change() -> None:
    body = "Long line that is broken here=\n and goes on.\n" + SAID + "\nLast =C3=BC line.\n"
    text = people_mail("ann@example.com", body=body, Content_Transfer_Encoding="quoted-printable")
    assert after(text, "redact") == text.replace(PHONE, "[phone 1]")


def test_html_across_markup_and_references() -> None:
    page = '<p>Her number is +44 <b>7700</b>&nbsp;900123, <a href="tel:+447700900123">call</a> her.</p>'
    done = after(people_mail("ann@example.com", body=page, Content_Type="text/html"), "redact")
    assert "[phone 1]" in done
    assert "900123" not in done
    assert "</b>" in done


def test_a_link_repeats_the_address() -> None:
    page = '<p>Write to <a href="mailto:olga@example.net?subject=Hi">olga@example.net</a>.</p>'
    done = after(people_mail("ann@example.com", body=page, Content_Type="text/html"), "redact")
    assert done.count("[address 1]") == 2
    assert "olga@" not in done


def test_both_alternatives_in_step() -> None:
    body = f"--b\nContent-Type: text/plain\n\n{SAID}\n--b\nContent-Type: text/html\n\n<p>{SAID}</p>\n--b--"
    done = after(people_mail("ann@example.com", body=body, Content_Type="multipart/alternative; boundary=b"), "redact")
    assert done.count("Her number is [phone 1], call her.") == 2


@pytest.mark.parametrize("wrapped", ["+44 7700\n900123", "+44\xa07700 900123"])
def test_a_value_that_is_wrapped_in_one_alternative(wrapped: str) -> None:
    plain = f"Content-Type: text/plain; charset=utf-8\n\nHer number is {wrapped}, call her."
    body = f"--b\n{plain}\n--b\nContent-Type: text/html\n\n<p>{SAID}</p>\n--b--"
    done = after(people_mail("ann@example.com", body=body, Content_Type="multipart/alternative; boundary=b"), "redact")
    assert done.count("Her number is [phone 1], call her.") == 2


@pytest.mark.parametrize(
    "link", ["mailto:olga&#64;example.net", "mailto:olga&#x40;example&#46;net", "?to=olga%40example%2Enet"]
)
def test_a_link_written_with_references(link: str) -> None:
    page = f'<p>Write to <a href="{link}">olga@example.net</a>.</p>'
    done = after(people_mail("ann@example.com", body=page, Content_Type="text/html"), "redact")
    assert done.count("[address 1]") == 2
    assert "olga" not in done


def test_fields_that_repeat_the_subject() -> None:
    subject = f"Call {PHONE}"
    text = people_mail("ann@example.com", subject=subject, Thread_Topic=subject, Comments=PHONE, X_Note=subject)
    done = after(text, "redact")
    assert PHONE not in done
    assert "Thread-Topic: Call [phone 1]\nComments: [phone 1]\nX-Note: Call [phone 1]\n" in done


def test_a_name_of_the_sender_that_holds_the_value() -> None:
    done = after(people_mail("ann@example.com", body=SAID, Reply_To=f'"Olga {PHONE}" <olga@coach.example>'), "redact")
    assert 'Reply-To: "Olga [phone 1]" <olga@coach.example>\n' in done


def test_a_display_name_that_holds_the_value() -> None:
    to = f'"Ann {PHONE}" <ann@example.com>'
    done = after(people_mail(to, body=SAID), "redact")
    assert 'To: "Ann [phone 1]" <ann@example.com>\n' in done


def test_flowed_text() -> None:
    text = people_mail("ann@example.com", body="Her number is +44 7700 \n900123, call her.",
                       Content_Type="text/plain; format=flowed")  # fmt: skip
    assert "900123" not in after(text, "redact")


EVENT = "BEGIN:VEVENT\nDESCRIPTION:Call her: {}, today\nEND:VEVENT\n"
CARD = "BEGIN:VCARD\nNOTE:Call her: {}, today\nEND:VCARD\n"


@pytest.mark.parametrize(("kind", "form"), [("text/calendar", EVENT), ("text/vcard", CARD), ("text/x-vcard", CARD)])
@pytest.mark.parametrize(
    "value", ["+44 7700 90\n 0123", "DE02 1203 00\n\t00 0000 2020 5\n 1", "olga.br\n andt@example.net"]
)
def test_a_value_in_a_folded_line(kind: str, form: str, value: str) -> None:
    done = fixed(people_mail("ann@example.com", body=form.format(value), Content_Type=kind), "redact").after
    assert not done.report.findings
    assert "Call her: [" in done.draft.texts[-1].text
    assert "], today\nEND" in done.draft.texts[-1].text


QUOTE = "Hello\n\nOn Mon, 2 Mar 2026, Bob wrote:\n> Her account number is {} for now"


@pytest.mark.parametrize("wrapped", ["DE02 1203\n> 0000 0000 2020 51", "DE02\n> 1203 0000 0000\n> 2020 51"])
@pytest.mark.parametrize("marks", ["\n> ", "\n>> ", "\n> > ", "\n"])
def test_an_account_over_two_lines_of_a_quotation(wrapped: str, marks: str) -> None:
    body = QUOTE.format(wrapped.replace("\n> ", marks))
    assert after(people_mail("ann@example.com", body=body), "redact").endswith(" is [account 1] for now\n")


def test_a_value_of_which_one_line_looks_like_another_one() -> None:
    body = "The account number 86 095 742 719.\n" + QUOTE.format("86 095 742\n> 719")
    done = after(people_mail("ann@example.com", body=body), "redact")
    assert "The account number [id 1].\n" in done
    assert "> Her account number is [id 1] for now\n" in done


def test_a_signed_part_is_refused() -> None:
    body = f"--b\n\n{SAID}\n--b\nContent-Type: application/pgp-signature\n\nx\n--b--"
    kind = 'multipart/signed; protocol="application/pgp-signature"; boundary=b'
    with pytest.raises(RefusedError, match="signed"):
        fixed(people_mail("ann@example.com", body=body, Content_Type=kind), "redact")


def test_nothing_to_redact() -> None:
    assert fixed(people_mail("ann@example.com"), "redact").proposals == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60),
    st.sampled_from(["8bit", "base64", "quoted-printable"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_everything_else_stays(before: str, behind: str, encoding: str, eol: str) -> None:
    raw = f"{before}{eol}{SAID}{eol}{behind}{eol}".encode()
    body = {"base64": base64.encodebytes(raw), "quoted-printable": quopri.encodestring(raw), "8bit": raw}[encoding]
    head = (
        f"From: p@coach.example{eol}To: ann@example.com{eol}Subject: x{eol}MIME-Version: 1.0{eol}"
        f"Content-Type: text/plain; charset=utf-8{eol}Content-Transfer-Encoding: {encoding}{eol}{eol}"
    )
    data = head.encode() + body
    outcome = fixed(data, "redact")
    if not outcome.proposals:
        return  # the words around it made the number something else
    assert only_edited(data, outcome.after.data, outcome.proposals[0].edits)
    old, new = (mail.parse(d, "x").texts[-1].text for d in (data, outcome.after.data))
    assert PHONE not in new
    assert new.startswith(old.partition(SAID)[0].rstrip("\n")[:20]) or "[" in new[:40]


def test_a_value_in_the_name_of_a_file_is_said() -> None:
    head = people_mail("ann@example.com", body="x", Content_Type="multipart/mixed; boundary=b").partition("\n\n")[0]
    body = "--b\n\nMail olga.brandt@example.net\n--b\nContent-Type: text/plain\n"
    named = 'Content-Disposition: attachment; filename="for olga.brandt@example.net.txt"\n\nHello\n--b--\n'
    proposal = fixed(f"{head}\n\n{body}{named}", "redact").proposals[0]
    assert proposal.notes == ("the name of attachment 2 tells a value too: rename the file",)


def test_a_value_over_the_lines_of_flowed_text_joins_them() -> None:
    body = "Call Olga on +44 7700 \n900123, and ask.\n\n> she said call me on +44 7700 \n> 900456 for that\n"
    text = people_mail("ann@example.com", Content_Type="text/plain; format=flowed", body=body)
    assert after(text, "redact").partition("\n\n")[2].rstrip() == (
        "Call Olga on [phone 1], and ask.\n\n> she said call me on [phone 2] for that"
    )
