"""What is told of a task: what is asked for, and which task it is."""

import pytest

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 39/KH-UBND
Hà Nam, ngày 15 tháng 3 năm 2026

KẾ HOẠCH
Phát triển du lịch năm 2026

I. NHIỆM VỤ
1. Quảng bá du lịch
Giới thiệu cảnh đẹp của tỉnh.
- Đơn vị thực hiện: Sở Du lịch chủ trì, phối hợp với Sở Nội vụ.
- Thời gian thực hiện: thường xuyên.
2. Mở tuyến du lịch
- Đơn vị thực hiện: Sở Giao thông vận tải chủ trì.
- Thời gian thực hiện: thường xuyên.
"""
TITLE = "Mục I.1: Quảng bá du lịch"


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from one plan."""
    return answerer_of(PLAN)


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("ai chủ trì nhiệm vụ 1 KH 39", ["Chủ trì: Sở Du lịch", TITLE]),
        ("nhiệm vụ 1 KH 39 phối hợp với ai", ["Phối hợp: Sở Nội vụ", TITLE]),
        ("thời hạn nhiệm vụ 1 KH 39", ["Thời gian: thường xuyên", TITLE]),
        (
            "ai chủ trì nhiệm vụ 1 KH 39, bao giờ xong",
            ["Chủ trì: Sở Du lịch", "Thời gian: thường xuyên", TITLE],
        ),
    ],
)
def test_only_what_is_asked_for_is_told(asked, lines, answerer):
    """The rest is read in the quotation, which holds the field lines of the task."""
    answer = answerer.answer(asked)

    assert answer.statement.splitlines() == lines
    assert answer.citations[0].quoted == (
        "Đơn vị thực hiện: Sở Du lịch chủ trì, phối hợp với Sở Nội vụ.\n"
        "- Thời gian thực hiện: thường xuyên."
    )


@pytest.mark.parametrize("asked", ["thời hạn thực hiện KH 39", "KH 39 bao giờ hoàn thành"])
def test_the_time_of_one_task_is_not_told_as_that_of_the_plan(asked, answerer):
    """That all have the same is what the plan says."""
    answer = answerer.answer(asked)

    assert answer.statement == "KH 39: cả 2 nhiệm vụ có ghi thời gian đều là: thường xuyên"
