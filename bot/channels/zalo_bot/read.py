"""What the Zalo bot platform reports, as events that call for a reply; the rest is left alone."""

import logging
import re
from collections.abc import Sequence

from bot.message import Incoming, Kind, display_name, whole_text

logger = logging.getLogger(__name__)

# Characters of a message that are kept; a question has at most 1,000.
_LONGEST_TEXT = 4_096
_GROUP = "zgr-"
# Dates above this are milliseconds: in seconds it is the year 5138.
_MILLISECONDS = 1e11

# Events that bring a message, by the field that may hold words.
_WORDS = {
    "message.text.received": "text",
    "message.link.received": "text",
    "message.image.received": "caption",
    "message.sticker.received": "",
    "message.voice.received": "",
    # A file, or a message of somebody under protection: nothing of it is handed over.
    "message.unsupported.received": "",
}


def read_event(body: object, names: Sequence[str]) -> Incoming | None:
    """The message in an answer to a poll, or in the body of a call; None if it asks for nothing.

    Args:
        body: The event, bare or in the envelope of an answer.
        names: What the bot is called, to be taken out of a message that mentions it.
    """
    event = _inner(body)
    name, message = event.get("event_name"), _fields(event.get("message"))
    chat, person = _fields(message.get("chat")), _fields(message.get("from"))
    message_id, chat_id = _text(message.get("message_id")), _text(chat.get("id"))
    user_id = _text(person.get("id"))
    if not isinstance(name, str) or name not in _WORDS:
        logger.info("zalo_bot: an event of another kind: %.60r", name)
        return None
    if not message_id or not chat_id or not user_id or person.get("is_bot") is True:
        return None
    private = _is_private(chat.get("chat_type"), chat_id)
    words = _text(message.get(_WORDS[name]))[:_LONGEST_TEXT]
    text = _without_mention(words, names).strip()
    if not text and not private:
        return None
    return Incoming(
        channel="zalo_bot",
        event_key=message_id,
        chat_id=chat_id,
        user_id=user_id,
        kind=Kind.TEXT if text else Kind.OTHER,
        text=text,
        private=private,
        message_id=message_id,
        at=_seconds(message.get("date")),
        name=display_name(_text(person.get("display_name"))),
    )


def _inner(body: object) -> dict[str, object]:
    """The event itself: calls were seen with and without the envelope of answers."""
    event = _fields(body)
    return _fields(event["result"]) if event.get("ok") is True and "result" in event else event


def _fields(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    """A string that can be stored; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return whole_text(value)


def _is_private(kind: object, chat_id: str) -> bool:
    if isinstance(kind, str):
        return kind.upper() == "PRIVATE"
    return not chat_id.startswith(_GROUP)


def _without_mention(text: str, names: Sequence[str]) -> str:
    """The text without the first mention of the bot."""
    for name in names:
        mention = re.compile(rf"@{re.escape(name)}(?!\w)", re.IGNORECASE)
        if mention.search(text):
            return mention.sub(" ", text, count=1)
    return text


def _seconds(date: object) -> float:
    # JSON may hold numbers of any length, and Python reads NaN and Infinity.
    if not isinstance(date, (int, float)) or not 0 <= date < 1e16:
        return 0.0
    return float(date) / 1000 if date > _MILLISECONDS else float(date)
