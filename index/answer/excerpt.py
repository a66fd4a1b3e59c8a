"""How much around a piece is cited: enough to be judged by itself, little enough to be read."""

from collections.abc import Sequence

from index.library.passage import Passage
from index.library.piece import Piece
from knowledge.outline.labels import parse_label
from knowledge.text import Span

# Characters of an excerpt: it grows by neighbouring passages up to the first, never over the
# second, unless its own passage is longer.
LEAST, LONGEST = 600, 1_100
# Characters of a quotation: a short piece, or one that opens a list, goes on behind itself.
_SHORTEST_QUOTE, _LONGEST_QUOTE = 200, 460
# What stands apart from the prose and is not joined to it.
_APART = ("nơi nhận", "chữ ký", "phần đầu", "Kính gửi", "tên gọi", "căn cứ")


def excerpt_around(piece: Piece, passages: Sequence[Passage]) -> Span:
    """The stretch that is cited for a piece.

    Args:
        piece: The piece.
        passages: All passages of its document, in reading order.
    """
    own = piece.passage.span
    span = own if own.end - own.start <= LONGEST else piece.span
    if span == piece.span != own or _is_apart(piece.passage):
        return span
    at = next((n for n, each in enumerate(passages) if each.id == piece.passage.id), None)
    if at is None:
        return span
    sides = [iter(passages[at + 1 :]), iter(passages[at - 1 :: -1] if at else ())]
    if _is_loose_row(piece.passage):
        sides.reverse()  # What its columns are stands above.
    for side in sides:
        for passage in side:
            if span.end - span.start >= LEAST or not _joins(span, passage):
                break
            span = span.union(passage.span)
    return span


def quote_around(piece: Piece, passages: Sequence[Passage]) -> Span:
    """The words that are quoted for a piece: itself, and of a short one or an opener what follows.

    Args:
        piece: The piece.
        passages: All passages of its document, in reading order.
    """
    quote = piece.span
    if quote.end < piece.passage.span.end or _is_apart(piece.passage):
        return quote
    at = next((n for n, each in enumerate(passages) if each.id == piece.passage.id), None)
    following = passages[at + 1 :] if at is not None else ()
    for passage in following:
        short = quote.end - quote.start < _SHORTEST_QUOTE
        opens = piece.text.endswith(":")
        grown = quote.union(passage.span)
        if not (short or opens) or _is_apart(passage) or grown.end - grown.start > _LONGEST_QUOTE:
            break
        elsewhere = passage.breadcrumb != piece.passage.breadcrumb
        if not opens and (elsewhere or parse_label(passage.text) is not None):
            break
        quote = grown
    return quote


def _is_loose_row(passage: Passage) -> bool:
    """Whether a passage is a row without a number of its own, of a table copied as lines."""
    return passage.path.rsplit("/", 1)[-1].startswith("dòng ")


def _joins(span: Span, other: Passage) -> bool:
    joined = span.union(other.span)
    return not _is_apart(other) and joined.end - joined.start <= LONGEST


def _is_apart(passage: Passage) -> bool:
    return passage.path.rsplit("/", 1)[-1] in _APART
