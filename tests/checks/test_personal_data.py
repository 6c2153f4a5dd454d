"""LC301 to LC314 and LC502: whose datum, where, how many."""

from __future__ import annotations

import pytest

from tests.support import cpu_seconds, finding_of, people_mail, report_of

SIGNATURE = "\n-- \nPetra Lindqvist\n+33 1 99 00 12 34\npetra@coach.example\n"
ALTERNATIVE = (
    "From: petra@coach.example\nTo: ann@example.com\nSubject: {subject}\nMIME-Version: 1.0\n"
    "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n{plain}\n"
    "--b\nContent-Type: text/html\n\n{html}\n--b--\n"
)


def rules(text: str, policy: str = "") -> list[str]:
    return sorted(f"{f.rule.id} {f.severity.label}" for f in report_of(text, policy).findings if f.rule.id[2] in "35")


def test_own_signature_is_no_leak() -> None:
    assert rules(people_mail(to="ann@example.com", body=f"See you.\n{SIGNATURE}")) == []


def test_own_number_is_no_leak_in_the_text_either() -> None:
    body = f"Call me on +33 1 99 00 12 34.\n{SIGNATURE}"
    assert rules(people_mail(to="ann@example.com", body=body)) == []


def test_own_account_in_the_signature_is_no_leak() -> None:
    body = "See the invoice\n-- \nWerk GmbH\nIBAN DE12 5001 0517 0648 4898 90, BIC COBADEFFXXX\nsort code 20-00-00\n"
    assert rules(people_mail(to="ann@example.com", body=body)) == []


def test_somebody_elses_number_is() -> None:
    body = f"Call Bob on +33 1 99 00 56 78.\n{SIGNATURE}"
    assert rules(people_mail(to="ann@example.com", body=body)) == ["LC302 note"]


@pytest.mark.parametrize(
    ("to", "bcc", "expected"),
    [
        ("ann@example.com", "", []),
        ("ann@example.com, bob@example.net", "", []),
        ("bob@example.net", "ann@example.com", ["LC301 note"]),
    ],
)
def test_an_address_that_the_readers_know(to: str, bcc: str, expected: list[str]) -> None:
    mail = people_mail(to=to, bcc=bcc, body="I have your address ann@example.com")
    assert rules(mail) == expected


def test_addresses_of_offices_and_colleagues() -> None:
    body = "Write to info@firm.example or office@coach.example"
    assert rules(people_mail(to="ann@example.com", body=body)) == []


def test_five_people_lift_a_note() -> None:
    body = ", ".join(f"p{n}@firm{n}.example" for n in range(5))
    assert rules(people_mail(to="ann@example.com", body=body)) == ["LC301 warning"]


def test_the_same_value_five_times_is_one() -> None:
    assert rules(people_mail(to="ann@example.com", body="bob@firm.example " * 5)) == ["LC301 note"]


def test_a_published_sample_is_a_note_that_says_so() -> None:
    finding = finding_of("LC303", people_mail(to="ann@example.com", body="Use card 4111 1111 1111 1111"))
    assert finding is not None
    assert finding.severity.label == "note"
    assert "published as an example" in finding.message


def test_both_alternatives_make_one_finding() -> None:
    mail = ALTERNATIVE.format(subject="x", plain="bob@firm.example", html="<p>bob@firm.example</p>")
    finding = finding_of("LC301", mail)
    assert finding is not None
    assert (finding.total, [place.part for place in finding.locations]) == (1, ["1", "2"])


def test_only_in_the_html() -> None:
    finding = finding_of("LC301", ALTERNATIVE.format(subject="x", plain="Hello", html="<p>bob@firm.example</p>"))
    assert finding is not None
    assert [place.part for place in finding.locations] == ["2"]


def test_a_number_split_by_tags() -> None:
    html = "<p>ssn <span>536</span>-<span>22</span>-<span>8714</span></p>"
    assert finding_of("LC305", ALTERNATIVE.format(subject="x", plain="", html=html)) is not None


def test_scripts_and_styles_are_no_text() -> None:
    html = "<style>a{content:'bob@firm.example'}</style><script>x='536-22-8714'</script><p>Hi</p>"
    assert rules(ALTERNATIVE.format(subject="x", plain="Hi", html=html)) == ["LC503 warning"]


def test_subject_only() -> None:
    finding = finding_of("LC305", people_mail(to="ann@example.com", subject="SSN 536-22-8714", body=""))
    assert finding is not None
    assert finding.locations[0].where == "Subject"


@pytest.mark.parametrize("body", ["", "   \n\n  ", "Just a friendly line."])
def test_nothing_to_find(body: str) -> None:
    assert rules(people_mail(to="ann@example.com", body=body)) == []


def test_quoted_data_is_one_level_lower_and_not_counted_twice() -> None:
    quote = "Ok.\n\nOn Mon, 2 Mar 2026 at 10:12, Bob <bob@example.net> wrote:\n> card 4539 5787 6362 1486\n"
    assert rules(people_mail(to="bob@example.net", body=quote)) == ["LC502 warning"]


def test_levels_of_quoted_data_follow_the_rules() -> None:
    """The kinds that LC502 calls a warning are those whose own rule is an error."""
    from leakcheck.engine.rules import load_rules
    from leakcheck.model.policy import Policy

    own = [rule for rule in load_rules(Policy()) if rule.check == "personal-data" and rule.id.startswith("LC3")]
    (quoted,) = [rule for rule in load_rules(Policy()) if rule.id == "LC502"]
    errors = {kind for rule in own if rule.severity.label == "error" for kind in rule.options["kinds"]}
    assert set(quoted.options["warning_kinds"]) == errors


def test_a_word_alone_is_a_note_and_tied_to_a_person_a_warning() -> None:
    assert rules(people_mail(to="a@example.com", body="Anna was diagnosed with depression.")) == ["LC311 warning"]


OWN = [
    ("We have your date of birth as 12.04.1987, is that right?", "LC306 note"),
    ("Is your SSN still 536-22-8714?", "LC305 note"),
    ("Stimmt Ihre Steuer-ID 47036892816 noch?", "LC305 note"),
    ("Votre numéro de sécurité sociale est le 2 95 10 99 126 111 93", "LC305 note"),
    ("Your daughter was born on 12.04.1987, right?", "LC306 warning"),
    ("Is her SSN still 536-22-8714?", "LC305 error"),
    ("Stimmt ihre Steuer-ID 47036892816 noch?", "LC305 error"),
    ("Here is your form. Her SSN is 536-22-8714", "LC305 error"),
    ("Für Ihren Wagen (4 Türen, Baujahr 2019, inkl. Winterreifen, amtl. Steuer-ID 47036892816) gilt:", "LC305 note"),
    ("Danke für Ihren Anruf. Die Steuer-ID ist 47036892816", "LC305 error"),
    ("Sehr geehrte Frau Keller,\n\nder Bescheid ist da. Ihre Steuer-ID 47036892816 stimmt?", "LC305 note"),
    ("Sehr geehrte Frau Keller,\n\nSie haben Post. Ihre IdNr. 47036892816 fehlt uns nicht mehr", "LC305 note"),
    ("Sehr geehrte Frau Keller,\n\nmeine Tochter kommt. Ihre Steuer-ID ist die 47036892816", "LC305 error"),
    ("Sehr geehrte Frau Keller,\n\nes geht um Anna Berger. Ihre Steuer-ID ist die 47036892816", "LC305 error"),
    ("Sehr geehrte Frau Keller,\n\ndie Dame war hier, sie zahlt. Ihre Steuer-ID ist die 47036892816", "LC305 error"),
    ("Danke für Ihren Anruf. Das Kennzeichen ist L-KB 418", "LC313 error"),
    ("Your password is: Tr4ffic!Lamp9", "LC310 error"),
]


@pytest.mark.parametrize(("body", "expected"), OWN)
def test_the_readers_own_datum_is_a_note(body: str, expected: str) -> None:
    assert rules(people_mail(to="ann@example.com", body=body)) == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Please pay 100 to our account, IBAN DE02 1203 0000 0000 2020 51", []),
        ("Bitte auf unser Geschäftskonto überweisen (IBAN DE02 1203 0000 0000 2020 51)", []),
        ("sul nostro conto DE02 1203 0000 0000 2020 51, causale Rossi", []),
        ("par virement : DE02 1203 0000 0000 2020 51 (mon compte)", []),
        ("Meine Steuernummer: 46/271/04188 (Finanzamt Bremen)", []),
        ("Seine Steuernummer: 46/271/04188 (Finanzamt Bremen)", ["LC305 error"]),
        ("Please pay Tom on DE02 1203 0000 0000 2020 51", ["LC304 note"]),
        ("It came to our account. Tom has DE02 1203 0000 0000 2020 51", ["LC304 note"]),
        ("Come to 12 Baker Street, London.\n\n-- \nAnn\n12 Baker Street\nLondon NW1 6XE", []),
        ("Come to 14 Baker Street, London.\n\n-- \nAnn\n12 Baker Street\nLondon NW1 6XE", ["LC307 note"]),
    ],
)
def test_the_senders_own_account_and_street_are_no_leak(body: str, expected: list[str]) -> None:
    assert rules(people_mail(to="bob@example.com", body=body)) == expected


def test_one_alternative_tells_whose_datum_it_is() -> None:
    """At the start of a text "Ihre" could be hers."""
    value = "Ihre Steuer-ID ist bei uns noch die 47036892816, ist das richtig?"
    mail = (
        "From: a@example.org\nTo: ann@example.com\nMIME-Version: 1.0\n"
        "Content-Type: multipart/alternative; boundary=b\n\n"
        f"--b\nContent-Type: text/plain\n\nHallo,\n\n{value}\n"
        f"--b\nContent-Type: text/html\n\n<div>Hallo,</div><div>{value}</div>\n--b--\n"
    )
    assert rules(mail) == ["LC305 note"]


def test_the_readers_own_datum_to_several_is_what_it_is() -> None:
    assert "LC305 error" in rules(people_mail(to="ann@example.com, bob@example.net", body="Is your SSN 536-22-8714?"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.0/24", []),
        ("203.0.113.7/24", ["LC308 note"]),
        ("203.0.113.7/32", ["LC308 note"]),
        ("203.0.113.8/31", ["LC308 note"]),
    ],
)
def test_a_network_is_no_device(address: str, expected: list[str]) -> None:
    assert rules(people_mail(to="ann@example.com", body=f"route the server to {address} first")) == expected


QUOTE = "Fine.\n\nOn Mon, 2 Mar 2026 at 10:12, Ann Lee <ann@example.com> wrote:\n> Bob has 536-22-8714\n"
DEEPER = "> On Sun, 1 Mar 2026 at 09:00, Bob <bob@example.net> wrote:\n>> My IBAN is DE02 1203 0000 0000 2020 51\n"


@pytest.mark.parametrize(
    ("people", "subject", "expected"),
    [
        ({"to": "ann@example.com"}, "Re: Lunch", ["LC502 note", "LC502 note"]),
        ({"to": "ann@example.com"}, "Lunch", ["LC502 note", "LC502 warning"]),
        ({"to": "ann@example.com"}, "Fwd: Lunch", ["LC502 note", "LC502 warning"]),
        ({"to": "cleo@example.com"}, "Re: Lunch", ["LC502 note", "LC502 warning"]),
        ({"to": ""}, "Re: Lunch", ["LC502 note", "LC502 warning"]),
        ({"to": "ann@example.com", "bcc": "cleo@example.com"}, "Re: Lunch", ["LC502 note", "LC502 warning"]),
    ],
)
def test_what_all_readers_of_a_reply_have_had_before_is_a_note(
    people: dict[str, str], subject: str, expected: list[str]
) -> None:
    mail = people_mail(**people, subject=subject, body=QUOTE + DEEPER)
    assert sorted(rule for rule in rules(mail) if rule.startswith("LC502")) == expected


@pytest.mark.parametrize(
    "beside",
    [
        "\nOn Sun, 1 Mar 2026 at 09:00, Zoe <zoe@example.net> wrote:\n> Bob has 536-22-8714\n",
        "\nAnd this:\n\nOn Sun, 1 Mar 2026 at 09:00, Zoe <zoe@example.net> wrote:\n> Bob has 536-22-8714\n",
    ],
)
def test_another_quote_beside_the_answered_mail_is_new_to_its_author(beside: str) -> None:
    body = "Look.\n\nOn Mon, 2 Mar 2026 at 10:12, Ann Lee <ann@example.com> wrote:\n> At noon\n" + beside
    assert "LC502 warning" in rules(people_mail(to="ann@example.com", subject="Re: Lunch", body=body))


def test_a_password_is_not_sent_back() -> None:
    body = QUOTE.replace("Bob has 536-22-8714", "the password is Tr4ffic!Lamp9")
    assert rules(people_mail(to="ann@example.com", subject="Re: Lunch", body=body)) == ["LC502 warning"]


@pytest.mark.slow
def test_many_numbers_for_one_reader_cost_no_more_than_their_number() -> None:
    def of(number: int) -> str:
        return people_mail(to="ann@example.com", body=" ".join(f"+49 30 2312{n:04d}" for n in range(number)))

    few, many = of(1_000), of(4_000)
    assert cpu_seconds(lambda: report_of(many)) < 8 * cpu_seconds(lambda: report_of(few))
