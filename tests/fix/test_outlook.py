from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leakcheck import mail
from leakcheck.checks.world import distinct
from leakcheck.engine.plan import make_plan
from leakcheck.fix.compose import File, body_entity
from leakcheck.fix.outlook import as_eml, same_mail
from leakcheck.fix.session import apply_fixes
from leakcheck.fix.table import chosen
from leakcheck.fix.values import RefusedError
from leakcheck.fix.verify import open_case
from leakcheck.model.policy import Limits, Policy
from tests.support import TODAY

if TYPE_CHECKING:
    from pathlib import Path


LIMITS = Limits(ocr_pages=0)  # no conversion reads pictures


def outlook_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".msg", ".oft"})


def test_our_samples_become_drafts(samples: Path) -> None:
    for path in outlook_files(samples):
        case = open_case(path.read_bytes(), path.name, make_plan(Policy()), TODAY)
        assert case.converted
        done = apply_fixes(case, chosen(("outlook",)))
        assert done.after.data.startswith(b"X-Unsent: 1\r\n")
        assert apply_fixes(done.after, chosen(("outlook",))).proposals == ()


def test_people_words_and_files_of_real_ones_are_carried_over(corpus: Path) -> None:
    done = 0
    for path in outlook_files(corpus):
        try:
            before = mail.parse(path.read_bytes(), path.name, LIMITS)
            data = as_eml(before, Limits())
        except (RefusedError, mail_errors()):
            continue
        after = mail.parse(data, path.name, LIMITS)  # an .eml is known by its name too, this one by its header
        assert same_mail(before, after), path.name
        assert set(distinct(before.recipients)) == set(distinct(after.recipients))
        assert (before.header("Subject") or "").split() == (after.header("Subject") or "").split(), path.name
        assert after.defects == (), path.name
        done += 1
    assert done > 5


def mail_errors() -> type[Exception]:
    from leakcheck.model.errors import ReadError

    return ReadError


def test_files_keep_their_bytes_and_names() -> None:
    files = [
        File("Angebot für Zoë.pdf", "application/pdf", bytes(range(256)) * 3),
        File("logo.png", "image/png", b"\x89PNG", "logo@x"),
        File("old", "message/rfc822", b"From: a@example.com\r\nSubject: Old\r\n\r\nText\r\n", message=True),
        File("odd", "no type", b"1"),
    ]
    entity = body_entity([("plain", "Hello"), ("html", '<img src="cid:logo@x">')], files)
    draft = mail.parse(b"From: a@example.com\r\nMIME-Version: 1.0\r\n" + entity.bytes(), "x.eml")
    assert draft.defects == ()
    assert [(a.name, a.head, a.inline) for a in draft.attachments if a.name != "old"] == [
        ("logo.png", b"\x89PNG", True),
        ("Angebot für Zoë.pdf", bytes(range(256)) * 3, False),
        ("odd", b"1", False),
    ]
    assert any("Text" in text.text for text in draft.texts)


@pytest.mark.parametrize("text", ["", "--=_leakcheck_1 is a line\n--=_leakcheck_1\n"])
def test_a_boundary_never_stands_in_the_text(text: str) -> None:
    entity = body_entity([("plain", text), ("html", text)], [])
    draft = mail.parse(b"From: a@example.com\r\n" + entity.bytes(), "x.eml")
    assert [part.media_type for part in draft.parts] == ["multipart/alternative", "text/plain", "text/html"]
