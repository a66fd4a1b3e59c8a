"""Printed lines joined into paragraphs."""

import pytest

from knowledge.outline.blocks import join_lines
from knowledge.outline.lines import read_lines
from knowledge.text import clean


def paragraphs(text: str) -> list[str]:
    """The paragraphs that `text` is joined into."""
    blocks = join_lines(text, read_lines(text))
    for block in blocks:
        # A page number inside a paragraph lies within its span.
        assert clean(block.span.of(text)).replace(" 2 nhiệm", " nhiệm") == block.text
    return [block.text for block in blocks]


WRAPPED = (
    "1. Tổ chức phổ biến, quán triệt nội dung Kết luận đến toàn thể cán bộ, đảng\n"
    "viên, công chức, viên chức và người lao động trong toàn ngành; xác định đây là\n"
    "nhiệm vụ thường xuyên.\n"
    "2. Đổi mới nội dung, phương thức tuyên truyền phù hợp với từng đối tượng, địa\n"
    "bàn, nhất là vùng biên giới.\n"
    "- Đơn vị thực hiện: các sở, ban, ngành; Ủy ban nhân dân các huyện, thành phố\n"
    "và các cơ quan báo chí trên địa bàn tỉnh.\n"
    "- Thời gian thực hiện: Thường xuyên.\n"
)


def test_wrapped_lines_become_paragraphs():
    """Lines cut at a width are joined; labels and bullets open paragraphs."""
    assert [p[:12] for p in paragraphs(WRAPPED)] == [
        "1. Tổ chức p",
        "2. Đổi mới n",
        "- Đơn vị thự",
        "- Thời gian ",
    ]


def test_a_page_break_within_a_sentence_is_rejoined():
    """A blank line and a page number between the halves of a sentence do not cut it."""
    first, second = WRAPPED.split("xác định đây là\n", 1)
    cut = f"{first}xác định đây là\n\n2\n\n{second}"

    assert paragraphs(cut) == paragraphs(WRAPPED)


def test_one_paragraph_a_line_stays():
    """In a file with a paragraph on each line nothing is joined."""
    long = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành nghiêm túc triển khai thực hiện " * 2
    text = f"{long.strip()}.\n{long.strip()}.\nTrên đây là Kế hoạch.\n"

    assert len(paragraphs(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "3. Các cơ quan, đơn vị, địa phương thực hiện quy định về chế độ báo cáo tại khoản\n"
        "2. Điều này được áp dụng cho các cơ quan, đơn vị.\n",
        "a)\nRà soát văn bản của các cơ quan, đơn vị.\n",
        "-\nRà soát văn bản của các cơ quan, đơn vị.\n",
    ],
)
def test_a_number_in_a_sentence_and_a_lone_label_join(text):
    """The number after "khoản" is no label; a label on its own line belongs to the next one."""
    assert len(paragraphs(WRAPPED + text)) == len(paragraphs(WRAPPED)) + 1


def test_short_paragraphs_a_line_each_stay_apart():
    """A heading over its text is no wrapped line, however short the lines are."""
    text = (
        "1. Chuyển đổi số\nCác sở, ban, ngành tổ chức thực hiện.\n"
        "2. Phát triển hạ tầng số\n2.1. Rà soát quy hoạch.\nĐơn vị chủ trì: Sở Xây dựng.\n"
    )

    assert paragraphs(text) == text.splitlines()


def test_a_cut_number_and_an_open_bracket_go_on():
    """In a file with a paragraph a line, what must go on is joined."""
    assert (
        len(paragraphs("Ngày 12/9, Đảng ủy ban hành Kế hoạch số\n170-KH/ĐUK về tuyên truyền.")) == 1
    )
    assert len(paragraphs("(Kèm theo Quyết định số 5/QĐ-TTg của Thủ tướng\nChính phủ)")) == 1


def test_portal_banners_and_page_numbers_are_left_out():
    """Furniture and a page number between long lines are no paragraphs."""
    text = WRAPPED.replace("2. Đổi", "Bạn Chưa Đăng Nhập Thành Viên!\n2. Đổi")

    assert paragraphs(text) == paragraphs(WRAPPED)


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("I. GIA HẠN NỘP\nHỒ SƠ THUẾ", 1),
        ("A. PHƯƠNG HƯỚNG\nRà soát văn bản của các cơ quan theo quy định.", 2),
        ("2. Mục tiêu\nGiai đoạn 2026-2030 trồng mới một vạn cây xanh trên địa bàn.", 2),
        ("3. Phân công từng đơn vị\nĐơn vị nào cũng cử người, đơn vị lớn cử hai người.", 2),
        ("3. Báo cáo của\nĐơn vị nào cũng cử người, đơn vị lớn cử hai người.", 1),
        ("Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh;\nGiám đốc Sở: Nội vụ thi hành.", 1),
        ("a) Báo cáo của Sở\nNội vụ về việc sắp xếp các phòng.", 1),
        ("b) Kết luận của Ban Bí thư (khóa\nXI) về việc sắp xếp các phòng.", 1),
    ],
)
def test_where_a_narrow_first_line_goes_on(lines, count):
    """In wrapped text the words tell whether a short first line is a heading or was cut."""
    assert len(paragraphs(WRAPPED + lines)) == len(paragraphs(WRAPPED)) + count


def test_blank_lines_between_all_lines_tell_nothing():
    """Where a converter sets every line apart, the wrapped lines still make paragraphs."""
    spaced = WRAPPED.replace("\n", "\n\n")

    assert paragraphs(spaced * 2) == paragraphs(WRAPPED * 2)
