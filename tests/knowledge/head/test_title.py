"""Titles, and what stands around them."""

import pytest

from knowledge.head.title import find_subject, find_title
from knowledge.outline.lines import read_lines


def title_of(text: str, kind: str | None = None) -> str:
    """The title that opens a text, on one line."""
    lines = read_lines(text)
    return " ".join(lines[n].text for n in find_title(lines, 0, len(lines), kind))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("VỀ CHUYỂN ĐỔI SỐ GIAI ĐOẠN 2026 -\n2030\nThực hiện Nghị quyết,", None),
        ("VỀ VIỆC BAN HÀNH\nKẾ HOẠCH\nTRỒNG CÂY NĂM 2026\nCăn cứ Luật;", None),
        ("CHUYỂN ĐỔI SỐ NĂM 2026\nPHẦN I. KẾT QUẢ NĂM 2025\nI. SỐ LIỆU", "CHUYỂN ĐỔI SỐ NĂM 2026"),
        ("HƯỚNG DẪN\nĐIỀU 4 NGHỊ ĐỊNH SỐ 8\nCăn cứ Luật;", ""),
        ("QUY ĐỊNH CHI TIẾT\nĐIỀU 4 NGHỊ ĐỊNH SỐ 8\nCăn cứ Luật;", None),
        ("Kết luận của Giám đốc\n\ntại phiên họp tháng 3\n\nSáng 02/3 đã họp.", None),
        ("Trồng cây năm 2026\n\nThực hiện kế hoạch của huyện,", "Trồng cây năm 2026"),
    ],
)
def test_where_a_title_ends(text, title):
    """A title goes over its wrapped lines and paragraphs, and stops before the first part."""
    if title is None:
        title = " ".join(line.text for line in read_lines(text)[:-1])
    assert title_of(text) == title


@pytest.mark.parametrize(
    "authority",
    ["ỦY BAN NHÂN DÂN TỈNH GIA LAI", "ỦY\nBAN NHÂN DÂN TỈNH GIA LAI", "GIÁM ĐỐC SỞ NỘI VỤ"],
)
def test_who_decides_is_no_part_of_the_title(authority):
    """The authority of a decision stands under its title even where no blank line parts them."""
    text = f"VỀ VIỆC BAN HÀNH QUY CHẾ TIẾP DÂN\n{authority}\nCăn\ncứ Luật Tiếp công dân;"

    assert title_of(text, "Quyết định") == "VỀ VIỆC BAN HÀNH QUY CHẾ TIẾP DÂN"


def test_a_title_may_end_with_the_name_of_a_body():
    """What belongs to "CỦA" above it, and what stands in a plan, is title."""
    text = "QUY CHẾ LÀM VIỆC CỦA\nỦY BAN NHÂN DÂN TỈNH GIA LAI\nCăn cứ Luật;"

    assert title_of(text, "Quyết định").endswith("TỈNH GIA LAI")
    assert title_of("HOẠT ĐỘNG NĂM 2026\nBAN CHỈ ĐẠO\nCăn cứ Luật;", "Kế hoạch").endswith("CHỈ ĐẠO")


def test_a_party_letter_prints_its_subject_without_mark():
    """The lines in small letters under the number are the subject; urgency and day are none."""
    lines = read_lines(
        "TỈNH ỦY GIA LAI\n*\nSố 12 - CV/BTGTU\n\nGửi đề cương tuyên truyền\n\n"
        "60 năm ngày truyền thống\n\nGia Lai, ngày 02 tháng 3 năm 2026\n\nKính gửi: Các huyện ủy"
    )
    subject = find_subject(lines, 0, len(lines) - 1)

    assert [lines[n].text for n in subject] == [
        "Gửi đề cương tuyên truyền",
        "60 năm ngày truyền thống",
    ]


def test_who_issues_is_no_part_of_a_title():
    """The Party prints «CỦA BAN CHẤP HÀNH …» between the type and the subject."""
    text = "CỦA BAN CHẤP HÀNH ĐẢNG BỘ XÃ\nvề trồng rừng năm 2026\n\nI- TÌNH HÌNH\n1- Một.\n"

    assert title_of(text, "Nghị quyết") == "về trồng rừng năm 2026"
