from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.mail.regions import find_quoted_headers, find_regions
from leakcheck.model.draft import Origin, QuotedHeader

ORIGIN = Origin("part", part="1")


def headers(text: str) -> tuple[QuotedHeader, ...]:
    return find_quoted_headers(text, find_regions(text, ("Ann Lee",)), 3, ORIGIN)


def people(text: str) -> list[tuple[str, tuple[str, str]]]:
    return [(m.field, (m.display_name, m.addr_spec)) for header in headers(text) for m in header.mailboxes]


ANN, BOB, EVA = ("Ann Lee", "ann@example.org"), ("Bob Kim", "bob@example.net"), ("Eva Muster", "eva@example.com")
MAX, KIM = ("", "max@example.com"), ("Kim, Bob", "bob@example.net")

OUTLOOK = """\
From: Bob Kim <bob@example.net>
Sent: today
To: Ann Lee <ann@example.org>; Eva Muster <eva@example.com>
Cc: max@example.com
Subject: Plan"""
GERMAN = """\
Von: Kim, Bob [mailto:bob@example.net]
Gesendet: heute
An: Lee, Ann; Muster, Eva
Betreff: Plan"""
FRENCH = """\
De : Bob Kim <mailto:bob@example.net>
Envoyé : hier
À : max@example.com <mailto:max@example.com>
Objet : Plan"""
BOLD = """\
*From:* Bob Kim <bob@example.net<mailto:bob@example.net>>
*Date:* today
*To:* Team
*Subject:* Plan"""
WRAPPED = """\
---------- Forwarded message ---------
From: Bob Kim <bob@example.net>
Date: today
Subject: Plan
To: Ann Lee <ann@example.org>,
  Eva Muster
  <eva@example.com>, max@example.com"""
MARKED = """\
> From: Bob Kim <bob@example.net>
> To: Ann Lee <ann@example.org>,
>  Eva Muster <eva@example.com>
> Subject: Plan"""
APART = """\
Begin forwarded message:

From: Bob Kim <bob@example.net>

Subject: Plan

To: Ann Lee <ann@example.org>"""
BLOCKS = [
    (OUTLOOK, [("From", BOB), ("To", ANN), ("To", EVA), ("Cc", MAX)]),
    (GERMAN, [("From", KIM), ("To", ("Lee, Ann", "")), ("To", ("Muster, Eva", ""))]),
    (FRENCH, [("From", BOB), ("To", MAX)]),
    (BOLD, [("From", BOB), ("To", ("Team", ""))]),
    (WRAPPED, [("From", BOB), ("To", ANN), ("To", EVA), ("To", MAX)]),
    (MARKED, [("From", BOB), ("To", ANN), ("To", EVA)]),
    (APART, [("From", BOB), ("To", ANN)]),
    (OUTLOOK.replace(": ", ":\t"), [("From", BOB), ("To", ANN), ("To", EVA), ("Cc", MAX)]),
]


@pytest.mark.parametrize(("block", "expected"), BLOCKS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_people_of_a_header_block(block: str, expected: list[tuple[str, tuple[str, str]]], end: str) -> None:
    text = f"See below.\n\n{block}\n\nHello\n".replace("\n", end)
    assert people(text) == expected
    (header,) = headers(text)
    assert header.text == 3
    for mailbox in header.mailboxes:
        shown = text[mailbox.span.start : mailbox.span.end]
        assert mailbox.origin == ORIGIN
        assert mailbox.addr_spec in shown
        assert mailbox.display_name in shown
        assert header.span.start <= mailbox.span.start < mailbox.span.end <= header.span.end


ATTRIBUTIONS = [
    ("On Mon, May 6, 2024 at 10:11 AM Bob Kim <bob@example.net> wrote:", "Bob Kim", "bob@example.net"),
    ("On Mon, May 6, 2024 at 10:11 AM Bob Kim\n<bob@example.net> wrote:", "Bob Kim", "bob@example.net"),
    ("On 5/6/24 10:11, Bob Kim wrote:", "Bob Kim", ""),
    ("On 2024-05-06 10:11, bob@example.net wrote:", "", "bob@example.net"),
    ("Am 06.05.2024 um 10:11 schrieb Bob Kim:", "Bob Kim", ""),
    ("Am Mo., 6. Mai 2024 um 10:11 Uhr schrieb Bob Kim <bob@example.net>:", "Bob Kim", "bob@example.net"),
    ("Le lun. 6 mai 2024 à 10:11, Bob Kim <bob@example.net> a écrit :", "Bob Kim", "bob@example.net"),
    ("Le 06/05/2024 à 10:11, Bob Kim a écrit :", "Bob Kim", ""),
    ("El lun, 6 may 2024 a las 10:11, Bob Kim (<bob@example.net>) escribió:", "Bob Kim", "bob@example.net"),
    ("Op ma 6 mei 2024 om 10:11 schreef Bob Kim <bob@example.net>:", "Bob Kim", "bob@example.net"),
    ("Il giorno lun 6 mag 2024 alle ore 10:11 Bob Kim <bob@example.net> ha scritto:", "Bob Kim", "bob@example.net"),
    ("Em seg., 6 de mai. de 2024 às 10:11, Bob Kim <bob@example.net> escreveu:", "Bob Kim", "bob@example.net"),
    ("On 6 May 2024 10:11, Jean-Luc O'Neill <jl@example.net> wrote:", "Jean-Luc O'Neill", "jl@example.net"),
    ('On 6 May 2024 10:11, "Kim, Bob" <bob@example.net> wrote:', "Kim, Bob", "bob@example.net"),
]


@pytest.mark.parametrize(("attribution", "name", "address"), ATTRIBUTIONS)
def test_author_of_an_attribution(attribution: str, name: str, address: str) -> None:
    text = f"Yes.\n\n{attribution}\n> Coming?\n"
    assert people(text) == [("From", (name, address))]
    (header,) = headers(text)
    shown = text[header.mailboxes[0].span.start : header.mailboxes[0].span.end]
    assert name in shown
    assert address in shown


def test_a_name_without_address_cannot_be_checked() -> None:
    (header,) = headers("Hi\n\nFrom: Bob Kim\nSent: today\nTo: Lee, Ann; Eva\nSubject: x\n\nold")
    assert {mailbox.problem for mailbox in header.mailboxes} == {"no-address"}


def test_the_number_of_a_message_is_nobody() -> None:
    text = """\
-----Original Message-----
Date: Mon, 2 Mar 2026 10:12:00 +0100
From: Bob Kim <bob@example.net>
Message-ID: <199612181755.SAA19491@mail.example>
To: max@example.com
In-reply-to: <v0300@[192.0.2.7]> (message from Eva on Sun, 1 Mar 2026)
References: <1@mail.example>
 <2@mail.example>
Subject: Plan

Fine."""
    assert people(text) == [("From", BOB), ("To", MAX)]


def test_body_text_names_nobody() -> None:
    assert headers("From Ann to Bob: please write to eva@example.com\n") == ()


MARKS = [
    "> ",
    "\n",
    "From: ",
    "To: ",
    "Cc: ",
    "Subject: x\n",
    "ann@example.org",
    "<",
    ">",
    "<mailto:",
    "[mailto:",
    "]",
    ";",
]
MARKS += [
    ",",
    '"',
    "Bob Kim",
    " ",
    "On 5 May 2024 10:11 ",
    " wrote:",
    "\xa0",
    "(",
    "schrieb ",
    "-----Original Message-----\n",
]


@given(st.lists(st.sampled_from(MARKS), max_size=50).map("".join))
def test_people_stand_inside_their_block(text: str) -> None:
    for header in headers("x\n" + text):
        for mailbox in header.mailboxes:
            assert mailbox.field in ("From", "To", "Cc")
            assert header.span.start <= mailbox.span.start <= mailbox.span.end <= header.span.end
