"""What Telegram's errors mean for a message on its way."""

import datetime

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.channels.sending import NEVER_LEFT
from bot.errors import (
    MovedError,
    NotSentError,
    RefusedError,
    SendError,
    TryLaterError,
    UncertainError,
)

_CHAT_IS_GONE = ("chat not found", "user is deactivated", "group chat was deactivated")


def meaning(error: TelegramError, *, repeatable: bool) -> SendError:
    """The kind of failure that an error is.

    Args:
        error: What the library raised.
        repeatable: Doing it twice does no harm: an edit, unlike a new message.
    """
    if isinstance(error, RetryAfter):
        return TryLaterError("too many requests", seconds=seconds_of(error))
    if isinstance(error, ChatMigrated):
        return MovedError(str(error.new_chat_id))
    if isinstance(error, Forbidden):
        return RefusedError(_reason(error), whole_chat=True)
    if isinstance(error, InvalidToken):
        return NotSentError("token refused")
    if isinstance(error, BadRequest):
        gone = any(words in error.message.lower() for words in _CHAT_IS_GONE)
        return RefusedError(_reason(error), whole_chat=gone)
    if isinstance(error.__cause__, NEVER_LEFT):
        return NotSentError(type(error.__cause__).__name__)
    if repeatable or _is_status(error):
        return NotSentError(_reason(error))
    return UncertainError(type(error.__cause__ or error).__name__)


def _is_status(error: TelegramError) -> bool:
    """The platform answered, with a status of 500 or above: it did not take the message."""
    answered = error.__cause__ is None or isinstance(error.__cause__, TelegramError)
    return type(error) is NetworkError and answered


def _reason(error: TelegramError) -> str:
    return f"{type(error).__name__}: {error.message[:200]}"


def seconds_of(error: RetryAfter) -> float:
    """How long to wait, in seconds."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, datetime.timedelta) else float(wait)
