"""A Zalo Official Account: is called with signed events, and sends texts with buttons."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx

from bot.channel import Accept
from bot.channels.sending import unanswered, with_remark
from bot.channels.server import signed_route
from bot.channels.zalo_oa.errors import AccountError, TokenRefusedError, meaning, not_delivered
from bot.channels.zalo_oa.grant import GrantLostError
from bot.channels.zalo_oa.read import Event, open_call, read_event
from bot.channels.zalo_oa.tokens import Tokens
from bot.channels.zalo_oa.write import CAPABILITIES, Payload, compose
from bot.delivery.contact import Contact
from bot.environment.platforms import ZaloOaSettings
from bot.environment.variables import Secret
from bot.errors import NotSentError, RefusedError, SendError, TryLaterError, UncertainError
from bot.message import Incoming, Outgoing, Reply
from bot.metrics import Metrics
from bot.wording import general as wording
from knowledge.codec import from_text, to_text

if TYPE_CHECKING:
    from starlette.routing import Route

logger = logging.getLogger(__name__)

# Where Zalo hands events over; it is entered by hand at Zalo, and each call is signed.
PATH = "/zalo-oa"
_NO_GRANT = "no access token"
_SIGNATURE = "X-ZEvent-Signature"
# Answers are free for so long after a question, and not possible any more after 7 days; what is
# older than the first is not sent, since it would be paid for. Seconds.
_FREE = 48 * 3_600.0
# Seconds between two looks at the grant, and at most while Zalo cannot be asked.
_LOOK, _LONGEST_WAIT = 2.0, 60.0
# Seconds before its end at which a token is renewed, so that no answer waits for it.
_AHEAD = 30 * 60.0
# Seconds after which admins are told the same trouble again.
_TELL_AGAIN = 86_400.0
# Share of a quota that is left when admins are told.
_SCARCE = 0.2
# Seconds for a connection, and for an answer.
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_CONNECTIONS = 32


class ZaloOa:
    """The channel of a Zalo Official Account; see `bot.channel.Channel`."""

    name = "zalo_oa"
    capabilities = CAPABILITIES

    def __init__(
        self,
        settings: ZaloOaSettings,
        *,
        metrics: Metrics,
        tell_admins: Callable[[str], Awaitable[None]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Nothing is connected yet.

        Args:
            settings: The application, the account and their addresses.
            metrics: Counts the events that are passed over.
            tell_admins: Writes to the admins, on whatever channel they are.
            clock: Seconds since 1970.
        """
        self._settings = settings
        self._metrics = metrics
        self._tell_admins = tell_admins
        self._clock = clock
        self._http = httpx.AsyncClient(
            timeout=_TIMEOUT, limits=httpx.Limits(max_connections=_CONNECTIONS)
        )
        self._tokens = Tokens(settings, self._http, clock)
        self._told: dict[str, float] = {}
        self.contact = Contact()

    def compose(
        self, reply: Reply, incoming: Incoming, *, offer: str, answers: Sequence[str]
    ) -> tuple[str, ...]:
        """The stored form of the messages that a reply becomes."""
        return tuple(to_text(payload) for payload in compose(reply, incoming, offer=offer))

    async def send(self, message: Outgoing) -> str | None:
        """Send one message, with a new token if the one at hand is refused."""
        payload = from_text(Payload, message.payload)
        payload = replace(payload, text=with_remark(payload.text, message))
        if payload.asked_at and self._clock() >= payload.asked_at + _FREE:
            raise RefusedError(wording.OA_TOO_LATE)
        body = payload.request(message.chat_id)
        access = await self._access()
        try:
            try:
                return await self._post(body, access)
            except TokenRefusedError:
                return await self._post(body, await self._access(access))
        except TokenRefusedError as error:
            raise NotSentError(f"token refused ({error})") from error
        except AccountError as error:
            await self._warn("account", wording.OA_TROUBLE.format(reason=error))
            raise

    async def _access(self, refused: Secret | None = None) -> Secret:
        """An access token; what stands in the way of one delays messages, and fails none."""
        try:
            return await self._tokens.access(refused)
        except GrantLostError as error:
            await self._warn("grant", str(error))
            raise TryLaterError("no access token", seconds=_LOOK) from error

    async def _post(self, body: dict[str, Any], access: Secret) -> str | None:
        try:
            answer = await self._http.post(
                f"{self._settings.api_url}/v3.0/oa/message/cs",
                json=body,
                headers={"access_token": access.reveal()},
            )
        except httpx.HTTPError as error:
            self.contact.failed(type(error).__name__)
            raise unanswered(error) from error
        self.contact.reached()
        if answer.status_code != 200:
            raise not_delivered(answer)
        try:
            told = answer.json()
            code, data = int(told["error"]), told.get("data")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UncertainError("unreadable answer") from error
        if code:
            raise meaning(code)
        if not isinstance(data, dict):
            return None
        await self._watch_quota(data.get("quota"))
        return str(data["message_id"]) if "message_id" in data else None

    async def _watch_quota(self, quota: object) -> None:
        """Tell admins when little is left of what is paid for; free answers are counted anew."""
        if not isinstance(quota, dict) or quota.get("quota_type") == "reply":
            return
        try:
            left, total = int(quota["remain"]), int(quota["total"])
        except (KeyError, TypeError, ValueError):
            return
        if left <= _SCARCE * total:
            await self._warn("quota", wording.OA_SCARCE.format(left=left, total=total))

    async def _warn(self, subject: str, text: str) -> None:
        """Tell the admins of a trouble, once a day."""
        now = self._clock()
        if now - self._told.get(subject, now - _TELL_AGAIN) >= _TELL_AGAIN:
            self._told[subject] = now
            logger.error("zalo_oa: %s", text)
            await self._tell_admins(text)

    async def show_typing(self, incoming: Incoming) -> None:
        """Nothing: Zalo has no such line."""

    async def receive(self, accept: Accept) -> None:
        """Keep the grant alive until cancelled; events come over the route."""
        wait = _LOOK
        while True:
            try:
                await self._tokens.access(ahead=_AHEAD)
                if self.contact.trouble == _NO_GRANT:
                    self.contact.reached()
                self._told.pop("grant", None)
                wait = _LOOK
            except GrantLostError as error:
                self.contact.failed(_NO_GRANT)
                await self._warn("grant", str(error))
                wait = _LOOK
            except SendError as error:
                self.contact.failed(_NO_GRANT)
                logger.warning("zalo_oa: no token: %s", error)
                wait = min(2 * wait, _LONGEST_WAIT)
            if self.contact.trouble not in (None, _NO_GRANT):
                await self._look()
            await asyncio.sleep(wait)

    async def _look(self) -> None:
        """Find out whether Zalo can be reached again, without waiting for an answer to send."""
        try:
            await self._http.get(self._settings.api_url)
        except httpx.HTTPError as error:
            self.contact.failed(type(error).__name__)
        else:
            self.contact.reached()

    def routes(self, accept: Accept) -> list["Route"]:
        """Where Zalo hands events over."""

        def opened(body: bytes, signature: str) -> Event:
            return read_event(open_call(body, signature, self._settings, self._clock()))

        async def take(event: Event) -> None:
            if event.incoming is not None:
                await accept([event.incoming])
            elif not event.known:
                self._metrics.passed_over(self.name)

        return [signed_route(PATH, _SIGNATURE, opened, take)]

    async def close(self) -> None:
        """Give back connections."""
        await self._tokens.close()
        await self._http.aclose()
