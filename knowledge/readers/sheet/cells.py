"""The cells of an Excel workbook as Excel shows them: sheets, texts, dates, merged ranges."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries

from knowledge.readers.package import Package
from knowledge.readers.sheet.values import Style, read_styles, shown

BOOK = "xl/workbook.xml"
"""The member that lists the sheets."""
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Excel has 16,384 columns; nobody reads a plan that wide, but a stray blank may stand there.
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A merged range; rows and columns counted from 1, both ends within."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A worksheet.

    Attributes:
        title: The name on its tab.
        rows: Cells that show text, by row and column from 1; hidden ones are left out.
        merged: Its merged ranges.
        hidden: How many rows with text are hidden; so `hidden_columns`.
        uncounted: Places of formulas whose value no program has stored.
    """

    title: str
    rows: Mapping[int, Mapping[int, str]]
    merged: tuple[Merged, ...]
    hidden_rows: int
    hidden_columns: int
    uncounted: tuple[str, ...]


def read_sheets(package: Package) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The visible sheets in the order of their tabs, and the names of hidden ones with text."""
    book = package.xml(BOOK)
    if book is None:
        return (), ()
    members = package.related(BOOK, "worksheet")
    strings = _strings(package.xml("xl/sharedStrings.xml"))
    epoch_1904 = any(e.get("date1904") in ("1", "true") for e in book.iter("{*}workbookPr"))
    styles = read_styles(package.xml("xl/styles.xml"), epoch_1904=epoch_1904)
    sheets: list[Sheet] = []
    hidden: list[str] = []
    for entry in book.iter("{*}sheet"):
        root = package.xml(members.get(entry.get(_ID, ""), ""))
        if root is None:
            continue
        sheet = _sheet(entry.get("name", ""), root, strings, styles)
        if entry.get("state", "visible") == "visible":
            sheets.append(sheet)
        elif sheet.rows:
            hidden.append(sheet.title)
    return tuple(sheets), tuple(hidden)


def _strings(root: etree._Element | None) -> list[str]:
    return [] if root is None else [_rich(item) for item in root.iterchildren("{*}si")]


def _rich(item: etree._Element) -> str:
    """The text of a string and its runs, without the readings that East Asian files add."""
    return "".join(
        text.text or ""
        for text in item.iter("{*}t")
        if not any(etree.QName(up).localname == "rPh" for up in text.iterancestors())
    )


def _sheet(
    title: str, root: etree._Element, strings: Sequence[str], styles: Sequence[Style]
) -> Sheet:
    covered = set(_hidden_columns(root))
    rows: dict[int, dict[int, str]] = {}
    uncounted: list[str] = []
    hidden_rows, hidden_columns = 0, set[int]()
    number = 0
    for row in root.iter("{*}row"):
        number = _whole(row.get("r")) or number + 1
        shown_cells: dict[int, str] = {}
        for column, cell in _cells(row):
            text = _text(cell, strings, styles)
            if text is None:
                uncounted.append(cell.get("r", f"dòng {number}"))
            elif text and column in covered:
                hidden_columns.add(column)
            elif text:
                shown_cells[column] = text
        if shown_cells and row.get("hidden") in ("1", "true"):
            hidden_rows += 1
        elif shown_cells:
            rows[number] = shown_cells
    return Sheet(
        title=title,
        rows=rows,
        merged=tuple(_merged(root)),
        hidden_rows=hidden_rows,
        hidden_columns=len(hidden_columns),
        uncounted=tuple(uncounted),
    )


def _hidden_columns(root: etree._Element) -> Iterator[int]:
    for column in root.iter("{*}col"):
        if column.get("hidden") in ("1", "true"):
            first, last = _whole(column.get("min")) or 1, _whole(column.get("max")) or 1
            yield from range(first, min(last, _MOST_COLUMNS) + 1)


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = 0
    for cell in row.iterchildren("{*}c"):
        column = _column(cell.get("r")) or column + 1
        if column <= _MOST_COLUMNS and len(cell):
            yield column, cell


def _column(reference: str | None) -> int | None:
    if reference is None or not re.fullmatch(r"[A-Z]{1,3}\d{1,7}", reference):
        return None
    return column_index_from_string(coordinate_from_string(reference)[0])


def _text(cell: etree._Element, strings: Sequence[str], styles: Sequence[Style]) -> str | None:
    """What a cell shows; None for a formula without a stored value."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return "" if inline is None else _tidy(_rich(inline))
    value = cell.findtext("{*}v")
    if value is None or not value.strip():
        computed = cell.find("{*}f") is not None and kind != "str"
        return None if computed else ""
    if kind == "s":
        index = _whole(value)
        return _tidy(strings[index]) if index is not None and index < len(strings) else ""
    if kind == "n":
        at = _whole(cell.get("s")) or 0
        return shown(value, styles[at] if at < len(styles) else Style())
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    return _tidy(value)


def _tidy(text: str) -> str:
    """Lines of a cell without blanks around; Excel writes some characters as _x000D_."""
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _merged(root: etree._Element) -> Iterator[Merged]:
    for entry in root.iter("{*}mergeCell"):
        try:
            left, top, right, bottom = range_boundaries(entry.get("ref", ""))
        except ValueError:
            continue
        if left and top and right and bottom:
            yield Merged(top=top, left=left, bottom=bottom, right=right)


def _whole(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
