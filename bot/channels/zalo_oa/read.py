"""What a Zalo Official Account reports: whether Zalo said it, and what it calls for."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.server import ForgedError
from bot.environment.platforms import ZaloOaSettings
from bot.message import Incoming, Kind, whole_text

# Zalo hands an event over again after 30 s, 5 min, 15 min, 30 min and 1 h with the same timestamp;
# what it repeats is known by its key, which is kept longer than this. Seconds.
LATEST = 3 * 3_600.0
# Seconds that the clock of this machine may be behind.
EARLIEST = 5 * 60.0
# Payload of a button: nobody types this, and no question begins with it.
PRESS = "#chon:"

# Characters of a message that are kept; a question has at most 1,000.
_LONGEST_TEXT = 4_096
_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
# Sent by people without words; a caption, where there is one, is read as a question.
_SENT = {
    f"user_send_{kind}"
    for kind in (
        "text",
        "image",
        "link",
        "audio",
        "video",
        "sticker",
        "gif",
        "file",
        "location",
        "business_card",
    )
}
# Known and none of the bot's business: receipts, echoes, groups, people without an account.
_PASSED_OVER = re.compile(
    r"oa_send_\w+|user_(received|seen)_message|unfollow|user_send_group_\w+|anonymous_send_\w+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What Zalo said.

    Attributes:
        incoming: What calls for a reply; None if nothing does.
        known: Its name is one that this program knows.
    """

    incoming: Incoming | None
    known: bool


def open_call(body: bytes, signature: str, settings: ZaloOaSettings, now: float) -> dict[str, Any]:
    """The parsed body of a call that Zalo has signed.

    Args:
        body: As received, byte for byte.
        signature: The header `X-ZEvent-Signature`: `mac=` and hexadecimal digits, or these alone.
        settings: The application and the secret of the account.
        now: Seconds since 1970.

    Raises:
        ValueError: The body is no JSON object with a timestamp.
        ForgedError: The signature is wrong, or the timestamp is far from now.
    """
    try:
        event: dict[str, Any] = json.loads(body)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    stamp = str(event.get("timestamp", "")) if isinstance(event, dict) else ""
    if not re.fullmatch(r"[0-9]{1,16}", stamp):
        raise ValueError("no event")
    given = signature.strip().removeprefix("mac=").lower()
    expected = sign(body, stamp, settings)
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise ForgedError("wrong signature")
    if str(event.get("app_id", "")) != settings.app_id:
        raise ForgedError("another application")
    if not now - LATEST <= int(stamp) / 1000 <= now + EARLIEST:
        raise ForgedError("timestamp far from this machine's clock")
    return event


def sign(body: bytes, stamp: str, settings: ZaloOaSettings) -> str:
    """The signature of a body: a plain SHA-256, not an HMAC, in hexadecimal digits."""
    secret = settings.oa_secret.reveal()
    return hashlib.sha256(
        settings.app_id.encode() + body + stamp.encode() + secret.encode()
    ).hexdigest()


def read_event(event: Mapping[str, Any]) -> Event:
    """What an event calls for; never an error, since Zalo ends a webhook that refuses events."""
    name = event.get("event_name")
    if name == "follow":
        return _event(event, event.get("follower"), Kind.TEXT, "/start")
    if isinstance(name, str) and name in _SENT:
        message = event.get("message")
        text = message.get("text") if isinstance(message, dict) else None
        kind, text = _kind_of(text[:_LONGEST_TEXT] if isinstance(text, str) else "")
        return _event(event, event.get("sender"), kind, text)
    return Event(incoming=None, known=isinstance(name, str) and bool(_PASSED_OVER.fullmatch(name)))


def _kind_of(text: str) -> tuple[Kind, str]:
    words = whole_text(text).strip()
    if words.startswith(PRESS):
        return Kind.PRESS, words.removeprefix(PRESS)
    return (Kind.TEXT, words) if words else (Kind.OTHER, "")


def _event(event: Mapping[str, Any], person: object, kind: Kind, text: str) -> Event:
    user = _id_in(person, "id")
    if user is None:
        return Event(incoming=None, known=False)
    account = _id_in(event.get("recipient"), "id") or _id_in(event, "oa_id") or ""
    message = _id_in(event.get("message"), "msg_id")
    stamp = str(event["timestamp"])
    unnamed = f"{event['event_name']}:{user}:{stamp}"
    incoming = Incoming(
        channel="zalo_oa",
        event_key=f"{account}:{message or unnamed}",
        chat_id=user,
        user_id=user,
        kind=kind,
        text=text,
        message_id=message,
        at=int(stamp) / 1000,
    )
    return Event(incoming=incoming, known=True)


def _id_in(holder: object, name: str) -> str | None:
    """An id, if there is one that looks like one."""
    found = holder.get(name) if isinstance(holder, Mapping) else None
    return found if isinstance(found, str) and _ID.fullmatch(found) else None
