"""Titles printed in capitals."""

import pytest

from knowledge.names.title_case import sentence_cased, within_sentence


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (
            "THỰC HIỆN KẾ HOẠCH SỐ 14-KH/TU, NGÀY 02/01/2024 CỦA BAN THƯỜNG VỤ TỈNH ỦY",
            "Thực hiện Kế hoạch số 14-KH/TU, ngày 02/01/2024 của Ban Thường vụ Tỉnh ủy",
        ),
        (
            "PHÁT TRIỂN HẠ TẦNG 5G, IoT TẠI TỈNH HÀ GIANG",
            "Phát triển hạ tầng 5G, IoT tại tỉnh Hà Giang",
        ),
        ("CHỈ THỊ SỐ 32/CT-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ",
         "Chỉ thị số 32/CT-TTg của Thủ tướng Chính phủ"),
        ("CÔNG TÁC PCCC NĂM 2025", "Công tác PCCC năm 2025"),
        ("TỔ CHỨC THỰC HIỆN", "Tổ chức thực hiện"),
        ("Công tác văn thư", "Công tác văn thư"),
    ],
)  # fmt: skip
def test_capitals_become_a_sentence(printed, told):
    """Bodies, places, types with a number and codes keep theirs; what has none stays."""
    assert sentence_cased(printed) == told


def test_the_text_tells_how_words_are_spelt():
    """Names that no table has are spelt as the document spells them within a sentence."""
    text = "Các bên dự lễ hội Gầu Tào xã Pha Long hằng năm.\nLỄ HỘI GẦU TÀO XÃ PHA LONG"

    assert sentence_cased("TỔ CHỨC LỄ HỘI GẦU TÀO XÃ PHA LONG", text) == (
        "Tổ chức lễ hội Gầu Tào xã Pha Long"
    )


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Triển khai công tác văn thư", "triển khai công tác văn thư"),
        ("Sở Y tế triển khai tiêm chủng", "Sở Y tế triển khai tiêm chủng"),
        ("Đảng bộ tỉnh học tập", "Đảng bộ tỉnh học tập"),
        ("Kế hoạch số 5 của tỉnh", "Kế hoạch số 5 của tỉnh"),
        ("UBND tỉnh họp", "UBND tỉnh họp"),
    ],
)
def test_within_a_sentence_only_names_begin_with_a_capital(title, told):
    """«Về triển khai …», but «Về Sở Y tế …»."""
    assert within_sentence(title) == told
