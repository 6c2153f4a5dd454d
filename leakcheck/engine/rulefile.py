"""Read a rule from its TOML file, strictly: what is unknown, missing or wrong is an error with file and key."""

from __future__ import annotations

import datetime as dt
import re
import string

from leakcheck.checks.table import CHECKS
from leakcheck.model.consent import Answer, Status
from leakcheck.model.errors import ConfigError
from leakcheck.model.rule import FIXES, Example, Rule, Source
from leakcheck.model.severity import Confidence, Severity
from leakcheck.policy.complaint import type_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from leakcheck.checks.table import Check

WORDS = ("id", "name", "title", "severity", "confidence", "check", "message", "help", "rationale", "since")
KEYS = {*WORDS, "fixes", "source", "options", "leak", "clean"}
EXAMPLE_KEYS = {"name", "draft", "policy", "finds", "severity", "crash", "consents", "path", "text"}
# What stands before the body of an example that gives only a text.
HEADER = """\
From: Petra Lindqvist <petra@coach.example>
To: ann@example.com
Subject: Notes
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

"""
SOURCE_KEYS = {"title", "url", "read"}


def read_rule(path: Path, checks: Mapping[str, Check] | None = None) -> Rule:
    """Read one rule file; raises ConfigError that names the file and the key."""
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    try:
        return rule_from(table, path.parent.name, CHECKS if checks is None else checks)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def rule_from(table: dict[str, Any], family: str, checks: Mapping[str, Check]) -> Rule:
    """Make a rule out of a TOML table; raises ConfigError that names the key."""
    _only(table, KEYS, "")
    words = {key: _word(table, key) for key in WORDS}
    if not re.fullmatch(r"[A-Z]{2,8}\d{3}", words["id"]):
        raise ConfigError(f"id: {words['id']!r} is no rule id such as LC101")
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", words["name"]):
        raise ConfigError(f"name: {words['name']!r} is not lower case with hyphens")
    check = checks.get(words["check"])
    if check is None:
        raise ConfigError(f"check: there is no check {words['check']!r}")
    _placeholders(words)
    return Rule(
        words["id"],
        words["name"],
        words["title"],
        _level(words["severity"], "severity", Severity),
        _level(words["confidence"], "confidence", Confidence),
        words["check"],
        words["message"],
        words["help"],
        words["rationale"].strip(),
        family,
        _fixes(table.get("fixes", [])),
        tuple(_source(entry) for entry in table.get("source", [])),
        options_for(check, table.get("options", {})),
        words["since"],
        tuple(_example(entry, "leak") for entry in _some(table, "leak")),
        tuple(_example(entry, "clean") for entry in _some(table, "clean")),
    )


def options_for(check: Check, given: dict[str, Any]) -> dict[str, Any]:
    """Return the given options with lists as tuples; raises ConfigError for a wrong name, type or choice."""
    defaults = check.options._asdict() if check.options else {}
    options: dict[str, Any] = {}
    for key, value in given.items():
        name = key.replace("-", "_")
        if name not in defaults:
            known = ", ".join(sorted(k.replace("_", "-") for k in defaults)) or "none"
            raise ConfigError(f"options: unknown option {key!r} (this check knows {known})")
        options[name] = _typed(key, value, defaults[name], check.choices.get(name))
    return options


def _typed(key: str, value: Any, default: Any, choices: tuple[str, ...] | None) -> Any:
    if isinstance(default, tuple):
        return tuple(_words(value, f"options.{key}"))
    if type(value) is not type(default):
        raise ConfigError(f"options.{key}: must be {type_word(default)}, not {type_word(value)}")
    if choices and value not in choices:
        raise ConfigError(f"options.{key}: {value!r} is not one of {', '.join(choices)}")
    if isinstance(value, int) and not isinstance(value, bool) and value < 0:
        raise ConfigError(f"options.{key}: must not be negative")
    return value


def _example(entry: dict[str, Any], what: str) -> Example:
    _only(entry, EXAMPLE_KEYS, f"{what}.")
    if "text" in entry and "draft" in entry:
        raise ConfigError(f"{what}.text: give a text or a whole draft, not both")
    for key in ("name", "text" if "text" in entry else "draft"):
        _word(entry, key, f"{what}.")
    finds = tuple(_words(entry.get("finds", []), f"{what}.finds"))
    if what == "leak" and "finds" not in entry:
        raise ConfigError(f"{what}.finds: say which values are found ([] where the finding shows none)")
    return Example(
        entry["name"],
        f"{HEADER}{entry['text']}\n" if "text" in entry else entry["draft"],
        entry.get("policy", ""),
        finds,
        entry.get("severity", ""),
        entry.get("crash", ""),
        _consents(entry["consents"], f"{what}.consents") if "consents" in entry else None,
        entry.get("path", ""),
        entry.get("text", ""),
    )


def _consents(table: Any, key: str) -> tuple[Answer, ...]:
    """Read what a ledger says: `"ann@example.com" = { "contact:marketing" = "Given until 2025-12-31" }`."""
    if not isinstance(table, dict) or not all(isinstance(purposes, dict) for purposes in table.values()):
        raise ConfigError(f'{key}: must be a table such as "ann@example.com" = {{ "contact:marketing" = "Given" }}')
    return tuple(
        _answer(address, purpose, words, key)
        for address, purposes in table.items()
        for purpose, words in purposes.items()
    )


def _answer(address: str, purpose: str, words: Any, key: str) -> Answer:
    word, _, until = str(words).partition(" until ")
    try:
        expires = dt.date.fromisoformat(until) if until else None
        status, suppressed = (Status.WITHDRAWN, True) if word == "Suppressed" else (Status(word), False)
    except ValueError:
        raise ConfigError(f"{key}: {words!r} is no status such as Withdrawn or Given until 2026-12-31") from None
    return Answer(address, purpose, status, expires, suppressed=suppressed)


def _source(entry: dict[str, Any]) -> Source:
    _only(entry, SOURCE_KEYS, "source.")
    return Source(_word(entry, "title", "source."), entry.get("url", ""), str(entry.get("read", "")))


def _some(table: dict[str, Any], key: str) -> list[dict[str, Any]]:
    entries = table.get(key, [])
    if not entries:
        raise ConfigError(f"{key}: at least one {key} example is needed")
    return list(entries)


def _fixes(value: Any) -> tuple[str, ...]:
    fixes = tuple(_words(value, "fixes"))
    unknown = sorted(set(fixes) - FIXES)
    if unknown:
        raise ConfigError(f"fixes: there is no fix {unknown[0]!r} (there are {', '.join(sorted(FIXES))})")
    return fixes


def _placeholders(words: dict[str, str]) -> None:
    for key in ("message", "help"):
        try:
            names = [name for _, name, _, _ in string.Formatter().parse(words[key]) if name is not None]
        except ValueError as error:
            raise ConfigError(f"{key}: {error}") from error
        if not all(name.isidentifier() for name in names):
            raise ConfigError(f"{key}: a placeholder is a plain name such as {{people}}")


def _level(word: str, key: str, levels: type[Any]) -> Any:
    try:
        return levels[word.upper()]
    except KeyError:
        raise ConfigError(f"{key}: {word!r} is not one of {', '.join(m.label for m in levels)}") from None


def _word(table: dict[str, Any], key: str, prefix: str = "") -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{prefix}{key}: " + ("a text is missing" if value is None else "must be a text"))
    return value


def _words(value: Any, key: str) -> list[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{key}: must be a list of texts")
    return list(value)


def _only(table: dict[str, Any], known: set[str], prefix: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise ConfigError(f"{prefix}{unknown[0]}: unknown key")
