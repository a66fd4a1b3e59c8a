"""Handing messages over: each once, in order, and once more with a remark where nobody knows."""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping

from bot.channel import Channel
from bot.desk import Desk
from bot.errors import MovedError, NotSentError, RefusedError, TryLaterError, UncertainError
from bot.message import Outgoing
from bot.state.state import State

logger = logging.getLogger(__name__)

# Attempts for messages that did not reach the platform; with the waits below about 20 minutes,
# so that ten minutes without the platform lose nothing.
MOST_ATTEMPTS = 16
# Messages of a channel on their way at the same time. More would only queue for connections, and be
# of unknown fate after a crash; httpx goes through that whole queue whenever a connection is free.
ABREAST = 24
_FIRST_WAIT = 0.5
LONGEST_WAIT = 180.0
# Seconds after which a message is sent once more that may have arrived.
_AGAIN_AFTER = 5.0


class Outbox:
    """Sends the pending messages of chats."""

    def __init__(
        self,
        state: Desk[State],
        channels: Mapping[str, Channel],
        clock: Callable[[], float] = time.time,
        *,
        spent: Callable[[Outgoing], Awaitable[None]] | None = None,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        """Join the parts.

        Args:
            state: Where messages are kept.
            channels: Who sends them.
            clock: Seconds since 1970; it may jump.
            spent: Told of each message that the platform has, or may have, taken.
            elapsed: Seconds that only go forward; waits are measured by these.
        """
        self._state = state
        self._channels = channels
        self._clock = clock
        self._spent = spent
        self._elapsed = elapsed
        # When messages may be tried again that this process has put off.
        self._due: dict[int, float] = {}
        self._gates: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(ABREAST)
        )

    async def deliver(self, chat: str, stopping: asyncio.Event) -> None:
        """Send what is pending for a chat, waiting where the platform asks to."""
        while not stopping.is_set():
            async with self._gates[chat.partition(":")[0]]:
                if stopping.is_set():
                    return
                claimed = await self._state.ask(
                    lambda state: state.claim_message(chat, self._clock(), self._wait_for)
                )
                if isinstance(claimed, Outgoing):
                    self._due.pop(claimed.id, None)
                    await self._send(claimed)
            if claimed is None:
                return
            if not isinstance(claimed, Outgoing):
                await _pause(claimed, stopping)

    def _wait_for(self, message: int, stored: float) -> float:
        """Seconds that a message must wait yet; `stored` by the clock when it is first met."""
        due = self._due.setdefault(message, self._elapsed() + stored)
        return due - self._elapsed()

    async def _send(self, message: Outgoing) -> None:
        channel = self._channels.get(message.channel)
        if channel is None:
            await self._settle(message, "failed", reason="no such channel")
            return
        try:
            message_id = await channel.send(message)
        except TryLaterError as error:
            # The platform's own wish counts as no attempt.
            await self._put_off(message, error.seconds, message.attempts)
        except NotSentError as error:
            await self._retry(message, error)
        except MovedError as error:
            chat_id = error.chat_id
            await self._state.ask(lambda state: state.move_chat(message, chat_id))
        except RefusedError as error:
            await self._refuse(message, error)
        except UncertainError as error:
            logger.warning("message %d: delivery unknown (%s)", message.id, error)
            await self._doubt(message, str(error))
        except Exception:
            # A fault of ours; the message may be out, so it counts as such.
            logger.exception("message %d could not be sent", message.id)
            await self._doubt(message, "internal error")
        else:
            await self._settle(message, "sent", message_id=message_id)

    async def _retry(self, message: Outgoing, error: NotSentError) -> None:
        if message.attempts + 1 >= MOST_ATTEMPTS:
            logger.error("message %d given up: %s", message.id, error)
            await self._settle(message, "failed", reason=str(error))
        else:
            wait = min(_FIRST_WAIT * 2**message.attempts, LONGEST_WAIT)
            await self._put_off(message, max(wait, error.seconds), message.attempts + 1)

    async def _doubt(self, message: Outgoing, reason: str) -> None:
        """Send what may have arrived once more; what is sent so already stays of unknown fate."""
        if message.again:
            await self._settle(message, "unknown", reason=reason)
            return
        until = self._clock() + _AGAIN_AFTER
        self._due[message.id] = self._elapsed() + _AGAIN_AFTER
        await self._state.ask(lambda state: state.send_again(message, until))
        await self._note_spent(message)

    async def _refuse(self, message: Outgoing, error: RefusedError) -> None:
        reason = str(error)
        logger.info("message %d refused: %s", message.id, reason)
        await self._settle(message, "failed", reason=reason)
        if error.whole_chat:
            await self._state.ask(lambda state: state.give_up_on(message.chat, reason))

    async def _put_off(self, message: Outgoing, seconds: float, attempts: int) -> None:
        until = self._clock() + seconds
        self._due[message.id] = self._elapsed() + seconds
        await self._state.ask(lambda state: state.put_off(message, until, attempts))

    async def _settle(
        self, message: Outgoing, outcome: str, *, message_id: str | None = None, reason: str = ""
    ) -> None:
        await self._state.ask(
            lambda state: state.settle(message, outcome, message_id=message_id, reason=reason)
        )
        if outcome != "failed":
            await self._note_spent(message)

    async def _note_spent(self, message: Outgoing) -> None:
        if self._spent is not None:
            await self._spent(message)


async def _pause(seconds: float, stopping: asyncio.Event) -> None:
    """Wait, but no longer than until the program stops."""
    try:
        await asyncio.wait_for(stopping.wait(), timeout=seconds)
    except TimeoutError:
        return
