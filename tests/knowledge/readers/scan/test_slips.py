"""Marks of daily words that recognition gets wrong."""

from pathlib import Path

import pytest

from knowledge.readers.scan.slips import mend_slips
from knowledge.shipped import shipped_documents

_SHARED = Path(__file__).parents[5] / "shared"


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Quy định chỉ tiết thì hành", "Quy định chi tiết thi hành"),
        ("TỔ CHÚC THỤC HIỆN", "TỔ CHỨC THỰC HIỆN"),
        ("“tô chức”, Kiêm tra.", "“tổ chức”, Kiểm tra."),
        ("Điêu 1. ngảy 2 thắng 6, Văn bản sô 15", "Điều 1. ngày 2 tháng 6, Văn bản số 15"),
        ("trước ngày 05/01/2012 đê tông hợp", "trước ngày 05/01/2012 để tổng hợp"),
        ("khâu, nhập khâu;", "khâu, nhập khẩu;"),
    ],
)
def test_marks_are_mended_and_nothing_else(read, printed):
    """Capitals and signs stay; only dots and strokes change."""
    assert " ".join(mend_slips(read.split())) == printed


@pytest.mark.parametrize(
    "words",
    [
        "Tỉnh uỷ, thành ủy, văn hoá, kỹ thuật",
        "tu bổ đê điều, tuyến đê sông",
        "mỗi trường cần bố trí, để xuất khẩu",
        "chủ trì. Thực hiện",
        "Ông Thực. Hiện nay",
    ],
)
def test_other_words_stay(words):
    """Both places of a tone are right, and a sign parts words."""
    assert " ".join(mend_slips(words.split())) == words


def test_typed_plans_hold_no_slips():
    """Nothing is mended in the shipped plans but three slips of whoever made them."""
    mended = set()
    for shipped in shipped_documents():
        words = shipped.path.read_text("utf-8").split()
        mended |= {
            (word, other)
            for word, other in zip(words, mend_slips(words), strict=True)
            if word != other
        }

    assert mended == {("quổc,", "quốc,"), ("cao,", "cáo,"), ("Đây", "Đẩy")}
