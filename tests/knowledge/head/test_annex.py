"""Annexes in files of their own."""

import pytest

from index.library.document_names import full_name, short_name
from knowledge.document import SourceKind
from knowledge.reader import parse_document

ROWS = (
    "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
    "| 1 | Rà soát văn bản | Sở Tư pháp | Quý I/2026 |\n| 2 | Tập huấn | Sở Y tế | Quý II/2026 |\n"
)


def read(head: str):
    """The document of an annex with these lines above its table."""
    return parse_document(f"{head}\n\n{ROWS}".encode(), "a.txt")


@pytest.mark.parametrize(
    ("head", "kind", "number", "day", "name"),
    [
        ("PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 27/KH-UBND ngày 09/2/2026 của UBND "
         "tỉnh Lạng Sơn)", "Kế hoạch", "27/KH-UBND", "2026-02-09", "Phụ lục KH 27"),
        ("Phụ lục II\nPHÂN CÔNG NHIỆM VỤ\n(Ban hành kèm theo Quyết định số: 310/QĐ-UBND ngày 12 "
         "tháng 3\nnăm 2026 của Chủ tịch UBND tỉnh Lạng Sơn)",
         "Quyết định", "310/QĐ-UBND", "2026-03-12", "Phụ lục II QĐ 310"),
        ("DANH SÁCH ĐƠN VỊ\n(Kèm theo Công văn số 88/SNV-TCBC của Sở Nội vụ tỉnh Lạng Sơn)",
         "Công văn", "88/SNV-TCBC", None, "Phụ lục CV 88"),
    ],
)  # fmt: skip
def test_an_annex_tells_what_it_belongs_to(head, kind, number, day, name):
    """Type, number and day of the plan are those under which its annex is asked for."""
    document = read(head)
    of = document.identity

    assert document.source is SourceKind.ANNEX
    assert (of.type.value, of.number.value, of.date and of.date.value) == (kind, number, day)
    assert of.number.span.of(document.text).replace(" ", "") == number
    assert short_name(document) == name
    assert full_name(document).startswith(f"Phụ lục{' II' if 'II' in name else ''} kèm theo {kind}")
    assert [task.leads[0].text for task in document.assignments] == ["Sở Tư pháp", "Sở Y tế"]
    assert not any("cần quản trị bổ sung" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    "head",
    [
        "PHỤ LỤC\n(Kèm theo Kế hoạch số     /KH-UBND ngày    /2/2026 của UBND tỉnh Lạng Sơn)",
        "Số: 5/KH-UBND\n\nKẾ HOẠCH\n(Kèm theo Quyết định số 9/QĐ-UBND ngày 01/2/2026)",
        "DANH MỤC NHIỆM VỤ NĂM 2026",
    ],
)
def test_what_names_no_plan_is_no_annex(head):
    """A blank number ties an annex to nothing, and a plan with a number is itself."""
    assert read(head).source is not SourceKind.ANNEX
