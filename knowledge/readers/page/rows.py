"""Ruled tables as rows of cells, one table for all the pages over which it goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.outline.labels import Style, parse_label
from knowledge.readers.page.grid import Cell, Grid
from knowledge.readers.page.page import Line
from knowledge.text import fold

# Points between a border and the letters beside it, both sides together.
_PADDING = 8.0
# Rules of one table on two pages stand so near each other, in points.
_SAME_COLUMN = 6.0
_END_MARKS = ".;:!?…"
_MOST_HEADER_ROWS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCell:
    """A cell of a row.

    Attributes:
        paragraphs: Each the lines of one paragraph, with the page that they stand on.
        columns: Over how many columns it goes.
        above: It goes on from the row above, and was met there already.
    """

    paragraphs: tuple[tuple[tuple[int, Line], ...], ...]
    columns: int = 1
    above: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(line.text for paragraph in self.paragraphs for _, line in paragraph)


Row = tuple[RowCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table.

    Attributes:
        columns: Where its upright rules stand on its first page.
        rows: Those with text, from top to bottom.
        page: The page on which it ends.
    """

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    page: int


def read_rows(grid: Grid) -> Table:
    """The rows of a table on one page."""
    cells = {id(cell): _paragraphs(cell, grid.page) for cell in grid.cells}
    rows = []
    for number in range(grid.height):
        row = tuple(
            RowCell(
                paragraphs=cells[id(cell)],
                columns=len(cell.columns),
                above=number > cell.rows.start,
            )
            for cell in grid.row(number)
        )
        if any(cell.paragraphs and not cell.above for cell in row):
            rows.append(row)
    return Table(columns=grid.columns, rows=tuple(rows), page=grid.page)


def goes_on(table: Table, below: Table) -> bool:
    """Whether a table that opens the next page has the columns of the one that ends a page."""
    return (
        below.page == table.page + 1
        and len(table.columns) == len(below.columns)
        and all(
            abs((one - table.columns[0]) - (other - below.columns[0])) <= _SAME_COLUMN
            for one, other in zip(table.columns, below.columns, strict=True)
        )
    )


def join_tables(table: Table, below: Table) -> Table:
    """One table of two: a repeated header is dropped, a row broken by the page is one row."""
    repeated = 0
    while (
        repeated < min(_MOST_HEADER_ROWS, len(table.rows), len(below.rows))
        and _key(table.rows[repeated]) == _key(below.rows[repeated])
    ):  # fmt: skip
        repeated += 1
    rows = list(below.rows[repeated:])
    joined = list(table.rows)
    if rows and len(joined) > 1 and _is_broken(joined, rows[0]):
        joined[-1] = _merged(joined[-1], rows.pop(0))
    return replace(table, rows=(*joined, *rows), page=below.page)


def _key(row: Row) -> list[str]:
    return [fold(cell.text) for cell in row]


def _is_broken(rows: Sequence[Row], below: Row) -> bool:
    """Whether a row goes on with the last one: it has no number, and a cell goes on."""
    last = rows[-1]
    if len(last) != len(below) or below[0].text or not any(row[0].text for row in rows[1:]):
        return False
    if [cell.columns for cell in last] != [cell.columns for cell in below]:
        return False
    pairs = [(one.text, two.text) for one, two in zip(last, below, strict=True) if two.text]
    return all(one for one, _ in pairs) and any(
        one[-1] not in _END_MARKS or two[0].islower() for one, two in pairs
    )


def _merged(last: Row, below: Row) -> Row:
    return tuple(
        replace(one, paragraphs=_joined(one, two)) for one, two in zip(last, below, strict=True)
    )


def _joined(one: RowCell, two: RowCell) -> tuple[tuple[tuple[int, Line], ...], ...]:
    if not one.paragraphs or not two.paragraphs or one.text[-1] in _END_MARKS:
        return one.paragraphs + two.paragraphs
    *before, last = one.paragraphs
    first, *after = two.paragraphs
    return (*before, last + first, *after)


def _paragraphs(cell: Cell, page: int) -> tuple[tuple[tuple[int, Line], ...], ...]:
    """The paragraphs of a cell: a line goes on where its first word did not fit above."""
    room = cell.area.right - cell.area.left - _PADDING
    paragraphs: list[list[tuple[int, Line]]] = []
    for line in cell.lines:
        if paragraphs and _wraps(paragraphs[-1][-1][1], line, room):
            paragraphs[-1].append((page, line))
        else:
            paragraphs.append([(page, line)])
    return tuple(tuple(paragraph) for paragraph in paragraphs)


def _wraps(last: Line, line: Line, room: float) -> bool:
    ended = last.text[-1] in _END_MARKS
    label = parse_label(line.text)
    if label is not None and (ended or label.style in (Style.BULLET, Style.PLUS)):
        return False
    if not ended and line.text[0].islower():
        return True
    word = line.words[0]
    return last.right - last.left + 0.25 * line.size + word.right - word.left > room
