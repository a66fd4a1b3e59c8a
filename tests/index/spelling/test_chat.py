"""Tests of short forms and courtesies."""

import pytest

from index.spelling.chat import plain, spell_out
from index.spelling.english import is_english


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("cho em hỏi ai ký KH 61 v ạ?", "ai ký KH 61?"),
        ("ĐUK gửi báo cáo cho ai v ạ", "ĐUK gửi báo cáo cho ai"),
        ("ad ơi, cho hỏi hạn gửi báo cáo vậy", "hạn gửi báo cáo"),
        ("Dạ, xin hỏi: nơi nhận gồm những ai nhé!", "nơi nhận gồm những ai"),
        ("ai ky z", "ai ky"),
        ("ban la ai vay?", "ban la ai?"),
        ("ai ký KH 61 nha", "ai ký KH 61"),
        ("please who leads task 3.2?", "who leads task 3.2?"),
        ("Ai ký (KH 61)?", "Ai ký (KH 61)?"),
    ],
)
def test_courtesies_at_the_ends_go(question, expected):
    """Greetings, requests and particles go, the question and its mark stay."""
    assert plain(question) == expected


@pytest.mark.parametrize(
    "question", ["mục a", "sua nha", "lãi vay", "xin chào", "em cảm ơn ạ", "", "?", "điểm v"]
)
def test_what_is_no_courtesy_stays(question):
    """Labels, words that only look like particles and pure courtesies come back whole."""
    assert plain(question) == question


@pytest.mark.parametrize(
    ("word", "before", "expected"),
    [
        ("ko", None, "không"),
        ("dc", "làm", "được"),
        ("j", "ngày", "gì"),
        ("bn", "là", "bao nhiêu"),
        ("k", "có", "không"),
        ("k", "điểm", None),
        ("K", "có", None),
        ("BN", "là", None),
        ("nv", None, None),
        ("ttđn", None, None),
    ],
)
def test_short_forms_are_spelled_out(word, before, expected):
    """Chat words have a long form; labels, capitals and office abbreviations have none."""
    assert spell_out(word, before) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who leads task in Lang Son plan", True),
        ("What is the reporting cadence in guidance", True),
        ("ngay may v a", False),
        ("hop truc tiep hay online v", False),
        ("kinh phis thuwcj hieenj keess hoachj", False),
        ("deadline của kế hoạch", False),
        ("budget plan deadline kh", True),
        ("", False),
    ],
)
def test_english_is_told_from_bad_typing(question, expected):
    """Function words or foreign letters make a question English; telex does not."""
    assert is_english(question.split()) is expected
