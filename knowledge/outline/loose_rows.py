"""Tables of which only the words are left, one cell a line: rows put together by their numbers.

A page copied as text keeps neither rules nor columns. What can be told is where a row begins: at
the next number of its first column, or at words that stand behind figures.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.outline.blocks import Block
from knowledge.outline.labels import Style, parse_label, roman_value
from knowledge.text import Span, view

# Characters of a cell, of one that ends like a sentence, of a value; of the head of a table.
_LONGEST, _SENTENCE, _LONGEST_VALUE, _LONGEST_HEAD = 300, 60, 25, 400
# Characters of a table that is told as a whole: its rows say nothing without its title.
_GLANCE = 480
# Values that make a table, the share of them among its cells, and the share from which its rows
# are figures; cells of words between two of them, and of a row of figures; rows of a table.
_FEWEST, _SHARE, _FIGURES, _APART, _MOST_WORDS, _FEWEST_ROWS = 6, 0.2, 0.5, 6, 3, 3
# The share of rows with a number from which only these are rows; how far numbers that leave some
# out may rise from one row to the next, and those of rows of figures.
_COUNTED, _RISE, _SKIP = 0.6, 30, 3
_NUMBER = re.compile(r"\d{1,3}")
_LABEL = re.compile(r"\d{1,2}(\.\d{1,2}){1,3}|[A-H]|[a-eđ]")
_COUNTER = re.compile(r"[A-D]|\(?(\d{1,2})\)?(?:=[\d()+/x:*-]+)?")


@dataclass(frozen=True, slots=True)
class LooseRow:
    """A row: its cells are known in their order, not by their columns."""

    printed: str | None
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseTable:
    """A table without columns.

    Attributes:
        head: What stands over its first row; None for nothing.
        rows: Its rows; a table of figures that is read at a glance is one.
    """

    head: Block | None
    rows: tuple[LooseRow, ...]


@dataclass(frozen=True, slots=True)
class _Cells:
    """The paragraphs of a part as cells: for each whether it may be one, and whether a value."""

    texts: Sequence[str]
    cells: Sequence[bool]
    values: Sequence[bool]

    def is_words(self, n: int) -> bool:
        """Whether a paragraph is a cell of words."""
        return self.cells[n] and not self.values[n]

    def number(self, n: int) -> int | None:
        """The number that is all of a cell; None for another cell, or none."""
        text = self.texts[n] if n < len(self.texts) else ""
        return int(text) if _NUMBER.fullmatch(text) else None


def read_loose_tables(text: str, blocks: Sequence[Block]) -> dict[int, tuple[LooseTable, int]]:
    """The tables among the paragraphs of a part: by first block, with the block behind each."""
    seen = _seen(blocks)
    found: dict[int, tuple[LooseTable, int]] = {}
    end = 0
    for first, stop in _clusters(seen):
        for starts, behind in _tables(seen, first, stop):
            head = _head_start(seen, end, starts[0])
            whole = _joined(text, blocks[head:behind])
            counted = any(seen.number(n) is not None for n in starts)
            if len(whole.text) <= _GLANCE and not counted:
                found[head] = (LooseTable(head=None, rows=(LooseRow(None, whole),)), behind)
                end = behind
                continue
            starts = _without_counters(seen, starts)
            rows = tuple(
                LooseRow(printed=_ordinal(blocks[a].text), block=_joined(text, blocks[a:b]))
                for a, b in pairwise([*starts, behind])
            )
            over = _joined(text, blocks[head : starts[0]]) if head < starts[0] else None
            found[head] = (LooseTable(head=over, rows=rows), behind)
            end = behind
    return found


def _seen(blocks: Sequence[Block]) -> _Cells:
    values = [_is_value(block) for block in blocks]
    cells = [
        value
        or _is_cell(block, blocks[n + 1].text if n + 1 < len(blocks) and values[n + 1] else "")
        for n, (block, value) in enumerate(zip(blocks, values, strict=True))
    ]
    return _Cells([block.text for block in blocks], cells, values)


def _is_value(block: Block) -> bool:
    """Whether a paragraph is a figure, a number, a date, a code or a mark."""
    text = block.text
    if block.cells or len(text) > _LONGEST_VALUE:
        return False
    digits, letters = sum(map(str.isdigit, text)), sum(map(str.isalpha, text))
    return len(text) == 1 or digits > letters and not (letters and " " in text)


def _is_cell(block: Block, value_behind: str) -> bool:
    """Whether a paragraph of words may be a cell; a numbered one is, over a figure of its own."""
    text = block.text
    if block.cells or len(text) > _LONGEST:
        return False
    if len(text) > _SENTENCE and text.endswith((".", ";")):
        return False
    label = parse_label(text)
    numbered = label is not None and label.style < Style.PAREN and label.length < len(text)
    return not numbered or value_behind not in ("", "1")


def _clusters(seen: _Cells) -> Iterator[tuple[int, int]]:
    """Stretches of cells in which values stand close to one another, half open."""
    near: list[int] = []
    for n in [*(n for n, value in enumerate(seen.values) if value), len(seen.texts)]:
        is_near = bool(near) and n < len(seen.texts) and _is_near(seen, near[-1], n)
        if near and not is_near:
            first, stop = near[0], near[-1] + 1
            if len(near) >= _FEWEST and len(near) >= _SHARE * (stop - first):
                yield first, _last_cell(seen, near)
            near = []
        near.append(n)


def _is_near(seen: _Cells, last: int, n: int) -> bool:
    return n - last - 1 <= _APART and all(seen.cells[last + 1 : n])


def _last_cell(seen: _Cells, near: Sequence[int]) -> int:
    """Where a table ends: rows of words go on behind their number, as long as those above."""
    end = near[-1] + 1
    if len(near) >= _FIGURES * (end - near[0]):
        return end
    longest = max(b - a for a, b in pairwise(near)) - 1
    stop = min(len(seen.texts), end + longest)
    while end < stop and seen.cells[end]:
        end += 1
    return end


def _tables(seen: _Cells, first: int, stop: int) -> Iterator[tuple[list[int], int]]:
    """Where the rows of each table of a cluster begin, and where the table ends."""
    figures = _starts_of_figures(seen, first, stop)
    counted = _starts_of_words(seen, first, stop)
    if len(counted) >= max(_FEWEST_ROWS, _COUNTED * len(figures)):
        yield counted, stop
    elif sum(seen.values[first:stop]) >= _FIGURES * (stop - first):
        table: list[int] = []
        for start in figures:
            # The title and the head of a further table are more words than a row has.
            words = _words_before(seen, start) if table else 0
            if words > 1:
                if len(table) >= _FEWEST_ROWS:
                    yield table, start - words
                table = []
            table.append(start)
        if len(table) >= _FEWEST_ROWS:
            yield table, stop


def _words_before(seen: _Cells, start: int) -> int:
    """How many cells of words stand directly before a row of figures."""
    n = start
    while n > 0 and seen.is_words(n - 1):
        n -= 1
    return start - n


def _starts_of_words(seen: _Cells, first: int, stop: int) -> list[int]:
    """Rows begin at the numbers 1, 2, 3 …, which may start again; else at rising numbers."""
    for step, fewest in ((1, _FEWEST_ROWS), (_RISE, _FEWEST)):
        starts: list[int] = []
        last = 0
        for n in range(first, stop):
            number = seen.number(n)
            if number is None or seen.number(n + 1) is not None:
                continue
            if number == 1 or last < number <= last + step or step > 1 and not starts:
                starts.append(n)
                last = number
        if len(starts) >= fewest:
            return starts
    return []


def _starts_of_figures(seen: _Cells, first: int, stop: int) -> list[int]:
    """Rows begin at words behind figures, or at the number in front of these words."""
    starts: list[int] = []
    last = 0
    for n in range(max(first - 1, 0), stop - 1):
        if not seen.is_words(n) or not seen.values[n + 1]:
            continue
        if n + 2 < stop and seen.is_words(n + 2) and _follows(seen.texts[n + 1], last):
            continue  # A row without figures stands before the next number.
        begin = n
        while begin > first and seen.is_words(begin - 1) and n - begin < _MOST_WORDS - 1:
            begin -= 1
        if begin > first and _follows(seen.texts[begin - 1], last):
            begin -= 1
            last = seen.number(begin) or last
        starts.append(begin)
    return starts


def _follows(text: str, last: int) -> bool:
    """Whether a cell is the number of the row after the one numbered `last`."""
    if _NUMBER.fullmatch(text):
        return int(text) == 1 or 0 < int(text) - last <= _SKIP
    return bool(_LABEL.fullmatch(text) or roman_value(text))


def _without_counters(seen: _Cells, starts: list[int]) -> list[int]:
    """The rows without those at the top that count the columns, "A, B, 1, 2, 3=2/1"."""
    n = 0
    for begin, end in pairwise(starts):
        values = [seen.texts[k] for k in range(begin, end) if seen.values[k]]
        counted = [match for value in values if (match := _COUNTER.fullmatch(value))]
        numbers = [int(match[1]) for match in counted if match[1]]
        if len(values) < _FEWEST_ROWS or len(counted) < len(values):
            break
        if any(b - a != 1 for a, b in pairwise(numbers)):
            break
        n += 1
    return starts[n:]


def _head_start(seen: _Cells, least: int, start: int) -> int:
    """Where the words over the first row begin."""
    n, length = start, 0
    while n > least and seen.cells[n - 1]:
        length += len(seen.texts[n - 1])
        if length > _LONGEST_HEAD:
            break
        n -= 1
    return n


def _ordinal(text: str) -> str | None:
    is_one = _NUMBER.fullmatch(text) or _LABEL.fullmatch(text) or roman_value(text)
    return text if is_one else None


def _joined(text: str, blocks: Sequence[Block]) -> Block:
    span = Span(start=blocks[0].span.start, end=blocks[-1].span.end)
    return Block(span=span, text=view(text, [span]).text)
