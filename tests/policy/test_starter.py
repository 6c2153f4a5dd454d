from __future__ import annotations

import re

from leakcheck.model.policy import Policy
from leakcheck.policy.load import parse_policy
from leakcheck.policy.schema import ENTRIES, KEYS
from leakcheck.policy.starter import starter_text

_COMMENTED_KEY = re.compile(r"^# (?=\[|[a-z-]+ = )", re.MULTILINE)


def without_origins(policy: Policy) -> Policy:
    return policy._replace(origins={})


def test_the_file_says_what_was_given() -> None:
    policy = parse_policy(starter_text(["Ann@example.org", "ann@example.net"], ["*.example.org"]))
    expected = Policy(own_addresses=frozenset({"ann@example.org", "ann@example.net"}), own_domains=("*.example.org",))
    assert without_origins(policy) == expected


def test_without_answers_it_is_the_default() -> None:
    assert without_origins(parse_policy(starter_text())) == Policy()


def test_every_key_is_in_it_and_every_example_is_right() -> None:
    text = _COMMENTED_KEY.sub("", starter_text()).replace('purpose = "marketing"', "")
    policy = parse_policy(text)
    names = {key.name for key in KEYS} | {entry.name for entry in ENTRIES}
    assert names <= policy.origins.keys()
    for entry in ENTRIES:
        (made,) = getattr(policy, entry.field)
        assert made.origin


def test_it_is_short() -> None:
    assert max(map(len, starter_text(["ann@example.org"], []).splitlines())) <= 100
    assert starter_text().count("\n") < 85
