"""What stands in the margins: running heads, page numbers, footnotes."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from knowledge.head.letterhead import is_motto
from knowledge.outline.furniture import is_page_number
from knowledge.readers.page.page import Line, Page
from knowledge.text import fold

# The parts of a page's height in which running heads and page numbers stand.
_MARGIN = 0.09
_DIGITS = re.compile(r"\d+")
# A head that is printed on this share of the pages, and on two, is no text.
_REPEATED = 0.4
# Footnotes are set smaller than the body, by this factor at most.
_NOTE_SIZE = 0.92
_NOTE_MARK = re.compile(r"^([⁰¹²³⁴-⁹]{1,2})(?=\s*\S)")
_STAMP_SIZE = 0.7
_SIGNED = re.compile(
    r"\b(ky boi|nguoi ky|duoc ky boi|thoi gian ky|ngay ky|ky ngay|chu ky so)\s*:|signed by|"
    r"signature (not )?(valid|verified)"
)
# A head that stands on one page only is told by what it repeats of the first page, so many words,
# or by its print, smaller by the factor, and in either case by the white above the body, in parts
# of the size of letters.
_TELLING_WORDS, _HEAD_SIZE, _WHITE = 4, 0.88, 2.0
_MOST_HEADS = 2
_FROM_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def without_running_heads(pages: Sequence[tuple[Page, Sequence[Line]]]) -> list[list[Line]]:
    """The lines of each page without page numbers and what heads or feet repeat."""
    counts = Counter(key for page, lines in pages for key in {*_margin_keys(page, lines)})
    least = max(2, _REPEATED * len(pages))
    kept = [
        [line for line in lines if not _in_margin(page, line) or _is_kept(line, counts, least)]
        for page, lines in pages
    ]
    first = f" {' '.join(_words(line) for line in kept[0])} " if kept else ""
    usual = median([line.size for lines in kept for line in lines] or [0.0])
    return [
        lines[_lone_heads(page, lines, first, usual) if n else 0 :]
        for n, ((page, _), lines) in enumerate(zip(pages, kept, strict=True))
    ]


def _lone_heads(page: Page, lines: Sequence[Line], first: str, usual: float) -> int:
    """How many lines at the top of a page are heads though no other page has them."""
    apart = [
        n
        for n, (line, below) in enumerate(pairwise(lines[: _MOST_HEADS + 1]), start=1)
        if below.base - line.base > _WHITE * below.size
    ]
    heads = lines[: apart[-1]] if apart else ()
    return len(heads) if all(_is_lone_head(page, line, first, usual) for line in heads) else 0


def _is_lone_head(page: Page, line: Line, first: str, usual: float) -> bool:
    if line.bottom >= _MARGIN * page.height or is_motto(fold(line.text)):
        return False
    if line.size <= _HEAD_SIZE * usual:
        return True
    # What is printed large may be the title of an annex.
    return not line.bold and not line.text.isupper() and _repeats(line, first)


def _repeats(line: Line, first: str) -> bool:
    words = _words(line)
    told = len(words.split()) >= _TELLING_WORDS and f" {words} " in first
    return told and not line.text.endswith((".", ";", ",", ":"))


def _words(line: Line) -> str:
    """The folded words of a line without a page number on either side."""
    words = [bare for word in fold(line.text).split() if (bare := word.strip(".,;:|-–()"))]
    while words and words[0].isdigit() and len(words[0]) < 4:
        words = words[1:]
    while words and words[-1].isdigit() and len(words[-1]) < 4:
        words = words[:-1]
    return " ".join(words)


def _in_margin(page: Page, line: Line) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _margin_keys(page: Page, lines: Sequence[Line]) -> list[str]:
    return [_key(line) for line in lines if _in_margin(page, line)]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", fold(line.text))


def _is_kept(line: Line, counts: Counter[str], least: float) -> bool:
    if is_motto(fold(line.text)):
        # Each document of several scanned into one file has it.
        return True
    return not is_page_number(line.text) and counts[_key(line)] < least


def without_signing_stamps(lines: Sequence[Line], usual_size: float) -> list[Line]:
    """The lines of a page without the small print in which a signing program names the signer."""
    kept: list[Line] = []
    stamp: Line | None = None
    for line in lines:
        small = line.size < _STAMP_SIZE * usual_size
        if small and (_SIGNED.search(fold(line.text)) or stamp and _is_under(stamp, line)):
            stamp = line
        else:
            kept.append(line)
    return kept


def _is_under(stamp: Line, line: Line) -> bool:
    """Whether a line goes on with the small print above it."""
    near = 0 < line.base - stamp.base < 1.8 * stamp.size
    return near and abs(line.left - stamp.left) < 4 and abs(line.size - stamp.size) < 0.6


def split_notes(lines: Sequence[Line], usual_size: float) -> tuple[list[Line], list[list[Line]]]:
    """The lines of a page above its footnotes, and the lines of each footnote.

    The first footnote may be the end of one that began on the page before.
    """
    start = len(lines)
    while start and lines[start - 1].size < _NOTE_SIZE * usual_size:
        start -= 1
    marks = [n for n in range(start, len(lines)) if note_number(lines[n].text)]
    if not marks:
        return list(lines), []
    bounds = [*marks, len(lines)]
    notes = [list(lines[a:b]) for a, b in zip(bounds, bounds[1:], strict=False)]
    return list(lines[: marks[0]]), notes


def note_number(text: str) -> str | None:
    """The number of the footnote that a line opens, None where it opens none."""
    match = _NOTE_MARK.match(text)
    return match[1].translate(_FROM_SUPERSCRIPTS) if match else None
