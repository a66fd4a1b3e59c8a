"""The Zalo bot platform: asks for events or is called with them, and sends plain texts."""

import asyncio
import logging
import secrets
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bot.channel import Accept
from bot.channels.sending import unanswered, with_remark
from bot.channels.server import webhook_route
from bot.channels.zalo_bot.client import QUOTA_EXCEEDED, UNAUTHORISED, ApiError, ZaloBotClient
from bot.channels.zalo_bot.read import read_event
from bot.channels.zalo_bot.write import CAPABILITIES, compose
from bot.delivery.contact import Contact
from bot.environment.platforms import Webhook, ZaloBotSettings
from bot.errors import ChannelError, NotSentError, RefusedError, SendError, UncertainError
from bot.lock import LockFile
from bot.message import Incoming, Outgoing, Reply
from bot.state.state import EVENTS_KNOWN
from bot.wording import general as wording

if TYPE_CHECKING:
    from starlette.routing import Route

logger = logging.getLogger(__name__)

# Seconds that the platform may keep a poll open, and at least from the beginning of one that
# brought nothing new to the next: the same event was seen to be given again and again, at once.
_POLL = 30
_FLOOR = 1.0
# Seconds between attempts after an error, at first and at most.
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
# Seconds after which a message is tried again that came too soon or beyond the quota; the
# platform names no time.
_AFTER_QUOTA = 60.0
# Seconds between attempts to have the webhook found in order, at first and at most.
_FIRST_CHECK, _LAST_CHECK = 2.0, 600.0
# Seconds between two looks at whether the platform can be reached, where it calls by itself.
_LOOK = 60.0
# What the platform never takes: a bad request, a chat that does not exist.
_NEVER = (400, 404)
_SECRET_HEADER = "X-Bot-Api-Secret-Token"


class ZaloBot:
    """The channel of the Zalo bot platform; see `bot.channel.Channel`."""

    name = "zalo_bot"
    capabilities = CAPABILITIES

    def __init__(self, settings: ZaloBotSettings, *, lock: Path) -> None:
        """Nothing is connected yet.

        Args:
            settings: Token and addresses.
            lock: File that is held while polling, by one process for each bot.
        """
        self._settings = settings
        self._lock = lock
        self._path = f"/zalo-bot/{secrets.token_urlsafe(16)}"
        self._client = ZaloBotClient(settings)
        self._names: tuple[str, ...] | None = None
        self.contact = Contact()

    def compose(
        self, reply: Reply, incoming: Incoming, *, offer: str, answers: Sequence[str]
    ) -> tuple[str, ...]:
        """The texts of the messages that a reply becomes."""
        return compose(reply)

    async def send(self, message: Outgoing) -> str | None:
        """Send one text."""
        try:
            text = with_remark(message.payload, message)
            return await self._client.send_message(message.chat_id, text)
        except ApiError as error:
            raise _meaning(error) from error
        except httpx.RequestError as error:
            raise unanswered(error) from error

    async def show_typing(self, incoming: Incoming) -> None:
        """The "typing" line in the chat."""
        try:
            await self._client.send_typing(incoming.chat_id)
        except (ApiError, httpx.RequestError) as error:
            logger.debug("no typing line: %s", type(error).__name__)

    async def receive(self, accept: Accept) -> None:
        """Ask for events until cancelled, or have them handed over.

        Raises:
            ChannelError: The token is not, or no longer, valid.
            StateError: Another process asks for this bot's events.
        """
        webhook, wait = self._settings.webhook, _FIRST_WAIT
        alone = LockFile(self._lock, wording.ZALO_BOT_POLLED) if webhook is None else nullcontext()
        with alone:
            while True:
                try:
                    await self._introduce()
                    if self.contact.trouble is not None:
                        # A poll without news is answered late: ask for something else first.
                        await self._client.get_names()
                        self.contact.reached()
                    if webhook is not None:
                        await self._be_called(webhook)
                    await self._poll(accept)
                    wait = _FIRST_WAIT
                except (ApiError, httpx.RequestError) as error:
                    self._note(error)
                    if isinstance(error, ApiError):
                        await self._look_at(error)
                    await asyncio.sleep(wait)
                    wait = min(2 * wait, _LONGEST_WAIT)

    def _note(self, error: ApiError | httpx.RequestError) -> None:
        """Note that the platform was not reached; told in full once."""
        if isinstance(error, ApiError):
            self.contact.failed(str(error))
            return
        reason = type(error).__name__
        if self.contact.failed(reason):
            told = wording.DOCTOR_UNREACHABLE.format(
                address=self._settings.api_url, reason=reason, name="ZALO_BOT_API_URL"
            )
            logger.warning("zalo_bot: %s", told)
        else:
            logger.info("zalo_bot: %s", reason)

    async def _look_at(self, error: ApiError) -> None:
        """Decide what an error means for receiving."""
        if error.code == UNAUTHORISED:
            raise ChannelError(wording.TOKEN_REFUSED.format(name="ZALO_BOT_TOKEN")) from error
        logger.warning("zalo_bot: %s", error)
        # Somebody may have set a webhook, which ends polling: begin anew.
        self._names = None
        if error.code == QUOTA_EXCEEDED:
            await asyncio.sleep(_AFTER_QUOTA)

    def routes(self, accept: Accept) -> list["Route"]:
        """The route of the webhook, where one is set."""
        webhook = self._settings.webhook
        if webhook is None:
            return []

        async def take(body: object) -> None:
            if not isinstance(body, dict):
                raise ValueError("not an event")
            await self._take(body, accept)

        return [webhook_route(self._path, _SECRET_HEADER, webhook.secret.reveal(), take)]

    async def _take(self, body: object, accept: Accept) -> int:
        """Store the message of an event; how many are new."""
        try:
            event = read_event(body, self._names or ())
        except Exception as error:
            # It would be the same when it comes again.
            logger.error("zalo_bot: an event is passed over: %s", type(error).__name__)
            return 0
        if event is None:
            return 0
        if 0.0 < event.at < time.time() - EVENTS_KNOWN * 86_400.0:
            # It is not known any more whether it was answered, and the platform may repeat it.
            logger.warning("zalo_bot: a message of more than %d days ago", EVENTS_KNOWN)
            return 0
        return await accept([event])

    async def _poll(self, accept: Accept) -> None:
        clock = asyncio.get_running_loop().time
        began = clock()
        update = await self._client.get_update(_POLL)
        # The platform may forget it by now, so it is stored before anything else.
        if update is None or not await self._take(update, accept):
            await asyncio.sleep(began + _FLOOR - clock())

    async def _be_called(self, webhook: Webhook) -> None:
        """Tell Zalo where to hand events over; then only look whether it is there."""
        wait, url = _FIRST_CHECK, f"{webhook.url}{self._path}"
        while problem := await self._client.set_webhook(url, webhook.secret.reveal()):
            self.contact.failed(f"webhook: {problem}")
            logger.warning("zalo_bot: Zalo does not reach the webhook: %s", problem)
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LAST_CHECK)
        self.contact.reached()
        while True:
            await asyncio.sleep(_LOOK)
            await self._client.get_names()

    async def _introduce(self) -> None:
        """Learn what the bot is called, and end a webhook that would keep events away."""
        if self._names is None:
            names = await self._client.get_names()
            if self._settings.webhook is None:
                await self._client.delete_webhook()
            self._names = names

    async def close(self) -> None:
        """Give back connections."""
        await self._client.close()


def _meaning(error: ApiError) -> SendError:
    """What an answer to a message means for it."""
    if error.code == QUOTA_EXCEEDED:
        return NotSentError(str(error), seconds=_AFTER_QUOTA)
    if error.code in _NEVER:
        return RefusedError(str(error), whole_chat=error.code == 404)
    if error.code in (0, 408):
        return UncertainError(str(error))
    # The platform's own fault, 403 by its documentation among them, or a token just changed.
    return NotSentError(str(error))
