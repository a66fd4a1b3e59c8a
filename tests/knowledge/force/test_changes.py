"""Tests of reading which documents a text changes."""

import pytest

from knowledge.document import Change
from knowledge.reader import parse_document

HEAD = """ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                          Độc lập - Tự do - Hạnh phúc
Số: 52/KH-UBND                   Hà Giang, ngày 20 tháng 8 năm 2024

KẾ HOẠCH
{title}

{body}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""


def read(body="", title="Phát triển chuyển đổi số trên địa bàn tỉnh năm 2024"):
    """A plan with that title and body."""
    return parse_document(HEAD.format(title=title, body=body).encode(), "a.txt")


@pytest.mark.parametrize(
    ("body", "change", "number", "since"),
    [
        (
            "Kế hoạch này thay thế Kế hoạch số 15/KH-UBND ngày 05/3/2024 của UBND tỉnh.",
            Change.REPLACED, "15/KH-UBND", None,
        ),
        (
            "Điều 2. Quyết định này có hiệu lực kể từ ngày 01 tháng 9 năm 2024 và thay thế "
            "Kế hoạch số 15/KH-UBND ngày 05/3/2024.",
            Change.REPLACED, "15/KH-UBND", "2024-09-01",
        ),
        (
            "1. Bãi bỏ Kế hoạch số 15/KH-UBND ngày 05/3/2024 của UBND tỉnh về chuyển đổi số.",
            Change.REPEALED, "15/KH-UBND", None,
        ),
        (
            "Kế hoạch số 15/KH-UBND ngày 05/3/2024 của UBND tỉnh hết hiệu lực kể từ ngày Kế hoạch "
            "này được ký.",
            Change.REPEALED, "15/KH-UBND", None,
        ),
        (
            "1. Bãi bỏ điểm 1.2 khoản 1 mục II Kế hoạch số 15/KH-UBND ngày 05/3/2024.",
            Change.AMENDED, "15/KH-UBND", None,
        ),
        (
            "Ủy ban nhân dân tỉnh sửa đổi, bổ sung một số nội dung của Kế hoạch số 15/KH-UBND ngày "
            "05/3/2024 như sau:",
            Change.AMENDED, "15/KH-UBND", None,
        ),
        (
            "Ủy ban nhân dân tỉnh đính chính nội dung tại điểm 1.1 Kế hoạch số 15/KH-UBND như sau:",
            Change.RECTIFIED, "15/KH-UBND", None,
        ),
    ],
)  # fmt: skip
def test_changes_are_read_with_number_and_day(body, change, number, since):
    """What is done, to which document, from when, and in which words."""
    document = read(body)
    (found,) = document.changes
    assert (found.change, found.number, found.since) == (change, number, since)
    assert number in found.span.of(document.text)


@pytest.mark.parametrize(
    "body",
    [
        "Căn cứ Nghị định số 05/2025/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số "
        "08/2022/NĐ-CP của Chính phủ;",
        "Thực hiện Thông tư số 02/2022/TT-BTNMT (được sửa đổi, bổ sung tại Thông tư số "
        "07/2025/TT-BTNMT).",
        "1. Sở Nội vụ tham mưu UBND tỉnh sửa đổi, bổ sung Quyết định số 15/2021/QĐ-UBND.",
        "1. Nghị định số 38/2023/NĐ-CP bãi bỏ một phần Nghị định số 27/2022/NĐ-CP.",
    ],
)
def test_what_others_have_changed_is_no_change_by_this_one(body):
    """Laws are cited with what has become of them; tasks may be to change something."""
    assert read(body).changes == ()


def test_a_title_says_it():
    """«Sửa đổi, bổ sung Kế hoạch số …» as a title."""
    (found,) = read(title="Sửa đổi, bổ sung một số nội dung Kế hoạch số 15/KH-UBND").changes
    assert found.change is Change.AMENDED


def test_a_list_names_several():
    """Each entry below the sentence that opens the list, and nothing behind the list."""
    body = (
        "Điều 1. Bãi bỏ các văn bản sau:\n"
        "1. Kế hoạch số 15/KH-UBND ngày 05/3/2024 của UBND tỉnh.\n"
        "2. Quyết định số 16/QĐ-UBND ngày 06/3/2024 của UBND tỉnh.\n"
        "Điều 2. Các sở, ban, ngành tổ chức thực hiện.\n"
        "Điều 3. Quyết định số 99/QĐ-UBND tiếp tục được thực hiện."
    )
    found = [(each.change, each.number) for each in read(body).changes]
    assert found == [(Change.REPEALED, "15/KH-UBND"), (Change.REPEALED, "16/QĐ-UBND")]


def test_several_in_one_sentence():
    """All that are replaced, but not what they were made for."""
    body = (
        "Kế hoạch này thay thế Kế hoạch số 15/KH-UBND ngày 05/3/2024 về thực hiện Nghị quyết số "
        "48/NQ-CP, Kế hoạch số 16/KH-UBND ngày 06/3/2024."
    )
    assert [each.number for each in read(body).changes] == ["15/KH-UBND", "16/KH-UBND"]


def test_the_last_day_in_force():
    """«Có hiệu lực đến hết ngày …», and no other day."""
    said = read("Kế hoạch này có hiệu lực kể từ ngày ký đến hết ngày 31 tháng 12 năm 2025.")
    assert said.expires is not None and said.expires.value == "2025-12-31"
    other = read("Thời gian thực hiện: từ nay đến hết ngày 31 tháng 12 năm 2025.")
    assert other.expires is None


def test_a_list_may_be_an_annex():
    """The rows of its table, where the article names nothing itself."""
    text = HEAD.format(
        title="Bãi bỏ một số văn bản của Ủy ban nhân dân tỉnh",
        body="Điều 1. Bãi bỏ 02 văn bản do Ủy ban nhân dân tỉnh ban hành (có danh mục kèm theo).",
    )
    text += (
        "\nPHỤ LỤC\nDANH MỤC VĂN BẢN BÃI BỎ\n"
        "(Kèm theo Kế hoạch số 52/KH-UBND ngày 20/8/2024 của UBND tỉnh)\n"
        "| STT | Số, ký hiệu | Ngày | Trích yếu |\n"
        "| 1 | 15/KH-UBND | 05/3/2024 | Phát triển chuyển đổi số |\n"
        "| 2 | 16/QĐ-UBND | 06/3/2024 | Khác |\n"
    )
    found = parse_document(text.encode(), "a.txt").changes
    assert [(each.change, each.number) for each in found] == [
        (Change.REPEALED, "15/KH-UBND"),
        (Change.REPEALED, "16/QĐ-UBND"),
    ]
