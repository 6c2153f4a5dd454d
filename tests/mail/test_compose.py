import base64

import pytest

from leakcheck.mail.compose import read_compose
from leakcheck.model.policy import Limits


def test_people_of_all_fields_with_and_without_names():
    draft = read_compose(
        {
            "from": "Petra <petra@coach.example>",
            "to": ["Anna <anna@example.com>", {"name": "Berger, Ben", "email": "ben@example.net"}],
            "bcc": ["cleo@example.org"],
        }
    )
    assert [(r.field, r.display_name, r.key) for r in draft.recipients] == [
        ("To", "Anna", "anna@example.com"),
        ("To", "Berger, Ben", "ben@example.net"),
        ("Bcc", "", "cleo@example.org"),
    ]
    to = draft.header("To") or ""
    assert [to[r.span.start : r.span.end] for r in draft.recipients if r.field == "To"] == [
        "Anna <anna@example.com>",
        '"Berger, Ben" <ben@example.net>',
    ]
    assert (draft.format, draft.senders[0].key) == ("compose", "petra@coach.example")


def test_a_list_that_was_not_expanded_has_no_address():
    assert [r.problem for r in read_compose({"to": ["Squad <Squad>"]}).recipients] == ["no-address"]


def test_an_odd_entry_cannot_swallow_the_next_one():
    people = read_compose({"to": ['"never closed', "anna@example.com"]}).recipients
    assert "anna@example.com" in {person.key for person in people}


@pytest.mark.parametrize("plain", [True, False])
def test_the_text_that_would_be_sent(plain):
    draft = read_compose({"isPlainText": plain, "plainTextBody": "in plain", "body": "<p>in <b>HTML</b></p>"})
    assert "".join(text.text for text in draft.texts).split() == ["in", "plain" if plain else "HTML"]


def test_a_reply_knows_what_it_quotes():
    body = "Yes\n\nOn 1 March 2026 Anna wrote:\n> old words\n"
    draft = read_compose({"type": "reply", "isPlainText": True, "plainTextBody": body})
    assert draft.reply
    assert [region.kind for region in draft.texts[0].regions][::2] == ["body", "quoted"]


def test_attachments_are_read_and_what_did_not_come_is_said():
    data = base64.b64encode(b"call +49 30 901820").decode()
    entries = [{"name": "a.txt", "type": "text/plain", "data": data}, {"name": "b.zip", "why": "it is too large"}]
    draft = read_compose({"attachments": entries})
    assert [text.text for text in draft.texts if text.attached] == ["call +49 30 901820"]
    assert [(gap.what, gap.why) for gap in draft.unread] == [("attachment b.zip", "it is too large")]


def test_limits_are_said():
    limits = Limits(text_bytes=10, recipients=1)
    draft = read_compose({"to": ["a@example.com", "b@example.com"], "plainTextBody": "x" * 11}, limits)
    assert len(draft.recipients) == 1
    assert {gap.what for gap in draft.unread} == {"the rest of the text", "the rest of the recipients"}


@pytest.mark.parametrize(
    "details",
    [
        {},
        {"to": 5, "cc": [None, [], {"email": 3}], "attachments": [1, {"data": "%"}], "body": 3, "isPlainText": False},
        {"to": ["\ud800@example.com"], "subject": "\udfff", "plainTextBody": "\ud800"},
        {"attachments": {"a": 1}, "from": {"email": "x"}, "replyTo": 1},
    ],
)
def test_anything_is_survived(details):
    assert read_compose(details).format == "compose"
