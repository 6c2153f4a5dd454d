from __future__ import annotations

import mailbox
from typing import TYPE_CHECKING

import pytest

from leakcheck import mail
from leakcheck.engine.plan import make_plan
from leakcheck.fix.deliver import write_messages
from leakcheck.fix.split import Split, plan_split
from leakcheck.fix.values import RefusedError
from leakcheck.fix.verify import read_case
from leakcheck.policy.load import parse_policy
from tests.support import TODAY, people_mail

if TYPE_CHECKING:
    from pathlib import Path

ANN, BOB, CLEO = "Ann Lee <ann@example.com>", "bob@example.net", '"Fontaine, Dr. Cleo" <cleo@example.org>'


def split_of(text: str | bytes, policy: str = "") -> Split | None:
    data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    return plan_split(read_case(data, "draft.eml", make_plan(parse_policy(policy)), TODAY))


def messages(text: str | bytes, policy: str = "") -> list[str]:
    split = split_of(text, policy)
    assert split
    return [b"".join(split.template.message(person)).decode("utf-8", "surrogateescape") for person in split.people]


def test_one_message_each_with_an_id_of_its_own() -> None:
    text = people_mail(ANN, BOB, "dora@example.com", Message_ID="<1@coach.example>")
    made = messages(text)
    assert [line for m in made for line in m.splitlines() if line.startswith(("To:", "Cc:", "Bcc:"))] == [
        "To: Ann Lee <ann@example.com>",
        "To: bob@example.net",
        "To: dora@example.com",
    ]
    ids = {line for m in made for line in m.splitlines() if line.startswith("Message-ID:")}
    assert len(ids) == 3
    assert all(line.endswith("@coach.example>") and "<1@" not in line for line in ids)
    assert all(m.endswith("Subject: Hello\nMessage-ID" + m.partition("\nMessage-ID")[2]) for m in made)


def test_a_draft_without_an_id_gets_one_and_crlf_stays() -> None:
    made = messages(people_mail(f"{ANN}, {BOB}").replace("\n", "\r\n"))
    assert "To: Ann Lee <ann@example.com>\r\nMessage-ID: <" in made[0]
    assert "\n" not in made[0].replace("\r\n", "")


@pytest.mark.parametrize("text", [people_mail(ANN), people_mail(), people_mail("petra@coach.example", ANN)])
def test_nobody_to_part(text: str) -> None:
    assert split_of(text) is None


def test_fields_are_filled_from_display_names() -> None:
    text = people_mail(
        f"{ANN}, {CLEO}", subject="For {{ name }}", body="Dear {{first_name}} {{Last Name}} ({{email}}), {{offer}}"
    )
    made = messages(text)
    assert "Subject: For Ann Lee\n" in made[0]
    assert "Dear Ann Lee (ann@example.com), {{offer}}" in made[0]
    assert "Dear Cleo Fontaine (cleo@example.org), {{offer}}" in made[1]


def test_a_name_beyond_the_charset_makes_the_part_utf8() -> None:
    text = people_mail(
        f"=?utf-8?Q?Zo=C3=AB?= <zoe@example.com>, {ANN}",
        body="Dear {{name}}",
        MIME_Version="1.0",
        Content_Type="text/plain; charset=us-ascii",
    )
    zoe, ann = messages(text)
    assert "Content-Type: text/plain; charset=utf-8\n" in zoe
    assert "Content-Transfer-Encoding: quoted-printable\n" in zoe
    assert "Dear Zo=C3=AB\n" in zoe
    assert "charset=us-ascii\n\nDear Ann Lee\n" in ann
    assert mail.parse(zoe.encode(), "x.eml").texts[-1].text == "Dear Zoë\n"


def test_html_names_are_escaped() -> None:
    text = people_mail(f'"A & B" <ab@example.com>, {ANN}', body="<p>Dear {{name}}</p>", Content_Type="text/html")
    assert "<p>Dear A &amp; B</p>" in messages(text)[0]


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_encoded_bodies_are_filled(encoding: str) -> None:
    body = {"base64": "RGVhciB7e25hbWV9fSE=", "quoted-printable": "Dear {{name}}" + "!" * 62 + "=\n!"}[encoding]
    text = people_mail(f"{ANN}, {BOB}", body=body, Content_Transfer_Encoding=encoding)
    made = messages(text)[0]
    assert mail.parse(made.encode(), "x.eml").texts[-1].text.startswith("Dear Ann Lee!")
    assert max(map(len, made.splitlines())) <= 76


def test_a_missing_name_is_said() -> None:
    split = split_of(people_mail(f"{ANN}, {BOB}", body="Dear {{name}}"))
    assert split
    assert "stays open in 1 of 2 messages" in " ".join(split.proposal.notes)


def test_who_cannot_be_read_is_left_out_and_listed() -> None:
    split = split_of(people_mail(f"{ANN}, {BOB}, Team list"))
    assert split
    assert [left.why for left in split.left_out] == ["no address that can be read"]
    assert len(split.people) == 2


def test_nobody_left_is_refused() -> None:
    with pytest.raises(RefusedError, match="nobody is left"):
        split_of(people_mail("Team list, Other list"))


def test_encrypted_mail_is_split_and_said() -> None:
    text = people_mail(
        f"{ANN}, {BOB}",
        Content_Type='multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
        body="--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--",
    )
    split = split_of(text)
    assert split
    assert "keys of all" in " ".join(split.proposal.notes)


def test_a_folder_appears_when_it_is_complete(tmp_path: Path) -> None:
    split = split_of(people_mail(f"{ANN}, {BOB}"))
    assert split
    files = write_messages(split, tmp_path / "out")
    assert [path.name for path in sorted((tmp_path / "out").iterdir())] == ["01.eml", "02.eml"]
    assert files == (str(tmp_path / "out" / "01.eml"), str(tmp_path / "out" / "02.eml"))
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_wrong_header_leaves_nothing_behind(tmp_path: Path) -> None:
    split = split_of(people_mail(f"{ANN}, {BOB}"))
    assert split
    swapped = split._replace(people=(split.people[0], split.people[1]._replace(key="eve@example.com")))
    with pytest.raises(RefusedError, match="somebody else"):
        write_messages(swapped, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_an_mbox_is_read_back(tmp_path: Path) -> None:
    split = split_of(people_mail(f"{ANN}, {BOB}", body="Dear all\nFrom here on\n"))
    assert split
    write_messages(split, tmp_path / "x.mbox")
    box = mailbox.mbox(tmp_path / "x.mbox")
    assert [message["To"] for message in box] == ["Ann Lee <ann@example.com>", "bob@example.net"]
    assert ">From here on" in str(box[0].get_payload())
    box.close()


def test_the_sample_of_the_coach(samples: Path) -> None:
    data = (samples / "leaky" / "group-offer.eml").read_bytes()
    split = split_of(data)
    assert split
    made = messages(data)
    assert len(made) == 14
    for number, text in enumerate(made):
        others = [p for n, p in enumerate(split.people) if n != number]
        assert not any(other.addr_spec in text or other.display_name in text for other in others)
        assert text.partition("\n\n")[2] == data.decode().partition("\n\n")[2]


def test_a_name_cannot_part_a_mail_of_an_mbox(tmp_path: Path) -> None:
    text = people_mail("From <ann@example.com>", "Bob <bob@example.net>", body="Dear\n{{name}} Petra\n" + "Hello\n" * 9)
    split = split_of(text)
    assert split
    write_messages(split, tmp_path / "x.mbox")
    data = (tmp_path / "x.mbox").read_bytes()
    assert b"\n>From Petra\n" in data
    assert [line[:12] for line in data.split(b"\n") if line.startswith(b"From ")] == [b"From MAILER-"] * 2


@pytest.mark.parametrize("field", ["X-To", "Apparently-To", "X-Original-To"])
def test_a_field_that_nobody_sees_names_nobody(field: str) -> None:
    made = messages(people_mail(f"{ANN}, {BOB}", **{field: f"{ANN}, bob@example.net"}))
    assert not any(field in text for text in made)
    assert "bob@example.net" not in made[0]


def test_answers_must_not_go_to_everybody() -> None:
    with pytest.raises(RefusedError, match="Reply-To names recipients"):
        split_of(people_mail(f"{ANN}, {BOB}", Reply_To=ANN))
    assert split_of(people_mail(f"{ANN}, {BOB}", cc="office@coach.example", Reply_To="office@coach.example"))


def test_a_comment_in_a_mailbox_does_not_travel() -> None:
    made = messages(people_mail(f"{ANN}, (not dora@example.com) bob@example.net (Bob)"))
    assert "dora" not in "".join(made)
    assert "To: bob@example.net\n" in made[1] or "To: Bob <bob@example.net>\n" in made[1]
