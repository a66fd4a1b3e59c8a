"""Funding that is asked for: its source or its sum."""

PLAN = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA
Số: 88/KH-UBND
Sơn La, ngày 5 tháng 3 năm 2024
KẾ HOẠCH
Phát triển hợp tác xã năm 2024
I. NHIỆM VỤ
1. Sở Nông nghiệp chủ trì mở các lớp quản trị hợp tác xã.
II. KINH PHÍ
1. Nhu cầu kinh phí: 4.300 triệu đồng. Trong đó ngân sách tỉnh 4.000 triệu đồng, hợp tác xã góp 300.
"""


def test_the_source_of_money_is_told_apart_from_its_sum(answerer_of):
    """«lấy từ đâu» is answered with the sentence on the budget, «bao nhiêu» with the sum."""
    answerer = answerer_of(PLAN)

    assert "ngân sách tỉnh 4.000" in answerer.answer("kinh phí KH 88 lấy từ đâu").statement
    assert "4.300 triệu đồng" in answerer.answer("tổng kinh phí KH 88 bao nhiêu").statement
