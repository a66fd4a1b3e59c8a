"""Sentences that a conversation says around the answers; statements have theirs in `index`."""

UNDERSTOOD = "Hiểu là: {text}"
CHOOSE_HINT = "Gõ số thứ tự để chọn."
MORE_PLACES = "Xem thêm: {codes}"
NO_SUCH_CHOICE = (
    "Không có lựa chọn số {number}; anh/chị chọn từ 1 đến {count} hoặc gõ câu hỏi khác."
)
WELCOME = "Tra cứu văn bản kế hoạch. Gõ câu hỏi; «bo» để bỏ văn bản đang xem; Ctrl-D để thoát."
ON_PLAN = "Đang xem: {name}"
UNPINNED = "Đã bỏ văn bản đang xem; câu hỏi sau được tìm trong cả kho."
BUILDING = "Đang tạo kho từ các văn bản kèm theo (chỉ lần đầu)…"
GOODBYE = "Tạm biệt anh/chị."
