"""Pieces of passages."""

import random
import re

import pytest

from index.library.passage import Passage
from index.library.piece import LONGEST_PIECE, Piece, cut_pieces
from knowledge.text import Span, clean

# Passages up to this many characters stay whole.
LONGEST_WHOLE = 480
SYLLABLES = (
    "kế hoạch đào tạo cán bộ văn hóa cơ sở báo cáo quý IV năm 2026 61/KH-UBND 30% 1.500".split()
)


def passage_of(text, start=0, end=None, breadcrumb="Kế hoạch 61/KH-UBND"):
    """A passage that covers a stretch of a text."""
    span = Span(start=start, end=len(text) if end is None else end)
    return Passage(
        id="kh-61#II.1",
        document_id="kh-61",
        path="II.1",
        span=span,
        breadcrumb=breadcrumb,
        text=clean(span.of(text)),
    )


def random_text(seed, marks=(" ",)):
    """Words with all sorts of marks and blanks between them."""
    chance = random.Random(seed)
    between = (
        *marks,
        " ",
        " ",
        " ",
        " ",
        ", ",
        "; ",
        ". ",
        ": ",
        "\n",
        "\n\n \n",
        " - ",
        "\t",
        "… ",
    )
    return "".join(
        chance.choice(SYLLABLES) + chance.choice(between) for _ in range(chance.randint(1, 700))
    )


def check_pieces(text, passage):
    """The pieces of a passage, which must be in order, verbatim, short, and all of it."""
    pieces = cut_pieces(text, passage)
    whole = passage.span
    if whole.end - whole.start <= LONGEST_WHOLE:
        assert [p.span for p in pieces] == [whole]
    else:
        assert all(p.text for p in pieces)
        assert all(0 < p.span.end - p.span.start <= LONGEST_PIECE for p in pieces)
    position = whole.start
    for piece in pieces:
        assert piece.passage == passage
        assert piece.span.start >= position
        assert clean(text[position : piece.span.start]) == ""
        assert piece.text == clean(piece.span.of(text))
        position = piece.span.end
    assert position <= whole.end
    assert clean(text[position : whole.end]) == ""
    return pieces


@pytest.mark.parametrize("seed", range(60))
def test_pieces_cover_a_passage_in_order(seed):
    """Whatever a passage holds, its pieces are short verbatim stretches that leave nothing out."""
    text = random_text(seed, marks=(" | ", "**", "<br>", " __", "\n# "))
    chance = random.Random(seed)
    start, end = sorted(chance.choices(range(len(text) + 1), k=2))

    check_pieces(text, passage_of(text))
    check_pieces(text, passage_of(text, start, end))


@pytest.mark.parametrize("seed", range(30))
def test_pieces_say_what_the_passage_says(seed):
    """The cleaned pieces together are the cleaned passage, but for blanks."""
    text = random_text(seed)
    passage = passage_of(text)

    joined = "".join(piece.text for piece in cut_pieces(text, passage))

    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", passage.text)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5_000,
        "đ" * LONGEST_PIECE + "\n" + "ê" * 5_000 + "\nngắn",
        "dài\xa0" * 1_250,
        "a, " * 1_700,
        "\n" * 5_000,
        " \n\t\n" * 1_000 + "một câu." + "\n \n" * 1_000,
        "*" * 5_000,
        "." * 5_000,
        "- " * 2_500,
        ("x" * 600 + " ") * 8,
        "",
        " ",
    ],
    ids=[
        "no blank", "long line among short ones", "no-break blanks", "commas", "empty lines",
        "empty lines around", "markup", "dots", "dashes", "long words", "nothing", "a blank",
    ],
)  # fmt: skip
def test_odd_passages_are_cut(text):
    """Lines without blanks, empty lines and bare marks are cut like any other text."""
    check_pieces(text, passage_of(text))


def test_a_line_of_five_thousand_characters_gives_a_dozen_pieces():
    """A line without blanks is cut at the length of a piece."""
    pieces = check_pieces("x" * 5_000, passage_of("x" * 5_000))

    assert len(pieces) == -(-5_000 // LONGEST_PIECE)


@pytest.mark.parametrize(("length", "count"), [(1, 1), (480, 1), (481, 2)])
def test_short_passages_stay_whole(length, count):
    """A passage of little more than a piece is one piece."""
    text = ("tám chữ " * 100)[: length - 1] + "."

    assert len(check_pieces(text, passage_of(text))) == count


def test_sentences_are_not_cut_where_they_fit():
    """Pieces end where sentences end."""
    sentences = [f"Đơn vị {n} báo cáo {'kết quả ' * 20}đúng hạn." for n in range(9)]
    text = " ".join(sentences)

    pieces = check_pieces(text, passage_of(text))

    assert all(piece.text.startswith("Đơn vị") and piece.text.endswith(".") for piece in pieces)
    assert len(pieces) > 1


def test_further_pieces_tell_how_their_passage_begins():
    """The first piece stands under the headings; the others also under its first words."""
    text = "\n".join(f"{n}) Sở Y tế {'làm việc ' * 20}" for n in range(9))
    passage = passage_of(text, breadcrumb="Kế hoạch 61 › NHIỆM VỤ › Y tế")

    first, *others = cut_pieces(text, passage)

    assert first.document_name == "Kế hoạch 61"
    assert first.context == "NHIỆM VỤ › Y tế"
    assert others
    for piece in others:
        above, _, opening = piece.context.rpartition(" › ")
        assert above == first.context
        assert opening and passage.text.startswith(opening)


def test_context_holds_the_ends_of_the_innermost_headings():
    """Of many and long headings the three innermost and their ends are kept."""
    headings = ["Một", "Hai", "Ba", "x" * 500 + "cuối", "Năm"]
    piece = cut_pieces(
        "Nội dung.", passage_of("Nội dung.", breadcrumb=" › ".join(["KH", *headings]))
    )

    assert isinstance(piece[0], Piece)
    third, fourth, fifth = piece[0].context.split(" › ")
    assert (third, fifth) == ("Ba", "Năm")
    assert fourth.endswith("cuối") and len(fourth) == 150
