from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from leakcheck.model.errors import ConfigError
from leakcheck.model.policy import Limits, Policy
from leakcheck.model.severity import Severity
from leakcheck.policy.load import load_policy, parse_policy

if TYPE_CHECKING:
    from pathlib import Path


class World:
    """A machine in a folder: files of the machine, of the user and of a project, and a way to load them."""

    def __init__(self, root: Path) -> None:
        self.home = root / "home"
        self.project = self.home / "mail"
        self.system = root / "etc" / "leakcheck.toml"
        self.user = self.home / ".config" / "leakcheck" / "leakcheck.toml"
        self.project.mkdir(parents=True)

    def write(self, path: Path, text: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def load(self, start: Path | None = None, config: Path | None = None, **overrides: object) -> Policy:
        keys = {key.replace("__", ".").replace("_", "-"): value for key, value in overrides.items()}
        environment = {"HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home / ".config")}
        return load_policy(start or self.project, config, keys, environment, system=(str(self.system),))


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_nothing_configured_is_the_default(world: World) -> None:
    assert world.load() == Policy()


def test_every_key_reaches_the_policy(world: World) -> None:
    policy = parse_policy(
        """
        select = ["LC1", "quoted-recipients"]
        ignore = ["LC102"]
        mandatory = ["LC101"]
        fail-on = "error"
        fail-on-paths = ["old/** : note"]
        region = "gb"
        plugins = ["example-plugin"]
        locked = ["rules.LC101", "allow"]
        me = { addresses = ["Ann@Example.ORG"], domains = ["münchen.example", "*.Example.net"] }
        send.transport = "raw-smtp"
        consent = { strict = true, ledger = "postgresql://db.example/consent" }
        templates = { paths = ["mail/*.html"], language = "jinja", languages = ["old/**: erb"] }
        sendmail = { command = "msmtp -a work", fail-open = true }
        limits = { bytes = 1, text-bytes = 2, parts = 3, depth = 4, header-lines = 5, recipients = 6 }
        [rules.LC101]
        note = 3
        colleagues = "count"
        """
    )
    assert policy.select == ("LC1", "quoted-recipients")
    assert policy.ignore == ("LC102",)
    assert policy.mandatory == ("LC101",)
    assert policy.fail_on is Severity.ERROR
    assert policy.fail_on_paths == ("old/**: note",)
    assert policy.region == "GB"
    assert policy.plugins == ("example-plugin",)
    assert policy.locked == {"rules.LC101": "policy:9", "allow": "policy:9"}
    assert policy.own_addresses == {"ann@example.org"}
    assert policy.own_domains == ("xn--mnchen-3ya.example", "*.example.net")
    assert policy.transport == "raw-smtp"
    assert (policy.strict_consent, policy.ledger) == (True, "postgresql://db.example/consent")
    assert policy.templates == (("mail/*.html",), "jinja", ("old/**: erb",))
    assert policy.sendmail == ("msmtp -a work", True)
    assert policy.limits == Limits(1, 2, 3, 4, 5, 6)
    assert policy.rules == {"LC101": {"note": 3, "colleagues": "count"}}
    assert policy.origins["rules.LC101.colleagues"] == "policy:18"


def test_entries_reach_the_policy() -> None:
    policy = parse_policy(
        """
        [[circle]]
        name = "board"
        members = ["Ann@example.org", "@Example.net"]
        [[circle]]
        name = "clients"
        bcc-only = true
        members-from = "ledger:clients"
        [[purpose]]
        name = "newsletter"
        from = "@example.org"
        subject = "*news*"
        """
    )
    board, clients = policy.circles
    assert (board.members, board.domains, board.origin) == ({"ann@example.org"}, {"example.net"}, "policy:2")
    assert (clients.bcc_only, clients.members_from) == (True, "ledger:clients")
    assert policy.purposes == (("newsletter", "", "@example.org", "*news*", "policy:9"),)


def test_a_bcc_only_circle_may_hold_a_freemail_provider() -> None:
    text = '[[circle]]\nname = "strangers"\nbcc-only = true\nmembers = ["@gmail.com"]'
    assert parse_policy(text).circles[0].holds("ann@gmail.com")


def test_the_nearest_layer_wins(world: World) -> None:
    world.write(world.system, 'fail-on = "note"\nregion = "GB"\nselect = ["LC1"]\n[rules.LC101]\nnote = 1\nerror = 9')
    world.write(world.user, 'region = "DE"\nselect = ["LC3"]\n[rules.LC101]\nnote = 4')
    file = world.write(world.project / "leakcheck.toml", '\nregion = "FR"')
    policy = world.load(fail_on="error")
    assert (policy.region, policy.fail_on, policy.select) == ("FR", Severity.ERROR, ("LC3",))
    assert policy.rules == {"LC101": {"note": 4, "error": 9}}
    assert policy.origins["region"] == f"{file}:2"
    assert policy.origins["fail-on"] == "command line"


def test_people_and_duties_add_up(world: World) -> None:
    world.write(world.system, 'mandatory = ["LC101"]\n[me]\ndomains = ["example.org"]')
    world.write(
        world.user, 'mandatory = ["LC102"]\n[me]\naddresses = ["ann@example.org"]\n[[circle]]\nname = "a"\nmembers = []'
    )
    world.write(world.project / "leakcheck.toml", '[[circle]]\nname = "b"\nmembers = []')
    policy = world.load(me__addresses=["ann@example.net"], me__domains=("example.org",))
    assert policy.mandatory == ("LC101", "LC102")
    assert policy.own_addresses == {"ann@example.org", "ann@example.net"}
    assert policy.own_domains == ("example.org",)
    assert [circle.name for circle in policy.circles] == ["a", "b"]
    assert policy.origins["mandatory"] == f"{world.system}:1, {world.user}:1"


def test_two_files_cannot_declare_one_circle(world: World) -> None:
    circle = '[[circle]]\nname = "a"\nmembers = []'
    world.write(world.user, circle)
    file = world.write(world.project / "leakcheck.toml", f"\n{circle}")
    with pytest.raises(ConfigError) as caught:
        world.load()
    assert str(caught.value) == f'{file}:2: circle: "a" stands already in {world.user}:1'


def test_what_the_command_line_leaves_out_is_not_set(world: World) -> None:
    assert world.load(select=None, ignore=[], me__addresses=()) == Policy()


def test_an_allow_on_the_command_line(world: World) -> None:
    policy = world.load(allow=[{"rule": "LC301", "reason": "our own number"}])
    assert policy.allows[0].origin == "command line"


def test_the_command_line_is_checked_too(world: World) -> None:
    with pytest.raises(ConfigError, match=r"^command line: me\.domains: entry 1: \"gmail\.com\" is a freemail"):
        world.load(me__domains=["gmail.com"])


def test_the_environment_names_the_ledger(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "LEAKCHECK_LEDGER": "/var/consent.db"}
    policy = load_policy(tmp_path, environment=environment, system=())
    assert (policy.ledger, policy.origins["consent.ledger"]) == ("/var/consent.db", "LEAKCHECK_LEDGER")


def test_paths_count_from_the_folder_of_their_file(world: World) -> None:
    world.write(
        world.project / "leakcheck.toml", 'rule-dirs = ["rules", "/opt/rules"]\n[consent]\nledger = "../consent.db"'
    )
    (world.project / "drafts").mkdir()
    policy = world.load(world.project / "drafts", rule_dirs=["here"])
    assert policy.rule_dirs == (str(world.project / "rules"), "/opt/rules", "here")
    assert policy.ledger == str(world.home / "consent.db")


def test_a_project_file_starts_no_program(world: World) -> None:
    text = '[sendmail]\ncommand = "curl example.org"'
    file = world.write(world.project / "leakcheck.toml", text)
    with pytest.raises(ConfigError) as caught:
        world.load()
    assert (
        str(caught.value) == f"{file}:2: sendmail.command: only your own file, or one named with --config, may set this"
    )
    assert world.load(config=file).sendmail.command == "curl example.org"
    file.unlink()
    world.write(world.user, text)
    assert world.load().sendmail.command == "curl example.org"


def test_a_byte_order_mark_and_line_ends_of_windows(world: World) -> None:
    (world.project / "leakcheck.toml").write_bytes(b'\xef\xbb\xbf# a\r\nregion = "GB"\r\n')
    assert world.load().origins["region"].endswith("leakcheck.toml:2")


def test_without_a_file_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from leakcheck.policy.load import load_policy;"
        "load_policy(system=(), environment={'HOME': '/'}, overrides={'purpose': None, 'select': []});"
        "print(sorted({'tomllib', 'leakcheck.policy.schema', 'difflib', 'datetime'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert run.stdout == "[]\n"


def test_no_picture_needs_to_be_read() -> None:
    assert parse_policy("[limits]\nocr-pages = 0\n").limits.ocr_pages == 0
    with pytest.raises(ConfigError, match="must be 0 or more, not -1"):
        parse_policy("[limits]\nocr-pages = -1\n")
