"""The Zalo bot platform over HTTP: a method for each call that is needed, errors told apart."""

import json
from typing import Any
from urllib.parse import quote

import httpx

from bot.environment.platforms import ZaloBotSettings
from bot.errors import BotError

UNAUTHORISED = 401
NOTHING_NEW = 408
QUOTA_EXCEEDED = 429

# Seconds for a call, and beyond those that a poll is kept open.
_TIMEOUT = 20.0
_CONNECTIONS = 32


class ApiError(BotError):
    """The platform answered with an error.

    Attributes:
        code: Its code, or the HTTP status; 0 for an answer that cannot be read.
    """

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code} {description}")
        self.code = code


class ZaloBotClient:
    """Calls methods of the platform.

    All methods raise ApiError, or an httpx.TransportError where no answer came.
    """

    def __init__(self, settings: ZaloBotSettings) -> None:
        self._base = f"{settings.api_url}/bot{quote(settings.token.reveal(), safe=':')}"
        self._http = httpx.AsyncClient(
            timeout=_TIMEOUT, limits=httpx.Limits(max_connections=_CONNECTIONS)
        )

    async def get_names(self) -> tuple[str, ...]:
        """The names under which the bot is mentioned."""
        me = await self._call("getMe")
        names = (me.get("display_name"), me.get("account_name"))
        return tuple(name for name in names if isinstance(name, str) and name)

    async def get_update(self, seconds: int) -> object:
        """The next event, once there is one; None if there is none for so many seconds."""
        try:
            return await self._call("getUpdates", {"timeout": seconds}, wait=seconds) or None
        except ApiError as error:
            if error.code == NOTHING_NEW:
                return None
            raise

    async def send_message(self, chat_id: str, text: str) -> str | None:
        """Send a text and return the id of the message."""
        sent = await self._call("sendMessage", {"chat_id": chat_id, "text": text})
        message_id = sent.get("message_id")
        return str(message_id) if message_id is not None else None

    async def send_typing(self, chat_id: str) -> None:
        """Show that something is being written."""
        await self._call("sendChatAction", {"chat_id": chat_id, "action": "typing"})

    async def set_webhook(self, url: str, secret: str) -> str | None:
        """Have events handed over at an address; what the platform found wrong with it."""
        answer = await self._call("setWebhook", {"url": url, "secret_token": secret})
        verified = answer.get("verification")
        if not isinstance(verified, dict) or verified.get("ok", True):
            return None
        return f"{verified.get('outcome')} {verified.get('hint') or ''}"[:200].strip()

    async def delete_webhook(self) -> None:
        """Have events kept until they are asked for."""
        await self._call("deleteWebhook")

    async def close(self) -> None:
        """Give back connections."""
        await self._http.aclose()

    async def _call(
        self, method: str, body: dict[str, object] | None = None, *, wait: float = 0.0
    ) -> dict[str, Any]:
        timeout = httpx.Timeout(_TIMEOUT, read=_TIMEOUT + wait)
        url = f"{self._base}/{method}"
        return read_result(await self._http.post(url, json=body or {}, timeout=timeout))


def read_result(answer: httpx.Response) -> dict[str, Any]:
    """What a call gave; empty where it gives nothing.

    Raises:
        ApiError: The answer is an error, or none that can be read.
    """
    try:
        told = json.loads(answer.content)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or "ok" not in told:
        raise ApiError(0 if answer.is_success else answer.status_code, "unreadable answer")
    if told["ok"] is not True:
        code = told.get("error_code", told.get("errorCode"))
        description = str(told.get("description", ""))[:200]
        raise ApiError(code if type(code) is int else answer.status_code, description)
    result = told.get("result")
    return result if isinstance(result, dict) else {}
