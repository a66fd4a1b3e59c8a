"""Tasks told twice in one document, and differently."""

import pytest

from knowledge.contradictions import difference_of
from knowledge.reader import parse_document

PLAN = """KẾ HOẠCH
Phát triển hạ tầng số năm 2024
II. NHIỆM VỤ
1. Hạ tầng
1.1. Thuê đường truyền số liệu cho các trạm y tế xã.
- Đơn vị chủ trì: Sở Y tế.
- Thời gian hoàn thành: {time}.
1.2. Tập huấn kỹ năng số cho cán bộ trạm y tế xã.
- Đơn vị chủ trì: Sở Nội vụ.
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
PHỤ LỤC
BẢNG PHÂN CÔNG
| TT | Nhiệm vụ | Đơn vị chủ trì | Thời gian hoàn thành |
| 1.1 | Thuê đường truyền số liệu cho các trạm y tế xã | {lead} | {other} |
| 1.2 | Tập huấn kỹ năng số cho cán bộ trạm y tế xã | Sở Nội vụ | Quý III |
"""


@pytest.mark.parametrize(
    ("time", "lead", "other", "differs"),
    [
        ("trước ngày 30/9/2024", "Sở Y tế", "30/9/2024", None),
        ("trước ngày 30/9/2024", "Sở Tài chính", "30/9/2024", (True, False, True)),
        ("trước ngày 30/9/2024", "Sở Y tế", "31/10/2024", (False, True, True)),
        ("quý IV năm 2024", "Sở Y tế", "31/12/2024", (False, True, False)),
        ("quý II/2024", "Sở Y tế", "quý III năm 2024", (False, True, True)),
        ("quý II/2024", "Sở Y tế", "Quý 2/2024", (False, True, False)),
        ("tháng 6/2024", "Sở Y tế", "06/2024", (False, True, False)),
        ("tháng 6/2024", "Sở Y tế", "tháng 7 năm 2024", (False, True, True)),
        ("năm 2024", "Sở Y tế", "năm 2025", (False, True, True)),
        ("Quý I", "Sở Y tế", "Quý I/2024", (False, True, False)),
        ("Quý I", "Sở Y tế", "Quý II/2024", (False, True, True)),
        ("Quý 1 năm 2024", "Sở Y tế", "tháng 3/2024", (False, True, False)),
        ("Quý II, III/2024", "Sở Y tế", "Quý III/2024", (False, True, False)),
        ("tháng 10, 11/2024", "Sở Y tế", "Tháng 10/2024", (False, True, False)),
        ("từ tháng 2 đến tháng 6/2024", "Sở Y tế", "5/2024", (False, True, False)),
        ("giai đoạn 5 năm 2024-2028", "Sở Y tế", "tháng 12/2028", (False, True, False)),
    ],
)
def test_body_and_annex_are_compared(time, lead, other, differs):
    """Another lead or day contradicts; the same in other words is told, but is no clash."""
    text = PLAN.format(time=time, lead=lead, other=other)
    document = parse_document(text.encode(), "a.txt")
    tasks = [a for a in document.assignments if a.leads]
    found = difference_of(document.text, document.sections, document.assignments, tasks[0])
    warned = any("ghi khác nhau" in warning for warning in document.warnings)

    assert (found and (found.lead, found.timing, found.clashes)) == differs
    assert warned == bool(differs and differs[2])


def test_both_places_are_told_whichever_is_asked(answerer_of):
    """The answer names the place beside it, by number and by matter alike."""
    text = PLAN.format(time="trước ngày 30/9/2024", lead="Sở Tài chính", other="31/10/2024")
    answerer = answerer_of(text)

    for question in (
        "ai chủ trì nhiệm vụ 1.1",
        "ai chủ trì thuê đường truyền số liệu cho các trạm y tế xã",
    ):
        statement = answerer.answer(question).statement
        assert "Sở Y tế" in statement and "Sở Tài chính" in statement and "ghi khác" in statement
