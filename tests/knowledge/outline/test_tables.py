"""Task tables."""

import pytest

from knowledge.document import Document
from knowledge.outline.tables import Column, column_of, columns_of
from knowledge.reader import parse_document


def read(table: str) -> Document:
    """The document of an annex that holds `table`."""
    body = "KẾ HOẠCH\nCông tác năm\n\nI. NHIỆM VỤ\n1. Theo Phụ lục.\n\nNơi nhận:\n- Lưu: VT.\n"
    return parse_document(f"{body}\nPHỤ LỤC\n\n{table}\n".encode(), "a.txt")


def rows(table: str) -> list[tuple[str, list[str], str | None, str | None]]:
    """Path, leads, partners and timing of each assignment in a table."""
    return [
        (
            a.path,
            [m.text for m in a.leads],
            a.partners.text if a.partners else None,
            a.timing.text if a.timing else None,
        )
        for a in read(table).assignments
        if a.path.startswith("PL")
    ]


PIPES = """| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |
|---|---|---|---|---|
| (1) | (2) | (3) | (4) | (5) |
| I | TUYÊN TRUYỀN | | | |
| 1 | Viết tin, bài | Sở Nội vụ | Công an tỉnh | Thường xuyên |
| 2 | Mở chuyên mục | nt | Sở Tài chính | Quý I/2026 |
| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |
| II | KIỂM TRA | | | |
| 1 | Kiểm tra xã | Thanh tra tỉnh | | -nt- |
"""
EXPECTED = [
    ("PL/I.1", ["Sở Nội vụ"], "Công an tỉnh", "Thường xuyên"),
    ("PL/I.2", ["Sở Nội vụ"], "Sở Tài chính", "Quý I/2026"),
    ("PL/II.1", ["Thanh tra tỉnh"], None, "Quý I/2026"),
]


def test_rows_are_assignments():
    """Groups, counter rows, repeated heads and "as above" are understood."""
    assert rows(PIPES) == EXPECTED


def test_tabs_and_bare_bars_make_the_same_table():
    """Cells may be parted by tabs, or by bars without bars at the ends."""
    lines = [line.strip("| ") for line in PIPES.splitlines() if "---" not in line]
    bare = "\n".join(f"{line} |" if line.endswith("|") else line for line in lines)

    assert rows(PIPES.replace("| ", "\t").replace("|\n", "\n")) == EXPECTED
    assert rows(bare.replace("| | |", "| | | |")) == EXPECTED


def test_cells_on_lines_of_their_own_make_a_table():
    """A table that a converter printed one cell a line is put together."""
    lines = "TT\nNhiệm vụ\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian\n"
    lines += "I\nTUYÊN TRUYỀN\n1\nViết tin, bài\nSở Nội vụ\nCông an tỉnh\nThường xuyên\n"
    lines += "2\nMở chuyên mục\nnt\nSở Tài chính\nQuý I/2026\n"

    assert rows(lines) == [
        ("PL/1", ["Sở Nội vụ"], "Công an tỉnh", "Thường xuyên"),
        ("PL/2", ["Sở Nội vụ"], "Sở Tài chính", "Quý I/2026"),
    ]


def test_a_head_of_two_rows_is_read_by_the_second():
    """Where a second row parts one column of the first, it names the columns."""
    table = """| TT | Nhiệm vụ | Cơ quan thực hiện | Thời gian | |
| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian |
| 1 | Viết tin, bài | Sở Nội vụ | Công an tỉnh | Thường xuyên |
"""

    assert rows(table) == [("PL/1", ["Sở Nội vụ"], "Công an tỉnh", "Thường xuyên")]


def test_a_heading_below_a_table_is_no_group_of_its_rows():
    """Steps are labels of rows, and the part after the table is a part of the document."""
    table = """I. NHÓM THỨ NHẤT
| Thứ tự các bước | Nội dung công việc | Đơn vị thực hiện | Thời gian thực hiện |
| Bước 1 | Tiếp nhận hồ sơ | Bộ phận Một cửa | 1 giờ |
| Bước 2 | Trả kết quả | Bộ phận Một cửa | 2 giờ |
II. NHÓM THỨ HAI
1. Thủ tục khác làm như trên.
"""
    labelled = [s.path for s in read(table).sections if s.label]

    assert labelled[-5:] == ["PL/I", "Bước 1", "Bước 2", "PL/II", "PL/II.1"]


def test_a_table_that_assigns_nothing_has_rows_and_no_assignments():
    """Any table is kept by rows."""
    document = read("| Đoàn | Địa bàn | Ghi chép |\n| 1 | Xã A | Không |\n| 2 | Xã B | Có |\n")

    assert [s.path for s in document.sections if s.kind.value == "row"] == ["PL/1", "PL/2"]
    assert document.assignments == ()


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("STT", Column.NUMBER),
        ("Số TT", Column.NUMBER),
        ("Thứ tự các bước", Column.NUMBER),
        ("Nhiệm vụ, giải pháp", Column.TASK),
        ("Nội dung công việc", Column.TASK),
        ("Cơ quan chủ trì", Column.LEAD),
        ("Đơn vị chủ trì/phối hợp", Column.LEAD),
        ("Cơ quan phối hợp thực hiện", Column.PARTNER),
        ("Đơn vị thực hiện", Column.IMPLEMENTER),
        ("Đơn vị", Column.IMPLEMENTER),
        ("Đơn vị tính", None),
        ("Cán bộ phụ trách", Column.IMPLEMENTER),
        ("Phân công thực hiện", Column.IMPLEMENTER),
        ("Trách nhiệm thực hiện", Column.IMPLEMENTER),
        ("Nhiệm vụ được giao", Column.TASK),
        ("Đơn vị được giao", Column.LEAD),
        ("Thời gian hoàn thành", Column.TIMING),
        ("Hoàn thành", Column.TIMING),
        ("Lộ trình thực hiện", Column.TIMING),
        ("Tiến độ", Column.TIMING),
        ("Sản phẩm", Column.OUTPUT),
        ("Kết quả đầu ra", Column.OUTPUT),
        ("Lãnh đạo phụ trách", Column.SUPERVISOR),
        ("Người thực hiện & kết quả", Column.IMPLEMENTER),
        ("Tiến độ hiện tại", None),
        ("Hạn xử lý", Column.TIMING),
        ("Kinh phí", Column.COST),
        ("Ghi chú", Column.NOTE),
        ("Địa bàn", None),
        ("Các cơ quan chủ trì thực hiện nhiệm vụ theo quy định của pháp luật hiện hành", None),
    ],
)
def test_column_of(heading, column):
    """Columns are told by synonyms; prose is no header."""
    assert column_of(heading) is column


def test_a_header_needs_a_task_and_a_duty():
    """A list of names and numbers is no task table."""
    assert columns_of(["TT", "Nhiệm vụ", "Cơ quan chủ trì"]) is not None
    assert columns_of(["TT", "Nhiệm vụ", "Ghi chú"]) is None
    assert columns_of(["TT", "Họ tên", "Chức vụ"]) is None


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "| STT | Đầu việc | Đơn vị | | Hoàn thành |\n"
            "| | | Chủ trì | Phối hợp | |\n"
            "| 1 | Viết tin | Sở Nội vụ | Công an tỉnh | 6/2025 |\n",
            [("PL/1", ["Sở Nội vụ"], "Công an tỉnh", "6/2025")],
        ),
        (
            "| TT | Nhiệm vụ được giao | Cơ quan chủ trì | Lộ trình |\n"
            "| 1 | Nhóm việc chung | | |\n"
            "| 1.1 | Viết tin | Sở Nội vụ | 2025 |\n"
            "| a | Tin ngắn | Sở Tài chính | -//- |\n"
            "| b) | Tin dài | (nt) | 2026 |\n"
            "| 2.1.1 | Phát tin | Sở Y tế | 2027 |\n",
            [
                ("PL/1.1", ["Sở Nội vụ"], None, "2025"),
                ("PL/1.1.a", ["Sở Tài chính"], None, "2025"),
                ("PL/1.1.b", ["Sở Tài chính"], None, "2026"),
                ("PL/2.1.1", ["Sở Y tế"], None, "2027"),
            ],
        ),
        (
            "| Mã số | Hạng mục | Chủ trì | Thời hạn (tháng, quý hoặc năm; ghi rõ nếu làm thường "
            "xuyên trong cả giai đoạn) |\n"
            "| (1) | (2) | (3) | (4)=(2)+(3) |\n"
            "| 1 | Viết tin | Sở Nội vụ | Quý I |\n"
            "| 2 | | | |\n",
            [("PL/1", ["Sở Nội vụ"], None, "Quý I")],
        ),
        (
            "| | Tên nhiệm vụ | Đơn vị đầu mối | Thời hạn |\n"
            "| 1 | Viết tin | Sở Nội vụ | Quý I |\n"
            "| 2 | Phát tin | Sở Y tế | Quý II |\n"
            "| 4 | In tin | Sở Tài chính | Quý III |\n",
            [
                ("PL/1", ["Sở Nội vụ"], None, "Quý I"),
                ("PL/2", ["Sở Y tế"], None, "Quý II"),
                ("PL/4", ["Sở Tài chính"], None, "Quý III"),
            ],
        ),
    ],
    ids=["blank-second-head", "levels", "counters", "untitled-numbers"],
)
def test_tables_as_offices_type_them(table, expected):
    """Heads of two rows, rows in levels, signs for "as above", counters and unfilled rows."""
    assert rows(table) == expected


def test_progress_is_no_deadline_beside_one():
    """A column «Tiến độ» is the time of a task only where no other column is."""
    both = columns_of(["TT", "Nhiệm vụ", "Tiến độ", "Thời hạn"])
    alone = columns_of(["TT", "Nhiệm vụ", "Tiến độ", "Sản phẩm"])

    assert both == (Column.NUMBER, Column.TASK, None, Column.TIMING)
    assert alone == (Column.NUMBER, Column.TASK, Column.TIMING, Column.OUTPUT)


def test_long_numbers_in_cells_cost_no_time():
    """A cell of digits with a letter behind is no counter, told at once."""
    table = f"| TT | Nhiệm vụ | Cơ quan chủ trì |\n| {'1' * 5000}x | Tin | Sở Nội vụ |\n"

    assert rows(table) == [("PL/1", ["Sở Nội vụ"], None, None)]
