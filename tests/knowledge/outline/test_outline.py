"""Numbered outlines."""

import pytest

from knowledge.document import Document
from knowledge.reader import parse_document


def read(text: str) -> Document:
    """The document of a text."""
    return parse_document(text.encode(), "a.txt")


def labelled(text: str) -> list[str]:
    """The paths of the labelled sections of a text but for bullets."""
    return [s.path for s in read(text).sections if s.label and s.label not in "-+"]


def plan(body: str) -> str:
    """A plan with `body` between its title and its recipients."""
    return f"KẾ HOẠCH\nCông tác năm 2024\n\n{body}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ("I. MỤC ĐÍCH\n1. Một.\n2. Hai.\nII. NỘI DUNG\n1. Ba.", "I I.1 I.2 II II.1"),
        ("I- MỤC ĐÍCH\n1- Một.\n2- Hai.\nII- NỘI DUNG\n1- Ba.", "I I.1 I.2 II II.1"),
        ("I/ MỤC ĐÍCH\n1/ Một.\n2/ Hai.", "I I.1 I.2"),
        ("I. A\n1. Một\n1.1. Hai.\n1.2.Đẩy mạnh.\n2. Ba\n2.1 Bốn.", "I I.1 I.1.1 I.1.2 I.2 I.2.1"),
        ("III. A\n1. Một.", "III III.1"),
        ("2.1. Một.\n2.2. Hai.\n1. Ba.\n2. Bốn.", "2.1 2.2 1 2"),
        ("Điều 8. Tổ chức thực hiện\n1. Một.\nĐiều 9. Hiệu lực", "Điều 8|Điều 8.1|Điều 9"),
        ("PHẦN I. KẾT QUẢ\nI. SỐ LIỆU\n1. Một.", "Phần I|Phần I.I|Phần I.I.1"),
        ("I. A\n2. Yêu cầu.\n3. Ba.", "I I.2 I.3"),
        ("I. A\n1. Một.\n3. Ba.\n7. Bảy.", "I I.1 I.3 I.7"),
        ("I. A\n1. Một.\n9. Trẻ em.", "I I.1"),
        ("I. A\n1. Một.\n57-KL/TW là kết luận.", "I I.1"),
        ("I. A\n3. Ba\n3.1. Một.\n3.2. Hai.\n3.2. Hai nữa.", "I I.3 I.3.1 I.3.2 I.3.2(2)"),
        (
            "2. A\n2.1. M.\n2.2. H.\n2.3. B.\n2.4. B.\n2.5. N.\n2.6. S.\n2.7. B.\n2.5. Lại.",
            "2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.5(2)",
        ),
        ("I. MỘT\n1. Một.\nII. HAI\n1. Hai.\nII. BA\n1. Ba.", "I I.1 II II.1 II(2) II(2).1"),
        ("I. A\n1. Gồm:\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nđ) Năm.",
         "I I.1 I.1.a I.1.b I.1.c I.1.d I.1.đ"),
        ("I. A\n1. Gồm:\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\ne) Năm;\nf) Sáu.",
         "I I.1 I.1.a I.1.b I.1.c I.1.d I.1.e I.1.f"),
        ("I. A\nA. Nhóm một\n1. Một.\nB. Nhóm hai\n1. Hai.", "I I.A I.A.1 I.B I.B.1"),
        ("1. Một.\n2. Hai:\n(1) Ba.\n(2) Bốn.", "1 2 2.(1) 2.(2)"),
        ("Phần I\nCHUNG\nĐiều 1. Một\n1. Hai.\nPhần II\nRIÊNG\nĐiều 2. Ba\n1. Bốn.",
         "Phần I|Điều 1|Điều 1.1|Phần II|Điều 2|Điều 2.1"),
        ("Chương I\nCHUNG\nĐiều 1. Một\n1. Hai:\na) Ba.\nChương II\nRIÊNG\nĐiều 2. Bốn",
         "Chương I|Điều 1|Điều 1.1|Điều 1.1.a|Chương II|Điều 2"),
    ],
)  # fmt: skip
def test_paths(body, paths):
    """Labels that continue their sequence make paths, others stay text."""
    assert labelled(plan(body)) == paths.split("|" if "|" in paths else " ")


def test_bullets_and_paragraphs_have_paths_of_their_own():
    """Dashes are /b, pluses under a dash /+, further paragraphs /p."""
    body = "I. A\n1. Một.\n- Hai.\n+ Ba.\n+ Bốn.\n- Năm.\n\nSáu là đoạn văn thứ hai của mục này."

    paths = [s.path for s in read(plan(body)).sections]

    assert paths == [
        "/tên gọi", "I", "I.1", "I.1/b1", "I.1/b1/+1", "I.1/b1/+2", "I.1/b2", "I.1/p2", "/nơi nhận",
    ]  # fmt: skip


def test_closing_paragraphs_belong_to_no_item():
    """What follows the last item and speaks to all is lifted to its part."""
    body = "I. A\n1. Một.\nII. B\n1. Hai.\n\nGiao Sở Nội vụ theo dõi.\n\nTrên đây là Kế hoạch./."

    assert [s.path for s in read(plan(body)).sections if "kết" in s.path] == ["II/kết1", "II/kết2"]


def test_contradictions_in_the_numbering_are_told():
    """Gaps, repeats and rejected labels are warnings that quote the label."""
    body = "I. A\n1. Một.\n3. Ba.\n3. Ba nữa.\n30. Trẻ em."

    warnings = " ".join(read(plan(body)).warnings)

    assert "nhảy từ 1 đến 3." in warnings
    assert "3. lặp lại" in warnings
    assert "«30.»" in warnings


def test_reach_covers_what_stands_below():
    """A section's reach ends with its last descendant; its span is its own text only."""
    document = read(plan("I. A\n1. Một.\n- Hai.\nII. B\n1. Ba."))
    part = document.section("I")

    assert part.span.of(document.text) == "I. A"
    assert part.reach.of(document.text) == "I. A\n1. Một.\n- Hai."
    assert document.section("I.1/b1").level == 3


@pytest.mark.parametrize(
    ("body", "kind", "heading"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU\n1. Một.", "heading", "MỤC ĐÍCH, YÊU CẦU"),
        ("I. Mục đích:\n- Một.", "heading", "Mục đích"),
        ("I. Các cơ quan gồm:\n- Một.", "item", None),
        ("I. Rà soát văn bản.\nII. Hai.", "item", None),
    ],
)
def test_headings_have_no_end_mark(body, kind, heading):
    """A short line without an end mark over something else is a heading."""
    section = read(plan(body)).section("I")

    assert (section.kind.value, section.heading) == (kind, heading)


def test_chapter_title_over_several_lines():
    """The lines in capitals under a chapter's number are its title, and prose is not."""
    document = read(
        plan("Chương I\nPHÂN CẤP\nVỀ TÔN GIÁO\nĐiều 1. Một\nHai.\nChương II\nRIÊNG\nLời văn.")
    )
    headings = {s.path: s.heading for s in document.sections}

    assert headings["Chương I"] == "PHÂN CẤP VỀ TÔN GIÁO"
    assert headings["Chương II"] == "RIÊNG"
    assert "Chương I/p1" not in headings and "Chương II/p1" in headings


def test_addressees_may_stand_without_dashes():
    """Short lines of bodies under a bare "Kính gửi:" belong to it, what follows does not."""
    text = (
        "Kính gửi:\n\nHiệu trưởng các trường trên địa bàn thị xã;\nCác phòng chuyên môn.\n\n"
        "Các đơn vị tiếp tục thực hiện Công điện số 14/CĐ-UBND ngày 15/10/2025 như sau:\n"
        "1. Rà soát hồ sơ.\n2. Nộp hồ sơ.\n"
    )
    sections = {s.path: s for s in read(text).sections}

    assert sections["/Kính gửi"].span.of(text).endswith("chuyên môn.")
    assert sections["/mở đầu"].span.of(text).startswith("Các đơn vị")


def test_bases_with_dashes_are_a_preamble():
    """Lines like "- Căn cứ Luật …" before the first label, also under "Kính gửi" with its list."""
    text = (
        "Kính gửi:\n- Các phòng;\n- Các xã.\n\n- Căn cứ Luật Lưu trữ;\n"
        "- Xét đề nghị của Chánh Văn phòng,\n\n1. Rà soát hồ sơ.\n2. Nộp hồ sơ.\n"
    )
    sections = {s.path: s for s in read(text).sections}

    assert "/b1" not in sections
    assert sections["/Kính gửi"].span.of(text).endswith("Các xã.")
    assert sections["/căn cứ"].span.of(text).endswith("Văn phòng,")
