"""The pages of a file as they are shown: its own, or those of the print of a Word file."""

from pathlib import Path

from bot.page.pictures import Pictures
from bot.page.prints import Prints
from knowledge.document import Document
from knowledge.text import Span

# Seconds that a browser waits for the pages of a Word file to be made.
_PATIENCE = 25.0


class Leaves:
    """Says which pages there are and where words stand on them, and draws them.

    Each is told where the file lies that the document was read from; None where it is not kept.
    """

    def __init__(self, prints: Prints) -> None:
        self._pictures = Pictures()
        self._prints = prints

    def count(self, file: Path | None, document: Document) -> int | None:
        """How many there are; None where that is only known once the pages of a Word file are."""
        if file is None:
            return 0
        if document.pages:
            return len(document.pages)
        made = self._prints.at_hand(file, document)
        if made is not None:
            return made.text.pages
        return None if self._prints.is_expected(file, document) else 0

    def number(self, file: Path | None, document: Document, span: Span) -> int | None:
        """The page on which words stand, if it can be shown.

        0 stands for one that is only known once the pages of a Word file are made.
        """
        if file is None:
            return None
        if document.pages:
            return document.page_of(span.start)
        made = self._prints.at_hand(file, document)
        if made is None:
            return 0 if self._prints.is_expected(file, document) else None
        boxes = made.text.boxes(span.of(document.text))
        return boxes[0].page if boxes else None

    async def draw(
        self, file: Path | None, document: Document, wanted: int | None, span: Span | None
    ) -> bytes | None:
        """A page as a PNG, see `Pictures.draw`; where none is wanted, that of the words."""
        if document.pages:
            number = wanted or (document.page_of(span.start) if span else None) or 1
            return await self._pictures.draw(file, document, number, span)
        made = await self._prints.wait(file, document, _PATIENCE)
        if made is None:
            return None
        boxes = made.text.boxes(span.of(document.text)) if span is not None else ()
        number = wanted or (boxes[0].page if boxes else 1)
        return await self._pictures.draw_print(made, document, number, span)
