"""The keyring keeps a copy of the key where somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leakcheck.cli import main
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.setup import in_keyring

keyring = pytest.importorskip("keyring")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class InMemory(keyring.backend.KeyringBackend):
    """A keyring that forgets everything."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def backend() -> Iterator[InMemory]:
    before, made = keyring.get_keyring(), InMemory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_key_file_that_is_gone_comes_back(
    backend: InMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LEAKCHECK_LEDGER", str(tmp_path / "consent.db"))
    monkeypatch.delenv("LEAKCHECK_LEDGER_KEY", raising=False)
    assert main(["consent", "init", "--keyring"]) == 0
    (path,) = (tmp_path / "config" / "leakcheck").iterdir()
    text = path.read_text(encoding="ascii")
    assert list(backend.kept.values()) == [text.strip()]
    path.unlink()
    assert main(["consent", "list"]) == 3
    assert main(["consent", "init", "--keyring"]) == 0
    assert path.read_text(encoding="ascii") == text
    assert main(["consent", "list"]) == 0
    assert text.strip() not in "".join(capsys.readouterr())


def test_a_keyring_that_does_not_open_is_said() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    try:
        with pytest.raises(LedgerError, match="the keyring does not open"):
            in_keyring("x")
    finally:
        keyring.set_keyring(before)
