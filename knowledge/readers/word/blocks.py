"""What the body of a Word file consists of: paragraphs and rows of tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.readers.grid import is_role_header


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text in one font.

    Attributes:
        text: As stored; ``\\n`` is a line break, ``\\t`` a tab.
        font: Name of the font, "" where none is named.
        capitals: It is printed in capitals, however typed.
    """

    text: str
    font: str = ""
    capitals: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; its number stands in its first piece."""

    pieces: tuple[Piece, ...]
    centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table of two or more columns: for each cell its paragraphs."""

    cells: tuple[tuple[Paragraph, ...], ...]


Block = Paragraph | Row


def flat(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs of blocks that stand in a cell: a row of a table inside it is one of them.

    Of a table with a column for each role, "Chủ trì | Phối hợp", it is a column.
    """
    paragraphs: list[Paragraph] = []
    for is_table, group in groupby(blocks, key=lambda block: isinstance(block, Row)):
        if is_table:
            paragraphs += _entries([block for block in group if isinstance(block, Row)])
        else:
            paragraphs += (block for block in group if isinstance(block, Paragraph))
    return tuple(paragraphs)


def _entries(rows: Sequence[Row]) -> Iterator[Paragraph]:
    titles = ["".join(p.text for each in cell for p in each.pieces) for cell in rows[0].cells]
    lines = [row.cells for row in rows]
    if is_role_header(titles) and all(len(line) == len(titles) for line in lines):
        lines = list(zip(*lines, strict=True))
    for line in lines:
        pieces: list[Piece] = []
        for paragraph in (paragraph for cell in line for paragraph in cell):
            pieces += (*paragraph.pieces, Piece(text=" "))
        yield Paragraph(pieces=tuple(pieces))
