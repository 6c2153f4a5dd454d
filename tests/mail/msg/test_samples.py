from __future__ import annotations

import pytest

from leakcheck.mail.msg import read_msg
from tests.mail.msg.samples import CLIENTS, FOLDER, SAMPLES
from tests.mail.msg.writer import write_msg


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_what_the_script_writes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == write_msg(SAMPLES[name]()), "run python -m tests.mail.msg.samples"


def test_no_other_file_stands_in_the_folder() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_whole(name: str) -> None:
    draft = read_msg((FOLDER / name).read_bytes(), name)
    assert not draft.defects
    assert not draft.unread
    assert draft.senders[0].key == "petra@lindqvist-coaching.example"
    assert draft.template == name.endswith(".oft")


def test_the_group_offer_shows_fourteen_people_to_one_another() -> None:
    draft = read_msg((FOLDER / "group-offer.msg").read_bytes())
    assert [r.key for r in draft.recipients if r.visible] == [address for _, address in CLIENTS]


def test_the_offer_in_bcc_shows_the_coach_alone() -> None:
    draft = read_msg((FOLDER / "offer-in-bcc.msg").read_bytes())
    assert [r.key for r in draft.recipients if r.visible] == ["petra@lindqvist-coaching.example"]
    assert sum(r.field == "Bcc" for r in draft.recipients) == 14


def test_names_of_exchange_have_no_address() -> None:
    draft = read_msg((FOLDER / "exchange-names.msg").read_bytes())
    assert [r.problem for r in draft.recipients] == ["x500", "x500", "no-address"]


def test_the_hidden_block_is_found() -> None:
    draft = read_msg((FOLDER / "hidden-html.msg").read_bytes())
    assert "burnout" in draft.hidden[0].text
    assert not any("burnout" in text.text for text in draft.texts)
