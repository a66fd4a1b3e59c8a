"""Pieces of passages: what is scored against a question, short enough to be read at a glance."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.library.passage import Passage
from knowledge.text import Span, clean

# Characters of a piece; passages up to a little more stay whole. A reader sees some 140 word
# pieces, which 450 characters of Vietnamese fill.
LONGEST_PIECE, _LONGEST_WHOLE = 420, 480
# Where a passage may be cut: at line ends, and behind the end of a sentence or clause.
_BREAK = re.compile(r"\n+|(?<=[.;!?…])\s+(?=\S)")
_SOFT_BREAK = re.compile(r"(?<=[,:])\s+|\s+(?=[-+•–]\s)")
# Characters of one heading, and of the words that open a cut passage, in the context of a piece;
# and how many headings, counted from the innermost.
_LONGEST_HEADING, _LONGEST_START, _MOST_HEADINGS = 150, 80, 3
# Passages whose pieces are kept, some 5 KB each.
_CUT_KEPT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a passage with its context.

    Attributes:
        passage: The passage it is cut from.
        span: Where it stands in the document's text.
        text: The cleaned words.
        context: The headings above, outermost first, and how a cut passage begins.
    """

    passage: Passage
    span: Span
    text: str
    context: str

    @property
    def document_name(self) -> str:
        """Type, number, issuer and title of the document."""
        return self.passage.breadcrumb.partition(" › ")[0]


def cut_pieces(text: str, passage: Passage) -> tuple[Piece, ...]:
    """The pieces of a passage in reading order, together all of it.

    Args:
        text: The text of the passage's document; not looked at for a passage that stays whole.
        passage: The passage.
    """
    return _cut(passage, "" if is_whole(passage) else passage.span.of(text))


@lru_cache(maxsize=_CUT_KEPT)
def _cut(passage: Passage, printed: str) -> tuple[Piece, ...]:
    """The pieces of a passage that is printed so; no more of its document is kept."""
    headings = passage.breadcrumb.split(" › ")[1:][-_MOST_HEADINGS:]
    above = " › ".join(heading[-_LONGEST_HEADING:] for heading in headings)
    if is_whole(passage):
        return (Piece(passage=passage, span=passage.span, text=passage.text, context=above),)
    opening, before = clean(printed[:_LONGEST_START]), passage.span.start
    pieces: list[Piece] = []
    for part in _joined(_stretches(printed, Span(start=0, end=len(printed)))):
        words = clean(part.of(printed))
        if words:
            further = " › ".join(filter(None, (above, opening))) if pieces else above
            span = Span(start=before + part.start, end=before + part.end)
            pieces.append(Piece(passage=passage, span=span, text=words, context=further))
    return tuple(pieces)


def is_whole(passage: Passage) -> bool:
    """Whether a passage is short enough to be one piece."""
    return passage.span.end - passage.span.start <= _LONGEST_WHOLE


def _stretches(text: str, whole: Span) -> Iterator[Span]:
    """Lines and sentences; longer ones cut at commas, else at blanks."""
    for span in _split(text, whole, _BREAK):
        if span.end - span.start <= LONGEST_PIECE:
            yield span
            continue
        for part in _joined(_split(text, span, _SOFT_BREAK)):
            while part.end - part.start > LONGEST_PIECE:
                blank = text.rfind(" ", part.start + 1, part.start + LONGEST_PIECE)
                end = blank if blank > 0 else part.start + LONGEST_PIECE
                yield Span(start=part.start, end=end)
                part = Span(start=end, end=part.end)
            yield part


def _split(text: str, whole: Span, cut: re.Pattern[str]) -> Iterator[Span]:
    position = whole.start
    for match in cut.finditer(text, whole.start, whole.end):
        if match.start() > position:
            yield Span(start=position, end=match.start())
        position = match.end()
    if position < whole.end:
        yield Span(start=position, end=whole.end)


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Neighbours together up to the length of a piece."""
    current: Span | None = None
    for span in spans:
        if current is not None and span.end - current.start <= LONGEST_PIECE:
            current = current.union(span)
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current
