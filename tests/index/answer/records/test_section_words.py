"""The words of a section for a statement."""

import pytest

from index.answer.answer import Status
from index.answer.records.section_words import is_field_line, shortened_lines

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 35/KH-UBND
Hà Nam, ngày 15 tháng 3 năm 2026

KẾ HOẠCH
Phát triển du lịch năm 2026

I. NHIỆM VỤ
1. Quảng bá du lịch
{long}
- Đơn vị thực hiện: Sở Du lịch chủ trì, phối hợp với Sở Nội vụ.
- Thời gian thực hiện: trước ngày 30/9/2026.
2. Mở tuyến du lịch
- Đơn vị thực hiện: Sở Du lịch.
""".format(long="Giới thiệu cảnh đẹp và con người của tỉnh với du khách gần xa. " * 20)


@pytest.fixture(scope="module")
def answer(answerer_of):
    """What is told of a long task."""
    return answerer_of(PLAN).answer("mục I.1 KH 35")


def test_the_field_lines_of_a_long_task_are_whole(answer):
    """Its prose is cut; who does it and when is not, and stands on lines of its own."""
    assert answer.status is Status.FOUND
    title, prose, who, when = answer.statement.splitlines()
    assert title == "“1. Quảng bá du lịch"
    assert prose.endswith(" …")
    assert who == "- Đơn vị thực hiện: Sở Du lịch chủ trì, phối hợp với Sở Nội vụ."
    assert when == "- Thời gian thực hiện: trước ngày 30/9/2026.”"


def test_a_short_task_is_told_whole(answerer_of):
    """Each line as it stands."""
    answer = answerer_of(PLAN).answer("mục I.2 KH 35")

    assert answer.statement == "“2. Mở tuyến du lịch\n- Đơn vị thực hiện: Sở Du lịch.”"


def test_prose_has_room_beside_long_fields():
    """Fields take what they need, and something of the task is told all the same."""
    prose, field = "việc " * 300, f"Đơn vị phối hợp: {'Sở Y tế, ' * 100}"
    lines = shortened_lines([prose, field, prose])

    assert lines[0].startswith("việc việc") and lines[0].endswith(" …")
    assert lines[1:] == [field]


@pytest.mark.parametrize(
    ("line", "is_field"),
    [
        ("- Thời gian thực hiện: thường xuyên.", True),
        ("+ Sản phẩm: báo cáo.", True),
        ("Cơ quan chủ trì: Sở Y tế", True),
        ("- Tuyên truyền: trên báo, đài.", False),
        ("Sở Y tế chủ trì việc tiêm chủng.", False),
    ],
)
def test_a_field_line_names_its_field_first(line, is_field):
    """Whatever mark it begins with."""
    assert is_field_line(line) is is_field
