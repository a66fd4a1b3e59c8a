"""Questions for what a document means by a term."""

import pytest

from index.answer.answer import Status

DECREE = """CHÍNH PHỦ
Số: 30/2020/NĐ-CP
NGHỊ ĐỊNH
Về công tác văn thư
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về công tác văn thư trong các cơ quan, tổ chức nhà nước.
Điều 3. Giải thích từ ngữ
1. “Văn bản đi” là tất cả các loại văn bản do cơ quan, tổ chức ban hành.
2. “Văn bản đến” là tất cả các loại văn bản do cơ quan, tổ chức nhận được.
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from a decree with definitions."""
    return answerer_of(DECREE)


@pytest.mark.parametrize(
    "question",
    ["văn bản đi là gì", "van ban di la gi", "thế nào là văn bản đi", "ND 30 van ban di la gi"],
)
def test_the_definition_is_told(answerer, question):
    """Though every word of the term is a word of asking or of every plan."""
    answer = answerer.answer(question)

    assert answer.status is Status.FOUND
    told = "“Văn bản đi” là tất cả các loại văn bản do cơ quan, tổ chức ban hành.”"
    assert answer.statement.endswith(told)


def test_a_term_that_nothing_defines_is_not_explained(answerer):
    """Half of its words in a passage define nothing."""
    assert answerer.answer("con dấu chìm của văn bản là gì").status is not Status.FOUND
