from __future__ import annotations

import pytest

from leakcheck.model.severity import Severity
from tests.mail.attachments.make_samples import FOLDER, MAKERS, samples
from tests.support import report_of

SAMPLES = samples()
# What each leaky file must lead to: a rule, and a place inside the file where one of its values stands.
PLACES = {
    "csv": ("LC405", "row 3"),
    "tsv": ("LC401", "row 2"),
    "txt": ("LC405", "line 2"),
    "md": ("LC405", "line 9"),
    "json": ("LC405", "line 1"),
    "xml": ("LC405", "line 4"),
    "html": ("LC405", "line 7"),
    "vcf": ("LC405", "contact 5"),
    "ics": ("LC401", "event 1"),
    "eml": ("LC405", "mail, header, person 2"),
    "msg": ("LC401", "mail, text, line 1"),
    "mbox": ("LC401", "mail 1: mail, text, line 1"),
    "docx": ("LC401", "page 2"),
    "xlsx": ("LC401", "sheet Intake, C4"),
    "xls": ("LC405", "sheet Intake, B6"),
    "pptx": ("LC405", "slide 2 (hidden)"),
    "odt": ("LC401", "paragraph 3"),
    "ods": ("LC401", "sheet Intake, C2"),
    "odp": ("LC401", "slide 1, speaker notes"),
    "rtf": ("LC401", "paragraph 2"),
    "pdf": ("LC401", "page 1"),
    "jpg": ("LC402", "gps"),
    "png": ("LC401", "picture note Comment"),
    "tiff": ("LC402", "gps"),
    "heic": ("LC402", "gps"),
    "zip": ("LC401", "entry list/clients.csv: row 6"),
    "tar": ("LC405", "entry list/clients.csv: row 2"),
    "gz": ("LC405", "entry list/clients.csv: row 2"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_what_the_script_writes(name) -> None:
    assert (FOLDER / name).read_bytes() == SAMPLES[name], "run python -m tests.mail.attachments.make_samples"


def test_no_other_file_stands_in_the_folder_and_it_is_small() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(SAMPLES)
    assert sum(map(len, SAMPLES.values())) < 400_000
    assert set(PLACES) == set(MAKERS)


@pytest.mark.parametrize("suffix", PLACES)
def test_a_leaky_file_leads_to_its_place(suffix) -> None:
    report = report_of(SAMPLES[f"leaky-{suffix}.eml"])
    rule, inside = PLACES[suffix]
    places = [place.inside for finding in report.findings if finding.rule.id == rule for place in finding.locations]
    assert inside in places
    assert report.status == "checked"


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.startswith("clean")])
def test_a_clean_file_passes(name) -> None:
    report = report_of(SAMPLES[name])
    assert [finding.message for finding in report.findings if finding.severity > Severity.NOTE] == []
    assert report.status == "checked"


@pytest.mark.parametrize("name", SAMPLES)
def test_messages_are_one_line_without_values(name) -> None:
    for finding in report_of(SAMPLES[name]).findings:
        assert "\n" not in finding.message
        assert "example.net" not in finding.message
        assert "12.04.1981" not in finding.message


def test_a_picture_in_the_text_is_read() -> None:
    report = report_of(SAMPLES["leaky-inline-picture.eml"])
    (found,) = [finding for finding in report.findings if finding.rule.id == "LC402"]
    assert "48.13913, 11.58022" in [place.evidence.reveal() for place in found.locations]
    assert [row.what for row in report.skipped if row.what == "text in pictures"]


def test_what_is_attached_is_no_text_of_the_mail() -> None:
    rules = {finding.rule.id for name in SAMPLES for finding in report_of(SAMPLES[name]).findings}
    assert not {rule for rule in rules if rule.startswith("LC3")}


def test_a_finding_names_the_line_where_the_attachment_begins() -> None:
    report = report_of(SAMPLES["leaky-csv.eml"])
    lines = SAMPLES["leaky-csv.eml"].split(b"\n")
    for finding in report.findings:
        assert lines[finding.locations[0].line - 2] == b""
