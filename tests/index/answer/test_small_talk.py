"""Courtesies are no questions, and questions that begin with one are."""

import pytest

from index.answer.answer import Status


@pytest.mark.parametrize(
    "typed",
    [
        "cam on",
        "Dạ em cảm ơn chị ạ",
        "ok tks em",
        "rõ rồi, cám ơn bạn nhé",
        "thanks bro",
        "hay quá",
    ],
)
def test_thanks_are_thanked(shipped_answerer, typed):
    """Thanks in any company of courtesies ask nothing."""
    assert shipped_answerer.answer(typed).status is Status.SMALL_TALK


@pytest.mark.parametrize("typed", ["chào bạn", "xin chào ad", "hello em", "tạm biệt nhé"])
def test_greetings_are_returned(shipped_answerer, typed):
    """Greetings and goodbyes ask nothing."""
    assert shipped_answerer.answer(typed).status is Status.SMALL_TALK


@pytest.mark.parametrize("typed", ["ok vậy ai chủ trì KH 61", "chào bạn, kinh phí KH 61 ở đâu"])
def test_a_question_behind_a_courtesy_is_answered(shipped_answerer, typed):
    """What follows a courtesy counts."""
    assert shipped_answerer.answer(typed).status is not Status.SMALL_TALK
