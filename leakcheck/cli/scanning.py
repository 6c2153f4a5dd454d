"""Scan a plain text and list the sightings: what stands behind `leakcheck scan`."""

from __future__ import annotations

import json
import sys

from leakcheck.cli.exit import complain
from leakcheck.mail.attachments.kinds import kind_of, words_of
from leakcheck.model.errors import ConfigError, ReadError
from leakcheck.model.evidence import mask
from leakcheck.model.policy import Limits
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence
from leakcheck.policy.values import country
from leakcheck.report.paths import spoken
from leakcheck.report.readers import is_own_terminal
from leakcheck.report.safe import safe
from leakcheck.report.summary import UNCHECKED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FOUND, CLEAN = 1, 0
LARGEST = Limits().bytes
_MAILS = frozenset({"mail", "mbox"})


class Row(NamedTuple):
    """One sighting as it is listed; `line` and `column` count from 1 in code points, `value` is masked or clear."""

    line: int
    column: int
    kind: str
    detail: str
    confidence: str
    sample: bool
    start: int
    end: int
    value: str


def run_scan(path: str, form: str, region: str, *, reveal: bool) -> int:
    """List the sightings of at least medium confidence; return 1 when there are any.

    Raises ReadError for a file that cannot be read or is no text, ConfigError for --reveal where others may read along.
    """
    if reveal and (form != "text" or not is_own_terminal(sys.stdout)):
        raise ConfigError("--reveal shows personal data in clear: only as text, on a terminal, outside CI")
    data = _bytes(path)
    kind = kind_of(data, path)
    rows = tuple(rows_of(_text(path, data, kind), _country(region), reveal=reveal))
    if form == "json":
        shown = [row._asdict() for row in rows]
        sys.stdout.write(json.dumps({"format": "leakcheck-scan/1", "sightings": shown}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(_line(row) for row in rows)
        if not rows:
            sys.stderr.write("Nothing found\n")
    if kind in _MAILS:
        complain(f"{spoken(path)}: it is a mail, read here as plain text: leakcheck check reads all of it")
    return FOUND if rows else UNCHECKED if kind in _MAILS else CLEAN


def _country(region: str) -> str:
    try:
        return country(region) if region else ""
    except ValueError as error:
        raise ConfigError(f"--region: {error}") from None


def rows_of(text: str, region: str, *, reveal: bool) -> Iterator[Row]:
    """Yield a row for each sighting, in order."""
    from leakcheck.detect import scan_text

    line, begin = 1, 0
    for sighting in scan_text(text, region):
        line += text.count("\n", begin, sighting.start)
        begin = sighting.start
        if sighting.confidence < Confidence.MEDIUM:
            continue
        column = sighting.start - text.rfind("\n", 0, sighting.start)
        value = text[sighting.start : sighting.end]
        yield Row(
            line,
            column,
            sighting.kind,
            sighting.detail,
            sighting.confidence.label,
            sighting.sample,
            sighting.start,
            sighting.end,
            value if reveal else mask(value, sighting.kind),
        )


def _line(row: Row) -> str:
    what = f"{row.kind} ({row.detail})" if row.detail else row.kind
    sample = ", published as an example" if row.sample else ""
    return f"{row.line}:{row.column}  {what}, {row.confidence}{sample}: {safe(row.value)}\n"


def _text(path: str, data: bytes, kind: str) -> str:
    from leakcheck.mail.charsets import decode, normal_line_ends

    if what := words_of(kind):
        raise ReadError(f"{spoken(path)}: it is {what}, no text: leakcheck check reads it as an attachment", path)
    text = normal_line_ends(decode(data).text)
    if "\0" in text:
        raise ReadError(f"{spoken(path)}: it is no text", path)
    return text


def _bytes(path: str) -> bytes:
    data = _all_bytes(path)
    if len(data) > LARGEST:
        raise ReadError(f"{spoken(path)}: larger than {LARGEST} bytes, split it", path)
    return data


def _all_bytes(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs start-up
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise ConfigError(f"{path}: is a folder; leakcheck check reads folders of drafts") from None
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or 'it could not be read'}", path) from error
