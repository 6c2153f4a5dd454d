"""What a run checks: drafts that have been found and not yet read, by path and configuration."""

from __future__ import annotations

from leakcheck.mail.templates.languages import AUTO, LANGUAGES, LISTED, template_language
from leakcheck.model.errors import ConfigError, ReadError
from leakcheck.model.finding import DraftReport

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from leakcheck.mail.stores import Item
    from leakcheck.model.policy import Policy


def template_finder(policy: Policy) -> Callable[[str], str]:
    """Return the function that gives the language of a template, "" for a mail.

    Raises ConfigError for a language that there is none.
    """
    paths, language = policy.templates.paths, policy.templates.language
    if language:
        language = _language(language, "templates.language", policy)
    special = [_entry(entry, policy) for entry in policy.templates.languages]
    if not paths and not language and not special:
        return template_language
    from leakcheck.policy.globs import fits

    def find(path: str) -> str:
        for glob, named in special:
            if fits(path, glob):
                return named
        by_name = template_language(path)
        if by_name in {"", AUTO} and any(fits(path, glob) for glob in paths):
            by_name = LISTED
        return language if by_name in {AUTO, LISTED} and language else by_name

    return find


def _entry(entry: str, policy: Policy) -> tuple[str, str]:
    """Read "old/**: erb"."""
    glob, _, named = entry.rpartition(":")
    return glob.strip(), _language(named, "templates.languages", policy)


def _language(named: str, key: str, policy: Policy) -> str:
    word = named.strip().lower()
    if word not in LANGUAGES:
        place = policy.origins.get(key, "command line")
        raise ConfigError(f"{place}: {key}: no language {word!r}, known are {', '.join(LANGUAGES)}")
    return word


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
