"""What admins set going from their pages: run here, kept until they have seen what came of it."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import replace

from bot.delivery.errand import Attended, Errand
from bot.desk import Desk
from bot.errors import BotError
from bot.message import Reply
from bot.state.pages.works import Stage, Work
from bot.state.state import State
from bot.wording import admin_page as wording_admin
from bot.wording import general as wording
from index.errors import SearchError
from knowledge.errors import KnowledgeError

logger = logging.getLogger(__name__)

# Seconds between two looks at a work that tells how far it is.
_TELL_EVERY = 2.0


class Works:
    """Runs errands, and keeps what is said of them."""

    def __init__(self, state: Desk[State], clock: Callable[[], float] = time.time) -> None:
        self._state = state
        self._clock = clock
        self._running: dict[str, asyncio.Task[None]] = {}
        self._how_far: dict[str, Callable[[], Reply]] = {}

    def new_key(self) -> str:
        """What a work can be called that is not begun yet."""
        return secrets.token_hex(8)

    async def begin(self, user: str, attended: Attended, back: str, key: str | None = None) -> str:
        """Set an errand going, or note what is said where there is none; the key of the work."""
        stage = Stage.DONE if attended.errand is None else Stage.RUNNING
        key = await self.note(user, attended.reply, back, stage, key)
        if attended.errand is not None:
            self.run(key, attended.errand)
            if attended.how_far is not None:
                self._how_far[key] = attended.how_far
        return key

    async def note(
        self, user: str, reply: Reply, back: str, stage: Stage, key: str | None = None
    ) -> str:
        """Keep a work that does not run, or not yet; its key."""
        work = Work(
            key=key or self.new_key(),
            user=user,
            stage=stage,
            reply=reply,
            back=back,
            at=self._clock(),
        )
        await self._state.ask(lambda state: state.works.keep(work))
        return work.key

    def run(self, key: str, errand: Errand) -> None:
        """Set the errand of a work going that is kept already."""
        running = asyncio.get_running_loop().create_task(self._finish(key, errand))
        self._running[key] = running
        running.add_done_callback(lambda _: self._end(key))

    async def say(self, key: str, reply: Reply, stage: Stage = Stage.RUNNING) -> None:
        """Note what is said of a work by now."""
        await self._state.ask(lambda state: state.works.say(key, reply, stage))

    async def leave_waiting(self, key: str, reply: Reply, stage: Stage = Stage.RUNNING) -> bool:
        """Note what its admin has said of a work that waits; False where that was said before."""
        return await self._state.ask(lambda state: state.works.leave_waiting(key, reply, stage))

    async def seen(self, key: str, user: str, patience: float) -> Work | None:
        """A work that its admin looks at, who waits so many seconds for its end; None for none.

        One that tells how far it is, says that while it goes on, and is not waited for as long.
        """
        running = self._running.get(key)
        if running is not None:
            told = min(patience, _TELL_EVERY) if key in self._how_far else patience
            await asyncio.wait({running}, timeout=told)

        def look(state: State) -> Work | None:
            work = state.works.of(key, user)
            if work is not None:
                state.works.see(key)
            return work

        work = await self._state.ask(look)
        how_far = self._how_far.get(key)
        if work is None or work.is_done or how_far is None:
            return work
        return replace(work, reply=how_far())

    async def unseen(self, user: str) -> tuple[Work, ...]:
        """All of an admin that goes on, or that they have not seen the end of."""
        return await self._state.ask(lambda state: state.works.unseen(user))

    async def unfinished(self) -> tuple[Work, ...]:
        """At the start of the program: what waits, and what ended with the program before."""
        return await self._state.ask(lambda state: state.works.unfinished())

    def _end(self, key: str) -> None:
        self._running.pop(key, None)
        self._how_far.pop(key, None)

    async def _finish(self, key: str, errand: Errand) -> None:
        reply = await _reported(errand)
        try:
            await self.say(key, reply, Stage.DONE)
        except Exception:
            logger.exception("what came of a work could not be stored")


async def _reported(errand: Errand) -> Reply:
    try:
        return await errand()
    except (BotError, SearchError, KnowledgeError) as error:
        return Reply.say(str(error))
    except Exception:
        logger.exception("an errand failed")
        return Reply.say(wording.ERRAND_FAILED)


def told_broken_off(work: Work) -> Reply:
    """What is said of a work that ended with the program."""
    return Reply(blocks=(*work.reply.blocks, *Reply.say(wording_admin.WORK_BROKEN).blocks))
