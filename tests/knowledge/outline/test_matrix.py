"""Task tables with a column for each body."""

import pytest

from knowledge.document import Assignment
from knowledge.reader import parse_document


def read(table: str) -> list[Assignment]:
    """The assignments of a plan that holds `table`."""
    text = f"KẾ HOẠCH\nCông tác năm 2026\n\nI. PHÂN CÔNG\n{table}\n\nNơi nhận:\n- Lưu: VT.\n"
    return list(parse_document(text.encode(), "a.txt").assignments)


def roles(table: str) -> list[tuple[list[str], list[str], list[str]]]:
    """Leads, implementers and partners of each row."""
    return [
        (
            [m.text for m in a.leads],
            [m.text for m in a.implementers],
            [m.text for m in a.partner_names],
        )
        for a in read(table)
    ]


HEAD = "| TT | Nhiệm vụ | Sở Tài chính | Sở Y tế | Sở Nội vụ | Thời gian |\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "| 1 | Kho dữ liệu | CT | PH | PH | Quý II/2026 |\n"
            "| 2 | Tập huấn |  | CT |  | Quý III/2026 |\n",
            [
                (["Sở Tài chính"], [], ["Sở Y tế", "Sở Nội vụ"]),
                (["Sở Y tế"], [], []),
            ],
        ),
        (
            "| 1 | Kho dữ liệu | ☑ |  |  | Quý II/2026 |\n"
            "| 2 | Tập huấn |  | ☑ |  | Quý III/2026 |\nGhi chú: dấu chọn là đơn vị chủ trì.\n",
            [(["Sở Tài chính"], [], []), (["Sở Y tế"], [], [])],
        ),
        (
            "| 1 | Kho dữ liệu | x |  | x | Quý II/2026 |\n",
            [([], ["Sở Tài chính", "Sở Nội vụ"], [])],
        ),
        (
            "| 1 | Kho dữ liệu | ☑ | ☐ | - | Quý II/2026 |\n",
            [([], ["Sở Tài chính"], [])],
        ),
        (
            "| 1 | Kho dữ liệu | C | P |  | Quý II/2026 |\nChú thích: C - chủ trì; P - phối hợp.\n",
            [(["Sở Tài chính"], [], ["Sở Y tế"])],
        ),
        (
            "| 1 | Kho dữ liệu | ● | ○ |  | Quý II/2026 |\nKý hiệu: ● Chủ trì; ○ Phối hợp\n",
            [(["Sở Tài chính"], [], ["Sở Y tế"])],
        ),
    ],
)
def test_marks_give_roles(rows, expected):
    """Marks count as the legend says, else as they are written; a bare tick leads nobody."""
    found = [each for each in roles(HEAD + rows) if any(each)]

    assert found == expected


def test_bodies_may_stand_in_a_second_head_row():
    """Below "Đơn vị chủ trì" a tick leads."""
    table = (
        "| TT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị chủ trì | Thời hạn |\n"
        "| TT | Nhiệm vụ | Sở Tài chính | Sở Y tế | Thời hạn |\n"
        "| 1 | Lập dự toán | x | | 31/3/2026 |\n"
    )

    assert roles(table) == [(["Sở Tài chính"], [], [])]


def test_numbers_of_columns_and_a_header_printed_again_are_no_marks():
    """Row numbers of columns stand below the header, and on a next page it stands once more."""
    head = "| TT | Nhiệm vụ | Sở Tài chính | Sở Y tế |\n"
    table = (
        f"{head}| (1) | (2) | (3) | (4) |\n"
        "| 1 | Lập dự toán | CT | PH |\n"
        f"{head}| 2 | Tập huấn | PH | CT |\n"
    )

    assert roles(table) == [
        (["Sở Tài chính"], [], ["Sở Y tế"]),
        (["Sở Y tế"], [], ["Sở Tài chính"]),
    ]


def test_ticks_under_other_heads_are_no_roles():
    """«Đạt», «Không đạt» are no bodies."""
    table = (
        "| TT | Nội dung | Đạt | Không đạt | Ghi chú |\n"
        "| 1 | Lập dự toán | x | | |\n| 2 | Tập huấn | | x | |\n"
    )

    assert [each for each in roles(table) if any(each)] == []


def test_sixty_bodies_are_read():
    """A column for each of 60 communes."""
    names = [f"UBND xã Mẫu {'ABCDEFGHIJKLMNOPQRST'[n % 20]}{'ABC'[n // 20]}" for n in range(60)]
    rows = [
        f"| {k + 1} | Nhiệm vụ thứ {k + 1} | "
        + " | ".join("CT" if n == k else "PH" if n == k + 1 else "" for n in range(60))
        + " |"
        for k in range(59)
    ]
    table = "| TT | Nhiệm vụ | " + " | ".join(names) + " |\n" + "\n".join(rows)

    found = roles(table)

    assert [leads for leads, _, _ in found] == [[name] for name in names[:59]]
    assert found[7][2] == [names[8]]
