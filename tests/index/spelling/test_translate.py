"""Tests of English questions: told from Vietnamese ones, mended, put into the plans' words."""

import pytest

from index.spelling.english import is_english, mend_english
from index.spelling.translate import translate


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ministy", "ministry"),
        ("Whicch", "which"),
        ("deadilne", "deadline"),
        ("ministry", "ministry"),
        ("Thanh", "Thanh"),
        ("xyzzy", "xyzzy"),
        ("iz", "iz"),
    ],
)
def test_one_slip_in_an_english_word_is_mended(typed, meant):
    """A word one slip from a single known one is that word; names and short words stay."""
    assert mend_english(typed) == meant


def test_a_mistyped_english_question_is_still_english():
    """Slips in the words that tell English do not make a question Vietnamese."""
    assert is_english("Whicch ministry leads the wrok".split())
    assert not is_english("ai chu tri nhiem vu".split())


def test_a_mistyped_english_question_means_the_same():
    """A question with slips gets the same Vietnamese words as without them."""
    asked = "Which department leads task 3.2 in plan 61 of Lang Son?"

    assert translate("Whicch departmet leads tsak 3.2 in plan 61 of Lang Son?") == translate(asked)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Who signed Decision 1074/QĐ-BXD on fire safety?", "ai ký quyết định 1074/QĐ-BXD"),
        ("When did Thống Nhất 1 industrial cluster start?", "khi nào"),
        ("kh 61 của Sở Y tế có report không", "kh 61 của Sở Y tế có report không"),
        ("báo cáo gửi về email nào", "báo cáo gửi về email nào"),
    ],
)
def test_names_with_accents_leave_a_question_english(typed, meant):
    """A name or the letters of a number are Vietnamese in a question of either language."""
    assert translate(typed).startswith(meant)
