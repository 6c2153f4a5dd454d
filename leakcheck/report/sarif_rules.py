"""What a SARIF log says about leakcheck and its rules."""

from __future__ import annotations

from urllib.parse import quote

from leakcheck import __version__
from leakcheck.model.severity import Confidence, Severity
from leakcheck.report.safe import safe
from leakcheck.report.template import unfilled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from leakcheck.model.rule import Rule

# Code scanning reads this as a CVSS score and shows high, medium and low.
_SECURITY_SEVERITY = {Severity.ERROR: "8.0", Severity.WARNING: "5.0", Severity.NOTE: "2.0"}
_PRECISION = {Confidence.HIGH: "very-high", Confidence.MEDIUM: "medium", Confidence.LOW: "low"}


def driver(rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return the tool component that describes leakcheck and the rules a log names, in their order."""
    return {
        "name": "leakcheck",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules.values()],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    housekeeping = rule.family == "input"
    tags = [tag for tag in ("privacy", "" if housekeeping else "security", rule.family) if tag]
    properties: dict[str, Any] = {"tags": tags, "precision": _PRECISION[rule.confidence]}
    if not housekeeping:
        properties["security-severity"] = _SECURITY_SEVERITY[rule.severity]
    described: dict[str, Any] = {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": escaped(rule.title)},
        "fullDescription": {"text": escaped(rule.rationale)},
        "help": {"text": escaped(rule.rationale + "\n\n" + unfilled(rule.help)), "markdown": _help(rule)},
        "defaultConfiguration": {"level": rule.severity.label},
        "properties": properties,
    }
    link = next((source.url for source in rule.sources if source.url.startswith("https://")), "")
    return described | ({"helpUri": _url(link)} if link else {})


def _help(rule: Rule) -> str:
    """Return the help of a rule as Markdown; a rule pack of a stranger must not slip in links of its own."""
    paragraphs = [
        f"## {_markdown(rule.title)}",
        _markdown(rule.rationale),
        f"**What to do:** {_markdown(unfilled(rule.help))}",
    ]
    sources = [f"- {_markdown(source.title)}{_link(source.url)}" for source in rule.sources]
    return "\n\n".join([*paragraphs, "\n".join(sources)] if sources else paragraphs)


def _link(url: str) -> str:
    return f" (<{_url(url)}>)" if url.startswith("https://") else ""


def _url(url: str) -> str:
    return quote(url, safe=":/?#@!$&'()*+,;=%~", errors="replace")


def escaped(text: str) -> str:
    """Return a plain text message: `[text](link)` would become a link, so brackets and backslashes are escaped."""
    lines = "\n".join(safe(line) for line in text.strip().splitlines()) or "-"
    return lines.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _markdown(text: str) -> str:
    lines = "\n".join(safe(line) for line in text.strip().splitlines())
    return "".join("\\" + char if char in "\\`*_{}[]<>#|!" else char for char in lines)
