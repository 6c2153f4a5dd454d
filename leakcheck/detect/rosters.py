"""People in a table by their names: rows below a head that says "Name", "Vorname", "Teilnehmer", and cells that agree.

A list of clients needs no address to expose everybody on it. A head alone proves nothing ("Name" heads products, places
and files too), so the cells must look like names of people, and enough of them begin with a known given name.
"""

from __future__ import annotations

import re

from leakcheck.detect.roster_words import FAMILY, FULL, GIVEN, NO_PERSON, NO_ROSTER, WEAK
from leakcheck.detect.terms import all_cues
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Cell = tuple[int, str]  # where it starts in the text, what it holds

_HEADS = 8  # rows among which the head stands: a title and a date may come first
_LONGEST = 60
_NEAR = 4  # characters between given and family name that are shown as one
_WORD = r"[^\W\d_]+(?:['\u2019.-][^\W\d_]+)*\.?"
_PARTICLES = frozenset(
    "van von der den de da do dos das del della di du la le ten ter zu zum zur af av el al bin ibn y e i und".split()  # noqa: SIM905 - words
)
_TITLES = frozenset("dr prof mr mrs ms miss herr frau mme m sr sra dipl ing".split())  # noqa: SIM905 - words
_LIKE_A_NAME = 0.6  # of the cells of a column that hold anything
_KNOWN = {True: 0.25, False: 0.5}  # of them begin with a known given name, below a head that says people, or may
_FEW = 3  # names below a head that may mean anything


class Head(NamedTuple):
    """Columns from 0 that hold given names, family names, or whole names; -1 for none. `sure`: it says people."""

    given: int = -1
    family: int = -1
    full: int = -1
    sure: bool = True


class Named(NamedTuple):
    """A person on a list: where the cell with the name stands, and the name in lower case."""

    start: int
    end: int
    name: str


def head_of(rows: Iterator[list[Cell]]) -> Head | None:
    """Take rows up to the head of a table; return what it says about the columns, None where it names no people."""
    for _, cells in zip(range(_HEADS), rows, strict=False):
        labels = [_label(cell) for _, cell in cells]
        if found := _head(labels):
            return found
    return None


def people(rows: Iterable[list[Cell]], head: Head) -> list[Named]:
    """Return the people below a head, one for each row that names one, when the column reads like people at all."""
    if head.full < 0:
        pairs = [pair for cells in rows if (pair := _pair(cells, head))]
        whole = [pair for pair in pairs if pair.name]
        return whole if len(whole) >= _LIKE_A_NAME * len(pairs) else []
    filled = [cell for cells in rows if (cell := _cell(cells, head.full))[1]]
    named = [(cell, words) for cell in filled if (words := _words_of_name(cell[1]))]
    known = max(sum(_is_given(words[at]) for _, words in named) for at in (0, -1))
    found = [Named(start, start + len(text), " ".join(words).lower()) for (start, text), words in named]
    few = not head.sure and len({person.name for person in found}) < _FEW
    organised = sum(not NO_PERSON.isdisjoint(_plain_words(text)) for _, text in filled) * 10 > len(filled)
    if few or organised or len(named) < _LIKE_A_NAME * len(filled) or known < _KNOWN[head.sure] * len(named):
        return []
    return found


def cells_of(line: str, start: int, separator: str) -> Iterator[Cell]:
    """Yield the cells of a line, without the quotes around them."""
    if '"' not in line:
        for cell in line.split(separator):
            yield _bare(start, cell)
            start += len(cell) + 1
        return
    mark = re.escape(separator)
    for found in re.finditer(rf'[ ]?"((?:[^"]|"")*+)"[^{mark}]*+|([^{mark}]*+)', line):
        group = 1 if found[1] is not None else 2
        if found.end() == found.start() and found.start() and line[found.start() - 1] != separator:
            continue
        yield _bare(start + found.start(group), found[group])


def _bare(start: int, cell: str) -> Cell:
    text = cell.lstrip()
    return start + len(cell) - len(text), text.rstrip()


def _label(cell: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", cell[:_LONGEST].lower()).split())


def _head(labels: list[str]) -> Head | None:
    given, family, full, weak = (
        next((at for at, label in enumerate(labels) if label in words), -1) for words in (GIVEN, FAMILY, FULL, WEAK)
    )
    if given >= 0 or family >= 0:
        given, family = (given if given >= 0 else weak), (family if family >= 0 else weak)
        if given >= 0 and family >= 0:
            return Head(given, family)
    if full >= 0:
        return Head(full=full)
    if weak >= 0 and NO_ROSTER.isdisjoint(word for label in labels for word in label.split()):
        return Head(full=weak, sure=False)
    return None


def _cell(cells: list[Cell], at: int) -> Cell:
    return cells[at] if 0 <= at < len(cells) else (0, "")


def _pair(cells: list[Cell], head: Head) -> Named | None:
    """Return who a given and a family name in one row are, "" for no person, None for a row that lacks one of them."""
    (start, given), (other, family) = _cell(cells, head.given), _cell(cells, head.family)
    if not given or not family:
        return None
    words = [*_capitalised(given), *_capitalised(family)]
    fits = _capitalised(given) and _capitalised(family)
    first, last = min((start, given), (other, family)), max((start, given), (other, family))
    end = last[0] + len(last[1]) if last[0] - first[0] - len(first[1]) < _NEAR else first[0] + len(first[1])
    return Named(first[0], end, " ".join(words).lower() if fits else "")


def _words_of_name(cell: str) -> list[str]:
    """Return the words of a cell that holds a whole name, the given name first, none where it holds anything else."""
    family, comma, given = cell.partition(",")
    words = [*_capitalised(given), *_capitalised(family)] if comma else _capitalised(cell)
    while words and words[0].lower().rstrip(".") in _TITLES:
        words = words[1:]
    if not 2 <= len(words) <= 5 or not NO_PERSON.isdisjoint(word.lower().rstrip(".") for word in words):
        return []
    return words


def _capitalised(text: str) -> list[str]:
    """Return the words of a text that holds nothing but capitalised words and what stands between names."""
    words = text.split() if len(text) <= _LONGEST else []
    if not 1 <= len(words) <= 5 or not all(re.fullmatch(_WORD, word) for word in words):
        return []
    return words if all(word[0].isupper() or word in _PARTICLES or _has_no_case(word) for word in words) else []


def _has_no_case(word: str) -> bool:
    return word.upper() == word.lower()


def _is_given(word: str) -> bool:
    lower = word.lower()
    return lower in all_cues("given-name") or lower.partition("-")[0] in all_cues("given-name")


def _plain_words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text[:200].lower())
