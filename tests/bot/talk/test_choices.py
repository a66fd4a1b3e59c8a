"""Tests of messages that pick one of the choices shown."""

import pytest

from bot.message import Action, Verb
from bot.talk.chat import ChatState
from bot.talk.choices import picked, picks

CHOICES = tuple(Action(verb=Verb.ASK, text=str(number)) for number in range(1, 5))
CHAT = ChatState(choices=CHOICES, choices_until=100.0)


@pytest.mark.parametrize(
    "text",
    [
        "3", "3.", "(3)", "3)", "#3", "03", "３", "③", "3️⃣", "số 3", "so 3", "chọn 3", "3 nhé",
        "3 ạ", "cho em xem cái thứ 3 với ạ", "cái thứ ba", "ba", "thứ ba", "Số ba nhé", "dòng 3",
        "văn bản thứ 3", "lấy số 3 đi", "3 nha bạn", "em chọn số 3 ạ", " 3 ", "3!", "option 3",
        "3, cảm ơn", "3 bạn ơi", "3 cám ơn nhiều ạ", "chọn kế hoạch 3", "kế hoạch thứ 3",
        "kết quả 3", "lấy văn bản số 3 hộ em", "vâng, số ba ạ",
    ],
)  # fmt: skip
def test_the_third_choice_is_picked_however_it_is_said(text):
    """A number with the words and marks that people put around it picks that choice."""
    assert picked(text, CHAT, 50.0) == CHOICES[2]


@pytest.mark.parametrize("text", ["cuối cùng", "cái cuối", "4", "thứ tư", "bốn"])
def test_the_last_choice_is_picked(text):
    """The last one is picked by its number or as the last."""
    assert picked(text, CHAT, 50.0) == CHOICES[3]


def test_the_last_of_the_list_is_picked_not_what_leads_elsewhere():
    """Behind the plans may stand choices of another kind."""
    others = Action(verb=Verb.OTHERS, text="ai ký")
    chat = ChatState(choices=(*CHOICES, others), choices_until=100.0)
    assert picked("cái cuối", chat, 50.0) == CHOICES[3]


@pytest.mark.parametrize(
    "text",
    [
        "mục 3", "nhiệm vụ 3", "KH 3", "3.2", "3,2", "3 kh 61", "ai chủ trì", "61/KH-UBND", "bà",
        "2023", "ngày 3", "quý 3", "3 nhiệm vụ", "so sánh 2 và 3", "", "?",
        "kế hoạch 3", "kế hoạch số 3", "năm nay", "nam nay", "nhiệm vụ thứ 3", "lấy mục 3",
        "cảm ơn bác Tư", "cảm ơn anh Năm", "nhiều nhất", "a " * 5000 + "x",
    ],
)  # fmt: skip
def test_questions_pick_nothing(text):
    """What asks for a part, a plan or a time is a question."""
    assert picks(text, CHAT, 50.0) is None


def test_old_choices_are_not_picked():
    """After their time a number is a question again."""
    assert picks("3", CHAT, 100.0) is None
    assert picked("9", CHAT, 50.0) is None
