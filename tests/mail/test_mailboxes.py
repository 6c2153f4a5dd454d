from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.mail.mailboxes import Mailboxes, parse_mailboxes
from leakcheck.model.draft import Origin

if TYPE_CHECKING:
    from pathlib import Path

ORIGIN = Origin("field")

# header -> (display name, address) of every mailbox that has an address, in order
GOOD: dict[str, list[tuple[str, str]]] = {
    "": [],
    " \t ": [],
    ",": [],
    ";;, ,": [],
    "<>": [],
    "(nobody at all)": [],
    "undisclosed-recipients": [],
    "undisclosed-recipients:;": [],
    "Undisclosed recipients:": [],
    "<undisclosed-recipients:;@mail.example.org>": [],
    "pat@example.org, undisclosed-recipients:;, kim@example.org": [("", "pat@example.org"), ("", "kim@example.org")],
    "undisclosed-recipients@example.org": [("", "undisclosed-recipients@example.org")],
    "pat@example.org": [("", "pat@example.org")],
    "  pat@example.org  ": [("", "pat@example.org")],
    "Pat Doe <pat@example.org>": [("Pat Doe", "pat@example.org")],
    "Pat Doe<pat@example.org>": [("Pat Doe", "pat@example.org")],
    "Dr. Pat J. Doe-O'Neil <pat@example.org>": [("Dr. Pat J. Doe-O'Neil", "pat@example.org")],
    '"Doe, Pat" <pat@example.org>; kim@example.net': [("Doe, Pat", "pat@example.org"), ("", "kim@example.net")],
    '"Doe; Pat" <pat@example.org>': [("Doe; Pat", "pat@example.org")],
    '"Pat <kim@example.net>" <pat@example.org>': [("Pat <kim@example.net>", "pat@example.org")],
    '"Pat, kim@example.net, x" <pat@example.org>': [("Pat, kim@example.net, x", "pat@example.org")],
    '"Pat \\"P\\" Doe" <pat@example.org>': [('Pat "P" Doe', "pat@example.org")],
    '"Pat" "Doe" <pat@example.org>': [("Pat Doe", "pat@example.org")],
    "'Pat Doe' <pat@example.org>": [("'Pat Doe'", "pat@example.org")],
    "'pat@example.org'": [("", "pat@example.org")],
    "\u2018pat@example.org\u2019": [("", "pat@example.org")],
    "'pat@example.org' <pat@example.org>": [("'pat@example.org'", "pat@example.org")],
    "<'pat@example.org'>": [("", "pat@example.org")],
    'Pat <"pat@example.org">': [("Pat", "pat@example.org")],
    "o'neil@example.org": [("", "o'neil@example.org")],
    "kim@example.net <pat@example.org>": [("kim@example.net", "pat@example.org")],
    '"pat doe"@example.org, "a,b"@example.org': [("", '"pat doe"@example.org'), ("", '"a,b"@example.org')],
    "pat@example.org (Pat (the boss) Doe)": [("Pat (the boss) Doe", "pat@example.org")],
    "pat@example.org (write to kim@example.net, please), x@example.com": [
        ("write to kim@example.net, please", "pat@example.org"),
        ("", "x@example.com"),
    ],
    "Pat Doe (client) <pat@example.org>": [("Pat Doe (client)", "pat@example.org")],
    "Pat Doe <pat@example.org> (client)": [("Pat Doe (client)", "pat@example.org")],
    "pat(remark)@(remark)example.org": [("", "pat@example.org")],
    "pat @ example.org": [("", "pat@example.org")],
    "Pat Doe <pat @ example.org>": [("Pat Doe", "pat@example.org")],
    ":( Pat <pat@example.org>": [(":( Pat", "pat@example.org")],
    "Pat ) <pat@example.org>": [("Pat )", "pat@example.org")],
    "Board: pat@example.org, Kim <kim@example.net>;": [("", "pat@example.org"), ("Kim", "kim@example.net")],
    "A: B: pat@example.org;;, kim@example.net": [("", "pat@example.org"), ("", "kim@example.net")],
    "Re: Board <pat@example.org>": [("Re: Board", "pat@example.org")],
    "Board : (why) pat@example.org ; kim@example.net": [("why", "pat@example.org"), ("", "kim@example.net")],
    '"Pat Doe <pat@example.org>, kim@example.net': [("Pat Doe", "pat@example.org"), ("", "kim@example.net")],
    '"Pat <pat@example.org>, "Kim" <kim@example.net>': [("Pat", "pat@example.org"), ("Kim", "kim@example.net")],
    'Pat" <pat@example.org>, "Kim" <kim@example.net>': [("Pat", "pat@example.org"), ("Kim", "kim@example.net")],
    "Pat <pat@example.org, Kim <kim@example.net>": [("Pat", "pat@example.org"), ("Kim", "kim@example.net")],
    "Pat <pat@example.org; kim@example.net": [("Pat", "pat@example.org"), ("", "kim@example.net")],
    "Pat <<pat@example.org>>": [("Pat", "pat@example.org")],
    "Pat pat@example.org>": [("Pat", "pat@example.org")],
    "<pat@example.org, kim@example.net>": [("", "pat@example.org"), ("", "kim@example.net")],
    "<pat@example.org kim@example.net>": [("", "pat@example.org"), ("", "kim@example.net")],
    "<pat@example.org> <kim@example.net>": [("", "pat@example.org"), ("", "kim@example.net")],
    "Pat <pat@example.org> Kim <kim@example.net>": [("Pat", "pat@example.org"), ("Kim", "kim@example.net")],
    "pat@example.org kim@example.net": [("", "pat@example.org"), ("", "kim@example.net")],
    "pat@example.org\r\n kim@example.net": [("", "pat@example.org"), ("", "kim@example.net")],
    "Pat Doe\r\n\t<pat@example.org>": [("Pat Doe", "pat@example.org")],
    "Pat pat@example.org Kim kim@example.net": [("Pat", "pat@example.org"), ("Kim", "kim@example.net")],
    "pat@example.org|kim@example.net": [("", "pat@example.org"), ("", "kim@example.net")],
    "pat@example.org；kim@example.net": [("", "pat@example.org"), ("", "kim@example.net")],
    "mailto:pat@example.org": [("", "pat@example.org")],
    "<mailto:pat@example.org?subject=Hi>": [("", "pat@example.org")],
    "Pat Doe [mailto:pat@example.org]": [("Pat Doe", "pat@example.org")],
    "Pat Doe [SMTP:pat@example.org]": [("Pat Doe", "pat@example.org")],
    "pat@example.org<mailto:pat@example.org>": [("pat@example.org", "pat@example.org")],
    "Pat <pat@example.org><mailto:pat@example.org>": [("Pat", "pat@example.org")],
    "Pat <@one.example,@two.example:pat@example.org>": [("Pat", "pat@example.org")],
    "pat@[192.0.2.7], kim@[IPv6:2001:db8::7]": [("", "pat@[192.0.2.7]"), ("", "kim@[IPv6:2001:db8::7]")],
    "\ufeffpat@example.org\u200b, \u2068kim@example.net\u2069": [("", "pat@example.org"), ("", "kim@example.net")],
    "ünal@example.org, pat@bücher.example": [("", "ünal@example.org"), ("", "pat@bücher.example")],
    "=?utf-8?Q?Doe=2C_Pat?= <pat@example.org>": [("Doe, Pat", "pat@example.org")],
    "=?utf-8?Q?=3Ckim=40example=2Enet=3E=2C?= <pat@example.org>": [("<kim@example.net>,", "pat@example.org")],
    "=?utf-8?Q?Doe,_Pat?= <pat@example.org>": [("Doe, Pat", "pat@example.org")],
    '=?utf-8?Q?"Pat?= <pat@example.org>, kim@example.net': [('"Pat', "pat@example.org"), ("", "kim@example.net")],
    "=?x?Q?,kim@example.net,?= <pat@example.org>": [("", "kim@example.net"), ("", "pat@example.org")],
    '"=?utf-8?B?SsO8cmdlbg==?=" <j@example.org>': [("Jürgen", "j@example.org")],
    "{{ name }} <team@example.org>": [("{{ name }}", "team@example.org")],
    "[Team] Pat <pat@example.org>": [("[Team] Pat", "pat@example.org")],
    "«Пат» <pat@example.org>": [("«Пат»", "pat@example.org")],
    "Pat\\, Doe <pat@example.org>": [("Doe", "pat@example.org")],
    "pat@example.org.": [("", "pat@example.org.")],
    "p..at@example.org": [("", "p..at@example.org")],
    "pat@example": [("", "pat@example")],
}  # fmt: skip

# header -> the problem of every mailbox that has one, in order
PROBLEMS: dict[str, list[str]] = {
    "staff": ["no-address"],
    "staff, pat@example.org": ["no-address"],
    "Doe, Pat <pat@example.org>": ["no-address"],
    "組 織 <組 織>": ["no-address"],
    "list <description>": ["no-address"],
    "Pat <>": ["no-address"],
    "pat@example.org staff": ["no-address"],
    "http://example.org/list": ["no-address"],
    "/O=ORG/OU=EXCHANGE/CN=RECIPIENTS/CN=PAT": ["x500"],
    "Pat </o=ExchangeLabs/ou=Group/cn=Recipients/cn=pat>": ["x500"],
    "EX:/o=Org/ou=First/cn=Recipients/cn=pat": ["x500"],
    "CN=Pat Doe/OU=Sales/O=Org": ["x500"],
    "{{ user.email }}": ["placeholder"],
    "{{ name }} <{{ email }}>, team@example.org": ["placeholder"],
    '{{ emails | join(", ") }}': ["placeholder"],
    "{{ login }}@example.org": ["placeholder"],
    "{% for c in clients %}{{ c.email }}{% if more %}, {% endif %}{% endfor %}": ["placeholder"],
    "*|EMAIL|*, %recipient%, ${to}, <%= user.email %>, [[email]], [EMAIL]": ["placeholder"] * 6,
    "«E-Mail», <<Email>>, $email": ["placeholder"] * 3,
    '"pat@example.org"': ["unreadable"],
    "=?utf-8?Q?Pat_=3Cpat=40example=2Eorg=3E?=": ["unreadable"],
    "(pat@example.org)": ["unreadable"],
    "pat@": ["invalid"],
    "@example.org": ["invalid"],
    "pat@kim@example.org": ["invalid"],
    "<pat@> <kim@>": ["invalid", "invalid"],
    "UNDISCLOSED-RECIPIENTS:;": [],
    "pat@example.org.": ["invalid"],
    "p..at@example.org": ["invalid"],
    "pat@example": ["invalid"],
    "pat@example.org": [],
}


def read(header: str) -> Mailboxes:
    return parse_mailboxes(header, "To", ORIGIN)


@pytest.mark.parametrize("header", GOOD)
def test_mailboxes(header: str) -> None:
    found = read(header).recipients
    assert [(r.display_name, r.addr_spec) for r in found if r.addr_spec] == GOOD[header]
    check_spans(header)


@pytest.mark.parametrize("header", PROBLEMS)
def test_problems(header: str) -> None:
    found = read(header).recipients
    assert [r.problem for r in found if r.problem] == PROBLEMS[header]
    assert all(r.addr_spec or r.problem for r in found)
    check_spans(header)


def check_spans(header: str) -> None:
    end = 0
    for recipient in read(header).recipients:
        assert end <= recipient.span.start < recipient.span.end <= len(header)
        piece = header[recipient.span.start : recipient.span.end]
        assert piece == piece.strip(" \t\r\n")
        if recipient.addr_spec.isascii() and "(" not in piece and " @" not in piece:
            assert recipient.addr_spec in piece
        end = recipient.span.end


def test_a_span_holds_the_whole_mailbox() -> None:
    header = 'Pat Doe <pat@example.org>,\t"Kim, K" <kim@example.net> (x); list@example.com'
    spans = [header[r.span.start : r.span.end] for r in read(header).recipients]
    assert spans == ["Pat Doe <pat@example.org>", '"Kim, K" <kim@example.net> (x)', "list@example.com"]


def test_keys_are_canonical() -> None:
    found = read("Pat@EXAMPLE.org, kim@bücher.example, x@example.com., bad@, p..t@example.org").recipients
    assert [r.key for r in found] == ["pat@example.org", "kim@xn--bcher-kva.example", "x@example.com", "", ""]


def test_groups() -> None:
    header = 'Clients: pat@example.org, Kim <kim@example.net>; "My, Team":x@example.com;, none:;, last: z@example.org'
    found = read(header)
    assert [(r.addr_spec, r.group) for r in found.recipients] == [
        ("pat@example.org", "Clients"),
        ("kim@example.net", "Clients"),
        ("x@example.com", "My, Team"),
        ("z@example.org", "last"),
    ]
    assert [(g.name, g.members, header[g.span.start : g.span.end]) for g in found.groups] == [
        ("Clients", 2, "Clients: pat@example.org, Kim <kim@example.net>;"),
        ("My, Team", 1, '"My, Team":x@example.com;'),
        ("none", 0, "none:;"),
        ("last", 1, "last: z@example.org"),
    ]


def test_the_tricky_headers_of_the_corpus(corpus: Path) -> None:
    wrong = []
    lines = (corpus / "address_headers.jsonl").read_text(encoding="utf-8").splitlines()
    for case in map(json.loads, lines):
        found = [(r.display_name, r.addr_spec) for r in read(case["header"]).recipients if r.addr_spec]
        wanted = [(e["display_name"], e["addr_spec"]) for e in case["expected"]]
        names = [(have if want is None else want) for (have, _), (want, _) in zip(found, wanted, strict=False)]
        if found != [(name, spec) for name, (_, spec) in zip(names, wanted, strict=False)] or len(found) != len(wanted):
            wrong.append(case["id"])
    assert len(lines) == 96
    assert wrong == []


def test_everyday_forms_need_no_library() -> None:
    code = (
        "import sys\nfrom leakcheck.mail.mailboxes import parse_mailboxes as p\n"
        "from leakcheck.model.draft import Origin\n"
        "p('Pat <pat@example.org>, foo@, \"Doe, P\" <p@example.org>, staff', 'To', Origin('field'))\n"
        "assert not {'flanker', 'email_validator'} & set(sys.modules), sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


HOSTILE = st.sampled_from(
    [
        '"', "'", "(", ")", "<", ">", ":", "@", "\\", "[", "]", ".", " ", "\r\n ", "\t", "staff", "Team:", "mailto:",
        "=?utf-8?Q?", "=?utf-8?Q?a=2C?=", "{{", "}}", "{{ x }}", "%a%", "é", "\udcff", "\0", "\ufdd0",
        "kim@example.net", "<kim@example.net>",
    ]
)  # fmt: skip
SEPARATOR = st.sampled_from([",", ", ", ";", ",\r\n "])


@given(st.lists(HOSTILE, max_size=30).map("".join) | st.text(max_size=80))
@settings(max_examples=500, deadline=None)  # the first odd address imports a library
def test_never_raises_and_spans_ascend(text: str) -> None:
    found = read(text)
    end = 0
    for recipient in found.recipients:
        assert end <= recipient.span.start < recipient.span.end <= len(text)
        assert recipient.addr_spec or recipient.problem
        end = recipient.span.end
    assert all(0 <= g.span.start < g.span.end <= len(text) for g in found.groups)


# What may stand before a comma without swallowing what follows it; an open quote or comment rightly may not.
NEIGHBOUR = st.sampled_from(
    [
        "staff", "Pat <kim@example.net", "Team:", "foo@", "@bar", "a@b@example.org", '"q" <kim@example.net>', "x (y)",
        "<>", "{{ x }}", "%a%", "=?utf-8?Q?a=2C?=", "'", ">", ")", "\\", "[", "http://example.org", "mailto:", "é@", "",
        "\ufdd1", "Lee's", "<<x>>", "<@r.example:k@example.net>", "/O=ORG/CN=X", "kim@example.net>",
        "(c) z@example.org", "5 < 6",
    ]
)  # fmt: skip


@given(st.lists(st.tuples(NEIGHBOUR, SEPARATOR), max_size=8), st.lists(st.tuples(SEPARATOR, NEIGHBOUR), max_size=8))
@settings(max_examples=500, deadline=None)  # the first odd address imports a library
def test_a_plain_address_is_found_among_any_neighbours(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    text = "".join(map("".join, before)) + "pat@example.org" + "".join(map("".join, after))
    assert "pat@example.org" in [r.key for r in read(text).recipients]


UNITS = '( " , ", < <@ : a: {{ @ a@ \\ "a@x, (a@x.org =?u?q? <a@x <@a: (c)@x ; a;'


@pytest.mark.parametrize("unit", UNITS.split())
def test_hostile_repetition_ends(unit: str) -> None:
    for text in (unit * 20_000, f"{unit} " * 20_000, "pat@example.org, " + unit * 20_000):
        assert len(read(text).recipients) <= 40_001


def test_many_recipients() -> None:
    found = read(", ".join(f'"Doe, Pat {n}" <pat{n}@example.org>' for n in range(20_000))).recipients
    assert len({r.key for r in found}) == 20_000
