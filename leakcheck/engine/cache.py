"""What is known to be clean: templates in which nothing was found are not read into again while nothing changes.

An entry is the digest of a whole file beside the number of people that it shows; files with findings have none, so
that no value and no digest of a value is ever written. Drafts are not noted at all.
"""
# ruff: noqa: PTH100, PTH103, PTH105, PTH107, PTH111, PTH116, PTH117, PTH118, PTH119, PTH120, PTH123 - pathlib costs start-up

from __future__ import annotations

import json
import os
import sys
import time
from hashlib import sha256

from leakcheck import __version__
from leakcheck.model.finding import DraftReport, Skipped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.engine.plan import Plan
    from leakcheck.mail.stores import Item

FORMAT = "leakcheck-cache/1"
_MOST = 300_000
_OLD = 30 * 86_400  # seconds
_LARGEST = 4 * 1024 * 1024


class Cache:
    """The entries of one configuration; a missing or damaged file is an empty cache, and is written anew."""

    def __init__(self, path: str, *, by_path: bool = False) -> None:
        self._path = path
        self._by_path = by_path  # where a file lies decides what its mail is for
        self._outcomes, self._clean = _read(path)
        self._changed = False

    def key(self, item: Item) -> str:
        """Return the key of a template, "" for what is not cached: mails, large and unreadable files."""
        if not item.template or item.problem or item.data is not None:
            return ""
        try:
            with open(item.file, "rb") as file:
                data = file.read(_LARGEST + 1)
        except OSError:
            return ""
        if len(data) > _LARGEST:
            return ""
        ending = os.path.basename(item.file).partition(".")[2]
        place = item.path if self._by_path else ""
        words = f"{item.template}\0{ending}\0{place}\0".encode("utf-8", "surrogateescape")
        return sha256(words + data).hexdigest()[:40]

    def report(self, key: str, item: Item) -> DraftReport | None:
        """Return the report of a template that is known to be clean."""
        number = self._clean.get(key)
        if number is None:
            return None
        visible, skipped = self._outcomes[number]
        return DraftReport(item.path, "checked", skipped=skipped, visible_recipients=visible)

    def keep(self, key: str, report: DraftReport) -> None:
        """Remember a template in which there is nothing to report."""
        if not key or report.status != "checked" or report.findings or report.notes or len(self._clean) >= _MOST:
            return
        outcome = (report.visible_recipients, report.skipped)
        if outcome not in self._outcomes:
            self._outcomes.append(outcome)
        self._clean[key] = self._outcomes.index(outcome)
        self._changed = True

    def write(self) -> None:
        """Write the cache when it has changed; that it cannot be written is no failure of a check."""
        if not self._changed:
            return
        table = {"format": FORMAT, "outcomes": self._outcomes, "clean": self._clean}
        other = f"{self._path}.{os.getpid()}"
        try:
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            with open(os.open(other, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                json.dump(table, file)
            os.replace(other, self._path)
            _remove_old(os.path.dirname(self._path))
        except OSError:
            return


def open_cache(plan: Plan) -> Cache | None:
    """Return the cache of a configuration, None where more than files and configuration decides: a ledger, plugins."""
    policy = plan.policy
    if policy.ledger or policy.plugins:
        return None
    steps = [(step.rule, step.given, step.severity) for step in plan.steps]
    said = repr((FORMAT, __version__, _program(), _plain(policy), steps))
    return Cache(
        os.path.join(cache_folder(), f"{sha256(said.encode('utf-8', 'replace')).hexdigest()[:32]}.json"),
        by_path=bool(policy.purposes),
    )


def cache_folder() -> str:
    """Return the folder of caches: XDG_CACHE_HOME, or what the system has for them."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(home):
        named = os.environ.get("LOCALAPPDATA", "") if os.name == "nt" else ""
        home = named or os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")
    return os.path.join(home, "leakcheck")


def _remove_old(folder: str) -> None:
    """Remove the caches of configurations that nobody has used for a month."""
    for entry in os.scandir(folder):
        if entry.name.endswith(".json") and time.time() - entry.stat().st_mtime > _OLD:
            os.remove(entry.path)


def _plain(policy: Any) -> list[str]:
    """Return the policy as texts that are the same in every process: sets are sorted."""
    found = []
    for name, value in policy._asdict().items():
        shown = sorted(value) if isinstance(value, frozenset) else value
        if name == "circles":
            shown = [(c.name, sorted(c.members), sorted(c.domains), c.bcc_only, c.members_from) for c in value]
        found.append(f"{name}={shown!r}")
    return found


def _program() -> list[tuple[str, int, int]]:
    """Return what tells that the program itself has changed: names, sizes and times of its files."""
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found = []
    for folder, _, names in os.walk(top):
        for name in names:
            if name.endswith(".py"):
                status = os.stat(os.path.join(folder, name))
                found.append((name, status.st_size, status.st_mtime_ns))
    return sorted(found)


def _read(path: str) -> tuple[list[tuple[int, tuple[Skipped, ...]]], dict[str, int]]:
    try:
        with open(path, encoding="utf-8") as file:
            table = json.load(file)
        outcomes = [
            (int(visible), tuple(Skipped(str(a), str(b)) for a, b in rows)) for visible, rows in table["outcomes"]
        ]
        clean = {str(key): int(number) for key, number in table["clean"].items() if 0 <= number < len(outcomes)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [], {}
    return (outcomes, clean) if table.get("format") == FORMAT else ([], {})
