"""Sentences about questions asked in vain, and sections that admins name for them."""

TELL_ME = "Báo tôi khi có câu trả lời"
WILL_TELL = "Khi có câu trả lời, công cụ sẽ nhắn anh/chị."
NO_LONGER = "Câu hỏi này đã được xử lý. Anh/chị hỏi lại giúp."
NOW_ANSWERED = "Câu hỏi trước đây chưa trả lời được: “{text}”\nNay trong kho đã có:"
POINTED = "Câu hỏi của anh/chị: “{text}”\nQuản trị viên cho biết câu trả lời ở {place}:"
BY_ADMIN = "(Mục do quản trị viên chỉ cho câu hỏi này.)"

GAPS_HEAD = "{count} câu hỏi chưa trả lời được hoặc bị 👎, không ghi tên người hỏi:"
GAPS_NONE = "Không có câu hỏi nào chưa trả lời được."
GAP_LINE = "{number}. {text}{times}"
GAP_TIMES = " ({count} lần)"
GAP_BAD = " ({count} lần, {bad} 👎)"
GAP = (
    "“{text}”\nĐã hỏi {count} lần, {bad} 👎; {waiting} người chờ báo.\n"
    "Nếu kho đã có câu trả lời, gõ số mục, ví dụ: /traloi {id} mục II.3.2 KH 61\n"
    "Nếu thiếu văn bản, gửi tệp văn bản đó vào đây; ai chờ sẽ được báo."
)
GAP_ALSO = "Cũng hỏi: {texts}"
GAP_GONE = "Câu hỏi này đã được xử lý. Gõ /chuatraloi để xem các câu còn lại."
DISMISS_GAP = "Bỏ qua câu này"
GAP_DISMISSED = "Đã bỏ qua: “{text}”."
POINT_USAGE = (
    "Anh/chị gõ số của câu hỏi (xem bằng /chuatraloi) rồi số mục, ví dụ: /traloi 12 mục II.3.2 KH "
    "61; hoặc cả câu hỏi: /traloi ai lo quảng bá KH 61 = mục II.3.2 KH 61"
)
NO_PLACE = "Không thấy mục “{words}” trong kho. Anh/chị gõ kèm số văn bản: mục II.3.2 KH 61"
POINT_ASK = "Dùng {place} để trả lời “{text}”?\n“{quote}”"
POINT_YES = "Dùng mục này"
POINT_NO = "Không"
POINT_DONE = (
    "Đã ghi: “{text}” → {place}. Từ nay câu hỏi này được trả lời bằng mục đó; đã báo {count} người "
    "chờ. Trước mỗi lần đưa kho mới vào dùng, câu này được hỏi thử."
)
POINTS_HEAD = "{count} câu hỏi đã có mục trả lời:"
POINTS_LINE = "{number}. “{text}” → mục {path}"
UNPOINT = "Bỏ: {text}"
UNPOINTED = "Đã bỏ mục trả lời của “{text}”."
POINT_LEFT = "Chưa ghi gì."

REGRESSION = "Kho mới trả lời kém hơn {count} câu mà quản trị viên đã chỉ mục; chưa đưa vào dùng:"
REGRESSION_LOST = "• “{text}”: không còn mục {path}"
REGRESSION_WORSE = "• “{text}”: không còn trả lời bằng mục {path}"
AND_MORE = "… và {count} câu nữa"
INSIST = "Vẫn đưa vào kho"

DIGEST = (
    "Tuần qua: {gaps} câu hỏi chưa trả lời được, {bad} 👎, {notes} góp ý.\n{lines}\n"
    "Xem và trả lời: /chuatraloi; góp ý: /gopy"
)
