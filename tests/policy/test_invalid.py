"""One broken file a fault: what is said names the file, the line and the key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from leakcheck.model.errors import ConfigError
from leakcheck.policy.load import load_policy

HERE = Path(__file__).parent
SAYS: dict[str, str] = tomllib.loads((HERE / "invalid_says.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((HERE / "invalid").glob("*.toml")), ids=lambda path: path.stem)
def test_a_fault_is_said_with_its_place(path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_policy(config=path, environment={"HOME": "/nonexistent"}, system=())
    assert str(caught.value) == f"{path}:{SAYS[path.stem].replace('FILE', str(path))}"


def test_every_message_has_its_file() -> None:
    assert sorted(SAYS) == sorted(path.stem for path in (HERE / "invalid").glob("*.toml"))


@pytest.mark.parametrize("path", ["nowhere.toml", "."])
def test_a_named_file_that_cannot_be_read(tmp_path: Path, path: str) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_policy(config=tmp_path / path, environment={"HOME": str(tmp_path)}, system=())


def test_nesting_without_end(tmp_path: Path) -> None:
    (tmp_path / "leakcheck.toml").write_text(f"select = {'[' * 100_000}", encoding="utf-8")
    with pytest.raises(ConfigError):
        load_policy(tmp_path, environment={"HOME": str(tmp_path)}, system=())


def test_a_key_cannot_break_the_line() -> None:
    from leakcheck.policy.load import parse_policy

    with pytest.raises(ConfigError) as caught:
        parse_policy('"evil\\nkey\\u001b[31m" = 1')
    assert str(caught.value) == r"policy:1: evil\nkey\x1b[31m: no such key"
