"""A sentence that opens a list answers with its list."""

from index.answer.answer import Status

PLAN = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA
Số: 15/QC-UBND
Sơn La, ngày 5 tháng 3 năm 2024
QUY CHẾ
Tiếp công dân tại trụ sở
Điều 1. Phạm vi
Quy chế này áp dụng tại trụ sở tiếp công dân.
Điều 2. Thành phần
1. Tổ tiếp công dân gồm:
a) Trưởng ban tiếp công dân;
b) Chuyên viên thanh tra.
2. Tổ làm việc vào ngày 15 hằng tháng.
"""


def test_who_belongs_to_it_is_told_by_the_list(answerer_of):
    """«gồm những ai» is answered with the points behind the colon, cited together."""
    answer = answerer_of(PLAN).answer("tổ tiếp công dân gồm những ai")

    assert answer.status is Status.FOUND
    assert "Trưởng ban tiếp công dân" in answer.statement
    assert "Chuyên viên thanh tra" in answer.citations[0].excerpt
