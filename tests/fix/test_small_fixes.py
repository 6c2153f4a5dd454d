from __future__ import annotations

import pytest

from leakcheck.fix.markup import what_stays
from leakcheck.fix.values import RefusedError
from tests.fix.helpers import after, fixed
from tests.support import people_mail

QUOTE = "\n\nOn Mon, 2 Mar 2026, Ann Lee <ann@example.com> wrote:\n> Call me on +44 7700 900123\n> tomorrow"


def test_draft_fields_go_and_the_rest_stays() -> None:
    text = "X-Mozilla-Status: 0001\r\nFcc: imap://x/Sent\r\n" + people_mail("ann@example.com").replace("\n", "\r\n")
    assert after(text, "strip-headers") == text.partition("Sent\r\n")[2]


def test_a_folded_field_goes_as_a_whole() -> None:
    text = people_mail("ann@example.com", X_Identity_Key="id1\n\tid2")
    assert after(text, "strip-headers") == people_mail("ann@example.com")


def test_one_of_two_fields_with_the_same_name() -> None:
    text = "Received: from mx.example.com by x\nReceived: from [192.168.1.7] by y\n" + people_mail("ann@example.com")
    assert after(text, "strip-headers").startswith("Received: from mx.example.com by x\nFrom:")


def test_lines_are_those_of_the_draft_whatever_went_before() -> None:
    text = "X-Mozilla-Status: 0001\nFcc: imap://x/Sent\n" + people_mail(
        "ann@example.com,\n bob@example.net", body="Call Cleo on\n+44 7700 900123"
    )
    done = fixed(text, "strip-headers", "redact", "bcc")
    assert [(p.fix, [change.line for change in p.changes]) for p in done.proposals] == [
        ("strip-headers", [1, 2]),
        ("redact", [9]),
        ("bcc", [4, 5]),
    ]


def test_quoted_text_is_cut_and_answers_stay() -> None:
    text = people_mail("ann@example.com", body=f"Dear Ann,\n\nyes.{QUOTE}\n\nSee you\nPetra")
    done = after(text, "trim-history")
    assert "900123" not in done
    assert "wrote:" not in done
    assert "yes." in done
    assert "See you\nPetra" in done


def test_html_quotes_leave_balanced_markup() -> None:
    page = (
        "<p>Yes.</p><div>On Mon, 2 Mar 2026, Ann Lee wrote:"
        "<blockquote type=cite><p>Call <b>me</b></p></blockquote></div><p>Bye</p>"
    )
    done = after(people_mail("ann@example.com", body=page, Content_Type="text/html"), "trim-history")
    assert "Call" not in done
    assert done.count("<div>") == done.count("</div>")
    assert done.count("<blockquote") == done.count("</blockquote>")
    assert "<p>Bye</p>" in done


def test_an_attached_mail_goes_as_a_whole() -> None:
    body = (
        "--b\n\nSee the mail.\n--b\nContent-Type: message/rfc822\n\n"
        "From: olga@example.net\nTo: igor@example.net\n\nSecret +44 7700 900123\n--b--"
    )
    done = after(people_mail("ann@example.com", body=body, Content_Type="multipart/mixed; boundary=b"), "trim-history")
    assert "olga" not in done
    assert done.endswith("--b\n\nSee the mail.\n--b--\n")


def test_comments_and_hidden_elements_go() -> None:
    page = (
        "<p>Hello Ann, all is well today</p><!-- ask Greta whether she pays the invoice of May -->"
        '<div style="display:none">Bjoern <b>has not paid</b> since May</div><p>Bye</p>'
    )
    done = after(people_mail("ann@example.com", body=page, Content_Type="text/html"), "remove-hidden")
    assert '<p>Hello Ann, all is well today</p><div style="display:none"></div><p>Bye</p>' in done


def test_a_preheader_stays() -> None:
    page = '<div style="display:none">Six evenings, eight people</div><p>News of the group</p>'
    text = people_mail("ann@example.com", body=page, Content_Type="text/html")
    assert fixed(text, "remove-hidden").proposals == ()


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<b>c</b>d", ""),
        ("</p>a<p>", "</p><p>"),
        ("<br>a<img src=x/>", ""),
        ("a</b></i>c<u><s>d</s>", "</b></i><u>"),
        ("<!-- <b> -->x</b>", "</b>"),
        ("<p>a<p>b</div>", "</div>"),
        ("<li>a<li>b</ul><ul>", "</ul><ul>"),
    ],
)
def test_what_stays_of_a_stretch_of_html(html: str, left: str) -> None:
    assert what_stays(html) == left


def test_nothing_to_do() -> None:
    text = people_mail("ann@example.com")
    assert fixed(text, "strip-headers", "trim-history", "remove-hidden", "drop-unconsented").proposals == ()


def test_fixes_work_on_the_outcome_of_one_another() -> None:
    text = "Fcc: x\n" + people_mail("Ann <ann@example.com>, bob@example.net", body=f"Call +44 7700 900999.{QUOTE}")
    outcome = fixed(text, "bcc", "redact", "trim-history", "strip-headers")
    assert [p.fix for p in outcome.proposals] == ["trim-history", "strip-headers", "redact", "bcc"]
    assert "Call [phone 1]." in outcome.after.data.decode()


@pytest.mark.parametrize("fix", ["trim-history", "redact"])
def test_encrypted_text_is_refused(fix: str) -> None:
    body = f"Call +44 7700 900123\n-----BEGIN PGP MESSAGE-----\nx\n-----END PGP MESSAGE-----{QUOTE}"
    with pytest.raises(RefusedError, match="encrypted"):
        fixed(people_mail("ann@example.com", body=body), fix)


def test_a_folded_field_is_taken_out_whole() -> None:
    people = ",\n ".join(f"p{n}@example.com" for n in range(6))
    text = people_mail("zoe@example.org", X_To=people)
    assert after(text, "strip-headers") == people_mail("zoe@example.org")


def test_what_stands_in_scripts_attributes_and_links_is_cut() -> None:
    html = (
        '<script>{"email": "bob@firm.example"}</script><p data-owner="bob@firm.example" class="x">Dear Ann, '
        '<a href="mailto:bob@firm.example">him</a></p>'
    )
    text = people_mail("ann@example.com", body=html, Content_Type="text/html")
    assert after(text, "remove-hidden").splitlines()[-1] == (
        '<script></script><p data-owner="" class="x">Dear Ann, <a href="">him</a></p>'
    )
