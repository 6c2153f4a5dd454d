"""Match paths against globs: `*` within a name, `**` over folders."""

from __future__ import annotations

from fnmatch import fnmatchcase


def fits(path: str, glob: str) -> bool:
    """Tell whether the end of a path fits the glob; the glob "/a" or "C:/a" must fit the whole path.

    "*.eml" fits in every folder, "drafts/*.eml" in every folder drafts, "drafts/**" or "drafts/" everything below one.
    Both sorts of slashes are one; case counts.
    """
    names = [name for name in path.replace("\\", "/").split("/") if name not in {"", "."}]
    plain = glob.replace("\\", "/").removeprefix("./")
    wanted = [name for name in plain.split("/") if name]
    if plain.endswith("/"):
        wanted.append("**")
    if not plain.startswith("/"):
        wanted.insert(0, "**")
    return bool(wanted) and _fit(names, wanted)


def _fit(names: list[str], wanted: list[str]) -> bool:
    """Walk the glob once, keeping how many names it may have used up so far: no backtracking."""
    used = {0}
    for name in wanted:
        if name == "**":
            used = set(range(min(used), len(names) + 1))
        else:
            used = {at + 1 for at in used if at < len(names) and fnmatchcase(names[at], name)}
        if not used:
            return False
    return len(names) in used
