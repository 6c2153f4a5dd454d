"""Where fixed drafts may go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from leakcheck.fix.many import many_files
from leakcheck.fix.write import is_taken, new_folder, target_of, write_file, write_in_place
from leakcheck.model.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("leads_somewhere", [True, False])
def test_a_folder_of_messages_never_takes_the_place_of_a_link(tmp_path: Path, *, leads_somewhere: bool) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    if leads_somewhere:
        real.mkdir()
    link.symlink_to(real)
    with pytest.raises(ConfigError, match="is a link"), new_folder(link):
        pass
    assert [path.name for path in tmp_path.iterdir() if path.name != "real"] == ["link"]
    assert link.is_symlink()


def test_a_link_is_followed_to_the_file_that_it_leads_to(tmp_path: Path) -> None:
    real, link = tmp_path / "real.eml", tmp_path / "link.eml"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_file(link, [b"new"])
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    kept = write_in_place(link, b"newer")
    assert link.is_symlink()
    assert real.read_bytes() == b"newer"
    assert (kept, kept.read_bytes()) == (tmp_path / "real.eml.orig", b"new")


def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no file that can be replaced"):
        target_of("x.eml", "/dev/null", ".fixed.eml")
    with pytest.raises(ConfigError, match="is a folder"):
        is_taken(tmp_path)


@pytest.mark.parametrize(("there", "taken"), [(None, False), (b"", False), (b"new", False), (b"old", True)])
def test_a_file_with_other_content_is_taken(tmp_path: Path, there: bytes | None, *, taken: bool) -> None:
    target = tmp_path / "y.eml"
    if there is not None:
        target.write_bytes(there)
    assert is_taken(target, b"new") is taken


def test_many_files_are_whole(tmp_path: Path) -> None:
    large = memoryview(b"x" * 100_000)
    with many_files() as write:
        for number in range(150):
            write(tmp_path / str(number), [b"%d" % number, large])
    assert all((tmp_path / str(n)).read_bytes() == b"%d" % n + large for n in range(150))


def test_an_error_names_the_place_that_was_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "no" / "folder"
    with pytest.raises(OSError, match=re.escape(str(target))), new_folder(target):
        pass
    with pytest.raises(OSError, match=re.escape(str(target))):
        write_file(target, (b"x",))
