"""What the answers of Zalo's Official Account API mean for a message on its way."""

import httpx

from bot.errors import NotSentError, RefusedError, SendError, TryLaterError

# The access token does not hold (or no longer): renew it, and try once more.
TOKEN_CODES = (-216, -124)

_RATE_LIMIT = -32
# Seconds to wait where Zalo asks to slow down and does not say for how long.
_SLOW_DOWN = 30.0

# Nothing can be sent to this person now: what is pending for them is given up.
_CHAT_CODES = {
    -213: "không còn quan tâm OA",
    -217: "đã chặn OA",
    -218: "người nhận đã hết hạn mức",
    -230: "quá 7 ngày từ tin nhắn cuối của người hỏi",
    -305: "quá 48 giờ từ tin nhắn cuối của người hỏi",
    -311: "đã hết số tin trả lời miễn phí",
}
# Nothing can be sent to anybody until an admin has done something about it.
ADMIN_CODES = {
    -211: "OA đã hết hạn mức gửi tin",
    -221: "OA chưa được xác thực",
    -224: "OA chưa mua gói dịch vụ cần thiết",
    -320: "tài khoản thanh toán của ứng dụng chưa sẵn sàng",
    -321: "tài khoản thanh toán của ứng dụng đã hết tiền",
}
_MESSAGE_CODES = {
    -201: "tham số không hợp lệ",
    -210: "tham số vượt giới hạn",
    -233: "loại tin không được phép",
}
_REASONS = _CHAT_CODES | ADMIN_CODES | _MESSAGE_CODES


class TokenRefusedError(SendError):
    """The access token was refused; nothing was delivered."""


class AccountError(RefusedError):
    """A message that is refused for the sake of the account; an admin must do something."""


def meaning(code: int) -> SendError:
    """The kind of failure that an error code of the API is."""
    if code in TOKEN_CODES:
        return TokenRefusedError(f"{code}")
    if code == _RATE_LIMIT:
        return TryLaterError(f"{code}", seconds=_SLOW_DOWN)
    reason = f"{code} {_REASONS.get(code, 'không rõ')}"
    if code in ADMIN_CODES:
        return AccountError(reason)
    return RefusedError(reason, whole_chat=code in _CHAT_CODES)


def not_delivered(answer: httpx.Response) -> SendError:
    """The kind of failure that a status other than 200 is: Zalo did not take the message."""
    if answer.status_code == 401:
        return TokenRefusedError("HTTP 401")
    if answer.status_code == 429:
        wait = answer.headers.get("retry-after", "")
        return TryLaterError("HTTP 429", seconds=float(wait) if wait.isdecimal() else _SLOW_DOWN)
    reason = f"HTTP {answer.status_code}"
    return NotSentError(reason) if answer.status_code >= 500 else RefusedError(reason)
