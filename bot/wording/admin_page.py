"""Sentences of the admin pages, and of the way to them."""

LINK = "Vào trang quản trị"
LINK_HINT = (
    "Liên kết mở được một lần trong 30 phút và chỉ dành cho anh/chị; vui lòng không chuyển tiếp."
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

BRAND = "Quản trị kho"
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
    ("", "Tệp mới"),
    ("/van-ban", "Văn bản"),
    ("/nguoi", "Người"),
    ("/thong-ke", "Thống kê"),
)

WORK_GONE = "Việc này không còn được nhớ: đã lâu, hoặc do người khác bấm."
WORK_BROKEN = (
    "Chương trình đã khởi động lại giữa chừng. Việc đã bắt đầu ghi vào kho được làm nốt khi khởi "
    "động; anh/chị xem lại kho, và bấm lại nếu chưa thấy."
)
WORKS_HEAD = "Việc đang làm và kết quả chưa xem ({count})"
UNDER_WAY = "đang làm"
WORK = "Kết quả"
WORKING = "Đang làm…"
WORKING_HINT = "Trang tự cập nhật; anh/chị có thể rời trang, việc vẫn tiếp tục."
BACK = "Trở lại"

UPLOAD_HEAD = "Đưa tệp lên"
CHOOSE_FILES = "Chọn tệp, hoặc kéo tệp vào đây"
CHOOSE_HINT = (
    "Word, PDF, Excel, PowerPoint, ảnh chụp, bản quét…; mỗi tệp tới {most} MB, một lần gửi tới "
    "{together} MB."
)
JOINED = "Các ảnh là những trang của cùng một văn bản"
SEND = "Gửi và đọc"
ORDER_WAITS = "{count} ảnh chờ anh/chị xem thứ tự trang"
ORDER_HEAD = "Thứ tự các trang"
ORDER_TEXT = (
    "Các ảnh dưới đây thành một văn bản, theo thứ tự này. Chưa đúng thì anh/chị sửa số rồi bấm "
    "“Xếp lại”."
)
ORDER_NUMBER = "Trang số"
ARRANGE, READ_SO = "Xếp lại", "Đọc theo thứ tự này"
ORDER_BAD = "Chưa xếp lại: mỗi ảnh cần một số thứ tự."
DROP_UPLOAD = "Bỏ các ảnh này"
UPLOAD_DROPPED = "Đã bỏ các ảnh, chưa đọc."
PHOTO_ALT = "Ảnh {name}"
NO_FILES = "Anh/chị chưa chọn tệp nào."
TOO_MANY_UPLOADS = (
    "Chưa nhận tệp: đang có {count} lần gửi chưa đọc xong hoặc còn chờ xem thứ tự trang. "
    "Anh/chị xử lý bớt, hoặc gửi lại sau."
)
READING = "Đang đọc: {names} (bản quét có thể mất vài phút)…"
READ = "Đã đọc “{name}”: xem và quyết định"
NOT_READ = "Chưa đọc được “{name}”. {why}"
READ_LATER = "Chưa đọc được “{name}” ({reason}); tệp vẫn được giữ và sẽ tự được đọc lại."
WAITING_HEAD = "Chờ quyết định ({count})"
WAITING_NONE = "Không có tệp nào chờ quyết định."

DOUBTS_HEAD = "Cần xem lại ({count})"
DOUBTS_NONE = "Không có chỗ nào nghi ngờ."
HEAD = "Đầu văn bản"
DUTIES = "Nhiệm vụ ({count})"
DOUBTFUL_DUTIES = "Nhiệm vụ cần xem ({count})"
CLEAR_DUTIES = "Nhiệm vụ đọc rõ ({count})"
REPORTS = "Báo cáo ({count})"
CHANGES = "Khác với bản đang có"
KNOWN = {
    "printed": "in trong văn bản",
    "guessed": "suy đoán, cần kiểm tra",
    "said": "theo quản trị viên",
    "missing": "chưa đọc được",
    "empty": "không ghi",
}
MARKS = {"printed": "✓", "guessed": "?", "said": "✓", "missing": "✗", "empty": "–"}
SAID_BY = "theo {by}; văn bản ghi: {read}"
NOW_IS = "hiện ghi: {value}"
NOTHING = "không có"
SEE_PAGE = "xem trang {page}"
SEE_TEXT = "xem trong văn bản"
PAGE_OF = "Trang {page}/{count}"
PAGE_ALT = "Ảnh trang {page} của tệp"
AS_READ = "Chữ đọc được từ tệp"
EARLIER_PAGE, LATER_PAGE = "◀ Trang trước", "Trang sau ▶"
PART = (
    "Văn bản có {count} nhiệm vụ nên chia {parts} phần; đây là phần {part}: nhiệm vụ "
    "{first}–{last}. Sang phần khác thì các sửa đổi ở phần này được ghi."
)
PARTS = "Các phần khác"
TO_PART = "Ghi và sang nhiệm vụ {first}–{last}"
SAVE = "Ghi các sửa đổi"
SAVED = "Đã ghi. Anh/chị xem lại rồi quyết định."
NOT_SAVED = "Chưa ghi gì: có giá trị chưa đúng, xem các ô được đánh dấu."
MEANWHILE = (
    "{who} vừa sửa văn bản này sau khi anh/chị mở trang, nên chưa ghi gì của anh/chị. Bên dưới là "
    "giá trị hiện tại; chữ anh/chị gõ vẫn còn trong ô. Anh/chị so lại rồi bấm lần nữa."
)
TOLD = "{name}: đã ghi {count} sửa đổi; câu trả lời nêu “theo quản trị viên”."
EMPTY_HINT = "Để trống ô nếu văn bản không ghi. Chữ trong văn bản không bao giờ bị đổi."

PLANS_HEAD = "Kho có {count} văn bản"
FIND = "Tìm"
FIND_PLANS = "Số, tên, cơ quan, tên tệp"
FOUND_NONE = "Không có gì khớp với “{words}”."
PLANS_NONE = "Kho chưa có văn bản nào."
VERSIONS = "Các bản trước ({count})"
VERSION = "tới {day}"
DOWNLOAD = "tải tệp"
READ_PLAN = "Đọc"
LOOK_AGAIN = "Xem lại"
WHO_SEES = "Cho ai xem…"
WITHDRAWN_HEAD = "Đã rút khỏi kho ({count})"
WITHDRAWN_ON = "rút ngày {day}"
MORE_DEEDS = "Việc khác"
WHOLE_LIBRARY = "Cả kho"
# Buttons that mean a command of the chats: its name, and what stands on them.
LIBRARY_DEEDS = (
    ("quaylai", "Dùng lại bản kho trước…"),
    ("naplai", "Nạp lại từ thư mục văn bản"),
    ("thaythe", "Điều chờ xác nhận"),
    ("gioihan", "Văn bản giới hạn người xem"),
    ("nhatky", "Nhật ký"),
)
PEOPLE_HEAD = "{count} người đã được cấp quyền"
FIND_PEOPLE = "Tên hoặc mã"
PEOPLE_NONE = "Chưa có ai được cấp quyền."
INVITE, INVITE_ADMIN = "Mã mời người tra cứu", "Mã mời quản trị viên"
CIRCLES_HEAD = "Nhóm người xem ({count})"
CIRCLES_NONE = "Chưa có nhóm nào. Văn bản giới hạn người xem chỉ người trong nhóm xem được."
CIRCLE = "{people} người, {plans} văn bản giới hạn"
NEW_CIRCLE = "Tên nhóm mới"
MAKE = "Lập nhóm"
SESSIONS_HEAD = "Phiên đang mở trên trang quản trị ({count})"
SESSIONS_TEXT = (
    "Mỗi trình duyệt đã vào là một phiên. Thấy phiên lạ thì kết thúc phiên; muốn người đó không "
    "vào lại được thì thu hồi quyền của người đó."
)
SESSION_SINCE = "vào lúc {moment}"
THIS_SESSION, END_SESSION = "phiên này", "Kết thúc phiên"
CHANGE = "Xem, đổi"

FIGURES_HEAD = "{count} ngày qua: {total} câu hỏi"
FIGURES_TEXT = "Chỉ đếm số câu, không ghi ai hỏi. {vain} câu chưa trả lời được ({share}%)."
FIGURES_NONE = "Chưa có câu hỏi nào trong {count} ngày qua."
BY_DAY = "Câu hỏi mỗi ngày"
ANSWERED, IN_VAIN = "trả lời được", "chưa trả lời được"
DAY, AS_TABLE = "Ngày", "Xem bằng số"
BY_TOOK = "Thời gian trả lời mỗi ngày"
HALF, MOST = "một nửa số câu trong", "95% số câu trong"
SECONDS = "{seconds} giây"
BY_STATUS = "Theo kết quả"
STATUSES = {
    "found": "Trả lời được",
    "choose": "Hỏi lại văn bản nào",
    "not_stated": "Văn bản không nêu",
    "related": "Chỉ có đoạn gần đúng",
    "not_found": "Kho không có",
}
BY_PLAN = "Văn bản được hỏi nhiều"
GAPS_HEAD = "Hỏi mà chưa có câu trả lời"
GAPS_NONE = "Không có câu nào đang chờ."
GAP_COUNT = "{count} lần"
MORE_GAPS = "… và {count} câu khác"
ALL_GAPS = "Xem tất cả"
RATED = "👍 {good} · 👎 {bad} · góp ý {note}"
REMARKS = "Xem góp ý"
