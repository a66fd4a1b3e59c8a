"""Notes below a document."""

from knowledge.outline.footnotes import note_spans
from knowledge.outline.labels import parse_label
from knowledge.outline.lines import read_lines

NOTES = """[1]
Thủ tướng Chính phủ phân công 3 đồng chí Phó Thủ tướng trực tiếp đi kiểm tra
Nhân dân, khắc phục hậu quả mưa lũ.
[2]
Theo thống kê của Bộ Nông nghiệp và Môi trường, đợt mưa lũ lịch sử vừa qua đã
làm 102 người chết, mất tích, 221 nhà bị sập, đổ, trôi, 933 nhà bị hư hỏng; trên
80.000 ha lúa, hoa màu bị thiệt hại; trên 3,2 con gia súc bị chết, bị cuốn trôi.
Ước tính thiệt hại 9.035 tỷ đồng.
Công điện 227/CĐ-TTg năm 2025
Văn bản liên quan
"""


def test_notes_are_whole_and_end_before_the_web_page():
    """A line that begins with a capital or a sum goes on with the note above it."""
    first, second = (span.of(NOTES) for span in note_spans(read_lines(NOTES)))

    assert first.endswith("khắc phục hậu quả mưa lũ.")
    assert second.startswith("[2]") and second.endswith("Ước tính thiệt hại 9.035 tỷ đồng.")


def test_a_sum_is_no_label():
    """«80.000 ha» has no number 80."""
    assert parse_label("80.000 ha lúa, hoa màu bị thiệt hại") is None
    assert parse_label("80. Tổ chức thực hiện") is not None
