"""Where a defect is said to stand."""

from __future__ import annotations

from tests.support import finding_of


def test_a_junk_line_stands_in_the_header() -> None:
    found = finding_of("LC903", "From: a@example.com\nTo: b@example.com\nthis is junk\nSubject: x\n\nhello\n")
    assert found is not None
    assert [(place.where, place.line) for place in found.locations] == [("header", 3)]


def test_a_missing_boundary_stands_in_the_body() -> None:
    text = "From: a@example.com\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\nhello, no boundary\n"
    found = finding_of("LC903", text)
    assert found is not None
    assert {place.where for place in found.locations} == {"body"}
