"""Roles that one cell of a task table gives."""

import pytest

from knowledge.duties.cell_roles import read_cell
from knowledge.text import Span


@pytest.mark.parametrize(
    ("cell", "leads", "named", "partners"),
    [
        ("Chủ trì: Sở Y tế\vPhối hợp: Sở Tài chính", ["Sở Y tế"], [], "Sở Tài chính"),
        ("Chủ trì Sở Y tế\vPhối hợp Sở Tài chính", ["Sở Y tế"], [], "Sở Tài chính"),
        (
            "- Chủ trì: Sở Nội vụ;\v- Phối hợp: Sở Tư pháp, Sở Xây dựng.",
            ["Sở Nội vụ"],
            [],
            "Sở Tư pháp, Sở Xây dựng",
        ),
        ("Sở Y tế (chủ trì), Sở Tài chính (phối hợp)", ["Sở Y tế"], [], "Sở Tài chính"),
        ("Sở Nội vụ chủ trì, Sở Tư pháp phối hợp", ["Sở Nội vụ"], [], "Sở Tư pháp"),
        ("Sở Y tế: chủ trì; Công an tỉnh: phối hợp", ["Sở Y tế"], [], "Công an tỉnh"),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp", ["Sở Nội vụ"], [], "Sở Tư pháp"),
        ("CT: Sở Nội vụ; PH: Sở Tư pháp", ["Sở Nội vụ"], [], "Sở Tư pháp"),
        ("Sở Y tế là đầu mối", ["Sở Y tế"], [], None),
        (
            "Chủ trì: Sở Văn hóa, Thể thao và Du lịch; Sở Y tế",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
            [],
            None,
        ),
        ("Chủ trì: UBND xã A; Sở Công Thương hướng dẫn", ["UBND xã A"], [], None),
        (
            "Chủ trì: Sở Công Thương (thẩm định). Phối hợp: Sở Tài chính (ý kiến); UBND xã A",
            ["Sở Công Thương"],
            [],
            "Sở Tài chính (ý kiến); UBND xã A",
        ),
        ("Các đơn vị phối hợp thực hiện", [], ["Các đơn vị phối hợp thực hiện"], None),
        ("• Văn phòng Bộ", [], ["Văn phòng Bộ"], None),
        ("• Vụ Pháp chế\v• Vụ Lạ Lẫm", [], ["Vụ Pháp chế", "Vụ Lạ Lẫm"], None),
        (
            "Nguyễn Văn An\vTrần Thị Bình",
            [],
            ["Nguyễn Văn An", "Trần Thị Bình"],
            None,
        ),
        (
            "1. Nguyễn Văn An\v2. Trần Thị Bình",
            [],
            ["Nguyễn Văn An", "Trần Thị Bình"],
            None,
        ),
        (
            "Ông Nguyễn Văn An - Phó Chủ tịch; bà Trần Thị Bình",
            [],
            ["Ông Nguyễn Văn An - Phó Chủ tịch", "bà Trần Thị Bình"],
            None,
        ),
        (
            "Chủ trì: Nguyễn Văn An, Trần Thị Bình",
            ["Nguyễn Văn An", "Trần Thị Bình"],
            [],
            None,
        ),
        ("Sở Nông nghiệp\vvà Môi trường", [], ["Sở Nông nghiệp và Môi trường"], None),
    ],
)
def test_a_cell_says_who_does_what(cell, leads, named, partners):
    """In labels, notes or sentences; lists of bodies and persons stay lists."""
    roles = read_cell(cell, Span(start=0, end=len(cell)))

    assert [m.text for m in roles.leads] == leads
    assert [m.text for m in roles.named] == named
    assert (roles.partners.text if roles.partners else None) == partners
