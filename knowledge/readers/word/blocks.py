"""What the body of a Word file consists of: paragraphs and rows of tables."""

from collections.abc import Sequence
from dataclasses import dataclass


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
    """The paragraphs of blocks that stand in a cell: a row of a table inside it is one of them."""
    paragraphs: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs.append(block)
            continue
        pieces: list[Piece] = []
        for paragraph in (p for cell in block.cells for p in cell):
            pieces += (*paragraph.pieces, Piece(text=" "))
        paragraphs.append(Paragraph(pieces=tuple(pieces)))
    return tuple(paragraphs)
