from __future__ import annotations

import tomllib

import pytest

from leakcheck.model.policy import Limits, Ner, Policy, Sendmail, Templates
from leakcheck.policy.effective import rows
from leakcheck.policy.load import parse_policy
from leakcheck.policy.schema import ENTRIES, KEYS, Key
from leakcheck.policy.values import READERS


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_a_key_agrees_with_the_policy(key: Key) -> None:
    value: object = Policy()
    for name in key.field.split("."):
        value = getattr(value, name)
    assert key.default == (value if not isinstance(value, frozenset | dict) else ())


def test_every_kind_has_a_reader() -> None:
    kinds = {key.kind for key in KEYS} | {item.kind for entry in ENTRIES for item in entry.items}
    assert kinds <= READERS.keys()


def test_every_field_of_the_policy_has_a_key() -> None:
    fields = {key.field for key in KEYS} | {entry.field for entry in ENTRIES}
    plain = set(Policy._fields) - {"rules", "origins", "limits", "ner", "sendmail", "templates"}
    inner = {f"{name}.{field}" for name, table in _tables() for field in table._fields}
    assert fields == plain | inner


def _tables() -> tuple[tuple[str, Limits | Sendmail | Templates], ...]:
    return ("limits", Limits()), ("ner", Ner()), ("sendmail", Sendmail()), ("templates", Templates())


def test_the_examples_of_limits_are_the_defaults() -> None:
    for key in KEYS:
        if key.name.startswith("limits."):
            assert tomllib.loads(f"x = {key.example}")["x"] == key.default


def test_one_line_explains_a_key() -> None:
    for thing in (*KEYS, *ENTRIES, *(item for entry in ENTRIES for item in entry.items)):
        assert thing.about
        assert not thing.about.endswith(".")
        assert "\n" not in thing.about


def test_rows_of_the_default_are_the_schema() -> None:
    assert [row.key for row in rows(Policy(), clear=True)] == [key.name for key in KEYS]
    assert {row.origin for row in rows(Policy(), clear=True)} == {"default"}


TEXT = """
region = "GB"
me.addresses = ["ann@example.org"]
consent.ledger = "postgresql://ledger:s3cret@db.example/consent"
[rules.LC101]
note = 3
[[circle]]
name = "board"
members = ["bob@example.org", "@example.net"]
[[allow]]
rule = "LC301"
reason = "our number"
until = 2026-12-31
[[purpose]]
name = "news"
from = "carol@example.org"
"""


def test_rows_say_where_a_value_came_from() -> None:
    found = {row.key: (row.value, row.origin) for row in rows(parse_policy(TEXT), clear=True)}
    assert found["region"] == ("GB", "policy:2")
    assert found["fail-on"] == ("warning", "default")
    assert found["rules.LC101.note"] == (3, "policy:6")
    assert found["circle"] == ({"name": "board", "members": ["bob@example.org", "@example.net"]}, "policy:7")
    assert found["consent.ledger"][0] == "postgresql://ledger:***@db.example/consent"


def test_people_are_masked_where_the_rows_may_be_kept() -> None:
    text = str(list(rows(parse_policy(TEXT), clear=False)))
    assert not any(name in text for name in ("ann@", "bob@", "carol@", "s3cret"))
    assert "a***@e***.org" in text
    assert "@example.net" in text
