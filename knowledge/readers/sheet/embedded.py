"""A workbook embedded in another file: the part of it that is shown there."""

from dataclasses import replace

from openpyxl.utils.cell import range_boundaries

from knowledge.readers.package import Package
from knowledge.readers.sheet.cells import BOOK, Sheet, read_sheets
from knowledge.readers.sheet.sheet import sheet_lines


def shown_lines(data: bytes, name: str) -> list[str]:
    """The lines of the sheet that was open last, as far as its frame reaches; empty for none.

    Raises:
        UnreadableFileError: The workbook is damaged, encrypted or too large.
    """
    package = Package(data, name)
    sheets, _ = read_sheets(package)
    book = package.xml(BOOK)
    if not sheets or book is None:
        return []
    titles = [entry.get("name", "") for entry in book.iter("{*}sheet")]
    active = next((view.get("activeTab", "0") for view in book.iter("{*}workbookView")), "0")
    place = int(active) if active.isdigit() else 0
    wanted = titles[place] if place < len(titles) else ""
    sheet = next((each for each in sheets if each.title == wanted), sheets[0])
    frame = next((size.get("ref", "") for size in book.iter("{*}oleSize")), "")
    return sheet_lines(_within(sheet, frame)) if sheet.rows else []


def _within(sheet: Sheet, frame: str) -> Sheet:
    """The sheet without what its frame, `A1:D20`, leaves out."""
    try:
        left, top, right, bottom = range_boundaries(frame)
    except ValueError:
        return sheet
    if not (left and top and right and bottom):
        return sheet
    rows = {
        n: {column: text for column, text in cells.items() if left <= column <= right}
        for n, cells in sheet.rows.items()
        if top <= n <= bottom
    }
    return replace(sheet, rows={n: cells for n, cells in rows.items() if cells})
