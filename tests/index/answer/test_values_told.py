"""Of several sums, days and conditions the one that is asked for is told."""

import pytest

from index.answer.answer import Status

DECISION = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 515/QĐ-UBND
Hà Nam, ngày 08 tháng 5 năm 2024
QUYẾT ĐỊNH
Ban hành Đề án phát triển thư viện cơ sở giai đoạn 2024 - 2026
Điều 1. Ban hành kèm theo Quyết định này Đề án phát triển thư viện cơ sở.
Điều 2. Giao Sở Nội vụ chủ trì, phối hợp với các sở, ngành liên quan tổ chức thực hiện Đề án này.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trịnh Văn Lộc
ĐỀ ÁN
PHÁT TRIỂN THƯ VIỆN CƠ SỞ
(Kèm theo Quyết định số 515/QĐ-UBND ngày 08/5/2024 của UBND tỉnh Hà Nam)
Phần I
NHIỆM VỤ
1. Mở tủ sách
Mỗi xã lập 01 tủ sách trước ngày 30/9/2024. Nếu xã không bố trí được chỗ đặt thì đặt tại trường \
học. Thủ thư được hưởng 450.000 đồng/người/tháng.
Toàn tỉnh hiện có 62 viên chức thủ thư.
Kiểm tra tủ sách đợt 1 từ ngày 05/6 đến ngày 20/6/2024. Sở Nội vụ tổng hợp kết quả đợt 1 trước \
ngày 25/6/2024.
2. Cuộc thi Đại sứ văn hóa đọc
Thí sinh gửi bài đến hết ngày 15/10/2024. Giải nhất trị giá 6 triệu đồng.
3. Chế độ báo cáo
3.1. Khi mất sách quý, thủ thư báo cáo nhanh cho Chủ tịch UBND xã trong vòng 03 giờ.
3.2. Khi thư viện bị cháy, trong vòng 24 giờ sau khi dập tắt phải có báo cáo bằng văn bản.
3.3. Các xã báo cáo kết quả về Sở Nội vụ: lần 1 trước ngày 10/6/2024; lần 2 trước ngày 10/12/2024.
Phần II
KHÁI TOÁN KINH PHÍ
Tổng kinh phí thực hiện Đề án là 31,7 tỷ đồng, chia theo năm:
Năm | Ngân sách tỉnh | Vốn khác | Cộng (tỷ đồng)
2024 | 5,1 | 2,0 | 7,1
2025 | 8,4 | 3,3 | 11,7
2026 | 9,2 | 3,7 | 12,9
"""
PLAN = """ỦY BAN NHÂN DÂN
TỈNH NAM ĐỊNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 66/KH-UBND
Nam Định, ngày 02 tháng 4 năm 2024
KẾ HOẠCH
Chăm sóc người cao tuổi trên địa bàn tỉnh Nam Định năm 2024
I. KINH PHÍ
1. Ngân sách huyện chi công cho người phục vụ 120.000 đồng/người/ngày.
2. Hộ gia đình được hỗ trợ tiền ăn 30.000 đồng/ngày.
II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế: theo dõi sức khỏe người cao tuổi; tổng hợp báo cáo UBND tỉnh hằng quý.
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from the two."""
    return answerer_of(DECISION, PLAN)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("kinh phí thư viện cơ sở của Hà Nam", "31,7 tỷ đồng"),
        ("tổng kinh phí đề án thư viện Hà Nam năm 2025 bao nhiêu tỷ", "Cộng (tỷ đồng): 11,7"),
        ("ngân sách tỉnh Hà Nam năm 2026 chi cho thư viện bao nhiêu", "Ngân sách tỉnh: 9,2"),
        ("nếu xã không có chỗ đặt tủ sách thì sao", "đặt tại trường học"),
        ("thi Đại sứ văn hóa đọc gửi bài đến ngày nào, giải nhất bao nhiêu", "6 triệu đồng"),
        ("quyết định 515 báo cáo mấy lần vào những ngày nào", "10/12/2024"),
        ("thư viện cháy thì báo cáo bằng văn bản trong bao lâu ở Hà Nam", "24 giờ"),
        ("tổng cộng kinh phí thư viện Hà Nam năm 2026", "Cộng (tỷ đồng): 12,9"),
        ("phó chủ tịch nào ký quyết định thư viện cơ sở của Hà Nam", "Trịnh Văn Lộc"),
        ("Hà Nam có bao nhiêu thủ thư", "62"),
        (
            "kiểm tra tủ sách đợt 1 ở Hà Nam từ hôm nào tới hôm nào",
            "từ ngày 05/6 đến ngày 20/6/2024",
        ),
        ("ai chủ trì quyết định 515 phát triển thư viện cơ sở", "Chủ trì: Sở Nội vụ"),
    ],
)
def test_the_value_asked_for_is_told(answerer, question, words):
    """The row of the year, the whole sum, the condition, the second matter, the days."""
    answer = answerer.answer(question)

    assert answer.status is Status.FOUND
    assert words in answer.statement


def test_a_rate_is_no_total(answerer):
    """The plan has sums for a day of one person only."""
    answer = answerer.answer("tổng kinh phí chăm sóc người cao tuổi Nam Định là bao nhiêu")

    assert answer.status is not Status.FOUND


def test_one_of_several_days_does_not_stand_for_all(answerer):
    """The words themselves tell them; no slot names the first alone."""
    answer = answerer.answer("các xã báo cáo về thư viện trước ngày nào (Hà Nam)")

    assert "lần 2 trước ngày 10/12/2024" in answer.statement
    assert "thời hạn, định kỳ" not in answer.statement


def test_how_often_is_reported_is_no_time_of_the_task(answerer):
    """«hằng quý» belongs to the report that ends the list of duties."""
    answer = answerer.answer("ai theo dõi sức khỏe người cao tuổi ở Nam Định")

    assert "Sở Y tế" in answer.statement
    assert "Thời gian: hằng quý" not in answer.statement
