from __future__ import annotations

import errno
from typing import TYPE_CHECKING, NoReturn

import pytest

from leakcheck.cli.exit import DEBUG, complain, guarded
from leakcheck.model.errors import ConfigError, LeakcheckError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable


def raising(error: BaseException) -> Callable[[], int]:
    def job() -> NoReturn:
        raise error

    return job


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (ConfigError("leakcheck.toml:3: no"), 2, "leakcheck: leakcheck.toml:3: no\n"),
        (LeakcheckError("what"), 2, "leakcheck: what\n"),
        (ReadError("x.eml: cut off"), 3, "leakcheck: x.eml: cut off\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 141, ""),
        (PermissionError(errno.EACCES, "Permission denied", "out.json"), 2, "leakcheck: out.json: Permission denied\n"),
        (ConfigError("bad \x1b[31m name"), 2, "leakcheck: bad \\u{1b}[31m name\n"),
    ],
)
def test_how_a_command_ends(error: BaseException, code: int, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(raising(error)) == code
    assert capsys.readouterr().err == line


def test_a_fault_of_ours_is_not_clean_and_tells_no_secret(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DEBUG, raising=False)
    assert guarded(raising(ValueError("anna@example.org"))) == 3
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert "anna" not in said
    monkeypatch.setenv(DEBUG, "1")
    with pytest.raises(ValueError, match="anna"):
        guarded(raising(ValueError("anna@example.org")))


def test_the_code_of_the_job_is_kept() -> None:
    assert guarded(lambda: 1) == 1


def test_an_address_in_an_error_is_masked_where_others_read_along(capsys: pytest.CaptureFixture[str]) -> None:
    complain("there is no rule 'canary@example.org', did you mean a***@e***.com?")
    assert capsys.readouterr().err == "leakcheck: there is no rule 'c***@e***.org', did you mean a***@e***.com?\n"
