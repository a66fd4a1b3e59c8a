"""Sentences for admins: people, circles, restricted plans, files that are sent in."""

PEOPLE_HEAD = "{count} người đã được cấp quyền:"
PEOPLE_FOUND = "{count} người có «{words}»:"
PEOPLE_NONE = "Chưa có ai được cấp quyền. Gõ /moi để lấy mã mời."
PEOPLE_NOT_FOUND = "Không có ai có «{words}» trong {count} người đã được cấp quyền."
PERSON = "{name} – {role}"
PERSON_CIRCLES = "Nhóm: {circles}"
PERSON_GONE = "Người này không còn trong danh sách. Gõ /nguoi để xem lại."
MAKE_ADMIN = "Cho làm quản trị"
MAKE_READER = "Chỉ cho tra cứu"
DISMISS = "Bỏ quyền"
DISMISSED = "Đã bỏ quyền của {name}."
NOT_YOURSELF = "Anh/chị không tự đổi hay bỏ quyền của mình được; nhờ một quản trị viên khác."
FIXED_ADMIN = "{name} là quản trị viên ghi trong ADMINS của tệp .env; chỉ đổi được ở đó."
ROLE_CHANGED = "{name} nay là {role}."
JOIN = "+ {name}"
LEAVE = "− {name}"

CIRCLES_HEAD = (
    "Nhóm người xem ({count}). Văn bản giới hạn chỉ hiện với người trong nhóm và quản trị viên."
)
CIRCLES_NONE = (
    "Chưa có nhóm người xem nào. Gõ kèm tên để lập nhóm, ví dụ: /nhom nội bộ. Văn bản giới hạn "
    "cho một nhóm (/gioihan) chỉ hiện với người trong nhóm và quản trị viên."
)
CIRCLE_LINE = "{number}. {name} – {count} người"
CIRCLE = "Nhóm «{name}»: {count} người, xem được {plans} văn bản giới hạn."
CIRCLE_EMPTY = "Nhóm «{name}» chưa có ai, xem được {plans} văn bản giới hạn."
CIRCLE_HINT = "Bấm hoặc chọn + để thêm người, − để bớt người."
CIRCLE_GONE = "Nhóm này không còn nữa. Gõ /nhom để xem các nhóm."
DISSOLVE = "Xóa nhóm"
DISSOLVED = "Đã xóa nhóm «{name}»."
IN_USE = "Nhóm «{name}» còn dùng cho văn bản giới hạn; gõ /gioihan để mở các văn bản đó trước."

LIMITS_HEAD = "{count} văn bản giới hạn người xem:"
LIMITS_NONE = (
    "Mọi văn bản đều hiện với mọi người được tra cứu. Để giới hạn, gõ số văn bản và nhóm người "
    "xem, ví dụ: /gioihan 61 nội bộ"
)
LIMIT_LINE = "{number}. {name}\n{shown}"
LIMIT_ABSENT = "{file} (không có trong kho hiện tại)"
SHOWN_TO_CIRCLES = "Chỉ hiện với nhóm {circles} và quản trị viên."
SHOWN_TO_ADMINS = "Chỉ hiện với quản trị viên."
SHOWN_TO_ALL = "Hiện với mọi người được tra cứu."
LIMIT_NOTE = (
    "Trong nhóm chat và khi tra cứu từ chat khác, văn bản giới hạn không hiện với ai. Câu trả lời "
    "đã gửi trước đó vẫn còn trong các cuộc trò chuyện."
)
LIMIT_NO_CIRCLES = "Chưa có nhóm người xem nào; gõ /nhom TÊN để lập nhóm."
LIMIT_EXAMPLE = "Anh/chị gõ kèm số văn bản và nhóm người xem, ví dụ: /gioihan 61 nội bộ"
LIMIT_WHICH = "Có {count} văn bản hợp với «{text}»; anh/chị chọn một:"
CIRCLE_WITHOUT_PEOPLE = "Nhóm «{name}» chưa có ai: gõ /nhom {name} để thêm người."
EVERYBODY = "Mọi người"
TICKED = "✓ {name}"
# What may be typed instead of circles, folded.
EVERYBODY_WORDS = ("moi nguoi", "tat ca", "khong", "bo")

BUSY = "Đang có nhiều câu hỏi, xin anh/chị hỏi lại sau ít phút."
