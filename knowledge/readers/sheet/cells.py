"""The cells of an Excel workbook as Excel shows them: sheets, texts, dates, merged ranges."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries

from knowledge.readers.package import Package
from knowledge.readers.raised import raised_text
from knowledge.readers.sheet.values import Style, is_struck, read_styles, shown

BOOK = "xl/workbook.xml"
"""The member that lists the sheets."""
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Excel has 16,384 columns; nobody reads a plan that wide, but a stray blank may stand there.
_MOST_COLUMNS = 200
_LABEL = re.compile(r"\s*(\d{1,3}(\.\d{1,3}){0,4}|[IVXLC]{1,7}|[A-Za-zđ]|[-–+])\s*[.)]?\s*")


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
        struck: What is struck out, in the order of the cells.
        has_unseen: It holds text that nobody sees.
    """

    title: str
    rows: Mapping[int, Mapping[int, str]]
    merged: tuple[Merged, ...]
    hidden_rows: int
    hidden_columns: int
    uncounted: tuple[str, ...]
    struck: tuple[str, ...] = ()
    has_unseen: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """What a cell says, and what of it is struck out."""

    shown: str
    struck: tuple[str, ...] = ()


def _strings(root: etree._Element | None) -> list[_Text]:
    return [] if root is None else [_rich(item) for item in root.iterchildren("{*}si")]


def _rich(item: etree._Element) -> _Text:
    """The text of a string and its runs, without the readings that East Asian files add."""
    kept = ""
    struck: list[str] = []
    for text in item.iter("{*}t"):
        if any(etree.QName(up).localname == "rPh" for up in text.iterancestors()):
            continue
        words = text.text or ""
        look = text.getparent().find("{*}rPr")  # type: ignore[union-attr]  # never the root
        align = None if look is None else look.find("{*}vertAlign")
        if is_struck(look) and words.strip():
            struck.append(words)
        elif align is not None and align.get("val") == "superscript":
            kept += raised_text(kept, words)
        else:
            kept += words
    return _Text(shown=_tidy(kept), struck=tuple(struck))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """What a row shows, by column, and what it holds besides.

    Attributes:
        covered: Columns of texts that are hidden with them.
        uncounted: As of `Sheet`.
        struck: What is struck out, in the order of the cells.
        has_unseen: As of `Sheet`.
    """

    shown: Mapping[int, str]
    covered: frozenset[int]
    uncounted: tuple[str, ...]
    struck: tuple[str, ...]
    has_unseen: bool

    @property
    def is_cancelled(self) -> bool:
        """Whether nothing is left of it but its number."""
        return bool(self.struck) and all(map(_LABEL.fullmatch, self.shown.values()))


def _sheet(
    title: str, root: etree._Element, strings: Sequence[_Text], styles: Sequence[Style]
) -> Sheet:
    hidden = frozenset(_hidden_columns(root))
    # Tables and rules of their own may colour cells, which is not worked out.
    coloured = any(
        True for name in ("tablePart", "conditionalFormatting") for _ in root.iter(f"{{*}}{name}")
    )
    if coloured:
        styles = [replace(style, unseen=False) for style in styles]
    read: list[_Row] = []
    rows: dict[int, Mapping[int, str]] = {}
    hidden_rows = number = 0
    for element in root.iter("{*}row"):
        number = _whole(element.get("r")) or number + 1
        row = _row(element, number, hidden, strings, styles)
        read.append(row)
        if not row.shown or row.is_cancelled:
            continue
        if element.get("hidden") in ("1", "true"):
            hidden_rows += 1
        else:
            rows[number] = row.shown
    return Sheet(
        title=title,
        rows=rows,
        merged=tuple(_merged(root)),
        hidden_rows=hidden_rows,
        hidden_columns=len(frozenset[int]().union(*(row.covered for row in read))),
        uncounted=tuple(place for row in read for place in row.uncounted),
        struck=tuple(" ".join(row.struck) for row in read if row.struck),
        has_unseen=any(row.has_unseen for row in read),
    )


def _row(
    row: etree._Element,
    number: int,
    hidden: frozenset[int],
    strings: Sequence[_Text],
    styles: Sequence[Style],
) -> _Row:
    shown_cells: dict[int, str] = {}
    covered: set[int] = set()
    uncounted: list[str] = []
    struck: list[str] = []
    has_unseen = False
    for column, cell in _cells(row):
        style = _style(cell, styles)
        read = _text(cell, strings, style, label=not shown_cells)
        if read is None:
            uncounted.append(cell.get("r", f"dòng {number}"))
            continue
        if read.shown and column in hidden:
            covered.add(column)
        elif read.shown and style.unseen:
            has_unseen = True
        elif read.shown and style.struck:
            struck.append(read.shown)
        elif read.shown:
            shown_cells[column] = read.shown
        struck += read.struck
    return _Row(
        shown=shown_cells,
        covered=frozenset(covered),
        uncounted=tuple(uncounted),
        struck=tuple(struck),
        has_unseen=has_unseen,
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


def _style(cell: etree._Element, styles: Sequence[Style]) -> Style:
    at = _whole(cell.get("s")) or 0
    return styles[at] if at < len(styles) else Style()


def _text(
    cell: etree._Element, strings: Sequence[_Text], style: Style, *, label: bool
) -> _Text | None:
    """What a cell says; None for a formula without a stored value."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return _Text(shown="") if inline is None else _rich(inline)
    value = cell.findtext("{*}v")
    if value is None or not value.strip():
        computed = cell.find("{*}f") is not None and kind != "str"
        return None if computed else _Text(shown="")
    if kind == "s":
        index = _whole(value)
        known = index is not None and index < len(strings)
        return strings[index] if index is not None and known else _Text(shown="")
    if kind == "n":
        return _Text(shown=shown(value, style, label=label))
    if kind == "b":
        return _Text(shown="TRUE" if value == "1" else "FALSE")
    return _Text(shown=_tidy(value))


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
