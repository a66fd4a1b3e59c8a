"""A Zalo Official Account of our own: OAuth, messages and signed events over HTTP on 127.0.0.1.

It checks what the real platform checks - tokens, lengths, buttons, windows, quotas - and can be
told to misbehave: to refuse, to be slow after delivering, to hand events over again.
"""

import asyncio
import base64
import hashlib
import itertools
import json
import socket
import threading
import time
from urllib.parse import parse_qs

import httpx
from platform_server import PlatformServer, RefusedRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

APP_ID, OA_ID = "50554360515256678", "1646843870823903717"
APP_SECRET, OA_SECRET = "app-secret-of-the-tests", "oa-secret-of-the-tests"
DAY = 86_400.0

_BUTTONS = {"oa.query.show", "oa.query.hide", "oa.open.url", "oa.open.phone", "oa.open.sms"}


class ZaloOaServer(PlatformServer):
    """The platform, and the people who write to the account.

    Attributes:
        bot: Where events are handed over; set once the bot listens.
        sent: Messages as they were delivered, in order: (person, text, buttons).
        calls: Bodies of all requests for messages, delivered or not.
        refreshed: How often tokens were given for a refresh token.
        asked_oauth: How often they were asked for.
        rules: Functions of (method, parameters), of "sendMessage" or "oauth", that may raise, give
            a response, "cut" or "hold".
        released: Lets answers go that were held.
        lasts: Seconds that an access token holds.
        quota: Messages that may still be sent; None for any number.
        blocked: People to whom nothing can be sent, with the error code.
        ahead: Seconds that the clock of the platform is ahead of the time in this machine.
    """

    def __init__(self):
        super().__init__()
        self.bot, self.blocked = "", {}
        self.refreshed, self.lasts, self.quota, self.ahead = 0, 90_000, None, 0.0
        self.codes, self.tokens = {}, set()
        self._access, self._refresh, self._spent = {}, set(), set()
        self._asked, self._free = {}, {}
        self._ids = itertools.count(1)
        self._http = httpx.Client(timeout=10)
        self.released = threading.Event()
        self.asked_oauth = 0

    def stop(self):
        """Close all connections."""
        self._http.close()
        super().stop()

    def routes(self):
        """OAuth and messages, which the real platform has at two addresses."""
        return [
            Route("/v4/oa/access_token", self._oauth, methods=["POST"]),
            Route("/v3.0/oa/message/cs", self._message, methods=["POST"]),
        ]

    @property
    def now(self):
        """The platform's time."""
        return time.time() + self.ahead

    def wait_sent(self, count, seconds=60.0):
        """The messages delivered, once there are `count`."""
        self.wait(lambda: len(self.sent) >= count, seconds)
        return list(self.sent)

    # People and their events --------------------------------------------------------------

    def say(self, text, chat="7"):
        """Have somebody write a message; the status that the bot answers with."""
        return self.hand_over(self.event("user_send_text", chat, text=text))

    def press(self, message, title):
        """Have the receiver of a message press a button of it."""
        user, _, buttons = message
        payload = next(each["payload"] for each in buttons if title in each["title"])
        return self.say(payload, user)

    def event(self, name, user="7", *, at=None, **message):
        """The body of an event."""
        stamp = str(int(1000 * (self.now if at is None else at)))
        body = {"event_name": name, "app_id": APP_ID, "timestamp": stamp}
        if name in ("follow", "unfollow"):
            return {**body, "oa_id": OA_ID, "follower": {"id": user}}
        message = {"msg_id": f"m{next(self._ids)}", **message}
        people = {"sender": {"id": user}, "recipient": {"id": OA_ID}, "user_id_by_app": "1"}
        return {**body, **people, "message": message}

    def hand_over(self, event):
        """Call the bot with a signed event; the status of its answer."""
        self.open_window(event.get("sender", event.get("follower", {})).get("id", ""))
        return self.call_signed(event)

    def open_window(self, user):
        """Have somebody do something, after which messages to them are free for two days."""
        with self._changed:
            self._asked[user], self._free[user] = self.now, 8

    def call_signed(self, event):
        """Call the bot with whatever event, signed; the status of its answer."""
        body = json.dumps(event).encode()
        return self.call(body, self.signature(body, event["timestamp"]))

    def call(self, body, signature):
        """Call the bot with a body and a header; the status of its answer."""
        headers = {"content-type": "application/json", "x-zevent-signature": signature}
        return self._http.post(self.bot, content=body, headers=headers).status_code

    @staticmethod
    def signature(body, stamp, secret=OA_SECRET):
        """The header that belongs to a body: a plain SHA-256."""
        signed = APP_ID.encode() + body + stamp.encode() + secret.encode()
        return f"mac={hashlib.sha256(signed).hexdigest()}"

    # OAuth --------------------------------------------------------------------------------

    def grant(self):
        """Tokens as an admin of the account gets them: what an answer of OAuth holds."""
        number = next(self._ids)
        access, refresh = f"access-token-{number}-of-tests", f"refresh-token-{number}-of-tests"
        with self._changed:
            self._access[access] = self.now + self.lasts
            self._refresh.add(refresh)
            self.tokens |= {access, refresh}
        return {"access_token": access, "refresh_token": refresh, "expires_in": str(self.lasts)}

    def agree(self, challenge):
        """Have an admin agree on the page of permission; the code that comes of it."""
        code = f"code{next(self._ids)}"
        self.codes[code] = challenge
        return code

    def environ(self, folder):
        """The variables of a bot on this account, with a grant in a folder and a free port."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.bot = f"http://127.0.0.1:{port}/zalo-oa"
        folder.mkdir(parents=True, exist_ok=True)
        self.store(folder / "zalo-oa.json")
        return {
            "ZALO_OA_APP_ID": APP_ID,
            "ZALO_OA_APP_SECRET": APP_SECRET,
            "ZALO_OA_SECRET": OA_SECRET,
            "ZALO_OA_API_URL": self.url,
            "ZALO_OA_OAUTH_URL": self.url,
            "ZALO_OA_GRANT": str(folder / "zalo-oa.json"),
            "HTTP_PORT": str(port),
        }

    def store(self, path, holds=90_000):
        """Put a new grant into its file, as an earlier process left it."""
        told = self.grant()
        del told["expires_in"]
        path.write_text(json.dumps({**told, "until": time.time() + holds}), encoding="utf-8")
        path.chmod(0o600)

    def wait_ready(self, seconds=60):
        """Wait until the bot listens."""
        until = time.monotonic() + seconds
        while True:
            try:
                return self.call(b"", "")
            except httpx.ConnectError:
                assert time.monotonic() < until, "the bot does not listen"
                time.sleep(0.02)

    def revoke(self, access=True, refresh=True):
        """Let tokens end before their time."""
        with self._changed:
            if access:
                self._access.clear()
            if refresh:
                self._spent |= self._refresh
                self._refresh.clear()

    async def _oauth(self, request):
        fields = {
            name: values[0] for name, values in parse_qs((await request.body()).decode()).items()
        }
        with self._changed:
            self.asked_oauth += 1
            self._changed.notify_all()
        return await self._answer("oauth", fields, lambda: self._exchange(request, fields))

    def _exchange(self, request, fields):
        if request.headers.get("secret_key") != APP_SECRET or fields.get("app_id") != APP_ID:
            raise RefusedRequest(-14004, "Invalid secret key")
        if fields.get("grant_type") == "authorization_code":
            digest = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            if self.codes.pop(fields.get("code"), None) != challenge:
                raise RefusedRequest(-14019, "Invalid code")
            return self.grant()
        token = fields.get("refresh_token", "")
        with self._changed:
            if token not in self._refresh:
                raise RefusedRequest(-14020, "Invalid refresh token")
            self._refresh.discard(token)
            self._spent.add(token)
            self.refreshed += 1
        return self.grant()

    # Messages -----------------------------------------------------------------------------

    async def _message(self, request):
        body = json.loads(await request.body())
        with self._changed:
            self.calls.append(body)
        parameters = {"chat_id": body["recipient"]["user_id"], **body["message"]}
        return await self._answer("sendMessage", parameters, lambda: self._deliver(request, body))

    async def _answer(self, method, parameters, handle):
        """What a request gets: an answer, an error in one, or what a rule wants."""
        try:
            fate = None
            for rule in list(self.rules):
                fate = rule(method, parameters) or fate
            if isinstance(fate, Response):
                return fate
            told = handle()
            while fate == "hold" and not self.released.is_set():
                await asyncio.sleep(0.005)
            if fate == "cut":  # Delivered, but the connection breaks in the answer.
                return Response(b"{", headers={"content-length": "99"})
        except RefusedRequest as error:
            return JSONResponse({"error": error.code, "message": str(error)})
        finally:
            with self._changed:
                self._changed.notify_all()
        return JSONResponse(told)

    def _deliver(self, request, body):
        if self._access.get(request.headers.get("access_token"), 0.0) <= self.now:
            raise RefusedRequest(-216, "Access token is invalid")
        user = body["recipient"]["user_id"]
        text = body["message"].get("text", "")
        if not 1 <= len(text.encode("utf-16-le")) // 2 <= 2000:
            raise RefusedRequest(-210, "Param exceed max length: text")
        buttons = body["message"].get("attachment", {}).get("payload", {}).get("buttons", [])
        self._check_buttons(buttons)
        quota = self._pay(user)
        message_id = f"o{next(self._ids)}"
        with self._changed:
            self.sent.append((user, text, buttons))
        return {
            "error": 0,
            "message": "Success",
            "data": {"message_id": message_id, "user_id": user, "quota": quota},
        }

    @staticmethod
    def _check_buttons(buttons):
        if len(buttons) > 5:
            raise RefusedRequest(-210, "Param exceed max size: buttons")
        for button in buttons:
            if button["type"] not in _BUTTONS:
                raise RefusedRequest(-201, "Param is invalid: type")
            if not 1 <= len(button["title"]) <= 100 or not 1 <= len(button["payload"]) <= 1000:
                raise RefusedRequest(-210, "Param exceed max length: buttons")

    def _pay(self, user):
        """Count a message against what is free, or paid for; the block of the quota."""
        if user in self.blocked:
            raise RefusedRequest(self.blocked[user], "Refused")
        since = self.now - self._asked.get(user, float("-inf"))
        if since > 7 * DAY:
            raise RefusedRequest(-230, "User has not interacted with the OA in the past 7 days")
        if since > 2 * DAY:
            raise RefusedRequest(-305, "Out of the 48 hours of free messages")
        if self._free[user] <= 0:
            raise RefusedRequest(-311, "Out of quota of replies")
        self._free[user] -= 1
        if self.quota is None:
            return {"quota_type": "reply", "remain": str(self._free[user]), "total": "8"}
        if self.quota <= 0:
            raise RefusedRequest(-211, "Out of quota")
        self.quota -= 1
        return {"quota_type": "sub_quota", "remain": str(self.quota), "total": "10"}

    def age(self, user, seconds):
        """Let time pass since somebody wrote, for this platform alone."""
        self._asked[user] -= seconds
