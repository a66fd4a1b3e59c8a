"""What stands behind the end of a document."""

import pytest

from knowledge.head.behind import find_behind
from knowledge.head.frame import find_parts
from knowledge.outline.lines import read_lines
from knowledge.reader import parse_document

SIGNED = (
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 61/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc ban hành quy trình\n\n"
    "Điều 1. Ban hành quy trình rà soát.\nĐiều 2. Sở Y tế thi hành Quyết định này.\n\n"
    "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu\n\n"
)


@pytest.mark.parametrize(
    ("below", "is_matter"),
    [
        ("QUY TRÌNH RÀ SOÁT\n(Ban hành kèm theo Quyết định số 5/QĐ-UBND)\nRà soát.\n", True),
        ("Lịch\n| TT | Bên | Ngày |\n| 1 | A | 20/11 |\n| 2 | B | 21/11 |\n", True),
        ("Tin cùng chuyên mục\n1. Kế hoạch 10.\n2. Kế hoạch 11.\n3. Kế hoạch 12.\n", False),
        (f"CỔNG THÔNG TIN ĐIỆN TỬ TỈNH LÀO CAI\n{'Địa chỉ: số 1, đường Trần Phú. ' * 8}\n", False),
        ("TIN LIÊN QUAN\n| a | b | c |\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n", False),
        (f"BIỂU DỰ TOÁN\n{'Chi thường xuyên của các đơn vị. ' * 8}\n", True),
        ("BIỂU DỰ TOÁN\nChưa có.\n", False),
        ("Bạn chưa đăng nhập!\nVăn bản này chưa có bản dịch.\nDMCA.com\nIP: 3.1.1.6\n", False),
        ("(Ký, ghi rõ họ tên)\nHọ và tên\n", False),
        ("", False),
    ],
)
def test_only_what_is_attached_is_matter(below, is_matter):
    """Titles, tables and numbered lines are attached; what a site or a form adds is not."""
    lines = read_lines(below)
    found = find_behind(lines, 0, len(lines))
    assert (list(found) != []) is is_matter


def test_it_is_a_part_of_its_own_and_can_be_cited():
    """A rule behind a signature, under a title of its own, keeps its articles."""
    below = (
        "QUY TRÌNH RÀ SOÁT\nĐỐI TƯỢNG ƯU TIÊN\n(Kèm theo Quyết định số 61/QĐ-UBND)\n"
        "Điều 1. Phạm vi\nRà soát hằng năm.\nĐiều 2. Thời hạn\nTrong 15 ngày làm việc.\n"
    )
    document = parse_document((SIGNED.rstrip() + "\n" + below).encode(), "a.txt")

    found = {section.path: section.span.of(document.text) for section in document.sections}
    assert found["KT"].startswith("QUY TRÌNH RÀ SOÁT\nĐỐI TƯỢNG ƯU TIÊN")
    assert found["KT/Điều 2/p1"] == "Trong 15 ngày làm việc."


def test_the_end_of_a_form_does_not_end_its_annex():
    """A form within an annex is signed; the annex goes on behind it."""
    below = (
        "PHỤ LỤC\nTHỦ TỤC HÀNH CHÍNH\n1. Công bố dịch\nĐƠN ĐỀ NGHỊ\nNơi nhận:\n- Lưu.\n"
        "ĐẠI DIỆN CƠ QUAN\n(Ký, đóng dấu)\n2. Công bố hết dịch\na) Nộp hồ sơ tại Sở Y tế.\n"
        "b) Trả kết quả trong 05 ngày.\n"
    )
    (main, annex) = find_parts(read_lines(SIGNED + below))
    document = parse_document((SIGNED + below).encode(), "a.txt")

    assert [main.prefix, annex.prefix] == ["", "PL/"]
    assert "PL/2.b" in {section.path for section in document.sections}
