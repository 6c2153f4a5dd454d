"""Every pattern of the detectors is linear, one by one; and every place that has one is reached.

The patterns are collected where they are made: `re` is watched while all families read the positives, the negatives and
the examples of the rules. Each call of `re` in leakcheck/detect must have been reached: no pattern stays unknown.
"""

from __future__ import annotations

import ast
import re
import sys
import time
from functools import cache
from pathlib import Path

import pytest

import leakcheck.detect
from leakcheck.detect import called, link_words, links, names, rosters, scan_text, tokens
from leakcheck.detect.prepared import Prepared
from leakcheck.engine.rules import read_folder, rules_folder

ROOM = Path(leakcheck.detect.__file__).parent
HERE = Path(__file__).parent
PUMPS = ("a", "1", "1 1 1 ", "a.a.", "@a.@a.", "AB12", "+1 (", "Aa 1, ")
SMALL = 4_000
QUICK = 0.004  # seconds: below this the clock, not the pattern, is measured
METHODS = frozenset({"compile", "search", "match", "fullmatch", "finditer", "findall", "split", "sub"})
Site = tuple[str, int]


def sites() -> set[Site]:
    """Return every place in leakcheck/detect that hands a pattern to `re`."""
    found = set()
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=method)) if method in METHODS:
                    found.add((path.name, node.lineno))
    return found


def texts() -> list[str]:
    """Return everything that the tests of the detectors and the rules read."""
    lines = [line for path in sorted(HERE.rglob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    plain = [re.sub("[⟦⟧]", "", line.rpartition(" | ")[2]) for line in lines]
    examples = [example.draft for rule in read_folder(rules_folder()) for example in (*rule.leaks, *rule.cleans)]
    return [*plain, *examples, *(HERE / "texts.txt").read_text("utf-8").split("\n%\n")]


@cache
def watched() -> tuple[dict[str, int], set[Site]]:
    """Return the patterns that reading all texts hands to `re`, with their flags, and the places that did."""
    patterns: dict[str, int] = {}
    reached: set[Site] = set()
    compile_ = re._compile

    def noting(pattern: object, flags: int) -> object:
        frame = sys._getframe(2)
        path = Path(frame.f_code.co_filename)
        if isinstance(pattern, str) and ROOM in path.parents:
            patterns[pattern] = int(flags)
            reached.add((path.name, frame.f_lineno))
        return compile_(pattern, flags)

    for module in [m for name, m in sys.modules.items() if name.startswith("leakcheck.detect")]:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()
    re._compile = noting  # type: ignore[assignment]
    try:
        for text in texts():
            for region in ("DE", "US", "ES", ""):
                scan_text(text, region)
            list(names.find_names(Prepared(text), [names.Person(("María", "Berger"), "m@example.com")]))
            called.words_of(text)
            links.scan_url(text)
            links.addresses_in(text)
            link_words.written("https://example.com/x/3f9a8c1e7b", text, "here", text)
            rows = [list(rosters.cells_of(line, 0, ",")) for line in text.split("\n")]
            rosters.head_of(iter(rows))
            rosters.people(rows, rosters.Head(full=0))
    finally:
        re._compile = compile_
    return patterns, reached


def every_pattern() -> dict[str, int]:
    patterns = dict(watched()[0])
    for token in tokens.known():
        patterns.update({token.rest: re.ASCII, f"{token.head}$": 0})
    return patterns


def test_every_place_with_a_pattern_is_reached() -> None:
    assert sites() - watched()[1] == set()
    assert len(every_pattern()) > 200


def seconds(pattern: re.Pattern[str], text: str) -> float:
    best = 1e9
    for _ in range(5):
        began = time.process_time()
        for _ in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.slow
@pytest.mark.parametrize("pump", PUMPS)
def test_time_grows_with_the_text(pump: str) -> None:
    small, large = pump * (SMALL // len(pump)), pump * (4 * SMALL // len(pump))
    bent = {}
    for pattern, flags in every_pattern().items():
        compiled = re.compile(pattern, flags)
        slow = seconds(compiled, large)
        if slow > QUICK and slow >= 8 * seconds(compiled, small):
            bent[pattern] = slow
    assert not bent
