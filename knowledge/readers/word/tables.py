"""Tables of a Word file: merged cells and columns that carry nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.readers.word.blocks import Block, Paragraph, Row, flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell as it begins in a row.

    Attributes:
        column: Where it begins in the grid, counted from 0.
        blocks: What it holds; for one that a cell above reaches into, what that one holds.
    """

    column: int
    blocks: tuple[Block, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is printed in it."""
        return not any(p.text.strip() for b in flat(self.blocks) for p in b.pieces)


def table_blocks(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """The rows of a table, each as long as the longest; of a table of one column what it holds.

    A column that is empty in every row, as between the halves of a letter's head, is left out.
    """
    blank = _blank_columns(rows)
    kept = [[cell for cell in row if cell.column not in blank] for row in rows]
    width = max((len(row) for row in kept), default=0)
    blocks: list[Block] = []
    for row in kept:
        if width == 1:
            blocks += [block for cell in row for block in cell.blocks]
        elif any(not cell.is_empty for cell in row):
            fill: list[tuple[Paragraph, ...]] = [()] * (width - len(row))
            blocks.append(Row(cells=(*(flat(cell.blocks) for cell in row), *fill)))
    return blocks


def _blank_columns(rows: Sequence[Sequence[Cell]]) -> set[int]:
    """The columns that begin in every row and are empty in all, if another one is not."""
    if not rows:
        return set()
    columns = set.intersection(*({cell.column for cell in row} for row in rows))
    filled = {cell.column for row in rows for cell in row if not cell.is_empty}
    return columns - filled if filled else set()
