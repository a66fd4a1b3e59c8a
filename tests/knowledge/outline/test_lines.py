"""Printed lines."""

import pytest

from knowledge.outline.furniture import is_furniture, is_page_number
from knowledge.outline.lines import read_lines


def test_lines_are_cleaned_and_know_the_gap_before_them():
    """Blank lines and rules become gaps; Markdown marks go."""
    text = "**KẾ HOẠCH**\nVề việc\n\n## I. Mục đích\n-----\n1. Một\n"

    lines = read_lines(text)

    assert [(line.text, line.gap, line.titled) for line in lines] == [
        ("KẾ HOẠCH", True, False),
        ("Về việc", False, False),
        ("I. Mục đích", True, True),
        ("1. Một", True, False),
    ]
    assert all(line.text in line.span.of(text) or "*" in line.span.of(text) for line in lines)


def test_a_row_of_three_cells_keeps_its_cells():
    """Pipe rows and tab rows are one line with cells, empty ones included."""
    text = "| 1 | Rà soát |  |\n|---|---|---|\n2\tTuyên truyền\tSở Nội vụ\n"

    rows = read_lines(text)

    assert [[cell.of(text) for cell in row.cells] for row in rows] == [
        ["1", "Rà soát", ""],
        ["2", "Tuyên truyền", "Sở Nội vụ"],
    ]


def test_a_layout_table_is_taken_apart():
    """The two columns of a head are lines of their own."""
    text = "| ỦY BAN NHÂN DÂN<br>TỈNH LẠNG SƠN | CỘNG HÒA |\n"

    assert [line.text for line in read_lines(text)] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LẠNG SƠN",
        "CỘNG HÒA",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "-----\n***\n", "| | |\n"])
def test_no_lines_without_text(text):
    """Rules and empty rows are no lines."""
    assert read_lines(text) == ()


@pytest.mark.parametrize(
    "line",
    ["Bạn Chưa Đăng Nhập Thành Viên!", "Đăng nhập tại đây", "IP: 10.0.0.1", "Tình trạng: Đã biết",
     "Văn bản liên quan", "Ký bởi: Ủy ban nhân dân"],
)  # fmt: skip
def test_portal_lines_are_furniture(line):
    """Login banners, property tables and stamps belong to no document."""
    assert is_furniture(line) == (line != "Ký bởi: Ủy ban nhân dân")


@pytest.mark.parametrize("line", ["Kinh phí thực hiện", "Liên hệ với các cơ quan báo chí để đăng"])
def test_prose_is_no_furniture(line):
    """Sentences that begin like a banner stay."""
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "is_number"),
    [("2", True), ("- 3 -", True), ("Trang 4/12", True), ("2.", False), ("2024", False)],
)
def test_page_numbers(line, is_number):
    """A lone number of up to three digits may be a page number."""
    assert is_page_number(line) is is_number
