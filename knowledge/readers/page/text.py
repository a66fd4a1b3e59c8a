"""The text of printed pages, with the place of every line."""

import re
from collections.abc import Iterable, Sequence

from knowledge.extract import CELL_BREAK, Box, Place
from knowledge.readers.page.page import Line
from knowledge.readers.page.paragraphs import joint
from knowledge.readers.page.rows import Table
from knowledge.readers.raised import raised_text
from knowledge.text import Span, nfc

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Digits raised after a word: the mark of a footnote, or of a square metre.
_MARK = re.compile(r"\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")

Printed = tuple[int, Line]


class PageText:
    """Text that grows paragraph by paragraph.

    Args:
        notes: For each page the numbers of its footnotes, in raised digits: their marks are
            left out of the text, as they are where a word processor wrote it.
    """

    def __init__(self, notes: dict[int, frozenset[str]]) -> None:
        self._notes = notes
        self._parts: list[str] = []
        self._length = 0
        self._places: list[Place] = []
        self._starts: dict[int, int] = {}
        self._doubtful: list[Span] = []

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self._parts)

    @property
    def places(self) -> tuple[Place, ...]:
        """The lines and cells, in the order of the text."""
        return tuple(self._places)

    @property
    def doubtful(self) -> tuple[Span, ...]:
        """The words that recognition was unsure of."""
        return tuple(self._doubtful)

    def pages(self, count: int) -> tuple[Span, ...]:
        """For each of `count` pages the stretch of text that begins on it."""
        starts: list[int] = []
        following = self._length
        for page in range(count, 0, -1):
            following = min(following, self._starts.get(page, following))
            starts.insert(0, following)
        ends = [*starts[1:], self._length]
        return tuple(Span(start=a, end=b) for a, b in zip([0, *starts[1:]], ends, strict=True))

    def add_paragraph(self, lines: Sequence[Printed], *, mark: str = "") -> None:
        """Add a paragraph; `mark` stands before it."""
        self._add(mark)
        self._lines(lines, to_place=True)
        self._add("\n")

    def add_gap(self) -> None:
        """Add a blank line between what does not belong together."""
        if self._parts and not (self._parts[-1] == "\n" and self._parts[-2:-1] == ["\n"]):
            self._add("\n")

    def add_table(self, table: Table) -> None:
        """Add the rows of a table."""
        width = max(sum(cell.columns for cell in row) for row in table.rows)
        for row in table.rows:
            self._add("|")
            for cell in row:
                self._add(" ")
                start = self._length
                for n, paragraph in enumerate(cell.paragraphs):
                    self._add(CELL_BREAK if n else "")
                    self._lines(paragraph, to_place=False, bar="/")
                lines = [printed for paragraph in cell.paragraphs for printed in paragraph]
                self._place(start, lines)
                self._add(" |")
            self._add("  |" * (width - len(row)) + "\n")

    def _lines(self, lines: Sequence[Printed], *, to_place: bool, bar: str = "|") -> None:
        before = ""
        for page, line in lines:
            words = self._words(page, line).replace("|", bar)
            self._add(joint(before, words) if before else "")
            start = self._length
            self._add(words)
            self._note_doubts(line, words, start)
            if to_place:
                self._place(start, [(page, line)])
            before = words

    def _words(self, page: int, line: Line) -> str:
        notes = self._notes.get(page, frozenset())
        text = line.text

        def settled(match: re.Match[str]) -> str:
            before, behind = text[: match.start()], text[match.end() :][:1]
            digits = match[1].translate(_DIGITS)
            glued = match[0] == match[1] and bool(before.strip()) and not behind.isalnum()
            is_note = match[1] in notes or (glued and not raised_text(before, digits))
            return "" if is_note else match[0].replace(match[1], digits)

        return nfc(_MARK.sub(settled, text))

    def _note_doubts(self, line: Line, words: str, start: int) -> None:
        position = 0
        for word in line.words:
            at = words.find(word.text, position)
            if at < 0:
                continue
            position = at + len(word.text)
            if word.doubtful:
                self._doubtful.append(Span(start=start + at, end=start + position))

    def _place(self, start: int, lines: Iterable[Printed]) -> None:
        """Note where what was added since `start` stands; the part on its first page."""
        found = list(lines)
        if not found or self._length == start:
            return
        page = found[0][0]
        on_page = [line for each, line in found if each == page]
        self._starts.setdefault(page, start)
        for later, _ in found:
            self._starts.setdefault(later, self._length)
        self._places.append(
            Place(
                span=Span(start=start, end=self._length),
                box=Box(
                    page=page,
                    left=min(line.left for line in on_page),
                    top=min(line.top for line in on_page),
                    right=max(line.right for line in on_page),
                    bottom=max(line.bottom for line in on_page),
                ),
            )
        )

    def _add(self, part: str) -> None:
        if part:
            self._parts.append(part)
            self._length += len(part)
