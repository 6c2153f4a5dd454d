from __future__ import annotations

import base64

import pytest

from leakcheck.mail.eml import looks_like_mail, read_eml, read_text
from leakcheck.model.draft import Draft, Encryption
from leakcheck.model.policy import Limits

HEAD = "From: Ann <ann@example.org>\r\nTo: bob@example.com\r\nSubject: s\r\n"


def read(text: str | bytes, **limits: int) -> Draft:
    return read_eml(text if isinstance(text, bytes) else text.encode(), limits=Limits(**limits))


def single(body: str, *fields: str) -> Draft:
    return read(HEAD + "".join(f"{field}\r\n" for field in fields) + "\r\n" + body)


def multi(*parts: str, kind: str = "mixed") -> Draft:
    inner = "".join(f"--x\r\n{part}\r\n" for part in parts)
    return read(f"{HEAD}Content-Type: multipart/{kind}; boundary=x\r\n\r\n{inner}--x--\r\n")


def bodies(draft: Draft) -> list[tuple[str | None, str]]:
    return [(text.part, text.text) for text in draft.texts if text.where == "body"]


def why(draft: Draft) -> list[str]:
    return [unread.why for unread in draft.unread]


def test_people_in_the_order_of_their_fields() -> None:
    draft = read(
        "Bcc: eve@example.com\nResent-To: fay@example.com\nto: bob@example.com\nCc: Team: cy@example.com;\n"
        "To : dee@example.com\nSender: ann@example.org\nFrom: Ann <ann@example.org>\nReply-To: amy@example.org\n\nhi"
    )
    assert [(who.field, who.key) for who in draft.recipients] == [
        ("To", "bob@example.com"),
        ("To", "dee@example.com"),
        ("Cc", "cy@example.com"),
        ("Bcc", "eve@example.com"),
        ("Resent-To", "fay@example.com"),
    ]
    assert [(who.field, who.key) for who in draft.senders] == [
        *(("From", "ann@example.org"), ("Sender", "ann@example.org"), ("Reply-To", "amy@example.org"))
    ]
    assert [(group.field, group.name) for group in draft.groups] == [("Cc", "Team")]


def test_headers_are_decoded_address_fields_stay_for_the_splitter() -> None:
    draft = read("To: =?utf-8?q?Lee=2C_Bob?= <bob@example.com>\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n an alle\n\nhi")
    assert draft.header("to") == "=?utf-8?q?Lee=2C_Bob?= <bob@example.com>"
    assert draft.header("subject") == "Grüße an alle"
    assert draft.recipients[0].display_name == "Lee, Bob"
    assert draft.texts[0].where == "Subject"
    assert draft.texts[0].text == "Grüße an alle"


def test_line_ends_of_texts_are_lf() -> None:
    assert bodies(single("one\r\ntwo\rthree\n")) == [("1", "one\ntwo\nthree\n")]


def test_html_hidden_text_links_and_alternative() -> None:
    draft = multi(
        "Content-Type: text/plain\r\n\r\nhello",
        'Content-Type: text/html\r\n\r\n<p>hello</p><p style="display:none">psst</p><a href="https://example.org">x</a>',
        "Content-Type: text/x-amp-html\r\n\r\n<p>amp</p>",
        kind="alternative",
    )
    assert [text.strip() for _, text in bodies(draft)] == ["hello", "hello\n\nx", "amp"]
    assert {text.alternative for text in draft.texts[1:]} == {""}
    assert [(hidden.part, hidden.text) for hidden in draft.hidden] == [("2", "psst")]
    assert [(link.how, link.text) for link in draft.links] == [("href", "https://example.org")]


def test_flowed_text_is_joined() -> None:
    assert bodies(single("one \r\ntwo\r\n", "Content-Type: text/plain; format=flowed")) == [("1", "one two\n")]


def test_what_is_text_and_what_is_attached() -> None:
    draft = multi(
        "Content-Type: text/plain\r\nContent-Disposition: inline; filename=a.txt\r\n\r\none",
        "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=b.txt\r\n\r\ntwo",
        "Content-Type: text/csv; name=c.csv\r\n\r\nthree",
        "Content-Type: text/csv\r\n\r\nfour",
        "Content-Type: application/pdf; name=d.pdf\r\n\r\nfive",
        "Content-Type: message/delivery-status\r\n\r\nsix",
    )
    assert [text for _, text in bodies(draft)] == ["one", "four", "six"]
    assert [attached.name for attached in draft.attachments] == ["b.txt", "c.csv", "d.pdf"]


def test_an_attachment_is_measured_without_being_decoded() -> None:
    data = bytes(range(256)) * 40
    encoded = base64.encodebytes(data).decode().replace("\n", "\r\n")
    part = "Content-Type: image/png\r\nContent-ID: <a@b>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    draft = multi(part + encoded, 'Content-Type: text/html\r\n\r\n<img src="cid:a@b">', kind="related")
    attached = draft.attachments[0]
    assert (attached.size, attached.head, attached.inline) == (len(data), data[:2048], True)
    draft = multi("Content-Type: x/y\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=\r\n=41=42b=")
    assert (draft.attachments[0].head, draft.attachments[0].inline) == (b"aABb", False)


def test_a_calendar_part_names_attendees() -> None:
    invitation = "BEGIN:VCALENDAR\r\nATTENDEE:mailto:cy@example.com\r\nEND:VCALENDAR\r\n"
    shown = single(invitation, "Content-Type: text/calendar")
    attached = multi(f"Content-Type: text/calendar\r\nContent-Disposition: attachment\r\n\r\n{invitation}")
    assert [[who.key for who in draft.attendees] for draft in (shown, attached)] == [["cy@example.com"]] * 2
    assert len(bodies(shown)) == len(attached.attachments) == 1


def test_an_enclosed_message_is_quoted_and_names_its_people() -> None:
    inner = "From: cy@example.net\r\nTo: dee@example.net,\r\n eve@example.net\r\nSubject: in\r\n\r\ninner text"
    draft = multi(
        f"Content-Type: message/rfc822\r\n\r\n{inner}",
        f"Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=old.eml\r\n\r\n{inner}",
    )
    assert len(draft.quoted_headers) == 2
    for block in draft.quoted_headers:
        text = draft.texts[block.text].text
        assert text == "From: cy@example.net\nTo: dee@example.net, eve@example.net\n"
        assert [text[who.span.start : who.span.end] for who in block.mailboxes] == [
            *("cy@example.net", "dee@example.net", "eve@example.net")
        ]
    assert {region.kind for text in draft.texts[1:] for region in text.regions} == {"quoted", "quoted-header"}
    assert [text for _, text in bodies(draft)].count("inner text") == 2
    assert [attached.name for attached in draft.attachments] == ["old.eml"]
    assert [who.key for who in draft.recipients] == ["bob@example.com"]


@pytest.mark.parametrize(
    ("kind", "body", "expected", "unread"),
    [
        ('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x', "", Encryption("openpgp", True), 1),
        ('multipart/signed; protocol="application/pgp-signature"; boundary=x', "", Encryption("openpgp", False), 0),
        ('multipart/signed; protocol="application/pkcs7-signature"; boundary=x', "", Encryption("smime", False), 0),
        ("application/pkcs7-mime; smime-type=enveloped-data", "MIAGCSqG", Encryption("smime", True), 1),
        ("application/x-pkcs7-mime; name=smime.p7m", "MIAGCSqG", Encryption("smime", True), 1),
        ("application/pkcs7-mime; smime-type=signed-data", "MIAGCSqG", Encryption("smime", False), 1),
        ("text/plain", "hi\r\n-----BEGIN PGP MESSAGE-----\r\n", Encryption("openpgp", True), 1),
        ("text/plain", "-----BEGIN PGP SIGNED MESSAGE-----\r\n", Encryption("openpgp", False), 0),
        ("text/plain", "> -----BEGIN PGP MESSAGE-----\r\n", None, 1),
        ("message/partial; id=1", "hi", None, 1),
        ("message/external-body", "hi", None, 1),
    ],
)
def test_what_is_locked_or_elsewhere(kind: str, body: str, expected: Encryption | None, unread: int) -> None:
    draft = single(body or "--x\r\n\r\nhi\r\n--x--\r\n", f"Content-Type: {kind}")
    assert draft.encryption == expected
    assert len(draft.unread) == unread


def test_text_between_parts_travels_too() -> None:
    parts = "pre bob@example.com\r\n--x\r\n\r\nhi\r\n--x--\r\nepi\r\n"
    draft = single(parts, "Content-Type: multipart/mixed; boundary=x")
    assert [(hidden.how, hidden.text) for hidden in draft.hidden] == [
        ("preamble", "pre bob@example.com"),
        ("epilogue", "epi\n"),
    ]
    usual = parts.replace("pre bob@example.com", "This is a multi-part message in MIME format.").replace("epi", "")
    assert single(usual, "Content-Type: multipart/mixed; boundary=x").hidden == ()


def test_nothing_written_down_is_lost() -> None:
    assert bodies(read("From: ann@example.org\njunk bob\nTo: cy@example.com\n\nhi")) == [
        ("1", "hi"),
        ("1", "junk bob\n"),
    ]
    assert bodies(single("YQ==\r\n-- \r\nfoot bob\r\n", "Content-Transfer-Encoding: base64")) == [
        ("1", "a"),
        ("1", "-- \nfoot bob\n"),
    ]
    lost = single("--y\r\n\r\nann@example.org\r\n", "Content-Type: multipart/mixed; boundary=x")
    assert "ann@example.org" in bodies(lost)[0][1]
    empty = single("only here\r\n--x--\r\n", "Content-Type: multipart/mixed; boundary=x")
    assert bodies(empty) == [("", "only here")]


def test_a_file_inside_the_text_is_not_read_and_said() -> None:
    assert why(single("hi\r\nbegin 644 a.bin\r\n#86YN\r\n`\r\nend\r\n")) == [
        "it stands there encoded, without being attached"
    ]
    assert why(single("=ybegin line=128 size=3 name=a\r\nabc\r\n=yend size=3\r\n")) != []
    assert why(single("we begin 644 days\r\nbegin 2026 now\r\nend")) == []


def test_limits_on_text_and_recipients() -> None:
    draft = read(HEAD + "\r\n" + "word word\r\n" * 100, text_bytes=105)
    assert bodies(draft) == [("1", "word word\n" * 9)]
    assert why(draft) == ["more than 105 bytes of text"]
    draft = read("To: " + ", ".join(f"p{i}@example.com" for i in range(20)) + "\n\nhi", recipients=5)
    assert len(draft.recipients) == 5
    assert why(draft) == ["more than 5 recipients"]


def test_date_and_reply() -> None:
    draft = read("Date: Mon, 2 Mar 2026 10:00:00 +0100\nIn-Reply-To: <1@example.org>\n\nhi")
    assert draft.date is not None
    assert draft.date.isoformat() == "2026-03-02T10:00:00+01:00"
    assert draft.reply
    assert not read("Date: soon\nReferences:\n\nhi").reply


def test_a_file_saved_as_utf_16() -> None:
    draft = read((HEAD + "\r\nGrüße").encode("utf-16"))
    assert [who.key for who in draft.recipients] == ["bob@example.com"]
    assert bodies(draft) == [("1", "Grüße")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"From: ann@example.org\n\nhi", True),
        (b"\xef\xbb\xbfTo: bob@example.com\n\nhi", True),
        (b"\r\nX-Foo: 1\r\nReceived: from x\r\n", True),
        ("To: bob@example.com\n\nhi".encode("utf-16"), True),
        (b"From ann@example.org Mon Jan  1\nTo: bob@example.com\n\nhi", True),
        (b"Dear Bob,\nTo: be sure\n", False),
        (b"Note: this is text\n\nFrom: here\n", False),
        (b"", False),
        (b"\0\1\2", False),
    ],
)
def test_what_looks_like_a_mail(data: bytes, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    assert looks_like_mail(data) is expected


def test_a_text_without_headers_is_a_body() -> None:
    draft = read_text("Grüße\r\nan bob".encode(), "note.txt")
    assert (draft.format, draft.path, draft.texts[0].where, draft.texts[0].text) == (
        *("text", "note.txt", "body", "Grüße\nan bob"),
    )
    assert draft.texts[0].part is None
    assert read_text(b"<html><p>hi<!-- psst --></p>").hidden[0].text.strip() == "psst"
    assert why(read_text(b"0123456789", limits=Limits(text_bytes=4))) == ["only the first 4 bytes are read"]
