"""Questions that name a place or body: what its plan does not say is not claimed."""

import pytest

from index.answer.answer import Status

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 71/KH-UBND
Hà Nam, ngày 03 tháng 4 năm 2024
KẾ HOẠCH
Bảo vệ hệ thống đê điều trên địa bàn tỉnh năm 2024
I. NHIỆM VỤ
1. Tuần tra, canh gác đê
Mỗi điếm canh đê có 06 người trực khi có báo động; vật tư dự trữ đặt tại 14 kho, chủ kho tự \
kiểm đếm.
2. Kiểm tra chất lượng cống dưới đê
2.1. Tổ kiểm tra số 1: kiểm tra các cống tại thị xã Duy Tiên.
2.2. Tổ số 2: kiểm tra các cống tại huyện Lý Nhân.
3. Diễn tập chung với tỉnh Thái Bình tại khu vực giáp ranh.
II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế
Phối hợp với ngành giao thông chuẩn bị cơ số thuốc; lập 09 đội cấp cứu lưu động.
2. Sở Công Thương
Dự trữ lương thực, nước uống cho vùng bị ngập.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trịnh Văn Lộc
"""
OTHER = """ỦY BAN NHÂN DÂN
TỈNH NAM ĐỊNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 87/TB-UBND
Nam Định, ngày 11 tháng 6 năm 2024
THÔNG BÁO
Kết luận của Phó Chủ tịch UBND tỉnh về tiêm phòng cho đàn gia súc
1. Giao Chi cục Thú y hoàn thành tiêm phòng vắc xin Dại cho 75% đàn chó trước ngày 30/9/2024.
2. Những chợ đầu mối gia súc gồm chợ Viềng và chợ Mỹ Lộc phải phun khử trùng hằng tuần.
3. Công sở chỉ mở máy sưởi khi nhiệt độ ngoài trời dưới 12 độ.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Vũ Minh Khang
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from the two plans."""
    return answerer_of(PLAN, OTHER)


@pytest.mark.parametrize(
    "question",
    [
        "tiền lương của người gác chắn tàu ở Hà Nam",
        "kế hoạch trồng cây xanh đô thị của tỉnh Hà Nam",
        "chủ tàu cá Hà Nam ghi nhật ký theo mẫu nào",
    ],
)
def test_a_few_shared_syllables_are_no_answer(answerer, question):
    """The plans of the place hold single syllables of the question, not its matter."""
    assert answerer.answer(question).status is not Status.FOUND


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("tuần tra canh đê có bao nhiêu người", True),
        ("tuan tra canh de co bao nhieu nguoi", True),
        pytest.param(
            "tuấn trà cạnh đề có bao nhiêu người",
            False,
            marks=pytest.mark.xfail(reason="the learnt order knows words without accents"),
        ),
    ],
)
def test_the_same_letters_with_other_accents_are_other_words(answerer, question, found):
    """As far as accents were typed at all."""
    assert (answerer.answer(question).status is Status.FOUND) is found


def test_nobody_signed_for_a_place_that_is_only_mentioned(answerer):
    """Another plan names the place; that tells nothing of who signed there."""
    answer = answerer.answer("kế hoạch đê điều của tỉnh Thái Bình ai ký")

    assert answer.status is Status.NOT_FOUND
    assert "Thái Bình" in answer.statement


def test_helping_in_its_own_part_is_a_duty(answerer):
    """Under a heading that is the body's name "Phối hợp với …" is what it has to do."""
    answer = answerer.answer("Sở Y tế có nhiệm vụ gì trong kế hoạch đê điều Hà Nam")

    assert answer.status is Status.FOUND
    assert "09 đội cấp cứu lưu động" in answer.statement


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("tổ kiểm tra số 2 kiểm tra cống ở huyện nào của Hà Nam", "huyện Lý Nhân"),
        ("ai ký thông báo kết luận 87", "Vũ Minh Khang"),
        ("những chợ nào ở Nam Định phải phun khử trùng", "chợ Viềng"),
        ("công sở Nam Định chỉ được mở máy sưởi khi nào", "12 độ"),
        ("Nam Định phải chích ngừa dại bao nhiêu phần trăm đàn chó", "75%"),
    ],
)
def test_words_are_not_taken_for_their_homographs(answerer, question, words):
    """«chợ nào» asks for no place, «máy» no number, and a kind of paper may be named in full."""
    answer = answerer.answer(question)

    assert answer.status is Status.FOUND
    assert words in answer.statement
