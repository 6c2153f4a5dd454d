"""Where fixed drafts may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leakcheck.fix.write import new_folder
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
