"""What is left out of answering while many ask."""

from contextlib import ExitStack
from types import SimpleNamespace

import numpy as np
import pytest

from index.answer.rush import MOST_WAITING, Rush
from index.answer.scoring.scorer import Scorer, load_weights
from index.answer.turn import Talk
from index.answerer import Answerer

QUESTION = "Ai chủ trì bồi dưỡng giáo viên?"
PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
-------
Số: 36/KH-UBND
Lạng Sơn, ngày 5 tháng 2 năm 2026
KẾ HOẠCH
Bồi dưỡng giáo viên năm 2026
I. NHIỆM VỤ
1. Mở lớp bồi dưỡng giáo viên. Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Nội vụ.
2. Mua sắm thiết bị. Sở Tài chính chủ trì.
TM. ỦY BAN NHÂN DÂN
"""


class Reader:
    """Reads nothing, and notes how often it was asked."""

    asked = 0

    def read(self, question, pieces):
        """All answer equally well."""
        self.asked += 1
        return np.zeros(len(pieces), dtype=np.float32)


class Dense:
    """An index by meaning that knows nothing near, and notes how often it was asked."""

    asked = 0
    encoder = SimpleNamespace(is_shipped=True, weight=0.6, cosines=(0.45, 0.7))

    def within(self, view):
        """Of a part of the library it knows as much."""
        return self

    def search(self, text, **_):
        """Nothing is near."""
        self.asked += 1
        return []

    def cosines(self, text, passages):
        """Of nothing is known how near it is."""
        return {}


@pytest.fixture
def models():
    """The two of them."""
    return Reader(), Dense()


@pytest.fixture
def rush():
    """Nobody asks yet."""
    return Rush()


@pytest.fixture
def answerer(answerer_of, models, rush):
    """Answers with both, while nobody waits."""
    reader, dense = models
    library = answerer_of(PLAN).library
    return Answerer(library, dense, scorer=Scorer(load_weights(), reader), rush=rush)


def answered(answerer, rush, in_hand):
    """The answer while so many questions are in hand, its own among them."""
    with ExitStack() as stack:
        for n in range(in_hand):
            stack.enter_context(rush.asked(f"câu hỏi {n}"))
        question = answerer.understand(QUESTION)
        return answerer.hear(question, Talk(), may_hurry=True).answer


@pytest.mark.parametrize("in_hand", [0, 1, MOST_WAITING + 1])
def test_a_few_who_ask_at_once_are_read(answerer, models, rush, in_hand):
    """As long as few wait, every model has its say."""
    answer = answered(answerer, rush, in_hand)

    assert all(model.asked for model in models)
    assert not answer.is_partial
    assert rush.unread == 0


def test_while_more_wait_words_alone_answer(answerer, models, rush):
    """No model is asked, the answer is that of words alone and partial, and it is counted."""
    answer = answered(answerer, rush, MOST_WAITING + 2)

    assert not any(model.asked for model in models)
    assert answer.is_partial
    assert answer.statement == Answerer(answerer.library).answer(QUESTION).statement
    assert rush.unread == 1


def test_who_asks_behind_the_rush_is_read(answerer, models, rush):
    """What was in hand is gone once it is answered, also where answering failed."""
    with pytest.raises(RuntimeError), rush.asked("câu hỏi"):
        raise RuntimeError
    answered(answerer, rush, MOST_WAITING + 2)

    assert not answerer.answer(QUESTION).is_partial
    assert all(model.asked for model in models)
    assert rush.unread == 1


def test_a_view_hurries_with_the_whole(answerer, models, rush):
    """What answers over a part of the library heeds the same questions in hand."""
    view = answerer.without([])

    assert answered(view, rush, MOST_WAITING + 2).is_partial
    assert not any(model.asked for model in models)


def test_what_many_ask_in_the_same_words_is_read(answerer, models, rush):
    """They wait for one answer."""
    with ExitStack() as stack:
        for _ in range(MOST_WAITING + 9):
            stack.enter_context(rush.asked(QUESTION))
        question = answerer.understand(QUESTION)

        assert not answerer.hear(question, Talk(), may_hurry=True).answer.is_partial


def test_what_nobody_waits_for_is_read(answerer, models, rush):
    """A question that is asked again behind takes its time."""
    with ExitStack() as stack:
        for n in range(MOST_WAITING + 9):
            stack.enter_context(rush.asked(f"câu hỏi {n}"))

        assert not answerer.answer(QUESTION).is_partial
    assert rush.unread == 0
