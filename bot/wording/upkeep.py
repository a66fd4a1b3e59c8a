"""Sentences for operators: backups and restoring them."""

BACKUP_MADE = (
    "Đã sao lưu vào {path}: {files} tệp, {megabytes} MB.\n"
    "Bản này chứa cả nội dung văn bản và danh sách người dùng; hãy giữ ở nơi kín. Tệp .env (token) "
    "không nằm trong đó, hãy giữ riêng; dùng Zalo OA thì ở máy mới chạy: python -m bot grant."
)
BACKUP_EXISTS = "{path}: đã có tệp này; hãy đặt tên khác cho bản sao lưu."
BACKUP_INSIDE = "{path}: không đặt bản sao lưu trong {folder}; hãy chọn thư mục khác."
BACKUP_NOTHING = "Chưa có gì để sao lưu: {data} không có tệp trạng thái và cũng không có kho."
BACKUP_FAILED = "Chưa sao lưu được vào {path} ({reason}); không còn tệp dở dang nào."
NO_BACKUP = "{path}: không phải bản sao lưu của công cụ, hoặc đã bị cắt cụt; hãy chép lại tệp này."
BACKUP_DAMAGED = "{path}: bản sao lưu đã bị hỏng ({what}); hãy dùng bản khác. Chưa khôi phục gì."
BACKUP_NEWER = (
    "{path}: bản sao lưu của phiên bản mới hơn; hãy cập nhật chương trình rồi khôi phục lại."
)
NOT_EMPTY = (
    "{folder} đã có dữ liệu ({name}). Chỉ khôi phục vào nơi còn trống, để không ghi đè; hãy đặt "
    "DATA, DOCUMENTS, LIBRARY sang thư mục trống."
)
NEEDS_FOLDER = (
    "Bản sao lưu có {count} tệp của {name}; hãy tạo một thư mục trống và ghi {name}=thư_mục_đó "
    "vào .env rồi khôi phục lại."
)
NO_ROOM = "{folder}: cần {needed} MB để khôi phục, chỉ còn trống {free} MB."
RESTORE_FAILED = "Chưa khôi phục được ({reason}); các thư mục vẫn trống như trước."
RESTORED = "Đã khôi phục bản sao lưu ngày {made}: {files} tệp, kho có {count} văn bản."
RESTORED_WITHOUT_LIBRARY = (
    "Đã khôi phục bản sao lưu ngày {made}: {files} tệp; kho được lập lại ở lần chạy tới."
)
RESTORED_FILE = "Kho là một tệp: hãy ghi LIBRARY={path} vào .env."
RESTORE_UNFINISHED = (
    "Lần khôi phục trước vào {data} bị dừng giữa chừng; hãy chạy lại: python -m bot restore TỆP"
)

ADD_INTERNAL = (
    "“{file}” ghi “lưu hành nội bộ”, cần quản trị viên chọn cho ai xem: gửi tệp này qua "
    "Telegram. Chưa đưa vào kho."
)
DOCTOR_PRIVATE = "chỉ chủ tệp đọc được trạng thái, kho và văn bản"
DOCTOR_WIDE = (
    "Người khác trên máy đọc hoặc ghi được {count} tệp, thư mục: {paths}. Đóng lại: chmod -R go= "
    "{first}"
)
STATE_DAMAGED = (
    "Tệp trạng thái {path} bị hỏng ({reason}). Hãy cất các thư mục DATA, DOCUMENTS sang chỗ khác "
    "rồi khôi phục bản sao lưu gần nhất: python -m bot restore TỆP"
)
