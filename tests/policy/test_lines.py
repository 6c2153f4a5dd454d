from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.policy.lines import KeyLines
from leakcheck.policy.toml import toml_value

TEXT = '''# a comment with [brackets] and = signs
select = [
  "LC1",  # ] not the end
  "a # b",
]
"fail-on" = "error"
me.addresses = ["ann@example.org"]

[rules.LC101]
"note" = 2
text = """
[[allow]]
key = 1 ""\\""""
'single quoted' = \'\'\'
error = 9 \'\'\'
error = 10

[[allow]]
rule = "LC301"
[[allow]] # second
rule = "LC302"

[limits]
parts = 5
[ rules . "LC102" ]
x = { a = 1, b = [2, "]"] }
'''


@pytest.mark.parametrize(
    ("path", "starts"),
    [
        (("select",), "select"),
        (("fail-on",), '"fail-on"'),
        (("me",), "me.addresses"),
        (("me", "addresses"), "me.addresses"),
        (("me", "addresses", 0), "me.addresses"),
        (("rules",), "[rules.LC101]"),
        (("rules", "LC101"), "[rules.LC101]"),
        (("rules", "LC101", "note"), '"note"'),
        (("rules", "LC101", "single quoted"), "'single quoted'"),
        (("rules", "LC101", "error"), "error = 10"),
        (("allow", 0), "[[allow]]"),
        (("allow", 0, "rule"), 'rule = "LC301"'),
        (("allow", 1), "[[allow]] # second"),
        (("allow", 1, "rule"), 'rule = "LC302"'),
        (("limits", "parts"), "parts"),
        (("rules", "LC102", "x"), "x ="),
        (("rules", "LC102", "x", "b"), "x ="),
        (("nothing",), "# a comment"),
    ],
)
def test_a_key_stands_on_its_line(path: tuple[str | int, ...], starts: str) -> None:
    assert TEXT.splitlines()[KeyLines(TEXT).line(path) - 1].startswith(starts)


def test_the_text_is_toml() -> None:
    assert tomllib.loads(TEXT)["rules"]["LC101"]["error"] == 10


def test_line_ends_of_windows_count_once() -> None:
    assert KeyLines(TEXT.replace("\n", "\r\n")).line(("limits", "parts")) == KeyLines(TEXT).line(("limits", "parts"))


def test_a_quoted_key_with_escapes() -> None:
    assert KeyLines('\n"a\\u0062" = 1').line(("ab",)) == 2


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_characters="\x7f")),
        st.recursive(st.integers() | st.booleans() | st.text(), st.lists, max_leaves=5),
    )
)
def test_every_key_that_was_written_is_found(table: dict[str, object]) -> None:
    text, at = "", {}
    for key, value in table.items():
        at[key] = text.count("\n") + 1
        text += f"{toml_value(key)} = {toml_value(value)}\n\n"
    lines = KeyLines(text)
    assert {key: lines.line((key,)) for key in table} == at


@given(st.text("ab[]{}\"'=.# \n", max_size=60))
def test_any_text_comes_to_an_end(text: str) -> None:
    assert KeyLines(text).line(("a",)) >= 1
