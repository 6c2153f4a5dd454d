"""One rule as a page for people: what it finds and why, options, examples, how to allow it."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple
from leakcheck.report.page import BLANK, Line, Run, paragraph, run
from leakcheck.report.template import unfilled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.model.rule import Example, Rule

_MOST_LINES = 40


class Option(NamedTuple):
    """An option of a rule by its name in leakcheck.toml, the value in force, and the words it may take, if listed."""

    name: str
    value: object
    choices: tuple[str, ...] = ()


def rule_page(rule: Rule, options: Iterable[Option], said: tuple[str, str], width: int) -> Iterator[Line]:
    """Yield the lines of the page; `said` are message and help as an example has them."""
    message, advice = said
    level = rule.severity.label
    yield (run(f"{rule.id} {rule.name}", "strong"),)
    yield from paragraph((run(rule.title),), width)
    facts = f", confidence {rule.confidence.label}" + (f", since {rule.since}" if rule.since else "")
    fixes = f", fixes: {', '.join(rule.fixes)}" if rule.fixes else ""
    yield from paragraph((Run("Level "), Run(level, level), run(facts + fixes)), width)
    yield from _section("It says, for example", [message or unfilled(rule.message)], width)
    yield from _section("Why", [" ".join(text.split()) for text in rule.rationale.split("\n\n")], width)
    yield from _section("Sources", [_source(*source) for source in rule.sources], width)
    yield from _section("What to do", [advice or unfilled(rule.help)], width)
    yield from _section(f"Options, in [rules.{rule.id}]", map(_option, options), width)
    yield from _section("Finds", [], width, rule.leaks)
    yield from _section("Lets pass", [], width, rule.cleans)
    yield from _section("To allow it", _allowing(rule), 0)


def _section(title: str, lines: Iterable[str], width: int, examples: Iterable[Example] = ()) -> Iterator[Line]:
    lines, examples = list(lines), list(examples)
    if not (lines or examples):
        return
    yield BLANK
    yield (run(title, "strong"),)
    for line in lines:
        yield from paragraph((run(line),), width, 2, 2)
    for number, example in enumerate(examples):
        if number and not example.text:
            yield BLANK
        yield from _example(example, width)


def _example(example: Example, width: int) -> Iterator[Line]:
    yield from paragraph((run(example.name, "note"),), width, 2, 2)
    lines = (example.text or example.draft).strip("\n").splitlines()
    for line in lines[:_MOST_LINES]:
        yield (Run("    "), *_marked(line, example.finds))
    if len(lines) > _MOST_LINES:
        yield (Run(f"    and {len(lines) - _MOST_LINES:,} more lines", "faint"),)
    for line in example.policy.strip("\n").splitlines():
        yield (Run("    leakcheck.toml: ", "faint"), run(line, "faint"))


def _marked(line: str, values: Iterable[str]) -> Line:
    """Return a line of an example with the first value of each that it finds marked."""
    for value in values:
        before, found, after = line.partition(value)
        if found and value:
            return (*_marked(before, values), run(value, "mark"), *_marked(after, values))
    return (run(line),) if line else ()


def _allowing(rule: Rule) -> list[str]:
    if not rule.allowable:
        return ["It cannot be allowed: nobody knows what a check that failed would have found"]
    return [
        f'Once: leakcheck check draft.eml --allow {rule.id} --reason "why this is right"',
        "For good, in leakcheck.toml:",
        "  [[allow]]",
        f'  rule = "{rule.name}"',
        '  reason = "why this is right"',
        "  until = 2026-12-31    # the last day; each check warns of an entry without one",
        "                        # where and path limit it to a place and to files",
    ]


def _source(title: str, url: str, read: str) -> str:
    return title + (f", {url}" if url else "") + (f", read on {read}" if read else "")


def _option(option: Option) -> str:
    others = [word for word in option.choices if word != option.value]
    return f"{option.name} = {_toml(option.value)}" + (f"  # or {', '.join(map(_toml, others))}" if others else "")


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list | frozenset | set):
        return f"[{', '.join(map(_toml, sorted(value) if isinstance(value, frozenset | set) else value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
