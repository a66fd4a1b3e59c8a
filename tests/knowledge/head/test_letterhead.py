"""Heads that narrow cells, web pages and flattened columns have damaged."""

import pytest

from knowledge.head.letterhead import head_bodies, head_end, whole_lines
from knowledge.outline.lines import read_lines


@pytest.mark.parametrize(
    ("head", "whole"),
    [
        ("Số:\n45/KH-UBND", ["Số: 45/KH-UBND"]),
        ("ỦY\nBAN NHÂN DÂN\nTỈNH GIA LAI", ["ỦY BAN NHÂN DÂN", "TỈNH GIA LAI"]),
        ("CHÍNH\nPHỦ\n---\n|\nCỘNG\nHÒA XÃ HỘI", ["CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI"]),
        ("HỘI NÔNG DÂN\nVIỆT NAM", ["HỘI NÔNG DÂN VIỆT NAM"]),
        ("Số:\n\n45/KH-UBND", ["Số:", "45/KH-UBND"]),
        ("SỞ Y TẾ\nTRUNG TÂM KIỂM NGHIỆM", ["SỞ Y TẾ", "TRUNG TÂM KIỂM NGHIỆM"]),
        (
            "TỔ RÀ SOÁT\nTHEO KẾ HOẠCH\nSỐ 8/KH-SNV\nSố: 2/BC-TRS",
            [
                "TỔ RÀ SOÁT",
                "THEO KẾ HOẠCH SỐ 8/KH-SNV",
                "Số: 2/BC-TRS",
            ],
        ),
        ("QUYẾT ĐỊNH\nSỐ 8/QĐ-SNV", ["QUYẾT ĐỊNH", "SỐ 8/QĐ-SNV"]),
    ],
)
def test_what_a_cell_broke_is_one_line_again(head, whole):
    """Numbers, mottoes and names of bodies are joined within a cell, never across cells."""
    assert [line.text for line in whole_lines(head, read_lines(head))] == whole


@pytest.mark.parametrize(
    ("head", "bodies"),
    [
        ("BỘ\nCÔNG THƯƠNG\n---\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ["BỘ CÔNG THƯƠNG"]),
        ("ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\n|\nSố:\n45/KH-UBND\n|", ["ỦY BAN NHÂN DÂN TỈNH GIA LAI"]),
        ("TRƯỜNG CHÍNH TRỊ\nTP. Cần Thơ, ngày 02 tháng 3 năm 2026", ["TRƯỜNG CHÍNH TRỊ"]),
        (
            "UBND HUYỆN\nPHÒNG NỘI VỤ     Độc lập - Tự do - Hạnh phúc",
            ["UBND HUYỆN", "PHÒNG NỘI VỤ"],
        ),
        ("UBND\nTHỊ TRẤN MÊ LINH\nTT Mê Linh, ngày 02 tháng 3 năm 2026", ["UBND THỊ TRẤN MÊ LINH"]),
        ("BỘ NỘI VỤ\n-N\nĐộc lập - Tự do - Hạnh phúc", ["BỘ NỘI VỤ"]),
        ("Y BAN NHÂN DÂN\nXÃ TÂN LẬP", ["Y BAN NHÂN DÂN XÃ TÂN LẬP"]),
        (
            "UBND TỈNH GIA LAI\nVĂN PHÒNG\nSố: 7/PG-VP\nPHIẾU GỌI",
            ["UBND TỈNH GIA LAI", "VĂN PHÒNG"],
        ),
        (
            "ĐOÀN THANH TRA\nTHEO QUYẾT ĐỊNH\nSỐ 31/QĐ-TTr\nSố: 4/KH-ĐTTr",
            ["ĐOÀN THANH TRA THEO QUYẾT ĐỊNH SỐ 31/QĐ-TTr"],
        ),
    ],
)
def test_bodies_hold_nothing_of_the_other_column(head, bodies):
    """Neither the motto, nor the number, nor the place is taken for part of a name."""
    assert [name for name, _ in head_bodies(head, read_lines(head))] == bodies


def test_a_head_without_a_type_line_ends_under_its_number_and_day():
    """Motto and number line make a head; without them a text has none."""
    head = read_lines(
        "UBND TỈNH GIA LAI | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 4/QĐ-UBND | Gia Lai, ngày 02 tháng 3 năm 2026 |\nUBND TỈNH GIA LAI\nCăn cứ Luật;\n"
    )

    assert head[head_end(head, 0, len(head))].text == "UBND TỈNH GIA LAI"
    assert head_end(head[4:], 0, len(head[4:])) == 0
