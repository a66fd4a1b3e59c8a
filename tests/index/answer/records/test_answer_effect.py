"""Questions for the force of a document and what it replaces."""

import pytest

from index.answer.answer import Status

DECREE = """CHÍNH PHỦ
Số: 30/2020/NĐ-CP
Hà Nội, ngày 05 tháng 3 năm 2020
NGHỊ ĐỊNH
Về công tác văn thư
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về công tác văn thư trong các cơ quan, tổ chức nhà nước.
Điều 2. Hiệu lực thi hành
1. Nghị định này có hiệu lực thi hành kể từ ngày ký.
2. Nghị định số 110/2004/NĐ-CP hết hiệu lực từ ngày Nghị định này có hiệu lực.
"""
PLAN = """ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Số: 61/KH-UBND
Lạng Sơn, ngày 18 tháng 3 năm 2024
KẾ HOẠCH
Thông tin đối ngoại năm 2024
I. MỤC ĐÍCH
1. Nâng cao chất lượng công tác thông tin đối ngoại trên địa bàn tỉnh.
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from a decree and a plan."""
    return answerer_of(DECREE, PLAN)


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        (
            "nghị định 30/2020 có hiệu lực khi nào",
            "“Nghị định này có hiệu lực thi hành kể từ ngày ký.”",
        ),
        (
            "ND 30 thay the nghi dinh nao",
            "“Nghị định số 110/2004/NĐ-CP hết hiệu lực từ ngày Nghị định này có hiệu lực.”",
        ),
        (
            "nđ 30 thay nghị định nào",
            "“Nghị định số 110/2004/NĐ-CP hết hiệu lực từ ngày Nghị định này có hiệu lực.”",
        ),
    ],
)
def test_the_sentence_that_says_so_is_told(answerer, question, statement):
    """The day of issue is no answer, nor the end of another decree."""
    answer = answerer.answer(question)

    assert (answer.status, answer.statement) == (Status.FOUND, statement)


def test_a_plan_that_says_nothing_of_its_force_is_said_to(answerer):
    """No date is told instead."""
    assert answerer.answer("KH 61 có hiệu lực từ ngày nào").status is Status.NOT_STATED


def test_what_a_document_is_about_is_its_title(answerer):
    """«về việc gì» asks for no sentence of the body."""
    assert "Về: công tác văn thư" in answerer.answer("nghị định 30 về việc gì").statement


def test_the_issuer_in_a_question_changes_nothing(answerer):
    """«của Chính phủ» is no matter of its own."""
    answer = answerer.answer("nghị định 30/2020 của chính phủ có hiệu lực từ khi nào")

    assert answer.statement == "“Nghị định này có hiệu lực thi hành kể từ ngày ký.”"


def test_a_rule_about_signing_is_no_question_for_the_signer(answerer):
    """A question that names no document and asks of more than a signature."""
    answer = answerer.answer("người được ký thừa ủy quyền có được ủy quyền lại không")

    assert "Người ký" not in answer.statement
