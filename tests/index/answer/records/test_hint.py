"""Where to look in a plan that does not say what is asked for."""

import pytest

from index.answer.answer import Status
from index.answer.records.hint import denied

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 36/KH-UBND
Hà Nam, ngày 15 tháng 3 năm 2026

KẾ HOẠCH
Chăm sóc cây xanh năm 2026

I. NHIỆM VỤ
1. Trồng cây bóng mát trên các tuyến đường chính của thành phố.
2. Cắt tỉa cây trước mùa mưa bão.

II. KINH PHÍ
Từ ngân sách tỉnh và nguồn xã hội hóa.

III. TỔ CHỨC THỰC HIỆN
1. Sở Xây dựng chủ trì trồng cây.
2. Các xã chăm sóc cây trên địa bàn.
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from a plan, and one without parts."""
    return answerer_of(PLAN, PLAN.replace("36/", "37/").replace("II. KINH PHÍ\n", ""))


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("số điện thoại của Sở Xây dựng KH 36", "phần III (Tổ chức thực hiện)"),
        ("KH 36 chi bao nhiêu tiền trồng cây", "phần II (Kinh phí)"),
        ("chế độ báo cáo KH 36", "phần III (Tổ chức thực hiện)"),
    ],
)
def test_a_denial_tells_where_the_like_would_stand(asked, part, answerer):
    """The part is told by its heading; no words of it are quoted."""
    inquiry = answerer.inquire(answerer.understand(asked))
    answer = denied(inquiry, inquiry.likely, "KH 36 không nêu.")

    assert answer.status is Status.NOT_STATED
    assert answer.statement.splitlines() == ["KH 36 không nêu.", f"Anh/chị có thể xem: {part}"]
    assert answer.shown == 0


def test_an_answer_denies_so(answerer):
    """No report is asked for in the plan."""
    answer = answerer.answer("chế độ báo cáo KH 36")

    assert answer.status is Status.NOT_STATED
    assert answer.statement.splitlines() == [
        "KH 36 không nêu chế độ báo cáo.",
        "Anh/chị có thể xem: phần III (Tổ chức thực hiện)",
    ]


def test_a_body_without_a_task_is_told_where_tasks_stand(answerer):
    """What the records lack may still be said there."""
    answer = answerer.answer("Công an tỉnh làm gì KH 36")

    assert answer.statement.splitlines()[0] == "Chưa thấy KH 36 giao nhiệm vụ cho Công an tỉnh."
    assert answer.statement.splitlines()[1] == "Anh/chị có thể xem: phần III (Tổ chức thực hiện)"
