from __future__ import annotations

import subprocess
import sys

import pytest

from leakcheck.mail.msg import read_msg
from leakcheck.mail.places import Places
from leakcheck.model.draft import Draft, Encryption
from leakcheck.model.errors import ReadError
from leakcheck.model.place import Span
from leakcheck.model.policy import Limits
from tests.mail.msg.cfb import write_cfb
from tests.mail.msg.writer import CC, READ, UNSENT, File, Message, Person, compress, encapsulate, write_msg
from tests.support import report_of

HTML = (
    '<html><body><p>Seen <a href="https://example.org/?t=1">link</a></p>'
    '<div style="display:none">Not seen</div></body></html>'
)
RICH = rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\pard Rich text{\v  and more}\par}"


def read(message: Message, limits: Limits = Limits()) -> Draft:  # noqa: B008 - an immutable value
    return read_msg(write_msg(message), limits=limits)


def texts(draft: Draft) -> list[tuple[str, str | None, str | None, str]]:
    return [(t.where, t.part, t.alternative, t.text.strip()) for t in draft.texts]


def test_a_plain_body_is_one_part() -> None:
    draft = read(Message("Hi", "Dear Ann,\r\n\r\nbye\r\n"))
    assert texts(draft) == [("Subject", None, None, "Hi"), ("body", "1", None, "Dear Ann,\n\nbye")]
    assert [(p.number, p.parent, p.media_type, p.leaf) for p in draft.parts] == [("1", None, "text/plain", True)]
    assert all(t.origin.form == "none" for t in draft.texts)


@pytest.mark.parametrize(
    "form", [{"html": HTML.encode(), "numbers": {0x3FDE: 65001}}, {"rtf": encapsulate(HTML)}, {"more": {0x1013: HTML}}]
)
def test_html_from_wherever_it_is_kept(form: dict[str, object]) -> None:
    draft = read(Message("Hi", "Seen link\r\n", **form))  # type: ignore[arg-type]
    assert texts(draft)[1:] == [("body", "1.1", "1", "Seen link"), ("body", "1.2", "1", "Seen link")]
    assert [(h.part, h.text, h.how) for h in draft.hidden] == [("1.2", "Not seen", "display:none")]
    assert [(k.how, k.text) for k in draft.links] == [("href", "https://example.org/?t=1")]
    assert [(p.number, p.parent, p.leaf) for p in draft.parts] == [
        ("1", None, False),
        ("1.1", "1", True),
        ("1.2", "1", True),
    ]


def test_html_alone_is_part_one() -> None:
    assert texts(read(Message("Hi", rtf=encapsulate(HTML))))[1] == ("body", "1", None, "Seen link")


@pytest.mark.parametrize(
    ("data", "numbers", "text"),
    [
        ("<p>Привет</p>".encode("cp1251"), {0x3FDE: 1251, 0x3FFD: 1252}, "Привет"),
        ("<p>御社</p>".encode("iso2022_jp"), {0x3FDE: 50220}, "御社"),
        ('<meta charset="koi8-r"><p>Привет</p>'.encode("koi8_r"), {}, "Привет"),
        ("<p>Grüße</p>".encode(), {}, "Grüße"),
        ("<p>Grüße</p>".encode("cp1252"), {0x3FDE: 20127, 0x3FFD: 1252}, "Grüße"),
    ],
)
def test_the_code_page_of_html(data: bytes, numbers: dict[int, int], text: str) -> None:
    assert texts(read(Message(html=data, numbers=numbers)))[1][3] == text


def test_rich_text_stands_beside_plain_text_that_says_less() -> None:
    draft = read(Message("Hi", "Other", rtf=RICH))
    assert texts(draft)[1:] == [("body", "1.1", "1", "Other"), ("body", "1.2", "1", "Rich text")]
    assert [(h.part, h.text, h.how) for h in draft.hidden] == [("1.2", "and more", "rtf")]


def test_rich_text_that_says_the_same_is_not_repeated() -> None:
    draft = read(Message("Hi", "Rich  text\r\n", rtf=RICH))
    assert texts(draft)[1:] == [("body", "1", None, "Rich  text")]
    assert [h.text for h in draft.hidden] == ["and more"]


def test_rich_text_alone() -> None:
    assert texts(read(Message("Hi", rtf=RICH)))[1] == ("body", "1", None, "Rich text")


def test_rtf_that_a_program_forgot_to_change_is_read_beside_the_html() -> None:
    html = b"<p>Dear Ann, your session is on Monday</p>"
    stale = encapsulate("<p>Dear Bob, your session is on Monday</p>")
    assert [text for _, _, _, text in texts(read(Message(html=html, rtf=stale)))] == [
        "",
        "Dear Ann, your session is on Monday",
        "Dear Bob, your session is on Monday",
    ]
    same = encapsulate("<p>Dear Ann, your\nsession is on Monday</p>\n")
    assert len(read(Message(html=html, rtf=same)).texts) == 2


def test_damaged_rtf_is_said() -> None:
    packed = bytearray(compress(RICH))
    packed[12] ^= 1
    draft = read(Message("Hi", more={0x1009: bytes(packed)}))
    assert texts(draft)[1][3] == "Rich text"
    assert [d.code for d in draft.defects] == ["rtf-damaged"]
    assert [u.what for u in read(Message("Hi", more={0x1009: b"no"})).unread] == ["the formatted body"]


def test_quoted_mail_and_signature_are_regions() -> None:
    header = "From: Bob <bob@example.com>\nTo: Cy <cy@example.net>\nSubject: x"
    body = f"Yes.\n\nAnn Lee\nann@example.org\n\n-----Original Message-----\n{header}\n\nOld\n"
    draft = read(Message("Re: x", body, sender=("Ann Lee", "ann@example.org")))
    assert {region.kind for region in draft.texts[1].regions} >= {"body", "quoted", "quoted-header"}
    assert [m.key for m in draft.quoted_headers[0].mailboxes] == ["bob@example.com", "cy@example.net"]
    assert draft.quoted_headers[0].text == 1


def test_attachments_by_value() -> None:
    html = '<p>x<img src="cid:logo@1"></p>'
    files = (
        File("long name of a list.csv", b"a,b\r\n" * 2000, "text/csv"),
        File("logo.png", b"\x89PNG", "image/png", "<logo@1>"),
        File("hid.bin", b"x", hidden=True),
    )
    draft = read(Message("Hi", "x", rtf=encapsulate(html), files=files))
    assert [(a.name, a.part, a.media_type, a.size, a.inline) for a in draft.attachments] == [
        ("long name of a list.csv", "2", "text/csv", 10_000, False),
        ("logo.png", "3", "image/png", 4, True),
        ("hid.bin", "4", "application/octet-stream", 1, True),
    ]
    for attachment, file in zip(draft.attachments, files, strict=True):
        origin = attachment.origin
        assert isinstance(file.data, bytes)
        assert draft.buffers[origin.buffer].data[slice(*origin.span)] == file.data
        assert draft.buffers[origin.buffer].owner == attachment.part == origin.part
        assert attachment.head == file.data[:2048]
    assert not draft.unread


def test_no_place_of_the_file_has_a_line() -> None:
    draft = read(Message("Hi", "x", people=(Person("", "a@example.org"),), files=(File("a.txt", b"one\ntwo"),)))
    places = Places(draft)
    for origin in (draft.attachments[0].origin, draft.texts[1].origin, draft.recipients[0].origin):
        assert places.locate(origin, Span(0, 1)) == (None, None)


def test_what_is_only_named_is_not_read() -> None:
    files = (File("chart", b"object", method=6), File("far.docx", b"", method=4), File("", b"", method=2))
    draft = read(Message("Hi", "x", files=files))
    assert [(u.what, u.part) for u in draft.unread] == [
        ("attachment chart", "2"),
        ("attachment far.docx", "3"),
        ("an attachment", "4"),
    ]
    assert "OLE" in draft.unread[0].why
    assert [(a.name, a.origin.form) for a in draft.attachments] == [
        ("chart", "none"),
        ("far.docx", "none"),
        ("", "none"),
    ]


def test_an_enclosed_message_is_quoted_text_and_an_attachment() -> None:
    inner = Message(
        "Old", "Old text\r\n", people=(Person("Bob", "bob@example.com"), Person("Cy", "cy@example.net", CC)),
        sender=("Dee", "dee@example.org"), files=(File("old.txt", b"old"),),
    )  # fmt: skip
    draft = read(
        Message("New", "New text\r\n", people=(Person("Ann", "ann@example.org"),), files=(File("Old", inner),))
    )
    assert [r.key for r in draft.recipients] == ["ann@example.org"]
    assert [r.key for r in draft.senders] == []
    enclosed = [t for t in draft.texts if t.part and t.part.startswith("2")]
    assert [(t.part, t.where, {r.kind for r in t.regions}) for t in enclosed] == [
        ("2", "body", {"quoted"}),
        ("2", "body", {"quoted-header"}),
        ("2.1", "body", {"quoted"}),
    ]
    (quoted,) = draft.quoted_headers
    text = draft.texts[quoted.text].text
    assert [text[slice(*m.span)] for m in quoted.mailboxes] == [
        "Dee <dee@example.org>", "Bob <bob@example.com>", "Cy <cy@example.net>",
    ]  # fmt: skip
    assert [(a.name, a.part, a.media_type) for a in draft.attachments] == [
        ("Old", "2", "message/rfc822"),
        ("old.txt", "2.2", "application/octet-stream"),
    ]
    assert draft.attachments[0].size > 0


def test_messages_nested_deep_end_at_the_limit() -> None:
    message = Message("innermost", "secret")
    for depth in range(30):
        message = Message(f"level {depth}", f"text {depth}", files=(File("m", message),))
    draft = read(message, Limits(depth=5))
    assert [u.what for u in draft.unread] == ["the inside of a message"]
    assert len(draft.texts) == 2 + 3 * 5 - 5
    assert not read(message).unread


def test_more_parts_than_allowed_are_said() -> None:
    files = tuple(File(f"{number}.txt", b"x") for number in range(9))
    draft = read(Message("Hi", "x", files=files), Limits(parts=4))
    assert len(draft.attachments) == 3
    assert [u.what for u in draft.unread] == ["the rest of the attachments"]


def test_a_body_longer_than_allowed_is_said() -> None:
    draft = read(Message("Hi", "x" * 5000), Limits(text_bytes=1000))
    assert len(draft.texts[1].text) == 1000
    assert [u.what for u in draft.unread] == ["the rest of the body"]


ENVELOPED_BY_SMIME = Encryption("smime", encrypted=True)
SIGNED_BY_SMIME = Encryption("smime", encrypted=False)
SIGNED = bytes.fromhex("3080 0609 2a864886f70d010702".replace(" ", "")) + bytes(100)


@pytest.mark.parametrize(
    ("message", "encryption", "unread"),
    [
        (Message(class_name="IPM.Note.SMIME", files=(File("smime.p7m", bytes(99)),)), ENVELOPED_BY_SMIME, 1),
        (Message(class_name="IPM.Note.SMIME", files=(File("smime.p7m", SIGNED),)), SIGNED_BY_SMIME, 1),
        (Message(class_name="IPM.Note.SMIME.MultipartSigned", body="Hi"), SIGNED_BY_SMIME, 0),
        (Message(class_name="IPM.Note.SMIME.MultipartSigned"), SIGNED_BY_SMIME, 1),
        (Message(files=(File("message.rpmsg", b"x"),)), None, 1),
        (Message(body="-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n"), Encryption("openpgp", encrypted=True), 1),
        (Message(body="Hi", more={0x6E01: 3}), ENVELOPED_BY_SMIME, 0),
        (Message(body="Hi", more={0x6E01: 2}), SIGNED_BY_SMIME, 0),
        (Message(body="Hi"), None, 0),
    ],
)  # fmt: skip
def test_protected_messages(message: Message, encryption: Encryption | None, unread: int) -> None:
    draft = read(message)
    assert draft.encryption == encryption
    assert len(draft.unread) == unread


def test_an_oft_is_a_template() -> None:
    message = Message("Hi", "Dear {{name}}")
    assert read(message._replace(template=True)).template
    assert read_msg(write_msg(message), "invitation.OFT").template
    assert not read(message).template


@pytest.mark.parametrize(
    ("message", "sent"),
    [
        (Message("Hi", "x", flags=UNSENT | READ), False),
        (Message("Hi", "x", flags=READ), True),
        (Message("Hi", "x", flags=0), False),
        (Message("Hi", "x", flags=READ, template=True), False),
        (Message("Hi", "x", flags=READ, class_name="IPM.Appointment"), False),
    ],
)
def test_a_mail_without_the_unsent_flag_is_no_draft(message: Message, *, sent: bool) -> None:
    assert read(message).sent == sent
    assert [note for note in report_of(write_msg(message)).notes if note.startswith("this is no draft")] == [
        "this is no draft: by Outlook's own flag it was sent or received already"
    ] * sent


def test_another_compound_file_is_refused() -> None:
    with pytest.raises(ReadError, match="no message of Outlook"):
        read_msg(write_cfb({"WordDocument": bytes(5000), "1Table": bytes(5000)}))


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(ReadError, match="larger than 1000 bytes") as error:
        read_msg(write_msg(Message("Hi", "x")), "a.msg", Limits(bytes=1000))
    assert error.value.path == "a.msg"


def test_olefile_is_imported_for_compound_files_only() -> None:
    program = "import sys, leakcheck.mail.msg; sys.exit('olefile' in sys.modules or 'logging' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_reading_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    data = bytearray(write_msg(Message("Hi", "x" * 9000)))
    data[8] = 1
    read_msg(bytes(data))
    assert capfd.readouterr() == ("", "")
