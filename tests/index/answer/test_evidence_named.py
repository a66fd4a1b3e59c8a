"""What a plan that is named must hold of a question to answer it."""

import pytest

from index.answer.answer import Status

PLAN = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA
Số: 88/KH-UBND
Sơn La, ngày 5 tháng 3 năm 2024
KẾ HOẠCH
Phát triển hợp tác xã năm 2024
I. MỤC TIÊU
1. Phát triển kinh tế tập thể, giảm chi phí trung gian cho bà con.
2. Tổng hợp nhu cầu vay vốn, kết nối với doanh nghiệp.
II. NHIỆM VỤ
1. Sở Nông nghiệp chủ trì mở các lớp quản trị hợp tác xã.
"""


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(
            "kinh phí KH 88 lấy từ đâu",
            marks=pytest.mark.xfail(reason="in a plan of two lines «chi phí» is taken for it"),
        ),
        pytest.param(
            "KH 88 tiền đâu mà làm",
            marks=pytest.mark.xfail(reason="in a plan of two lines «chi phí» is taken for it"),
        ),
        "KH 88 khi nào tổng kết",
    ],
)
def test_halves_of_a_word_are_no_answer(answerer_of, asked):
    """«kinh phí» is not in «kinh tế … chi phí», nor «tổng kết» in «tổng hợp … kết nối»."""
    assert answerer_of(PLAN).answer(asked).status not in (Status.FOUND, Status.CHOOSE)


def test_who_opens_a_course_is_found(answerer_of):
    """What the plan says in other words is found."""
    answerer = answerer_of(PLAN)

    assert answerer.answer("ai mở lớp quản trị hợp tác xã KH 88").status is Status.FOUND


def test_two_words_need_not_stand_together(answerer_of):
    """«nộp» is a word of its own, which the plan uses apart from the other."""
    plan = PLAN + "2. Mỗi xã lập 01 clip giới thiệu, nộp trước ngày 20/5/2024.\n"

    answer = answerer_of(plan).answer("KH 88 nộp clip trước ngày nào")

    assert answer.status is Status.FOUND
    assert "20/5/2024" in answer.statement
