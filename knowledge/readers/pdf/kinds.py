"""How the text of a PDF page can be won: from its letters, or by recognising its picture."""

import re
from collections.abc import Iterable
from enum import Enum, auto

from knowledge.readers.page.page import Area, Line, Page
from knowledge.readers.pdf.file import RawPage
from knowledge.syllable import is_syllable

# Shares of the page: a scan shows a picture on more than the first, and letters on less than the
# second, for a body of text covers about 0.4 and the few letters of a signing stamp 0.02.
_PICTURED = 0.5
_WRITTEN = 0.05
# A picture of this share of the page, with letters on less than that share of it, may hold text.
_LARGE = 0.15
_LETTERED = 0.05
# Where more letters than this share have no known letter, the page must be recognised.
_GARBLED = 0.1
# Of the words of Vietnamese text 0.9 and more are well-formed syllables, of wrong codes 0.4.
_WELL_FORMED = 0.6
_FEWEST_WORDS = 30
_WORD = re.compile(r"[^\W\d_]{2,}")


class Kind(Enum):
    """The kinds of pages.

    Attributes:
        DIGITAL: Its letters are its text.
        MIXED: They are, but a picture may hold more.
        LAYERED: Its letters were recognised by whoever scanned it.
        POOR: Its letters make no Vietnamese words, though it may look well.
        SCAN: It is a picture.
        BLANK: Nothing stands on it.
    """

    DIGITAL = auto()
    MIXED = auto()
    LAYERED = auto()
    POOR = auto()
    SCAN = auto()
    BLANK = auto()


def kind_of(page: Page, read: RawPage) -> Kind:
    """The kind of a page whose letters are in lines."""
    letters = read.letters
    pictured = sum(area.within(page.area).size for area in page.pictures) / page.area.size
    if letters.garbled > _GARBLED * len(letters.glyphs):
        return Kind.SCAN
    if not page.lines:
        return Kind.SCAN if pictured > 0 or read.drawn else Kind.BLANK
    if pictured > _PICTURED and _written(page.lines, page.area) < _WRITTEN:
        return Kind.SCAN
    if not reads_well(page.lines):
        return Kind.POOR
    if pictured > _PICTURED and letters.hidden > 0.5 * len(letters.glyphs):
        return Kind.LAYERED
    return Kind.MIXED if not read.quarters and any(pictures_alone(page)) else Kind.DIGITAL


def pictures_alone(page: Page) -> Iterable[Area]:
    """The large pictures of a page on which no letters stand."""
    for picture in page.pictures:
        seen = picture.within(page.area)
        if seen.size > _LARGE * page.area.size and _written(page.lines, seen) < _LETTERED:
            yield seen


def _written(lines: Iterable[Line], area: Area) -> float:
    """The share of an area that lines cover."""
    covered = (
        Area(left=x.left, top=x.base - x.size, right=x.right, bottom=x.base).within(area).size
        for x in lines
    )
    return sum(covered) / area.size if area.size else 0.0


def reads_well(lines: Iterable[Line]) -> bool:
    """Whether most words are well-formed Vietnamese syllables; a few words tell nothing."""
    words = [word for line in lines for word in _WORD.findall(line.text)]
    if len(words) < _FEWEST_WORDS:
        return True
    return sum(map(is_syllable, words)) >= _WELL_FORMED * len(words)
