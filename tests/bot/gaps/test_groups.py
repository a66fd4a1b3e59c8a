"""Questions that ask the same, put together."""

import pytest

from bot.gaps.groups import grouped
from bot.state.gaps import Gap


def gaps(*texts):
    """The questions, the first the latest."""
    return [
        Gap(id=len(texts) - number, text=text, why="not_found", at=0.0)
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kinh phí KH 99 bao nhiêu?", "kinh phi kh 99 bao nhieu"),
        ("kinh phí KH 99 là bao nhiêu", "kinh phí của KH 99 bao nhiêu"),
        ("ai chủ trì chuyển đổi số", "chuyển đổi số ai chủ trì"),
    ],
)
def test_spellings_of_one_question_are_one(left, right):
    """Accents, marks, small words and order aside."""
    (group,) = grouped(gaps(left, right))

    assert group.text == left and len(group.gaps) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ai chủ trì mục 3.2 KH 61", "ai chủ trì mục 3.3 KH 61"),
        ("kinh phí KH 61", "kinh phí KH 16"),
        ("giá vàng hôm nay", "ai ký kế hoạch du lịch"),
    ],
)
def test_other_numbers_are_other_questions(left, right):
    """However alike the words are."""
    assert len(grouped(gaps(left, right))) == 2


def test_the_most_asked_come_first():
    """Then the latest."""
    told = [group.text for group in grouped(gaps("a b c", "x y z", "p q r", "p q r"))]

    assert told == ["p q r", "a b c", "x y z"]
