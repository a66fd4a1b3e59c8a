"""Quotations: every citation, hit and passage is the words of its file, letter for letter."""

import random
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from index.answer.cite import cite
from index.library.passages import LETTERHEAD, cut_passages
from knowledge.document import Document, SectionKind
from knowledge.reader import parse_document
from knowledge.shipped import shipped_documents
from knowledge.text import Span, clean

# Indexed with the passages that stand below them, or with all of a document.
_ABOVE = (SectionKind.HEADING, SectionKind.GROUP)
_ASIDE = (SectionKind.TABLE_HEADER, SectionKind.ARTICLE_DATE)
# What a letter prints between its parts: rules, the place and date, how urgent it is.
_FRAME = re.compile(r"[-\s*_|]*|.+, ngày \d+ tháng \d+ năm \d+|HỎA TỐC")


def check_passages(document: Document) -> None:
    """Fail where passages are not slices of the text, in order, with ids of their own."""
    passages = cut_passages(document)
    paths = {section.path for section in document.sections}
    assert len({passage.id for passage in passages}) == len(passages)
    for passage in passages:
        assert 0 <= passage.span.start < passage.span.end <= len(document.text)
        assert passage.text == clean(passage.span.of(document.text)) != ""
        assert passage.path in paths | {LETTERHEAD}
        assert passage.document_id == document.id
    for left, right in pairwise(passages):
        assert left.span.end <= right.span.start


def read_all(plan_files) -> list[Document]:
    """The documents of the texts to be judged."""
    return [parse_document(path.read_bytes(), name) for name, path in plan_files.items()]


def test_passages_are_slices_of_their_document(plan_files):
    """A passage is the cleaned words of its span, and no two share any."""
    for document in read_all(plan_files):
        check_passages(document)


def test_passages_cover_the_text(plan_files):
    """Between the first and the last passage nothing is left but headings and the frame."""
    for document in read_all(plan_files):
        passages = cut_passages(document)
        spans = [p.span for p in passages]
        spans += [s.span for s in document.sections if s.kind in (*_ABOVE, *_ASIDE)]
        end = passages[0].span.start
        for span in sorted(spans, key=lambda span: span.start):
            between = document.text[end : span.start]
            assert all(_FRAME.fullmatch(line.strip()) for line in between.split("\n")), between
            end = max(end, span.end)


def test_headings_are_indexed_with_what_stands_below(plan_files):
    """A heading that is no passage is in the breadcrumb of one, or in its own passage."""
    for document in read_all(plan_files):
        passages = cut_passages(document)
        indexed = " ".join(f"{passage.breadcrumb} {passage.text}" for passage in passages)
        for section in document.sections:
            if section.kind in _ABOVE and section.heading:
                assert section.heading in indexed, section.path


@pytest.mark.parametrize("seed", range(30))
def test_passages_of_damaged_texts_keep_their_promises(seed):
    """Lines lost, doubled or moved never make a passage that is not in the text."""
    chance = random.Random(seed)
    lines = chance.choice(shipped_documents()).path.read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines for _ in range(chance.choice([0, 1, 1, 1, 1, 1, 2]))]
    if seed % 3 == 0:
        chance.shuffle(lines)

    check_passages(parse_document("\n".join(lines).encode(), "ke-hoach.txt"))


def test_a_citation_names_the_page_it_stands_on():
    """Where a file has pages, the one on which the proving words begin."""
    text = (
        "KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Nâng cao nhận thức của cán bộ.\n2. Rà soát văn bản đã ban hành."
    )
    document = parse_document(text.encode(), "ke-hoach.txt")
    second = text.index("2. Rà")
    document = replace(
        document, pages=(Span(start=0, end=second), Span(start=second, end=len(text)))
    )
    whole = Span(start=text.index("1. Nâng"), end=len(text))

    first, last = (
        cite(document, "I.1", whole),
        cite(document, "I.2", whole, Span(start=second, end=second + 9)),
    )

    assert (first.page, last.page) == (1, 2)
    assert last.place == "mục I.2, trang 2"


def test_the_unit_over_merged_titles_is_told():
    """A row shows its figures; their unit stands in the first row of the header alone."""
    text = (
        "Số: 5/KH-UBND\n\nKẾ HOẠCH\nMua sắm năm 2026\n\nII. KINH PHÍ\n"
        "| TT | Nội dung | Kinh phí (triệu đồng) |  |\n| TT | Nội dung | Năm 2026 | Năm 2027 |\n"
        "| 1 | Mua sắm máy chủ | 1.250 | 900 |\n| 2 | Đào tạo cán bộ | 480 | 300 |\n"
    )
    document = parse_document(text.encode(), "a.txt")
    row = document.section("II/1")

    assert cite(document, row.path, row.span).remark == "Đơn vị tính ghi ở bảng: triệu đồng"
