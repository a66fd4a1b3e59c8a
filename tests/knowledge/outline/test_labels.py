"""Printed labels."""

import pytest

from knowledge.outline.labels import Style, follows, parse_label, point_value, roman, roman_value


@pytest.mark.parametrize(
    ("line", "style", "value", "printed"),
    [
        ("Phần thứ nhất", Style.PHAN, 1, "Phần thứ nhất"),
        ("PHẦN II. NHIỆM VỤ", Style.PHAN, 2, "PHẦN II."),
        ("Chương IV", Style.CHUONG, 4, "Chương IV"),
        ("Mục 2. TỔ CHỨC", Style.MUC, 2, "Mục 2."),
        ("Điều 13. Hiệu lực", Style.DIEU, 13, "Điều 13."),
        ("I. MỤC ĐÍCH", Style.ROMAN, 1, "I."),
        ("II- YÊU CẦU", Style.ROMAN, 2, "II-"),
        ("IV/ KINH PHÍ", Style.ROMAN, 4, "IV/"),
        ("B. Nhiệm vụ", Style.CAPITAL, 2, "B."),
        ("1. Rà soát", Style.ARABIC, 1, "1."),
        ("1- Rà soát", Style.ARABIC, 1, "1-"),
        ("2/ Rà soát", Style.ARABIC, 2, "2/"),
        ("3) Rà soát", Style.ARABIC, 3, "3)"),
        ("3.2. Đẩy mạnh", Style.DECIMAL, 2, "3.2."),
        ("3.2.Đẩy mạnh", Style.DECIMAL, 2, "3.2."),
        ("1.3 Đẩy mạnh", Style.DECIMAL, 3, "1.3"),
        ("(4) Rà soát", Style.PAREN, 4, "(4)"),
        ("đ) Rà soát", Style.POINT, 5, "đ)"),
        ("- Rà soát", Style.BULLET, 0, "-"),
        ("+ Rà soát", Style.PLUS, 0, "+"),
    ],
)
def test_parse_label(line, style, value, printed):
    """Each style of label is told by its signs."""
    label = parse_label(line)

    assert label is not None
    assert (label.style, label.value, label.printed) == (style, value, printed)


@pytest.mark.parametrize(
    "line",
    ["V/v tăng cường", "15/6/2023", "57-KL/TW", "06 - HD/ĐUK", "2.000229", "10% số hộ",
     "Điều này", "1", "Mục đích", "VI PHẠM", "năm 2024", "24/7", "0. Không"],
)  # fmt: skip
def test_no_label(line):
    """Dates, numbers of documents and words are no labels."""
    assert parse_label(line) is None


def test_recognised_text_may_misprint_a_label():
    """A comma for the stop and a chapter without its numeral count only in recognised text."""
    assert parse_label("2, Đối với") is None
    assert parse_label("Chương - QUY ĐỊNH") is None
    comma = parse_label("2, Đối với", recognised=True)
    chapter = parse_label("Chương - QUY ĐỊNH", recognised=True)
    assert comma is not None and comma.value == 2
    assert chapter is not None and (chapter.style, chapter.value) == (Style.CHUONG, 0)


@pytest.mark.parametrize(
    ("letter", "before", "value"),
    [("b", 1, 2), ("đ", 4, 5), ("e", 5, 6), ("e", 4, 5), ("f", 5, 6), ("g", 6, 7), ("i", 8, 9)],
)
def test_point_value_knows_both_alphabets(letter, before, value):
    """Hand-typed points have đ and no f; those of word processors the reverse."""
    assert point_value(letter, before) == value


@pytest.mark.parametrize("value", range(1, 90))
def test_roman_numerals_read_back(value):
    """Writing and reading a numeral agree."""
    assert roman_value(roman(value)) == roman_value(roman(value).lower()) == value


@pytest.mark.parametrize(
    ("before", "after", "ok"),
    [(1, 2, True), (2, 2, True), (3, 7, True), (3, 8, False), (3, 2, False)],
)
def test_follows(before, after, ok):
    """A label may repeat or leave up to three out, not more, and never goes back."""
    assert follows(before, after) is ok
