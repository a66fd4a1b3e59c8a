"""Pages as they are seen: a picture of each, and where on it a quoted stretch stands."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extract import Box, Extract, Place
from knowledge.readers.office import find_office
from knowledge.readers.sandbox import extract_apart, run_apart
from knowledge.sniff import FileKind, file_kind
from knowledge.text import Span, fold

# Seconds of wall clock for one page, and for a Word file to become a PDF.
_DRAWING = 30
_CONVERTING = 90
_WORD = (FileKind.WORD, FileKind.OLD_WORD, FileKind.RICH_TEXT)
_DRAWN = (FileKind.PDF, FileKind.IMAGE, FileKind.ARCHIVE)
# Letters that tell a stretch from every other one.
_TELLING = 60


def has_pages(data: bytes, name: str) -> bool:
    """Whether the pages of a file can be drawn as they are; of a Word file those of its PDF can."""
    return file_kind(data, name) in _DRAWN


def page_picture(
    data: bytes, name: str, page: int, *, dpi: int = 110, boxes: Sequence[Box] = ()
) -> bytes:
    """A page as a PNG, drawn in a process of its own.

    Args:
        data: The file: a PDF, an image, or pictures that were packed together.
        name: What the file is called in messages.
        page: Counted from 1.
        dpi: Dots to the inch.
        boxes: What is marked, as with a pen; see `boxes_of` and `Printed.boxes`.

    Raises:
        UnreadableFileError: The file has no such page or cannot be drawn here.
    """
    marks = json.dumps([[b.page, b.left, b.top, b.right, b.bottom] for b in boxes])
    return run_apart("picture", data, name, str(page), str(dpi), marks, limit=_DRAWING)


def boxes_of(places: Sequence[Place], span: Span) -> tuple[Box, ...]:
    """Where a stretch of a text stands: the lines and cells that hold some of it."""
    return tuple(place.box for place in places if place.span.touches(span))


def can_print() -> bool:
    """Whether Word files can be made PDFs here: LibreOffice does that."""
    return find_office() is not None


def is_word(data: bytes, name: str) -> bool:
    """Whether a file is one of Word, of any age."""
    return file_kind(data, name) in _WORD


def print_word(data: bytes, name: str) -> bytes:
    """The PDF of a Word file, made in a process of its own.

    Raises:
        UnreadableFileError: LibreOffice is not installed or cannot open the file.
    """
    return run_apart("print", data, name, limit=_CONVERTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What stands where on the pages of a PDF that was made of a Word file.

    Attributes:
        letters: Its letters and digits, folded.
        offsets: Where each stands in its text.
        places: Where on the pages that stands.
        pages: How many there are.
    """

    letters: str
    offsets: "array[int]"
    places: tuple[Place, ...]
    pages: int

    @classmethod
    def of(cls, pdf: bytes, name: str) -> "Printed":
        """What stands in a PDF; raises as `print_word`."""
        read = extract_apart(pdf, name)
        letters, offsets = _letters(read)
        return cls(letters=letters, offsets=offsets, places=read.places, pages=len(read.pages))

    def boxes(self, words: str) -> tuple[Box, ...]:
        """Where words quoted from the Word file stand; nothing where they aren't found."""
        wanted = "".join(each for each in fold(words) if each.isalnum())
        start = self.letters.find(wanted[:_TELLING]) if wanted else -1
        if start < 0:
            return ()
        last = wanted[-_TELLING:]
        end = self.letters.find(last, start)
        # Notes and page furniture may stand within a long stretch.
        near = 0 <= end <= start + 2 * len(wanted)
        stop = end + len(last) if near else start + len(wanted[:_TELLING])
        span = Span(start=self.offsets[start], end=self.offsets[stop - 1] + 1)
        return boxes_of(self.places, span)


def _letters(read: Extract) -> tuple[str, "array[int]"]:
    folded = fold(read.text)
    offsets = array("I", (n for n, letter in enumerate(folded) if letter.isalnum()))
    return "".join(folded[n] for n in offsets), offsets
