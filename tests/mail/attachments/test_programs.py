"""Each place that we name is where another program shows the value: LibreOffice for documents, poppler for PDF."""

from __future__ import annotations

import csv
import os
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.mail.attachments.make_samples import attached, samples
from tests.mail.attachments.readers import found_in
from tests.mail.attachments.test_fuzz import damaged
from tests.support import report_of

pytestmark = pytest.mark.slow
SAMPLES = samples()
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def needs(program: str) -> None:
    if not shutil.which(program):
        absent = pytest.fail if os.environ.get("CI") else pytest.skip
        absent(f"{program} is not installed: nothing to compare with")


def places_in(suffix: str) -> list[tuple[str, str]]:
    """Return (place inside the file, value) of everything found in the text of a sample."""
    report = report_of(SAMPLES[f"leaky-{suffix}.eml"])
    found = [finding for finding in report.findings if finding.rule.id in {"LC401", "LC405"}]
    return [(place.inside or "", place.evidence.reveal()) for finding in found for place in finding.locations]


def converted(suffix: str, target: str, folder: Path) -> None:
    needs("soffice")
    path = folder / f"offer.{suffix}"
    path.write_bytes(attached(suffix, leaky=True))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", target]
    subprocess.run([*command, "--outdir", str(folder / "out"), str(path)], check=True, capture_output=True, timeout=100)


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_cells_stand_where_libreoffice_shows_them(suffix, tmp_path) -> None:
    converted(suffix, _CSV, tmp_path)
    found = [(re.fullmatch(r"sheet (\w+), ([A-Z])(\d+)", place), value) for place, value in places_in(suffix)]
    cells = [(match, value) for match, value in found if match]
    assert len(cells) >= 10
    for match, value in cells:
        rows = list(csv.reader((tmp_path / "out" / f"offer-{match[1]}.csv").read_text("utf-8").splitlines()))
        assert value in rows[int(match[3]) - 1][ord(match[2]) - 65]


def test_an_old_workbook_of_libreoffice_tells_what_it_hides(tmp_path) -> None:
    converted("xlsx", "xls", tmp_path)
    finds = found_in((tmp_path / "out" / "offer.xls").read_bytes())
    assert ("Friends\t1\t90", "hidden row", "sheet Prices, row 4") in finds.concealed
    assert "Zoe got it for less" in {text.text for text in finds.texts}
    assert ("sheet Prices, C2, comment") in {place for text in finds.texts for _, place in text.inside}
    assert finds.unread == []


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_pages_hold_what_we_found_on_them(suffix, tmp_path) -> None:
    needs("pdftotext")
    if suffix == "pdf":
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "offer.pdf").write_bytes(attached("pdf", leaky=True))
    else:
        converted(suffix, "pdf", tmp_path)
    pages = [(match[1], value) for place, value in places_in(suffix) if (match := re.fullmatch(r"page (\d+)", place))]
    assert pages
    for number, value in pages:
        command = ["pdftotext", "-f", number, "-l", number, str(tmp_path / "out" / "offer.pdf"), "-"]
        assert value in subprocess.run(command, check=True, capture_output=True).stdout.decode()


@pytest.mark.parametrize("suffix", ["odt", "rtf", "pptx", "odp"])
def test_libreoffice_opens_the_samples(suffix, tmp_path) -> None:
    converted(suffix, "pdf", tmp_path)
    assert (tmp_path / "out" / "offer.pdf").stat().st_size > 1_000


def shipped() -> list[Path]:
    """Return the templates that come with LibreOffice: documents of many hands and of twenty years."""
    folder = Path("/usr/lib/libreoffice/share/template")
    return sorted(path for path in folder.rglob("*.ot?") if path.stat().st_size < 300_000)


def test_the_documents_of_libreoffice_raise_no_false_alarm() -> None:
    needs("soffice")
    paths = shipped()
    assert len(paths) > 50
    for path in paths:
        finds = found_in(path.read_bytes(), path.name)
        assert [row[3] for row in finds.contents if row[3]] == []
        assert {how for _, how, _ in finds.concealed} <= {"white text", "hidden row"}
        assert [place for place, why, _ in finds.unread if not place.endswith(".svm")] == []


def test_damaged_documents_of_libreoffice_end() -> None:
    needs("soffice")
    chance = random.Random(8)  # noqa: S311 - the same damage every time
    for _ in range(5):
        for path in shipped():
            assert found_in(damaged(path.read_bytes(), chance), path.name, seconds=20).contents
