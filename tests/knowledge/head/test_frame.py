"""Where the documents of a file stand."""

import pytest

from knowledge.head.frame import find_parts
from knowledge.head.type_lines import line_type
from knowledge.outline.lines import Line, read_lines
from knowledge.reader import parse_document
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


def test_an_annex_may_be_misread_in_its_first_mark():
    """Recognition prints «_PHỤLỤC»."""
    below = "_PHỤLỤC\nLịch kiểm tra\n| 1. | Sở Y tế | Ngày 20/11 |\n"
    assert [part.prefix for part in find_parts(read_lines(SIGNED + below))] == ["", "PL/"]


def test_a_list_of_annexes_opens_none():
    """«- Phụ lục I.» among the papers of a file is an entry."""
    listed = SIGNED.replace("2. Tập huấn cán bộ.", "2. Hồ sơ gồm:\n- Phụ lục I.\n- Phụ lục II.")
    assert "Phụ lục II" in listed
    assert [part.prefix for part in find_parts(read_lines(listed))] == [""]


def test_the_head_of_a_prime_minister_is_no_signature():
    """An office over the motto, on one line, opens the document and does not end it."""
    text = (
        "THỦ TƯỚNG CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "Các bộ rà soát quy định về tiếp dân.\n"
    )

    assert not find_parts(read_lines(text))[0].signature


SIGNED = (
    "KẾ HOẠCH\nCông tác năm 2026\n\nI. MỤC ĐÍCH\n1. Rà soát văn bản.\n2. Tập huấn cán bộ.\n\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu\n\n"
)


@pytest.mark.parametrize(
    ("annexes", "prefixes"),
    [
        ("Phụ lục 1: Danh sách đơn vị\n1. Sở Y tế.\n\nPhụ lục 2: Lịch kiểm tra\n1. Ngày 05/3.\n",
         ["", "PL1/", "PL2/"]),
        ("Phụ lục I. Phân công nhiệm vụ\n(Kèm theo Kế hoạch này)\n1. Sở Y tế.\n", ["", "PL1/"]),
        ("Phụ lục số 02 – Báo cáo kết quả\n1. Số lượng.\n", ["", "PL2/"]),
        ("Mẫu số 02: Báo cáo kết quả\n1. Số lượng.\n", [""]),
        ("Phụ lục I. Danh mục\n1. Sở Y tế.\n\nPHỤ LỤC I\nDANH MỤC\n1. Sở Y tế.\n", ["", "PL1/"]),
        ("Phụ lục 1: Danh sách;\nPhụ lục 2: Lịch kiểm tra.\n", [""]),
        ("Phụ lục 1: theo quy định tại Nghị định này.\n", [""]),
    ],
)  # fmt: skip
def test_an_annex_may_have_its_title_on_the_line_of_its_number(annexes, prefixes):
    """After the signature it opens a part; a list of annexes or a sentence does not."""
    parts = find_parts(read_lines(SIGNED + annexes))

    assert [part.prefix for part in parts] == prefixes


def test_a_list_of_annexes_in_the_body_opens_none():
    """Before the signature a line with number and title is an entry."""
    text = SIGNED.replace(
        "2. Tập huấn cán bộ.", "2. Gồm:\n\nPhụ lục 1: Danh sách đơn vị\n\n3. Hết."
    )
    assert [part.prefix for part in find_parts(read_lines(text))] == [""]


def test_articles_below_an_early_signature_are_body():
    """Pages bound in the wrong order cost no articles, and the signer stays known."""
    text = (
        "QUYẾT ĐỊNH\nVề việc thành lập Tổ công tác\n\nĐiều 1. Thành lập Tổ công tác.\n"
        "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu\n\n"
        "Điều 2. Sở Nội vụ chủ trì rà soát trước ngày 30/6/2026.\n"
        "Điều 3. Quyết định có hiệu lực từ ngày ký./.\n"
    )
    document = parse_document(text.encode(), "a.txt")

    paths = [section.path for section in document.sections if section.label]
    assert [path for path in paths if path.startswith("Điều")] == ["Điều 1", "Điều 2", "Điều 3"]
    assert document.header.signer is not None
    assert document.header.signer.value == "Nguyễn Văn Mẫu"
    assert "Lưu" not in document.section("Điều 1").span.of(document.text)


def test_articles_of_an_attached_text_do_not_belong_to_its_decision():
    """Where numbering starts again after the signature, the decision has ended."""
    text = (
        "QUYẾT ĐỊNH\nBan hành Quy chế\n\nĐiều 1. Ban hành Quy chế.\nĐiều 2. Hiệu lực.\n\n"
        "Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\nNguyễn Văn Mẫu\n\nQUY CHẾ\nLàm việc\n\n"
        "Điều 1. Phạm vi.\nĐiều 2. Đối tượng.\nĐiều 3. Nguyên tắc.\n"
    )
    first, second = find_parts(lines := read_lines(text))
    assert "Điều 2. Hiệu lực." in shown(text, lines, first.body)
    assert "Phạm vi" not in shown(text, lines, first.body) and second.prefix == "QC/"


@pytest.mark.parametrize("noise", ["LŨNG §Ó*", "x6 \\ 4", "Y", "BE Q |"])
def test_noise_of_a_seal_is_no_signer(noise):
    """What recognition makes of a seal under the office is no name."""
    text = SIGNED.replace("Nguyễn Văn Mẫu", noise)
    assert parse_document(text.encode(), "a.txt").header.signer is None
