from __future__ import annotations

import pytest

from leakcheck.hooks.setup.blocks import added, ours, removed, replaced
from leakcheck.model.errors import ConfigError


@pytest.mark.parametrize("text", ["", "set from = a\n", "set from = a", "\n\n# note\n", "a\r\n"])
def test_what_was_added_can_be_taken_out(text: str) -> None:
    changed = added(text, ["set sendmail = x"], "#")
    assert ours(changed, "#") == ("set sendmail = x",)
    assert removed(changed, "#").replace("\r", "").rstrip("\n") == text.replace("\r", "").rstrip("\n")
    assert added(changed, ["set sendmail = x"], "#") == changed


def test_a_replaced_line_comes_back() -> None:
    line = "outgoing = /usr/bin/msmtp -a work"
    changed = "[a]\n" + replaced(line, "outgoing = leakcheck-sendmail", "#") + "from = x\n"
    assert removed(changed, "#") == f"[a]\n{line}\nfrom = x\n"


def test_a_block_without_its_end_is_left_to_the_person() -> None:
    with pytest.raises(ConfigError, match="is missing"):
        removed("# >>> leakcheck: mail is checked before it is sent\nset sendmail = x\n", "#")
