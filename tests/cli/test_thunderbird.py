import io
import json
import zipfile
from pathlib import Path

import pytest

from leakcheck.cli.addon import ADD_ON, pack, source_folder
from leakcheck.cli.thunderbird import doctor, install, places, uninstall


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    return {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}


def test_the_same_files_give_the_same_add_on():
    assert pack(source_folder(), "1.2") == pack(source_folder(), "1.2")


def test_the_add_on_is_whole():
    with zipfile.ZipFile(io.BytesIO(pack(source_folder(), "1.2"))) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    assert {"manifest.json", "background.js", "popup/popup.html", "_locales/de/messages.json"} <= names
    assert not {"PROTOCOL.md", "eslint.config.mjs"} & names
    assert manifest["version"] == "1.2"
    assert manifest["browser_specific_settings"]["gecko"]["id"] == ADD_ON


def test_a_version_under_work_becomes_one_of_numbers():
    with zipfile.ZipFile(io.BytesIO(pack(source_folder(), "1.2.3.dev4+abc"))) as archive:
        assert json.loads(archive.read("manifest.json"))["version"] == "1.2.3"


def test_both_languages_say_the_same_things():
    folder = source_folder() / "_locales"
    english, german = (json.loads((folder / name / "messages.json").read_text("utf-8")) for name in ("en", "de"))
    assert english.keys() == german.keys()
    for key, entry in english.items():
        assert entry["message"].count("$1") == german[key]["message"].count("$1"), key


def test_every_word_that_is_asked_for_is_there():
    words = json.loads((source_folder() / "_locales" / "en" / "messages.json").read_text("utf-8"))
    for page in source_folder().rglob("*.html"):
        for piece in page.read_text("utf-8").split('data-i18n="')[1:]:
            assert piece.partition('"')[0] in words, page


def test_installing_is_undone_by_uninstalling(home, tmp_path):
    wrote = list(install(home))
    manifest = json.loads(places(home).manifest.read_bytes())
    assert (manifest["type"], manifest["allowed_extensions"]) == ("stdio", [ADD_ON])
    assert Path(manifest["path"]).is_file()
    assert len(wrote) == 3
    assert list(install(home)) == wrote
    list(uninstall(home))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_doctor_finds_what_is_missing(home, tmp_path):
    assert not any(seen.good for seen in doctor(home))
    list(install(home))
    assert [seen.good for seen in doctor(home)] == [True, True, True, False]
    extensions = places(home).profiles / "abc.default" / "extensions"
    extensions.mkdir(parents=True)
    (extensions / f"{ADD_ON}.xpi").write_bytes(b"")
    assert all(seen.good for seen in doctor(home))
    places(home).add_on.write_bytes(b"old")
    manifest = places(home).manifest
    manifest.write_bytes(manifest.read_bytes().replace(b"leakcheck-native-host", b"no-such-host"))
    assert [seen.good for seen in doctor(home)] == [True, False, False, True]
    manifest.write_bytes(b"{")
    assert "cannot be read" in next(doctor(home)).line


@pytest.mark.parametrize(
    ("platform", "manifest"),
    [
        ("linux", ".mozilla/native-messaging-hosts/leakcheck.json"),
        ("darwin", "Library/Application Support/Mozilla/NativeMessagingHosts/leakcheck.json"),
        ("win32", "AppData/Roaming/leakcheck/leakcheck.json"),
    ],
)
def test_places_on_every_system(home, tmp_path, platform, manifest):
    assert places(home, platform).manifest == tmp_path / manifest
