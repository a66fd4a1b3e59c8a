"""Sentences that a conversation says around the answers; statements have theirs in `index`."""

UNDERSTOOD = "Câu hỏi được đọc là: “{text}”. Nếu chưa đúng, anh/chị gõ lại có dấu."
SAYS = "Văn bản ghi:\n“{words}”"
ASK_AGAIN = "Nếu chưa đúng ý, anh/chị hỏi lại kèm số văn bản, ví dụ: kinh phí KH 61"
OTHER_PLAN = "(Trả lời theo {name}, không phải {view} đang xem.)"
CHOOSE_HINT = "Anh/chị gõ số để chọn, ví dụ: 1"
NUMBERS_HEAD = "Gõ số để xem tiếp:"
MORE_PLACES = "Xem thêm: {places}"
FURTHER = "{place}: {words}"
NO_VECTORS = (
    "Chưa tạo được vectơ cho kho, nên câu hỏi chỉ được tìm theo từ. Nguyên nhân: {reason}\n"
    "Việc tạo được làm lại khi kho thay đổi hoặc khi khởi động lại."
)
ALSO_IN = "Cũng có trong: {places}"
ALSO_MORE = " và {count} văn bản khác"
NO_SUCH_CHOICE = (
    "Không có lựa chọn số {number}; anh/chị chọn từ 1 đến {count} hoặc gõ câu hỏi khác."
)
WELCOME = "Tra cứu văn bản kế hoạch. Gõ câu hỏi; «bo» để bỏ văn bản đang xem; Ctrl-D để thoát."
ON_PLAN = "Đang xem: {name}"
UNPINNED = "Đã bỏ văn bản đang xem; câu hỏi sau được tìm trong cả kho."
BUILDING = "Đang tạo kho từ các văn bản kèm theo (chỉ lần đầu)…"
GOODBYE = "Tạm biệt anh/chị."

START = (
    "Chào anh/chị. Đây là công cụ tra cứu tự động: trả lời bằng nguyên văn các văn bản trong kho, "
    "kèm số, ngày, cơ quan ban hành và mục. Câu trả lời không thay cho ý kiến của người có thẩm "
    "quyền.\n\nAnh/chị gõ câu hỏi, có dấu hay không dấu đều được, ví dụ:\n"
    "• ai chủ trì nhiệm vụ 3.2 KH 61\n• kinh phí lấy từ đâu\n• II.3.2"
)
HELP_COMMANDS = (
    "/vanban – các văn bản trong kho (thêm từ để lọc)\n"
    "/kehoach SỐ – chọn một văn bản để hỏi tiếp\n"
    "/muc SỐ – nội dung một mục, ví dụ /muc II.3.2\n"
    "/donvi TÊN – nhiệm vụ của một đơn vị\n"
    "/baocao – chế độ báo cáo\n"
    "/bo – bỏ văn bản đang xem\n"
    "/phanhoi – góp ý cho người quản trị"
)
HELP_ADMIN = (
    "Quản trị:\n/naplai – nạp lại kho từ thư mục văn bản\n/quaylai – quay lại kho trước đó\n"
    "/moi – mã mời một người tra cứu; /moi quantri – mã mời quản trị\n"
    "/tinhtrang – kho, tin đang chờ, số tin đã gửi trong tháng\n"
    "/nguoi – những người đã được cấp quyền; bỏ hoặc đổi quyền\n"
    "/nhom TÊN – nhóm người xem; thêm, bớt người\n"
    "/gioihan SỐ NHÓM – chỉ cho nhóm đó xem một văn bản\n"
    "Trên Telegram: gửi tệp văn bản vào đây để xem trước rồi đăng vào kho."
)
COMMANDS = (
    ("vanban", "Các văn bản trong kho"),
    ("kehoach", "Chọn một văn bản theo số"),
    ("muc", "Nội dung một mục"),
    ("donvi", "Nhiệm vụ của một đơn vị"),
    ("baocao", "Chế độ báo cáo"),
    ("bo", "Bỏ văn bản đang xem"),
    ("phanhoi", "Góp ý cho người quản trị"),
    ("help", "Cách hỏi"),
)
ADMIN_COMMANDS = (
    ("naplai", "Nạp lại kho văn bản"),
    ("quaylai", "Quay lại kho trước đó"),
    ("moi", "Mã mời người dùng mới"),
    ("tinhtrang", "Kho và số tin đã gửi trong tháng"),
    ("nguoi", "Những người đã được cấp quyền"),
    ("nhom", "Nhóm người xem"),
    ("gioihan", "Giới hạn người xem một văn bản"),
)
USAGE = {
    "kehoach": "Anh/chị gõ kèm số văn bản, ví dụ: /kehoach 61 hoặc /kehoach 61/KH-UBND",
    "muc": "Anh/chị gõ kèm số mục, ví dụ: /muc II.3.2 hoặc /muc 3.2 KH 61",
    "donvi": "Anh/chị gõ kèm tên đơn vị, ví dụ: /donvi Sở Nội vụ",
    "phanhoi": "Anh/chị gõ kèm lời góp ý, ví dụ: /phanhoi câu trả lời về kinh phí chưa đúng",
}
NO_SUCH_COMMAND = "Không có lệnh {name}. Gõ /help để xem các lệnh."
NO_SUCH_PLAN = "Không thấy văn bản «{text}» trong kho. Gõ /vanban để xem các văn bản."
PLAN_GONE = "Văn bản này không còn trong kho. Gõ /vanban để xem các văn bản."
CHOICE_GONE = "Lựa chọn này đã hết hạn; anh/chị hỏi lại giúp."
PLANS_HEAD = "Kho có {count} văn bản:"
PLANS_FILTERED = "{count} văn bản có «{words}»:"
BY_NEWS = "{name} (theo bản tin)"
ABOUT = "Về {title}"
PLANS_NONE = "Không có văn bản nào có «{words}» trong kho {count} văn bản."
OTHERS_HEAD = "Anh/chị hỏi “{question}” ở văn bản nào?"
OTHERS_NONE = "Kho chỉ có văn bản này."
NO_PLACE = "Chưa có mục nào đang xem; anh/chị hỏi hoặc gõ số mục trước."
NO_NEIGHBOUR = "Không có mục nào nữa ở phía đó."
PAGE = "(trang {page}/{count})"
CUT_OFF = "… (còn nữa; anh/chị hỏi hẹp hơn giúp)"
NOT_TEXT = "Công cụ chỉ đọc được tin nhắn chữ; anh/chị gõ câu hỏi giúp."
FAILED = "Xin lỗi anh/chị, có lỗi khi tìm câu trả lời. Anh/chị thử lại sau ít phút."
BROKEN_OFF = "Công cụ vừa khởi động lại, việc này có thể chưa xong; anh/chị gửi lại giúp ạ."
THANKS_REMARK = "Cảm ơn anh/chị, góp ý đã được ghi lại."
WHY_BAD = "Câu trả lời chưa tốt ở điểm nào?"
REASONS = (
    ("wrong", "Sai nội dung"),
    ("place", "Không đúng mục"),
    ("plan", "Không đúng văn bản"),
    ("short", "Thiếu"),
)

FULL_SECTION = "Toàn văn {place}"
# Each as a button, and behind a number.
PREVIOUS = ("◀ {name}", "Mục trước ({path})")
NEXT = ("{name} ▶", "Mục sau ({path})")
PARENT = ("▲ Cả {place}", "Cả {place}")
OTHER_PLANS = "Hỏi ở văn bản khác"
MORE = "Xem tiếp ({page}/{count})"
MORE_PLANS = "Trang sau ▶"
FEWER_PLANS = "◀ Trang trước"
COPY = "Sao chép nguồn"
GOOD = "👍"
BAD = "👎"

STRANGER = "Công cụ này dành cho người đã được cấp quyền. Anh/chị xin mã mời của người quản trị."
ADMITTED = "Đã ghi nhận anh/chị là {role}. Gõ câu hỏi, hoặc /help để xem cách dùng."
ROLES = {"reader": "người tra cứu", "admin": "quản trị viên"}
BAD_CODE = "Mã không đúng hoặc đã hết hạn; anh/chị xin mã mới của người quản trị."
TOO_MANY_CODES = "Anh/chị đã thử quá nhiều mã; hãy chờ 10 phút rồi thử lại."
INVITATION = (
    "Mã mời {role}: {code}\nGửi mã cho người được mời; người đó nhắn mã này cho công cụ trong "
    "10 phút. Mã dùng một lần."
)
ADMIN_ONLY = "Lệnh này chỉ dành cho quản trị viên, trong cuộc trò chuyện riêng."
TOO_FAST = "Anh/chị hỏi nhanh quá; chờ một phút rồi hỏi tiếp giúp."

STATUS = (
    "Kho có {count} văn bản. Đang chờ trả lời: {waiting} câu hỏi; chờ gửi: {pending} tin; "
    "không rõ đã tới chưa: {unknown} tin."
)
MAKING_VECTORS = "Đang tạo vectơ cho kho: {progress} đoạn; trong lúc đó chỉ tìm theo từ."
CHANNELS = {"telegram": "Telegram", "zalo_bot": "Zalo", "zalo_oa": "Zalo OA"}
QUOTA = "{channel}: đã gửi {sent}/{allowed} tin trong tháng này ({share} %)."
QUOTA_SHORT = (
    "{channel}: đã gửi {sent}/{allowed} tin trong tháng này ({share} %); hết hạn mức thì bot "
    "không trả lời được nữa cho tới tháng sau."
)
ZALO_BOT_POLLED = "Bot Zalo này đang được một chương trình khác trên máy hỏi tin"

OA_NO_GRANT = (
    "Zalo OA chưa được cấp quyền cho công cụ; người quản trị OA hãy chạy: python -m bot grant"
)
OA_GRANT_LOST = (
    "Zalo OA đã mất quyền gửi tin (refresh token đã dùng hoặc quá hạn); người quản trị OA hãy "
    "chạy: python -m bot grant. Tin chưa gửi được giữ lại tới khi có quyền."
)
OA_GRANT_REFUSED = (
    "Zalo không cấp token cho OA (mã {code}); kiểm tra ZALO_OA_APP_ID và ZALO_OA_APP_SECRET, "
    "rồi chạy: python -m bot grant"
)
OA_GRANT_UNREADABLE = "Không đọc được {path} ({reason}); xóa tệp này rồi chạy: python -m bot grant"
OA_GRANT_UNWRITABLE = "Không ghi được {path} ({reason}); kiểm tra quyền ghi và chỗ trống"
OA_GRANT_BUSY = "Một chương trình khác đang đổi token của Zalo OA"
OA_TOO_LATE = "quá 48 giờ từ câu hỏi, không còn miễn phí"
OA_TROUBLE = "Zalo OA không gửi được tin trả lời: {reason}. Xem trang quản trị OA."
OA_ASK_GRANT = (
    "1. Mở trang này bằng tài khoản quản trị OA và bấm cho phép:\n{url}\n"
    "2. Trình duyệt sẽ chuyển sang một địa chỉ có «code=»; trang có thể báo lỗi, không sao. "
    "Chép cả địa chỉ đó vào đây: "
)
OA_NOT_SET = "Chưa đặt ZALO_OA_APP_ID; xem .env.example"
OA_NO_CODE = (
    "Địa chỉ không có mã cấp quyền của lần này; chạy lại python -m bot grant và chép cả địa chỉ."
)
OA_GRANTED = "Đã được cấp quyền; token được giữ trong {path}. Chương trình đang chạy tự dùng ngay."
OA_SCARCE = "Zalo OA chỉ còn {left}/{total} tin trong hạn mức."

RELOADING = "Đang nạp lại kho; các câu hỏi vẫn được trả lời từ kho hiện tại."
RELOADED = "Đã nạp lại kho: {count} văn bản (thêm {added}, đổi {changed}, bỏ {removed})."
UNCHANGED = "Kho không đổi: {count} văn bản, vẫn như trước."
RELOAD_LISTS = (("added", "Thêm"), ("changed", "Đổi"), ("removed", "Bỏ"))
MORE_FILES = "… và {count} tệp nữa"
RELOAD_REFUSED = "Không đọc được {count} tệp:"
RELOAD_WARNINGS = "Cần xem lại ({count}):"
SHRINKS = (
    "Thư mục chỉ còn {new} văn bản, kho hiện có {old}. Chưa thay kho. Nếu đúng ý, hãy xác nhận."
)
CONFIRM_RELOAD = "Vẫn nạp lại"
ROLLED_BACK = "Đã quay lại kho trước: {count} văn bản."
NO_DOCUMENTS_FOLDER = (
    "Chưa đặt DOCUMENTS (thư mục văn bản), nên không có gì để nạp lại; xem .env.example."
)
NOT_GENERATIONS = "LIBRARY={path} là một tệp; nạp lại cần một thư mục."
RELOAD_BUSY = "Một lần nạp khác đang chạy"
ALREADY_RUNNING = "Chương trình đang chạy ở nơi khác với cùng thư mục dữ liệu"
NO_TOKEN = (
    "Chưa có kênh nào, nên trò chuyện ngay tại đây. Để trả lời trên điện thoại, đặt một token "
    "trong .env: ZALO_BOT_TOKEN (trên Zalo tìm «Zalo Bot Creator», tạo bot, chép token) hoặc "
    "TELEGRAM_TOKEN (trên Telegram nhắn /newbot cho @BotFather)."
)
NO_CHANNEL_LEFT = "Không kênh nào còn chạy; xem lỗi ở trên hoặc chạy: python -m bot doctor"
TOKEN_REFUSED = "token không được chấp nhận; kiểm tra {name} hoặc lấy token mới"

DOCTOR_LIBRARY = "{count} văn bản ({path})"
DOCTOR_PROGRAMS = (
    "LibreOffice và Tesseract (tiếng Việt) đã cài: đọc được .doc, .xls, ảnh và bản quét."
)
DOCTOR_NO_OFFICE = (
    "Chưa cài LibreOffice nên không đọc được .doc, .rtf, .xls; "
    "cài gói libreoffice-writer-nogui, libreoffice-calc-nogui."
)
DOCTOR_NO_RECOGNISER = "Chưa đọc được ảnh và bản quét; cài gói {packages}."
DOCTOR_DISK = "còn trống {megabytes} MB; cần ít nhất 500 MB"
DOCTOR_PORT_FREE = "{address} còn trống"
DOCTOR_PORT_TAKEN = (
    "{address} không dùng được ({reason}); chương trình đang chạy, hoặc hãy đổi HTTP_PORT"
)
NO_WEB_LIBRARY = "HTTP_PORT cần thư viện web; hãy chạy: pip install 'guidance-lookup[web]'"
DOCTOR_OPEN = "ai cũng hỏi được (ACCESS=open)"
DOCTOR_PEOPLE = "{people} người đã được cấp quyền, {admins} quản trị viên"
DOCTOR_NO_ADMIN = (
    "chưa có quản trị viên; hãy chạy: python -m bot invite --admin, rồi nhắn mã cho công cụ"
)
DOCTOR_PROXY = "không kết nối được {address} ({reason}); kiểm tra địa chỉ và tường lửa"
DOCTOR_UNREACHABLE = "không kết nối được {address} ({reason}); kiểm tra mạng, hoặc đặt {name}"
DOCTOR_NO_DATE = "máy chủ không cho biết giờ"
DOCTOR_CLOCK = "lệch {seconds} giây so với máy chủ; nên dưới 60 giây"
DOCTOR_WEBHOOK = "một webhook còn đặt; sẽ được gỡ khi chương trình chạy"
DOCTOR_OA_GRANT = "đã được cấp quyền; token tự đổi trước khi hết hạn ({hours} giờ nữa)"
DOCTOR_OA_OPEN = "người khác trên máy đọc được {path}; hãy chạy: chmod 600 {path}"
DOCTOR_OA_WEBHOOK = (
    "Zalo phải gọi được https://…{path}; TLS phía trước chuyển tới {address}, và trang Webhook "
    "của ứng dụng phải ghi địa chỉ đó"
)
DOCTOR_INLINE = "chưa bật tra cứu trong chat khác; nhắn /setinline cho @BotFather nếu cần"
OPEN_HERE = "Mở trong công cụ"
