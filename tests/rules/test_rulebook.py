"""The rules as a whole: the contract's ids, freshness, wording."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leakcheck.engine.rules import load_rules, read_folder, rules_folder
from leakcheck.model.policy import Policy

ROOT = Path(__file__).parent.parent.parent
CONTRACT = {
    "LC101": "visible-recipients",
    "LC102": "bcc-only-member-visible",
    "LC103": "unexpandable-recipient",
    "LC104": "revealing-display-name",
    "LC105": "lookalike-recipient",
    "LC106": "invalid-recipient",
    "LC107": "unexpected-recipient",
    "LC108": "visible-attendees",
    "LC109": "group-name-exposed",
    "LC201": "unconsented-recipient",
    "LC202": "withdrawn-consent",
    "LC203": "expired-consent",
    "LC204": "undisclosed-address",
    "LC205": "missing-unsubscribe",
    "LC206": "wrong-purpose-consent",
    "LC301": "email-address",
    "LC302": "phone-number",
    "LC303": "payment-card",
    "LC304": "bank-account",
    "LC305": "national-id",
    "LC306": "date-of-birth",
    "LC307": "postal-address",
    "LC308": "device-address",
    "LC309": "location",
    "LC310": "secret",
    "LC311": "special-category",
    "LC312": "third-party-name",
    "LC313": "identity-document",
    "LC314": "crypto-wallet",
    "LC315": "personal-link",
    "LC404": "risky-attachment",
    "LC501": "quoted-recipients",
    "LC502": "quoted-personal-data",
    "LC503": "hidden-text",
    "LC601": "bcc-will-travel",
    "LC602": "bcc-with-encryption",
    "LC603": "draft-header-left",
    "LC604": "revealing-header",
    "LC605": "addresses-in-other-field",
    "LC606": "many-in-reply-to",
    "LC901": "not-fully-checked",
    "LC902": "check-failed",
    "LC903": "malformed-draft",
    "LC911": "expired-allow",
    "LC912": "unused-allow",
}
RULES = read_folder(rules_folder())


def test_the_contract_is_kept() -> None:
    assert CONTRACT.items() <= {rule.id: rule.name for rule in RULES}.items()


def test_the_built_module_is_fresh() -> None:
    script = ROOT / "tools" / "build_rules.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0


def test_built_and_read_rules_are_the_same() -> None:
    bare = tuple(sorted((rule._replace(leaks=(), cleans=()) for rule in RULES), key=lambda rule: rule.id))
    assert load_rules(Policy()) == bare


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_words_are_one_plain_line(rule) -> None:
    for text in (rule.title, rule.message, rule.help):
        assert "\n" not in text
        assert not text.endswith(".")
    assert len(rule.message) <= 100
    assert len(rule.title) <= 80


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_file_is_called_like_the_rule(rule) -> None:
    assert (rules_folder() / rule.family / f"{rule.id}-{rule.name}.toml").is_file()
