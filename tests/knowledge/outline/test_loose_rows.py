"""Tables of which only the words are left, one cell a line."""

import pytest

from knowledge.document import SectionKind
from knowledge.outline import loose_rows
from knowledge.outline.blocks import join_lines
from knowledge.outline.lines import read_lines
from knowledge.outline.loose_rows import read_loose_tables
from knowledge.reader import parse_document

BUDGET = """BIỂU SỐ 02
DỰ TOÁN CHI
Đơn vị: Triệu đồng
STT
Nội dung
Năm 2026
Năm 2027
A
B
1
2
A
TỔNG CHI
26.811
27.535
1
Chi đầu tư
phát triển
5.937
5.817
- Chi từ nguồn thu tiền sử dụng đất
690
560
2
Chi thường xuyên
14.489
15.942
"""
BODIES = """STT
Tên thủ tục
Cơ quan thực hiện
1
Phê duyệt đề án vị trí việc làm
Bộ Nội vụ
2
Thẩm định chức năng, nhiệm vụ
Sở Nội vụ
3
Công nhận trung tâm
Sở Khoa học và Công nghệ
4
Bổ nhiệm
Sở Y tế
5
Điều động
Sở Tư pháp
6
Biệt phái
Sở Tài chính
"""


@pytest.fixture
def short_tables_have_rows(monkeypatch):
    """Tables of a few rows are cut like long ones."""
    monkeypatch.setattr(loose_rows, "_GLANCE", 0)


def rows_of(text: str) -> list[tuple[str | None, list[str | None], list[str]]]:
    """Of each table its head, the printed numbers and the words of its rows."""
    blocks = join_lines(text, read_lines(text))
    return [
        (
            table.head.text if table.head is not None else None,
            [row.printed for row in table.rows],
            [row.block.text for row in table.rows],
        )
        for table, _ in read_loose_tables(text, blocks).values()
    ]


@pytest.mark.usefixtures("short_tables_have_rows")
def test_rows_of_figures_begin_at_their_words_or_number():
    """The head keeps title, unit and columns; what only counts columns is no row."""
    ((head, printed, rows),) = rows_of(BUDGET)

    assert head is not None and head.startswith("BIỂU SỐ 02 DỰ TOÁN CHI Đơn vị: Triệu đồng")
    assert printed == ["A", "1", None, "2"]
    assert rows == [
        "A TỔNG CHI 26.811 27.535",
        "1 Chi đầu tư phát triển 5.937 5.817",
        "- Chi từ nguồn thu tiền sử dụng đất 690 560",
        "2 Chi thường xuyên 14.489 15.942",
    ]


@pytest.mark.usefixtures("short_tables_have_rows")
def test_rows_of_words_begin_at_their_numbers():
    """A list without figures is told by its numbers alone; the last row goes on like the others."""
    ((head, printed, rows),) = rows_of(BODIES)

    assert head == "STT Tên thủ tục Cơ quan thực hiện"
    assert printed == ["1", "2", "3", "4", "5", "6"]
    assert rows[0] == "1 Phê duyệt đề án vị trí việc làm Bộ Nội vụ"
    assert rows[-1] == "6 Biệt phái Sở Tài chính"


@pytest.mark.parametrize(
    "text",
    [
        "1. Rà soát văn bản.\n2. Tuyên truyền.\n3. Báo cáo trước ngày 15/12.\n",
        "Sở Y tế\nSở Nội vụ\nSở Tài chính\nSở Tư pháp\nCông an tỉnh\nVăn phòng\nBáo\nĐài\n",
        "156\n",
        "",
    ],
)
def test_lists_and_prose_are_no_tables(text):
    """Only values make a table."""
    assert rows_of(text) == []


@pytest.mark.usefixtures("short_tables_have_rows")
def test_a_second_table_has_its_own_head():
    """The title of the next table is no part of the last row."""
    second = BUDGET.replace("02", "03").replace("TỔNG CHI", "TỔNG THU")
    tables = rows_of(BUDGET + second)

    assert [head[:10] for head, _, _ in tables if head] == ["BIỂU SỐ 02", "BIỂU SỐ 03"]
    assert tables[0][2][-1] == "2 Chi thường xuyên 14.489 15.942"


@pytest.mark.usefixtures("short_tables_have_rows")
def test_a_numbered_heading_is_not_swallowed():
    """«B. Động vật» opens a part; its rows stand in it."""
    animals = BODIES.replace("STT\nTên thủ tục\nCơ quan thực hiện\n", "")
    document = parse_document(
        f"A. Danh mục thủ tục\n{BODIES}B. Danh mục động vật\n{animals}".encode(), "a.txt"
    )

    rows = [s.path for s in document.sections if s.kind is SectionKind.ROW]
    assert rows[0] == "A/1" and rows[-1] == "B/6" and len(rows) == 12


def test_a_table_that_is_read_at_a_glance_is_one_paragraph():
    """Its rows say nothing without its title."""
    small = "BDD.246 Thay đinh\nVật liệu\n0,58\n0,6\nNhân công\n1,3\n1,4\nMáy\n2,5\n2,6\n"
    ((head, _, rows),) = rows_of(small)

    assert head is None and rows == [small.strip().replace("\n", " ")]


def test_tasks_in_rows_of_words_keep_their_leads():
    """What a row says is read like any sentence."""
    rows = "".join(
        f"{n}\nSở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát văn bản đợt {n}\n30/{n}/2026\n"
        for n in range(1, 9)
    )
    document = parse_document(f"KẾ HOẠCH\nRà soát\n\nI. NHIỆM VỤ\n{rows}".encode(), "a.txt")

    leads = [name.span.of(document.text) for task in document.assignments for name in task.leads]
    assert leads == ["Sở Nội vụ"] * 8
