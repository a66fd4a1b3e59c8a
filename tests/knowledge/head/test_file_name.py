"""Numbers and days that only the name of a file tells."""

import pytest

from index.answer.cite import cite
from knowledge.document import Document, Draft, Known
from knowledge.reader import parse_document

HEAD = (
    "SỞ Y TẾ\nSố:        /KH-SYT\n\n"
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Lạng Sơn, ngày      tháng 5 năm 2026\n\nKẾ HOẠCH\nKiểm tra an toàn thực phẩm\n\n"
    "I. MỤC ĐÍCH\n1. Nâng cao nhận thức của người dân.\n2. Phòng ngừa ngộ độc.\n"
)


def read(name: str, text: str = HEAD) -> Document:
    """The document of a text in a file of that name."""
    return parse_document(text.encode(), name)


@pytest.mark.parametrize(
    ("name", "number", "day"),
    [
        ("KH-731_14.5.2026_An-toan.txt", "731/KH-SYT", "2026-05-14"),
        ("KH 731 - SYT 14-05-2026.txt", "731/KH-SYT", "2026-05-14"),
        ("731_KH-SYT.txt", "731/KH-SYT", None),
        ("Kế hoạch KH số 731.txt", "731/KH-SYT", None),
        ("Kế hoạch số 731 an toàn thực phẩm.txt", "731/KH-SYT", None),
        ("Kế hoạch 731 an toàn thực phẩm.txt", None, None),
        ("KH-SYT 731 ngày 14.5.2026.txt", "731/KH-SYT", "2026-05-14"),
        ("KH-731_14.6.2026.txt", "731/KH-SYT", None),
        ("KH-731_31.2.2026.txt", "731/KH-SYT", None),
        ("QĐ-731_14.5.2026.txt", None, None),
        ("KH an toan thuc pham 2026.txt", None, None),
        ("KH-731 thay KH-730.txt", None, None),
        ("KH-SYT 2026.txt", None, None),
        ("22-kh-an-toan-thuc-pham.txt", None, None),
        ("05-kh-syt-an-toan-thuc-pham.txt", None, None),
        ("KH ATTP 731.txt", None, None),
        ("Scan_20260514.txt", None, None),
    ],
)
def test_a_blank_number_is_taken_from_the_name(name, number, day):
    """It stands beside the code of the type; a day must agree with the month that is printed."""
    document = read(name)
    header = document.header

    assert (header.number and header.number.value) == number
    assert (header.date and header.date.value) == day
    if number:
        assert header.number.known is Known.NAMED
        assert "KH-SYT" in header.number.span.of(document.text)
        assert any("tên tệp" in each and number in each for each in document.warnings)
    assert any("Chưa đọc được số" in each for each in document.warnings) == (number is None)


def test_a_printed_number_is_believed_before_the_name():
    """Names of files are copied; what stands on the page counts."""
    header = read("KH-99_1.5.2026.txt", HEAD.replace("Số:        /", "Số: 731/")).header

    assert (header.number.value, header.number.known) == ("731/KH-SYT", Known.PRINTED)


def test_a_number_of_the_name_makes_no_draft_an_issued_plan():
    """What is printed decides: neither number nor signature stands on the page."""
    document = read("KH-731_14.5.2026_An-toan.txt")

    assert (document.draft, document.header.number.known) == (Draft.UNSIGNED, Known.NAMED)
    remark = cite(document, "I.1", document.sections[-1].span).remark
    assert "chưa có người ký" in remark
    assert "tên tệp" in remark
