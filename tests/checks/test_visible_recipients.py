"""LC101: the formula of the contract, case by case."""

from __future__ import annotations

import pytest

from tests.support import finding_of, people_mail, report_of


def people(number: int, domain: str = "example{}.test") -> str:
    return ", ".join(f"p{n}@{domain.format(n)}" for n in range(number))


def level(text: str, policy: str = "", **changes: object) -> str | None:
    finding = finding_of("LC101", text, policy, **changes)
    return finding.severity.label if finding else None


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, None), (2, "note"), (4, "note"), (5, "warning"), (9, "warning"), (10, "error"), (15, "error"), (200, "error")],
)
def test_level_by_number_of_people(number: int, expected: str | None) -> None:
    assert level(people_mail(to=people(number))) == expected


def test_to_and_cc_are_summed() -> None:
    finding = finding_of("LC101", people_mail(to=people(14), cc="last@example.org"))
    assert finding is not None
    assert finding.total == 15
    assert finding.severity.label == "error"


def test_cc_alone_counts() -> None:
    assert level(people_mail(to="petra@coach.example", cc=people(15))) == "error"


def test_reply_to_all_gives_one_finding() -> None:
    mail = people_mail(to=people(115), subject="Re: Hello", In_Reply_To="<1@example.com>")
    assert [f.rule.id for f in report_of(mail).findings].count("LC101") == 1


def test_all_in_bcc_is_silent() -> None:
    assert level(people_mail(to="petra@coach.example", bcc=people(50))) is None


@pytest.mark.parametrize("number", [20, 200])
def test_one_freemail_provider_is_no_organisation(number: int) -> None:
    assert level(people_mail(to=people(number, "gmail.com"))) == "error"


def test_three_freemail_domains() -> None:
    addresses = ", ".join(f"p{n}@{('gmail.com', 'outlook.com', 'gmx.de')[n % 3]}" for n in range(200))
    assert level(people_mail(to=addresses)) == "error"


def test_four_people_in_four_firms_are_a_note() -> None:
    assert level(people_mail(to=people(4))) == "note"


@pytest.mark.parametrize(
    ("policy", "number", "expected"),
    [
        ("[rules.LC101]\nnote = 0\nwarning = 0\nerror = 0", 50, None),
        ("[rules.LC101]\nerror = 0", 50, "warning"),
        ("[rules.LC101]\nnote = 0", 4, None),
        ("[rules.LC101]\nnote = 3", 2, None),
        ("[rules.LC101]\nerror = 3", 3, "error"),
        ("[rules.visible-recipients]\nerror = 3", 3, "error"),
        ("[rules.LC101]\nseverity = 'error'", 2, "error"),
    ],
)
def test_thresholds_are_policy(policy: str, number: int, expected: str | None) -> None:
    assert level(people_mail(to=people(number)), policy) == expected


def test_nothing_lifts_a_level_that_is_off() -> None:
    mail = people_mail(to=people(3), body="Ann was diagnosed with depression.")
    assert level(mail, "[rules.LC101]\nnote = 0") is None


def test_the_same_person_counts_once() -> None:
    mail = people_mail(to='ann@example.com, "Ann" <ANN@EXAMPLE.COM>, Ann Lee <Ann@Example.com>')
    assert level(mail) is None


def test_an_idn_and_its_a_label_are_one() -> None:
    assert level(people_mail(to="a@bücher.example, a@xn--bcher-kva.example")) is None


def test_blank_entries_do_not_count() -> None:
    assert level(people_mail(to="ann@example.com, , ")) is None


def test_undisclosed_recipients_are_nobody() -> None:
    report = report_of(people_mail(to="undisclosed-recipients:;", bcc=people(5)))
    assert report.visible_recipients == 0


def test_members_of_a_group_count() -> None:
    finding = finding_of("LC101", people_mail(to="Clients: ann@example.com, bob@example.net;"))
    assert finding is not None
    assert finding.total == 2


def test_two_to_lines_are_summed() -> None:
    mail = "From: petra@coach.example\nTo: a@example.com\nTo: b@example.net\n\nx\n"
    assert level(mail) == "note"


def test_a_folded_to_line() -> None:
    assert level("From: petra@coach.example\nTo: a@example.com,\n\tb@example.net,\n c@example.org\n\nx\n") == "note"


def test_resent_to_is_visible() -> None:
    assert level(people_mail(to="a@example.com", Resent_To="b@example.net")) == "note"


def test_resent_bcc_is_hidden() -> None:
    assert level(people_mail(to="a@example.com", Resent_Bcc="b@example.net")) is None


def test_own_addresses_are_left_out() -> None:
    mail = people_mail(to="petra@coach.example, petra.private@example.org, ann@example.com")
    assert level(mail, '[me]\naddresses = ["Petra.Private@example.org"]') is None


def test_one_outsider_and_244_in_bcc() -> None:
    assert level(people_mail(to="ann@example.com", bcc=people(244))) is None


def test_a_recall_to_the_same_list_is_found_again() -> None:
    assert level(people_mail(cc=people(270), subject="Recall: Hello")) == "error"


class TestOwnDomains:
    def test_configured_domain_does_not_count(self) -> None:
        report = report_of(people_mail(to=people(20, "coach.example")), '[me]\ndomains = ["coach.example"]')
        assert not [f for f in report.findings if f.rule.id == "LC101"]
        assert report.visible_recipients == 20

    def test_domain_of_from_counts_as_own_beside_outsiders(self) -> None:
        finding = finding_of("LC101", people_mail(to=people(8, "coach.example"), cc="a@example.com, b@example.net"))
        assert finding is not None
        assert (finding.total, finding.severity.label) == (2, "note")

    def test_domain_of_from_alone_is_a_note_with_a_hint(self) -> None:
        finding = finding_of("LC101", people_mail(to=people(30, "coach.example")))
        assert finding is not None
        assert finding.severity.label == "note"
        assert "[me] domains" in finding.help

    @pytest.mark.parametrize(
        "stranger",
        ["a@notcoach.example", "a@coach.example.evil.test", '"a@coach.example" <a@evil.test>', "a@sub.coach.example"],
    )
    def test_what_only_looks_like_the_own_domain(self, stranger: str) -> None:
        mail = people_mail(to=f"b@example.com, {stranger}")
        finding = finding_of("LC101", mail, '[me]\ndomains = ["coach.example"]')
        assert finding is not None
        assert finding.total == 2

    def test_subdomains_only_when_asked(self) -> None:
        mail = people_mail(to="a@x.coach.example, b@y.coach.example")
        assert level(mail, '[me]\ndomains = ["*.coach.example", "coach.example"]') is None

    def test_case_does_not_matter(self) -> None:
        assert level(people_mail(to="Y <y@COACH.EXAMPLE>, a@example.com")) is None

    def test_freemail_domain_of_from_is_not_own(self) -> None:
        mail = people_mail(to="a@gmail.com, b@gmail.com", From="petra@gmail.com")
        assert level(mail) == "note"


class TestColleagues:
    mail = people_mail(to=people(12, "firm.example"))

    @pytest.mark.parametrize(("option", "expected"), [("lower", "warning"), ("count", "error"), ("ignore", None)])
    def test_one_organisation(self, option: str, expected: str | None) -> None:
        assert level(self.mail, f'[rules.LC101]\ncolleagues = "{option}"') == expected

    def test_two_organisations(self) -> None:
        assert level(people_mail(to=people(6, "firm.example"), cc=people(6, "other.example"))) == "error"


class TestSteps:
    def test_sensitive_content_lifts(self) -> None:
        assert level(people_mail(to=people(2), body="She was diagnosed with depression.")) == "warning"

    def test_sensitive_display_name_lifts(self) -> None:
        assert level(people_mail(to='"Ann, diagnosed with depression" <a@example.com>, b@example.net')) == "warning"

    def test_up_and_down_cancel(self) -> None:
        mail = people_mail(to=people(5, "firm.example"), body="She was diagnosed with depression.")
        assert level(mail) == "warning"

    def test_marketing_without_known_consent_lifts(self) -> None:
        assert level(people_mail(to=people(5)), purpose="contact:marketing/autumn") == "error"

    def test_strict_consent_lifts(self) -> None:
        assert level(people_mail(to=people(2)), "[consent]\nstrict = true") == "warning"

    def test_never_above_error(self) -> None:
        assert level(people_mail(to=people(20), body="She was diagnosed with depression.")) == "error"

    def test_reply_to_all_who_saw_one_another_lowers(self) -> None:
        quoted = "Fine.\n\n-----Original Message-----\nFrom: p0@example0.test\nSent: Monday, 2 March 2026 10:12\n"
        quoted += f"To: petra@coach.example; {people(12).replace(',', ';')}\nSubject: Hello\n\nAt eight.\n"
        assert level(people_mail(to=people(12), subject="Re: Hello", body=quoted)) == "warning"


class TestCircles:
    circle = '[[circle]]\nname = "board"\nmembers = ["p0@example0.test", "p1@example1.test", "@example2.test"]\n'

    def test_one_circle_that_holds_all_is_silent(self) -> None:
        assert level(people_mail(to=people(3)), self.circle) is None

    def test_one_stranger_breaks_the_circle(self) -> None:
        assert level(people_mail(to=people(4)), self.circle) == "note"

    def test_two_circles_do_not_add_up(self) -> None:
        more = '[[circle]]\nname = "other"\nmembers = ["@example3.test"]\n'
        assert level(people_mail(to=people(4)), self.circle + more) == "note"

    def test_a_bcc_only_circle_never_silences(self) -> None:
        assert level(people_mail(to=people(3)), self.circle + "bcc-only = true\n") == "note"


def test_locations_show_where_each_person_stands() -> None:
    finding = finding_of("LC101", "From: petra@coach.example\nTo: a@example.com,\n b@example.net\n\nx\n")
    assert finding is not None
    places = [(loc.where, loc.line, loc.evidence.reveal()) for loc in finding.locations]
    assert places == [("To", 2, "a@example.com"), ("To", 3, "b@example.net")]


def test_ten_thousand_people_are_one_finding() -> None:
    finding = finding_of("LC101", people_mail(to=people(10_000)))
    assert finding is not None
    assert finding.total == 10_000
