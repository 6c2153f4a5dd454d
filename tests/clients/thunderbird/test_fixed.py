"""What `leakcheck fix` writes is opened as a draft in a real Thunderbird, and sent from there."""

from __future__ import annotations

import email
import email.policy
from typing import TYPE_CHECKING

import pytest

from leakcheck.cli import main
from tests.clients.rig import need, running_sink
from tests.clients.thunderbird.program import Thunderbird

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GROUP = "leaky/group-offer.eml"


@pytest.fixture(scope="module")
def thunderbird(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Thunderbird]:
    need("thunderbird")
    with running_sink() as sink:
        program = Thunderbird(tmp_path_factory.mktemp("thunderbird"), sink)
        try:
            program.start()
            yield program
        finally:
            program.stop()


@pytest.fixture
def program(thunderbird: Thunderbird) -> Iterator[Thunderbird]:
    thunderbird.sink.mails.clear()
    yield thunderbird
    thunderbird.close_all()


def fixed(draft: Path, folder: Path, *words: str) -> Path:
    """Return what was written for a draft; findings may remain."""
    target = folder / "fixed.eml"
    assert main(["fix", str(draft), *words, "--yes", "--output", str(target)]) in {0, 1}
    return target


def opened(program: Thunderbird, path: Path) -> dict[str, object]:
    """Open a file as a draft and return what the window shows."""
    program.answer("open", "From - \n" + path.read_bytes().decode("latin-1").replace("\r\n", "\n"))
    return program.wait(lambda: (state := program.draft()) and state["subject"] and state)


def sent(program: Thunderbird) -> tuple[list[str], email.message.EmailMessage]:
    """Send what is open; return who gets it and what."""
    program.send()
    program.wait(lambda: program.sink.mails)
    received = program.sink.mails[0]
    return received.recipients, email.message_from_bytes(received.data, policy=email.policy.default)


def test_one_message_of_a_split_goes_to_its_one_person(program, samples, tmp_path):
    folder = tmp_path / "each"
    assert main(["fix", str(samples / GROUP), "--split", "--yes", "--output", str(folder)]) == 0
    shown = opened(program, folder / "03.eml")
    assert (shown["to"], shown["cc"], shown["bcc"]) == (["Cleo Fontaine <cleo.fontaine@example.org>"], [], [])
    recipients, message = sent(program)
    assert recipients == ["cleo.fontaine@example.org"]
    wanted = email.message_from_bytes((samples / GROUP).read_bytes(), policy=email.policy.default)
    assert message.get_content().split() == wanted.get_content().split()


def test_people_in_bcc_get_the_mail_and_nobody_sees_them(program, samples, tmp_path):
    shown = opened(program, fixed(samples / GROUP, tmp_path, "--bcc"))
    assert (len(shown["to"]), len(shown["cc"]), len(shown["bcc"])) == (1, 0, 14)
    recipients, message = sent(program)
    assert len(recipients) == 15
    assert "bcc" not in message
    assert not any(person.split("@")[0] in str(message) for person in recipients if "petra" not in person)


def test_what_was_redacted_is_read_as_it_was_written(program, samples, tmp_path):
    opened(program, fixed(samples / "leaky/session-notes.eml", tmp_path, "--redact"))
    assert "her number is <b>[phone 1]</b>" in program.editor()["html"]


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pptx", "odt", "pdf", "jpg"])
def test_cleaned_files_travel_as_they_were_written(program, samples, tmp_path, suffix):
    path = fixed(samples / f"attachments/leaky-{suffix}.eml", tmp_path, "--strip-metadata")
    assert opened(program, path)["files"] == [f"offer.{suffix}"]
    _, message = sent(program)
    wanted = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    files = [[part.get_content() for part in mail.iter_attachments()] for mail in (message, wanted)]
    assert files[0] == files[1] != [[]]


def test_an_outlook_draft_opens_with_its_page_and_its_file(program, samples, tmp_path):
    shown = opened(program, fixed(samples / "outlook/hidden-html.msg", tmp_path, "--remove-hidden"))
    assert (shown["to"], shown["files"]) == (["Clara Jansen <clara.jansen@example.org>"], ["outline.txt"])
    assert "here is the outline" in program.editor()["html"]
