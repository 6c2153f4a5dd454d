"""The packed add-on comes into a fresh profile by each documented way; the copied file is how the other tests do it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leakcheck.cli.thunderbird import install, places
from tests.clients.rig import need
from tests.clients.thunderbird.program import Thunderbird

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.clients.rig import Sink

POLICIES = Path("/etc/thunderbird/policies/policies.json")
FROM_FILE = """
  const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
  file.initWithPath(args[0]);
  const found = await AddonManager.getInstallForFile(file);
  await found.install();
"""


@pytest.fixture
def program(tmp_path: Path, sink: Sink) -> Iterator[Thunderbird]:
    need("thunderbird")
    thunderbird = Thunderbird(tmp_path, sink)
    list(install({"HOME": str(thunderbird.home)}))
    yield thunderbird
    thunderbird.stop()


def add_on(program: Thunderbird) -> str:
    return str(places({"HOME": str(program.home)}).add_on)


def holds_a_leaky_mail(program: Thunderbird) -> bool:
    program.wait(program.add_on_is_active)
    program.compose(to="a@example.com, b@example.net, c@example.org, d@example.com, e@example.net", subject="Offer")
    program.send()
    return program.popup()["rules"] == ["LC101"] and not program.sink.mails


def test_from_file(program):
    program.start()
    program.remote.script(FROM_FILE, add_on(program))
    assert holds_a_leaky_mail(program)


def test_by_the_policy_of_an_organisation(program):
    if not os.environ.get("CI"):
        pytest.skip("the policy would hold for every Thunderbird of this machine: only where CI is set")
    assert not POLICIES.exists()
    POLICIES.parent.mkdir(parents=True, exist_ok=True)
    entry = {"installation_mode": "force_installed", "install_url": Path(add_on(program)).as_uri()}
    settings = {"leakcheck@leakcheck.example": entry}
    POLICIES.write_text(json.dumps({"policies": {"ExtensionSettings": settings}}))
    try:
        program.start()
        assert holds_a_leaky_mail(program)
    finally:
        POLICIES.unlink()


def test_findings_speak_the_language_of_thunderbird(program):
    if not list(Path("/usr/lib").glob("thunderbird*/**/langpack-de@thunderbird.mozilla.org.xpi")):
        assert not os.environ.get("CI"), "thunderbird-l10n-de is missing"
        pytest.skip("thunderbird-l10n-de is not installed")
    program.preferences["intl.locale.requested"] = "de"
    program.start()
    program.remote.script(FROM_FILE, add_on(program))
    program.wait(program.add_on_is_active)
    program.compose(to="a@example.com, b@example.net, c@example.org, d@example.com, e@example.net", subject="Offer")
    program.send()
    shown = program.popup()
    assert shown["sentence"].startswith("5 Personen würden gegenseitig ihre Adressen sehen")
    assert "Schicken Sie jeder Person eine eigene Mail" in shown["text"]
    assert "unverändert" in shown["state"]


def test_closing_thunderbird_during_the_check_sends_nothing(program, tmp_path: Path):
    host = tmp_path / "host"
    host.write_text("#!/bin/sh\nexec sleep 20\n")
    host.chmod(0o700)
    manifest = places({"HOME": str(program.home)}).manifest
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"path": str(host)}))
    program.start()
    program.remote.script(FROM_FILE, add_on(program))
    program.wait(program.add_on_is_active)
    program.compose(to="a@example.com", subject="Offer")
    program.send()
    program.wait(lambda: program.draft()["locked"])
    program.stop()
    assert not program.sink.mails


def test_thunderbird_that_ends_between_two_mails_tells_who_got_theirs(program):
    people = [f"p{number}@example.com" for number in range(40)]
    program.start()
    program.remote.script(FROM_FILE, add_on(program))
    program.wait(program.add_on_is_active)
    program.compose(to=", ".join(people), subject="Offer")
    program.send()
    program.popup()
    program.click("each")
    program.wait(lambda: len(program.sink.mails) >= 3)
    program.process.kill()
    program.process.wait()
    program.remote.close()
    number = len(program.sink.mails)
    program.start()
    program.wait(program.add_on_is_active)
    shown = program.popup()
    assert shown["sentence"] in {f"{n} of 40 people got this mail, then it stopped" for n in (number - 1, number)}
    assert "“Offer”" in shown["state"]
    assert all(person in shown["everything"] for person in people)
    program.click("back")
    program.wait(lambda: not program.windows("mail:extensionPopup"))
