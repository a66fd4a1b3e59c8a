"""Printed lines put together into paragraphs by where they begin and end.

A line goes on with the paragraph above when that line reaches the right edge, so that the next
word did not fit on it, and this one is neither set in nor labelled nor far below.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from knowledge.outline.labels import Style, parse_label
from knowledge.readers.page.page import Line
from knowledge.text import fold

# In parts of the font size: how far a line is set in; what a blank takes; how much a line may
# miss the right edge and still be full.
_INDENT = 0.6
_BLANK = 0.25
_SHORT_BY = 0.4
# In parts of the usual distance of lines: more than the first ends a paragraph, the second does
# where nothing else tells.
_FAR = 1.75
_APART = 1.25
# Lines shorter than this part of the column tell nothing about its edges.
_WIDE = 0.6
_FEWEST_WIDE = 6
_ENDS = re.compile(r"[.;:!?…][\"”’')\]]*\s*$|\./\.?\s*$")
# The national motto, cut where its column was too narrow.
_CUT_MOTTO = re.compile(r"(?!.*viet nam)cong hoa xa hoi\b|dang cong san( viet)?$")
# The number line of a head; the subject of a letter stands under it.
_NUMBER = re.compile(r"\W*so\s*[:.\d]")
# The title of a table of contents, and how one of its entries ends, led to its page by dots.
_CONTENTS = re.compile(r"muc luc$")
_LED = re.compile(r"(?:[.…·_]{4,}|(?:\. ){4,})\s*\d{1,3}$")
# A wrapped hyphen stands between the words that it joins: "149-" over "KH/TU".
_HYPHENATED = re.compile(r"[\w)/]-$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """The habits of a column.

    Attributes:
        left: Where lines begin that are not set in.
        right: Where full lines end.
        pitch: The usual distance of base lines.
        indents: First lines of paragraphs are set in.
    """

    left: float
    right: float
    pitch: float
    indents: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A line and the page on which it stands."""

    page: int
    line: Line
    edges: Edges


def edges_of(lines: Sequence[Line], usual: Edges | None = None) -> Edges:
    """The edges of the lines of a column; `usual` ones where too few lines tell.

    Raises:
        ValueError: There are no lines.
    """
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    wide = [line for line in lines if line.right - line.left > _WIDE * (last - first)]
    if len(wide) < _FEWEST_WIDE and usual is not None:
        return usual
    wide = wide or list(lines)
    lefts, rights = sorted(line.left for line in wide), sorted(line.right for line in wide)
    left = next((v for v in lefts if _share(lefts, v) >= 0.12), lefts[0])
    right = next((v for v in reversed(rights) if _share(rights, v) >= 0.12), None)
    if right is None:
        right = rights[int(0.9 * (len(rights) - 1))]
    distances = [
        after.base - before.base
        for before, after in zip(lines, lines[1:], strict=False)
        if 0.8 * after.size < after.base - before.base < 2.5 * after.size
    ]
    set_in = sum(left + _INDENT * line.size < line.left < left + 6 * line.size for line in wide)
    return Edges(
        left=left,
        right=right,
        pitch=median(distances) if distances else 1.3 * lines[0].size,
        indents=set_in >= 0.06 * len(wide),
    )


def _share(values: Sequence[float], value: float) -> float:
    return sum(abs(each - value) <= 2.5 for each in values) / len(values)


def join_paragraphs(lines: Iterable[Printed], *, aside: bool = False) -> list[list[Printed]]:
    """Consecutive lines, of one column or of the body of several pages, as paragraphs.

    Args:
        lines: In reading order.
        aside: They stand in one of two columns side by side, where capitals are never joined.
    """
    paragraphs: list[list[Printed]] = []
    for printed in lines:
        if paragraphs and _goes_on(paragraphs[-1], printed, aside):
            paragraphs[-1].append(printed)
        else:
            paragraphs.append([printed])
    return paragraphs


def _goes_on(paragraph: Sequence[Printed], printed: Printed, aside: bool) -> bool:
    last, line, edges = paragraph[-1].line, printed.line, printed.edges
    same_page = paragraph[-1].page == printed.page
    distance = line.base - last.base
    if same_page and not 0 < distance <= _FAR * max(edges.pitch, 1.1 * line.size):
        return False
    if aside and (line.text.isupper() or last.text.isupper()):
        return bool(_CUT_MOTTO.match(fold(last.text)))
    if abs(last.size - line.size) > 0.15 * last.size or aside and _NUMBER.match(fold(last.text)):
        return False
    if _is_centred(line, edges) or _CONTENTS.match(fold(line.text)) or _LED.search(last.text):
        return False
    apart = same_page and distance > _APART * edges.pitch
    if not _is_full(paragraph[-1], line):
        return not apart and _returns(paragraph, printed)
    return _aligned(paragraph, printed, apart)


def _is_centred(line: Line, edges: Edges) -> bool:
    before, after = line.left - edges.left, edges.right - line.right
    return min(before, after) > 1.5 * line.size and abs(before - after) < 1.2 * line.size


def _is_full(before: Printed, line: Line) -> bool:
    """Whether the first word of `line` would not have fitted on the line before it."""
    last, word = before.line, line.words[0]
    free = before.edges.right - last.right
    return free < _SHORT_BY * last.size or free < word.right - word.left + _BLANK * line.size


def _returns(paragraph: Sequence[Printed], printed: Printed) -> bool:
    """Whether a line goes back to the edge in the middle of a sentence of a set-in paragraph."""
    first, last, edges = paragraph[0], paragraph[-1], printed.edges
    return (
        edges.indents
        and first.line.left - first.edges.left > _INDENT * first.line.size
        and abs(printed.line.left - edges.left) < 3
        and last.line.right - last.edges.left > _WIDE * (edges.right - edges.left)
        and not _ENDS.search(last.line.text)
        and parse_label(printed.line.text) is None
    )


def _aligned(paragraph: Sequence[Printed], printed: Printed, apart: bool) -> bool:
    """Whether a line begins where a paragraph goes on, and not where a new one begins."""
    first, last, line = paragraph[0], paragraph[-1], printed.line
    edges = printed.edges
    label = parse_label(line.text)
    ended = bool(_ENDS.search(last.line.text))
    offset = line.left - edges.left
    before = last.line.left - last.edges.left
    set_in = offset > _INDENT * line.size
    if not set_in:
        if before <= _INDENT * line.size and len(paragraph) == 1 and not edges.indents:
            return _unmarked(line, label is not None, ended, apart)
        if label is None or not ended and edges.indents:
            return True
        return not ended and label.style not in (Style.BULLET, Style.PLUS, Style.DIEU)
    if label is not None and (ended or label.style in (Style.BULLET, Style.PLUS, Style.DIEU)):
        return False
    if len(paragraph) > 1 and abs(offset - before) <= 3:
        return label is None or not ended
    if _is_hanging(first.line, line):
        return True
    return label is None and not ended and line.text[0].islower() and not apart


def _unmarked(line: Line, labelled: bool, ended: bool, apart: bool) -> bool:
    """Where paragraphs are not set in: whether a full-width line goes on."""
    if labelled:
        return False
    return not apart or not ended


def _is_hanging(first: Line, line: Line) -> bool:
    """Whether a line begins under the text after the label of the first line."""
    if len(first.words) < 2 or parse_label(first.text) is None:
        return False
    return any(abs(line.left - word.left) <= 4 for word in first.words[1:3])


def joint(before: str, after: str) -> str:
    """What stands between two lines of a paragraph: nothing after a hyphen within a word."""
    return "" if _HYPHENATED.search(before) and not after.startswith("-") else " "
