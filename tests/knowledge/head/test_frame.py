"""Where the documents of a file stand."""

import pytest

from knowledge.head.frame import find_parts
from knowledge.head.type_lines import line_type
from knowledge.outline.lines import Line, read_lines
from knowledge.text import Span

PLAN = """UBND TỈNH
Số: 1/KH-UBND

KẾ HOẠCH
Công tác đối ngoại

I. MỤC ĐÍCH
1. Một.

Nơi nhận:
- Như trên;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Dương Xuân Huyên

Bạn Chưa Đăng Nhập Thành Viên!
"""
DECISION = """QUYẾT ĐỊNH
Ban hành Kế hoạch

CHỦ TỊCH ỦY BAN NHÂN DÂN
QUYẾT ĐỊNH:
Điều 1. Ban hành Kế hoạch.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn Hùng

KẾ HOẠCH
Công tác năm
(Kèm theo Quyết định số 5/QĐ-UBND)
I. MỤC ĐÍCH
1. Một.

PHỤ LỤC I
DANH MỤC NHIỆM VỤ
1. Hai.

PHỤ LỤC II
BIỂU MẪU
1. Ba.
"""


def shown(text: str, lines: tuple[Line, ...], stretch: range) -> str:
    """The first and the last line of a stretch."""
    return f"{lines[stretch.start].text} … {lines[stretch[-1]].text}" if stretch else ""


def test_a_plan_has_head_title_body_recipients_and_signature():
    """The portal's lines around a plan are outside its frame."""
    lines = read_lines(PLAN)
    (part,) = find_parts(lines)

    stretches = (part.head, part.title, part.body, part.recipients, part.signature)
    assert [shown(PLAN, lines, each) for each in stretches] == [
        "UBND TỈNH … Số: 1/KH-UBND",
        "Công tác đối ngoại … Công tác đối ngoại",
        "I. MỤC ĐÍCH … 1. Một.",
        "Nơi nhận: … - Lưu: VT.",
        "KT. CHỦ TỊCH … Dương Xuân Huyên",
    ]


def test_attached_plans_and_annexes_are_parts_of_their_own():
    """What is attached after a signature has a prefix for its paths."""
    parts = find_parts(read_lines(DECISION))

    assert [part.prefix for part in parts] == ["", "KH/", "PL1/", "PL2/"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("KẾ HOẠCH", "Kế hoạch"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "Chương trình hành động"),
        ("HƯỚNG DẨN", "Hướng dẫn"),
        ("HƯỚNG DẪ", "Hướng dẫn"),
        ("Kế hoạch", None),
        ("QUYẾT ĐỊNH:", None),
        ("KẾ HOẠCH NĂM 2024", None),
    ],
)
def test_line_type(text, kind):
    """A type line is a type name in capitals, one slip allowed."""
    line = Line(span=Span(start=0, end=len(text)), text=text, gap=True)

    assert line_type(line) == kind


def test_a_type_may_be_printed_with_its_issuer():
    """Older texts join the two: "NGHỊ ĐỊNH CỦA CHÍNH PHỦ"."""
    head = "CHÍNH PHỦ\nSố: 28/2003/NĐ-CP\n\nNGHỊ ĐỊNH CỦA CHÍNH PHỦ\nVề công trái\n\nĐiều 1. Nay\n"
    (part,) = find_parts(read_lines(head))

    assert (part.type_line, list(part.head), list(part.title)) == (2, [0, 1], [3])


def test_a_text_without_a_frame_is_one_bare_part():
    """Nothing is invented where a file has no head and no signature."""
    (part,) = find_parts(read_lines("1. Rà soát văn bản.\n2. Tuyên truyền.\n"))

    assert (part.prefix, part.type_line, len(part.body)) == ("", None, 2)
    assert not part.head and not part.title and not part.recipients and not part.signature


LETTER = """UBND TỈNH PHÚ THỌ
VĂN PHÒNG
Số: {number}/VP-TH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Kính gửi: Các sở, ban, ngành.

Thực hiện Kế hoạch, Văn phòng đề nghị báo cáo.

Nơi nhận:
- Như trên;

CHÁNH VĂN PHÒNG
Trần Văn An

"""


def test_a_second_letter_in_a_file_is_a_part_of_its_own():
    """A head after a signature that addresses somebody begins another letter."""
    text = LETTER.format(number=1) + LETTER.format(number=2) + LETTER.format(number=3)

    parts = find_parts(read_lines(text))

    assert [part.prefix for part in parts] == ["", "(2) ", "(3) "]
    assert all(part.signature and part.recipients for part in parts)
    assert {read_lines(text)[part.head.start].text for part in parts} == {"UBND TỈNH PHÚ THỌ"}


def test_a_headline_above_the_head_is_its_title():
    """A page may print type and title first, and the head with number and day below."""
    text = (
        "# QUY ĐỊNH VỀ TIẾP CÔNG DÂN\n\n**UBND TỈNH GIA LAI**\n"
        "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n\nSố: 5/2026/QyĐ-UBND\n"
        "Gia Lai, ngày 02 tháng 3 năm 2026\n\n- Căn cứ Luật Tiếp công dân\n"
    )
    (part,) = find_parts(read_lines(text))

    assert (part.type_line, list(part.title)) == (0, [0])
    assert part.head == range(0, part.body.start) and len(part.body) == 1


def test_an_attached_text_needs_no_known_type():
    """After a signature, capitals over "(Ban hành kèm theo …" open a part of their own."""
    text = (
        "QUYẾT ĐỊNH\nVề định mức cây xanh\n\nĐiều 1. Ban hành định mức.\n\nNơi nhận:\n- Như trên;\n"
        "- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn A\n\nĐỊNH MỨC CÂY XANH\n\nTRONG CÔNG VIÊN\n"
        "(Ban hành kèm theo Quyết định số 5/QĐ-SXD)\n\nĐiều 1. Phạm vi\n"
    )

    assert [part.prefix for part in find_parts(read_lines(text))] == ["", "VB/"]


def test_the_head_of_a_prime_minister_is_no_signature():
    """An office over the motto, on one line, opens the document and does not end it."""
    text = (
        "THỦ TƯỚNG CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "Các bộ rà soát quy định về tiếp dân.\n"
    )

    assert not find_parts(read_lines(text))[0].signature
