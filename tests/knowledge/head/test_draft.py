"""Drafts told by their head, their watermark, or their blank number and signature."""

import pytest
from making.docx import NAMESPACES, docx, p

from index.answer.cite import cite
from knowledge.document import Draft
from knowledge.head.draft import is_draft_mark, is_watermark
from knowledge.reader import parse_document
from knowledge.readers.word.word import read_word

HEAD = """{mark}
ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
Số: {number}/KH-UBND{behind}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Giang, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
{title}
I. MỤC ĐÍCH
Đẩy mạnh chuyển đổi số trong các cơ quan.
1. Sở Y tế chủ trì, phối hợp với Sở Tài chính số hóa hồ sơ.
{signature}
"""
SIGNED = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu"


def read(mark="", number="15", behind="", title="Chuyển đổi số", signature=SIGNED):
    """The document with this head."""
    text = HEAD.format(mark=mark, number=number, behind=behind, title=title, signature=signature)
    return parse_document(text.encode(), "a.txt")


@pytest.mark.parametrize(
    "mark",
    ["DỰ THẢO", "(Dự thảo)", "Dự thảo lần 2", "BẢN DỰ THẢO NGÀY 12/3/2024", "DRAFT", "D Ự T H Ả O"],
)
def test_a_marked_draft_is_told(mark):
    """Every answer from it says so."""
    document = read(mark=mark)

    assert document.draft is Draft.MARKED
    section = document.sections[-1]
    assert "dự thảo" in (cite(document, section.path, section.span).remark or "")


def test_a_mark_behind_the_number_or_the_title_is_one():
    """«Số:   /KH-UBND (Dự thảo)»."""
    assert read(number="   ", behind=" (Dự thảo)").draft is Draft.MARKED
    assert read(title="Chuyển đổi số năm 2024 (dự thảo)").draft is Draft.MARKED


def test_a_blank_number_without_signature_may_be_a_draft():
    """A blank number alone is none: registries stamp it on signed files."""
    assert read(number="   ", signature="").draft is Draft.UNSIGNED
    assert read(number="   ").draft is None
    assert read(signature="").draft is None


@pytest.mark.parametrize(
    "title", ["Lấy ý kiến dự thảo Luật", "V/v góp ý\ndự thảo Kế hoạch", "Xây dựng dự thảo đề án"]
)
def test_a_plan_about_drafts_is_none(title):
    """What is said of other drafts makes no draft of a document."""
    assert read(title=title).draft is None


def test_watermarks_and_running_heads_of_word_are_seen():
    """The watermark of Word stands in a header, as drawn letters."""
    drawn = "<v:shape><v:textpath string='DỰ THẢO'/></v:shape>"
    shape = f"<w:p><w:r><w:pict>{drawn}</w:pict></w:r></w:p>"
    body = p("Sở Y tế chủ trì số hóa hồ sơ.")
    reference = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    headed = [f"<w:hdr {NAMESPACES}>{each}</w:hdr>" for each in (shape, p("Dự thảo 12/3/2024"))]
    plain = f"<w:hdr {NAMESPACES}>{p('Trang 1')}</w:hdr>"

    for header in headed:
        assert read_word(docx(body + reference, header=header), "a.docx").draft
    assert not read_word(docx(body + reference, header=plain), "a.docx").draft


def test_marks_are_whole():
    """Words that only begin alike are none."""
    assert is_draft_mark("DỰ THẢO QUYẾT ĐỊNH") and not is_draft_mark("Dự thảo quyết định")
    assert is_watermark("D Ự T H Ả O") and not is_watermark("MẬT")
