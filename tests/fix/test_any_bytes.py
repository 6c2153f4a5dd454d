"""Whatever the bytes: a fix works, does nothing, or is refused in one line."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leakcheck.engine.plan import make_plan
from leakcheck.fix.session import apply_fixes
from leakcheck.fix.split import plan_split
from leakcheck.fix.table import FIXES
from leakcheck.fix.values import RefusedError
from leakcheck.fix.verify import read_case
from leakcheck.model.errors import ReadError
from leakcheck.model.policy import Policy
from tests.support import TODAY

PLAN = make_plan(Policy())
PIECES = (
    *(b"From: p@coach.example\n", b"To: Ann <ann@example.com>, bob@example.net\r\n", b"Cc: ", b"Bcc: x@example.org\n"),
    *(b"Subject: Call +44 7700 900999\n", b"Subject: =?utf-8?B?Q2FsbA==?=\n", b"Fcc: a\n", b"X-Mozilla-Keys:\n"),
    *(b"Content-Type: multipart/alternative; boundary=b\n", b"Content-Type: text/html; charset=utf-7\n", b"\n--b\n"),
    *(b"\n--b--\n", b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: quoted-printable\n"),
    *(b"=E4=\n", b"RGVhciBBbm4=", b"\n", b"\r\n", b"Content-Type: message/rfc822\n", b"\xff\xfe\0", b"{{name}} "),
    *(b"<p>Write to olga@example.net<!-- hidden words --> <b>+44 7700", b" 900999</b></p>"),
    *(b"On Mon, Ann wrote:\n> quoted\n", b"-----BEGIN PGP MESSAGE-----\n", b"DKIM-Signature: h=to\n"),
)
MAILS = st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=24).map(b"".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MAILS)
def test_nothing_but_a_plain_refusal(data: bytes) -> None:
    try:
        case = read_case(data, "x.eml", PLAN, TODAY, force=True)
    except ReadError:
        return
    for fix in FIXES:
        try:
            if fix.module:
                apply_fixes(case, [fix])
            elif split := plan_split(case):
                assert all(split.template.message(person) for person in split.people)
        except RefusedError:
            continue


@pytest.mark.slow
@pytest.mark.timeout(900)
@settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MAILS)
def test_nothing_but_a_plain_refusal_for_long(data: bytes) -> None:
    test_nothing_but_a_plain_refusal.hypothesis.inner_test(data)
