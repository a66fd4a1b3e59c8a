"""Sentences for admins: people, circles, restricted plans, files that are sent in."""

PEOPLE_HEAD = "{count} người đã được cấp quyền:"
PEOPLE_FOUND = "{count} người có “{words}”:"
PEOPLE_NONE = "Chưa có ai được cấp quyền. Gõ /moi để lấy mã mời."
PEOPLE_NOT_FOUND = "Không có ai có “{words}” trong {count} người đã được cấp quyền."
PERSON = "{name} – {role}"
PERSON_CIRCLES = "Nhóm: {circles}"
PERSON_GONE = "Người này không còn trong danh sách. Gõ /nguoi để xem lại."
MAKE_ADMIN = "Giao quyền quản trị"
MAKE_READER = "Chuyển thành người tra cứu"
DISMISS = "Thu hồi quyền"
DISMISS_ASK = "Thu hồi quyền của {name}?"
KEEP_AS_IT_IS = "Giữ nguyên"
DISMISSED = "Đã thu hồi quyền của {name}."
NOT_YOURSELF = "Anh/chị không tự đổi hay thu hồi quyền của mình được; nhờ một quản trị viên khác."
FIXED_ADMIN = "{name} là quản trị viên ghi trong ADMINS của tệp .env; chỉ đổi được ở đó."
ROLE_CHANGED = "{name} nay là {role}."
# On the card of a circle, and on that of a person.
JOIN, LEAVE = "Thêm {name}", "Đưa {name} ra"
JOIN_CIRCLE, LEAVE_CIRCLE = "Thêm vào nhóm {name}", "Đưa ra khỏi nhóm {name}"
# People of one name, told apart by the end of their key.
NAMESAKE = "{name} (…{key})"

CIRCLES_HEAD = (
    "Nhóm người xem ({count}). Văn bản giới hạn người xem: chỉ người trong nhóm và quản trị viên "
    "xem được."
)
CIRCLES_NONE = (
    "Chưa có nhóm người xem nào. Gõ kèm tên để lập nhóm, ví dụ: /nhom nội bộ. Văn bản giới hạn "
    "người xem (/gioihan): chỉ người trong nhóm và quản trị viên xem được."
)
CIRCLE_LINE = "{number}. {name} – {count} người"
CIRCLE = "Nhóm “{name}”: {count} người, xem được {plans} văn bản giới hạn."
CIRCLE_EMPTY = "Nhóm “{name}” chưa có người; đang có {plans} văn bản giới hạn cho nhóm này."
CIRCLE_GONE = "Nhóm này không còn nữa. Gõ /nhom để xem các nhóm."
DISSOLVE = "Xóa nhóm"
DISSOLVED = "Đã xóa nhóm “{name}”."
IN_USE = (
    "Nhóm “{name}” đang được xem văn bản giới hạn. Anh/chị gõ /gioihan, chuyển các văn bản đó cho "
    "nhóm khác hoặc mọi người, rồi xóa nhóm."
)

LIMITS_HEAD = "{count} văn bản giới hạn người xem:"
LIMITS_NONE = (
    "Người có quyền tra cứu đều xem được tất cả văn bản. Muốn giới hạn, gõ số văn bản và tên nhóm, "
    "ví dụ: /gioihan 61 nội bộ"
)
LIMIT_LINE = "{number}. {name}\n{shown}"
LIMIT_ABSENT = "{file} (không có trong kho hiện tại)"
SHOWN_TO_CIRCLES = "Người xem: nhóm {circles} và quản trị viên."
SHOWN_TO_ADMINS = "Người xem: chỉ quản trị viên."
SHOWN_TO_ALL = "Người xem: mọi người có quyền tra cứu."
LIMIT_NOTE = (
    "Trong nhóm chat và khi tra cứu từ cuộc trò chuyện khác, không ai xem được văn bản này. Các "
    "câu trả lời đã gửi vẫn còn."
)
RESTORED = (
    "Tệp trạng thái bị mất, bị xóa trống hoặc là bản cũ: {count} văn bản từng được giới hạn người "
    "xem nay lại được giới hạn ({files}). Anh/chị gõ /gioihan để xem, /nhom để đưa người vào lại "
    "nhóm, hoặc báo người vận hành chép lại state.db."
)
SAFEGUARD_UNREADABLE = (
    "Không rõ văn bản nào phải giới hạn người xem: trạng thái không còn giới hạn nào, và không đọc "
    "được {path} ({reason}). Hãy chép lại state.db từ bản sao lưu, hoặc xóa tệp này nếu không văn "
    "bản nào phải giới hạn."
)
LIMITED = "(Văn bản giới hạn người xem; vui lòng không chuyển tiếp)"
LIMIT_NO_CIRCLES = "Chưa có nhóm người xem nào; gõ kèm tên để lập nhóm, ví dụ: /nhom nội bộ"
WHICH_PLAN = "Có {count} văn bản phù hợp với “{text}”; anh/chị chọn văn bản nào?"
CIRCLE_WITHOUT_PEOPLE = "Nhóm “{name}” chưa có ai: gõ /nhom {name} để thêm người."
EVERYBODY = "Mọi người"
TICKED = "✓ {name}"
# What may be typed instead of circles, folded.
EVERYBODY_WORDS = ("moi nguoi", "tat ca", "khong", "bo")

BUSY = "Đang có nhiều câu hỏi. Anh/chị vui lòng hỏi lại sau ít phút."

LIBRARY_CHANGED = "Tệp kho {path} đã bị thay đổi từ bên ngoài."
EARLIER_SERVES = (
    "{reason} Công cụ tạm trả lời từ bản kho trước. Anh/chị gõ nạp lại để lập lại kho hiện tại."
)
LIBRARY_DAMAGED = (
    "Tệp kho {path} đã bị hỏng hoặc bị thay đổi, và không có bản trước để dùng; câu hỏi có thể "
    "không được trả lời. Anh/chị gõ nạp lại, hoặc báo người vận hành chép lại tệp kho."
)
NO_EARLIER = "Không còn bản kho trước. Muốn cập nhật kho, gõ: nạp lại"
ROLL_BACK_HEAD = "Bản kho trước có {count} văn bản."
ROLL_BACK_LOSES = "Sẽ mất: {names}"
ROLL_BACK_OLDER = "Trở về bản cũ: {names}"
ROLL_BACK_ASK = "Anh/chị xác nhận?"
AND_MORE = "{names} và {rest} văn bản khác"
USE_EARLIER = "Dùng bản trước"
LIBRARY_KEPT = "Kho vẫn như hiện tại."

FILE_FROM_READER = (
    "Chỉ quản trị viên đưa được tệp vào kho. Anh/chị chuyển tệp cho quản trị viên, hoặc gõ câu hỏi."
)
FILES_ELSEWHERE = "Anh/chị gửi tệp qua Telegram, hoặc trên trang quản trị: /quanly"
FILE_READING = "Đang đọc tệp “{name}” (bản quét có thể mất vài phút)…"
PICTURES_COMING = (
    "Đang nhận ảnh; các ảnh gửi cùng một lần được đọc thành một văn bản (có thể mất vài phút)…"
)
FILE_FOUND = "Có tệp mới trong thư mục nhận tệp: “{name}”."
FILE_TOO_LARGE = (
    "Tệp “{name}” quá lớn ({size}); chỉ nhận được tới {most} MB. Anh/chị tách tệp, hoặc nhờ người "
    "vận hành chép vào thư mục văn bản."
)
FILE_ENDING = (
    "Tệp “{name}” không thuộc loại đọc được. Đọc được: Word, PDF, Excel, PowerPoint, OpenDocument, "
    "RTF, ảnh, trang web đã lưu, thư (.eml), .txt và tệp nén .zip."
)
FILE_ARCHIVE = (
    "“{name}” là tệp nén không mở được ở đây. Anh/chị nén lại thành .zip, hoặc gửi từng văn bản."
)
FILE_TWICE = "{name}: giống hệt {other}, chỉ lấy một."
PAGES_READ = "Đang đọc tệp “{name}”: nhận dạng trang {page}/{pages}…"
FILES_READ = "Đang đọc “{name}”: tệp {file}/{files}…"
FILES_AND_PAGES_READ = "Đang đọc “{name}”: tệp {file}/{files}, nhận dạng trang {page}/{pages}…"
FILE_WAITS = "Đang chờ đọc tệp “{name}”; đang đọc các tệp khác…"
FILE_READ = "Đã đọc xong tệp “{name}”."
STOP_READING = "Dừng đọc"
READING_STOPPED = "Đã dừng đọc tệp “{name}”, không đưa vào kho."
READING_OVER = "Đã đọc xong, hoặc không còn được đọc nữa."
RELOAD_FILES = (
    "Đang nạp lại kho: đọc tệp {file}/{files}; các câu hỏi vẫn được trả lời từ kho hiện tại."
)
RELOAD_BOTH = (
    "Đang nạp lại kho: đọc tệp {file}/{files}, nhận dạng trang {page}/{pages}; các câu hỏi vẫn "
    "được trả lời từ kho hiện tại."
)
RELOAD_OVER = "Đã nạp lại xong."
STOP_RELOAD = "Dừng nạp lại"
RELOAD_STOPPED = "Đã dừng nạp lại; nếu chưa kịp xong thì kho vẫn như trước."
FILE_NOT_FETCHED = "Chưa nhận được tệp “{name}” do lỗi kết nối. Anh/chị vui lòng gửi lại."
MEGABYTES, LARGER_THAN = "{size} MB", "hơn {most} MB"
FILE_HELD = "Tệp này đã có trong kho: {name}."
FILE_GONE = (
    "Tệp này không còn chờ: đã đưa vào kho, đã xóa, hoặc để quá 7 ngày. Xem kho: gõ văn bản; nếu "
    "chưa có, anh/chị gửi lại tệp."
)
FILE_KEPT = "Tệp vẫn được giữ."
CORRECTED_SINCE = (
    "Chưa đưa “{file}” vào kho: có người vừa sửa văn bản này sau khi anh/chị xem. Anh/chị xem lại "
    "rồi quyết định."
)
FILE_DISCARDED = "Đã xóa tệp “{file}”, không đưa vào kho."
TOO_MANY_FILES = (
    "Đang có {count} tệp chờ đưa vào kho hay không; anh/chị quyết định các tệp đó trước."
)
BATCH_HEAD = "Trong “{name}” có {count} văn bản đọc được:"
BATCH_LINE = "{number}. {name} (tệp “{file}”{remarks})"
BATCH_MORE = "… và {count} văn bản nữa; xem đủ: chọn “Xem từng văn bản”."
BATCH_REFUSED = "Không lấy {count} tệp:"
REMARK_HELD = "đã có trong kho, bỏ qua"
REMARK_OWN = "quyết định riêng: {why}"
REMARK_REPLACES, REMARK_CLASH = "thay bản đang có", "kho đã có văn bản khác cùng số"
REMARK_RESTRICTED = "bản mới của văn bản giới hạn người xem, người xem giữ như cũ"
REMARK_DRAFT, REMARK_DOUBTS = "bản dự thảo", "{count} điểm cần xem lại"
OWN_INTERNAL = "ghi “lưu hành nội bộ”"
OWN_RESTRICTED = "có thể là một bản của văn bản giới hạn người xem"
OWN_TWIN = "cùng văn bản với tệp “{file}”"
BATCH_PUBLISH = "Đưa cả {count} văn bản vào kho"
BATCH_LOOK = "Xem từng văn bản"
BATCH_NEXT = "Văn bản {number}/{count} ▶"
BATCH_DISCARD = "Không đưa văn bản nào"
BATCH_PUBLISHING = "Đang đưa các văn bản vào kho…"
BATCH_PUBLISHED = "Đã đưa {published} văn bản vào kho: {names}. Kho có {count} văn bản."
BATCH_LEFT = "Còn {count} văn bản cần quyết định riêng."
BATCH_STATED = "Có văn bản ghi thay thế, bãi bỏ hoặc sửa đổi văn bản khác: gõ /thaythe để xác nhận."
BATCH_DISCARDED = "Đã xóa các tệp đó, không đưa vào kho."
BATCH_KEPT = "Các tệp vẫn được giữ."
PREVIEW_HEAD = "Đọc được từ tệp “{file}”:"
FIELD_PRINTED = "✓ {label}: {value}"
FIELD_GUESSED = "? {label}: {value} (suy đoán, cần kiểm tra)"
FIELD_MISSING = "✗ {label}: chưa đọc được"
TYPE, NUMBER, DATE = "Loại", "Số, ký hiệu", "Ngày"
ISSUER, TITLE = "Cơ quan ban hành", "Trích yếu"
PREVIEW_COUNTS = (
    "Có {sections} mục đánh số; {tasks} nhiệm vụ ({led} có đơn vị chủ trì, {unled} không nêu); "
    "{reports} quy định về báo cáo."
)
PREVIEW_DRAFT = "Đây là bản dự thảo, chưa phải văn bản ban hành; câu trả lời sẽ ghi rõ điều này."
PREVIEW_UNSIGNED = (
    "Dòng số để trống và chưa có người ký: có thể là bản dự thảo; câu trả lời sẽ ghi rõ điều này."
)
PREVIEW_INTERNAL = "Văn bản ghi “lưu hành nội bộ”: khi đưa vào kho sẽ hỏi cho ai xem."
PREVIEW_OF_RESTRICTED = (
    "Là bản mới của văn bản giới hạn người xem: {name}. Nếu đưa vào kho, người xem giữ như cũ."
)
PREVIEW_MAY_BE_RESTRICTED = (
    "Có thể là một bản của văn bản giới hạn người xem: {name}. Khi đưa vào kho sẽ hỏi cho ai xem."
)
PREVIEW_REPLACES = "Nếu đưa vào kho, tệp này thay bản đang có: {file} (bản cũ vẫn được lưu)."
PREVIEW_CLASH = "Kho đã có văn bản khác cùng số: {name}. Nếu đưa vào, kho có cả hai."
PREVIEW_NAMESAKE = (
    "Kho đã có văn bản cùng tên gọi: {name}. Nếu đưa vào, kho có cả hai; nếu là bản sửa, anh/chị "
    "gửi lại với đúng tên tệp cũ."
)
PREVIEW_WARNINGS = "Cần xem lại ({count}):"
PUBLISH = "Đưa vào kho"
PUBLISH_FOR = "Chỉ cho nhóm…"
DISCARD = "Không đưa vào kho"
PUBLISH_FOR_WHOM = "Đưa “{file}” vào kho cho ai xem?"
PUBLISH_INTERNAL = "Văn bản “{file}” ghi “lưu hành nội bộ”. Đưa vào kho cho ai xem?"
INTERNAL_CIRCLE = "Nội bộ"
AS_RESTRICTED = "Như văn bản giới hạn người xem"
ONLY_CIRCLE = "Chỉ nhóm “{name}”"
PUBLISHING = "Đang đưa “{file}” vào kho…"
PUBLISHED = "Đã đưa vào kho: {name}. Kho có {count} văn bản."
NOT_PUBLISHED = "Chưa đưa vào kho được ({reason}); kho vẫn như trước."

ORIGINAL = "Tải văn bản gốc"
ORIGINAL_GONE = (
    "Tệp gốc của văn bản này không còn được giữ, hoặc đã bị sửa sau khi nạp. Anh/chị hỏi quản trị "
    "viên để lấy bản gốc."
)
NO_FILES_HERE = (
    "Kênh này không gửi được tệp. Anh/chị hỏi qua Telegram, hoặc gõ toàn văn để đọc tại đây."
)
ORIGINAL_TOO_LARGE = "Tệp gốc quá lớn để gửi qua chat. Anh/chị hỏi quản trị viên để lấy bản gốc."

AUDIT_HEAD = "Nhật ký ({count}):"
AUDIT_FOUND = "Nhật ký có “{words}” ({count}):"
AUDIT_NONE = "Nhật ký chưa ghi việc nào{words}."
AUDIT_WITH = " có “{words}”"
AUDIT_LINE = "• {at} – {by}: {deed}{about}"
PLANS = "({count} văn bản)"
RELOAD_HELD = (
    "Có thể là một bản của văn bản giới hạn người xem, nên tạm giới hạn như văn bản ấy: {files}. "
    "Anh/chị gõ /gioihan để xem; nếu là văn bản khác, chọn “Mọi người”."
)
RELOAD_COUNTS = "({count} văn bản: thêm {added}, thay {changed}, bớt {removed})"
OPERATOR = "người vận hành"
DEEDS = {
    "published": "đưa vào kho",
    "corrected": "sửa",
    "replaced": "ghi nhận",
    "not replaced": "ghi nhận là không phải",
    "forgotten": "bỏ ghi nhận về",
    "withdrawn": "rút khỏi kho",
    "returned": "khôi phục",
    "restricted": "giới hạn người xem",
    "opened": "cho mọi người xem",
    "reloaded": "nạp lại kho",
    "rolled back": "dùng lại bản kho trước",
    "went forward": "trở lại bản kho vừa rời",
    "invited": "lập mã mời",
    "role": "đổi quyền",
    "dismissed": "thu hồi quyền",
    "joined": "thêm vào nhóm",
    "left": "đưa ra khỏi nhóm",
    "answered": "chỉ mục trả lời",
    "unanswered": "bỏ mục trả lời",
    "named": "khai báo tên gọi",
    "unnamed": "xóa tên gọi",
    "entered": "vào trang quản trị",
    "scheduled": "hẹn đưa vào kho",
    "unscheduled": "bỏ hẹn đưa vào kho",
    "session ended": "kết thúc phiên trên trang quản trị",
}
REMARKS_HEAD = "👍 {good} · 👎 {bad} · góp ý {note}. Mới nhất trước, không ghi tên:"
REMARKS_NONE = "Chưa có 👎 hay góp ý nào (👍 {good})."
REMARK_BAD = "• {at} – 👎 {reason}: “{about}”"
REMARK_NOTE = "• {at} – góp ý: {text}"
REMARK_ABOUT = " (sau câu hỏi “{about}”)"
NO_REASON = "không nêu lý do"
