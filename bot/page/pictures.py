"""Pictures of pages, drawn one at a time and kept for a while."""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.page.prints import Print
from knowledge.document import Document
from knowledge.errors import KnowledgeError
from knowledge.extract import Box
from knowledge.pages import boxes_of, has_pages, page_picture
from knowledge.text import Span

logger = logging.getLogger(__name__)

# Bytes of a file of which pages are drawn, and of the pictures that are kept.
_LARGEST_FILE = 50 * 1024 * 1024
_KEPT = 48 * 1024 * 1024
# Pictures that may be waited for at a time, and dots to the inch of one.
_MOST_WAITING, _DPI, _SMALL_DPI = 8, 110, 30

_Key = tuple[str, int, Span | None]


class Pictures:
    """Draws pages in processes of their own; who asks beyond the measure gets none."""

    def __init__(self) -> None:
        self._drawing = asyncio.Semaphore(1)
        self._waiting = 0
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()

    async def draw(
        self, file: Path | None, document: Document, page: int, span: Span | None
    ) -> bytes | None:
        """A page of a document as a PNG; None where there is none, or none can be drawn now.

        Args:
            file: Where the file lies that it was read from; None where it is not kept.
            document: The document.
            page: Counted from 1.
            span: What is marked on it.
        """
        if file is None or not 1 <= page <= len(document.pages):
            return None
        boxes = boxes_of(document.places, span) if span is not None else ()
        key = document.sha256, page, span
        return await self._draw(key, lambda: _drawn(file, document, page, boxes))

    async def draw_print(
        self, made: Print, document: Document, page: int, span: Span | None
    ) -> bytes | None:
        """The same of the print of a Word file."""
        if not 1 <= page <= made.text.pages:
            return None
        boxes = made.text.boxes(span.of(document.text)) if span is not None else ()
        key = document.sha256, page, span
        return await self._draw(key, lambda: _drawn_print(made, document.source_file, page, boxes))

    async def _draw(self, key: _Key, job: Callable[[], bytes | None]) -> bytes | None:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if self._waiting >= _MOST_WAITING:
            return None
        self._waiting += 1
        try:
            async with self._drawing:
                drawn = await asyncio.to_thread(_or_none, job)
        finally:
            self._waiting -= 1
        if drawn is not None:
            self._kept[key] = drawn
            while sum(map(len, self._kept.values())) > _KEPT:
                self._kept.popitem(last=False)
        return drawn


def drawn_small(file: Path) -> bytes | None:
    """A picture that was sent in as a small PNG; None where it cannot be drawn."""
    return _or_none(lambda: page_picture(file.read_bytes(), file.name, 1, dpi=_SMALL_DPI))


def _or_none(job: Callable[[], bytes | None]) -> bytes | None:
    try:
        return job()
    except (KnowledgeError, OSError) as error:
        logger.warning("a page could not be drawn: %s", error)
        return None


def _drawn(file: Path, document: Document, page: int, boxes: Sequence[Box]) -> bytes | None:
    if file.stat().st_size > _LARGEST_FILE:
        return None
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != document.sha256:
        return None
    if not has_pages(data, document.source_file):
        return None
    return _marked(data, document.source_file, page, boxes)


def _drawn_print(made: Print, name: str, page: int, boxes: Sequence[Box]) -> bytes:
    return _marked(made.pdf.read_bytes(), name, page, boxes)


def _marked(data: bytes, name: str, page: int, boxes: Sequence[Box]) -> bytes:
    here = [box for box in boxes if box.page == page]
    return page_picture(data, name, page, dpi=_DPI, boxes=here)
