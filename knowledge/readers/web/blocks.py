"""The paragraphs and table rows that a web page shows, in reading order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from knowledge.outline.labels import parse_label
from knowledge.readers.grid import Cell, is_role_header, row_lines
from knowledge.readers.raised import raised_text
from knowledge.readers.web.looks import Look, Looks, is_raised

_NEVER_SHOWN = frozenset(
    "script style noscript template head svg math select textarea button iframe object embed "
    "video audio canvas map nav".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary "
    "table tbody thead tfoot tr td th caption ul".split()
)
_NOTE_LINK = re.compile(r"\s*\[\s*\d{1,3}\s*\]\s*")
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(pre|break-spaces)", re.I)
_UNMARKED = re.compile(r"list-style(-type)?\s*:\s*none", re.I)
_STYLE_TYPE = re.compile(r"list-style-type\s*:\s*([a-z-]+)", re.I)
# Pieces before a raised sign that tell what it is.
_NEAR = 8
# A cell longer than this holds a page, not an entry of a table; in characters.
_LONGEST_CELL = 4000
# Of a table whose cells hold tables, a page laid out has fewer columns or longer cells.
_FEWEST_COLUMNS, _LONGEST_ENTRY = 3, 600


@dataclass(frozen=True, slots=True, kw_only=True)
class WebBlock:
    """A paragraph or table row.

    Attributes:
        text: White space single; a row as `knowledge.extract` lays it out.
        element: The innermost block element around it.
        linked: Characters of it that are links.
        is_row: It is a row of a table.
    """

    text: str
    element: etree._Element
    linked: int
    is_row: bool = False


@dataclass(slots=True)
class _Flow:
    """Where text goes: the page, or a table cell.

    Attributes:
        cell: The element of the cell, None for the page.
        element: The block element that is open in it.
    """

    cell: etree._Element | None
    element: etree._Element
    blocks: list[WebBlock] = field(default_factory=list)
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    marker: str | None = None


@dataclass(slots=True)
class _Table:
    """A table under way; `depth` is the number of flows around it."""

    element: etree._Element
    depth: int
    rows: list[list[Cell]] = field(default_factory=list)
    cells: list[_Flow] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """What a page shows, and what of it is no part of the text.

    Attributes:
        struck: Words that are struck out, in the order of the text.
        has_unseen: It holds text that nobody sees, which is not merely folded away.
    """

    blocks: tuple[WebBlock, ...]
    struck: tuple[str, ...] = ()
    has_unseen: bool = False


def read_blocks(root: etree._Element) -> WebPage:
    """What is shown of a page; hidden parts, menus and controls are left out."""
    walk = _Walk(root)
    looks = Looks(root)
    struck: list[str] = []
    has_unseen = False
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "start":
            look = looks.of(element)
            if element.tag in _NEVER_SHOWN or look is not Look.SHOWN:
                text = "".join(map(str, element.itertext())) if look is not Look.FOLDED else ""
                if look is Look.STRUCK:
                    struck.append(text)
                has_unseen |= look is Look.UNSEEN and any(letter.isalnum() for letter in text)
                walk.hidden.add(element)
                steps.skip_subtree()
            elif walk.has_note(element):
                walk.hidden.add(element)
                steps.skip_subtree()
            else:
                walk.enter(element)
        else:
            walk.leave(element)
    walk.flush()
    return WebPage(blocks=tuple(walk.flows[0].blocks), struck=tuple(struck), has_unseen=has_unseen)


class _Walk:
    """The state of a walk over a page's elements."""

    def __init__(self, root: etree._Element) -> None:
        self.flows = [_Flow(None, root)]
        self.tables: list[_Table] = []
        self.lists: list[Iterator[str]] = []
        self.hidden: set[etree._Element] = set()
        self.links = 0
        self.kept = 0  # elements around that keep line ends as typed

    def enter(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
            self.flows[-1].element = element
        if tag == "br":
            self.flush()
        elif _is_link(element):
            self.links += 1
        elif tag in ("ol", "ul"):
            self.lists.append(_markers(element))
        elif tag == "li" and self.lists:
            self.flows[-1].marker = _item_marker(element, self.lists)
        elif tag == "table":
            self.tables.append(_Table(element, len(self.flows)))
        elif tag == "tr" and self._in_table():
            self.tables[-1].rows.append([])
        elif tag in ("td", "th") and self._in_table():
            self.flows.append(_Flow(element, element))
        self.kept += _keeps_lines(element)
        self.add(element.text)

    def has_note(self, element: etree._Element) -> bool:
        """Take in a raised stretch that is no text as it stands; whether that is done."""
        raised = is_raised(element)
        if not raised and not (element.tag == "a" and element.get("href", "").startswith("#")):
            return False
        text = "".join(map(str, element.itertext()))
        before = "".join(piece for piece, _ in self.flows[-1].pieces[-_NEAR:])
        if not raised:
            return bool(before.strip() and _NOTE_LINK.fullmatch(text))
        shown = raised_text(before, text)
        if shown == text:
            return False
        self.add(shown)
        return True

    def leave(self, element: etree._Element) -> None:
        tag = element.tag
        if element not in self.hidden:
            if tag in _BLOCKS:
                self.flush()
            self.kept -= _keeps_lines(element)
            if _is_link(element):
                self.links -= 1
            elif tag in ("ol", "ul"):
                self.lists.pop()
            elif tag == "table":
                self._end_table()
            elif self.flows[-1].cell is element:
                self._end_cell(element)
            if tag in _BLOCKS and (parent := element.getparent()) is not None:
                self.flows[-1].element = parent
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        if text:
            self.flows[-1].pieces.append((text, self.links > 0))

    def flush(self) -> None:
        """End the paragraph under way."""
        flow = self.flows[-1]
        if not flow.pieces:
            return
        pieces, flow.pieces = flow.pieces, []
        whole = "".join(text for text, _ in pieces)
        for line in whole.splitlines() if self.kept else [whole]:
            words = " ".join(line.split())
            if not words:
                continue
            if flow.marker and parse_label(words) is None:
                words = f"{flow.marker} {words}"
            flow.marker = None
            linked = sum(len(text.strip()) for text, link in pieces if link)
            flow.blocks.append(WebBlock(text=words, element=flow.element, linked=linked))

    def _in_table(self) -> bool:
        return bool(self.tables) and self.tables[-1].depth == len(self.flows)

    def _end_cell(self, element: etree._Element) -> None:
        flow = self.flows.pop()
        table = self.tables[-1]
        if not table.rows:
            table.rows.append([])
        table.cells.append(flow)
        table.rows[-1].append(
            Cell(
                paragraphs=tuple(_entry(block) for block in flow.blocks),
                columns=_count(element, "colspan"),
                rows=_count(element, "rowspan"),
            )
        )

    def _end_table(self) -> None:
        table = self.tables.pop()
        flow = self.flows[-1]
        if any(map(_holds_page, table.cells)) and not _is_of_entries(table):
            for cell in table.cells:
                flow.blocks += cell.blocks
            return
        blocks = [block for cell in table.cells for block in cell.blocks]
        links = sum(b.linked for b in blocks) / max(sum(len(b.text) for b in blocks), 1)
        flow.blocks += (
            WebBlock(
                text=line,
                element=table.element,
                linked=round(links * len(line)),
                is_row=line.startswith("| "),
            )
            for line in row_lines(_by_columns(table.rows) if self.tables else table.rows)
        )


def _by_columns(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """The rows of a table inside a cell, its columns instead where each is of one role."""
    titles = [" ".join(cell.paragraphs) for cell in rows[0]] if rows else []
    plain = all(cell.columns == cell.rows == 1 for row in rows for cell in row)
    even = all(len(row) == len(titles) for row in rows)
    return list(zip(*rows, strict=True)) if plain and even and is_role_header(titles) else rows


def _entry(block: WebBlock) -> str:
    """The text of a block as a line of the cell around it, without the bars of a row."""
    return " ".join(block.text.strip("| ").split(" | ")) if block.is_row else block.text


def _holds_page(cell: _Flow) -> bool:
    """Whether a cell lays out a page: it holds a table of its own, or far more than an entry."""
    return any(block.is_row for block in cell.blocks) or (
        sum(len(block.text) for block in cell.blocks) > _LONGEST_CELL
    )


def _is_of_entries(table: _Table) -> bool:
    """Whether a table is none that lays out a page, though cells hold small tables of their own.

    Those only set out an entry, as "Chủ trì" beside its body; what opens the table is its header.
    """
    columns = len(table.rows[0])
    inner = [cell for cell in table.cells if _holds_page(cell)]
    even = all(len(row) == columns for row in table.rows)
    opens = not any(_holds_page(cell) for cell in table.cells[:columns])
    small = all(sum(len(block.text) for block in cell.blocks) <= _LONGEST_ENTRY for cell in inner)
    return even and opens and small and columns >= _FEWEST_COLUMNS and len(table.rows) > 1


def _is_link(element: etree._Element) -> bool:
    """Whether an element leads somewhere; Word marks places with `<a name>`, which does not."""
    return element.tag == "a" and element.get("href") is not None


def _keeps_lines(element: etree._Element) -> int:
    return int(element.tag == "pre" or bool(_KEEPS_LINES.search(element.get("style", ""))))


def _count(element: etree._Element, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), 1000) if value.isascii() and value.isdigit() else 1


def _item_marker(element: etree._Element, lists: list[Iterator[str]]) -> str:
    value = element.get("value", "")
    if value.lstrip("-").isdigit() and (parent := element.getparent()) is not None:
        lists[-1] = _markers(parent, start=int(value[:6]))
    return next(lists[-1])


def _markers(element: etree._Element, start: int | None = None) -> Iterator[str]:
    """What the browser prints before the items of a list."""
    style = element.get("style", "")
    named = _STYLE_TYPE.search(style)
    kind = (named[1].lower() if named else element.get("type", "")) or "1"
    plain = element.tag == "ul" or kind in ("disc", "circle", "square")
    if _UNMARKED.search(style) or plain:
        mark = "" if _UNMARKED.search(style) else "-"
        while True:
            yield mark
    first = element.get("start", "1")
    n = start if start is not None else int(first[:6]) if first.lstrip("-").isdigit() else 1
    while True:
        yield f"{_ordinal(n, kind)}."
        n += 1


def _ordinal(n: int, kind: str) -> str:
    if kind in ("a", "lower-alpha", "lower-latin", "A", "upper-alpha", "upper-latin"):
        letter = chr(ord("a") + (n - 1) % 26)
        return letter.upper() if kind[0] in "Au" else letter
    if kind in ("i", "lower-roman", "I", "upper-roman") and 0 < n < 400:
        numeral = _roman(n)
        return numeral if kind[0] in "Iu" else numeral.lower()
    return str(n)


def _roman(n: int) -> str:
    numeral = ""
    for value, sign in zip(
        (100, 90, 50, 40, 10, 9, 5, 4, 1), "C XC L XL X IX V IV I".split(), strict=True
    ):
        numeral += sign * (n // value)
        n %= value
    return numeral
