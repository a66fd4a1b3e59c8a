"""Pages of printed lines become one text: columns, tables, paragraphs, footnotes in order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.extract import Box, Extract, Method, Place
from knowledge.readers.page.columns import Stream, find_streams
from knowledge.readers.page.grid import Grid, find_grids
from knowledge.readers.page.margins import (
    note_number,
    split_notes,
    without_running_heads,
    without_signing_stamps,
)
from knowledge.readers.page.page import Area, Line, Page
from knowledge.readers.page.paragraphs import Edges, Printed, edges_of, join_paragraphs
from knowledge.readers.page.rows import Table, goes_on, join_tables, read_rows
from knowledge.readers.page.text import PageText
from knowledge.text import Span

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# In parts of the usual distance of lines: more white stands for an empty line.
_WHITE = 1.7

Item = Stream | Table


def read_pages(pages: Sequence[Page], *, method: Method = Method.PDF) -> Extract:
    """The text of pages in their order, laid out as `knowledge.extract` says."""
    sheets, pages = pages, [replace(page, number=n) for n, page in enumerate(pages, start=1)]
    tables = [find_grids(page.number, page.lines, page.rules) for page in pages]
    lines = without_running_heads(
        [(page, rest) for page, (_, rest) in zip(pages, tables, strict=True)]
    )
    size = _usual_size(line for of_page in lines for line in of_page)
    bodies = [split_notes(without_signing_stamps(of_page, size), size) for of_page in lines]
    items = [
        (page, _items(page, body, grids))
        for page, (body, _), (grids, _) in zip(pages, bodies, tables, strict=True)
    ]
    marks = {
        page.number: frozenset(
            number.translate(_RAISED) for note in notes if (number := note_number(note[0].text))
        )
        for page, (_, notes) in zip(pages, bodies, strict=True)
    }
    text = PageText(marks)
    _add_items(text, items)
    for page, (_, notes) in zip(pages, bodies, strict=True):
        for note in notes:
            _add_note(text, page, note)
    return Extract(
        text=text.text,
        method=method,
        places=tuple(_seen(sheets[place.box.page - 1], place) for place in text.places),
        pages=_of_sheets(sheets, text.pages(len(pages))),
        doubtful=text.doubtful,
    )


def _of_sheets(sheets: Sequence[Page], spans: Sequence[Span]) -> tuple[Span, ...]:
    """The stretch of each sheet: of two facing pages both."""
    whole: dict[int, Span] = {}
    for sheet, span in zip(sheets, spans, strict=True):
        whole[sheet.number] = whole[sheet.number].union(span) if sheet.number in whole else span
    return tuple(whole.values())


def _seen(page: Page, place: Place) -> Place:
    """A place on its sheet as that is seen, though the page was turned to be read."""
    box = place.box
    area = page.seen(Area(left=box.left, top=box.top, right=box.right, bottom=box.bottom))
    left, right = area.left + page.across, area.right + page.across
    seen = Box(page=page.number, left=left, top=area.top, right=right, bottom=area.bottom)
    return replace(place, box=seen)


def _usual_size(lines: Iterable[Line]) -> float:
    """The size in which most letters are printed, in whole points."""
    sizes: Counter[int] = Counter()
    for line in lines:
        sizes[round(line.size)] += len(line.text)
    return float(sizes.most_common(1)[0][0]) if sizes else 12.0


def _items(page: Page, body: Sequence[Line], grids: Sequence[Grid]) -> list[Item]:
    """Streams and tables of a page from top to bottom."""
    items: list[Item] = []
    rest = list(body)
    for grid in grids:
        above = [line for line in rest if line.base < grid.area.top]
        rest = [line for line in rest if line.base >= grid.area.top]
        items += find_streams(above, page.width)
        table = read_rows(grid)
        if table.rows:
            items.append(table)
    return items + find_streams(rest, page.width)


def _add_items(text: PageText, pages: Sequence[tuple[Page, Sequence[Item]]]) -> None:
    edges = _edges(pages)
    body: list[Printed] = []
    table: Table | None = None
    for page, items in pages:
        for n, item in enumerate(items):
            if isinstance(item, Table):
                _flush(text, body)
                if table is not None and n == 0 and goes_on(table, item):
                    table = join_tables(table, item)
                else:
                    _add_table(text, table)
                    table = item
                continue
            _add_table(text, table)
            table = None
            if not item.aside:
                body += [
                    Printed(page=page.number, line=x, edges=edges[page.number]) for x in item.lines
                ]
                continue
            _flush(text, body)
            own = edges_of(item.lines)
            column = [Printed(page=page.number, line=x, edges=own) for x in item.lines]
            text.add_gap()
            for paragraph in join_paragraphs(column, aside=True):
                text.add_paragraph([(each.page, each.line) for each in paragraph])
            text.add_gap()
    _add_table(text, table)
    _flush(text, body)


def _edges(pages: Sequence[tuple[Page, Sequence[Item]]]) -> dict[int, Edges]:
    """The edges of the body on each page; pages of few lines have those of the others."""
    bodies = {
        page.number: [
            line
            for item in items
            if isinstance(item, Stream) and not item.aside
            for line in item.lines
        ]
        for page, items in pages
    }
    all_lines: dict[int, list[Line]] = {}
    for page, _ in pages:
        all_lines.setdefault(round(page.width), []).extend(bodies[page.number])
    usual = {
        width: edges_of(lines, _margins(lines, width))
        for width, lines in all_lines.items()
        if lines
    }
    return {
        page.number: edges_of(bodies[page.number], usual[round(page.width)])
        for page, _ in pages
        if bodies[page.number]
    }


def _margins(lines: Sequence[Line], width: float) -> Edges:
    """What a file of a few lines is taken for: margins alike on both sides."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    pitch = 1.3 * lines[0].size
    return Edges(left=left, right=max(right, width - left), pitch=pitch, indents=True)


def _flush(text: PageText, body: list[Printed]) -> None:
    above: Printed | None = None
    for paragraph in join_paragraphs(body):
        if above is not None and _stands_apart(above, paragraph[0]):
            text.add_gap()
        text.add_paragraph([(each.page, each.line) for each in paragraph])
        above = paragraph[-1]
    body.clear()


def _stands_apart(above: Printed, below: Printed) -> bool:
    """Whether so much white parts two paragraphs that they don't belong together."""
    distance = below.line.base - above.line.base
    return above.page == below.page and distance > _WHITE * below.edges.pitch


def _add_table(text: PageText, table: Table | None) -> None:
    if table is not None:
        text.add_table(table)


def _add_note(text: PageText, page: Page, note: Sequence[Line]) -> None:
    number = note_number(note[0].text)
    first = note[0].words[0]
    bare = first.text.lstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")
    words = note[0].words[1:]
    if bare:
        words = (replace(first, text=bare), *words)
    lines = [Line(words=words), *note[1:]] if words else list(note[1:])
    text.add_paragraph([(page.number, line) for line in lines], mark=f"[{number}] ")
