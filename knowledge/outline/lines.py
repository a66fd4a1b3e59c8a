"""Printed lines of a text file, with layout tables taken apart and table rows kept whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.extract import CELL_BREAK
from knowledge.text import Span, clean

_BREAK = re.compile(rf"<br\s*/?>|{CELL_BREAK}", re.IGNORECASE)
# All that ends a line except `CELL_BREAK`, which ends a paragraph inside a table cell.
_PHYSICAL = re.compile(r"[^\n\f\x1c-\x1e\x85\u2028\u2029]*[\n\f\x1c-\x1e\x85\u2028\u2029]?")
_RULE = re.compile(r"^[\s|:*_=+\-–—]*$")
_HASH = re.compile(r"^\s*#{1,6}\s")
_BULLET_ALONE = re.compile(r"^\s*[-–+]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line, or one row of a table with its cells.

    Attributes:
        span: The line in the source, without surrounding white space.
        text: Its cleaned text.
        gap: A blank line, a rule or a cell border stands before it.
        titled: A Markdown heading mark opens it.
        cells: For a row of three or more cells, their source spans (empty cells are empty spans).
    """

    span: Span
    text: str
    gap: bool
    titled: bool = False
    cells: tuple[Span, ...] = ()


def read_lines(text: str) -> tuple[Line, ...]:
    """All lines that carry text, in reading order; rules, bars and blank lines become gaps."""
    lines: list[Line] = []
    gap = True
    for start, end in _physical(text):
        raw = text[start:end]
        separator = _separator(raw)
        if separator is not None:
            cells = _cells(text, start, end, separator)
            if len(cells) >= 3:
                if any(span.end > span.start for span in cells) and not _RULE.match(raw):
                    lines.append(_row(text, cells, gap))
                    gap = False
                continue
            for cell in cells:
                lines.extend(_cell_lines(text, cell))
            gap = True
            continue
        line = _line(text, start, end, gap)
        if line is None:
            gap = True
        else:
            lines.append(line)
            gap = raw.rstrip().endswith("|")
    return tuple(lines)


def _physical(text: str) -> Iterator[tuple[int, int]]:
    for line in _PHYSICAL.finditer(text):
        if line.end() > line.start():
            yield line.start(), line.end()


def _line(text: str, start: int, end: int, gap: bool) -> Line | None:
    raw = text[start:end]
    if _RULE.match(raw) and not _BULLET_ALONE.match(raw):
        return None
    cleaned = clean(raw)
    if not cleaned:
        return None
    span = _trimmed(text, start, end)
    return Line(span=span, text=cleaned, gap=gap, titled=bool(_HASH.match(raw)))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] == "|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "|"):
        end -= 1
    return Span(start=start, end=end)


def _separator(raw: str) -> str | None:
    """What parts the cells of a printed line, None where it is no row."""
    if raw.lstrip().startswith("|") and raw.count("|") >= 2 or raw.count(" | ") >= 2:
        return "|"
    return "\t" if raw.count("\t") >= 2 else None


def _cells(text: str, start: int, end: int, separator: str) -> list[Span]:
    raw = text[start:end]
    cells, position = [], start
    for piece in raw.split(separator):
        cells.append(_trimmed(text, position, position + len(piece)))
        position += len(piece) + 1
    if raw.lstrip().startswith("|"):
        cells = cells[1:-1] if raw.rstrip().endswith("|") else cells[1:]
    return cells


def _row(text: str, cells: list[Span], gap: bool) -> Line:
    span = Span(start=min(c.start for c in cells), end=max(c.end for c in cells))
    return Line(span=span, text=clean(span.of(text)), gap=gap, cells=tuple(cells))


def _cell_lines(text: str, cell: Span) -> Iterator[Line]:
    position, gap = cell.start, True
    for mark in [*_BREAK.finditer(text, cell.start, cell.end), None]:
        end = mark.start() if mark else cell.end
        line = _line(text, position, end, gap)
        if line is not None:
            yield line
            gap = False
        position = mark.end() if mark else end
