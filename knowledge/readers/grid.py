"""Tables of any format as lines of text, laid out as `knowledge.extract` says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.extract import CELL_BREAK
from knowledge.text import fold

# No table of a plan is wider or taller; markup may claim anything.
_MOST_COLUMNS = 60
_MOST_CELLS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its paragraphs, and over how many columns and rows it goes."""

    paragraphs: tuple[str, ...]
    columns: int = 1
    rows: int = 1


def table_rows(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The cells that stand in each row, those of rows above that reach down included."""
    result: list[list[Cell]] = []
    # Column at which a cell from above begins, with the cell and the rows it still covers.
    open_cells: dict[int, tuple[Cell, int]] = {}
    total = 0
    for row in rows:
        placed: list[Cell] = []
        still: dict[int, tuple[Cell, int]] = {}
        column, waiting = 0, list(row)
        while (waiting or column in open_cells) and column < _MOST_COLUMNS:
            if column in open_cells:
                cell, left = open_cells.pop(column)
            else:
                cell = waiting.pop(0)
                left = max(cell.rows, 1)
            if left > 1:
                still[column] = (cell, left - 1)
            placed.append(cell)
            column += max(cell.columns, 1)
        # Cells that reach down beyond a gap in a ragged row.
        for at, (cell, left) in sorted(open_cells.items()):
            placed.append(cell)
            if left > 1:
                still[at] = (cell, left - 1)
        open_cells = still
        result.append(placed)
        total += len(placed)
        if total > _MOST_CELLS:
            break
    return result


_ROLE = re.compile(
    r"((co quan|don vi|bo phan|nguoi|can bo) )?(chu tri|dau moi|phoi hop|thuc hien|giam sat)"
    r"( thuc hien)?|thoi (gian|han)( thuc hien| hoan thanh)?"
)


def is_role_header(titles: Sequence[str]) -> bool:
    """Whether the first row of a table inside a cell names roles, so that it is read by columns."""
    return len(titles) > 1 and all(_ROLE.fullmatch(fold(title).strip(" :.")) for title in titles)


def row_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """A line for each row that holds text, or its paragraphs where the table has one column."""
    placed = table_rows(rows)
    width = max((sum(max(c.columns, 1) for c in row) for row in placed), default=0)
    width = min(width, _MOST_COLUMNS)
    for row in placed:
        if not any(cell.paragraphs for cell in row):
            continue
        if width == 1:
            yield from row[0].paragraphs
        else:
            yield row_line([CELL_BREAK.join(cell.paragraphs) for cell in row], width)


def row_line(cells: Sequence[str], width: int) -> str:
    """The line of a row, filled up with empty cells to `width`; a bar inside a cell is a slash."""
    filled = [*(cell.replace("|", "/") for cell in cells), *[""] * (width - len(cells))]
    return f"| {' | '.join(filled)} |"
