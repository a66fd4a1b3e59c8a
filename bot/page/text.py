"""The text of a plan as it is read on a page: paragraphs, headings and tables, words marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.talk.visible import seen
from index.library.passages import LETTERHEAD
from knowledge.document import Document, Section, SectionKind
from knowledge.text import Span, clean, view

# Characters after which a new part is begun at the next paragraph; browsers draw the parts that
# are seen, so that a plan of hundreds of pages scrolls as smoothly as one of two.
_PART = 5_000
# Characters of a plan that are sent at once; of a longer one those around the place.
MOST_AT_ONCE = 120_000
_TABLE = (SectionKind.TABLE_HEADER, SectionKind.ROW, SectionKind.GROUP)
_HEADINGS = (SectionKind.HEADING, SectionKind.UNNUMBERED, SectionKind.ARTICLE_TITLE)
# Characters of a line that is set as a heading.
_LONGEST_HEADING = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a line.

    Attributes:
        marked: It is what was cited.
        first: It is the first such stretch, where the page opens.
    """

    text: str
    marked: bool = False
    first: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The text of one section.

    Attributes:
        anchor: What links lead to.
        heading: The level of a heading, from 2; None for plain text.
        level: How deep it stands, from 1.
        cells: Of a row of a table its cells; else none.
        here: It belongs to the section that is cited.
        opens: The page opens here, where no words are marked.
        page: The page that begins with it; None for none.
        size: Characters of the document.
    """

    anchor: str
    kind: str
    lines: tuple[Line, ...]
    heading: int | None = None
    level: int = 1
    cells: tuple[tuple[Line, ...], ...] = ()
    here: bool = False
    opens: bool = False
    page: int | None = None
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows below each other; `head` names the columns, and is empty where nothing does."""

    head: tuple[str, ...]
    rows: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a plan that is drawn as one.

    Attributes:
        pieces: Paragraphs and tables, in reading order.
        size: Characters of the document.
        holds: Anchors of its paragraphs.
    """

    pieces: tuple[Paragraph | Table, ...]
    size: int
    holds: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A section as it stands in the text, and how it is shown where nothing of it is cited.

    Attributes:
        path: Its path; None for what stands in no section.
        section: None for the letterhead, and for what stands in none.
        span: What of the text is shown with it.
    """

    path: str | None
    section: Section | None
    span: Span
    shown: Paragraph


def pieces_of(document: Document, slugs: Mapping[str, str]) -> tuple[Piece, ...]:
    """All of a document in order; nothing of it is left out.

    Args:
        document: The document.
        slugs: The anchor of each of its paths.
    """
    marks = _Marks(document.text, None)
    found: list[Piece] = []
    before: int | None = None
    for section, span in _stretches(document):
        at = section.path if section is not None else LETTERHEAD
        own = span if section is None else _own(section, span)
        made = _paragraph(section, own, marks, anchor=slugs[at])
        if made is not None:
            page = document.page_of(own.start)
            shown = made if page == before else replace(made, page=page)
            found.append(Piece(path=at, section=section, span=own, shown=shown))
            before = page
        behind = Span(start=own.end, end=span.end)
        if lines := marks.lines(behind):
            size = behind.end - behind.start
            shown = Paragraph(anchor="", kind="between", lines=lines, size=size)
            found.append(Piece(path=None, section=None, span=behind, shown=shown))
    return tuple(found)


def paragraphs(
    document: Document, pieces: Sequence[Piece], path: str | None, words: Span | None
) -> tuple[Paragraph, ...]:
    """The pieces of a document with what is cited marked.

    Args:
        document: The document.
        pieces: See `pieces_of`.
        path: The section that is cited; None for none.
        words: The words that are marked; None for the whole section.
    """
    marks = _Marks(document.text, words)
    reach = next((s.reach for s in document.sections if s.path == path), None)
    found = []
    for each in pieces:
        shown, section = each.shown, each.section
        if words is not None and each.span.start < words.end and words.start < each.span.end:
            shown = _marked(each, marks)
        if path is not None and (
            each.path == path
            or (reach is not None and section is not None and reach.contains(section.span))
        ):
            shown = replace(shown, here=True)
        found.append(shown)
    return _opened(found)


def _marked(piece: Piece, marks: "_Marks") -> Paragraph:
    made = None
    if piece.path is not None:
        made = _paragraph(piece.section, piece.span, marks, anchor=piece.shown.anchor)
    return replace(made, page=piece.shown.page) if made is not None else piece.shown


def _stretches(document: Document) -> Iterator[tuple[Section | None, Span]]:
    """Each section with the text up to the next one; the text before the first with None."""
    ordered = sorted(document.sections, key=lambda each: (each.span.start, each.span.end))
    starts = [section.span.start for section in ordered]
    first = starts[0] if starts else len(document.text)
    if first:
        yield None, Span(start=0, end=first)
    for number, section in enumerate(ordered):
        end = starts[number + 1] if number + 1 < len(starts) else len(document.text)
        yield section, Span(start=section.span.start, end=max(end, section.span.start))


def _own(section: Section, span: Span) -> Span:
    """What of the text up to the next section is the section's own."""
    return Span(start=span.start, end=min(max(section.span.end, span.start), span.end))


class _Marks:
    """Cuts lines where the marked words begin and end."""

    def __init__(self, text: str, words: Span | None) -> None:
        self._text = text
        self._words = words

    def lines(self, span: Span) -> tuple[Line, ...]:
        """The lines of a stretch that hold anything."""
        found, start = [], span.start
        for raw in span.of(self._text).split("\n"):
            line = self._line(Span(start=start, end=start + len(raw)))
            start += len(raw) + 1
            if line:
                found.append(line)
        return tuple(found)

    def _line(self, span: Span) -> Line:
        words = self._words
        if words is None or span.end <= words.start or words.end <= span.start:
            text = seen(clean(span.of(self._text)))
            return (Run(text=text),) if text else ()
        shown = view(self._text, [span])
        runs: list[Run] = []
        start = 0
        while start < len(shown.text):
            marked = words.start <= shown.offsets[start] < words.end
            end = start + 1
            while end < len(shown.text) and (
                marked == (words.start <= shown.offsets[end] < words.end)
            ):
                end += 1
            runs.append(Run(text=seen(shown.text[start:end]), marked=marked))
            start = end
        return tuple(runs)


def _paragraph(
    section: Section | None, span: Span, marks: _Marks, *, anchor: str
) -> Paragraph | None:
    if section is None:
        lines = marks.lines(span)
        size = span.end - span.start
        shown = Paragraph(anchor=anchor, kind="letterhead", lines=lines, size=size)
        return shown if lines else None
    cells = tuple(marks.lines(cell) for cell in section.cells)
    lines = () if cells else marks.lines(span)
    if not lines and not any(cells):
        return None
    size = sum(len(run.text) for line in lines for run in line)
    short = len(lines) == 1 and size <= _LONGEST_HEADING
    return Paragraph(
        anchor=anchor,
        kind=section.kind.value,
        lines=lines,
        heading=min(section.level + 1, 6) if section.kind in _HEADINGS and short else None,
        level=min(section.level, 6),
        cells=cells,
        size=span.end - span.start,
    )


def _opened(found: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, where the page opens marked as such: the first words, or the section."""
    for number, each in enumerate(found):
        for rows in (each.lines, *each.cells):
            for line in rows:
                first = next((run for run in line if run.marked), None)
                if first is not None:
                    changed = _with_first(each, first)
                    return (*found[:number], changed, *found[number + 1 :])
    start = next((number for number, each in enumerate(found) if each.here), None)
    if start is None:
        return tuple(found)
    return (*found[:start], replace(found[start], opens=True), *found[start + 1 :])


def _with_first(paragraph: Paragraph, first: Run) -> Paragraph:
    def named(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(
            tuple(replace(run, first=True) if run is first else run for run in line)
            for line in lines
        )

    return replace(
        paragraph, lines=named(paragraph.lines), cells=tuple(map(named, paragraph.cells))
    )


def parts_of(found: Sequence[Paragraph]) -> tuple[Part, ...]:
    """The paragraphs in parts of about one screen and more; a table goes on in the next one."""
    parts: list[Part] = []
    taken: list[Paragraph] = []
    size = 0
    head: tuple[str, ...] = ()
    for each in found:
        if size >= _PART:
            parts.append(_part(taken, head))
            head = _head_of(taken, head) if each.kind in _TABLE else ()
            taken, size = [], 0
        taken.append(each)
        size += each.size
    if taken:
        parts.append(_part(taken, head))
    return tuple(parts)


def _part(taken: Sequence[Paragraph], head: tuple[str, ...]) -> Part:
    pieces: list[Paragraph | Table] = []
    rows: list[Paragraph] = []
    for each in taken:
        if each.kind == SectionKind.TABLE_HEADER.value and each.cells:
            pieces += [Table(head=head, rows=tuple(rows))] if rows else []
            rows, head = [], _titles(each)
            rows.append(each)
        elif each.kind in _TABLE and each.cells:
            rows.append(each)
        else:
            pieces += [Table(head=head, rows=tuple(rows))] if rows else []
            rows, head = [], ()
            pieces.append(each)
    pieces += [Table(head=head, rows=tuple(rows))] if rows else []
    return Part(
        pieces=tuple(pieces),
        size=sum(each.size for each in taken),
        holds=frozenset(each.anchor for each in taken),
    )


def _head_of(taken: Sequence[Paragraph], before: tuple[str, ...]) -> tuple[str, ...]:
    heads = [each for each in taken if each.kind == SectionKind.TABLE_HEADER.value]
    return _titles(heads[-1]) if heads else before


def _titles(head: Paragraph) -> tuple[str, ...]:
    return tuple(" ".join(run.text for line in cell for run in line) for cell in head.cells)


def window(parts: Sequence[Part], around: int) -> tuple[int, int]:
    """Which parts are sent at once, half open: those around one, as many as there is room for."""
    if sum(part.size for part in parts) <= MOST_AT_ONCE:
        return 0, len(parts)
    start, end, room = around, around + 1, MOST_AT_ONCE - parts[around].size
    before = room // 3
    while start > 0 and parts[start - 1].size <= before:
        start -= 1
        before -= parts[start].size
        room -= parts[start].size
    while end < len(parts) and parts[end].size <= room:
        room -= parts[end].size
        end += 1
    return start, end
