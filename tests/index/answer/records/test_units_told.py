"""Figures of tables told with the unit that stands apart from them."""

import pytest

HEAD = """KẾ HOẠCH
Sửa chữa trạm y tế năm 2024
I. MỤC ĐÍCH
Sửa chữa trạm y tế.
II. DANH MỤC
"""
TITLES = "| TT | Hạng mục | Đơn vị chủ trì | Kinh phí | Thời gian |\n"
ROWS = (
    "| 1 | Trạm Lũng Cú | Sở Y tế | 2.400 | Quý II/2024 |\n"
    "| 2 | Trạm Sủng Là | Sở Xây dựng | 96,5 | Quý III/2024 |\n"
)
MERGED = (
    "| TT | Hạng mục | Đơn vị chủ trì | Kinh phí (tỷ đồng) | Ghi chú |  |\n"
    "| TT | Hạng mục | Đơn vị chủ trì | Ngân sách tỉnh | Ngân sách huyện | Ghi chú |\n"
    "| 1 | Trạm Lũng Cú | Sở Y tế | 2.400 | 150 | Năm 2024 |\n"
)
COUNTED = (
    "| TT | Hạng mục | Đơn vị tính | Đơn vị chủ trì | Khối lượng |\n"
    "| 1 | Mái trạm Lũng Cú | m2 | Sở Y tế | 2.400 |\n"
)


@pytest.mark.parametrize(
    ("table", "question", "told"),
    [
        ("Đơn vị tính: nghìn đồng\n" + TITLES + ROWS, "kinh phí trạm Lũng Cú", "2.400 nghìn đồng"),
        ("(ĐVT: 1.000.000 đồng)\n" + TITLES + ROWS, "kinh phí trạm Lũng Cú", "2.400 triệu đồng"),
        ("Đơn vị: Tỷ đồng.\n" + TITLES + ROWS, "kinh phí trạm Sủng Là", "96,5 Tỷ đồng"),
        (TITLES + "|  |  |  | (tỷ đồng) |  |\n" + ROWS, "kinh phí trạm Lũng Cú", "2.400 tỷ đồng"),
        (MERGED, "ngân sách huyện cho trạm Lũng Cú bao nhiêu", "150 tỷ đồng"),
        (COUNTED, "khối lượng mái trạm Lũng Cú bao nhiêu", "2.400 m2"),
    ],
    ids=["caption", "digits", "capital", "row", "merged", "column"],
)
def test_a_figure_has_its_unit(answerer_of, table, question, told):
    """Wherever the table names it: above, in a row or column of its own, in a merged heading."""
    assert told in answerer_of(HEAD + table).answer(question).statement


def test_another_measure_takes_no_unit_from_the_caption(answerer_of):
    """A caption of money says nothing of a count of households."""
    table = (
        "Đơn vị tính: triệu đồng\n| TT | Hạng mục | Đơn vị chủ trì | Số hộ | Thời gian |\n" + ROWS
    )
    answer = answerer_of(HEAD + table).answer("số hộ trạm Lũng Cú")

    assert "2.400 triệu" not in answer.statement
