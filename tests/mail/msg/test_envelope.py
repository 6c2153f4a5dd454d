from __future__ import annotations

import datetime as dt
from struct import pack
from typing import TYPE_CHECKING, Any

import pytest

from leakcheck.mail.msg import read_msg
from leakcheck.model.policy import Limits
from tests.mail.msg.writer import BCC, CC, TO, Message, Person, write_msg

if TYPE_CHECKING:
    from leakcheck.model.draft import Draft

EXCHANGE = "/o=Org/ou=Exchange Administrative Group/cn=Recipients/cn=a1b2-"
ONE_OFF = bytes(4) + bytes.fromhex("812b1fa4bea310199d6e00dd010f5402")


def read(message: Message) -> Draft:
    return read_msg(write_msg(message))


def one_off(name: str, kind: str, address: str) -> bytes:
    return ONE_OFF + pack("<HH", 0, 0x9001) + "".join(f"{word}\0" for word in (name, kind, address)).encode("utf-16-le")


def in_exchange(more: dict[int, Any]) -> Person:
    return Person("N", EXCHANGE + "n", kind="EX", more=more)


def entries(*blobs: bytes) -> bytes:
    body = b"".join(pack("<I", len(blob)) + blob + bytes(-len(blob) % 4) for blob in blobs)
    return pack("<II", len(blobs), len(body)) + body


def test_the_recipient_table_fills_the_fields() -> None:
    draft = read(
        Message(
            people=(
                Person("Ann Lee", "ann@example.org"),
                Person("Cy", "cy@example.net", BCC),
                Person("'bob@example.com'", "Bob@Example.com", CC),
                Person("Dee", "dee@example.org", TO | 0x10000000),
            )
        )
    )
    assert [(r.field, r.display_name, r.addr_spec, r.key, r.problem) for r in draft.recipients] == [
        ("To", "Ann Lee", "ann@example.org", "ann@example.org", ""),
        ("To", "Dee", "dee@example.org", "dee@example.org", ""),
        ("Cc", "bob@example.com", "Bob@Example.com", "bob@example.com", ""),
        ("Bcc", "Cy", "cy@example.net", "cy@example.net", ""),
    ]
    assert draft.format == "msg"
    assert draft.header("To") == "Ann Lee <ann@example.org>, Dee <dee@example.org>"
    assert {r.origin.form for r in draft.recipients} == {"none"}


def test_spans_cut_each_mailbox_out_of_its_header() -> None:
    people = (Person("Lee, Ann", "ann@example.org"), Person("", "b@example.org"), Person('O "X" P', "x@example.org"))
    draft = read(Message(people=people))
    text = draft.header("To") or ""
    assert [text[slice(*r.span)] for r in draft.recipients] == [
        '"Lee, Ann" <ann@example.org>',
        "b@example.org",
        '"O \\"X\\" P" <x@example.org>',
    ]


@pytest.mark.parametrize(
    ("person", "address", "problem"),
    [
        (Person("N", EXCHANGE + "n", kind="EX", smtp="n@example.org"), "n@example.org", ""),
        (in_exchange({0x300B: b"SMTP:N@EXAMPLE.ORG\0"}), "n@example.org", ""),
        (in_exchange({0x0FFF: one_off("N", "SMTP", "n@example.org")}), "n@example.org", ""),
        (in_exchange({0x800F: ["smtp:o@example.org", "SMTP:n@example.org"]}), "n@example.org", ""),
        (in_exchange({}), "", "x500"),
        (Person("N, Department", EXCHANGE + "n", kind="EX"), "", "x500"),
        (Person("Team", "Unknown", kind="MAPIPDL", more={0x0FFE: 8}), "", "no-address"),
        (Person("Team, North", "", kind="", more={0x0FFE: 8}), "", "no-address"),
        (Person("Staff", "staff@example.org", more={0x0FFE: 8}), "staff@example.org", ""),
        (Person("ann", "", kind=""), "", "no-address"),
        (Person("ann@example.org", "", kind=""), "ann@example.org", ""),
        (Person("N", "n@exa mple", kind="SMTP"), "n@exa", "invalid"),
        (Person("N", "{{email}}", kind="SMTP"), "", "placeholder"),
        (Person("{{email}}", "", kind=""), "", "placeholder"),
        (Person("N", "n@müller.example", kind="SMTP"), "n@müller.example", ""),
    ],
)  # fmt: skip
def test_an_address_is_found_or_missed_for_a_reason(person: Person, address: str, problem: str) -> None:
    (recipient,) = read(Message(people=(person,))).recipients
    assert (recipient.addr_spec, recipient.problem) == (address, problem)


def test_a_name_that_holds_two_typed_addresses_is_two_people() -> None:
    draft = read(Message(people=(Person("ann@example.org; bob@example.org", "", kind=""),)))
    assert [r.key for r in draft.recipients] == ["ann@example.org", "bob@example.org"]


def test_sender_and_reply_to() -> None:
    draft = read(
        Message(
            sender=("Ann Lee", "ann@example.org"),
            more={0x0C1A: "Office", 0x0C1F: "office@example.org", 0x5D01: "office@example.org",
                  0x004F: entries(one_off("Desk", "SMTP", "desk@example.org"), one_off("E", "SMTP", "e@example.org"))},
        )
    )  # fmt: skip
    assert [(r.field, r.key) for r in draft.senders] == [
        ("From", "ann@example.org"),
        ("Sender", "office@example.org"),
        ("Reply-To", "desk@example.org"),
        ("Reply-To", "e@example.org"),
    ]


def test_a_sender_of_exchange_is_looked_up_in_the_transport_headers() -> None:
    more = {0x0042: "Ann", 0x0064: "EX", 0x0065: EXCHANGE + "ann",
            0x007D: "From: Ann Lee <ann@example.org>\r\nX-Mailer: Outlook\r\nSubject: other\r\n\r\n"}  # fmt: skip
    draft = read(Message("mine", more=more))
    assert draft.senders[0].key == "ann@example.org"
    assert draft.header("X-Mailer") == "Outlook"
    assert [h.text for h in draft.headers if h.name == "Subject"] == ["mine"]


def test_header_fields() -> None:
    date = dt.datetime(2026, 3, 2, 10, 0, 5, tzinfo=dt.UTC)
    draft = read(Message("Hi", more={0x0039: date, 0x1035: "<1@example.org>", 0x1042: "<0@example.org>"}))
    assert draft.date == date
    assert draft.header("Date") == "Mon, 02 Mar 2026 10:00:05 +0000"
    assert draft.header("Message-ID") == "<1@example.org>"
    assert draft.header("In-Reply-To") == "<0@example.org>"
    assert draft.header("Subject") == "Hi"
    assert draft.reply


@pytest.mark.parametrize(("size", "reply"), [(22, False), (27, True)])
def test_a_conversation_index_with_a_second_entry_is_a_reply(size: int, *, reply: bool) -> None:
    assert read(Message(more={0x0071: bytes(size)})).reply is reply


def test_rows_that_are_missing_are_a_defect() -> None:
    data = write_msg(Message(people=(Person("Ann", "ann@example.org"), Person("Bob", "bob@example.org"))))
    gone = data.replace(
        "__recip_version1.0_#00000001".encode("utf-16-le"), "__other_version1.0_#00000001".encode("utf-16-le")
    )
    assert [d.code for d in read_msg(gone).defects] == ["recipients-missing"]


def test_displayed_names_stand_in_for_a_table_that_is_not_there() -> None:
    draft = read(Message(more={0x0E04: "Ann Lee; 'bob@example.org'", 0x0E03: "", 0x0E02: "cy@example.org"}))
    assert [(r.field, r.display_name, r.addr_spec, r.problem) for r in draft.recipients] == [
        ("To", "Ann Lee", "", "no-address"),
        ("To", "", "bob@example.org", ""),
        ("Bcc", "", "cy@example.org", ""),
    ]


def test_a_limit_on_recipients_is_said() -> None:
    people = tuple(Person("", f"p{number}@example.org") for number in range(5))
    draft = read_msg(write_msg(Message(people=people)), limits=Limits(recipients=3))
    assert len(draft.recipients) == 3
    assert draft.unread[0].what == "the rest of the recipients"


@pytest.mark.parametrize(
    ("codec", "numbers", "text"),
    [
        ("cp1251", {0x3FFD: 1251}, "Программа на январь"),
        ("cp932", {0x3FF1: 1041}, "御社の提案"),
        ("cp1252", {0x3FFD: 1252, 0x3FDE: 65001}, "Grüße aus Köln"),
        ("utf-8", {0x3FFD: 65001}, "Grüße, Привет, 御社"),
        ("cp932", {0x3FFD: 20127, 0x3FDE: 932}, "御社の提案"),
        ("utf-8", {}, "Grüße"),
    ],
)
def test_eight_bit_strings(codec: str, numbers: dict[int, int], text: str) -> None:
    person = Person(text, "ann@example.org")
    draft = read(Message(text, body=f"{text}\r\n", people=(person,), codec=codec, numbers=numbers))
    assert draft.header("Subject") == text
    assert draft.recipients[0].display_name == text
    assert draft.texts[1].text == f"{text}\n"
