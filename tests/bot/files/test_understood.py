"""Tests of the lines that tell an admin what was understood of a file."""

from bot.files.understood import change_lines, report_lines, task_lines
from knowledge.reader import parse_document

PLAN = """ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                          Độc lập - Tự do - Hạnh phúc
Số: 71/KH-UBND                   Hà Giang, ngày {day} tháng 5 năm 2024

KẾ HOẠCH
Phát triển cây chè Shan tuyết trên địa bàn tỉnh năm 2024

II. NHIỆM VỤ
1. Trồng mới một trăm héc-ta chè
- Đơn vị chủ trì: {lead}.
- Đơn vị phối hợp: Sở Tài chính.
- Thời gian thực hiện: Quý III/2024.
2. Quảng bá sản phẩm chè
- Đơn vị thực hiện: Sở Công Thương.

III. TỔ CHỨC THỰC HIỆN
Các sở, ban, ngành báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 15/12/2024.
"""


def plan(day=20, lead="Sở Nội vụ"):
    """A plan with that day and lead."""
    return parse_document(PLAN.format(day=day, lead=lead).encode(), "a.txt")


def test_tasks_are_a_line_each_the_doubtful_first():
    """Who leads, with whom, when; nobody leading is to be looked at."""
    lines = task_lines(plan())
    assert lines[0].startswith("⚠ ") and "chủ trì: không nêu" in lines[0]
    told = next(line for line in lines if "mục II.1" in line)
    assert told == (
        "• mục II.1: Trồng mới một trăm héc-ta chè | chủ trì: Sở Nội vụ | phối hợp: Sở Tài chính | "
        "thời gian: Quý III/2024"
    )


def test_reports_are_a_line_each():
    """Who, to whom, when."""
    (line,) = report_lines(plan())
    assert "gửi: Ủy ban nhân dân tỉnh" in line


def test_a_new_version_is_told_by_what_differs():
    """Fields and tasks, old and new side by side; nothing for the same."""
    changed = list(change_lines(plan(), plan(day=21, lead="Sở Y tế")))
    assert changed == [
        "• Ngày: 20/5/2024 → 21/5/2024",
        "• Chủ trì, mục II.1: Sở Nội vụ → Sở Y tế",
    ]
    assert not list(change_lines(plan(), plan()))
