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


def test_what_stands_behind_a_table_in_its_section_is_a_passage():
    """A table ends the opening of a section, not the section."""
    text = (
        "KẾ HOẠCH\nTriển khai công tác\n\nI. NHIỆM VỤ\n1. Phân công\nCác đơn vị như sau:\n"
        "| TT | Nội dung | Chủ trì | Thời gian |\n| 1 | Rà soát | Sở Y tế | Quý I |\n"
        "| 2 | Tập huấn | Sở Nội vụ | Quý II |\n\n"
        "Đơn vị nào vướng mắc thì phản ánh về Văn phòng trước ngày 20 hằng tháng.\n\n"
        "2. Kinh phí\nTừ ngân sách tỉnh.\n"
    )
    document = parse_document(text.encode(), "a.txt")

    cut = {passage.path: passage.text for passage in cut_passages(document)}
    behind = [words for words in cut.values() if "Đơn vị nào vướng mắc" in words]
    assert len(behind) == 1 and "Rà soát" not in behind[0]


def test_prose_above_the_head_of_a_form_is_a_passage():
    """A page that explains a form and shows it keeps its explanation."""
    told = "Mẫu công văn mới được dùng để cung cấp bản ghi quá trình đóng bảo hiểm xã hội. " * 4
    text = (
        f"{told.strip()}\nTÊN CƠ QUAN\nSố: …/CV-…\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Kính gửi: Bảo hiểm xã hội cơ sở\nĐề nghị cung cấp bản ghi của ông, bà có tên dưới đây./.\n"
    )
    document = parse_document(text.encode(), "a.txt")

    assert any(passage.text.startswith("Mẫu công văn mới") for passage in cut_passages(document))
