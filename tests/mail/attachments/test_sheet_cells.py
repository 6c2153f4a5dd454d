"""Our reader of cells against python-calamine: the same texts in the same places, or calamine's own."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from leakcheck.mail.attachments.budget import Budget
from leakcheck.mail.attachments.finds import File, NeedsWorker, Unreadable, empty
from leakcheck.mail.attachments.office_xlsx import read_xlsx
from leakcheck.mail.attachments.sheet_cells import SheetCells
from leakcheck.mail.attachments.sheet_parts import Unusual, dated_styles, shared_strings
from leakcheck.mail.attachments.workbooks import read_values
from leakcheck.model.policy import Limits
from tests.mail.attachments import packages
from tests.mail.attachments.readers import found_in, reasons, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from leakcheck.mail.attachments.finds import Finds

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet xmlns="{SPACE}"><dimension ref="A1"/>'
STYLES = (
    '<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.00\\ [$€-407];[Red]&quot;dm&quot;\\d0"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164"/>'
    '<xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="2"/></cellXfs></styleSheet>'
)
STRINGS = (
    "<si><t>zoe@example.net</t></si>",
    '<si><t xml:space="preserve"> Zoe &amp; Bob </t></si>',
    "<si><r><t>bob.</t></r><r><rPr><b/></rPr><t>ray@example.org</t></r></si>",
    "<si><t/></si>",
    "<si><t>課きく</t><rPh sb='0' eb='1'><t>カ</t></rPh><phoneticPr fontId='1'/></si>",
    "<si><t>two\nlines\tand a tab</t></si>",
)
CELLS = (
    '<c r="{at}" t="s"><v>0</v></c>', '<c r="{at}" s="4" t="s"><v>1</v></c>', '<c r="{at}" t="s"><v>2</v></c>',
    '<c r="{at}" t="s"><v>3</v></c>', '<c r="{at}" t="s"><v>4</v></c>', '<c r="{at}" t="s"><v>5</v></c>',
    '<c r="{at}" t="inlineStr"><is><t>ann@example.com</t></is></c>', '<c r="{at}" s="3"><v>1234.5</v></c>',
    '<c r="{at}" t="inlineStr"><is><t xml:space="preserve">a &lt; b&#10;&#252;</t></is></c>', '<c r="{at}" s="2"/>',
    '<c r="{at}"><v>17</v></c>', '<c r="{at}"><v>007</v></c>', '<c r="{at}"><v>0.30000000000000004</v></c>',
    '<c r="{at}"><v>1.5E-7</v></c>', '<c r="{at}"><v>-42</v></c>', '<c r="{at}"><v>4111111111111111</v></c>',
    '<c r="{at}" t="b"><v>1</v></c>', '<c r="{at}" t="b"><v>0</v></c>', '<c r="{at}" t="e"><v>#N/A</v></c>',
    '<c r="{at}" t="str"><f>A1&amp;"x"</f><v>Zoe &amp; x</v></c>', '<c r="{at}"><f t="shared" si="0"/><v>3</v></c>',
    '<c r="{at}" s="4"><f>SUM(A1:B2)</f><v>90</v></c>', '<c r="{at}"><v></v></c>', '<c r="{at}" t="str"><v></v></c>',
    '<c r="{at}" t="inlineStr"><is><t></t></is></c>', '<c r="{at}" t="n"><v>12345678901234567890</v></c>',
)  # fmt: skip
UNUSUAL = (
    '<c r="{at}" s="1"><v>45000</v></c>', '<c r="{at}" s="2"><v>45000.25</v></c>', "<c><v>5</v></c>",
    '<c r="{at}" t="d"><v>2026-01-15</v></c>', '<c r="{at}" t="inlineStr"><is><r><t>rich</t></r></is></c>',
    '<c r="{at}" t="inlineStr"><is><t>a_x0041_b</t></is></c>', "<c r='{at}'><v>6</v></c>",
    '<c r="{at}" t="inlineStr"><is><t><![CDATA[zoe]]></t></is></c>', '<c r="{at}"><v>text</v></c>',
    '<c t="str" r="{at}"><v>zoe</v></c>', '<x:c r="{at}"><v>6</v></x:c>', '<c r="{at}" t="s"><v>99</v></c>',
    '<c r="{at}"><v>7</v><extLst/></c>', '<c r="{at}"><!-- x --><v>7</v></c>',
)  # fmt: skip


def book(sheet: str, strings: str = "", styles: str = STYLES) -> bytes:
    data = packages.xlsx((packages.Sheet("A", (("x",),)),))
    entries = {
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f'<?xml version="1.0"?>\n<sst xmlns="{SPACE}">{strings or "".join(STRINGS)}</sst>',
        "xl/styles.xml": styles,
    }
    return packages.replaced(data, entries)


def sheet_of(rows: str) -> str:
    return f"{HEAD}<sheetData>{rows}</sheetData><pageMargins/></worksheet>"


def by_calamine(data: bytes) -> Finds:
    return _read(lambda file, finds, budget: read_values(file, finds, budget, {}, {}), data)


def by_us(data: bytes) -> Finds:
    return _read(read_xlsx, data)


def _read(read: Callable[[File, Finds, Budget], None], data: bytes) -> Finds:
    file, finds, budget = File("", data), empty(), Budget(Limits())
    budget.isolated = True
    try:
        read(file, finds, budget)
    except Unreadable as reason:
        finds.miss(file, reason.why)
    return finds


def cells_of(finds: Finds) -> list[object]:
    """Return the rows of all tables with their places; blanks around a cell are no part of what it says."""
    return [
        ([[cell.strip() for cell in line.split("\t")] for line in found.text.split("\n")], [g[1:] for g in found.grids])
        for found in finds.texts
        if found.grids
    ]


def random_sheet(chance: random.Random, cells: tuple[str, ...]) -> str:
    """Return a sheet of rows some of which are alike, with gaps between rows and between cells."""
    rows, number, first = [], chance.randrange(1, 4), chance.randrange(0, 3)
    for _ in range(chance.randrange(1, 8)):
        kinds = [(at, chance.choice(cells)) for at in range(first, 27) if chance.random() < 0.2]
        for _ in range(chance.choice((1, 1, 4))):
            words = "".join(
                cell.format(at=f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZA'[at]}{number}") for at, cell in kinds if at < 26
            )
            rows.append(f'<row r="{number}" spans="1:26" ht="12.5">{words}</row>' if words else f'<row r="{number}"/>')
            number += chance.choice((1, 1, 1, 1, 5))
    return sheet_of(chance.choice(("", "\n", "\r\n")).join(rows))


@pytest.mark.parametrize("seed", range(60))
def test_usual_sheets_give_what_calamine_gives(seed) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same sheets every time
    data = book(random_sheet(chance, CELLS))
    assert cells_of(by_us(data)) == cells_of(by_calamine(data))


@pytest.mark.parametrize("cell", CELLS)
def test_usual_cells_need_no_second_reading(cell) -> None:
    source = sheet_of(f'<row r="2">{cell.format(at="B2")}<c r="C2"><v>1</v></c></row>').encode()
    strings = shared_strings([packages.entry_of(book(""), "xl/sharedStrings.xml")])
    assert strings == ["zoe@example.net", " Zoe & Bob ", "bob.ray@example.org", "", "課きく", "two\nlines\tand a tab"]
    assert list(SheetCells(strings, dated_styles(STYLES)).rows([source]))[1][2] == "1"


@pytest.mark.parametrize("cell", UNUSUAL)
def test_calamine_reads_what_is_unusual(cell) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c>{cell.format(at=f"B{n}")}</row>' for n in range(1, 4))
    with pytest.raises(Unusual):
        list(SheetCells([], dated_styles(STYLES)).rows([sheet_of(rows).encode()]))
    data = book(sheet_of(rows))
    ours, theirs = by_us(data), by_calamine(data)
    assert cells_of(ours) == cells_of(theirs)
    assert reasons(ours) == reasons(theirs)


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "source",
    [
        sheet_of(ONE).replace("UTF-8", "ISO-8859-1"),
        sheet_of(ONE).replace("</sheetData>", ""),
        sheet_of(ONE) + "<sheetData>" + ONE.replace("A1", "B1") + "</sheetData>",
        sheet_of(ONE).replace("<dimension", "<?x <sheetData></sheetData>?><dimension"),
        sheet_of(ONE).replace("<dimension", "<!-- <sheetData></sheetData> --><dimension"),
        sheet_of(ONE + ONE),
        sheet_of('<row r="2"><c r="A2"><v>1</v></c></row>' + ONE),
        sheet_of('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        sheet_of('<row r="1"><c r="A2"><v>1</v></c></row>'),
        sheet_of('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        sheet_of('<c r="A1"><v>1</v></c>' + ONE),
        sheet_of('<row r="1"><c r="A1"><v>1</v></c>'),
        sheet_of(ONE[:-1]),
        sheet_of(ONE + '<row r="90000"><c r="A90000"><v>1</v></c></row>'),
        sheet_of("<row><c r='A1'><v>1</v></c></row>"),
        "<worksheet/>",
        "",
    ],
)
def test_a_sheet_that_is_not_as_programs_write_it_is_unusual(source) -> None:
    with pytest.raises(Unusual):
        list(SheetCells([], frozenset()).rows([source.encode()]))


def test_a_sheet_without_cells_is_empty() -> None:
    empty_sheet = sheet_of("").replace("<sheetData></sheetData>", "<sheetData/>")
    assert list(SheetCells([], frozenset()).rows([empty_sheet.encode()])) == []
    assert list(SheetCells([], frozenset()).rows([sheet_of("").encode()])) == []


@pytest.mark.parametrize("size", [1, 7, 50, 1000])
def test_pieces_may_end_anywhere(size) -> None:
    source = random_sheet(random.Random(3), CELLS).encode()  # noqa: S311 - as above
    pieces = [source[at : at + size] for at in range(0, len(source), size)]
    strings = ["é"] * 6
    assert list(SheetCells(strings, frozenset()).rows(pieces)) == list(SheetCells(strings, frozenset()).rows([source]))


@pytest.mark.parametrize(
    "source",
    [
        "<si><t>a</si>",
        "<si><r><t>a</r></t></si>",
        "<si><t>a</t></si><t>b</t>",
        "<si>a</si>",
        "<si/>",
        "<si><t>&x;</t></si>",
    ],
)
def test_strings_that_are_not_as_programs_write_them_are_unusual(source) -> None:
    with pytest.raises(Unusual):
        shared_strings([f"<sst>{source}</sst>".encode()])


def test_rows_that_are_alike_are_still_told_apart() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="C{n}" t="b"><v>1</v></c></row>' for n in range(1, 9))
    for wrong in ('"C6" t="b"', '"C6" t="b"><f>1</f'):
        other = rows.replace('"C6" t="b"', wrong.replace("b", "e"), 1)
        assert [words[2:] for words in SheetCells([], frozenset()).rows([sheet_of(other).encode()])][5] == [""]
    with pytest.raises(Unusual):
        list(SheetCells([], frozenset()).rows([sheet_of(rows.replace('"C6"', '"C7"')).encode()]))


def test_damage_is_read_as_calamine_reads_it_or_said() -> None:
    read = 0
    for seed in range(300):
        chance = random.Random(seed)  # noqa: S311 - as above
        source = bytearray(random_sheet(chance, CELLS).encode())
        for _ in range(chance.choice((1, 1, 2))):
            at = chance.randrange(len(source))
            match chance.randrange(3):
                case 0:
                    source[at] = chance.choice(b'<>/"= rc1A&;x')
                case 1:
                    del source[at : at + chance.randrange(1, 9)]
                case 2:
                    source[at:at] = source[at : at + chance.randrange(1, 40)]
        data = book(source.decode("utf-8", "surrogateescape").encode("utf-8", "replace").decode())
        ours, theirs = by_us(data), by_calamine(data)
        if not reasons(theirs):
            assert cells_of(theirs) in (cells_of(ours), [])  # a broken head keeps calamine from reading the cells
            read += 1
    assert read > 50


def test_shared_strings_that_unpack_without_end_are_stopped() -> None:
    data = book(sheet_of(ONE), strings="<si><t>" + "a" * 40_000_000 + "</t></si>")
    finds = found_in(data)
    assert reasons(finds) == ["it unpacks to more than 250 times its size, as files do that are made to do harm"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
def test_a_damaged_part_is_left_to_calamine(part) -> None:
    data = book(sheet_of(ONE))
    source = packages.entry_of(data, part)
    broken = packages.replaced(data, {part: source[: len(source) // 2]})
    assert reasons(by_us(broken)) == reasons(by_calamine(broken)) != []


def test_hidden_sheets_and_several_sheets_keep_their_order() -> None:
    sheets = (
        packages.Sheet("One", (("Zoe", "1"),)),
        packages.Sheet("Two", (("Bob", "2"),), state="hidden"),
        packages.Sheet("Three", (("Cleo", "3"),), state="veryHidden"),
    )
    finds = found_in(packages.xlsx(sheets))
    assert texts_of(finds) == "Zoe\t1\nBob\t2\nCleo\t3"
    assert [(how, place) for _, how, place in finds.concealed] == [
        ("hidden sheet", "sheet Two"), ("very hidden sheet", "sheet Three")
    ]  # fmt: skip


def test_many_shared_strings_are_left_to_a_worker() -> None:
    data = book(sheet_of(ONE), strings="".join(f"<si><t>{n * 7919}</t></si>" for n in range(500)))
    with pytest.raises(NeedsWorker):
        read_xlsx(File("", data), empty(), Budget(Limits()._replace(entry_bytes=5_000)))


@pytest.mark.parametrize(
    "junk", ["a " * 400_000, "<c " * 300_000, '<c r="A1"' + " " * 900_000 + "/>", "<row>" * 200_000]
)
def test_junk_is_unusual_at_once(junk) -> None:
    with pytest.raises(Unusual):
        list(SheetCells([], frozenset()).rows([sheet_of('<row r="1">' + junk).encode()]))
    with pytest.raises(Unusual):
        shared_strings([f"<sst>{junk}</sst>".encode()])


def test_wide_rows_are_read_without_a_pattern_for_all_of_them() -> None:
    letters = [f"{a}{b}" for a in "ABCDEFGHIJKLMNOP" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    rows = "".join(
        f'<row r="{n}">{"".join(f"""<c r="{at}{n}"><v>{n}</v></c>""" for at in letters)}</row>' for n in range(1, 9)
    )
    cells = SheetCells([], frozenset())
    read = list(cells.rows([sheet_of(rows).encode()]))
    assert [set(words[26:]) for words in read] == [{str(n)} for n in range(1, 9)]
    assert cells._shapes == {}


def test_what_was_read_before_a_limit_is_kept() -> None:
    rows = tuple((f"p{n}@example.net", "x") for n in range(450))
    sheets = (packages.Sheet("One", (("zoe@example.net",),)), packages.Sheet("Two", rows))
    finds = found_in(packages.xlsx(sheets), cells=300)
    assert reasons(finds) == ["the attachments have more than 300 cells"]
    assert "zoe@example.net" in texts_of(finds)
