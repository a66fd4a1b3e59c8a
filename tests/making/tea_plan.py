"""The plan that admins send in tests."""

_PLAN = """UỶ BAN NHÂN DÂN                CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                          Độc lập - Tự do - Hạnh phúc
Số: {number}                   Hà Giang, ngày {day} tháng 5 năm 2024

KẾ HOẠCH
Phát triển cây chè Shan tuyết trên địa bàn tỉnh năm 2024

I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao giá trị cây chè Shan tuyết của tỉnh{word}.
2. Huy động nguồn lực xã hội cho vùng chè.

II. NHIỆM VỤ
1. Trồng mới một trăm héc-ta chè
- Đơn vị chủ trì: Sở Nông nghiệp và Phát triển nông thôn.
- Thời gian thực hiện: Quý III/2024.
2. Quảng bá sản phẩm chè
- Đơn vị chủ trì: Sở Công Thương.

III. TỔ CHỨC THỰC HIỆN
Các sở, ban, ngành báo cáo kết quả về Uỷ ban nhân dân tỉnh trước ngày 15/12/2024.

TM. UỶ BAN NHÂN DÂN
CHỦ TỊCH
"""


def tea_plan(number="77/KH-UBND", day=20, word=""):
    """Its text with this number line and day; with another word, another version of it."""
    return _PLAN.format(number=number, day=day, word=f" {word}" if word else "")


def tea_file(number=77, day=20, word="ta", mark=""):
    """The bytes of its text, with a mark above it."""
    return (mark + tea_plan(f"{number}/KH-UBND", day, word)).encode()
