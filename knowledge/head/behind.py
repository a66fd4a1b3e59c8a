"""What stands behind the end of a document without being called an annex: its rules, its tables."""

import re
from collections.abc import Sequence

from knowledge.head.title import ATTACHED
from knowledge.head.type_lines import is_capital
from knowledge.outline.furniture import is_furniture
from knowledge.outline.labels import parse_label
from knowledge.outline.lines import Line
from knowledge.text import fold

# Lines among which a title stands, and characters that are worth a part of their own under one;
# rows that are more than marks and notes beside a signature.
_FIRST, _LEAST, _LEAST_ROWS = 6, 200, 3
# What a web page opens its own lists and its foot with.
_OF_PAGE = re.compile(
    r"(cac )?(tin|bai|van ban)( \w+){0,2} (lien quan|cung chuyen muc|khac|moi( nhat)?)\W*|"
    r"cong thong tin dien tu\b.*|ban quyen\b.*"
)


def find_behind(lines: Sequence[Line], begin: int, end: int, *, goes_on: bool = False) -> range:
    """The lines from `begin` on that are no mere furniture; an empty range for none.

    They say that they are attached, stand under a title in capitals, or hold rows of a table. A
    web page's own words and the marks beside a signature do none of it.

    Args:
        lines: The lines of the file.
        begin: The line behind the end.
        end: Where the part ends.
        goes_on: It is the end of a form within an annex, which its next number goes on with.
    """
    stop = next((n for n in range(begin, end) if _OF_PAGE.fullmatch(fold(lines[n].text))), end)
    kept = [n for n in range(begin, stop) if not is_furniture(lines[n].text)]
    if not kept:
        return range(end, end)
    first = [lines[n] for n in kept[:_FIRST]]
    titled = any(is_capital(line.text) for line in first)
    if (
        any(ATTACHED.match(fold(line.text)) for line in first)
        or titled and sum(len(lines[n].text) for n in kept) >= _LEAST
        or sum(bool(lines[n].cells) for n in kept) >= _LEAST_ROWS
        or goes_on and any(parse_label(lines[n].text) for n in kept)
    ):  # fmt: skip
        return range(kept[0], stop)
    return range(end, end)
