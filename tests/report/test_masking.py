from __future__ import annotations

import pytest

from leakcheck.report.masking import evidence_of, mask_name, own, public
from tests.report import sample_reports as sample


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("clients.xlsx", "c***.xlsx"),
        ("Anna Smith 12.3.1980.pdf", "A***.pdf"),
        ("no-extension", "n***"),
        (".env", ".***"),
        ("odd.extension-that-is-long", "o***"),
        ("a.b c", "a***"),
        ("", "***"),
    ],
)
def test_a_masked_name_keeps_its_extension(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_the_name_of_an_attachment_with_personal_data_is_nowhere() -> None:
    shown = public(sample.attached())
    words = [finding.message for finding in shown.findings]
    words += [place.where for finding in shown.findings for place in finding.locations]
    words += [finding.fingerprint for finding in shown.findings] + [row.what for row in shown.skipped]
    assert all("Anna" not in word for word in words)
    assert "attachment A***.xlsx" in words


def test_the_name_of_a_harmless_attachment_stays() -> None:
    gap = sample.finding(sample.GAP, sample.location("", "attachment plan.pdf", None))
    shown = public(sample.clean()._replace(findings=(gap,)))
    assert shown.findings[0].locations[0].where == "attachment plan.pdf"


def test_a_value_in_a_message_is_masked_as_a_whole_word_only() -> None:
    place = sample.location("anna@example.org", "body")
    told = sample.finding(sample.PHONE, place, message="anna@example.org, not joanna@example.org")
    shown = public(sample.clean()._replace(findings=(told,)))
    assert shown.findings[0].message == "a***@e***.org, not joanna@example.org"


def test_the_writer_reads_recipients_but_no_values_of_the_body() -> None:
    clear = sample.finding(sample.VISIBLE, sample.location("anna@example.org"), message="anna@example.org is shown")
    hidden = sample.finding(sample.PHONE, sample.location("ned@example.org", "body"), message="ned@example.org is told")
    report = sample.clean()._replace(findings=(clear, hidden))
    assert [f.message for f in own(report, reveal=False).findings] == [
        "anna@example.org is shown",
        "n***@e***.org is told",
    ]
    assert own(report, reveal=True) == report


def test_excerpts_never_leave_the_terminal() -> None:
    assert all(place.excerpt is None for f in public(sample.coach()).findings for place in f.locations)


def test_no_value_no_evidence() -> None:
    assert evidence_of(sample.location("", "file", None)) == ""
