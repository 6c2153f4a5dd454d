from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leakcheck.hooks.setup.blocks import added, ours, removed, replaced
from leakcheck.model.errors import ConfigError


@given(st.text(alphabet="a#\n\r\t\f\x1c\x85\u2028 ", max_size=12))
@example("set from = a")
@example("(a)\n\f\n(b)\n")
@example("a\r\nb\r\n")
def test_what_was_added_can_be_taken_out(text: str) -> None:
    changed = added(text, ["set sendmail = x"], "#")
    assert ours(changed, "#") == ("set sendmail = x",)
    assert removed(changed, "#") == text
    assert added(changed, ["set sendmail = x"], "#") == changed


def test_a_replaced_line_comes_back() -> None:
    line = "outgoing = /usr/bin/msmtp -a work"
    changed = "[a]\n" + replaced(line, "outgoing = leakcheck-sendmail", "#") + "from = x\n"
    assert removed(changed, "#") == f"[a]\n{line}\nfrom = x\n"


def test_a_block_without_its_end_is_left_to_the_person() -> None:
    with pytest.raises(ConfigError, match="is missing"):
        removed("# >>> leakcheck: mail is checked before it is sent\nset sendmail = x\n", "#")
