"""Tests of cutting long texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import Block, Tone
from bot.talk.cut import cut, pack, units

LETTERS = st.text(
    alphabet=st.sampled_from("aăâđêôơưáềộ .;\n,A1\u0301🙂𝕏e\u0323\u200d👩‍🚀«»"), max_size=400
)


def squeezed(text):
    """The text without white space."""
    return "".join(text.split())


@given(LETTERS, st.integers(8, 90))
def test_pieces_fit_and_nothing_is_lost(text, limit):
    """Every piece fits, none is empty, and together they say what the text says."""
    pieces = cut(text, limit)

    assert all(0 < units(piece) <= limit for piece in pieces)
    assert squeezed("".join(pieces)) == squeezed(text)


@given(st.lists(LETTERS, max_size=6), st.integers(20, 120))
def test_messages_fit_and_keep_the_order(texts, limit):
    """Every message fits with the line breaks between its blocks, and the order stays."""
    blocks = [Block(text=text, tone=Tone.QUOTE) for text in texts]
    messages = pack(blocks, limit)

    assert all(units("\n".join(b.text for b in m)) <= limit for m in messages)
    joined = "".join(b.text for m in messages for b in m)
    assert squeezed(joined) == squeezed("".join(texts))


@given(st.text(alphabet="ab", min_size=1, max_size=30), st.integers(8, 20))
def test_a_cut_never_parts_a_pair(text, limit):
    """Characters of two units stay whole."""
    whole = "🙂".join(text)
    pieces = [piece.encode("utf-8").decode("utf-8") for piece in cut(whole, limit)]
    assert sum(piece.count("🙂") for piece in pieces) == whole.count("🙂")


def test_units_count_as_platforms_do():
    """An emoji counts twice, a Vietnamese letter once."""
    assert units("ề🙂") == 3


def test_cuts_are_between_sentences():
    """A sentence is kept whole where it fits."""
    text = "Sở Nội vụ chủ trì. Sở Tài chính phối hợp thực hiện. Hết năm 2024."
    assert cut(text, 40) == (
        "Sở Nội vụ chủ trì.",
        "Sở Tài chính phối hợp thực hiện.",
        "Hết năm 2024.",
    )


def test_a_limit_below_a_letter_is_refused():
    """No text can be cut into nothing."""
    with pytest.raises(ValueError, match="7"):
        cut("abc", 7)
