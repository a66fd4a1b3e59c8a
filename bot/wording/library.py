"""Sentences for admins about the plans of the library: corrected, replaced, withdrawn."""

KEEP = "Giữ nguyên"
FORWARD_HEAD = "Bản kho vừa rời có {count} văn bản."
GO_FORWARD = "Trở lại bản vừa rời"
WENT_FORWARD = "Đã trở lại bản kho vừa rời ({count} văn bản)."
AT_WORK = "Đang cập nhật kho…"
LATER = "{reason} Điều anh/chị chọn đã được ghi lại; gõ nạp lại để áp dụng."
WITHDRAW_ASK = (
    "Rút khỏi kho: {name}?\nNgười tra cứu sẽ không thấy văn bản này nữa. Tệp vẫn được giữ; lấy "
    "lại: /khoiphuc"
)
WITHDRAW = "Rút khỏi kho"
WITHDRAWN = "Đã rút khỏi kho: {name}. Kho còn {count} văn bản."
GONE = "{name} đã được rút khỏi kho ngày {day}."
GONE_REPLACED = "Văn bản thay thế: {names}."
RESTORE = "Lấy lại"
RESTORED = "Đã lấy lại: {name}. Kho có {count} văn bản."
NOT_RESTORABLE = (
    "Không thấy tệp {file} trong thư mục văn bản, nên rút rồi sẽ không lấy lại được. Kho vẫn như "
    "trước; anh/chị báo người vận hành."
)
LOST = "Tệp {file} không còn trong thư mục văn bản hoặc đã bị sửa. Anh/chị gửi lại tệp vào đây."
WITHDRAWN_HEAD = "{count} văn bản đã rút khỏi kho; chọn để lấy lại:"
WITHDRAWN_LINE = "{number}. {name} (rút ngày {day})"
WITHDRAWN_NONE = "Không có văn bản nào đã rút. Rút một văn bản: /rut 77"
USAGE_WITHDRAW = "Anh/chị gõ kèm số văn bản, ví dụ: /rut 77"

USAGE_REPLACE = (
    "Anh/chị gõ văn bản cũ rồi văn bản mới, ví dụ: /thaythe 15 52 (KH 15 được thay thế bởi KH 52); "
    "chỉ gõ văn bản cũ nếu đã hết hiệu lực: /thaythe 15"
)
REPLACE_ASK = "{new}\nđã làm gì với\n{old}?"
REPLACE_SELF = "Hai văn bản phải khác nhau. Ví dụ: /thaythe 15 52"
END_ASK = "{old}\nkhông còn hiệu lực vì sao?"
FATES = {
    "REPLACED": "Đã được thay thế",
    "REPEALED": "Đã bị bãi bỏ",
    "AMENDED": "Đã được sửa đổi, bổ sung",
    "RECTIFIED": "Đã được đính chính",
    "EXPIRED": "Đã hết hiệu lực",
}
FORGET_FATE = "Bỏ ghi nhận"
FATE_ABOUT = "{old}: {change}"
FATE_BY = "{old}: {change} ({new})"
FATE_SET = "Đã ghi nhận: {told} Mọi câu trả lời từ văn bản này đều nêu điều đó."
FATE_DENIED = "Đã ghi nhận là không phải; câu trả lời không nêu điều đó nữa."
FATE_FORGOTTEN = "Đã bỏ ghi nhận về {name}."
STATED = "{new} ghi: “{words}”"
STATED_ASK = "{change}: {old}. Anh/chị xác nhận?"
CONFIRM = "Đúng: {name} {change}"
DENY = "Không phải"
STATED_NONE = "Không có điều gì chờ xác nhận."
PREVIEW_CHANGES = "Văn bản này ghi {change} {name} (có trong kho); đưa vào kho xong sẽ hỏi lại."

NOTHING = "không có"
# The lines of a preview: what is to be looked at, and what was read clearly.
DOUBTFUL, CLEAR = "⚠", "•"
TASK_LINE = "{mark} {place}: {told}"
NO_LEAD = "chủ trì: không nêu"
CARRIES_OUT = "thực hiện: {names}"
REPORTER, RECIPIENT, CADENCE = "báo cáo", "gửi", "kỳ, hạn"
TASKS_HEAD = "Nhiệm vụ:"
REPORTS_HEAD = "Báo cáo:"
CHANGES_HEAD = "Khác với bản đang có:"
CHANGES_NONE = "Số liệu đọc được giống bản đang có."
MORE_LINES = "… và {count} dòng nữa"
CHANGED = "• {what}: {old} → {new}"
TASK_ADDED = "• Thêm nhiệm vụ ở {place}"
TASK_GONE = "• Không còn nhiệm vụ ở {place}"
CORRECT = "Sửa…"
FIELD_BY_ADMIN = "✓ {label}: {value} (theo quản trị viên)"
CORRECT_HEAD = "Sửa: {name}"
CORRECT_LINE = "• {label}: {value}"
CORRECT_BY = " (theo quản trị viên {who}, {day}; văn bản ghi: {read})"
CORRECT_HOW = (
    "Anh/chị gõ, ví dụ:\nsửa số 77/KH-UBND\nsửa ngày 20/5/2024\nsửa cơ quan UBND tỉnh Hà Giang\n"
    "sửa chủ trì II.1: Sở Công Thương\nsửa phối hợp II.1: Sở Tài chính\nsửa thời gian II.1: Quý "
    "III/2024\nGõ “không có” nếu văn bản không ghi, ví dụ: sửa ngày không có"
)
CORRECT_WHOM = "Anh/chị gõ /sua và số văn bản trước, ví dụ: /sua 77; hoặc gửi tệp cần sửa."
CORRECTED = "{name}\n{label}: {value} (theo quản trị viên); văn bản ghi: {read}."
CORRECTED_AS_READ = "{name}\n{label}: {value}, đúng như văn bản ghi."
CORRECTED_ABOUT = "{name}: {label}: {value}"
CORRECT_UNDO = "Hoàn tác"
CORRECT_UNDONE = "{name}\n{label}: {value}, như văn bản ghi."
CORRECT_NO_TASK = (
    "Không có nhiệm vụ nào ở mục {path}. Các mục có nhiệm vụ: {paths}. Ví dụ: sửa chủ trì {first}: "
    "Sở Công Thương"
)
CORRECT_NO_TASKS = "Văn bản này không có nhiệm vụ nào đọc được, nên không sửa được mục này."
CORRECT_SEVERAL = "Mục {path} có {count} nhiệm vụ; sửa nhiệm vụ nào?"
CORRECT_DATE = "“{text}” không phải một ngày. Ví dụ: sửa ngày 20/5/2024"
CORRECT_NUMBER = "“{text}” không phải số, ký hiệu. Ví dụ: sửa số 77/KH-UBND"
CORRECTED_MEANWHILE = (
    "Có người vừa sửa văn bản này sau khi anh/chị mở trang, nên chưa ghi gì của anh/chị."
)
CORRECT_EMPTY = "Anh/chị gõ cả giá trị đúng, ví dụ: sửa số 77/KH-UBND"
CORRECT_GONE = "Văn bản này không còn trong kho hay chờ đưa vào kho."
EMPTY_WORDS = ("khong", "khong co", "khong ghi", "bo trong", "trong")
