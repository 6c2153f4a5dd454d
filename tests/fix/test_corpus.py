"""Real messages: split and moved to Bcc, read again by two other parsers."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from typing import TYPE_CHECKING

import pytest

from leakcheck import mail
from leakcheck.checks.world import distinct
from leakcheck.engine.plan import make_plan
from leakcheck.fix import bcc
from leakcheck.fix.split import plan_split
from leakcheck.fix.values import RefusedError
from leakcheck.fix.verify import carried_out, read_case
from leakcheck.mail.quiet import load_flanker
from leakcheck.model.errors import ReadError
from leakcheck.model.policy import Limits, Policy
from tests.support import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from leakcheck.fix.values import Case
    from leakcheck.model.draft import Draft

LIMITS = Limits(ocr_pages=0)  # no fix reads pictures, and reading them takes minutes
PLAN = make_plan(Policy(limits=LIMITS))


def cases(corpus: Path) -> list[Case]:
    """Return all messages of the corpus; most were sent to one person, so all get three more."""
    found = []
    for path in sorted((corpus / "eml").rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        draft = _parsed(data, path.name)
        if draft is None or not draft.parts or draft.parts[0].buffer or not draft.parts[0].fields:
            continue
        at = draft.parts[0].fields[0].span.start
        more = b'Cc: Ann Lee <ann@example.com>, bob@example.net,\n\t"Fontaine, Cleo" <cleo@example.org>\n'
        found.append(read_case(data[:at] + more + data[at:], path.name, PLAN, TODAY, force=True))
    return found


def _parsed(data: bytes, name: str) -> Draft | None:
    try:
        draft = mail.parse(data, name, LIMITS)
    except ReadError:
        return None
    return draft if draft.format == "eml" else None


def refused(error: RefusedError) -> bool:
    return re.search("UTF-16|encrypted mail|nobody is left|Reply-To names", str(error)) is not None


def seen_by_stdlib(data: bytes) -> set[str]:
    """Return the addresses that the standard library reads in the destination fields, none where it gives up."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    fields = [
        str(v)
        for name in ("To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc")
        for v in message.get_all(name, [])
    ]
    try:
        return {address.lower() for _, address in email.utils.getaddresses(fields) if "@" in address}
    except RecursionError:
        return set()


def seen_by_flanker(data: bytes) -> set[str] | None:
    """Return the addresses that flanker reads, None where it gives the message up."""
    mime = load_flanker("flanker.mime")
    try:
        message = mime.from_string(data)
        values = ("".join(map(str, message.headers.getall(name))) for name in ("To", "Cc", "Bcc", "Resent-To"))
        fields = [value for value in values if value]  # newer Pythons take an empty field for a damaged list
    except Exception:  # noqa: BLE001 - flanker raises all sorts of things on damaged mail
        return None
    return {address.lower() for _, address in email.utils.getaddresses(fields) if "@" in address}


def body_of(data: bytes) -> bytes:
    part = mail.parse(data, "x.eml", LIMITS).parts[0]
    return data[part.header.end :]


@pytest.fixture(scope="module")
def several(corpus: Path) -> list[Case]:
    found = cases(corpus)
    assert len(found) > 200
    return found


def test_every_message_can_be_split(several: list[Case]) -> None:
    problems: list[tuple[str, str]] = []
    done = 0
    for case in several:
        try:
            split = plan_split(case)
        except RefusedError as error:
            problems += [] if refused(error) else [(case.draft.path, str(error))]
            continue
        assert split
        done += 1
        for person in split.people:
            data = b"".join(split.template.message(person))
            wanted = {person.addr_spec.lower()}
            assert set(distinct(mail.parse(data, "x.eml", LIMITS).recipients)) == {
                person.key or person.addr_spec.lower()
            }
            if person.key and person.addr_spec.isascii() and "@" not in person.display_name:
                assert seen_by_stdlib(data) == wanted, case.draft.path
                assert seen_by_flanker(data) in (wanted, None), case.draft.path
            assert body_of(data) == body_of(case.data), case.draft.path
    assert problems == []
    assert done > 200


def test_every_message_can_be_moved_to_bcc(several: list[Case]) -> None:
    problems: list[tuple[str, str]] = []
    done = 0
    for case in several:
        try:
            after = carried_out(case, bcc.propose(case))
        except RefusedError as error:
            problems += [] if refused(error) else [(case.draft.path, str(error))]
            continue
        done += 1
        assert set(distinct(after.draft.recipients)) >= set(distinct(case.draft.recipients)), case.draft.path
        if not any(defect.code == "junk-header-line" for defect in case.draft.defects):
            assert seen_by_stdlib(after.data) >= seen_by_stdlib(case.data), case.draft.path
        assert body_of(after.data) == body_of(case.data), case.draft.path
        assert bcc.propose(after).edits == (), case.draft.path
    assert problems == []
    assert done > 200
