"""Document numbers and types."""

import pytest

from knowledge.numbers import (
    code_of_type,
    find_numbers,
    parse_number,
    short_numbers,
    type_name,
    type_of_code,
)


@pytest.mark.parametrize(
    ("text", "canonical", "digits", "year", "code"),
    [
        ("Số: 61/KH-UBND", "61/KH-UBND", "61", None, "KH"),
        ("Số 06 - HD/ĐUK", "06-HD/ĐUK", "6", None, "HD"),
        ("149- KH/TU", "149-KH/TU", "149", None, "KH"),
        ("149\u2011KH/TU", "149-KH/TU", "149", None, "KH"),
        ("10 -HD/BTGTU.", "10-HD/BTGTU", "10", None, "HD"),
        ("60/2017/QĐ-UBND", "60/2017/QĐ-UBND", "60", "2017", "QĐ"),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP", "30", "2020", "NĐ"),
        ("91/2025/QH15", "91/2025/QH15", "91", "2025", None),
        ("123/UBND-KGVX", "123/UBND-KGVX", "123", None, None),
        ("25-CTr/TU", "25-CTr/TU", "25", None, "CTR"),
        ("05-CTrHĐ/ĐU", "05-CTrHĐ/ĐU", "5", None, "CTRHĐ"),
    ],
)
def test_parse_number(text, canonical, digits, year, code):
    """Numbers are read with their stray blanks and type codes."""
    number = parse_number(text)

    assert number is not None
    assert (number.canonical, number.digits, number.year, number.code) == (
        canonical,
        digits,
        year,
        code,
    )


@pytest.mark.parametrize(
    "text", ["15/6/2023", "24/7", "2021 - 2030", "Số: /KH-UBND", "1/2 số hộ", "A4"]
)
def test_dates_and_fractions_are_no_numbers(text):
    """Dates, periods, fractions and blank number lines hold no document number."""
    assert parse_number(text) is None


def test_find_numbers_gives_places():
    """Each number is given with the characters that print it."""
    text = "Kế hoạch số 149- KH/TU, thực hiện Kết luận số 57-KL/TW."

    assert [text[n.start : n.end] for n in find_numbers(text)] == ["149- KH/TU", "57-KL/TW"]
    # A sign for which recognition took a digit: what is left of the number is another.
    assert not [*find_numbers("Công văn số §94/VP-KTTH"), *short_numbers("Số: §4/UBND")]


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kế hoạch", "KH"), ("KẾ HOẠCH", "KH"), ("Chương trình hành động", "CTRHĐ"),
     ("Kế hoạch phối hợp", "KH"), ("Bài báo", None)],
)  # fmt: skip
def test_code_of_type(name, code):
    """A longer type has the code of its first words."""
    assert code_of_type(name) == code


def test_type_names():
    """Type lines and codes name types; other words do not."""
    assert type_name("** KẾ HOẠCH **") == "Kế hoạch"
    assert type_name("KẾ HOẠCH NĂM") is None
    assert type_of_code("kh") == "Kế hoạch"
    assert type_of_code("XYZ") is None


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Số: 498 /UBND", ["498/UBND"]),
        ("Số: 64 /QD. SNV", []),
        ("Số: 64/QD-", []),
        ("Số: 64/QĐ XYZQ", []),
        ("Số: 86/QĐ UBND", ["86/QĐ-UBND"]),
        ("Số: 327/QĐUBND Gia Lai, ngày 05 tháng 02 năm 2026", ["327/QĐ-UBND"]),
        ("Số: 21/2026/NQHĐND", ["21/2026/NQ-HĐND"]),
        ("Số: 15/CTUBND", ["15/CTUBND"]),
        ("Số: 64/QD - SNV", []),
    ],
)
def test_a_torn_number_is_no_short_one(line, numbers):
    """The code that recognition tore off belongs to the number; half a number is wrong."""
    assert [number.canonical for number in short_numbers(line)] == numbers
