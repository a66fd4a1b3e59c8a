"""Heads that are set as a title."""

import pytest

from knowledge.reader import parse_document

DECISION = """QUYẾT ĐỊNH

CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 115/2004/QĐ-TTG
NGÀY 25 THÁNG 6 NĂM 2004 VỀ VIỆC SỬA ĐỔI QUY CHẾ BẢO LÃNH TÍN DỤNG

THỦ TƯỚNG CHÍNH PHỦ

Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;
Theo đề nghị của Bộ trưởng Bộ Tài chính,

QUYẾT ĐỊNH:

Điều 1. Sửa đổi khoản 1 Điều 3 của Quy chế.
Điều 2. Quyết định này có hiệu lực sau 15 ngày.
"""


def test_issuer_number_and_day_stand_in_the_title():
    """Where no number line is printed the title is read."""
    document = parse_document(DECISION.encode(), "qd115.txt")

    header = document.header
    assert header.number is not None and header.number.value == "115/2004/QĐ-TTg"
    assert header.date is not None and header.date.value == "2004-06-25"
    assert header.issuer is not None and header.issuer.value == "Thủ tướng Chính phủ"
    assert header.number.span.of(document.text) == "115/2004/QĐ-TTG"


def test_the_deciding_authority_above_the_preamble_is_no_signature():
    """The articles below it are read."""
    document = parse_document(DECISION.encode(), "qd115.txt")

    assert {s.path for s in document.sections if s.label} == {"Điều 1", "Điều 2"}


@pytest.mark.parametrize(
    "title", ["THỰC HIỆN KẾT LUẬN SỐ 57-KL/TW NGÀY 15/6/2023", "CỦA SỞ NỘI VỤ NĂM 2026"]
)
def test_other_titles_name_no_number(title):
    """A number that the title cites is not the document's own."""
    text = DECISION.replace("CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 115/2004/QĐ-TTG", title)

    assert parse_document(text.encode(), "a.txt").header.number is None
