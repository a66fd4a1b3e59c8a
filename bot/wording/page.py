"""Sentences of the pages: the reading page of a plan, and the conversation in a browser."""

BRAND = "Tra cứu văn bản"
SIGNER = "Người ký"
NOT_PRINTED = "không ghi"
MERGED = "{place} nay thuộc {now} (từ 01/7/2025). Chữ trong văn bản được giữ nguyên."
LOST_PLACE = "Bản hiện tại của văn bản không còn đoạn được trích; đây là bản đang có trong kho."
NO_KEY = "Không đọc hoặc ghi được khóa của trang web {path} ({reason})"
KEY_TOO_SHORT = "khóa quá ngắn; hãy xóa tệp này, chương trình sẽ tạo khóa mới"
WRONG_HOST = "Trang này chỉ mở được bằng địa chỉ của nó."

TAKES_LONG = "Câu trả lời cần thêm thời gian; anh/chị tải lại trang sau ít phút để xem."
NO_REPLY = "Chưa có câu trả lời. Anh/chị thử lại sau ít phút."
NO_FILE = "Không có tệp này"
NO_FILE_HINT = "Tệp không còn được giữ trong cuộc trò chuyện này. Anh/chị hỏi lại để lấy tệp."
NO_CODE = "Không có văn bản mang mã này"
NO_CODE_HINT = (
    "Mã có dạng KH61-II.3.2: loại và số văn bản, rồi tới mục. Anh/chị kiểm tra lại mã, hoặc hỏi "
    "trong công cụ để nhận liên kết."
)
NO_PAGE = "Không có trang này"
NO_PAGE_HINT = "Địa chỉ không đúng hoặc đã cũ."
BROKEN = "Có lỗi khi mở trang"
FOREIGN_FORM = "Câu hỏi không được gửi từ trang này"
FOREIGN_FORM_HINT = "Anh/chị mở lại trang và gõ câu hỏi ở đó."
TOO_LONG = "Câu hỏi quá dài"
TOO_LONG_HINT = "Anh/chị rút gọn câu hỏi rồi gửi lại."
# Why a page is not shown, by the kind of refusal: heading and what to do.
REFUSED = {
    "stranger": (
        "Trang này dành cho người đã được cấp quyền",
        "Anh/chị mở liên kết trong câu trả lời của công cụ, hoặc xin mã mời của quản trị viên rồi "
        "gõ mã vào trang tra cứu.",
    ),
    "forged": (
        "Liên kết không đúng",
        "Liên kết bị thiếu hoặc bị đổi. Anh/chị mở lại liên kết trong câu trả lời của công cụ.",
    ),
    "expired": (
        "Liên kết đã hết hạn",
        "Anh/chị hỏi lại trong công cụ để nhận liên kết mới.",
    ),
    "lost": (
        "Liên kết không còn dùng được",
        "Người nhận liên kết này không còn quyền xem văn bản.",
    ),
}
OPENED = (
    "Trang tra cứu đang mở tại {address} (chỉ máy này xem được; Ctrl-C để dừng).\n"
    "Hỏi ngay trong cửa sổ lệnh: python -m bot chat. Trả lời trên điện thoại: đặt một token trong "
    ".env (xem .env.example)."
)

NOT_TELEGRAM = (
    "Trang này mở từ Telegram",
    "Anh/chị bấm nút dưới câu trả lời của công cụ trong Telegram. Nếu đã bấm nút đó mà vẫn thấy "
    "trang này, anh/chị hỏi lại câu hỏi rồi mở bằng liên kết ở dòng nguồn.",
)
TELEGRAM_LONG_AGO = (
    "Trang đã mở quá lâu",
    "Anh/chị đóng trang này rồi bấm lại nút dưới câu trả lời trong Telegram.",
)
OPENING = "Đang mở văn bản…"
TRY_PLAIN = "Mở như liên kết thường"

SKIP = "Tới nội dung"
LARGE = "Chữ lớn"
PRINT = "In"
SHARE = "Chia sẻ"
OUTLINE = "Mục lục"
WAYS = "Xem thêm về văn bản"
STEPS = "Mục trước, mục sau"
CITED = "Đoạn được trích"
DUTIES = "{count} nhiệm vụ trong văn bản"
DUTIES_OF = "Nhiệm vụ – {name}"
PAGE = "trang {page}"
PAGE_PICTURE = "Xem trang gốc (trang {page})"
PAGE_ALT = "Ảnh trang {page} của văn bản gốc, đoạn được trích có khung"
PRINT_PICTURE = "Xem trang gốc (lần đầu cần vài giây)"
PRINT_ALT = "Ảnh trang của văn bản gốc, đoạn được trích có khung"
EARLIER = "◀ Phần trước của văn bản"
LATER = "Phần tiếp của văn bản ▶"
LIMITED = "Văn bản giới hạn người xem; vui lòng không chuyển tiếp."
FILTER = "Đơn vị"
FILTER_EXAMPLE = "ví dụ: Sở Nội vụ"
ORDER = "Xếp theo"
ORDERS = (("muc", "Thứ tự trong văn bản"), ("don-vi", "Đơn vị"), ("thoi-gian", "Thời gian"))
APPLY = "Xem"
FOUND = "{count} nhiệm vụ"
TASK = "Nhiệm vụ"
LEAD = "Chủ trì, thực hiện"
PARTNERS = "Phối hợp"
TIMING = "Thời gian"
NO_LEAD = "(không ghi đơn vị chủ trì)"
BY_ADMIN = "(theo quản trị viên; văn bản ghi: {printed})"
NOT_PRINTED_SO = "(theo quản trị viên; văn bản không ghi)"
TO_CHAT = "Tới trang tra cứu"
SEVERAL = "Có nhiều văn bản mang mã {code}"
WITHDRAWN = "Văn bản đã được rút khỏi kho"
WITHDRAWN_TEXT = "{name} không còn trong kho văn bản."
REPLACED_BY = "Văn bản trong kho thay thế hoặc bãi bỏ văn bản này:"
NOT_REPLACED = "Chưa thấy văn bản nào trong kho ghi thay thế văn bản này."
LOG = "Cuộc trò chuyện"
ASK_HEAD = "Anh/chị cần tra cứu gì?"
ASK_TEXT = (
    "Gõ câu hỏi, có dấu hay không dấu đều được. Câu trả lời trích nguyên văn, ghi rõ số, ngày, cơ "
    "quan ban hành và mục; bấm vào nguồn để đọc đoạn đó trong văn bản."
)
EXAMPLES = ("ai chủ trì nhiệm vụ 3.2 KH 61", "chế độ báo cáo KH 61", "danh sách văn bản")
QUESTION = "Câu hỏi"
QUESTION_EXAMPLE = "Gõ câu hỏi…"
INVITATION = "Mã mời"
ASK = "Hỏi"
MACHINE = "Trả lời tự động, không thay ý kiến của người có thẩm quyền."
SEARCHING = "Đang tìm…"
NO_CONNECTION = "Không gửi được câu hỏi. Anh/chị kiểm tra kết nối rồi thử lại."
# How good an answer is, for the signs that chats have on their buttons.
RATINGS = {"👍": "Hữu ích", "👎": "Chưa đúng"}
LETTERHEAD = "Đầu văn bản, như trong tệp"
NO_PICTURE = "Không có ảnh trang này"
NO_PICTURE_HINT = (
    "Văn bản không có trang, tệp gốc không còn được giữ, hoặc đang có nhiều người xem."
)
TOO_MANY = "Có quá nhiều lượt xem từ địa chỉ này"
TOO_MANY_HINT = "Anh/chị thử lại sau ít phút."
BETWEEN = "Chữ khác trong tệp"
CLOSE = "Đóng"
