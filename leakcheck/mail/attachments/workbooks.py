"""The values of a workbook: by python-calamine where we do not read them ourselves, and what is hidden of them."""

from __future__ import annotations

import io
from itertools import islice

from leakcheck.mail.attachments.finds import Unreadable
from leakcheck.mail.attachments.panics import panics_caught
from leakcheck.mail.attachments.sheets import Beside, conceal_beside
from leakcheck.mail.attachments.tables import add_table, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from python_calamine import SheetVisibleEnum

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds, FoundText

STATES = {"visible": "", "hidden": "hidden sheet", "veryHidden": "very hidden sheet"}


def read_values(
    file: File, finds: Finds, budget: Budget, told: dict[str, Beside], own: dict[str, list[FoundText]]
) -> None:
    """Read the cells of a workbook of any Excel format by calamine, but for sheets whose texts are our `own` already.

    `told` is what else is known of its sheets.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        with panics_caught():
            book = CalamineWorkbook.from_filelike(io.BytesIO(file.data))
    except (CalamineError, OSError, ValueError) as error:
        locked = "assword" in str(error) or type(error).__name__ == "PasswordError"
        how = "Save it without a password and check again, or leave it out" if locked else ""
        raise Unreadable("it is locked with a password" if locked else "the workbook is damaged", how) from error
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        budget.check_time()
        first = len(finds.texts)
        label = f"sheet {meta.name}"
        try:
            if meta.name not in own:
                with panics_caught():
                    sheet = book.get_sheet_by_name(meta.name)
                    row, column = sheet.start or (0, 0)
                    rows = islice(sheet.iter_rows(), row, None) if sheet.height else iter(())
                    words = ([cell if type(cell) is str else shown(cell) for cell in cells] for cells in rows)
                    add_table(file, finds, budget, words, (label, row + 1, column + 1))
        except CalamineError as error:
            finds.miss(file, "the sheet is damaged", place=label)
            del error
        texts = own.get(meta.name, finds.texts[first:])
        del finds.texts[first:]
        add_values(file, finds, (meta.name, _state(meta.visible)), texts, told)


def _state(visible: SheetVisibleEnum) -> str:
    kind = type(visible)
    return "hidden" if visible == kind.Hidden else "veryHidden" if visible == kind.VeryHidden else "visible"


def add_values(
    file: File, finds: Finds, sheet: tuple[str, str], texts: list[FoundText], told: dict[str, Beside]
) -> None:
    """Add the texts of a sheet, and apart from them what is hidden of it; `sheet` is its name and its state."""
    name, state = sheet
    finds.texts.extend(texts)
    if how := STATES[state]:
        finds.conceal(file, texts[0].text if texts else "", how, f"sheet {name}")
    elif name in told:
        for found in texts:
            conceal_beside(finds, found, told[name])
