"""A value is seen however a form, a table or a mail program lays out its label."""

from __future__ import annotations

import re

import pytest

from leakcheck.detect import scan_text
from leakcheck.model.severity import Confidence
from tests.detect.test_positives import CASES

LAYOUTS = (
    *("{label}: {value}", "{label}:{value}", "{label}\u00a0: {value}", "{label}\uff1a{value}", "{label} = {value}"),
    *("{label} - {value}", "{label} \u2013 {value}", "{label} -> {value}", "{label} \u2192 {value}"),
    *("{label} ........ {value}", "{label}......: {value}", "{label} . . . . {value}", "{label} \u2026\u2026 {value}"),
    *(
        "{label}            : {value}",
        "{label}:                 {value}",
        "({label}: {value})",
        "\u2022 {label}: {value}",
    ),
    *("| {label} | {value} |", "{label} | {value}", "{label}\t{value}", '"{label}": "{value}",', "{label}: '{value}'"),
    *("*{label}:* {value}", "**{label}**: {value}", "*{label}: {value}*", "{label}: *{value}*", "{label}: **{value}**"),
    *("_{label}:_ {value}", "{label}: _{value}_", "***{label}:*** {value}", "*{label}* | *{value}*"),
    *("{label}:\n{value}\n", "{label}:\n\n{value}\n", "> {label}:\n> {value}\n", ">> {label}:\r\n>> {value}\r\n"),
    *("*{label}:*\n{value}\n", "{label}:\n*{value}*\n"),
)
HEADINGS = ("{label}\n{value}\n", "{label}\n\n{value}\n", "*{label}*\n{value}\n", "> {label}\n> {value}\n")


def labelled(least: int) -> list[tuple[str, str, str]]:
    """Return (kind, label, value) of positives of the form `label: ⟦value⟧`, with at most so many words before it."""
    found = []
    for case in CASES:
        kind, _, marked = case.partition(" | ")
        form = re.fullmatch(r"([^⟦:=]{2,40}?) ?[:=] ?⟦([^⟧]+)⟧[.]?", marked)
        if form and not form[1].startswith("curl ") and len(form[1].split()) <= least:
            found.append((kind.partition(":")[0], form[1], form[2]))
    return found


def unseen(layout: str, cases: list[tuple[str, str, str]]) -> list[str]:
    missed = []
    for kind, label, value in cases:
        if "_" in layout and "_" in label:
            continue  # `_client_secret:_` is no word in italics
        text = layout.format(label=label, value=value)
        sure = [s for s in scan_text(text) if s.confidence >= Confidence.MEDIUM and s.kind == kind]
        if [text[s.start : s.end] for s in sure] != [value]:
            missed.append(text)
    return missed


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_label_leads_to_its_value(layout: str) -> None:
    cases = labelled(8)
    assert len(cases) > 90
    assert unseen(layout, cases) == []


@pytest.mark.parametrize("layout", HEADINGS)
def test_a_heading_leads_to_the_line_under_it(layout: str) -> None:
    cases = labelled(2)
    assert len(cases) > 60
    assert unseen(layout, cases) == []


@pytest.mark.parametrize("label", ["routing\n> number", "sort\n>> code"])
def test_a_cue_may_go_over_the_end_of_a_quoted_line(label: str) -> None:
    value = "021000021" if "routing" in label else "20-00-00"
    text = f"> their {label} is {value}"
    assert [(s.kind, text[s.start : s.end]) for s in scan_text(text)] == [("bank-account", value)]
