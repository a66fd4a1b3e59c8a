"""Sentences of the admin pages, and of the way to them."""

LINK = (
    "Trang quản trị, mở được một lần trong 30 phút:\n{url}\n"
    "Liên kết này chỉ dành cho anh/chị; vui lòng không chuyển tiếp."
)
NO_ADDRESS = (
    "Công cụ chưa có địa chỉ trang web nên chưa có trang quản trị. Anh/chị nhờ người vận hành đặt "
    "PUBLIC_URL và HTTP_PORT trong tệp .env; trong lúc đó mọi việc vẫn làm được bằng tin nhắn."
)
LINK_AT_MACHINE = "Trang quản trị, mở được một lần trong 30 phút:\n{url}"
NO_PORT = (
    "Chương trình không mở trang web: hãy đặt HTTP_PORT (và PUBLIC_URL để mở từ máy khác) trong "
    "tệp .env rồi chạy lại."
)
NOT_STARTED = "Chương trình chưa chạy lần nào: hãy chạy python -m bot trước, rồi chạy lại lệnh này."

BRAND = "Quản trị kho văn bản"
ENTER_HEAD = "Vào trang quản trị"
ENTER_TEXT = "Liên kết này mở được một lần. Phiên làm việc kéo dài 9 giờ trên trình duyệt này."
ENTER = "Vào trang quản trị"
LEAVE = "Thoát"
LEFT_HEAD, LEFT_TEXT = "Đã thoát trang quản trị", "Muốn vào lại, anh/chị nhắn /quanly cho công cụ."
# Heading and what to do.
REFUSED = (
    "Trang này dành cho quản trị viên",
    "Quản trị viên nhắn /quanly cho công cụ (nhắn riêng, trên Telegram hoặc Zalo) để nhận liên "
    "kết; trên máy chủ, chạy lệnh: python -m bot admin",
)
USED_UP = (
    "Liên kết đã hết hạn hoặc đã dùng",
    "Mỗi liên kết mở được một lần, trong 30 phút. Anh/chị nhắn /quanly để nhận liên kết mới.",
)
NOT_SAFE = (
    "Trang quản trị chỉ mở qua https",
    "Kết nối này đọc lén được trên đường truyền. Anh/chị mở trên chính máy chủ, hoặc nhờ người vận "
    "hành đặt PUBLIC_URL với https phía trước.",
)
FOREIGN_FORM = (
    "Chưa làm gì: yêu cầu không được gửi từ trang này",
    "Anh/chị mở lại trang quản trị và bấm lại ở đó.",
)
TOO_LARGE = "Tệp quá lớn"
TOO_LARGE_HINT = "Mỗi lần gửi được tới {most} MB. Anh/chị gửi từng tệp, hoặc tách tệp."
TABS = (
    ("", "Đưa tệp lên"),
    ("/van-ban", "Văn bản"),
    ("/nguoi", "Người xem"),
    ("/thong-ke", "Thống kê"),
)
