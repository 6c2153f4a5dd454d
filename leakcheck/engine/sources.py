"""What a run checks: drafts that have been found and not yet read, by path and configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.mail.templates.languages import AUTO, LANGUAGES, template_language
from leakcheck.model.errors import ConfigError, ReadError
from leakcheck.model.finding import DraftReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from leakcheck.mail.stores import Item
    from leakcheck.model.policy import Policy


def template_finder(policy: Policy) -> Callable[[str], str]:
    """Return the function that gives the language of a template, "" for a mail.

    Raises ConfigError for a language that there is none.
    """
    paths, language = policy.templates.paths, policy.templates.language.strip().lower()
    if language and language not in LANGUAGES:
        origin = policy.origins.get("templates.language", "templates.language")
        raise ConfigError(f"{origin}: templates.language: no language {language!r}, known are {', '.join(LANGUAGES)}")
    if not paths:
        return (lambda path: _told(template_language(path), language)) if language else template_language
    from leakcheck.policy.globs import fits

    def find(path: str) -> str:
        by_name = template_language(path)
        return _told(by_name or AUTO, language) if by_name or any(fits(path, glob) for glob in paths) else ""

    return find


def _told(by_name: str, language: str) -> str:
    """Return the language of the configuration where the ending of the name does not tell."""
    return language if by_name == AUTO and language else by_name


def find_items(paths: Sequence[str], policy: Policy) -> Iterator[Item | DraftReport]:
    """Yield what is found below the paths, and a report for each path in which nothing is."""
    from leakcheck.mail.stores import discover

    template_of = template_finder(policy)
    for path in paths:
        try:
            yield from discover(path, template_of)
        except ReadError as error:
            yield unreadable(path, error)


def unreadable(path: str, error: ReadError) -> DraftReport:
    """Return the report of a file that could not be read at all."""
    return DraftReport(getattr(error, "path", "") or path, "unreadable", error=str(error))
