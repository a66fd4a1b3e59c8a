"""The text of a plan in parts, of which those that are looked at are laid out and sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.page.plan.text import Paragraph, Piece, paragraphs, pieces_of
from knowledge.document import Document, SectionKind
from knowledge.text import Span

# Characters after which a new part is begun at the next paragraph; browsers draw the parts that
# are seen, so that a plan of hundreds of pages scrolls as smoothly as one of two.
_PART = 5_000
# Characters of a plan that are sent at once; of a longer one those around the place.
MOST_AT_ONCE = 120_000
_TABLE = (SectionKind.TABLE_HEADER, SectionKind.ROW, SectionKind.GROUP)


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
        holds: Anchors of its paragraphs.
    """

    pieces: tuple[Paragraph | Table, ...]
    holds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What will be one part.

    Attributes:
        pieces: In reading order.
        table: The piece that heads the table that goes on here; None for none.
        size: Characters of the document.
        holds: Anchors of its pieces.
    """

    pieces: tuple[Piece, ...]
    table: Piece | None
    size: int
    holds: frozenset[str]

    @classmethod
    def of(cls, pieces: Sequence[Piece], table: Piece | None) -> "Cut":
        """What makes a part of pieces."""
        return cls(
            pieces=tuple(pieces),
            table=table,
            size=sum(each.size for each in pieces),
            holds=frozenset(each.anchor for each in pieces),
        )


def cuts_of(document: Document, slugs: Mapping[str, str]) -> tuple[Cut, ...]:
    """A plan in parts of about one screen and more; a table goes on in the next one.

    Args:
        document: The plan.
        slugs: The anchor of each of its paths.
    """
    found: list[Cut] = []
    taken: list[Piece] = []
    size = 0
    table: Piece | None = None
    for each in pieces_of(document, slugs):
        if size >= _PART:
            found.append(Cut.of(taken, table))
            table = _head_of(taken, table) if each.kind in _TABLE else None
            taken, size = [], 0
        taken.append(each)
        size += each.size
    if taken:
        found.append(Cut.of(taken, table))
    return tuple(found)


def _head_of(taken: Sequence[Piece], before: Piece | None) -> Piece | None:
    heads = [each for each in taken if each.kind == SectionKind.TABLE_HEADER]
    return heads[-1] if heads else before


def parts_of(
    document: Document, cuts: Sequence[Cut], path: str | None = None, words: Span | None = None
) -> tuple[Part, ...]:
    """Neighbouring parts, with what is cited marked; see `bot.page.plan.text.paragraphs`."""
    shown = iter(paragraphs(document, [p for each in cuts for p in each.pieces], path, words))
    return tuple(_part(each, [next(shown) for _ in each.pieces]) for each in cuts)


def _part(cut: Cut, shown: Sequence[Paragraph]) -> Part:
    head = _titles(cut.table.shown) if cut.table is not None else ()
    pieces: list[Paragraph | Table] = []
    rows: list[Paragraph] = []
    for each in shown:
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
    return Part(pieces=tuple(pieces), holds=cut.holds)


def _titles(head: Paragraph) -> tuple[str, ...]:
    return tuple(" ".join(run.text for line in cell for run in line) for cell in head.cells)


def window(cuts: Sequence[Cut], around: int) -> tuple[int, int]:
    """Which parts are sent at once, half open: those around one, as many as there is room for."""
    if sum(each.size for each in cuts) <= MOST_AT_ONCE:
        return 0, len(cuts)
    start, end, room = around, around + 1, MOST_AT_ONCE - cuts[around].size
    before = room // 3
    while start > 0 and cuts[start - 1].size <= before:
        start -= 1
        before -= cuts[start].size
        room -= cuts[start].size
    while end < len(cuts) and cuts[end].size <= room:
        room -= cuts[end].size
        end += 1
    return start, end
