"""Paragraphs and rows of a Word file laid out as the text of an `Extract`."""

import re
from collections.abc import Callable, Sequence

from knowledge.extract import CELL_BREAK
from knowledge.outline.labels import parse_label
from knowledge.readers.word.blocks import Block, Paragraph, Row
from knowledge.readers.word.columns import columns_as_rows

# Characters from which on a line that a break ends may reach the right edge of the page.
_FULL_LINE = 60
_UNFINISHED = re.compile(r"[^\s.;:!?…][ \u00a0]*$")


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
        lines += printed.rstrip().split("\n") if centred else _paragraph_lines(printed)
    return _joined(columns_as_rows(lines))


def _paragraph_lines(printed: str) -> list[str]:
    """The lines of a paragraph, apart from breaks that only keep a full line in shape."""
    lines: list[str] = []
    for line in printed.rstrip().split("\n"):
        cut = lines and len(lines[-1]) >= _FULL_LINE and _UNFINISHED.search(lines[-1][-_FULL_LINE:])
        if cut and line[:1].isalpha() and not parse_label(line):
            lines[-1] = f"{lines[-1].rstrip()} {line.lstrip()}"
        else:
            lines.append(line)
    return lines


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
