"""Sentences that a conversation says around the answers; statements have theirs in `index`."""

UNDERSTOOD = "Câu hỏi được đọc là: “{text}”. Nếu chưa đúng, anh/chị gõ lại có dấu."
# Only a reply in another language says that the quotation is not.
ORIGINAL_WORDS = ""
SAYS = "Văn bản ghi:\n“{words}”"
ASK_AGAIN = "Nếu chưa đúng ý, anh/chị hỏi lại kèm số văn bản, ví dụ: kinh phí KH 61"
OTHER_PLAN = "(Trả lời theo {name}, không phải {view} đang xem.)"
CHOOSE_HINT = "Anh/chị gõ số để chọn, ví dụ: 1"
NUMBERS_HEAD = "Gõ số để xem tiếp:"
MORE_PLACES = "Xem thêm: {places}"
FURTHER = "{place}: {words}"
NO_VECTORS = (
    "Kho chưa có chỉ mục tìm theo nghĩa, tạm thời chỉ tìm theo từ. Lý do: {reason}\n"
    "Công cụ tự làm lại khi kho thay đổi hoặc khởi động lại."
)
ALSO_IN = "Cũng có trong: {places}"
ALSO_MORE = " và {count} văn bản khác"
NO_SUCH_CHOICE = (
    "Danh sách trên có {count} lựa chọn. Nếu hỏi văn bản số {number}, anh/chị gõ: KH {number}"
)
WELCOME = "Tra cứu văn bản. Gõ câu hỏi; gõ cả kho để thôi hỏi riêng một văn bản; Ctrl-D để thoát."
ON_PLAN = "Đang hỏi trong: {name}\nĐể tìm trong cả kho, gõ: cả kho"
UNPINNED = "Từ câu hỏi sau, công cụ tìm trong cả kho."
BUILDING = "Đang lập kho văn bản mẫu (chỉ ở lần chạy đầu)…"
GOODBYE = "Chào anh/chị."

START = (
    "Chào anh/chị. Đây là công cụ tra cứu tự động: trích nguyên văn văn bản trong kho, ghi rõ số, "
    "ngày, cơ quan ban hành và mục. Câu trả lời không thay cho ý kiến của người có thẩm quyền.\n\n"
    "Anh/chị gõ câu hỏi, có dấu hay không dấu đều được, ví dụ:\n"
    "• ai chủ trì nhiệm vụ 3.2 KH 61\n• kinh phí KH 61\n• mục II.3.2 KH 61\n"
    "Nêu số văn bản thì câu trả lời chính xác hơn."
)
HELP_COMMANDS = (
    "Anh/chị cũng có thể gõ:\n"
    "• văn bản – danh sách văn bản trong kho; /vanban Lạng Sơn – chỉ văn bản có các từ này\n"
    "• /kehoach 61 – chỉ hỏi trong Kế hoạch số 61\n"
    "• cả kho (hoặc /cakho) – tìm trong cả kho\n"
    "• /muc II.3.2 – xem một mục\n"
    "• /donvi Sở Nội vụ – việc của một đơn vị\n"
    "• /baocao – chế độ báo cáo (nêu số văn bản: chế độ báo cáo KH 61)\n"
    "• tóm tắt KH 61; gửi file gốc KH 61 – một văn bản nói về gì; tệp của văn bản đó\n"
    "• /phanhoi câu trả lời chưa đúng – góp ý cho quản trị viên\n"
    "• trợ giúp – xem lại hướng dẫn này"
)
HELP_ADMIN = (
    "Quản trị:\n/naplai – nạp lại kho từ thư mục văn bản\n"
    "/quaylai – dùng lại bản kho trước (có hỏi xác nhận)\n"
    "/moi – mã mời người tra cứu; /moi quantri – mã mời quản trị viên\n"
    "/tinhtrang – tình trạng kho và tin nhắn\n"
    "/nguoi – người đã được cấp quyền\n"
    "/nhom nội bộ – nhóm người xem\n"
    "/gioihan 61 nội bộ – chỉ nhóm này xem được văn bản 61\n"
    "/chuatraloi – câu hỏi chưa trả lời được; /traloi – chỉ mục trả lời\n"
    "/ten – từ riêng của cơ quan, cơ quan đã sắp xếp lại\n"
    "/gopy – 👎 và góp ý của người tra cứu\n"
    "/nhatky – ai đã đưa vào kho, giới hạn, mời, thu hồi\n"
    "/rut 61 – rút văn bản 61 khỏi kho; /khoiphuc – lấy lại văn bản đã rút\n"
    "/sua 61 – sửa số, ngày, cơ quan, chủ trì, thời gian đọc sai của văn bản 61\n"
    "/thaythe 15 52 – văn bản 15 được văn bản 52 thay thế, sửa đổi\n"
    "/hen 8h30 15/12 – hẹn giờ đưa tệp vừa gửi vào kho; /hen – các hẹn đang chờ\n"
    "/quanly – trang web quản trị: đưa tệp lên, xem bên cạnh trang gốc, sửa, thống kê\n"
    "Trên Telegram: gửi tệp văn bản vào đây để xem trước rồi đưa vào kho."
)
COMMANDS = (
    ("vanban", "Các văn bản trong kho"),
    ("kehoach", "Chọn một văn bản theo số"),
    ("muc", "Nội dung một mục"),
    ("donvi", "Nhiệm vụ của một đơn vị"),
    ("baocao", "Chế độ báo cáo"),
    ("cakho", "Tìm trong cả kho"),
    ("phanhoi", "Góp ý cho quản trị viên"),
    ("help", "Cách hỏi"),
)
ADMIN_COMMANDS = (
    ("naplai", "Nạp lại kho văn bản"),
    ("quaylai", "Dùng lại bản kho trước"),
    ("moi", "Mã mời người tra cứu"),
    ("tinhtrang", "Tình trạng kho và tin nhắn"),
    ("nguoi", "Người đã được cấp quyền"),
    ("nhom", "Nhóm người xem"),
    ("gioihan", "Giới hạn người xem một văn bản"),
    ("chuatraloi", "Câu hỏi chưa trả lời được"),
    ("traloi", "Chỉ mục trả lời một câu hỏi"),
    ("ten", "Khai báo tên gọi của cơ quan"),
    ("gopy", "👎 và góp ý của người tra cứu"),
    ("nhatky", "Ai đã làm gì với kho"),
    ("rut", "Rút một văn bản khỏi kho"),
    ("khoiphuc", "Lấy lại văn bản đã rút"),
    ("sua", "Sửa số, ngày, cơ quan, chủ trì… của một văn bản"),
    ("hen", "Hẹn giờ đưa tệp vào kho"),
    ("quanly", "Trang web quản trị"),
    ("thaythe", "Ghi nhận văn bản bị thay thế, sửa đổi, hết hiệu lực"),
)
USAGE = {
    "kehoach": "Anh/chị gõ kèm số văn bản, ví dụ: /kehoach 61 hoặc /kehoach 61/KH-UBND",
    "muc": "Anh/chị gõ kèm số mục, ví dụ: /muc II.3.2 hoặc /muc 3.2 KH 61",
    "donvi": "Anh/chị gõ kèm tên đơn vị, ví dụ: /donvi Sở Nội vụ",
    "tomtat": "Anh/chị gõ kèm số văn bản, ví dụ: tóm tắt KH 61",
    "bangoc": "Anh/chị gõ kèm số văn bản, ví dụ: gửi file gốc KH 61",
    "phanhoi": "Anh/chị gõ kèm lời góp ý, ví dụ: /phanhoi câu trả lời về kinh phí chưa đúng",
}
WHICH_PLAN = "Có nhiều văn bản cùng tên gọi; anh/chị chọn văn bản nào?"
NO_SUCH_COMMAND = "Không có lệnh {name}. Xem cách dùng: gõ trợ giúp"
NO_SUCH_PLAN = "Kho chưa có văn bản “{text}”. Xem danh sách: gõ văn bản"
PLAN_GONE = "Văn bản này không còn trong kho. Gõ /vanban để xem các văn bản."
CHOICE_GONE = "Lựa chọn này đã cũ. Anh/chị vui lòng hỏi lại."
PLANS_HEAD = "Kho có {count} văn bản:"
PLANS_FILTERED = "Tìm thấy {count} văn bản có “{words}”:"
ABOUT = "Về {title}"
PLANS_NONE = "Không văn bản nào có “{words}” (kho có {count} văn bản). Xem tất cả: gõ văn bản"
OTHERS_HEAD = "Anh/chị hỏi “{question}” ở văn bản nào?"
OTHERS_NONE = "Kho chỉ có văn bản này."
NO_PLACE = "Anh/chị chưa mở mục nào. Anh/chị gõ số mục, ví dụ: mục II.3.2 KH 61"
FIRST_PLACE = "Đây là mục đầu của phần này."
LAST_PLACE = "Đây là mục cuối của phần này."
TOP_PLACE = "Mục này không có mục cấp trên."
NOT_NUMBERED = "Đoạn này không nằm trong mục đánh số nào."
PAGE = "(trang {page}/{count})"
CUT_OFF = "… (còn nữa; xem đủ: gõ toàn văn)"
NOT_TEXT = "Công cụ chỉ đọc được tin nhắn chữ. Anh/chị vui lòng gõ câu hỏi."
FAILED = "Xin lỗi anh/chị, có lỗi khi tìm câu trả lời. Anh/chị thử lại sau ít phút."
ERRAND_FAILED = (
    "Xin lỗi anh/chị, việc vừa rồi chưa làm xong vì có lỗi. Anh/chị thử lại sau ít phút; nếu vẫn "
    "lỗi, báo người vận hành."
)
BROKEN_OFF = "Công cụ vừa khởi động lại, việc vừa rồi có thể chưa xong. Anh/chị vui lòng gửi lại."
THANKS_REMARK = "Cảm ơn anh/chị, góp ý đã được ghi lại."
WHY_BAD = "Câu trả lời chưa tốt ở điểm nào?"
REASONS = (
    ("wrong", "Sai nội dung"),
    ("place", "Không đúng mục"),
    ("plan", "Không đúng văn bản"),
    ("short", "Thiếu nội dung"),
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

STRANGER = (
    "Công cụ này dành cho người đã được cấp quyền. Anh/chị xin mã mời của quản trị viên, rồi gửi "
    "vào đây một tin chỉ có mã."
)
ANONYMOUS = (
    "Công cụ chỉ trả lời người đã được cấp quyền, mà tin này gửi ẩn danh nên không biết của ai. "
    "Anh/chị tắt chế độ ẩn danh rồi hỏi lại, hoặc nhắn riêng cho công cụ."
)
ADMITTED = (
    "Anh/chị đã được cấp quyền {right}. Mời anh/chị gõ câu hỏi, ví dụ: ai chủ trì nhiệm vụ 3.2 KH "
    "61. Cách dùng: gõ trợ giúp"
)
RIGHTS = {"reader": "tra cứu", "admin": "quản trị"}
ROLES = {"reader": "người tra cứu", "admin": "quản trị viên"}
BAD_CODE = (
    "Mã không đúng hoặc đã hết hạn (mã dùng một lần, trong 10 phút). Anh/chị xin mã mới của quản "
    "trị viên."
)
TOO_MANY_CODES = "Anh/chị đã thử quá nhiều mã; hãy chờ 10 phút rồi thử lại."
INVITATION = (
    "Mã mời {role}: {code}\nGửi mã cho người được mời; người đó nhắn mã này cho công cụ trong "
    "10 phút. Mã dùng một lần."
)
ADMIN_ONLY = "Lệnh này chỉ quản trị viên dùng được, khi nhắn riêng với công cụ."
TOO_FAST = "Công cụ chỉ nhận một số câu hỏi mỗi phút. Anh/chị vui lòng hỏi tiếp sau 1 phút."

STATUS = (
    "Kho: {count} văn bản\nCâu hỏi chờ trả lời: {waiting}\nTin chờ gửi: {pending}\n"
    "Tin có thể đã gửi hai lần: {again}\nTin chưa rõ đã tới: {unknown}"
)
# Stands above a message of which nobody knows whether it arrived the first time.
SENT_AGAIN = "(Kết nối vừa gián đoạn: tin này có thể đã gửi hai lần.)"
MAKING_VECTORS = "Đang lập chỉ mục tìm theo nghĩa: {progress} đoạn; trong lúc này chỉ tìm theo từ."
CHANNELS = {
    "telegram": "Telegram",
    "zalo_bot": "Zalo",
    "zalo_oa": "Zalo OA",
    "page": "Trang web",
}
QUOTA = "{channel}: đã gửi {sent}/{allowed} tin trong tháng ({share}%)."
QUOTA_SHORT = (
    "{channel}: đã gửi {sent}/{allowed} tin trong tháng ({share}%). Hết hạn mức, công cụ ngừng trả "
    "lời tới đầu tháng sau; anh/chị cân nhắc nâng gói hoặc chuyển bớt người dùng sang Telegram."
)
ZALO_BOT_POLLED = (
    "Một chương trình khác trên máy đang nhận tin của bot Zalo này ({path} đang bị giữ); hãy tắt "
    "chương trình đó"
)

OA_NO_GRANT = (
    "Zalo OA chưa được cấp quyền cho công cụ. Anh/chị báo người vận hành máy chủ chạy lệnh: "
    "python -m bot grant"
)
OA_GRANT_LOST = (
    "Zalo OA đã mất quyền gửi tin. Anh/chị báo người vận hành máy chủ chạy lệnh: python -m bot "
    "grant. Tin chưa gửi được giữ lại tới khi có quyền."
)
OA_GRANT_REFUSED = (
    "Zalo không cấp token cho OA (mã {code}); kiểm tra ZALO_OA_APP_ID và ZALO_OA_APP_SECRET, "
    "rồi chạy: python -m bot grant"
)
OA_GRANT_UNREADABLE = "Không đọc được {path} ({reason}); xóa tệp này rồi chạy: python -m bot grant"
OA_GRANT_UNWRITABLE = "Không ghi được {path} ({reason}); kiểm tra quyền ghi và chỗ trống"
OA_GRANT_BUSY = "Một chương trình khác đang đổi token của Zalo OA ({path} đang bị giữ)."
OA_TOO_LATE = "quá 48 giờ từ câu hỏi, không còn miễn phí"
OA_TROUBLE = "Zalo OA không gửi được tin trả lời: {reason}. Xem trang quản trị OA."
OA_ASK_GRANT = (
    "1. Mở trang này bằng tài khoản quản trị OA và bấm cho phép:\n{url}\n"
    "2. Trình duyệt sẽ chuyển sang một địa chỉ có “code=”; trang có thể báo lỗi, cứ bỏ qua. "
    "Chép cả địa chỉ đó vào đây: "
)
OA_NOT_SET = "Chưa đặt ZALO_OA_APP_ID; xem .env.example"
OA_NO_CODE = (
    "Địa chỉ không có mã cấp quyền của lần này; chạy lại python -m bot grant và chép cả địa chỉ."
)
OA_GRANTED = "Đã được cấp quyền; token được giữ trong {path}. Chương trình đang chạy tự dùng ngay."
OA_SCARCE = "Zalo OA chỉ còn {left}/{total} tin trong hạn mức."

RELOADING = "Đang nạp lại kho; các câu hỏi vẫn được trả lời từ kho hiện tại."
RELOADED = "Đã nạp lại kho: {count} văn bản (thêm {added}, thay {changed}, bớt {removed})."
UNCHANGED = "Kho không thay đổi, vẫn có {count} văn bản."
RELOAD_LISTS = (("added", "Thêm"), ("changed", "Thay"), ("removed", "Bớt"))
MORE_FILES = "… và {count} tệp nữa"
RELOAD_REFUSED = "Không đọc được {count} tệp:"
RELOAD_WARNINGS = "Cần xem lại ({count}):"
SHRINKS = (
    "Thư mục chỉ còn {new} văn bản, kho đang có {old}. Kho chưa thay đổi. Nếu đúng như vậy, "
    "anh/chị chọn “Vẫn nạp lại”."
)
SHRINKS_TO_NOTHING = (
    "Thư mục không còn văn bản nào đọc được, kho đang có {old}. Kho chưa thay đổi. Nếu đúng như "
    "vậy, anh/chị chọn “Vẫn nạp lại”; khi đó kho trống."
)
CONFIRM_RELOAD = "Vẫn nạp lại"
ROLLED_BACK = "Đã dùng lại bản kho trước ({count} văn bản). Lấy lại bản mới: gõ nạp lại"
NO_DOCUMENTS_FOLDER = (
    "Máy chủ chưa khai báo thư mục văn bản nên không nạp được. Anh/chị báo người vận hành (mục "
    "DOCUMENTS trong .env)."
)
DOCUMENTS_GONE = (
    "Không mở được thư mục văn bản trên máy chủ nên kho chưa thay đổi. Anh/chị báo người vận hành."
)
NOT_GENERATIONS = (
    "Kho trên máy chủ là một tệp nên không nạp lại được. Anh/chị báo người vận hành (mục LIBRARY "
    "trong .env phải là một thư mục)."
)
RELOAD_BUSY = "Kho đang được nạp ở lần khác. Anh/chị thử lại sau 1 phút."
UNWRITABLE = "Không ghi được {path} ({reason}); kiểm tra quyền ghi và chỗ trống, hoặc đổi mục DATA."
NO_FILE_ACCESS = "Không đọc hoặc ghi được {path} ({reason}); kiểm tra quyền và chỗ trống."
ALREADY_RUNNING = "Công cụ đang chạy ở nơi khác với cùng thư mục dữ liệu ({path} đang bị giữ)."
NO_TOKEN = (
    "Chưa có kênh nào ngoài trang web trên máy này. Để trả lời trên điện thoại, đặt một token "
    "trong .env: ZALO_BOT_TOKEN (trên Zalo tìm “Zalo Bot Creator”, tạo bot, chép token) hoặc "
    "TELEGRAM_TOKEN (trên Telegram nhắn /newbot cho @BotFather)."
)
NO_CHANNEL_LEFT = "Không kênh nào còn chạy; xem lỗi ở trên hoặc chạy: python -m bot doctor"
TOKEN_REFUSED = "token không được chấp nhận; kiểm tra {name} hoặc lấy token mới"

NO_METRICS_TOKEN = "Không đọc hoặc ghi được {path} ({reason})"

DOCTOR_LIBRARY = "{count} văn bản ({path})"
DOCTOR_NO_PLANS = (
    "kho chưa có văn bản nào; quản trị viên gửi tệp cho công cụ, hoặc chép vào thư mục văn bản rồi "
    "chạy python -m bot reload"
)
DOCTOR_PROGRAMS = (
    "LibreOffice và Tesseract (tiếng Việt) đã cài: đọc được .doc, .xls, ảnh và bản quét."
)
DOCTOR_NO_OFFICE = (
    "Chưa cài LibreOffice nên không đọc được .doc, .rtf, .xls; "
    "cài gói libreoffice-writer-nogui, libreoffice-calc-nogui."
)
DOCTOR_NO_RECOGNISER = "Chưa đọc được ảnh và bản quét; cài gói {packages}."
DOCTOR_NO_HEIC = "Chưa đọc được ảnh iPhone (.heic); hãy chạy: pip install 'guidance-lookup[heic]'."
DOCTOR_DISK = "còn trống {megabytes} MB; cần ít nhất 500 MB"
DOCTOR_PORT_FREE = "{address} còn trống"
DOCTOR_PORT_TAKEN = (
    "{address} không dùng được ({reason}); chương trình đang chạy, hoặc hãy đổi HTTP_PORT"
)
DOCTOR_RUNNING = "đang chạy ({path} đang được giữ)"
DOCTOR_HEALTHY = "{address} trả lời; chương trình nhận và trả lời được tin nhắn"
DOCTOR_UNHEALTHY = "{address} báo chương trình chưa làm việc được: {reason}"
DOCTOR_SILENT = (
    "{address} không trả lời ({reason}) dù chương trình đang chạy; xem HTTP_PORT, HTTP_HOST"
)
DOCTOR_EMPTY = "kho chưa có văn bản"
DOCTOR_BEHIND = "{waiting} câu hỏi đang chờ, lâu nhất {seconds} giây"
HEALTH_STATE = "không ghi được tin mới: {reason}"
HEALTH_DISK = "đĩa chỉ còn trống {megabytes} MB"
HEALTH_LIBRARY = "kho không trả lời được câu hỏi thử: {reason}"
HEALTH_NOTHING = "không tìm thấy chính văn bản của kho"
HEALTH_SLOW = "quá {seconds} giây không trả lời"
DOCTOR_OPEN = "ai cũng hỏi được (ACCESS=open)"
DOCTOR_PEOPLE = "{people} người đã được cấp quyền, {admins} quản trị viên"
DOCTOR_NO_ADMIN = (
    "chưa có quản trị viên; hãy chạy: python -m bot invite --admin, rồi nhắn mã cho công cụ"
)
DOCTOR_PROXY = "không kết nối được {address} ({reason}); kiểm tra địa chỉ và tường lửa"
DOCTOR_UNREACHABLE = "không kết nối được {address} ({reason}); kiểm tra mạng, hoặc đặt {name}"
DOCTOR_NO_DATE = "máy chủ không cho biết giờ"
DOCTOR_CLOCK = "lệch {seconds} giây so với máy chủ; nên dưới 60 giây"
DOCTOR_WEBHOOK = "còn đặt webhook; chương trình sẽ tự gỡ khi chạy"
DOCTOR_OA_GRANT = "đã được cấp quyền; token tự đổi trước khi hết hạn ({hours} giờ nữa)"
DOCTOR_OA_OPEN = "người khác trên máy đọc được {path}; hãy chạy: chmod 600 {path}"
DOCTOR_OA_WEBHOOK = (
    "Zalo phải gọi được https://…{path}; TLS phía trước chuyển tới {address}, và trang Webhook "
    "của ứng dụng phải ghi địa chỉ đó"
)
DOCTOR_INLINE = "chưa bật tra cứu trong chat khác; nhắn /setinline cho @BotFather nếu cần"
OPEN_HERE = "Xem trong công cụ"
OPEN_PAGE = "Mở văn bản tại đoạn này"
