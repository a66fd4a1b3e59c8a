"""What sort of value is asked for, and by whom."""

import pytest

from index.answer.answer import Status

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 93/KH-UBND
Hà Nam, ngày 14 tháng 5 năm 2024
KẾ HOẠCH
Phòng, chống cháy nổ tại các chợ trên địa bàn tỉnh Hà Nam năm 2024
I. PHẠM VI
1. Phạm vi: 41 chợ và 06 trung tâm thương mại.
2. Năm 2023 xảy ra 03 vụ cháy, nguyên nhân do chập điện.
II. NHIỆM VỤ
1. Trang bị 220 máy bơm chữa cháy cho 18 chợ loại II.
2. Khi có cháy chợ, báo ngay số điện thoại 114 và Công an xã.
3. Tổ chức thi chữa cháy cho học sinh lớp 8, 9.
4. Trao 25 cuốn sổ tay, mỗi sổ trị giá 90.000 đồng.
5. Cấm đốt vàng mã tại chợ khi báo động cháy từ mức II trở lên.
6. Mức báo động
Mức | Tình trạng | Cờ hiệu
I | Bình thường | Xanh
II | Nguy hiểm | Đỏ
7. Tập huấn cho chủ sạp, mỗi lớp 02 giờ, tiêu thụ không quá 3 triệu kWh điện.
8. Có 17 đợt chủ sạp tham quan; 380 hộ chủ sạp ký cam kết.
9. Phòng đặt bình chữa cháy không nóng quá 45°C; bơm thử vào sáng thứ Tư hằng tuần, theo dõi \
bình mới trong 36 giờ.
10. Tiểu thương nhận 900 liều vắc xin cúm.
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính
Trình UBND tỉnh phân bổ kinh phí trước ngày 20/6/2024; thẩm định dự toán do Sở Công Thương gửi.
2. UBND các huyện, thành phố
Lập sổ theo dõi từng chợ; gửi báo cáo về Sở Công Thương trước ngày 05/12/2024.
IV. KINH PHÍ
Ngân sách tỉnh 3.400 triệu đồng.
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from the one plan."""
    return answerer_of(PLAN)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Hà Nam trang bị bao nhiêu máy bơm", "220 máy bơm"),
        ("cháy chợ ở Hà Nam thì báo số điện thoại nào", "114"),
        ("Sở Tài chính Hà Nam trình phân bổ kinh phí trước ngày nào", "20/6/2024"),
        ("UBND huyện ở Hà Nam có trách nhiệm gì về cháy nổ chợ", "Lập sổ theo dõi từng chợ"),
        ("thi chữa cháy cho học sinh lớp mấy ở Hà Nam", "lớp 8, 9"),
        ("Hà Nam trao mấy cuốn sổ tay, mỗi sổ bao nhiêu", "90.000 đồng"),
        ("báo động cháy mức mấy thì cấm đốt vàng mã ở chợ Hà Nam", "mức II"),
        ("mức II cờ hiệu gì", "Cờ hiệu: Đỏ"),
        ("Hà Nam có bao nhiêu chủ sạp ký cam kết", "380 hộ chủ sạp"),
        ("phòng đặt bình chữa cháy ở Hà Nam được nóng bao nhiêu độ", "45°C"),
        ("bơm thử bình chữa cháy ngày nào trong tuần ở Hà Nam", "thứ Tư"),
        ("bình chữa cháy mới ở Hà Nam phải theo dõi bao lâu", "36 giờ"),
        ("tiểu thương Hà Nam nhận bao nhiêu liều vắc xin", "900 liều"),
        ("vì sao xảy ra cháy chợ năm 2023 ở Hà Nam", "chập điện"),
    ],
)
def test_the_sort_of_value_asked_for_is_told(answerer, question, words):
    """Numbers of units spelt like words of asking, short numbers to call, days, duties."""
    answer = answerer.answer(question)

    assert answer.status is Status.FOUND
    assert words in answer.statement


@pytest.mark.parametrize(
    "question",
    [
        "báo cáo cháy nổ chợ Hà Nam gửi qua email nào",
        "Hà Nam hỗ trợ chủ sạp bị cháy bao nhiêu một m2",
        "Hà Nam bán vàng mã bao nhiêu tiền một kg",
        pytest.param(
            "tập huấn cho chủ sạp Hà Nam tháng mấy",
            marks=pytest.mark.xfail(reason="«mỗi lớp 02 giờ» is taken for a time"),
        ),
        "lương bảo vệ chợ ở Hà Nam",
        "sdt chu sap o Ha Nam",
        "Hà Nam thi chữa cháy cho học sinh thì ai phối hợp",
        pytest.param(
            "chủ sạp Hà Nam tiêu thụ điện được hỗ trợ bao nhiêu tiền",
            marks=pytest.mark.xfail(reason="«tiêu thụ» beside a sum is taken for it"),
        ),
        "kế hoạch 93 den bu dat bao nhieu mot met vuong",
    ],
)
def test_a_value_that_is_not_there_is_not_claimed(answerer, question):
    """No address, no rate, and «mét vuông» reports no trouble."""
    assert answerer.answer(question).status is not Status.FOUND


def test_where_an_estimate_goes_is_no_question_for_the_recipients(answerer):
    """«dự toán gửi ai» asks for a duty, not for the list at the foot."""
    answer = answerer.answer("KH 93 dự toán gửi ai thẩm định")

    assert "Nơi nhận" not in answer.statement
