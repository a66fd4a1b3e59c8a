"""Questions for a step of a procedure."""

import pytest

from index.answer.answer import Status

PROCEDURE = """QUY TRÌNH
NỘI BỘ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH

I. TTHC CÓ THỜI GIAN GIẢI QUYẾT 05 NGÀY LÀM VIỆC
1. Cấp Giấy phép vận chuyển hàng hóa nguy hiểm
| Thứ tự các bước | Nội dung công việc | Đơn vị/cá nhân thực hiện | Thời gian thực hiện |
| Bước 1 | Tiếp nhận hồ sơ | Công chức Sở trực tại Trung tâm | 1 giờ |
| Bước 2 | Xem xét, trình lãnh đạo Sở | Lãnh đạo phòng | 3 giờ |
II. TTHC CÓ THỜI GIAN GIẢI QUYẾT 03 NGÀY LÀM VIỆC
1. Cấp lại Giấy phép vận chuyển hàng hóa nguy hiểm
| Thứ tự các bước | Nội dung công việc | Đơn vị/cá nhân thực hiện | Thời gian thực hiện |
| Bước 1 | Tiếp nhận hồ sơ | Công chức Sở trực tại Trung tâm | 1 giờ |
| Bước 2 | Thẩm định hồ sơ | Công chức phòng | 2 ngày |
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from two procedures in one document."""
    return answerer_of(PROCEDURE)


def test_a_step_is_told_for_each_procedure(answerer):
    """One of several with the same number is never told as if it were the only one."""
    answer = answerer.answer("buoc 2 ai lam, trong bao lau")

    assert answer.status is Status.FOUND
    first, second = answer.statement.splitlines()
    assert first.startswith("• Bước 2, mục I.1 – “Xem xét, trình lãnh đạo Sở”") and "3 giờ" in first
    assert answer.citations[0].place == "Bước 2, mục I.1"
    assert second.startswith("• Bước 2, mục II.1 – “Thẩm định hồ sơ”") and "2 ngày" in second


def test_a_group_picks_one_of_them(answerer):
    """«phần II» leaves one step of that number."""
    answer = answerer.answer("bước 2 phần II ai làm")

    assert "Công chức phòng" in answer.statement
    assert "Lãnh đạo phòng" not in answer.statement


def test_a_step_that_no_procedure_has_is_not_made_up(answerer):
    """Nothing is claimed of a ninth step."""
    assert answerer.answer("bước 9 ai làm").status is not Status.FOUND
