"""Two columns that stand side by side: the head of a document, and recipients beside a signature.

A band is a run of lines that a white gutter parts in two; its left column is read before the
right one. Everything else on a page is one stream of lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.numbers import type_name
from knowledge.readers.page.grid import lines_of
from knowledge.readers.page.page import Line, Word
from knowledge.text import fold

# In parts of the font size: a gap that may open a gutter, one that may go on with it, the least
# width of a gutter, and how near base lines of both columns must be to stand side by side.
_COLUMN_GAP = 1.2
_FURTHER_GAP = 0.9
_GUTTER = 0.35
_BESIDE = 0.8
# A gutter stands in the inner part of the page; beside it a column is at least so wide, in points.
_INNER = (0.2, 0.8)
_NARROWEST = 30.0
_RIGHT_COLUMN = re.compile(
    r"cong hoa xa hoi chu|doc lap ?[-–] ?tu do|dang cong san viet nam|"
    r"(\w+ ){0,3}\w+, ngay [\d.…]* ?thang"
)
_ANNEX = re.compile(r"(phu luc|bieu mau|mau so)\b")
_ANCHOR = re.compile(
    r"cong hoa xa hoi|doc lap ?- ?tu do|dang cong san viet|noi nhan|^kinh gui|"
    r"^(t/m|tm\.|kt\.|k/t|tl\.|t/l)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Lines that are read one after another.

    Attributes:
        lines: From top to bottom.
        aside: It is one of two columns side by side.
    """

    lines: tuple[Line, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gutter:
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def find_streams(lines: Sequence[Line], width: float) -> list[Stream]:
    """The lines of a page in the order in which they are read.

    Args:
        lines: From top to bottom, tables left out.
        width: Of the page.
    """
    streams: list[Stream] = []
    body: list[Line] = []
    n = 0
    while n < len(lines):
        band = _band(lines, n, width)
        if band is None:
            body.append(lines[n])
            n += 1
            continue
        gutter, stop = band
        above = _right_only_above(body, gutter)
        body, upper = body[: len(body) - above], body[len(body) - above :]
        members = [*upper, *lines[n:stop]]
        streams += [Stream(lines=tuple(body))] if body else []
        body = []
        streams += _columns(members, gutter)
        n = stop
    streams += [Stream(lines=tuple(body))] if body else []
    return streams


def _band(lines: Sequence[Line], start: int, width: float) -> tuple[_Gutter, int] | None:
    """The gutter of the band that begins with a line, and the line after it."""
    for gutter in _gutters(lines, start, width):
        stop = start
        narrowed: _Gutter | None = gutter
        while stop < len(lines):
            narrowed = _narrowed(gutter, lines[stop])
            if narrowed is None or stop > start and _is_address(lines[stop]):
                break
            gutter = narrowed
            stop += 1
        if stop < len(lines) and _is_address(lines[stop]):
            stop -= _right_only_above(lines[start + 1 : stop], gutter, listed=True)
        stop = _without_centred_end(lines, start, stop, gutter, width)
        if _is_band(lines[start:stop], gutter):
            return gutter, stop
    return None


def _gutters(lines: Sequence[Line], start: int, width: float) -> list[_Gutter]:
    """White stretches that may part columns at a line, the likeliest first."""
    line = lines[start]
    found = [
        _Gutter(left=before.right, right=after.left)
        for n, (before, after) in enumerate(pairwise(line.words), start=1)
        if after.left - before.right > _COLUMN_GAP * line.size
        or _opens_right_column(line.words[n:])
    ]
    if start + 1 < len(lines) and lines[start + 1].base - line.base < _BESIDE * line.size:
        left, right = sorted((line, lines[start + 1]), key=lambda each: each.left)
        found.append(_Gutter(left=left.right, right=right.left))
    inner = [g for g in found if _INNER[0] * width < g.middle < _INNER[1] * width]
    return sorted(
        (g for g in inner if g.right > g.left), key=lambda g: g.right - g.left, reverse=True
    )


def _opens_right_column(words: Sequence[Word]) -> bool:
    """Whether words are those of the right column of a head: no gap need part them."""
    return bool(_RIGHT_COLUMN.match(fold(" ".join(word.text for word in words[:8]))))


def _narrowed(gutter: _Gutter, line: Line) -> _Gutter | None:
    """What is left of a gutter beside a line; None where the line crosses it."""
    words = line.words
    # Where the line may be cut in two: before its first word, between two, after its last.
    gaps = [
        _Gutter(left=left, right=right)
        for left, right in zip(
            [float("-inf"), *(word.right for word in words)],
            [*(word.left for word in words), float("inf")],
            strict=True,
        )
    ]
    shared = [
        _Gutter(left=max(gutter.left, gap.left), right=min(gutter.right, gap.right))
        for n, gap in enumerate(gaps)
        # A blank between two words may stand just there.
        if gap.right - gap.left > _FURTHER_GAP * line.size or _opens_right_column(words[n:])
    ]
    best = max(shared, key=lambda each: each.right - each.left)
    return best if best.right - best.left >= _GUTTER * line.size else None


def _without_centred_end(
    lines: Sequence[Line], start: int, stop: int, gutter: _Gutter, width: float
) -> int:
    """The end of a band before the type of a document, or another line centred on the page."""
    for n in range(start + 1, stop):
        line = lines[n]
        if line.text.isupper() and (type_name(line.text) or _ANNEX.match(fold(line.text))):
            return n
        centred = abs((line.left + line.right) / 2 - width / 2) < 0.06 * width
        far = line.base - lines[n - 1].base > 1.6 * line.size
        if line.left > gutter.left and centred and far and line.left < 0.55 * width:
            return n
    return stop


def _is_band(lines: Sequence[Line], gutter: _Gutter) -> bool:
    """Whether both columns hold lines, side by side, that open as heads or signatures do."""
    columns = _columns(lines, gutter)
    if len(lines) < 2 or len(columns) < 2:
        return False
    if any(_width(column.lines) < _NARROWEST for column in columns):
        return False
    beside = any(line.left < gutter.middle < line.right for line in lines) or any(
        (one.right < gutter.middle) != (other.right < gutter.middle)
        and other.base - one.base < _BESIDE * one.size
        for one, other in zip(lines, lines[1:], strict=False)
    )
    openings = [line.text for column in columns for line in column.lines[:3]]
    anchored = any(_ANCHOR.search(fold(text)) for text in openings)
    return beside and (anchored or all(column.lines[0].text.isupper() for column in columns))


def _width(lines: Sequence[Line]) -> float:
    return max(line.right for line in lines) - min(line.left for line in lines)


def _columns(lines: Sequence[Line], gutter: _Gutter) -> list[Stream]:
    words = [word for line in lines for word in line.words]
    sides = (
        [w for w in words if w.middle < gutter.middle],
        [w for w in words if w.middle >= gutter.middle],
    )
    return [Stream(lines=lines_of(side), aside=True) for side in sides if side]


def _right_only_above(lines: Sequence[Line], gutter: _Gutter, *, listed: bool = False) -> int:
    """How many lines just above a band stand in its right column alone; at most three."""
    count = 0
    while count < min(3, len(lines)):
        line = lines[-1 - count]
        if line.left < gutter.middle or listed and not line.text.startswith(("-", "–")):
            break
        count += 1
    return count


def _is_address(line: Line) -> bool:
    return fold(line.text).startswith("kinh gui")
