"""Looking up the records of one document: units, tasks, reports."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from index.library.passages import opener_of, unit_span
from knowledge.document import Assignment, Document, Section, SectionKind
from knowledge.outline.tables import Column, column_of
from knowledge.text import Span, clean, fold

# An excerpt longer than this many characters is cut to the part that was found.
LONGEST_EXCERPT = 4_000
# Characters in which a paragraph names its own number.
_OPENING = 30


class Records:
    """The sections and records of a document, by path."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.by_path = {section.path: section for section in document.sections}

    @cached_property
    def children(self) -> dict[str, list[Section]]:
        """Sections by the path above them."""
        found: dict[str, list[Section]] = {}
        for section in self.document.sections:
            if section.parent is not None:
                found.setdefault(section.parent, []).append(section)
        return found

    def unit(self, path: str) -> Span:
        """What is cited for a path: the section with what belongs to it, if not too long."""
        section = self.by_path[path]
        if section.kind in (SectionKind.BULLET, SectionKind.PARA, SectionKind.ROW):
            return section.reach
        whole = unit_span(section, self.children)
        return whole if whole.end - whole.start <= LONGEST_EXCERPT else section.span

    @cached_property
    def rows(self) -> dict[str, Section]:
        """The header of its table for the path of each table row, in reading order."""
        found: dict[str, Section] = {}
        head: Section | None = None
        for section in self.document.sections:
            if section.kind is SectionKind.TABLE_HEADER:
                head = section
            elif section.kind is SectionKind.ROW and section.cells and head is not None:
                found[section.path] = head
        return found

    def titled(self, row: Section) -> str:
        """A table row read aloud, each cell behind its heading: "Đoàn 2, Trưởng đoàn …"."""
        head = self.rows.get(row.path)
        pairs = zip(head.cells, row.cells, strict=False) if head is not None else ()
        text = self.document.text
        return ", ".join(f"{clean(title.of(text))} {clean(cell.of(text))}" for title, cell in pairs)

    def words(self, section: Section) -> Span:
        """What a section says by itself: of a table row the cell that tells the task."""
        head = self.rows.get(section.path)
        if head is None:
            return section.span
        text = self.document.text
        for title, cell in zip(head.cells, section.cells, strict=False):
            if column_of(clean(title.of(text))) is Column.TASK and cell.end > cell.start:
                return cell
        return section.span

    def assignments_at(self, path: str) -> tuple[Assignment, ...]:
        """The assignments of a section itself, else those of its bullets and paragraphs."""
        own = tuple(a for a in self.document.assignments if a.path == path)
        if own:
            return own
        inner = {
            c.path
            for c in self.children.get(path, ())
            if c.kind in (SectionKind.BULLET, SectionKind.PARA)
        }
        return tuple(a for a in self.document.assignments if a.path in inner)

    def assignments_in(self, span: Span, path: str) -> tuple[Assignment, ...]:
        """The assignments that stand in a passage, or whose section the passage belongs to."""
        inside = tuple(a for a in self.document.assignments if span.contains(a.span))
        if inside:
            return inside
        for section in self._upwards(path):
            intro = self._intro(section)
            paths = (section.path,) if intro is None else (section.path, intro.path)
            found = tuple(a for a in self.document.assignments if a.path in paths)
            if found:
                return found
        return ()

    def intros(self, path: str) -> list[Section]:
        """The paragraphs that open the lists around a section, innermost first."""
        found = (self._intro(section) for section in self._upwards(path))
        return [intro for intro in found if intro is not None]

    def _upwards(self, path: str) -> Iterator[Section]:
        """A section and those above it."""
        here: str | None = path
        while here is not None and here in self.by_path:
            yield self.by_path[here]
            here = self.by_path[here].parent

    def _intro(self, section: Section) -> Section | None:
        return opener_of(self.document.text, section, self.children)

    def numbered(self) -> tuple[Section, ...]:
        """The sections with a printed label, table rows included, bullets not."""
        return tuple(
            s
            for s in self.document.sections
            if s.label is not None and s.kind not in (SectionKind.BULLET, SectionKind.FOOTNOTE)
        )

    def opened_by(self, word: str, number: str) -> list[Section]:
        """The paragraphs that open with a folded word and a number: "Nhiệm vụ 2: …"."""
        opening = re.compile(rf"\W*{word} {number}\s*[:.–-]")
        return [
            s
            for s in self.document.sections
            if s.kind in (SectionKind.PARA, SectionKind.BULLET)
            and opening.match(fold(s.span.of(self.document.text)[:_OPENING]))
        ]

    def under(self, path: str) -> tuple[Section, ...]:
        """The numbered sections or rows directly under a path."""
        inner = (
            SectionKind.BULLET,
            SectionKind.PARA,
            SectionKind.CLOSING,
            SectionKind.TABLE_HEADER,
        )
        return tuple(c for c in self.children.get(path, ()) if c.kind not in inner)

    def headings(self, path: str) -> list[str]:
        """The headings over and at a path, outermost first."""
        return [s.heading for s in self._upwards(path) if s.heading][::-1]


def first_of(assignments: Sequence[Assignment]) -> Assignment | None:
    """The one that names a lead, else the first that names anyone, else the first."""
    ranked = sorted(assignments, key=lambda a: (not a.leads, not a.implementers))
    return ranked[0] if ranked else None
