"""Questions for what somebody has to do who is no body with a name."""

import pytest

from index.answer.answer import Status
from index.answer.records.duties.role import answer_role

DECREE = """NGHỊ ĐỊNH
Về công tác văn thư
Điều 1. Trách nhiệm đối với công tác văn thư
1. Cá nhân trong quá trình giải quyết công việc phải thực hiện nghiêm các quy định.
2. Văn thư cơ quan có nhiệm vụ
a) Đăng ký, thực hiện thủ tục phát hành, chuyển phát và theo dõi việc chuyển phát văn bản đi.
b) Quản lý, sử dụng con dấu, thiết bị lưu khóa bí mật của cơ quan, tổ chức.
Điều 2. Quản lý con dấu
1. Văn thư cơ quan có trách nhiệm bảo quản an toàn con dấu của cơ quan, tổ chức.
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from the decree alone."""
    return answerer_of(DECREE)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("văn thư cơ quan có nhiệm vụ gì", "con dấu, thiết bị lưu khóa", "bảo quản an toàn"),
        ("van thu co quan co nhung trach nhiem gi", "bảo quản an toàn con dấu", "Đăng ký"),
    ],
)
def test_the_section_that_opens_so_is_told_with_its_list(answerer, question, told, untold):
    """«nhiệm vụ» and «trách nhiệm» are told apart where the text does."""
    answer = answer_role(answerer.inquire(answerer.understand(question)))

    assert answer is not None and answer.status is Status.FOUND
    assert told in answer.statement and untold not in answer.statement


def test_all_that_they_must_do_is_told_where_neither_is_asked(answerer):
    """Both sections, in the order of the text, each cited."""
    answer = answer_role(answerer.inquire(answerer.understand("văn thư cơ quan phải làm gì")))

    assert answer is not None
    assert [citation.path for citation in answer.citations[:2]] == ["Điều 1.2", "Điều 2.1"]
