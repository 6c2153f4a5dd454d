"""What git says has changed: the files since a revision, or what the next commit would hold."""
# ruff: noqa: PTH100, PTH112, PTH118, PTH119, PTH120 - pathlib costs start-up

from __future__ import annotations

import os
import subprocess

from leakcheck.engine.sources import find_items, template_finder, unreadable
from leakcheck.mail.folders import is_draft, may_hold_drafts
from leakcheck.mail.stores import Item
from leakcheck.model.errors import ConfigError, ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leakcheck.model.finding import DraftReport
    from leakcheck.model.policy import Policy

_NAMES = ("diff", "--name-only", "--no-ext-diff", "-z")
_KEPT = "--diff-filter=d"  # not those that are deleted


def changed_since(revision: str, paths: Sequence[str], policy: Policy) -> Iterator[Item | DraftReport]:
    """Yield the drafts below the paths that differ from where this branch left a revision, new files included.

    Raises ConfigError, one line, when git is missing, this is no repository or the revision is not known.
    """
    if revision.startswith("-"):
        raise ConfigError(f"--diff-base {revision}: this is no revision")
    top = _top(paths)
    base = _base(top, revision)
    names = {*_listed(top, *_NAMES, _KEPT, base, "--"), *_listed(top, "ls-files", "-o", "--exclude-standard", "-z")}
    template_of = template_finder(policy)
    return find_items([path for path in _below(top, names, paths) if may_hold_drafts(path, template_of)], policy)


def staged(paths: Sequence[str], policy: Policy) -> Iterator[Item | DraftReport]:
    """Yield the drafts below the paths as the next commit would hold them, whatever the files say by now.

    Raises ConfigError like `changed_since`.
    """
    top = _top(paths)
    names = set(_listed(top, *_NAMES, _KEPT, "--cached", "--"))
    dirty = {_shown(top, name) for name in _listed(top, *_NAMES, "--")}
    return _staged(top, _below(top, names, paths), dirty, policy)


def _staged(top: str, wanted: list[str], dirty: set[str], policy: Policy) -> Iterator[Item | DraftReport]:
    template_of = template_finder(policy)
    for path in wanted:
        if path not in dirty:
            if may_hold_drafts(path, template_of):
                yield from find_items((path,), policy)
            continue
        name = os.path.relpath(os.path.abspath(path), top).replace(os.sep, "/")
        try:
            data = _git(top, "show", f":0:{name}")
        except ConfigError:
            yield unreadable(path, ReadError("git cannot show what is staged", path))
            continue
        if is_draft(path, data, template_of):
            yield Item(path, path, template=template_of(path), data=data)


def _base(top: str, revision: str) -> str:
    """Return the commit where the branch left a revision; a shallow clone does not have it."""
    try:
        return _git(top, "merge-base", revision, "HEAD").strip().decode("ascii", "replace")
    except ConfigError as error:
        why = "there is no such revision here that this branch comes from, in CI fetch the whole history"
        raise ConfigError(f"--diff-base {revision}: {why}") from error


def _below(top: str, names: set[str], paths: Sequence[str]) -> list[str]:
    """Return the changed files below the paths, sorted; submodules are repositories of their own."""
    roots = [_real(path) for path in paths]
    found = []
    for name in names:
        path = _shown(top, name)
        real = _real(path)
        below = any(real == root or real.startswith(root.rstrip(os.sep) + os.sep) for root in roots)
        if below and not os.path.isdir(path):
            found.append(path)
    return sorted(found)


def _real(path: str) -> str:
    """Return an absolute path without links, except where the file itself is one: git keeps that by its own name."""
    if os.path.isdir(path):
        return os.path.realpath(path)
    return os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))


def _shown(top: str, name: str) -> str:
    """Return a name of git, relative to the top of its tree, as a path relative to the current folder."""
    path = os.path.join(top, name)
    try:
        return os.path.relpath(path)
    except ValueError:  # two drives
        return path


def _top(paths: Sequence[str]) -> str:
    """Return the top folder of the repository that holds the first path."""
    first = os.path.abspath(paths[0] if paths else ".")
    folder = first if os.path.isdir(first) else os.path.dirname(first)
    return os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n"))


def _listed(top: str, *words: str) -> list[str]:
    return [os.fsdecode(name) for name in _git(top, *words).split(b"\0") if name]


def _git(folder: str, *words: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - as above
            ("git", "-C", folder, *words),  # noqa: S607 - the git that the person uses
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise ConfigError(f"git cannot be started: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError(f"git {words[0]}: {said[0] if said else 'it failed without a word'}")
    return done.stdout
