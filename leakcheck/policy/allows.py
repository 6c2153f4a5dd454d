"""Which [[allow]] entry silences a finding."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from leakcheck.model.policy import Allow, Policy


def matching_allow(  # noqa: PLR0913, PLR0917 - a finding from a room above this one, in plain words
    policy: Policy, rule_id: str, rule_name: str, wheres: Collection[str], path: str, today: dt.date
) -> Allow | None:
    """Return the first entry that silences a finding of this rule, None when there is none.

    `wheres` are the places of the finding: an entry with a place holds only when every one of them is it. `path` is
    the draft's. An entry that has run out silences nothing.
    """
    for allow in policy.allows:
        if allow.rule not in {rule_id, rule_name} or expired(allow, today):
            continue
        if _holds_at(allow.where, wheres) and _holds_for(allow.path, path):
            return allow
    return None


def expired(allow: Allow, today: dt.date) -> bool:
    """Tell whether the last day of the entry has passed."""
    return allow.until is not None and allow.until < today


def endless(policy: Policy) -> tuple[Allow, ...]:
    """Return the entries of files that hold for ever, since they name no last day."""
    return tuple(allow for allow in policy.allows if allow.until is None and place_of(allow)[1])


def place_of(allow: Allow) -> tuple[str, int | None]:
    """Return file and line of an entry; the name of its source and None where that has no lines."""
    file, _, line = allow.origin.rpartition(":")
    return (file, int(line)) if file and line.isdecimal() else (allow.origin, None)


def _holds_at(where: str, wheres: Collection[str]) -> bool:
    """Tell whether all places are the one given; "attachment" alone stands for every attachment."""
    if not where:
        return True
    wanted = where.strip().lower()
    return bool(wheres) and all(_is_place(wanted, place.lower()) for place in wheres)


def _is_place(wanted: str, place: str) -> bool:
    return place == wanted or (wanted == "attachment" and place.startswith("attachment "))


def _holds_for(glob: str, path: str) -> bool:
    if not glob:
        return True
    from leakcheck.policy.globs import fits

    return fits(path, glob)
