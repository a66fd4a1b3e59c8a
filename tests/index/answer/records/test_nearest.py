"""Which parts come nearest to a number that a document lacks."""

import pytest

from index.answer.answer import Status

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 34/KH-UBND
Hà Nam, ngày 15 tháng 3 năm 2026

KẾ HOẠCH
Phát triển thư viện cơ sở năm 2026

I. MỤC ĐÍCH
Nâng cao văn hóa đọc trong nhân dân trên địa bàn tỉnh.

II. NHIỆM VỤ
1. Mở tủ sách
1.1. Mỗi xã lập một tủ sách cho thiếu nhi.
1.2. Mỗi trường lập một góc đọc sách.
2. Tổ chức cuộc thi đọc sách
Thi trong quý II.
4. Tập huấn thủ thư
Mỗi năm tập huấn một lần.

III. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ theo dõi việc thực hiện Kế hoạch này.
2. Các xã bố trí người phụ trách tủ sách.
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from one plan."""
    return answerer_of(PLAN)


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("mục II.3 KH 34", "mục II.2, mục II.4"),
        ("mục II.9 KH 34", "mục II.4"),
        ("mục 1.7 KH 34", "mục II.1.2"),
        ("mục 2.1 KH 34", "mục II.2, mục III.2"),
        ("phần VI KH 34", "phần III"),
        ("mục 9 KH 34", "mục II.4, mục III.2"),
    ],
)
def test_what_stands_beside_or_above_is_near(asked, near, answerer):
    """The last before it and the first behind it under one heading, else what has its number."""
    answer = answerer.answer(asked)

    assert answer.status is Status.NOT_STATED
    assert answer.statement.endswith(f" Gần số đó có: {near}.")


def test_a_denial_shows_no_words_of_another_part(answerer):
    """They would be read as the answer; each near part is a choice instead."""
    answer = answerer.answer("ai chủ trì nhiệm vụ II.3 KH 34")

    assert answer.shown == 0
    assert [choice.question for choice in answer.choices] == ["II.2", "II.4"]
    assert answer.choices[0].label == "Mục II.2: Tổ chức cuộc thi đọc sách"


def test_an_article_of_a_plan_without_articles_has_none_near(answerer):
    """A number of another sort is no neighbour."""
    assert answerer.answer("điều 5 KH 34").statement == "KH 34 không có Điều 5."


def test_a_part_that_no_document_has_is_said_so(answerer):
    """Nothing is shown that has nothing to do with it."""
    answer = answerer.answer("mục 7.9")

    assert answer.status is Status.NOT_FOUND
    assert answer.statement.startswith("Trong kho (1 văn bản) không có mục 7.9.")
