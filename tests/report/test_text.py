from __future__ import annotations

import re
import subprocess
import sys

import pytest

from leakcheck.model.severity import Severity
from leakcheck.policy.threshold import Threshold
from leakcheck.report.formats import render
from leakcheck.report.page import cells
from leakcheck.report.setting import Setting
from tests.report import sample_reports as sample
from tests.support import people_mail, report_of

TERMINAL = Setting(own_terminal=True, width=100)
_SGR = re.compile(r"\x1b\[[0-9;]*m")


def text(*reports: object, setting: Setting = TERMINAL) -> str:
    return render("text", reports, setting)


def test_the_coach_sees_who_would_see_whom_first() -> None:
    lines = text(sample.coach()).splitlines()
    assert lines[0] == "offer.eml"
    assert lines[1] == "  14 people would see one another's names and addresses; 1 note more"


def test_findings_come_in_order_of_harm_with_place_mark_reason_and_advice() -> None:
    assert text(sample.coach()) == (
        "offer.eml\n"
        "  14 people would see one another's names and addresses; 1 note more\n"
        "\n"
        "  error LC101 visible-recipients\n"
        "    14 people can see one another\n"
        "      To, lines 3 to 16: anna.client@example.org, bob.client@example.net, cleo.client@example.org,\n"
        "        dan.client@example.net, eve.client@example.org, finn.client@example.net,\n"
        "        gia.client@example.org, hal.client@example.net, ida.client@example.org,\n"
        "        jon.client@example.net, kim.client@example.org, leo.client@example.net,\n"
        "        mia.client@example.org, ned.client@example.net\n"
        "    why: Everybody in To and Cc reads the names and addresses of all others (ICF Code of Ethics\n"
        "      2025, 2.7)\n"
        "    do: Send one message to each person, or move the recipients to Bcc\n"
        "    fix: leakcheck fix offer.eml --split or --bcc\n"
        "\n"
        "  note LC302 phone-number\n"
        "    A phone number of somebody else\n"
        "      body, line 22\n"
        "        Call Olga on ***23 before Friday, her mail is o***@e***.com\n"
        "                     ^^^^^\n"
        "    why: A phone number lets its holder be called (ICF Code of Ethics 2025, 2.7)\n"
        "    do: Remove the number, or ask its holder\n"
        "    fix: leakcheck fix offer.eml --redact\n"
        "\n"
        "  Allowed: 1 (LC302)\n"
        "\n"
        "1 draft: 1 error, 1 note, 1 allowed\n"
    )


def test_a_clean_draft_says_what_was_checked() -> None:
    assert text(sample.clean()) == (
        "clean.eml: Nothing found: 1 recipient, 2 texts, 1 attachment checked\n"
        "\n"
        "Not checked\n"
        "  consent: no ledger configured\n"
        "\n"
        "1 draft: nothing found\n"
    )


def test_reveal_shows_values_of_the_body() -> None:
    shown = text(sample.coach(), setting=TERMINAL._replace(reveal=True))
    assert "Call Olga on +44 7700 900123 before Friday, her mail is olga@example.com" in shown


def test_elsewhere_no_excerpt_is_shown() -> None:
    shown = text(sample.coach(), setting=Setting())
    assert "To, lines 3 to 16: a***@e***.org, b***@e***.net" in shown
    assert "^" not in shown
    assert "Call Olga" not in shown


@pytest.mark.parametrize("width", [40, 80, 200])
def test_everybody_is_named_where_the_line_of_the_field_is_cut(width: int) -> None:
    report = report_of(people_mail(to='"Ann, with a long name and a longer title" <ann@example.com>, b@example.net'))
    shown = text(report, setting=TERMINAL._replace(width=width))
    assert "ann@example.com" in shown
    assert "b@example.net" in shown


def test_a_name_that_is_encoded_is_told_by_its_address() -> None:
    report = report_of(people_mail(to="=?utf-8?q?J=C3=B6rg?= <joerg@example.com>, b@example.net"))
    shown = text(report, setting=TERMINAL)
    assert "To, line 2: joerg@example.com, b@example.net" in shown


def test_two_hundred_findings_stay_readable() -> None:
    shown = text(sample.crowd())
    assert len(shown.splitlines()) < 30
    assert "and 186 more\n" in shown
    assert "and 194 more of LC302\n" in shown
    assert shown.endswith("1 draft: 1 error, 199 notes\n")


def test_a_gap_stands_under_not_checked_and_in_the_verdict() -> None:
    shown = text(sample.attached())
    assert "1 warning in what 1 person would get; not everything could be checked\n" in shown
    assert "  Not checked\n    Anna Client diagnosis.xlsx is partly encrypted\n      do: Check it by hand\n" in shown
    assert "warning LC901" not in shown


def test_an_unreadable_draft_is_not_clean() -> None:
    shown = text(sample.unreadable())
    assert shown.startswith("broken.msg: Not checked: not an Outlook message")
    assert shown.endswith("1 draft: 1 not fully checked\n")


def test_a_reason_is_given_once_a_run() -> None:
    assert text(sample.coach("a.eml"), sample.coach("b.eml")).count("why: Everybody") == 1


def test_what_is_skipped_everywhere_is_said_once() -> None:
    reports = [sample.clean(f"{n}.eml") for n in range(30)]
    assert text(*reports, sample.unreadable()).count("consent: no ledger configured (in 30 of 31 drafts)") == 1


def test_an_explanation_is_shown() -> None:
    shown = text(sample.clean()._replace(explanation=("LC101 ran and found nothing", "1 person counted")))
    assert "  Explained\n    LC101 ran and found nothing\n    1 person counted\n" in shown


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("make", sample.EVERY)
def test_no_line_is_wider_than_the_terminal(width: int, make: object) -> None:
    for styled in (False, True):
        shown = text(make(), setting=TERMINAL._replace(width=width, styled=styled))
        assert all(cells(line) <= width for line in _SGR.sub("", shown).splitlines())


@pytest.mark.parametrize("reveal", [False, True])
@pytest.mark.parametrize("attack", sample.ATTACKS)
def test_hostile_text_never_reaches_the_terminal_raw(attack: str, *, reveal: bool) -> None:
    shown = text(sample.hostile(attack), sample.hostile(), setting=TERMINAL._replace(styled=True, reveal=reveal))
    assert all(char == "\n" or char.isprintable() for char in _SGR.sub("", shown))


def test_markup_and_links_of_a_mail_stay_words() -> None:
    shown = _SGR.sub("", text(sample.hostile(), setting=TERMINAL._replace(styled=True, width=4000)))
    assert "[link=https://evil.example]click[/link]" in shown
    assert ":smile:" in shown


def test_colours_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    styled = text(sample.coach(), setting=TERMINAL._replace(styled=True))
    assert "\x1b[1;31m" in styled
    assert _SGR.sub("", styled) == text(sample.coach())
    monkeypatch.setenv("NO_COLOR", "1")
    assert ";31m" not in text(sample.coach(), setting=TERMINAL._replace(styled=True))


def test_rich_is_imported_for_colour_only() -> None:
    code = (
        "import sys; from tests.report import sample_reports as s; from leakcheck.report.formats import render;"
        "from leakcheck.report.setting import Setting;"
        "render('text', [s.coach()], Setting(own_terminal=True, width=80));"
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_levels_below_fail_on_do_not_look_like_failure() -> None:
    setting = TERMINAL._replace(styled=True, fail_on=Threshold(Severity.ERROR))
    summary = text(sample.attached(), setting=setting).splitlines()[-1]
    assert "31m" not in summary


@pytest.mark.parametrize(
    ("rationale", "reason"),
    [
        ("It is seen by whoever can pay. Two.", "It is seen by whoever can pay"),
        ("J. Doe et al. wrote it. Two.", "J. Doe et al. wrote it"),
        ("Names travel. Others read them.", "Names travel"),
        ('Names travel along. "Ann, client" is read.', "Names travel along"),
        ("See Art. Five of the law, e.g. There it stands. More.", "See Art. Five of the law, e.g. There it stands"),
        ("Is it read? Yes.", "Is it read?"),
        ("No end", "No end"),
    ],
)
def test_the_reason_is_the_first_sentence(rationale: str, reason: str) -> None:
    told = sample.rule(rationale=rationale, sources=())
    report = sample.clean()._replace(findings=(sample.finding(told, sample.location("a@example.org")),))
    assert f"    why: {reason}\n" in text(report)


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        ((22, 28), "body, lines 22 and 28"),
        ((22, 23), "body, lines 22 to 23"),
        ((2, 4, 9), "body, lines 2, 4 and 9"),
        ((1, 3, 5, 9), "body, lines 1 to 9"),
    ],
)
def test_a_line_that_stands_there_twice_is_shown_once(lines: tuple[int, ...], label: str) -> None:
    cut = sample.excerpt("Call +44 7700 900123", "+44 7700 900123")
    places = (sample.location("+44 7700 900123", "body", n, start=5, part=str(n), excerpt=cut) for n in lines)
    shown = text(sample.clean()._replace(findings=(sample.finding(sample.PHONE, *places),)))
    assert shown.count("Call ***23") == 1
    assert f"      {label}\n" in shown


def test_a_place_in_an_attachment_names_no_line_of_the_draft() -> None:
    """It would be the line at which the attachment begins, beside the row that is meant."""
    place = sample.location("+44 7700 900123", "attachment list.csv", 16)._replace(inside="row 2")
    shown = text(sample.clean()._replace(findings=(sample.finding(sample.PHONE, place),)))
    assert "      attachment list.csv, row 2: ***23\n" in shown
