"""What is indexed with a passage."""

from index.library.passages import cut_passages
from knowledge.reader import parse_document

PLAN = """KẾ HOẠCH
Giám sát công tác giảm nghèo năm 2025

I. MỤC ĐÍCH
1. Nâng cao hiệu quả công tác giảm nghèo trên địa bàn thành phố trong năm 2025.
II. DANH SÁCH
| STT | Nội dung | Đơn vị thực hiện | Trưởng đoàn |
| 1 | Giám sát tại các phường | Sở Y tế | Nguyễn Văn A |
| 2 | Giám sát tại các xã | Sở Tài chính | Trần Thị B |
"""


def test_a_table_row_is_indexed_with_the_headings_of_its_columns():
    """Who asks for the "trưởng đoàn" finds a row that holds only the name."""
    document = parse_document(PLAN.encode(), "ke-hoach.txt")
    rows = [p for p in cut_passages(document) if "Trần Thị B" in p.text]

    assert len(rows) == 1
    assert rows[0].breadcrumb.endswith("STT Nội dung Đơn vị thực hiện Trưởng đoàn")
    assert "Trưởng đoàn" not in rows[0].text
