"""A plan that is named and nothing more."""

import pytest

from index.answer.answer import Status

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 38/KH-UBND
Hà Nam, ngày 15 tháng 3 năm 2026

KẾ HOẠCH
THỰC HIỆN KẾ HOẠCH SỐ 14-KH/TU CỦA BAN THƯỜNG VỤ TỈNH ỦY VỀ {topic}

I. MỤC ĐÍCH, YÊU CẦU
Nâng cao văn hóa đọc.

II. TỔ CHỨC THỰC HIỆN CỦA UBND TỈNH
Sở Nội vụ theo dõi.
""".format(topic="PHÁT TRIỂN THƯ VIỆN CƠ SỞ, PHÒNG ĐỌC SÁCH VÀ TỦ SÁCH GIA ĐÌNH " * 3)


@pytest.mark.parametrize(
    "asked",
    ["KH 38", "kế hoạch Hà Nam", "KH 38 nói về gì", "nội dung chính của KH 38", "kh 38 đề cập gì"],
)
def test_a_plan_is_told_by_name_matter_and_parts(asked, answerer_of):
    """Once each, and in the letters of a sentence; a source line would say the name again."""
    answer = answerer_of(PLAN).answer(asked)

    assert answer.status is Status.FOUND
    name, about, *parts = answer.statement.splitlines()
    assert name == "Kế hoạch số 38/KH-UBND ngày 15/3/2026 của UBND tỉnh Hà Nam"
    assert about.startswith(
        "Về: thực hiện Kế hoạch số 14-KH/TU của Ban Thường vụ Tỉnh ủy về phát triển thư viện"
    )
    assert about.endswith(" …") and len(about) < 160
    assert parts == [
        "• Phần I. Mục đích, yêu cầu",
        "• Phần II. Tổ chức thực hiện của UBND tỉnh",
    ]
    assert answer.shown == 0


def test_what_a_plan_only_cites_is_not_told_as_that_plan(answerer_of):
    """The plan that cites it is no answer to what it is about."""
    answer = answerer_of(PLAN).answer("kế hoạch 14-KH/TU là về cái gì")

    assert "38/KH-UBND" not in answer.statement
    assert "Phần I" not in answer.statement


def test_a_plan_of_news_says_so(shipped_answerer):
    """Its only source is told although no source line is shown."""
    lines = shipped_answerer.answer("KH 90").statement.splitlines()

    assert lines[1] == "(Theo bản tin của Báo Nam Định điện tử; kho chưa có bản gốc)"


def test_a_plan_without_number_has_its_title_once(shipped_answerer):
    """It is told by who issued it, and what it is about below."""
    lines = shipped_answerer.answer("KH Bắc Giang").statement.splitlines()

    assert lines[0] == "Kế hoạch (không rõ số) của Ban Thường vụ Tỉnh ủy Bắc Giang"
    assert lines[1].startswith("Về: thực hiện Kết luận số 57-KL/TW")
