"""The text of a plan as it is read on a page: paragraphs and headings, words marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.talk.visible import seen
from index.library.passages import LETTERHEAD
from knowledge.document import Document, Section, SectionKind
from knowledge.text import Span, clean, view

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


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A section as it stands in the text.

    Attributes:
        path: Its path; None for what stands in no section.
        section: None for the letterhead, and for what stands in none.
        text: The text of the document.
        span: What of the text is shown with it.
        anchor: What links lead to.
        page: The page that begins with it; None for none.
    """

    path: str | None
    section: Section | None
    text: str = field(repr=False)
    span: Span
    anchor: str = ""
    page: int | None = None

    @property
    def kind(self) -> str:
        """The kind of the section, or what else it is."""
        if self.section is not None:
            return self.section.kind.value
        return "letterhead" if self.path is not None else "between"

    @property
    def size(self) -> int:
        """Characters of the document."""
        return self.span.end - self.span.start

    @cached_property
    def shown(self) -> Paragraph:
        """How it is shown where nothing of it is cited; made where it is looked at, and kept."""
        return _paragraph(self, _Marks(self.text, None))


def pieces_of(document: Document, slugs: Mapping[str, str]) -> Iterator[Piece]:
    """All of a document in order; nothing of it is left out.

    Args:
        document: The document.
        slugs: The anchor of each of its paths.
    """
    text = document.text
    before: int | None = None
    for section, span in _stretches(document):
        at = section.path if section is not None else LETTERHEAD
        own = span if section is None else _own(section, span)
        cells = section.cells if section is not None else ()
        if any(_holds(each.of(text)) for each in cells or (own,)):
            page = document.page_of(own.start)
            new = None if page == before else page
            yield Piece(path=at, section=section, text=text, span=own, anchor=slugs[at], page=new)
            before = page
        behind = Span(start=own.end, end=span.end)
        if _holds(behind.of(text)):
            yield Piece(path=None, section=None, text=text, span=behind)


def _holds(stretch: str) -> bool:
    """Whether anything of a text is seen; its beginning tells it of most."""
    return bool(seen(clean(stretch[:_LONGEST_HEADING]))) or bool(seen(clean(stretch)))


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
        section, shown = each.section, each.shown
        if words is not None and each.path is not None and each.span.touches(words):
            shown = _paragraph(each, marks)
        if path is not None and (
            each.path == path
            or (reach is not None and section is not None and reach.contains(section.span))
        ):
            shown = replace(shown, here=True)
        found.append(shown)
    return _opened(found)


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


def _paragraph(piece: Piece, marks: "_Marks") -> Paragraph:
    section = piece.section
    cells = tuple(marks.lines(cell) for cell in section.cells) if section is not None else ()
    lines = () if cells else marks.lines(piece.span)
    made = Paragraph(
        anchor=piece.anchor, kind=piece.kind, lines=lines, cells=cells, page=piece.page
    )
    if section is None:
        return made
    size = sum(len(run.text) for line in lines for run in line)
    short = len(lines) == 1 and size <= _LONGEST_HEADING
    return replace(
        made,
        heading=min(section.level + 1, 6) if section.kind in _HEADINGS and short else None,
        level=min(section.level, 6),
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
