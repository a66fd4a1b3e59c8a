"""Lists whose opening words name who is to do what the items say."""

import pytest

from index.answer.answer import Status

CIRCULAR = """THÔNG TƯ
Quy định phân cấp quản lý nhà nước về tín ngưỡng, tôn giáo

Điều 1. Tiếp nhận thông báo
Ban Tôn giáo Chính phủ được phân cấp thực hiện tiếp nhận các nội dung sau đây:
1. Tiếp nhận thông báo phong phẩm, bổ nhiệm chức sắc.
2. Quy chế tuyển sinh sửa đổi của cơ sở đào tạo tôn giáo.
Điều 2. Hiệu lực thi hành
1. Thông tư này có hiệu lực từ ngày 01 tháng 3 năm 2026.
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from the circular alone."""
    return answerer_of(CIRCULAR)


@pytest.mark.xfail(reason="the learnt sureness is 0.18, under what is claimed; shown as uncertain")
def test_who_does_an_item_stands_in_the_opening_words(answerer):
    """The body is told and the words that name it are cited."""
    answer = answerer.answer("ai chịu trách nhiệm tiếp nhận thông báo phong phẩm")

    assert answer.status is Status.FOUND
    assert "Ban Tôn giáo Chính phủ" in answer.statement
    assert any("Ban Tôn giáo Chính phủ" in c.excerpt for c in answer.citations)


def test_registering_is_no_signing(answerer):
    """«đăng ký» asks for no signer."""
    answer = answerer.answer("ai cho đăng ký quy chế tuyển sinh sửa đổi của cơ sở đào tạo tôn giáo")

    assert "Ban Tôn giáo Chính phủ" in answer.statement
    assert "ký:" not in answer.statement


def test_a_fee_that_no_text_names_is_not_answered(answerer):
    """The passage of the matter without a sum is shown as uncertain at most."""
    answer = answerer.answer("lệ phí tiếp nhận thông báo phong phẩm là bao nhiêu")

    assert answer.status is not Status.FOUND
