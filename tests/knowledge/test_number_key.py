"""The normal form of document numbers."""

import pytest

from knowledge.number_key import number_key

SPELLINGS = (
    "61/KH-UBND", "061/KH-UBND", "61/KH–UBND", "61—KH/UBND", "61-KH/UBND", "61/KH.UBND",
    "61 / KH - UBND", "61/KHUBND", "61/kh-ubnd", "61/UBND-KH", "61/KH-UB", "số 61/KH_UBND",
    "６１/KH-UBND", "61\\KH/UBND", "KH-61/UBND",
)  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_number_has_one_form_in_every_spelling(spelling):
    """Signs, blanks, zeros, case, order and a short issuer make no difference."""
    assert number_key(spelling) == number_key("61/KH-UBND")


@pytest.mark.parametrize(
    ("left", "right", "other"),
    [
        ("61/KH-UBND", "61/2018/NĐ-CP", True),
        ("61/KH-UBND", "61-KH/TU", True),
        ("61/KH-UBND", "62/KH-UBND", True),
        ("61/2018/NĐ-CP", "61/2019/NĐ-CP", True),
        ("05-CT/TW", "05-TC/TW", True),
        ("61/KH", "61/KH-UBND", False),
        ("61/QĐ-UBND", "61/2018/QĐ-UBND", False),
        ("91/2025/QH15", "91/2025/QH15", False),
    ],
)
def test_type_year_and_code_tell_numbers_apart(left, right, other):
    """What one of them does not print tells nothing."""
    assert number_key(left).is_other(number_key(right)) is other


def test_a_text_without_a_number_has_no_form():
    """Letters alone are none."""
    assert number_key("KH-UBND") is None
