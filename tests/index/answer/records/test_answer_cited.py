"""Questions that name a document which the library does not hold."""

import pytest

from index.answer.answer import Status

PLAN = """UBND TỈNH X
Số: {number}/KH-UBND
X, ngày 1 tháng 2 năm 2026
KẾ HOẠCH
Về việc phòng, chống cháy rừng
Căn cứ {cited} của Chính phủ;
1. Sở Tài chính chủ trì bố trí kinh phí 500 triệu đồng từ ngân sách tỉnh.
2. Sở Nội vụ chủ trì kiểm tra, báo cáo trước ngày 15/12.
3. Công an tỉnh diễn tập theo Quyết định số 88/QĐ-UBND ngày 5/1/2026 của UBND tỉnh.
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Two plans that cite decrees 61 and 30 as their ground."""
    return answerer_of(
        PLAN.format(number=45, cited="Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018"),
        PLAN.format(number=46, cited="Nghị định số 30/2020/NĐ-CP ngày 5 tháng 3 năm 2020"),
    )


@pytest.mark.parametrize(
    "question",
    [
        "kinh phí kế hoạch số 61/KH-UBND ngày 18/3/2024",
        "KH 61 kinh phí",
        "QĐ 61 ai chủ trì",
        "công văn 61",
        "kế hoạch 30",
        "kinh phí trong 61-KH/UBND",
        "kinh phí 061/KH-UBND",
        "ai chủ trì kiểm tra theo chỉ thị 61",
        "quyết định 30/2020/QĐ-TTg kinh phí",
        "kế hoạch 88 diễn tập",
    ],
)
def test_a_plan_with_the_digits_of_another_citation_is_not_there(answerer, question):
    """Digits alone make no document: type, year and code must be those that are cited."""
    answer = answerer.answer(question)

    assert answer.status is Status.NOT_FOUND
    assert answer.statement.startswith("Kho chưa có") and not answer.citations


@pytest.mark.parametrize(
    "question", ["kinh phí theo nghị định 61", "kinh phí nghị định số 61/2018/NĐ-CP"]
)
def test_a_plan_that_cites_a_document_does_not_answer_for_it(answerer, question):
    """What the plan sets itself is not what the decree sets."""
    answer = answerer.answer(question)

    assert "500 triệu" not in answer.statement and "Kho chưa có" in answer.statement
    assert not answer.claims


def test_what_is_said_of_a_cited_document_is_told(answerer):
    """With the words that cite it."""
    answer = answerer.answer("ai diễn tập theo quyết định 88")

    assert answer.status is Status.FOUND and "88/QĐ-UBND" in answer.citations[0].excerpt
