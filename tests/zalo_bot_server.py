"""A Zalo bot platform of our own: its Bot API over HTTP on 127.0.0.1, its limits, its errors.

It checks what the platform checks - lengths, the secret of a webhook, the month's quota - and can
be told to misbehave: to repeat messages, to shuffle them, to fail after delivering.
"""

import asyncio
import contextlib
import ipaddress
import itertools
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl, urlsplit

import httpx
from platform_server import CALLER, PlatformServer, RefusedRequest

TOKEN = "1459232241454765289:TEST-token_of-the-tests"
ACCOUNT, NAME = "bot.VDKyGxQvc", "Bot Tra cứu"
PERSON = "6ede9afa66b88fe6d6a9"
GROUP = "zgr-4f1d2c3b5a69788796a5"


def person(number):
    """The id of some person."""
    return f"{number:020x}"


def units(text):
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


class ZaloBotServer(PlatformServer):
    """The server, and the people who write to the bot.

    Attributes:
        quota: Messages that the bot may send.
        repeat: Messages stay and are given again and again, as was seen on a live bot.
        shuffle: The last message is given first.
        people: Those who have written to the bot; it can write to nobody else.
        called_at: Where this machine answers for the public address of the webhook.
        handed: (status, body) of every call of the webhook.
    """

    token = TOKEN

    def __init__(self):
        super().__init__()
        self.quota, self.repeat, self.shuffle = 3_000, False, False
        self.webhook, self.called_at, self.handed = None, None, []
        self.polling = self.most_polling = 0
        self.people = set()
        self._updates, self._ids = [], itertools.count(1)
        self._turn = 0
        self._http = httpx.Client(timeout=10)
        # The platform calls in parallel. What it does after a failure is not known: it insists.
        self._callers = ThreadPoolExecutor(16)

    # People -------------------------------------------------------------------------------

    def say(self, text, chat=PERSON, user=None, event="message.text.received", **more):
        """Have somebody write a message; returns its id."""
        message_id = f"{next(self._ids):020x}"
        group = chat.startswith("zgr-")
        self.people.add(chat)
        message = {
            "message_id": message_id,
            "date": int(time.time() * 1000),
            "chat": {"id": chat, "chat_type": "GROUP" if group else "PRIVATE"},
            "from": {"id": user or chat, "display_name": "A <b>\u202e", "is_bot": False},
            "message_type": "CHAT_MESSAGE",
            "text": text,
            **more,
        }
        self.push({"event_name": event, "message": {k: v for k, v in message.items() if v != ""}})
        return message_id

    def push(self, update):
        """Queue an event, or hand it over where a webhook is set."""
        with self._changed:
            self._updates.append(update)
            self._changed.notify_all()
        if self.webhook is not None:
            self._hand_over_all()

    def _hand_over_all(self):
        with self._changed:
            updates, self._updates = self._updates, []
        for update in updates:
            for _ in range(2 if self.repeat else 1):
                self._callers.submit(self._insist, json.dumps(update).encode())

    def _insist(self, body):
        """Call until the event is taken."""
        for _ in range(600):
            with contextlib.suppress(httpx.TransportError):
                if self.hand_over(body) not in (404, 429, 503):
                    return
            time.sleep(0.2)

    def hand_over(self, body, secret=None, **headers):
        """Call the webhook and return the status of the answer."""
        path = urlsplit(self.webhook["url"]).path
        headers["X-Bot-Api-Secret-Token"] = secret or self.webhook["secret_token"]
        headers.setdefault("content-type", "application/json")
        status = self._http.post(self.called_at + path, content=body, headers=headers).status_code
        with self._changed:
            self.handed.append((status, body))
            self._changed.notify_all()
        return status

    def texts(self, chat=PERSON):
        """What the chat shows from the bot, in order."""
        return [message["text"] for to, message in self.sent if to == chat]

    # The Bot API --------------------------------------------------------------------------

    @staticmethod
    async def _parameters(request):
        body = await request.body()
        if request.headers.get("content-type", "").startswith("application/json"):
            try:
                parsed = json.loads(body or b"{}")
            except ValueError:
                parsed = None
            if not isinstance(parsed, dict):
                raise RefusedRequest(400, "Bad Request")
            return parsed
        return dict(request.query_params) | dict(parse_qsl(body.decode(), True))

    @staticmethod
    def _getMe(_):
        return {
            "id": TOKEN.partition(":")[0],
            "account_name": ACCOUNT,
            "account_type": "BASIC",
            "can_join_groups": False,
            "display_name": NAME,
        }

    async def _getUpdates(self, parameters):
        if self.webhook is not None:
            raise RefusedRequest(400, "Bad Request: a webhook is set")
        until = time.monotonic() + int(parameters.get("timeout", 30))
        self.polling += 1
        self.most_polling = max(self.most_polling, self.polling)
        try:
            while time.monotonic() < until:
                if self._updates and await CALLER.get().is_disconnected():
                    return None
                with self._changed:
                    if self._updates:
                        return self._next()
                await asyncio.sleep(0.003)
                if self.webhook is not None:
                    raise RefusedRequest(400, "Bad Request: a webhook is set")
        finally:
            self.polling -= 1
        raise RefusedRequest(408, "Request Timeout")

    def _next(self):
        if self.repeat:
            self._turn += 1
            return self._updates[self._turn % len(self._updates)]
        return self._updates.pop(-1 if self.shuffle else 0)

    async def _setWebhook(self, parameters):
        url, secret = str(parameters.get("url", "")), str(parameters.get("secret_token", ""))
        if not 8 <= len(secret) <= 256:
            raise RefusedRequest(400, "Bad Request: secret_token must have 8 to 256 characters")
        if not url.startswith("https://") or _is_private(urlsplit(url).hostname or ""):
            raise RefusedRequest(400, "Bad Request: the url must be public and https")
        self.webhook = {"url": url, "secret_token": secret}
        answer = {"url": url, "updated_at": int(time.time() * 1000)}
        if self.called_at is None:
            return answer
        self._hand_over_all()
        try:
            async with httpx.AsyncClient() as client:
                # An empty body, without a secret: is anybody there?
                probe = await client.post(self.called_at + urlsplit(url).path)
            status, fine = probe.status_code, probe.is_success
        except httpx.TransportError:
            status, fine = 0, False
        outcome = "webhook.ok" if fine else f"webhook.http.{status}"
        verification = {"ok": fine, "outcome": outcome, "status_code": status, "hint": ""}
        return {**answer, "verification": verification}

    def _deleteWebhook(self, _):
        self.webhook = None
        return {"url": "", "updated_at": int(time.time() * 1000)}

    def _getWebhookInfo(self, _):
        if self.webhook is None:
            raise RefusedRequest(404, "Not Found")
        return {"url": self.webhook["url"], "updated_at": 1749538250568}

    def _sendMessage(self, parameters):
        chat = self._reachable(parameters)
        text = parameters.get("text")
        if not isinstance(text, str) or not text.strip():
            raise RefusedRequest(400, "Bad Request: text is empty")
        if units(text) > 2000:
            raise RefusedRequest(400, "Bad Request: text is too long")
        if re.search(r"[\ud800-\udfff]", text):
            raise RefusedRequest(400, "Bad Request: text is not Unicode")
        if len(self.sent) >= self.quota:
            raise RefusedRequest(429, "Quota exceeded")
        message = {"message_id": f"{next(self._ids):020x}", "date": int(time.time() * 1000)}
        with self._changed:
            self.sent.append((chat, {**message, "text": text}))
        return message

    def _sendChatAction(self, parameters):
        self._reachable(parameters)
        if parameters.get("action") not in ("typing", "upload_photo"):
            raise RefusedRequest(400, "Bad Request: unknown action")

    def _reachable(self, parameters):
        """The chat, which must have written first."""
        chat = parameters.get("chat_id")
        if chat not in self.people:
            raise RefusedRequest(400, "Bad Request: chat not found")
        return chat

    def _refusal(self, error):
        answer = super()._refusal(error)
        if error.code == 404:  # As seen on a live bot: no code in the body.
            answer.body = b'{"ok":false,"description":"Not Found"}'
            answer.headers["content-length"] = str(len(answer.body))
        return answer


def _is_private(host):
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or "." not in host
