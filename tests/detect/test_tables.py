"""The head of a column says what its cells are, in tables that were pasted into a mail."""

from __future__ import annotations

import pytest

from leakcheck.detect import scan_text
from leakcheck.model.severity import Confidence

CELLS = ("12.04.1987", "01.02.1975", "C01X00T47", "C01X00T48", "Regen!bogen7", "Mond7schein")


def seen(text: str) -> list[str]:
    return [text[s.start : s.end] for s in scan_text(text) if s.confidence >= Confidence.MEDIUM]


@pytest.mark.parametrize("separator", ["\t", " | ", "|", ";"])
@pytest.mark.parametrize("mark", ["", "> "])
def test_every_row_is_read_below_its_head(separator: str, mark: str) -> None:
    rows = (
        ("Name", "Geburtsdatum", "Passnummer", "Kennwort"),
        ("Anna", "12.04.1987", "C01X00T47", "Regen!bogen7"),
        ("Bob", "01.02.1975", "C01X00T48", "Mond7schein"),
    )
    table = "\n".join(mark + separator.join(row) for row in rows)
    assert sorted(seen(f"Hallo, hier die Liste:\n\n{table}\n\nbis dann")) == sorted(CELLS)


def test_columns_that_blanks_align_are_read() -> None:
    text = """\
> Name       Geburtsdatum  Passnummer  Kennwort
> ---------  ------------  ----------  ------------
> Anna Berg  12.04.1987    C01X00T47   Regen!bogen7
> Bob Lee    01.02.1975    C01X00T48   Mond7schein
> Zoe                                  none
"""
    assert sorted(seen(text)) == sorted(CELLS)


def test_a_row_of_dashes_parts_head_and_cells() -> None:
    assert seen("| Name | Date of birth |\n|------|:------:|\n| Ann | 12.04.1987 |\n") == ["12.04.1987"]


def test_each_table_has_a_head_of_its_own() -> None:
    first, second = "Name\tDate of birth\nAnn\t12.04.1987\n", "Name\tFirst day\nAnn\t12.05.2026\n"
    assert seen(f"{first}\nand\n\n{second}") == ["12.04.1987"]


@pytest.mark.parametrize(
    "text",
    [
        "Name\tDate of birth\tPassword\n",
        "Field | Passport | Password\nLength | 9 | 12\nNeeded | yes | no\n",
        "Tel. | Fax\nopen 9-17 | closed\n",
        "\t\n\t\n|\n|\n",
        "a\tb\n" * 3,
        "int age; int n;\nx = 34; n = 2;\n",
        "String password; String name;\npassword = read12(); name = x1;\n",
    ],
)
def test_heads_and_rules_are_no_data(text: str) -> None:
    assert seen(text) == []


def test_a_head_that_is_a_value_moves_no_other() -> None:
    text = "Ann Lee      +44 20 7946 0958   4 seats\nBob Ray      +44 20 7946 0959   3 seats\n"
    assert seen(text) == ["+44 20 7946 0958", "+44 20 7946 0959"]
