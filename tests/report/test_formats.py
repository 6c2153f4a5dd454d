"""What holds for every format: nothing clear, nothing unseen, the same bytes twice, and nothing of a hostile mail."""

from __future__ import annotations

import random

import pytest

from leakcheck.report.formats import NAMES, load, render
from leakcheck.report.setting import Setting
from tests.report import sample_reports as sample


@pytest.mark.parametrize("name", NAMES)
def test_no_value_stands_in_clear(name: str) -> None:
    text = render(name, [make() for make in sample.EVERY], Setting(root="/home/ann"))
    assert [value for value in sample.CANARIES if value in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_character_drives_a_terminal(name: str) -> None:
    text = render(name, [sample.hostile(), sample.hostile("a.eml")], Setting())
    assert all(char == "\n" or char.isprintable() for char in text)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_bytes_twice_in_whatever_order_findings_come(name: str) -> None:
    report = sample.crowd()
    shuffled = list(report.findings)
    random.Random(7).shuffle(shuffled)  # noqa: S311 - an order, no secret
    once = render(name, [report], Setting())
    assert render(name, [report], Setting()) == once
    assert render(name, [report._replace(findings=tuple(shuffled))], Setting()) == once


@pytest.mark.parametrize("name", NAMES)
def test_reports_are_written_while_they_come(name: str) -> None:
    taken = []

    def reports() -> object:
        for number in range(50):
            taken.append(number)
            yield sample.coach(f"{number}.eml")

    pieces = load(name)(reports(), Setting())
    length = 0
    while length < 3000:
        length += len(next(pieces))
    assert len(taken) < 40


@pytest.mark.parametrize("name", NAMES)
def test_no_draft_at_all(name: str) -> None:
    assert render(name, [], Setting()) == "" if name == "github" else render(name, [], Setting()).endswith("\n")


def test_unknown_format() -> None:
    with pytest.raises(KeyError):
        load("html-99")
