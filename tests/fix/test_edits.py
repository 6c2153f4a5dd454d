from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leakcheck.fix.edits import (
    Edit,
    apply_edits,
    in_order,
    kept_spans,
    line_before,
    line_shifts,
    narrowed,
    only_edited,
)

PIECES = st.lists(st.sampled_from([b"a", b"b", b"\n", b"\r\n"]), max_size=60).map(b"".join)


@st.composite
def edited_files(draw: st.DrawFn) -> tuple[bytes, list[Edit]]:
    data = draw(st.binary(max_size=300) | PIECES)
    cuts = sorted(draw(st.lists(st.integers(0, len(data)), max_size=12)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(start, end, draw(st.binary(max_size=20) | PIECES)) for start, end in pairs]
    return data, draw(st.permutations(edits))


@given(edited_files())
def test_all_bytes_outside_the_edits_are_equal(case: tuple[bytes, list[Edit]]) -> None:
    data, edits = case
    after = apply_edits(data, edits)
    assert only_edited(data, after, edits)
    kept = list(kept_spans(edits, len(data)))
    assert b"".join(data[a:b] for a, b, _ in kept) == b"".join(after[c : c + b - a] for a, b, c in kept)
    pieces = []
    for (a, b, _), edit in zip(kept, [*in_order(edits, len(data)), None], strict=True):
        pieces += [data[a:b], edit.replacement if edit else b""]
    assert after == b"".join(pieces)


@given(edited_files(), st.integers(0, 400), st.binary(min_size=1, max_size=3))
def test_a_byte_changed_elsewhere_is_noticed(case: tuple[bytes, list[Edit]], at: int, other: bytes) -> None:
    data, edits = case
    after = bytearray(apply_edits(data, edits))
    outside = [c + n for a, b, c in kept_spans(edits, len(data)) for n in range(b - a)]
    if not outside:
        return
    place = outside[at % len(outside)]
    after[place] ^= other[0] or 1
    assert not only_edited(data, bytes(after), edits)


@pytest.mark.parametrize("edits", [[Edit(0, 3, b""), Edit(2, 4, b"")], [Edit(4, 2, b"")], [Edit(0, 99, b"")]])
def test_what_overlaps_or_lies_outside_is_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply_edits(b"0123456789", edits)


def test_touching_edits_and_insertions_at_one_place_keep_their_order() -> None:
    assert apply_edits(b"abcd", [Edit(1, 2, b"X"), Edit(2, 3, b"Y"), Edit(4, 4, b"1"), Edit(4, 4, b"2")]) == b"aXYd12"


@given(st.binary(max_size=50), st.binary(max_size=50), st.binary(max_size=50))
def test_a_narrowed_edit_has_the_same_effect(before: bytes, old: bytes, new: bytes) -> None:
    data = before + old + before
    edit = Edit(len(before), len(before) + len(old), new)
    small = narrowed(data, edit)
    assert apply_edits(data, [small] if small else []) == apply_edits(data, [edit])
    assert small is None or (small.end - small.start <= len(old) and len(small.replacement) <= len(new))


def test_an_edit_keeps_its_words_to_itself() -> None:
    assert "secret" not in repr(Edit(0, 3, b"secret"))


@example((b"one\ntwo\n", [Edit(5, 8, b"")]))
@example((b"one\ntwo three\nfour", [Edit(5, 7, b""), Edit(8, 15, b"")]))
@given(edited_files())
def test_a_kept_line_has_the_number_that_it_had(case: tuple[bytes, list[Edit]]) -> None:
    data, edits = case
    shifts = line_shifts(data, edits)
    after = apply_edits(data, edits)
    for start, end, moved in kept_spans(edits, len(data)):
        for at in (at for at in range(start + 1, end) if data[at - 1 : at] == b"\n"):
            line = after.count(b"\n", 0, moved + at - start) + 1
            assert line_before(line, shifts) == data.count(b"\n", 0, at) + 1
