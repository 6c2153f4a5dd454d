"""The loader is strict: one fault a case, and the message names the key."""

from __future__ import annotations

import pytest

from leakcheck.engine.rulefile import read_rule
from leakcheck.model.errors import ConfigError

GOOD = """
id = "XX101"
name = "some-rule"
title = "Title"
severity = "warning"
confidence = "high"
check = "bcc-travels"
message = "{people} would see it"
help = "Do something"
since = "1.0"
rationale = "Because"

[[leak]]
name = "leak"
finds = ["a@example.com"]
draft = "x"

[[clean]]
name = "clean"
draft = "x"
"""


def test_a_good_file(tmp_path) -> None:
    path = tmp_path / "rule.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_rule(path).id == "XX101"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "Title"', "", "title: a text is missing"),
        ('title = "Title"', "title = 3", "title: must be a text"),
        ('title = "Title"', 'title = "T"\ncolour = "red"', "colour: unknown key"),
        ('"XX101"', '"101"', "id: '101' is no rule id"),
        ('"some-rule"', '"Some Rule"', "name: 'Some Rule' is not lower case"),
        ('"warning"', '"bad"', "severity: 'bad' is not one of note, warning, error"),
        ('"high"', '"sure"', "confidence: 'sure' is not one of low, medium, high"),
        ('"bcc-travels"', '"nothing"', "check: there is no check 'nothing'"),
        ("{people}", "{people", "message: "),
        ("{people}", "{people.__class__}", "message: a placeholder is a plain name"),
        ('since = "1.0"', 'since = "1.0"\nfixes = ["wish"]', "fixes: there is no fix 'wish'"),
        ("[[leak]]", "[options]\nsize = 3\n[[leak]]", "options: unknown option 'size'"),
        ('finds = ["a@example.com"]', "", "leak.finds: say which values are found"),
        ('name = "clean"\ndraft = "x"', 'name = "clean"', "clean.draft: a text is missing"),
        ('[[clean]]\nname = "clean"\ndraft = "x"', "", "clean: at least one clean example is needed"),
        ('draft = "x"', 'draft = "x"\ntext = "x"', "leak.text: give a text or a whole draft, not both"),
        ("id =", "id ==", "rule.toml: "),
    ],
)
def test_a_fault_names_file_and_key(tmp_path, old: str, new: str, says: str) -> None:
    path = tmp_path / "rule.toml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_rule(path)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)


def test_an_example_may_be_a_text_alone(tmp_path) -> None:
    path = tmp_path / "rule.toml"
    path.write_text(GOOD.replace('draft = "x"', 'text = "Hi Bob"', 1), encoding="utf-8")
    (leak,) = read_rule(path).leaks
    assert leak.text == "Hi Bob"
    assert leak.draft.endswith("\n\nHi Bob\n")
