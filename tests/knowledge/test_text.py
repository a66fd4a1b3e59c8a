"""Folding and cleaned views."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import Span, clean, fold, nfc, squash, view, within_one_edit

MARKED = st.text(alphabet="aáÁ đĐỷ.,;|*_#\n\t&<br>-\u2011\u0301nsp", max_size=200)


@given(st.text())
def test_fold_keeps_the_length_of_nfc_text(text):
    """Offsets into a folded text are offsets into the text."""
    assert len(fold(nfc(text))) == len(nfc(text))


@given(st.text())
def test_fold_is_the_same_for_either_letter_form(text):
    """Composed and decomposed letters fold alike, and folding twice changes nothing."""
    folded = fold(unicodedata.normalize("NFC", text))

    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng ủy Khối", "dang uy khoi"),
        ("SỞ NGOẠI VỤ", "so ngoai vu"),
        ("149\u2011KH/TU", "149-kh/tu"),
        ("hoà, hòa", "hoa, hoa"),
    ],
)
def test_fold_drops_accents_and_case(text, folded):
    """Accents, case and the no-break hyphen make no difference."""
    assert fold(text) == folded


@given(MARKED.map(nfc))
def test_view_slices_back_to_what_it_shows(text):
    """Every stretch of a view has a source span that reads the same."""
    looked = view(text, [Span(start=0, end=len(text))])

    assert looked.text == looked.text.strip()
    assert "  " not in looked.text
    assert len(looked.offsets) == len(looked.text)
    assert list(looked.offsets) == sorted(set(looked.offsets))
    for n, character in enumerate(looked.text):
        if character != " ":
            assert text[looked.offsets[n]] == character
    if looked.text:
        assert clean(looked.span(0, len(looked.text)).of(text)) == looked.text


@given(MARKED.map(nfc))
def test_clean_text_is_the_text_of_its_view(text):
    """What is cleaned at a stroke reads as the view that knows each offset."""
    assert clean(text) == view(text, [Span(start=0, end=len(text))]).text


def test_view_joins_stretches_and_drops_marks():
    """Bold marks, heading marks, cell bars and line breaks are not shown."""
    text = "## **I. Mục đích**\nbỏ\n| yêu<br>cầu |&nbsp;chung"
    spans = [Span(start=0, end=18), Span(start=22, end=len(text))]

    assert view(text, spans).text == "I. Mục đích yêu cầu chung"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_span_must_have_a_start_before_its_end(start, end):
    """Backward and negative spans are refused."""
    with pytest.raises(ValueError):
        Span(start=start, end=end)


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [("so", "so", True), ("so", "sao", True), ("so", "do", True), ("so", "s", True),
     ("so", "os", False), ("so", "saoo", False), ("", "a", True)],
)  # fmt: skip
def test_within_one_edit(left, right, near):
    """One inserted, dropped or replaced character at most."""
    assert within_one_edit(left, right) is near
    assert within_one_edit(right, left) is near


def test_squash_makes_white_space_single():
    """Line ends and tabs count as white space."""
    assert squash(" a \n\t b ") == "a b"


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u2063", "\ufe0f", "\u034f"]
)
def test_nfc_drops_what_nobody_sees(unseen):
    """Characters without width part neither words nor numbers, nor letters and their marks."""
    assert nfc(f"Kế ho{unseen}ạch 3{unseen}.2") == "Kế hoạch 3.2"
    assert nfc(f"a{unseen}\u0301") == "á"


def test_nfc_keeps_the_soft_hyphen():
    """In fonts of TCVN3 it is the letter ư; whoever knows the font drops it."""
    assert nfc("ng\u00adêi") == "ng\u00adêi"
