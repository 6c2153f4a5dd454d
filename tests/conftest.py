"""The folders that tests read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine or the first import of a library takes longer than any limit a test could set.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real messages, or skip."""
    return _folder("LEAKCHECK_CORPUS", "real messages")


@pytest.fixture(scope="session")
def schemas() -> Path:
    """Return the folder of published schemas, or skip."""
    return _folder("LEAKCHECK_SCHEMAS", "published schemas")


def _folder(variable: str, what: str) -> Path:
    name = os.environ.get(variable)
    if not name:
        if os.environ.get("CI"):
            pytest.fail(f"{variable} is not set, and CI must test with {what}")
        pytest.skip(f"{variable} is not set: no {what} to test with")
    return Path(name)


@pytest.fixture
def samples() -> Path:
    """Return the folder of our own sample drafts."""
    return Path(__file__).parent.parent / "samples"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be rewritten on purpose."""
    parser.addoption("--rewrite", action="store_true", help="rewrite the golden files instead of comparing")
