"""Sentences about names that admins declare."""

HEAD = "{count} tên gọi đã khai báo:"
NONE = "Chưa khai báo tên gọi nào."
USAGE = (
    "Khai báo từ riêng của cơ quan: /ten họp giao ban = hội nghị giao ban hằng tháng\n"
    "Khai báo cơ quan đã sắp xếp lại: /ten Sở Kế hoạch và Đầu tư nay là Sở Tài chính từ 1/3/2025 "
    "theo Quyết định 12/QĐ-UBND"
)
WORD = "{said} = {meant}"
BODY = "{said} nay là {meant} từ {since} ({source})"
LINE = "{number}. {name}"
REMOVE = "Xóa: {name}"
DECLARED = "Đã khai báo: {name}. Có hiệu lực ngay với câu hỏi tới."
REPLACED = "Trước đó là: {name}."
REMOVED = "Đã xóa: {name}."
GONE = "Tên gọi này không còn. Gõ /ten để xem lại."
NO_DAY = (
    "Cơ quan đã sắp xếp lại cần có ngày và văn bản quyết định, ví dụ: /ten Sở Kế hoạch và Đầu tư "
    "nay là Sở Tài chính từ 1/3/2025 theo Quyết định 12/QĐ-UBND"
)
WRONG_DAY = "Không có ngày {day}; ngày gõ như 1/3/2025."
TOO_COMMON = (
    "“{said}” là một tiếng thường gặp, khai báo sẽ làm sai nhiều câu hỏi. Anh/chị khai báo cụm từ "
    "dài hơn."
)
SAME = "“{said}” và “{meant}” giống nhau."
TOO_LONG = "Tên gọi dài quá {most} ký tự."
RENAMED = "{old} nay là {new}{since} (theo khai báo của quản trị viên: {source})."
SINCE = " từ {day}"
