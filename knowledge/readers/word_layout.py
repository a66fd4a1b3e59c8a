"""Paragraphs and rows of a Word file laid out as the text of an `Extract`."""

from collections.abc import Callable, Sequence

from knowledge.extract import CELL_BREAK
from knowledge.readers.word_blocks import Block, Paragraph, Row
from knowledge.readers.word_columns import columns_as_rows


def lay_out(blocks: Sequence[Block], text_of: Callable[[Paragraph], str]) -> str:
    """The text of blocks: see `knowledge.extract`.

    A blank line stands for empty paragraphs, and where a centred title gives way to the body.

    Args:
        blocks: In the order of the text.
        text_of: Gives the text of a paragraph, where ``\\n`` is a line break, ``\\t`` a tab.
    """
    lines: list[str] = []
    centred = False
    for block in blocks:
        if isinstance(block, Row):
            lines.append(row_line([_cell(cell, text_of) for cell in block.cells]))
            centred = False
            continue
        printed = text_of(block)
        if not printed.strip() or block.centred != centred:
            lines.append("")
        centred = block.centred
        lines += printed.rstrip().split("\n")
    return _joined(columns_as_rows(lines))


def row_line(cells: Sequence[Sequence[str]]) -> str:
    """The line of a table row, for each cell its paragraphs."""
    return f"| {' | '.join(CELL_BREAK.join(cell) for cell in cells)} |"


def _cell(paragraphs: Sequence[Paragraph], text_of: Callable[[Paragraph], str]) -> list[str]:
    # A bar in the text would end the cell.
    lines = (
        line.replace("|", "/").replace("\t", " ").strip()
        for paragraph in paragraphs
        for line in text_of(paragraph).split("\n")
    )
    return [line for line in lines if line]


def _joined(lines: Sequence[str]) -> str:
    kept: list[str] = []
    for line in lines:
        line = line.replace("\t", " ").strip()
        if line or kept and kept[-1]:
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"
