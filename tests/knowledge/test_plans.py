"""Whole plans of shapes that the shipped texts lack, read as a person reads them."""

from pathlib import Path

import pytest

from knowledge.document import Document
from knowledge.reader import read_document

FOLDER = Path(__file__).parents[1] / "data" / "plans"

LABELLED = {
    # Chapters, articles, quoted articles with numbers of their own, an annex one cell a line.
    "quyet-dinh-sua-quy-che": [
        "Chương I", "Điều 1", "Điều 1.1", "Điều 1.2", "Điều 1.3", "Điều 2",
        "Chương II", "Chương II.Mục 1", "Điều 3", "Điều 3.1", "Điều 3.2", "Điều 3.2.a",
        "Điều 3.2.b", "Điều 3.2.c", "Điều 4", "Chương II.Mục 2", "Điều 5", "Điều 6",
        "PL/I", "PL/I.1", "PL/I.2", "PL/II", "PL/II.1", "PL/II.2",
    ],
    # Letters between Roman and Arabic, 3.2 twice, a jump from 3 to 5, decomposed letters.
    "chuong-trinh-hanh-dong": [
        "I", "I.1", "I.2", "II", "II.1", "II.2", "III", "III.A", "III.A.1", "III.A.1.1",
        "III.A.1.2", "III.A.2", "III.A.2.1", "III.B", "III.B.3", "III.B.3.1", "III.B.3.2",
        "III.B.3.2(2)", "III.B.5", "IV", "IV.1", "IV.2", "IV.3",
    ],
    "cong-van-don-doc": ["1", "2", "3", "3.a", "3.b", "4", "5"],
    "thong-bao-ket-luan": ["Thứ nhất", "Thứ hai", "Thứ ba", "Thứ tư"],
}  # fmt: skip

HEADERS = {
    "quyet-dinh-sua-quy-che": (
        "Quyết định", "45/2025/QĐ-UBND", "2025-10-07", "Ủy ban nhân dân tỉnh Quảng Trị",
        "tỉnh Quảng Trị", "Lê Thị Hồng Minh", "PHÓ CHỦ TỊCH",
    ),
    "chuong-trinh-hanh-dong": (
        "Chương trình hành động", None, None, "Tỉnh ủy Cao Bằng", "tỉnh Cao Bằng",
        "Nông Văn Thịnh", "PHÓ BÍ THƯ THƯỜNG TRỰC",
    ),
    "cong-van-don-doc": (
        "Công văn", "2156/SNV-CCHC", "2025-10-06", "Sở Nội vụ", "tỉnh Gia Lai",
        "Trần Quốc Khánh", "PHÓ GIÁM ĐỐC",
    ),
    "thong-bao-ket-luan": (
        "Thông báo", "212-TB/VPTU", "2025-08-14", "Văn phòng Thành ủy Cần Thơ",
        "thành phố Cần Thơ", "Phạm Minh Đức", "PHÓ CHÁNH VĂN PHÒNG",
    ),
}  # fmt: skip

# Path, leads, implementers, timing.
ASSIGNMENTS = {
    "quyet-dinh-sua-quy-che": [
        ("Điều 1.2/p4", ["Văn phòng Ủy ban nhân dân tỉnh"], [], "hằng tháng"),
        ("Điều 3.1", ["Sở Khoa học và Công nghệ"], [], "trước ngày 31 tháng 12 năm 2025"),
        ("Điều 3.2.a", [], ["Sở Khoa học và Công nghệ"], None),
        ("Điều 3.2.b", [], ["Sở Khoa học và Công nghệ"], None),
        ("Điều 3.2.c", [], ["Sở Khoa học và Công nghệ"], "trước ngày 15 tháng 12 hằng năm"),
        ("Điều 4/p1", [], ["Sở Tài chính"], None),
        ("Điều 6/p1", [], ["Chánh Văn phòng Ủy ban nhân dân tỉnh", "Giám đốc các sở",
                           "Chủ tịch Ủy ban nhân dân các xã, phường"], None),
        ("PL/I.1", ["Sở Khoa học và Công nghệ"], [], "Tháng 12/2025"),
        ("PL/I.2", ["Sở Khoa học và Công nghệ"], [], "Tháng 12/2025"),
        ("PL/II.1", ["Báo và phát thanh, truyền hình Quảng Trị"], [], "Thường xuyên"),
        ("PL/II.2", ["Thanh tra tỉnh"], [], "Hằng năm"),
    ],
    "chuong-trinh-hanh-dong": [
        ("III.A.1.1", ["Ban Tổ chức Tỉnh ủy"], [], "Quý IV/2025"),
        ("III.A.1.2", ["Ban Tổ chức Tỉnh ủy"], [], "hằng năm"),
        ("III.A.2.1", ["Ban Tuyên giáo và Dân vận Tỉnh ủy"], [], None),
        ("III.B.3.1", ["Đảng ủy Ủy ban nhân dân tỉnh"], [], "trước ngày 30/6/2026"),
        ("III.B.3.2", ["Đảng ủy Ủy ban nhân dân tỉnh"], [], None),
        ("III.B.3.2(2)", ["Công an tỉnh"], [], None),
        ("IV.1", [], ["Ban Tuyên giáo và Dân vận Tỉnh ủy", "Đảng ủy Ủy ban nhân dân tỉnh"], None),
        ("IV.2/p1", [], ["Các đảng ủy trực thuộc Tỉnh ủy"], "trước ngày 30/9/2025"),
        ("IV.3", [], ["Văn phòng Tỉnh ủy"], None),
    ],
    "cong-van-don-doc": [
        ("1", [], ["Các sở, ban, ngành"], "trước ngày 15 tháng 11 năm 2025"),
        ("2", ["Sở Khoa học và Công nghệ"], [], "trong Quý IV năm 2025"),
        ("3.a", [], ["Ủy ban nhân dân các xã, phường"], None),
        ("3.b", [], ["Ủy ban nhân dân các xã, phường"], None),
        ("4", [], ["Báo và phát thanh, truyền hình Gia Lai"], None),
        ("5", [], ["Các cơ quan, đơn vị, địa phương"], "trước ngày 20 tháng 11 năm 2025"),
        ("/kết", [], ["các cơ quan, đơn vị, địa phương"], None),
    ],
    "thong-bao-ket-luan": [
        ("Thứ hai", ["Ban Tổ chức Thành ủy"], [], "trước ngày 30/8/2025"),
        ("Thứ ba", [], ["Ủy ban Kiểm tra Thành ủy"], None),
        ("Thứ tư", [], ["các đảng ủy xã, phường"], "trước ngày 20/8/2025"),
    ],
}  # fmt: skip

# Path, reporter, recipient, via, cadence.
REPORTS = {
    "quyet-dinh-sua-quy-che": [
        ("Điều 3.2.c", "Sở Khoa học và Công nghệ", "Ủy ban nhân dân tỉnh", None,
         "trước ngày 15 tháng 12 hằng năm"),
    ],
    "chuong-trinh-hanh-dong": [
        ("IV.1/b2", "Ban Tuyên giáo và Dân vận Tỉnh ủy/Đảng ủy Ủy ban nhân dân tỉnh",
         "Ban Thường vụ Tỉnh ủy", None, "Định kỳ 6 tháng, năm"),
        ("IV/kết", "các cấp ủy", "Ban Thường vụ Tỉnh ủy (qua Văn phòng Tỉnh ủy)",
         "Văn phòng Tỉnh ủy", "kịp thời"),
    ],
    "cong-van-don-doc": [
        ("5", "Các cơ quan, đơn vị, địa phương", "Sở Nội vụ", None,
         "trước ngày 20 tháng 11 năm 2025"),
        ("5", "Sở Nội vụ", "Ủy ban nhân dân tỉnh", None, None),
    ],
    "thong-bao-ket-luan": [
        ("Thứ hai", "Ban Tổ chức Thành ủy", "Ban Thường vụ Thành ủy", None,
         "trước ngày 30/8/2025"),
        ("Thứ ba/b2", "Ủy ban Kiểm tra Thành ủy", "Thường trực Thành ủy", None,
         "trước ngày 25/8/2025"),
    ],
}  # fmt: skip


def plan(name: str) -> Document:
    """The plan of a file in the folder."""
    return read_document(FOLDER / f"{name}.txt")


@pytest.mark.parametrize("name", LABELLED)
def test_labelled_sections(name):
    """Every label that counts makes a section, in reading order, and no other does."""
    aside = ("bullet", "footnote")
    sections = plan(name).sections

    assert [s.path for s in sections if s.label and s.kind.value not in aside] == LABELLED[name]


@pytest.mark.parametrize("name", HEADERS)
def test_headers(name):
    """Header fields are as printed; what is blank stays empty."""
    header = plan(name).header
    fields = (
        header.type, header.number, header.date, header.issuer, header.place, header.signer,
        header.signer_title,
    )  # fmt: skip

    assert tuple(f.value if f else None for f in fields) == HEADERS[name]


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_assignments(name):
    """Every assignment has its bodies and its timing, and nothing else is one."""
    found = [
        (
            a.path,
            [m.text for m in a.leads],
            [m.text for m in a.implementers],
            a.timing.text if a.timing else None,
        )
        for a in plan(name).assignments
    ]

    assert found == ASSIGNMENTS[name]


@pytest.mark.parametrize("name", REPORTS)
def test_reports(name):
    """Every reporting clause has its reporter, its recipient and its time."""
    found = []
    for r in plan(name).reporting:
        fields = (r.reporter, r.recipient, r.via, r.cadence)
        found.append((r.path, *(f.text if f else None for f in fields)))

    assert found == REPORTS[name]


def test_partners_supervisor_and_output_of_a_row():
    """The sign "nt" stands for the cell above in every column."""
    row = next(a for a in plan("quyet-dinh-sua-quy-che").assignments if a.path == "PL/I.2")

    assert row.partners is not None and row.partners.text == "Công an tỉnh"
    assert row.output is not None and row.output.text == "Báo cáo kết quả"
    assert row.supervisor is not None
    assert row.supervisor.text == "Phó Chủ tịch Lê Thị Hồng Minh"


def test_quoted_articles_stay_in_the_item_that_quotes_them():
    """An amendment's own numbers make no sections."""
    document = plan("quyet-dinh-sua-quy-che")
    words = document.section("Điều 1.2").reach.of(document.text)

    assert "“Điều 12a. Công khai" in words and "hằng tháng.”." in words


def test_warnings_tell_of_blanks_and_gaps():
    """A blank number, a repeated and a skipped label are told."""
    warnings = plan("chuong-trinh-hanh-dong").warnings

    assert "Dòng số, ký hiệu để trống." in warnings
    assert "Số thứ tự 3.2. lặp lại; mục thứ hai ghi là III.B.3.2(2)." in warnings
    assert "Đánh số nhảy từ 3 đến 5." in warnings
