"""What stands behind the end of a document without being called an annex: its rules, its tables."""

from collections.abc import Sequence

from knowledge.head.title import ATTACHED
from knowledge.head.type_lines import is_capital
from knowledge.outline.furniture import is_furniture
from knowledge.outline.labels import Style, parse_label
from knowledge.outline.lines import Line
from knowledge.text import fold

# Lines among which a title stands, and characters that are worth a part of their own under one;
# rows or numbered lines that are more than marks and notes beside a signature.
_FIRST, _LEAST, _LEAST_NUMBERED = 6, 200, 3


def find_behind(lines: Sequence[Line], begin: int, end: int) -> range:
    """The lines from `begin` on that are no mere furniture; an empty range for none.

    They say that they are attached, stand under a title in capitals, or hold rows or numbered
    lines. A web page's own words and the marks beside a signature do none of it.
    """
    kept = [n for n in range(begin, end) if not is_furniture(lines[n].text)]
    if not kept:
        return range(end, end)
    first = [lines[n] for n in kept[:_FIRST]]
    titled = any(is_capital(line.text) for line in first)
    if (
        any(ATTACHED.match(fold(line.text)) for line in first)
        or titled and sum(len(lines[n].text) for n in kept) >= _LEAST
        or sum(_is_numbered(lines[n]) for n in kept) >= _LEAST_NUMBERED
    ):  # fmt: skip
        return range(kept[0], end)
    return range(end, end)


def _is_numbered(line: Line) -> bool:
    label = parse_label(line.text)
    return bool(line.cells) or label is not None and label.style < Style.BULLET
