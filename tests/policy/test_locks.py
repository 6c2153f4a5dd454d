from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from leakcheck.model.errors import ConfigError
from leakcheck.model.policy import Policy
from leakcheck.policy.load import load_policy
from leakcheck.policy.names import with_rule_ids

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"visible-recipients": "LC101", "bcc-only-member-visible": "LC102"}
NOTHING: dict[str, Any] = {}


def load(root: Path, system: str, project: str = "", overrides: dict[str, Any] = NOTHING) -> Policy:
    (root / "system.toml").write_text(system, encoding="utf-8")
    (root / "leakcheck.toml").write_text(project, encoding="utf-8")
    place = (str(root / "system.toml"),)
    return load_policy(root, None, overrides, {"HOME": str(root)}, system=place)


@pytest.mark.parametrize(
    ("lock", "project"),
    [
        ("fail-on", 'fail-on = "error"'),
        ("fail-on", 'fail-on-paths = ["**: error"]'),
        ("me", '[me]\ndomains = ["example.org"]'),
        ("me.domains", 'me.domains = ["example.org"]'),
        ("rules", "[rules.LC101]\nnote = 3"),
        ("rules.LC101", "[rules.LC101]\nnote = 3"),
        ("rules.LC101.note", "[rules.LC101]\nnote = 3"),
        ("allow", '[[allow]]\nrule = "LC101"\nreason = "we all know one another"'),
        ("circle", '[[circle]]\nname = "all"\nmembers = []'),
        ("purpose", 'purpose = "news"'),
        ("purpose", '[[purpose]]\nname = "news"'),
        ("locked", 'locked = ["region"]'),
    ],
)
def test_a_locked_key_holds(tmp_path: Path, lock: str, project: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, f'\nlocked = ["{lock}"]', project)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'leakcheck.toml'}:")
    assert "is locked" in message
    assert message.endswith(f"in {tmp_path / 'system.toml'}:2")


def test_the_message_names_the_lock_around_the_key(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"rules\.LC101\.note: is locked with rules\.LC101 in "):
        load(tmp_path, 'locked = ["rules.LC101"]', "[rules.LC101]\nnote = 3")


def test_a_lock_holds_against_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^command line: fail-on: is locked in "):
        load(tmp_path, 'locked = ["fail-on"]', overrides={"fail-on": "error"})


def test_a_lock_holds_against_the_environment(tmp_path: Path) -> None:
    (tmp_path / "system.toml").write_text('locked = ["consent"]', encoding="utf-8")
    environment = {"HOME": str(tmp_path), "LEAKCHECK_LEDGER": "empty.db"}
    with pytest.raises(ConfigError, match=r"^LEAKCHECK_LEDGER: consent\.ledger: is locked"):
        load_policy(tmp_path, environment=environment, system=(str(tmp_path / "system.toml"),))


def test_the_file_that_locks_may_set(tmp_path: Path) -> None:
    policy = load(tmp_path, 'fail-on = "note"\nlocked = ["fail-on"]\n[rules.LC101]\nnote = 1', 'region = "GB"')
    assert policy.fail_on.label == "note"


def test_neighbours_of_a_locked_key_are_free(tmp_path: Path) -> None:
    policy = load(tmp_path, 'locked = ["rules.LC101.note"]', "[rules.LC101]\nnotes = 1\n[rules.LC102]\nnote = 2")
    assert policy.rules == {"LC101": {"notes": 1}, "LC102": {"note": 2}}


def test_a_lock_holds_under_the_rules_other_name(tmp_path: Path) -> None:
    policy = load(tmp_path, 'locked = ["rules.LC101"]', "[rules.visible-recipients]\nnote = 99")
    with pytest.raises(ConfigError, match=r"rules\.visible-recipients\.note: is locked in .*system\.toml:1"):
        with_rule_ids(policy, NAMES)
    policy = load(tmp_path, 'locked = ["rules.visible-recipients.note"]', "[rules.LC101]\nnote = 99")
    with pytest.raises(ConfigError, match=r"rules\.LC101\.note: is locked in "):
        with_rule_ids(policy, NAMES)


def test_a_file_may_lock_by_name_what_it_sets_by_id(tmp_path: Path) -> None:
    policy = load(tmp_path, 'locked = ["rules.visible-recipients"]\n[rules.LC101]\nnote = 1')
    assert with_rule_ids(policy, NAMES).rules == {"LC101": {"note": 1}}


def test_a_policy_made_by_hand_keeps_its_options() -> None:
    policy = Policy(rules={"visible-recipients": {"note": 1}, "LC102": {"severity": "note"}})
    assert with_rule_ids(policy, NAMES).rules == {"LC101": {"note": 1}, "LC102": {"severity": "note"}}


def test_the_nearer_layer_wins_under_either_name(tmp_path: Path) -> None:
    system = "[rules.LC101]\nnote = 1\nerror = 9\n[rules.bcc-only-member-visible]\nseverity = 'note'"
    policy = load(tmp_path, system, "[rules.visible-recipients]\nnote = 2")
    assert with_rule_ids(policy, NAMES).rules == {"LC101": {"note": 2, "error": 9}, "LC102": {"severity": "note"}}
    (tmp_path / "leakcheck.toml").write_text("", encoding="utf-8")
    policy = load(tmp_path, "[rules.visible-recipients]\nnote = 1", "[rules.LC101]\nnote = 2")
    assert with_rule_ids(policy, NAMES).rules == {"LC101": {"note": 2}}
