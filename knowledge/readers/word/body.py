"""The body of a Word file: its XML walked into paragraphs and rows, as Word prints them."""

import re
from collections.abc import Callable, Sequence

from lxml import etree

from knowledge.readers.word.blocks import Block, Paragraph, Piece, flat
from knowledge.readers.word.figures import Figure
from knowledge.readers.word.ink import WHITE
from knowledge.readers.word.numbering import Numbering, with_look
from knowledge.readers.word.runs import Runs, ends_hidden, is_contents, is_placeholder
from knowledge.readers.word.styles import Styles, ground_of, look_of
from knowledge.readers.word.tables import Cell, table_blocks
from knowledge.readers.word.xml import W, child, children, local, number, value

_WRAPPERS = ("customXml", "smartTag", "ins", "moveTo", "sdtContent")
# A label of words stands for itself: "Chương II" above its title. An empty item is none.
_LEAST_WORD = 3
_LABEL = re.compile(r"\s*(\d{1,3}(\.\d{1,3}){0,3}|[IVXLC]{1,7}|[A-Za-zđ]|[-–+•])?\s*[.);:]?\s*")
# Word allows 63.
_MOST_COLUMNS = 100


class Body:
    """Walks stories (the body, a note, a header) of one file, in the order of the text.

    Attributes:
        runs: Reads the text of paragraphs; knows what was met there.
        skipped: Parts of other files are included that are not read.
        unread: For each picture or embedded file that is not read, the text above it.
        seen: For each picture whose text was recognised, the text above it.
        recognised: The lines of these.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        runs: Runs,
        embedded: Callable[[str], list[str]] = lambda _: [],
        pictured: Callable[[str], list[str]] = lambda _: [],
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self.runs = runs
        self.skipped = False
        self.unread: list[str] = []
        self.seen: list[str] = []
        self.recognised: list[str] = []
        self._embedded = embedded
        self._pictured = pictured
        self._above = ""
        self._open: list[Piece] = []
        self._in_cell = 0
        # Behind the text of the cell or text box that is read; None where it is not known.
        self._ground: str | None = WHITE

    def blocks(self, story: etree._Element) -> list[Block]:
        """What a story, a cell or a text box holds."""
        before, self._open = self._open, []
        blocks = self._walk(story)
        if self._open:
            blocks.append(Paragraph(pieces=tuple(self._open)))
        self._open = before
        return blocks

    def _walk(self, container: etree._Element) -> list[Block]:
        blocks: list[Block] = []
        for each in children(container):
            name = local(each)
            if name == "p":
                blocks += self._paragraph(each)
            elif name == "tbl":
                blocks += self._table(each)
            elif name in ("del", "moveFrom"):
                self.runs.has_changes = True
            elif name in ("altChunk", "subDoc"):
                self.skipped = True
            elif name == "sdt":
                blocks += [] if is_contents(each) or is_placeholder(each) else self._walk(each)
            elif name in _WRAPPERS:
                blocks += self._walk(each)
        return blocks

    def _paragraph(self, element: etree._Element) -> list[Block]:
        properties = child(element, "pPr")
        style = self._styles.of_paragraph(properties)
        mark = child(properties, "rPr")
        look = style.look.under(self._styles.of_run(mark))
        if any(child(mark, change) is not None for change in ("ins", "del", "moveFrom", "moveTo")):
            self.runs.has_changes = True
        self.runs.ground = ground_of(properties) or style.ground or self._ground
        struck = len(self.runs.struck)
        pieces = self._open + self.runs.pieces(element, style.look)
        if len(self.runs.struck) > struck and _is_label_alone(pieces):
            pieces = []
        boxes, self.runs.boxes = self.runs.boxes, []
        figures, self.runs.figures = self.runs.figures, []
        self._open = []
        printed_here = "".join(piece.text for piece in pieces).strip()
        self._above = printed_here or self._above
        boxed = [block for box in boxes for block in self._on(None, box)]
        boxed += [block for figure in figures for block in self._figure(figure)]
        has_text = bool(printed_here)
        if (ends_hidden(mark, look) or _is_drop_cap(properties)) and not self._is_last(element):
            self._open = pieces
            return boxed
        if not self.runs.fields.is_shown and not has_text:
            return boxed
        label = self._numbering.label(properties, style)
        if label is not None and (has_text or self._in_cell or _is_words(label.text)):
            look = with_look(label, style.look.under(look_of(mark))).look
            printed = Piece(text=label.text, font=look.font or "", capitals=bool(look.capitals))
            pieces.insert(0, printed)
        alignment = value(properties, "jc") or style.alignment
        return [Paragraph(pieces=tuple(pieces), centred=alignment == "center"), *boxed]

    def _on(self, ground: str | None, story: etree._Element) -> list[Block]:
        """What a story holds that is printed on a ground of its own."""
        before, self._ground = self._ground, ground
        blocks = self.blocks(story)
        self._ground = before
        return blocks

    def _figure(self, figure: Figure) -> list[Block]:
        """The lines of an embedded file or a picture; what is not read is noted."""
        above = " ".join(self._above.split())
        lines = self._embedded(figure.embedded) if figure.embedded else []
        if not lines and figure.picture and (lines := self._pictured(figure.picture)):
            self.seen.append(above)
            self.recognised += lines
        elif not lines:
            self.unread.append(above)
        return [Paragraph(pieces=(Piece(text=line),)) for line in lines]

    def _is_last(self, paragraph: etree._Element) -> bool:
        """Whether no paragraph follows that this one could be joined with."""
        following = paragraph.getnext()
        return following is None or local(following) not in ("p", "sdt", "ins", *_WRAPPERS)

    def _table(self, table: etree._Element) -> list[Block]:
        rows: list[list[Cell]] = []
        before = self._ground
        look = child(table, "tblPr")
        shaded = self._styles.is_shaded(value(look, "tblStyle"))
        self._ground = ground_of(look) or (None if shaded else before)
        for row in _inside(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self.runs.has_changes = True
                continue
            struck = len(self.runs.struck)
            cells = self._row(row, rows[-1] if rows else [])
            if len(self.runs.struck) == struck or not _is_number_alone(cells):
                rows.append(cells)
        self._ground = before
        return table_blocks(rows)

    def _row(self, row: etree._Element, above: list[Cell]) -> list[Cell]:
        cells: list[Cell] = []
        uppers = {cell.column: cell for cell in above}
        column = _columns(child(row, "trPr"), "gridBefore", 0)
        for element in _inside(row, "tc"):
            properties = child(element, "tcPr")
            width = _columns(properties, "gridSpan", 1)
            if _is_continued(properties, "hMerge"):
                column += width
                continue
            upper = uppers.get(column)
            if upper is not None and _is_continued(properties, "vMerge"):
                blocks = upper.blocks
            else:
                self._in_cell += 1
                blocks = tuple(self._on(ground_of(properties) or self._ground, element))
                self._in_cell -= 1
            if child(properties, "cellDel") is not None:
                self.runs.has_changes, blocks = True, ()
            cells.append(Cell(column=column, blocks=blocks))
            column += width
        return cells


def _is_number_alone(cells: list[Cell]) -> bool:
    """Whether of a row nothing but its number is left; all else was struck out."""
    paragraphs = [p for cell in cells for block in cell.blocks for p in flat([block])]
    return _is_label_alone([piece for p in paragraphs for piece in p.pieces])


def _is_label_alone(pieces: Sequence[Piece]) -> bool:
    """Whether nothing is left of a paragraph but its number or dash."""
    return bool(_LABEL.fullmatch("".join(piece.text for piece in pieces)))


def note_text(blocks: list[Block]) -> tuple[Piece, ...]:
    """A note on one line."""
    pieces: list[Piece] = []
    for paragraph in flat(blocks):
        pieces += (*paragraph.pieces, Piece(text=" "))
    return tuple(pieces)


def _inside(element: etree._Element, name: str) -> list[etree._Element]:
    """The rows of a table or the cells of a row, also those in wrappers."""
    found: list[etree._Element] = []
    for each in children(element):
        if local(each) == name:
            found.append(each)
        elif local(each) in ("sdt", *_WRAPPERS):
            found += _inside(each, name)
    return found


def _is_continued(properties: etree._Element | None, name: str) -> bool:
    merge = child(properties, name)
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _is_drop_cap(properties: etree._Element | None) -> bool:
    frame = child(properties, "framePr")
    return frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")


def _is_words(label: str) -> bool:
    return any(len(word) >= _LEAST_WORD and word.isalpha() for word in label.split())


def _columns(properties: etree._Element | None, name: str, least: int) -> int:
    """How many columns of the grid a property of a cell or row says, at least `least`."""
    count = number(properties, name)
    return least if count is None else max(least, min(count, _MOST_COLUMNS))
