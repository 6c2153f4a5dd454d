"""The formats by name; each is imported when it is asked for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from leakcheck.model.finding import DraftReport
    from leakcheck.report.setting import Setting

    Format = Callable[[Iterable[DraftReport], Setting], Iterator[str]]

NAMES = ("text", "json", "sarif", "github", "gitlab", "junit")


def load(name: str) -> Format:
    """Return the function that turns reports into pieces of text; KeyError for an unknown name."""
    if name == "text":
        from leakcheck.report.text import pieces

        return pieces
    return _machine(name)


def _machine(name: str) -> Format:
    from importlib import import_module

    modules = {"json": "json_v1", "sarif": "sarif", "github": "github", "gitlab": "gitlab", "junit": "junit"}
    found: Format = import_module(f"leakcheck.report.{modules[name]}").pieces
    return found


def render(name: str, reports: Iterable[DraftReport], setting: Setting) -> str:
    """Return a whole report as one string."""
    return "".join(load(name)(reports, setting))
