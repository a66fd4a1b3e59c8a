"""Tests of numbers as people say them or as a phone types them."""

import pytest

from index.spelling.spoken_numbers import write_numbers


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ai làm nhiệm vụ 4,1 kh 72", "ai làm nhiệm vụ 4.1 kh 72"),
        ("nv 4 chấm 1", "nv 4.1"),
        ("nv 4 phẩy 1 chấm 2", "nv 4.1.2"),
        ("mục 4. 1 kh 72", "mục 4.1 kh 72"),
        ("mục 4-1", "mục 4.1"),
        ("mục 4 1 kh 72", "mục 4.1 kh 72"),
        ("mục 4, 1", "mục 4.1"),
        ("mục 4 . 1 kh 72", "mục 4.1 kh 72"),
        ("mục 4_1", "mục 4.1"),
        ("mục 4·1", "mục 4.1"),
        ("mục II,4,1 kh 72", "mục II.4.1 kh 72"),
        ("phần III-2", "phần III.2"),
        ("mục bốn chấm một kế hoạch bảy mươi hai", "mục 4.1 kế hoạch 72"),
        ("muc bon cham mot ke hoach bay muoi hai", "muc 4.1 ke hoach 72"),
        ("kh một trăm linh năm", "kh 105"),
        ("quyết định một hai không tám", "quyết định 1208"),
        ("công văn chín tư", "công văn 94"),
        ("kế hoạch số tám", "kế hoạch số 8"),
        ("khoản hai của kế hoạch", "khoản 2 của kế hoạch"),
        ("4,1 kh 72 ai làm", "4.1 kh 72 ai làm"),
        ("kh 72 4,1 ai làm", "kh 72 4.1 ai làm"),
        ("mục ４．１", "mục 4.1"),
    ],
)
def test_parts_and_documents_are_numbered_as_plans_print_them(typed, written):
    """A number that names a part or a document is written with digits and points."""
    assert write_numbers(typed) == written


@pytest.mark.parametrize(
    "text",
    [
        "kế hoạch năm 2025", "kế hoạch mười năm", "kế hoạch hai mươi ngày", "kế hoạch ba tháng",
        "nhiệm vụ năm nay", "nhiệm vụ sau", "muc sau", "việc một cửa", "tăng 3,2 lần",
        "nhiệm vụ 12,5 tỷ", "mục 1, 2 và 3", "mục 1,2,3", "mục 1-3", "nhiệm vụ 1 năm 2025",
        "chi 3 phẩy 5 phần trăm", "ngày 2,3 tháng 4", "phần trăm",
        "bo phan mot cua o xa", "một phần mười", "người giúp việc số hai ở sở", "dieu 6 7 8 sua gi",
    ],
)  # fmt: skip
def test_other_numbers_are_left_as_they_are(text):
    """What counts, measures, lists or names a stretch stays as typed."""
    assert write_numbers(text) == text
