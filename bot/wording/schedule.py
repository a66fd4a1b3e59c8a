"""Sentences about files that are put in force at a day and time."""

PUT = "Đã hẹn: {name} sẽ được đưa vào kho lúc {at}. Bây giờ trên máy chủ là {now}."
CANCEL = "Bỏ hẹn: {name}"
ENDED = "Đã bỏ hẹn; {name} chưa vào kho, tệp vẫn chờ quyết định."
GONE = "Không còn hẹn này: đã đưa vào kho, đang đưa vào kho, hoặc đã bỏ hẹn."
NONE = "Không có văn bản nào được hẹn giờ. Anh/chị gửi tệp, rồi gõ ví dụ: /hen 8h30 15/12"
HEAD = "Đã hẹn đưa vào kho:"
LINE = "• {at}: {name}"
LINE_LEFT = "• {at}: {name} – chưa đưa vào kho: {why}"
ABOUT = "{name}, lúc {at}"
WHICH_FILE = "Hẹn cho tệp nào? Anh/chị gửi tệp (hoặc gửi lại), xem trước, rồi gõ: /hen 8h30 15/12"
WHICH_TIME = (
    "Chưa rõ ngày giờ. Anh/chị gõ giờ rồi ngày, ví dụ: /hen 8h30 15/12. "
    "Bây giờ trên máy chủ là {now}."
)
NO_TIME = "Anh/chị chọn ngày giờ trước. Bây giờ trên máy chủ là {now}."
PAST = "{at} đã qua. Bây giờ trên máy chủ là {now}."
TOO_FAR = "{at} quá xa; hẹn được tới 180 ngày. Bây giờ trên máy chủ là {now}."
DUE = "Hẹn đưa vào kho lúc {at}: {name}"
NEWS = "Chưa đưa vào kho: từ khi hẹn đã có điều mới cần anh/chị xem."
NO_MORE = "Không còn như khi hẹn: {remark}"
REPLACES_OTHERS = "Bản mà tệp này sẽ thay không còn là bản lúc hẹn."
FAILED = "Chưa đưa vào kho do lỗi của công cụ; người vận hành xem nhật ký của chương trình."
CUT_OFF = (
    "Việc đưa vào kho bị dừng giữa chừng, văn bản này chưa có trong kho và tệp không còn chờ. "
    "Anh/chị gửi lại tệp."
)
UNREADABLE = (
    "Hẹn đưa “{file}” vào kho do phiên bản khác ghi nên không đọc được, đã bỏ. Tệp vẫn chờ quyết "
    "định; anh/chị xem lại và hẹn lại."
)
NO_ADMIN = "Chưa đưa vào kho: người hẹn không còn là quản trị viên."

PAGE_HEAD = "Đã hẹn đưa vào kho ({count})"
PAGE_CANCEL = "Bỏ hẹn"
LATER = "Hẹn giờ đưa vào kho"
LATER_AT = "Ngày giờ (máy chủ đang là {now})"
LATER_PUT = "Hẹn"
IS_PUT = "Đã hẹn đưa vào kho lúc {at}."
