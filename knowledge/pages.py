"""Pages as they are seen: a picture of each, and where on it a quoted stretch stands."""

import json
from collections.abc import Sequence
from functools import lru_cache

from knowledge.extract import Box, Extract, Place
from knowledge.readers.sandbox import extract_apart, run_apart
from knowledge.sniff import FileKind, file_kind
from knowledge.text import Span, fold

# Seconds of wall clock for one page, and for a Word file to become a PDF.
_DRAWING = 30
_CONVERTING = 90
_WORD = (FileKind.WORD, FileKind.OLD_WORD, FileKind.RICH_TEXT)
_DRAWN = (FileKind.PDF, FileKind.IMAGE, FileKind.ARCHIVE, *_WORD)
# Letters that tell a stretch from every other one.
_TELLING = 60


def has_pages(data: bytes, name: str) -> bool:
    """Whether the pages of a file can be drawn; Word files need LibreOffice for it."""
    return file_kind(data, name) in _DRAWN


def page_picture(
    data: bytes, name: str, page: int, *, dpi: int = 110, boxes: Sequence[Box] = ()
) -> bytes:
    """A page as a PNG, drawn in a process of its own.

    Args:
        data: The file: a PDF, an image, pictures that were packed together, or a Word file where
            LibreOffice is installed.
        name: What the file is called in messages.
        page: Counted from 1.
        dpi: Dots to the inch.
        boxes: What is marked, as with a pen; see `boxes_of` and `find_boxes`.

    Raises:
        UnreadableFileError: The file has no such page or cannot be drawn here.
    """
    if file_kind(data, name) in _WORD:
        data = printed_word(data, name)
    marks = json.dumps([[b.page, b.left, b.top, b.right, b.bottom] for b in boxes])
    return run_apart("picture", data, name, str(page), str(dpi), marks, limit=_DRAWING)


@lru_cache(maxsize=2)
def printed_word(data: bytes, name: str) -> bytes:
    """The PDF of a Word file, kept for the next page; raises as `page_picture`."""
    return run_apart("print", data, name, limit=_CONVERTING)


@lru_cache(maxsize=2)
def _printed_text(data: bytes, name: str) -> Extract:
    return extract_apart(printed_word(data, name), name)


def boxes_of(places: Sequence[Place], span: Span) -> tuple[Box, ...]:
    """Where a stretch of a text stands: the lines and cells that hold some of it."""
    return tuple(place.box for place in places if place.span.touches(span))


def find_boxes(data: bytes, name: str, words: str) -> tuple[Box, ...]:
    """Where words quoted from a Word file stand on its pages; nothing where they aren't found.

    Raises:
        UnreadableFileError: LibreOffice is not installed or cannot open the file.
    """
    printed = _printed_text(data, name)
    letters, offsets = _letters(printed.text)
    wanted, _ = _letters(words)
    if not wanted:
        return ()
    start = letters.find(wanted[:_TELLING])
    if start < 0:
        return ()
    last = wanted[-_TELLING:]
    end = letters.find(last, start)
    # Notes and page furniture may stand within a long stretch.
    near = 0 <= end <= start + 2 * len(wanted)
    stop = end + len(last) if near else start + len(wanted[:_TELLING])
    span = Span(start=offsets[start], end=offsets[stop - 1] + 1)
    return boxes_of(printed.places, span)


def _letters(text: str) -> tuple[str, list[int]]:
    """Folded letters and digits, and where each stands in the text."""
    folded = fold(text)
    offsets = [n for n, letter in enumerate(folded) if letter.isalnum()]
    return "".join(folded[n] for n in offsets), offsets
