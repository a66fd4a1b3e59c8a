"""Asking again what was asked in vain whenever the library changes, and telling the week."""

import asyncio
import functools
import logging
import time
from collections.abc import Awaitable, Callable

from bot.desk import Desk
from bot.gaps.counter import line_of
from bot.gaps.groups import grouped
from bot.library.shelf import Shelf
from bot.message import Block, Reply, Tone
from bot.rights.access import Access, Role
from bot.rights.audience import Sight
from bot.state.gaps import Gap
from bot.state.state import State
from bot.talk.browse import quoted_place, show_section
from bot.talk.chat import Place
from bot.talk.render import blocks_of
from bot.wording import gaps as wording_gaps
from index.answer.answer import Answer, Status

logger = logging.getLogger(__name__)

# Seconds between two looks; questions that are asked again, the latest.
_LOOK_EVERY, _MOST = 10.0, 100
# Questions that the week's summary lists; the hour of Monday from which it is sent.
_LISTED, _FROM_HOUR = 5, 8
_WEEK = 7 * 86_400.0
# The counter of summaries, by week.
_TOLD = "digest"
# The counter of libraries that the open questions were put to, by their files.
_ASKED = "asked again"
# Characters of a section that is sent.
_LONGEST = 1_500

Send = Callable[[str, Reply], Awaitable[bool]]


class Watch:
    """Tells those who wait, and admins once a week."""

    def __init__(
        self,
        state: Desk[State],
        shelf: Desk[Shelf],
        access: Access,
        send: Send,
        tell_admins: Callable[[str], Awaitable[None]],
        *,
        look_every: float = _LOOK_EVERY,
    ) -> None:
        """Join the parts; `send` writes to a person in private, if their channel runs."""
        self._state = state
        self._shelf = shelf
        self._access = access
        self._send = send
        self._tell_admins = tell_admins
        self._look_every = look_every

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            await asyncio.sleep(self._look_every)
            try:
                name = await self._shelf.ask(lambda shelf: shelf.library.path.name)
                if name not in await self._state.ask(lambda s: s.people.periods(_ASKED)):
                    await self.ask_again()
                    await self._state.ask(functools.partial(_note_asked, name))
                await self.tell_week(time.time())
            except Exception:
                logger.exception("questions asked in vain could not be looked after")

    async def ask_again(self) -> None:
        """Ask again what had no answer, and tell those who wait what is there now.

        Each as they may see it; where nobody waits, as everybody may. What was found bad had an
        answer: an admin decides about that.
        """
        gaps = await self._state.ask(lambda state: state.gaps.open()[:_MOST])
        gaps = tuple(gap for gap in gaps if gap.why != "bad")
        waiting = await self._state.ask(lambda state: state.gaps.waiting([gap.id for gap in gaps]))
        for gap in gaps:
            people: list[str | None] = [user for number, user in waiting if number == gap.id]
            answered = [await self._answer(gap, user) for user in people or [None]]
            if any(answered):
                await self._state.ask(functools.partial(_close, gap, time.time()))

    async def _answer(self, gap: Gap, user: str | None) -> bool:
        """Whether a question is answered to a person, who is told then; for None to everybody."""
        sight = await self._sight(user)
        if sight is None:
            return False
        answer = await self._shelf.ask(lambda shelf: _answered(shelf, gap.text, sight))
        if answer.status is Status.FOUND and user is not None:
            head = Block(text=wording_gaps.NOW_ANSWERED.format(text=gap.text))
            await self._send(user, Reply(blocks=(head, *blocks_of(answer))))
        return answer.status is Status.FOUND

    async def point(self, user: str, text: str, place: Place) -> bool:
        """Show a person the section that an admin has named for their question.

        Whether that was done: it is not where the person may not see the plan, or has left.
        """
        sight = await self._sight(user)
        if sight is None:
            return False
        reply = await self._shelf.ask(lambda shelf: _pointed(shelf, text, place, sight))
        return reply is not None and await self._send(user, reply)

    async def _sight(self, user: str | None) -> Sight | None:
        """What a person may see, None for one who has left; what everybody may for no person."""

        def look(state: State) -> Sight | None:
            if user is None:
                return state.audiences.sight(None)
            role = self._access.role(state, user)
            if role is None:
                return None
            return state.audiences.sight(user, admin=role is Role.ADMIN)

        return await self._state.ask(look)

    async def tell_week(self, now: float) -> None:
        """Tell admins on Monday what was asked in vain, if anything was, once.

        Not in the week in which the program is used first.
        """
        then = time.localtime(now)
        week = time.strftime("%G-W%V", then)
        if await self._state.ask(lambda state: _begins(state, week)):
            return
        if then.tm_wday != 0 or then.tm_hour < _FROM_HOUR:
            return
        text = await self._state.ask(lambda state: _week(state, week, now))
        if text is not None:
            await self._tell_admins(text)


def _note_asked(name: str, state: State) -> None:
    state.people.count(_ASKED, name)


def _close(gap: Gap, now: float, state: State) -> None:
    state.gaps.close([gap.id], now)


def _begins(state: State, week: str) -> bool:
    """Whether this is the first week; it is noted then, as if it had been told."""
    first = not state.people.periods(_TOLD)
    if first:
        state.people.count(_TOLD, week)
    return first


def _week(state: State, week: str, now: float) -> str | None:
    """The summary of the seven days before; None if there is nothing to tell, or it was told."""
    if state.people.count(_TOLD, week) > 1:
        return None
    gaps = [gap for gap in state.gaps.open() if gap.at >= now - _WEEK]
    remarks = [each for each in state.people.latest_remarks() if each.at >= now - _WEEK]
    if not gaps and not remarks:
        return None
    groups = grouped(gaps)[:_LISTED]
    return wording_gaps.DIGEST.format(
        gaps=sum(gap.why != "bad" for gap in gaps),
        bad=sum(each.verdict == "bad" for each in remarks),
        notes=sum(each.verdict == "note" for each in remarks),
        lines="\n".join(line_of(group, number) for number, group in enumerate(groups, start=1)),
    )


def _answered(shelf: Shelf, text: str, sight: Sight) -> Answer:
    return shelf.conversation(sight).answerer.answer(text)


def _pointed(shelf: Shelf, text: str, place: Place, sight: Sight) -> Reply | None:
    library = shelf.conversation(sight).answerer.library
    shown, named = show_section(library, place, 0, _LONGEST), quoted_place(library, place)
    if shown is None or named is None:
        return None
    head = Block(text=wording_gaps.POINTED.format(text=text, place=named[0]))
    return Reply(blocks=(head, *(b for b in shown.blocks if b.tone is not Tone.NOTE)))
