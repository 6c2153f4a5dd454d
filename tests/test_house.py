"""Promises of the project as a whole."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# .zz stands for real domains in templates that leak: ISO 3166 keeps the code for users, so nobody can own one.
RESERVED = re.compile(
    r"(?:example\.(?:com|org|net)|\.example|\.test|\.invalid|\.zz|localhost|\.localdomain|\.local|x\.org|[xyz]\.org)$",
    re.IGNORECASE,
)
# Real domains that samples name on purpose: providers whose mistyped or repeated addresses are the point.
PROVIDERS = {"gmail.com", "gmial.com", "googlemail.com", "outlook.com", "mail.com", "gmx.de"}
# A top-level domain is not a number, and the near miss "logo@2x.png" is a file.
ADDRESS = re.compile(r"[\w.+-]{1,64}@((?!2x\.png)[\w-]+(?:\.[\w-]+)*\.[A-Za-z][\w-]+)")


def files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]


def test_samples_and_rules_use_reserved_domains_only() -> None:
    strangers = set()
    for path in files("samples", "rules"):
        if path.suffix in {".eml", ".toml", ".md"}:
            for domain in ADDRESS.findall(path.read_text(encoding="utf-8", errors="replace")):
                if not RESERVED.search(domain) and domain.lower() not in PROVIDERS:
                    strangers.add(domain)
    assert strangers == set()


def test_importing_leakcheck_loads_nothing_heavy() -> None:
    heavy = {"rich", "typer", "flanker", "olefile", "email_validator", "phonenumbers", "stdnum", "email.message", "ssl"}
    heavy |= {"typing", "tomllib", "json"}
    code = "import sys, leakcheck; leakcheck.check(b'From: a@example.com\\n\\nHello\\n'); print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert heavy & loaded == set()


def test_a_check_opens_no_network_connection() -> None:
    code = (
        "import os, socket\n"
        "def no(*a, **k): os._exit(9)  # an exception would only be one more check that crashed\n"
        "socket.socket.connect = no; socket.getaddrinfo = no\n"
        "import leakcheck, pathlib\n"
        "for p in sorted(pathlib.Path('samples').rglob('*.eml')): leakcheck.check(p)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_every_check_is_used_by_a_rule() -> None:
    from leakcheck.checks.table import CHECKS
    from leakcheck.engine.rules import load_rules
    from leakcheck.model.policy import Policy

    assert {rule.check for rule in load_rules(Policy())} == set(CHECKS)


def test_checks_do_not_import_one_another() -> None:
    from leakcheck.checks.table import CHECKS

    modules = {check.run.__module__ for check in CHECKS.values() if check.run}
    checks = {module.rpartition(".")[2] for module in modules}
    for module in modules:
        source = (ROOT / (module.replace(".", "/") + ".py")).read_text(encoding="utf-8")
        imported = set(re.findall(r"from leakcheck\.checks(?:\.(\w+))? import ([\w, ]+)", source))
        names = {name for first, rest in imported for name in ([first] if first else rest.replace(" ", "").split(","))}
        assert not names & checks, f"{module} imports {names & checks}"
