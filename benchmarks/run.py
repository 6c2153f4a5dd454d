"""Measure every budget and write BENCHMARKS.md.

usage: run.py [--only NAME ...] [--print]   (--print writes nothing; --only measures some of the tables)
Set LEAKCHECK_CORPUS to measure on real mail too, and install the extra `bench` to compare with other detectors.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

import material
import measure

ROOT = Path(__file__).resolve().parent.parent
LEAKCHECK = str(Path(sys.executable).parent / "leakcheck")

SECTIONS = {
    "check": "A whole check",
    "detect": "Detection",
    "attachments": "Attachments",
    "ledger": "The consent ledger",
    "fix": "Fixes",
    "sendmail": "The sendmail hook",
    "templates": "Template repositories",
    "incident": "After the accident",
    "thunderbird": "The Thunderbird add-on",
}


class Row(NamedTuple):
    """One measured budget."""

    what: str
    measured: str
    budget: str
    kept: bool | None


def cold(folder: Path) -> list[Row]:
    """Measure fresh processes against a bare Python in the same run."""
    draft = folder / "draft.eml"
    draft.write_bytes(material.message(10_000))
    bare = measure.bare_python()
    checked = measure.command([LEAKCHECK, "check", str(draft)], 11)
    ratio = checked.seconds / bare.seconds
    return [
        Row("bare `python -c pass`", f"{bare.seconds * 1000:.1f} ms", "the unit", None),
        Row(
            "`leakcheck check`, cold, 10 KB draft, text",
            f"{checked.seconds * 1000:.0f} ms = {ratio:.1f} x bare, {checked.megabytes:.0f} MB",
            "<= 15 x (stretch 10 x)",
            ratio <= 15,
        ),
    ]


def warm() -> list[Row]:
    """Measure whole checks in a warm process."""
    from leakcheck import mail
    from leakcheck.engine.check import check_draft
    from leakcheck.engine.plan import make_plan
    from leakcheck.model.policy import Limits, Policy

    plan = make_plan(Policy())
    limits = Limits(ocr_pages=0)  # where Tesseract is installed, reading one picture takes a second
    today = dt.date(2026, 1, 15)

    def check(data: bytes) -> None:
        check_draft(mail.parse(data, "draft.eml", limits), plan, today)

    data = material.message(7_000)
    check(data)
    one = measure.best(lambda: [check(data) for _ in range(20)], 40) / 20
    rows = [
        Row(
            f"whole check, {len(data) / 1000:.1f} KB message, warm",
            f"{one * 1000:.2f} ms = {1 / one:,.0f} messages a second",
            "<= 1.0 ms",
            one <= 0.001,
        )
    ]
    corpus = os.environ.get("LEAKCHECK_CORPUS")
    if corpus:
        mails = [path.read_bytes() for path in sorted(Path(corpus, "eml").rglob("*")) if path.is_file()]
        small = [item for item in mails if len(item) < 100_000]
        for item in small:
            check(item)
        all_of_them = measure.best(lambda: [check(item) for item in small], 3)
        size = sum(map(len, small))
        rows.append(
            Row(
                f"{len(small)} real messages of {size / len(small) / 1000:.1f} KB on average, warm",
                f"{all_of_them / len(small) * 1000:.2f} ms each, {size / all_of_them / 1e6:.1f} MB/s",
                "",
                None,
            )
        )
    return rows


def scale(folder: Path) -> list[Row]:
    """Measure many recipients and large messages, and what doubling them costs."""
    rows = []
    costs = {}
    for number in (10_000, 20_000):
        path = folder / f"{number}.eml"
        path.write_bytes(material.many_recipients(number))
        costs[number] = measure.command([LEAKCHECK, "check", "--format", "json", str(path)], 5)
    bare = measure.command([LEAKCHECK, "check", str(_small(folder))], 5)
    extra = costs[10_000].seconds - bare.seconds
    rows.append(
        Row(
            "10,000 visible recipients, cold, json",
            f"{costs[10_000].seconds:.2f} s ({extra:.2f} s over a small draft), {costs[10_000].megabytes:.0f} MB",
            "<= 0.5 s, <= 100 MB",
            costs[10_000].seconds <= 0.5 and costs[10_000].megabytes <= 100,
        )
    )
    doubled = (costs[20_000].seconds - bare.seconds) / extra
    rows.append(Row("20,000 against 10,000 recipients", f"{doubled:.2f} x", "linear: about 2 x", doubled < 2.6))
    sizes = {}
    for size in (50, 100):
        path = folder / f"{size}.eml"
        path.write_bytes(material.large_attachment(size * 1_000_000))
        sizes[size] = measure.command([LEAKCHECK, "check", str(path)], 3)
    over = sizes[100].megabytes - 100
    rows.append(
        Row(
            "100 MB message",
            f"{sizes[100].seconds:.2f} s, {over:.0f} MB over its size",
            "<= 100 MB over its size",
            over <= 100,
        )
    )
    ratio = (sizes[100].seconds - bare.seconds) / (sizes[50].seconds - bare.seconds)
    rows.append(Row("100 MB against 50 MB", f"{ratio:.2f} x", "linear: about 2 x", ratio < 2.6))
    return rows


def _small(folder: Path) -> Path:
    path = folder / "small.eml"
    path.write_bytes(material.message(1_000))
    return path


def table(rows: list[Row]) -> str:
    """Return rows as a Markdown table."""
    lines = ["| what | measured | budget | kept |", "|---|---|---|---|"]
    for row in rows:
        kept = "" if row.kept is None else "yes" if row.kept else "**no**"
        lines.append(f"| {row.what} | {row.measured} | {row.budget} | {kept} |")
    return "\n".join(lines)


def machine() -> str:
    """Return one line about the machine, without its name."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def sections(folder: Path, wanted: list[str]) -> list[tuple[str, list[Row]]]:
    """Return the measured tables with their titles; a part that cannot run here says why in a row."""
    found = []
    for name, title in SECTIONS.items():
        if wanted and name not in wanted:
            continue
        print(f"measuring: {title}", file=sys.stderr)
        if name == "check":
            found.append((title, cold(folder) + warm() + scale(folder)))
            continue
        try:
            rows = [Row(*row) for row in importlib.import_module(f"{name}_bench").rows()]
        except ImportError as error:
            rows = [Row(title, f"left out: {error}", "", None)]
        found.append((title, rows))
    return found


def main(argv: list[str]) -> int:
    """Measure, print, and write BENCHMARKS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", default=[], choices=sorted(SECTIONS))
    parser.add_argument("--print", action="store_true", dest="only_print")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        tables = sections(Path(name), args.only)
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    text = (
        "# Benchmarks\n\nWritten by `python benchmarks/run.py`: each figure is the best of several runs, each ratio "
        f"comes from one run on one machine.\n\nMeasured on {today}: {machine()}. On a machine that is shared,\n"
        "the same code runs up to twice as fast or slow from one minute to the next: ratios and memory hold, times are "
        "the best of many runs.\n"
    )
    text += "".join(f"\n## {title}\n{table(rows)}\n" for title, rows in tables)
    print(text)
    if not args.only_print:
        (ROOT / "BENCHMARKS.md").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
