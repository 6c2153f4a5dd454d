from __future__ import annotations

import os
from pathlib import Path

import pytest

from leakcheck.model.errors import ConfigError
from leakcheck.policy.files import placed, system_files, user_file
from leakcheck.policy.load import load_policy


def region(start: Path | None, home: Path) -> str:
    return load_policy(start, environment={"HOME": str(home)}, system=()).region


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_upwards_from_the_draft(tmp_path: Path) -> None:
    write(tmp_path / "leakcheck.toml", 'region = "GB"')
    draft = write(tmp_path / "a" / "b" / "draft.eml", "")
    assert region(draft, tmp_path) == "GB"
    assert region(draft.with_name("not-there.eml"), tmp_path) == "GB"
    write(tmp_path / "a" / "leakcheck.toml", 'region = "DE"')
    assert region(draft.parent, tmp_path) == "DE"


def test_the_search_stops_at_home(tmp_path: Path) -> None:
    write(tmp_path / "leakcheck.toml", 'region = "GB"')
    draft = write(tmp_path / "home" / "mail" / "draft.eml", "")
    assert region(draft, tmp_path / "home") == ""
    write(tmp_path / "home" / "leakcheck.toml", 'region = "DE"')
    assert region(draft, tmp_path / "home") == "DE"


def test_a_home_behind_a_link(tmp_path: Path) -> None:
    write(tmp_path / "leakcheck.toml", 'region = "GB"')
    draft = write(tmp_path / "home" / "draft.eml", "")
    (tmp_path / "link").symlink_to(tmp_path / "home")
    assert region(draft, tmp_path / "link") == ""


def test_the_current_folder_when_nothing_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "leakcheck.toml", 'region = "GB"')
    monkeypatch.chdir(tmp_path)
    assert region(None, tmp_path) == "GB"


def test_a_current_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert region(None, tmp_path) == ""


@pytest.mark.parametrize("text", ["[tool.leakcheck]\nregion = 'FR'", "tool = { leakcheck = { region = 'FR' } }"])
def test_a_table_in_pyproject(tmp_path: Path, text: str) -> None:
    write(tmp_path / "pyproject.toml", text)
    assert region(tmp_path, tmp_path) == "FR"
    write(tmp_path / "leakcheck.toml", 'region = "GB"')
    assert region(tmp_path, tmp_path) == "GB"


@pytest.mark.parametrize("text", ["[project]\nname = 'x'", "name = 'leakcheck'", "[tool]\nx = 'leakcheck'", "no toml"])
def test_somebody_elses_pyproject_is_passed_by(tmp_path: Path, text: str) -> None:
    write(tmp_path / "leakcheck.toml", 'region = "GB"')
    write(tmp_path / "a" / "pyproject.toml", text)
    assert region(tmp_path / "a", tmp_path) == "GB"


def test_faults_in_pyproject_have_their_line(tmp_path: Path) -> None:
    file = write(tmp_path / "pyproject.toml", "[project]\nname = 'x'\n[tool.leakcheck.me]\ndomain = []")
    with pytest.raises(ConfigError) as caught:
        region(tmp_path, tmp_path)
    assert str(caught.value) == f'{file}:4: me.domain: no such key (did you mean "me.domains"?)'


def test_a_named_pyproject_must_have_the_table(tmp_path: Path) -> None:
    file = write(tmp_path / "pyproject.toml", "[project]\nname = 'x'")
    with pytest.raises(ConfigError, match=r"has no table \[tool.leakcheck\]"):
        load_policy(config=file, environment={"HOME": str(tmp_path)}, system=())


def test_a_named_file_replaces_that_of_the_project(tmp_path: Path) -> None:
    write(tmp_path / "leakcheck.toml", 'region = "GB"')
    other = write(tmp_path / "other.toml", 'purpose = "news"')
    policy = load_policy(tmp_path, other, environment={"HOME": str(tmp_path)}, system=())
    assert (policy.region, policy.purpose) == ("", "news")


def test_a_folder_of_that_name_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "leakcheck.toml").mkdir()
    assert region(tmp_path, tmp_path) == ""


def test_a_broken_link_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "leakcheck.toml").symlink_to(tmp_path / "gone.toml")
    with pytest.raises(ConfigError, match="is a link that leads to no file"):
        region(tmp_path, tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_that_a_stranger_planted_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "shared" / "leakcheck.toml", 'select = ["LC9"]')
    os.chown(file, 54321, 54321)
    assert region(file.parent, tmp_path) == ""
    file.parent.chmod(0o1777)
    with pytest.raises(ConfigError, match="belongs to somebody else"):
        region(file.parent, tmp_path)


def test_the_machines_file_cannot_be_moved_by_a_variable() -> None:
    assert system_files({"XDG_CONFIG_DIRS": "/x:/y:relative"}, "linux") == (
        "/etc/leakcheck/leakcheck.toml",
        "/y/leakcheck/leakcheck.toml",
        "/x/leakcheck/leakcheck.toml",
    )
    assert system_files({}, "linux")[1:] == ("/etc/xdg/leakcheck/leakcheck.toml",)
    assert system_files({"PROGRAMDATA": "X:"}, "darwin") == ("/Library/Application Support/leakcheck/leakcheck.toml",)
    assert "X:" not in system_files({"PROGRAMDATA": "X:"}, "win32")[0]


def test_the_users_file() -> None:
    home = {"HOME": "/home/ann"}
    assert user_file(home, "linux") == "/home/ann/.config/leakcheck/leakcheck.toml"
    assert user_file(home | {"XDG_CONFIG_HOME": "/cfg"}, "linux") == "/cfg/leakcheck/leakcheck.toml"
    assert user_file(home | {"XDG_CONFIG_HOME": "cfg"}, "linux") == "/home/ann/.config/leakcheck/leakcheck.toml"
    assert user_file(home, "darwin") == "/home/ann/Library/Application Support/leakcheck/leakcheck.toml"
    assert user_file({"APPDATA": "/roaming"}, "win32") == "/roaming/leakcheck/leakcheck.toml"


def test_placing_a_path() -> None:
    assert placed("a/../b", "/x") == "/x/b"
    assert placed("/a", "/x") == "/a"
    assert placed("postgresql://db.example/a", "/x") == "postgresql://db.example/a"
    assert placed("~/a", "/x") == str(Path("~/a").expanduser())


def test_a_link_of_the_machine_that_leads_nowhere_is_no_missing_policy(tmp_path: Path) -> None:
    link = tmp_path / "leakcheck.toml"
    link.symlink_to(tmp_path / "gone.toml")
    with pytest.raises(ConfigError, match=r"leakcheck\.toml: cannot be read \(No such file or directory\)"):
        load_policy(tmp_path, environment={"HOME": str(tmp_path)}, system=(str(link),))
