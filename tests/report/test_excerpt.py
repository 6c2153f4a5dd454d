from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leakcheck.model.evidence import Evidence
from leakcheck.model.place import Excerpt, Location, Span
from leakcheck.report.excerpt import excerpt_lines, same_line
from leakcheck.report.page import cells, plain
from tests.report import sample_reports as sample

TEXT = "Call Olga on +44 7700 900123, mail olga@example.com"


def place(line: str, start: int, end: int, *hidden: Span, where: str = "body", kind: str = "") -> Location:
    excerpt = Excerpt(line, Span(start, end), hidden)
    return Location(where, None, None, 3, 1, start, end, Evidence(line[start:end], kind), excerpt)


def drawn(*places: Location, room: int = 0, clear: bool = False, reveal: bool = False) -> list[str]:
    return [plain(line) for line in excerpt_lines(places, room, clear=clear, reveal=reveal)]


PHONE = sample.location("+44 7700 900123", "body", excerpt=sample.excerpt(TEXT, "+44 7700 900123", "olga@example.com"))


def test_masks_the_value_and_its_neighbours() -> None:
    assert drawn(PHONE) == ["Call Olga on ***23, mail o***@e***.com", "             ^^^^^"]


def test_shows_a_recipient_but_not_its_neighbours() -> None:
    assert drawn(PHONE, clear=True)[0] == "Call Olga on +44 7700 900123, mail o***@e***.com"


def test_reveals_everything_when_asked() -> None:
    assert drawn(PHONE, reveal=True)[0] == TEXT


def test_places_of_one_line_share_it() -> None:
    line = "Ann <ann@example.org>, Bob <bob@example.org>, Ann <ann@example.org>"
    places = [
        place(line, 5, 20, where="To"),
        place(line, 28, 43, where="To"),
        place("other <x@y.z>", 7, 12, where="To"),
    ]
    assert same_line(places) == 2
    assert drawn(*places[:2], clear=True) == [line, "     ^^^^^^^^^^^^^^^        ^^^^^^^^^^^^^^^"]


def test_a_long_line_is_cut_around_the_mark() -> None:
    line = "x" * 300 + "+44 7700 900123" + "y" * 300
    text, mark = drawn(place(line, 300, 315, kind="phone-number"), room=40, clear=True)
    assert cells(text) <= 40
    assert text.startswith("...x")
    assert text.endswith("y...")
    assert text[mark.index("^") : mark.rindex("^") + 1] == "+44 7700 900123"


def test_a_mark_longer_than_the_page_is_cut() -> None:
    text, mark = drawn(place("z" * 500, 0, 500), room=30, clear=True)
    assert text == "z" * 27 + "..."
    assert mark == "^" * 27


def test_wide_characters_keep_the_mark_below_its_value() -> None:
    assert drawn(place("佐藤 +44 7700 900123", 3, 18), clear=True)[1] == " " * 5 + "^" * 15


def test_no_excerpt_no_lines() -> None:
    assert drawn(sample.location("a@example.org")) == []


spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Span(min(pair), max(pair)))


@given(st.text(max_size=60), spans, st.lists(spans, max_size=4), st.integers(12, 80), st.sampled_from("cm"))
def test_any_excerpt_fits(line: str, mark: Span, hidden: list[Span], room: int, how: str) -> None:
    shown = drawn(place(line, *mark, *hidden), room=room, clear=how == "c")
    assert all(cells(text) <= room and text.isprintable() for text in shown)


@given(st.text("ab ", max_size=30), st.text("ab ", max_size=30), st.integers(12, 80))
def test_a_masked_value_is_not_in_the_line(before: str, after: str, room: int) -> None:
    line = f"{before}Zebra{after} Quokka"
    start = len(before)
    hidden = Span(len(line) - 6, len(line))
    shown = "".join(drawn(place(line, start, start + 5, hidden), room=room))
    assert "ebra" not in shown
    assert "uokka" not in shown
