"""Printed lines become text: columns, merged cells, rows and paragraphs over pages."""

from dataclasses import replace

import pytest

from knowledge.readers.page.layout import read_pages
from knowledge.readers.page.page import Line, Page, Rule, Word

_SIZE = 13.0
_WIDTH = 6.0


def line(text: str, left: float, base: float, *, size: float = _SIZE) -> Line:
    """A line whose letters are all of one width, its words a blank apart."""
    words, letter = [], _WIDTH * size / _SIZE
    for word in text.split():
        right = left + letter * len(word)
        words.append(Word(text=word, left=left, right=right, base=base, size=size))
        left = right + 4
    return Line(words=tuple(words))


def beside(*lines: Line) -> Line:
    """Lines on one base line as the one that they make."""
    return Line(words=tuple(word for each in lines for word in each.words))


def page(*lines: Line, number: int = 1, rules: tuple[Rule, ...] = ()) -> Page:
    """A page of A4."""
    return Page(number=number, width=595, height=842, lines=lines, rules=rules)


def ruled(across: list[float], down: list[float]) -> tuple[Rule, ...]:
    """The rules of a table without merged cells."""
    level = [Rule(upright=False, at=y, start=across[0], end=across[-1]) for y in down]
    upright = [Rule(upright=True, at=x, start=down[0], end=down[-1]) for x in across]
    return (*level, *upright)


def test_a_tight_head_is_cut_before_the_motto():
    """The left column may almost touch the right one."""
    left = line("CỤC ĐỔI MỚI SÁNG TẠO, CHUYỂN ĐỔI SỐ", 70, 80)
    right = line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", left.right + 5, 80)
    below = beside(
        line("Số: 12/ĐMST-VP", 100, 100), line("Hà Nội, ngày 2 tháng 3 năm 2026", 330, 100)
    )
    text = read_pages(
        [page(beside(left, right), below, line("Kính gửi: Sở Nội vụ", 200, 140))]
    ).text

    assert text.startswith(f"{left.text}\nSố: 12/ĐMST-VP\n\n{right.text}\nHà Nội, ngày 2 tháng 3")


def test_a_gap_in_a_line_of_prose_parts_no_columns():
    """Only heads and signatures stand in two columns."""
    wide = beside(line("Họ và tên:", 85, 100), line("Nguyễn Văn An", 300, 100))
    next_line = beside(line("Chức vụ:", 85, 118), line("Chuyên viên", 300, 118))

    assert (
        "Họ và tên: Nguyễn Văn An\nChức vụ: Chuyên viên" in read_pages([page(wide, next_line)]).text
    )


def test_a_rule_that_is_broken_within_a_cell_merges_none():
    """Where cells are merged a rule ends at one that crosses it; a scan breaks it anywhere."""

    def text_of(*parts):
        rules = (
            *(Rule(upright=False, at=y, start=80, end=500) for y in (100, 160)),
            *(Rule(upright=False, at=130, start=start, end=end) for start, end in parts),
            *(Rule(upright=True, at=x, start=100, end=160) for x in (80, 200, 500)),
        )
        lines = (
            beside(line("1", 90, 118), line("Bệnh viện A", 220, 118)),
            beside(line("2", 90, 150), line("Bệnh viện B", 220, 150)),
        )
        return read_pages([page(*lines, rules=rules)]).text

    assert (
        text_of((80, 310), (318, 380), (386, 500)) == "| 1 | Bệnh viện A |\n| 2 | Bệnh viện B |\n"
    )
    assert "Bệnh viện A\x0bBệnh viện B" in text_of((80, 200))


def test_merged_cells_stand_in_each_row_they_cover():
    """A cell over two columns stands once, empty cells at the end fill its row up."""
    rules = (
        *(Rule(upright=False, at=y, start=80, end=500) for y in (100, 160)),
        Rule(upright=False, at=130, start=200, end=500),
        *(Rule(upright=True, at=x, start=100, end=160) for x in (80, 200, 500)),
        Rule(upright=True, at=350, start=130, end=160),
    )
    lines = (
        line("Cơ quan", 220, 118),
        line("Nhiệm vụ", 90, 133),
        beside(line("Chủ trì", 220, 150), line("Phối hợp", 370, 150)),
    )
    text = read_pages([page(*lines, rules=rules)]).text

    assert text == "| Nhiệm vụ | Cơ quan |  |\n| Nhiệm vụ | Chủ trì | Phối hợp |\n"


def test_a_frame_around_a_page_is_no_table():
    """What stands in it is prose."""
    frame = ruled([60, 540], [60, 780])

    assert read_pages([page(line("Nội dung trong khung.", 85, 100), rules=frame)]).text == (
        "Nội dung trong khung.\n"
    )


def test_a_row_broken_by_a_page_is_one_row():
    """Its second half has no number; the sentence goes on in its cell."""
    across = [80.0, 120.0, 400.0, 500.0]
    head = beside(line("TT", 85, 90), line("Nhiệm vụ", 125, 90), line("Chủ trì", 405, 90))
    first = beside(line("1", 85, 110), line("Rà soát", 125, 110), line("Sở Y tế", 405, 110))
    cut = beside(line("2", 85, 130), line("Xây dựng kế hoạch", 125, 130), line("Sở Nội", 405, 130))
    rest = beside(line("và tổ chức thực hiện.", 125, 110), line("vụ", 405, 110))
    pages = [
        page(head, first, cut, rules=ruled(across, [75, 95, 115, 135])),
        page(head, rest, number=2, rules=ruled(across, [75, 95, 115])),
    ]
    extract = read_pages(pages)

    assert extract.text.splitlines() == [
        "| TT | Nhiệm vụ | Chủ trì |",
        "| 1 | Rà soát | Sở Y tế |",
        "| 2 | Xây dựng kế hoạch và tổ chức thực hiện. | Sở Nội vụ |",
    ]
    assert len(extract.pages) == 2


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("theo Kế hoạch số 149-", "KH/TU của Tỉnh ủy.", "số 149-KH/TU của"),
        ("Sở Kế hoạch -", "Đầu tư chủ trì.", "Kế hoạch - Đầu tư"),
        ("theo Kết luận số", "57-KL/TW của Bộ Chính trị.", "Kết luận số 57-KL/TW"),
    ],
)
def test_wrapped_lines_are_rejoined(first, second, joined):
    """A hyphen within a number takes no blank; a number that opens a line opens no item."""
    opening = "Các cơ quan, đơn vị, địa phương triển khai thực hiện nghiêm túc"
    lines = [
        justified(f"{opening} các nhiệm vụ, giải pháp được giao,", 121, 82),
        justified(f"{opening} {first}", 85, 100),
        line(second, 85, 118),
    ]

    assert joined in read_pages([page(*lines)]).text


def justified(text: str, left: float, base: float) -> Line:
    """A line that is set to end at the right edge."""
    one = line(text, left, base)
    scale = (540 - left) / (one.right - left)
    words = (
        replace(
            word, left=left + (word.left - left) * scale, right=left + (word.right - left) * scale
        )
        for word in one.words
    )
    return Line(words=tuple(words))


FIRST = (
    line("KẾ HOẠCH", 250, 110),
    line("Rà soát thủ tục hành chính trên địa bàn tỉnh năm 2026", 120, 130),
    line("1. Các sở, ban, ngành rà soát thủ tục thuộc phạm vi quản lý, báo cáo Sở Nội", 85, 770),
)
REST = (
    line("vụ trước ngày 15/6/2026.", 85, 100),
    line("2. Sở Nội vụ tổng hợp kết quả.", 85, 120),
)


@pytest.mark.parametrize(
    "heads",
    [
        (line("Kế hoạch rà soát thủ tục hành chính trên địa bàn tỉnh năm 2026 2", 120, 60),),
        (line("2", 300, 40), line("Rà soát thủ tục hành chính trên địa bàn tỉnh", 85, 60)),
        (line("Phòng Kiểm soát thủ tục - lưu hành nội bộ", 85, 50, size=9),),
    ],
)
def test_a_head_from_the_second_page_on_is_no_text(heads):
    """It repeats the title, or stands apart in small print, and parts no sentence."""
    assert (
        "báo cáo Sở Nội vụ trước ngày 15/6/2026.\n2. Sở"
        in read_pages([page(*FIRST), page(*heads, *REST, number=2)]).text
    )


@pytest.mark.parametrize(
    "opening",
    [
        line("PHỤ LỤC", 250, 60),
        line("RÀ SOÁT THỦ TỤC HÀNH CHÍNH TRÊN ĐỊA BÀN TỈNH NĂM 2026", 85, 60),
        line("vụ, các sở, ban, ngành rà soát thủ tục trước quý III.", 85, 60),
        line("các sở, ban, ngành rà soát thủ tục thuộc phạm vi quản lý", 85, 70),
        line("và các đơn vị.", 85, 70, size=11),
    ],
)
def test_the_first_line_of_a_page_is_text(opening):
    """A title, the end of a sentence, and small print without white below are kept."""
    below = 120 if opening.base < 70 else 88
    following = line("2. Sở Nội vụ tổng hợp kết quả.", 85, below, size=opening.size)

    assert opening.text in read_pages([page(*FIRST), page(opening, following, number=2)]).text
