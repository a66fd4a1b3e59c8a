"""Word files: plans made into them read as the texts they were made from."""

import pytest
from making.docx import cell, docx, level, numbering, p, plan_docx, run, table

from knowledge.document import Document
from knowledge.extract import Method
from knowledge.reader import parse_document, read_document
from knowledge.shipped import shipped_documents
from knowledge.text import squash

PLANS = {each.path.stem: each for each in shipped_documents()}


def labelled(document: Document) -> list[tuple[str, str | None]]:
    """Path and printed label of the numbered nodes."""
    aside = ("bullet", "footnote")
    return [(s.path, s.label) for s in document.sections if s.label and s.kind.value not in aside]


def duties(document: Document) -> list[tuple[object, ...]]:
    """Path, leads, implementers and timing of each assignment."""
    return [
        (
            a.path,
            [m.text for m in a.leads],
            [m.text for m in a.implementers],
            a.timing.text if a.timing else None,
        )
        for a in document.assignments
    ]


def reports(document: Document) -> list[tuple[object, ...]]:
    """Path, reporter, recipient and cadence of each reporting clause."""
    return [
        (r.path, *(m.text if m else None for m in (r.reporter, r.recipient, r.cadence)))
        for r in document.reporting
    ]


@pytest.mark.parametrize("styled", [False, True], ids=["lists", "styles"])
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_numbered_by_word_reads_as_its_text(name, styled):
    """Numbers that only Word prints make the outline, the duties and the reports of the text."""
    path = PLANS[name].path
    original = read_document(path)
    made = parse_document(plan_docx(path.read_text("utf-8"), styled=styled), "a.docx")

    assert made.method is Method.WORD
    assert labelled(made) == labelled(original)
    assert duties(made) == duties(original)
    assert reports(made) == reports(original)
    text = squash(original.text.replace("*", ""))
    assert all(squash(a.span.of(made.text)) in text for a in made.assignments)


CENTRE = '<w:jc w:val="center"/>'
NUMBERED = p(number=("1", 0))
PLAN_WITH_TABLE = (
    table(
        (
            cell("UBND TỈNH GIA LAI", "SỞ NỘI VỤ"),
            cell(),
            cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        ),
        ("Số: 12/KH-SNV", cell(), "Gia Lai, ngày 05 tháng 02 năm 2026"),
    )
    + p("KẾ HOẠCH", properties=CENTRE)
    + p("Cải cách hành chính năm 2026", properties=CENTRE)
    + p("Sở Nội vụ ban hành Kế hoạch như sau:")
    + p("NHIỆM VỤ", number=("2", 0))
    + p("Theo Phụ lục kèm theo.", number=("2", 1))
    + table((cell("Nơi nhận:", "- Lưu: VT."), cell("GIÁM ĐỐC", p(), "Trần Quốc Khánh")))
    + p("PHỤ LỤC", properties=CENTRE)
    + p("(Kèm theo Kế hoạch số 12/KH-SNV ngày 05/02/2026 của Sở Nội vụ)", properties=CENTRE)
    + table(
        (
            *(cell(title, merge="restart") for title in ("TT", "Nhiệm vụ")),
            cell("Đơn vị thực hiện", span=2),
            *(cell(title, merge="restart") for title in ("Thời gian hoàn thành", "Sản phẩm")),
        ),
        (
            *(cell(merge="continue"), cell(merge="continue"), "Chủ trì", "Phối hợp"),
            *(cell(merge="continue"), cell(merge="continue")),
        ),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        (cell(p(run("I. TUYÊN TRUYỀN")), span=6),),
        (
            *(cell(NUMBERED), "Viết tin, bài", cell("Phòng Cải cách", merge="restart")),
            *("Văn phòng Sở", "Quý I/2026", "Báo cáo"),
        ),
        (
            *(cell(NUMBERED), "Mở chuyên mục", cell(merge="continue")),
            *("nt", "Quý II/2026", "Báo cáo"),
        ),
        (cell(p("II")), cell(p("KIỂM TRA"), span=5)),
        (cell(NUMBERED), "Kiểm tra xã", "Thanh tra Sở", cell(), "Hằng năm", cell()),
    )
)


def test_an_annex_with_merged_cells_and_a_numbered_column():
    """Rows have their numbers from Word, their lead from the cell that reaches down to them."""
    lists = numbering(
        {
            "0": level(0, "decimal", "%1"),
            "1": level(0, "upperRoman", "%1.") + level(1, "decimal", "%2."),
        },
        {"1": ("0", ""), "2": ("1", "")},
    )
    document = parse_document(docx(PLAN_WITH_TABLE, numbering=lists), "a.docx")
    header = document.header
    fields = (header.number, header.date, header.issuer, header.title, header.signer)

    assert [field.value for field in fields if field] == [
        "12/KH-SNV", "2026-02-05", "Sở Nội vụ", "Cải cách hành chính năm 2026", "Trần Quốc Khánh",
    ]  # fmt: skip
    assert [path for path, _ in labelled(document)] == [
        "I", "I.1", "PL/I", "PL/1", "PL/2", "PL/II", "PL/3",
    ]  # fmt: skip
    assert duties(document) == [
        ("PL/1", ["Phòng Cải cách"], [], "Quý I/2026"),
        ("PL/2", ["Phòng Cải cách"], [], "Quý II/2026"),
        ("PL/3", ["Thanh tra Sở"], [], "Hằng năm"),
    ]
    assert [a.partners and a.partners.text for a in document.assignments] == [
        "Văn phòng Sở", "Văn phòng Sở", None,
    ]  # fmt: skip
