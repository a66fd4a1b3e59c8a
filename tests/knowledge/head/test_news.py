"""News items about plans."""

import pytest

from knowledge.document import Family, Known, SourceKind
from knowledge.reader import parse_document

NEWS = """Tin tức

Nâng cao hiệu quả công tác thông tin đối ngoại
08:15 22/06/2024

Ngày 21/6, UBND tỉnh ban hành Kế hoạch số 90/KH-UBND về công tác thông tin đối ngoại năm 2024.

Sở Thông tin và Truyền thông chủ trì, phối hợp với các sở, ngành thực hiện.

Nguyễn HươngBÁO NAM ĐỊNH ĐIỆN TỬ
Tổng biên tập: Nguyễn Văn A
"""


def test_a_news_item_describes_a_plan():
    """The item has its own header; the plan it tells of has another, with the year inferred."""
    document = parse_document(NEWS.encode(), "tin.txt")
    header, plan = document.header, document.describes

    assert (document.source, document.family) == (SourceKind.NEWS, Family.PRESS)
    assert header.date is not None and header.date.value == "2024-06-22"
    assert header.issuer is not None and header.issuer.value == "Báo Nam Định điện tử"
    assert header.signer is not None and header.signer.value == "Nguyễn Hương"
    assert plan is not None and plan.number is not None and plan.date is not None
    assert plan.number.value == "90/KH-UBND"
    assert (plan.date.value, plan.date.known) == ("2024-06-21", Known.INFERRED)
    assert plan.place is not None and plan.place.value == "tỉnh Nam Định"
    assert document.identity is plan
    assert any("Nguồn thứ cấp" in warning for warning in document.warnings)


def test_the_parts_of_a_news_item():
    """Title, day and paragraphs are sections; the paper's footer is none."""
    document = parse_document(NEWS.encode(), "tin.txt")

    assert [s.path for s in document.sections] == ["/tiêu đề bài", "/ngày đăng", "/p1", "/p2"]
    assert [m.text for a in document.assignments for m in a.leads] == [
        "Sở Thông tin và Truyền thông"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "KẾ HOẠCH\nCông tác\n12/09/2023\nI. A\n1. Rà soát văn bản của các cơ quan, đơn vị.\n",
        "Rà soát văn bản của các cơ quan, đơn vị trên địa bàn tỉnh.\nTuyên truyền rộng rãi.\n",
    ],
)
def test_what_has_a_type_line_or_no_posting_day_is_no_news(text):
    """A plan stays a plan."""
    assert parse_document(text.encode(), "a.txt").source is not SourceKind.NEWS


def test_a_news_item_may_lack_its_title():
    """A posting day on the first line is enough."""
    document = parse_document(NEWS.split("ngoại\n", 1)[1].encode(), "tin.txt")

    assert document.source is SourceKind.NEWS
    assert document.header.title is None
