from __future__ import annotations

import datetime as dt

import pytest

from leakcheck.model.policy import Allow, Policy
from leakcheck.policy.allows import expired, matching_allow
from leakcheck.policy.globs import fits

TODAY = dt.date(2026, 6, 1)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(1), TODAY + dt.timedelta(1)


@pytest.mark.parametrize(
    ("allow", "wheres", "silent"),
    [
        (Allow("LC301", "r"), ("body",), True),
        (Allow("email-address", "r"), ("body",), True),
        (Allow("LC302", "r"), ("body",), False),
        (Allow("LC3", "r"), ("body",), False),
        (Allow("LC301", "r"), (), True),
        (Allow("LC301", "r", where="To"), ("To",), True),
        (Allow("LC301", "r", where="to"), ("To", "To"), True),
        (Allow("LC301", "r", where="To"), ("To", "Cc"), False),
        (Allow("LC301", "r", where="To"), (), False),
        (Allow("LC301", "r", where="attachment"), ("attachment a.csv", "attachment b.csv"), True),
        (Allow("LC301", "r", where="attachment a.csv"), ("attachment a.csv",), True),
        (Allow("LC301", "r", where="attachment a.csv"), ("attachment b.csv",), False),
        (Allow("LC301", "r", until=TODAY), ("body",), True),
        (Allow("LC301", "r", until=YESTERDAY), ("body",), False),
        (Allow("LC301", "r", path="*.eml"), ("body",), True),
        (Allow("LC301", "r", path="*.msg"), ("body",), False),
    ],
)
def test_which_findings_an_entry_silences(allow: Allow, wheres: tuple[str, ...], silent: bool) -> None:  # noqa: FBT001 - a column of the table
    found = matching_allow(Policy(allows=(allow,)), "LC301", "email-address", wheres, "mail/draft.eml", TODAY)
    assert (found is allow) == silent


def test_a_later_entry_takes_over_from_one_that_ran_out() -> None:
    late = Allow("LC301", "again", until=TOMORROW)
    policy = Policy(allows=(Allow("LC301", "once", until=YESTERDAY), late))
    assert matching_allow(policy, "LC301", "email-address", ("body",), "a.eml", TODAY) is late


def test_the_last_day_still_counts() -> None:
    assert [expired(Allow("LC301", "r", until=day), TODAY) for day in (YESTERDAY, TODAY, TOMORROW, None)] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("path", "glob", "fit"),
    [
        ("a/b/c.eml", "*.eml", True),
        ("a/b/c.eml", "b/*.eml", True),
        ("a/b/c.eml", "a/*.eml", False),
        ("a/b/c.eml", "a/**/*.eml", True),
        ("a/c.eml", "a/**/*.eml", True),
        ("a/b/c.eml", "b/**", True),
        ("a/b/c.eml", "b/", True),
        ("a/b/c.eml", "b", False),
        ("a/b/c.eml", "./a/b/?.eml", True),
        ("/a/b/c.eml", "/a/**", True),
        ("/x/a/b/c.eml", "/a/**", False),
        ("a\\b\\c.eml", "b/*.eml", True),
        ("a/b/c.eml", "A/**", False),
        ("a/b/c.eml", "**", True),
        ("a/b/c.eml", "./", True),
        ("a/b[1].eml", "b[[]1].eml", True),
    ],
)
def test_globs(path: str, glob: str, fit: bool) -> None:  # noqa: FBT001 - a column of the table
    assert fits(path, glob) == fit


def test_a_glob_of_many_stars_stays_quick() -> None:
    assert not fits("/".join("a" * 500), "/".join(["**", "a"] * 100 + ["b"]))
