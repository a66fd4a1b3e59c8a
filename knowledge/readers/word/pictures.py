"""Text in the pictures of a Word file, such as an annex that was pasted in as a scan."""

import logging
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from knowledge.errors import UnreadableFileError
from knowledge.extract import Method
from knowledge.readers.page.layout import read_pages
from knowledge.readers.scan.page import printed_page
from knowledge.readers.scan.photo import is_text, poor_quality
from knowledge.readers.scan.picture import open_pictures
from knowledge.readers.scan.scan import recognise_page
from knowledge.readers.scan.tesseract import missing_recogniser
from knowledge.text import Span

logger = logging.getLogger(__name__)

# Pictures of one file that are looked at, at up to 20 s each.
MOST_PICTURES = 10
# Points of the longer side: that of A4.
_LONG_SIDE = 842.0
_WORD = re.compile(r"[^\s|]+")


def picture_lines(data: bytes, name: str) -> list[str]:
    """The lines and rows in a picture; none where it holds no text that can be relied upon."""
    if missing_recogniser() is not None:
        return []
    try:
        image = next(islice(open_pictures(data, name), 1), None)
        if image is None:
            return []
        seen = recognise_page(image, name)
    except UnreadableFileError:
        logger.info("a picture of a Word file is not read", exc_info=True)
        return []
    if not is_text(seen) or poor_quality(seen) is not None:
        return []
    points = _LONG_SIDE / max(seen.size)
    page = printed_page(seen, 1, seen.size[0] * points, seen.size[1] * points)
    text = read_pages([page], method=Method.OCR).text
    return [line for line in text.split("\n") if line]


def words_of(lines: Iterable[str], text: str) -> Iterator[Span]:
    """Where the words of lines stand in a text that holds these lines in their order."""
    position = 0
    for line in lines:
        at = text.find(line, position)
        if at < 0:
            continue
        position = at + len(line)
        for word in _WORD.finditer(text, at, position):
            yield Span(start=word.start(), end=word.end())
