"""How much around a piece is cited."""

import random
from dataclasses import replace

import pytest

from index.answer.excerpt import LEAST, LONGEST, excerpt_around, quote_around
from index.library.passage import Passage
from index.library.passages import cut_passages
from index.library.piece import LONGEST_PIECE, Piece, cut_pieces
from knowledge.reader import parse_document
from knowledge.text import Span, clean

APART = ("nơi nhận", "chữ ký", "phần đầu", "Kính gửi", "tên gọi", "căn cứ")


def document_of(*parts):
    """A text of (path, words) and the passages that they are, one below the other."""
    text, passages = "", []
    for path, words in parts:
        span = Span(start=len(text), end=len(text) + len(words))
        text += words + "\n"
        passages.append(
            Passage(
                id=f"kh#{path}",
                document_id="kh",
                path=path,
                span=span,
                breadcrumb="KH",
                text=clean(words),
            )
        )
    return text, passages


def line(length):
    """A line of that many characters."""
    return ("câu chữ " * (length // 8 + 1))[: length - 1] + "."


def piece_of(text, passage, n=0):
    """A piece of a passage."""
    return cut_pieces(text, passage)[n]


def is_apart(passage):
    """Whether a passage is no prose."""
    return passage.path.rsplit("/", 1)[-1] in APART


def check_excerpts(text, passages):
    """What holds for every excerpt of a document."""
    for passage in passages:
        own = passage.span
        for piece in cut_pieces(text, passage):
            found = excerpt_around(piece, passages)
            length = found.end - found.start
            assert found.contains(piece.span)
            assert 0 <= found.start < found.end <= len(text)
            if own.end - own.start > LONGEST:
                assert found == piece.span and length <= LONGEST_PIECE
                continue
            assert found.contains(own)
            assert length <= LONGEST
            if is_apart(passage):
                assert found == own
            # A title may stand in the letterhead; but none is reached over from elsewhere.
            outside = [p for p in passages if is_apart(p) and p.span.start >= own.end]
            assert not any(found.contains(p.span) for p in outside if not is_apart(passage))


@pytest.mark.parametrize("seed", range(40))
def test_excerpts_hold_their_piece_and_stay_short(seed):
    """Whatever passages a document has, an excerpt holds its piece and keeps within the limits."""
    chance = random.Random(seed)
    lengths = (20, 80, 200, 400, 479, 481, LEAST - 1, LEAST, LONGEST, LONGEST + 1, 3_000)
    parts = []
    for n in range(chance.randint(1, 25)):
        path = chance.choice(APART) if chance.random() < 0.2 else "II"
        parts.append((f"{n}/{path}", line(chance.choice(lengths))))

    check_excerpts(*document_of(*parts))


def test_excerpts_of_shipped_plans(shipped_entries):
    """In real plans as well."""
    for document, _ in shipped_entries:
        read = parse_document(document.text.encode(), document.source_file)

        check_excerpts(read.text, cut_passages(read))


@pytest.mark.parametrize("n", [0, 7, 19])
def test_a_short_passage_is_cited_with_its_neighbours(n):
    """A line is cited with as many lines around it as make it worth reading, at either end too."""
    text, passages = document_of(*((str(k), line(60)) for k in range(20)))

    found = excerpt_around(piece_of(text, passages[n]), passages)

    assert LEAST <= found.end - found.start <= LEAST + 61


def test_what_follows_is_cited_before_what_precedes():
    """An excerpt grows forwards as long as something follows."""
    text, passages = document_of(*((str(k), line(100)) for k in range(9)))

    found = excerpt_around(piece_of(text, passages[2]), passages)

    assert found.start == passages[2].span.start


def test_neighbours_that_are_too_long_are_left_out():
    """An excerpt is rather short than too long."""
    text, passages = document_of(
        ("1", line(LONGEST - 20)), ("2", line(40)), ("3", line(LONGEST - 20))
    )

    assert excerpt_around(piece_of(text, passages[1]), passages) == passages[1].span


@pytest.mark.parametrize("path", APART)
def test_prose_and_what_stands_apart_are_not_joined(path):
    """Recipients, signatures and heads are cited by themselves, and prose without them."""
    text, passages = document_of(("I", line(60)), (f"PL1/{path}", line(60)), ("II", line(60)))

    for passage in passages:
        assert excerpt_around(piece_of(text, passage), passages) == passage.span


def test_a_passage_of_several_pieces_is_cited_whole_where_it_fits():
    """A piece of a passage of middle length is cited with all of it, of a long one by itself."""
    text, passages = document_of(("1", line(LONGEST)), ("2", line(LONGEST + 1)))

    assert excerpt_around(piece_of(text, passages[0], 1), passages) == passages[0].span
    last = piece_of(text, passages[1], 1)
    assert excerpt_around(last, passages) == last.span


def test_a_passage_unknown_to_its_document_is_cited_by_itself():
    """A passage that is not in the list has no neighbours."""
    text, passages = document_of(("1", line(60)), ("2", line(60)))
    piece = Piece(passage=passages[0], span=passages[0].span, text=passages[0].text, context="")

    assert excerpt_around(piece, passages[1:]) == passages[0].span
    assert excerpt_around(piece, ()) == passages[0].span


def quoted(text, passages, n, k=0):
    """The words that are quoted for a piece of passage `n`."""
    piece = piece_of(text, passages[n], k)
    span = quote_around(piece, passages)
    assert span.start == piece.span.start and span.end >= piece.span.end
    assert span.end - span.start <= max(LONGEST_PIECE + 60, 480)
    return span


@pytest.mark.parametrize("seed", range(20))
def test_quotations_begin_with_their_piece_and_stay_short(seed):
    """Whatever follows a piece, it is quoted from its first character and not for long."""
    chance = random.Random(seed)
    parts = []
    for n in range(20):
        words = line(chance.choice((8, 30, 60, 150, 300, 479, 2_000)))
        words = words[:-1] + ":" if chance.random() < 0.3 else words
        path = chance.choice(APART) if chance.random() < 0.2 else "II"
        parts.append((f"{n}/{path}", words))
    text, passages = document_of(*parts)

    for n, passage in enumerate(passages):
        for k in range(len(cut_pieces(text, passage))):
            quoted(text, passages, n, k)


def test_words_that_open_a_list_are_quoted_with_it():
    """An opener is quoted with the items behind it, under other headings too."""
    text, passages = document_of(("1", "Sở Y tế:"), ("2", line(60)), ("3", line(60)))
    passages[1:] = [replace(p, breadcrumb="KH › Sở Y tế:") for p in passages[1:]]

    assert quoted(text, passages, 0).end == passages[2].span.end


def test_a_short_piece_is_not_quoted_with_what_stands_under_another_heading():
    """A short line goes on within its own part only."""
    text, passages = document_of(("1", line(60)), ("2", line(60)), ("3", line(60)))
    passages[2] = replace(passages[2], breadcrumb="KH › PHẦN HAI")

    assert quoted(text, passages, 0).end == passages[1].span.end


@pytest.mark.parametrize("path", APART)
def test_a_quotation_ends_before_what_stands_apart(path):
    """Prose is not quoted with a signature, nor a signature with prose."""
    text, passages = document_of(("I", "Mở đầu:"), (path, line(60)), ("II", line(60)))

    assert quoted(text, passages, 0) == passages[0].span
    assert quoted(text, passages, 1) == passages[1].span


def test_a_piece_within_its_passage_is_quoted_alone():
    """What follows a piece in its own passage is no part of the quotation."""
    text, passages = document_of(("1", line(900)), ("2", line(60)))

    assert quoted(text, passages, 0, 0) == piece_of(text, passages[0]).span
