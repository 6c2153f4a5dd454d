from __future__ import annotations

import pytest

from leakcheck.report.template import unfilled


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{people} can see one another", "... can see one another"),
        ("Use Bcc{hint}", "Use Bcc"),
        ("{how}", "It depends on what was found"),
        ("Nothing to fill", "Nothing to fill"),
        ("${name} {{x}}", "$... {...}"),
    ],
)
def test_unfilled(template: str, words: str) -> None:
    assert unfilled(template) == words
