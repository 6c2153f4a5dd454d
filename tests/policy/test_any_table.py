"""Whatever stands in a file: a policy, or one line that says why not."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from leakcheck.model.errors import ConfigError
from leakcheck.policy.effective import rows
from leakcheck.policy.layer import Layer, text_layer
from leakcheck.policy.merge import merge
from leakcheck.policy.names import with_rule_ids
from leakcheck.policy.schema import ENTRIES, KEYS, tables
from leakcheck.policy.toml import toml_value

if TYPE_CHECKING:
    from leakcheck.model.policy import Policy

WORDS = (
    "LC101",
    "visible-recipients",
    "LC3",
    "ann@example.org",
    "@example.org",
    "example.org",
    "error",
    "ledger:x",
    "",
)
NAMES = sorted(
    {name for key in KEYS for name in key.name.split(".")}
    | {item.name for entry in ENTRIES for item in entry.items}
    | {*tables(), *(entry.name for entry in ENTRIES), "rules", "LC101", "x"}
)
SCALARS = (
    st.sampled_from(WORDS)
    | st.text(max_size=12)
    | st.booleans()
    | st.integers(-3, 10**9)
    | st.floats()
    | st.dates(dt.date(1, 1, 1))
    | st.datetimes()
    | st.times()
)
KEY = st.sampled_from(NAMES) | st.text(max_size=4)


def _deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=4)


TABLES = st.dictionaries(KEY, st.recursive(SCALARS, _deeper, max_leaves=8), max_size=4)
RIGHT = {key.name: st.just(key.example) for key in KEYS if key.name not in {"locked", "purpose"}}


def outcome(layer: Layer) -> tuple[Policy | None, str]:
    try:
        return with_rule_ids(merge([layer]), {"visible-recipients": "LC101"}), ""
    except ConfigError as error:
        return None, str(error)


@given(TABLES)
def test_any_table_gives_a_policy_or_one_line(table: dict[str, Any]) -> None:
    policy, said = outcome(Layer("x", table))
    assert said.isprintable()
    assert bool(said) != bool(list(rows(policy, clear=False)) if policy else [])


@given(st.text() | st.text("select=[]\"'#\n.{}LC1me", max_size=40))
def test_any_text_gives_a_policy_or_a_place(text: str) -> None:
    try:
        layer = text_layer(text, "x")
    except ConfigError as error:
        said = str(error)
    else:
        said = outcome(layer)[1]
    assert re.match(r"x:[0-9]+: |\Z", said)


@given(st.lists(st.fixed_dictionaries({}, optional=RIGHT), min_size=1, max_size=3))
def test_right_layers_never_fail_and_the_last_one_wins(layers: list[dict[str, str]]) -> None:
    texts = ["\n".join(f"{name} = {value}" for name, value in layer.items()) for layer in layers]
    policy = merge(text_layer(text, str(at)) for at, text in enumerate(texts))
    for key in KEYS:
        setters = [str(at) for at, layer in enumerate(layers) if key.name in layer]
        origin = policy.origins.get(key.name, "")
        assert [place.partition(":")[0] for place in origin.split(", ") if place] == (
            setters if key.adds else setters[-1:]
        )


def test_values_are_written_as_toml() -> None:
    values = ['a"b\x7f\n', 1, True, 1.5, dt.date(2026, 1, 2), ["x", []], {"a": 1}]
    assert toml_value(values) == '["a\\"b\\u007f\\n", 1, true, 1.5, 2026-01-02, ["x", []], { a = 1 }]'
