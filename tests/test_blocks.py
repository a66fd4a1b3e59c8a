"""Printed lines joined into paragraphs."""

import pytest

from knowledge.blocks import join_lines
from knowledge.lines import read_lines
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
        "Thực hiện quy định tại khoản\n2. Điều này được áp dụng cho các cơ quan, đơn vị.\n",
        "a)\nRà soát văn bản.\n",
        "-\nRà soát văn bản.\n",
    ],
)
def test_a_number_in_a_sentence_and_a_lone_label_join(text):
    """The number after "khoản" is no label; a label on its own line belongs to the next one."""
    assert len(paragraphs(text)) == 1


def test_portal_banners_and_page_numbers_are_left_out():
    """Furniture and a page number between long lines are no paragraphs."""
    text = WRAPPED.replace("2. Đổi", "Bạn Chưa Đăng Nhập Thành Viên!\n2. Đổi")

    assert paragraphs(text) == paragraphs(WRAPPED)
