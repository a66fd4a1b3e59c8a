"""From the inbox to the outbox: each chat's events in order, chats side by side."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.admin.office import Office
from bot.channel import Channel
from bot.delivery.answered import (
    Answered,
    attended_by,
    composed,
    counted,
    not_text,
    said,
    silent,
    with_help_for_admins,
)
from bot.delivery.errand import Errand
from bot.delivery.outbox import LONGEST_WAIT, Outbox
from bot.delivery.overload import turn_away
from bot.desk import Desk
from bot.errors import StateError
from bot.library.shelf import Shelf
from bot.message import Incoming, Kind, Outgoing, Reply, mended
from bot.metrics import Metrics
from bot.page.links import Links
from bot.rights.access import PRESS_COST, Access, Entry, Pace, Role
from bot.rights.audience import Sight
from bot.seldom import Seldom
from bot.state.file import FileBusy, FileFault
from bot.state.offers import new_key
from bot.state.state import State, Task
from bot.talk.choices import picked
from bot.talk.commands import find_command
from bot.talk.turn import Turn, with_numbers
from bot.talk.visible import seen, seen_reply
from bot.wording import general as wording

logger = logging.getLogger(__name__)
seldom = Seldom(logger)

# Chats worked on at the same time; searches are one at a time anyway.
_LANES = 16
# Seconds without an answer after which the chat shows that one is being looked for.
_TYPING_AFTER = 0.7
# Seconds after which a chat is taken up again after a fault: a full disk, a locked file.
_AFTER_FAULT = 5.0
# Seconds between attempts to store what comes only once: an event, the report of an errand.
_STORE_AGAIN = 1.0
# Seconds for which one remark about messages without text is enough.
_ALBUM = 60.0
# Seconds that a clean stop waits for what is in hand; the HTTP server has three before.
_GRACE = 5.0


class Worker:
    """Takes events in, has them answered, and has the answers sent."""

    def __init__(
        self,
        *,
        state: Desk[State],
        shelf: Desk[Shelf],
        channels: Mapping[str, Channel],
        access: Access,
        office: Office,
        metrics: Metrics,
        links: Links | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._links = links
        self._state = state
        self._shelf = shelf
        self._channels = channels
        self._access = access
        self._office = office
        self._metrics = metrics
        self._clock = clock
        self._pace = Pace(time.monotonic)
        self._outbox = Outbox(state, channels, clock, spent=self._count)
        self._slots = asyncio.Semaphore(_LANES)
        self._stopping = asyncio.Event()
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._errands: set[asyncio.Task[None]] = set()
        # Events that were counted as asked and are not finished: each counts once, however often
        # its answer could not be stored.
        self._paid: set[int] = set()

    async def start(self) -> None:
        """Go on with what an earlier process left."""
        latest = self._clock() + LONGEST_WAIT
        lost = await self._state.ask(lambda state: state.recover(latest))
        if lost:
            logger.warning("%d messages were being sent at the last stop, and are again", lost)
        for task in await self._state.ask(lambda state: state.broken_off()):
            try:
                await self._append(task, Reply.say(wording.BROKEN_OFF))
            except StateError:
                raise
            except Exception:
                # One that cannot be told must not keep the program from starting.
                logger.exception("an errand that ended with the process could not be owned up to")
        for chat in await self._state.ask(lambda state: state.chats_to_serve()):
            self._serve(chat)

    async def accept_at_last(self, events: Sequence[Incoming]) -> int:
        """Store events that come only once: while the disk is full, it is tried again and again."""
        while True:
            try:
                return await self.accept(events)
            except StateError as error:
                text = f"{len(events)} events wait for being stored: {error}"
                seldom.log(logging.ERROR, "events", text)
                await asyncio.sleep(_STORE_AGAIN)

    async def accept(self, events: Sequence[Incoming]) -> int:
        """Store events and return how many are new; they are on disk when this returns.

        Raises:
            StateError: They could not be stored; the platform has to hand them over again.
        """
        now = self._clock()
        whole = [mended(event) for event in events]

        def take(state: State) -> tuple[Incoming, ...]:
            new = state.accept(whole, now)
            try:
                turn_away(state, new, self._channels, self._access, now)
            except Exception:
                # They are stored, and come as new no second time: they are answered, late.
                logger.exception("questions could not be turned away")
            return new

        new = await self._state.ask(take)
        for event in new:
            self._serve(event.chat)
        return len(new)

    async def tell_admins(self, text: str) -> None:
        """Write to every admin in private, on the channels that run; stored when this returns."""
        await self.show_admins(Reply.say(seen(text)))

    async def show_admins(self, reply: Reply) -> None:
        """The same with what they may choose."""
        for user in await self._state.ask(self._access.admins):
            await self.tell(user, reply)

    async def tell(self, user: str, reply: Reply) -> bool:
        """Write to a person in private, if their channel runs; whether it is stored."""
        name, _, person = user.partition(":")
        channel = self._channels.get(name)
        if channel is None:
            return False
        # On every platform a person's private chat has the id of the person.
        incoming = Incoming(
            channel=name, event_key="", chat_id=person, user_id=person, kind=Kind.TEXT
        )
        key, actions = new_key(), tuple(option.action for option in reply.options)
        payloads, now = channel.compose(reply, incoming, offer=key, answers=()), self._clock()
        numbered = not channel.capabilities.buttons
        await self._state.ask(
            lambda state: state.post(
                incoming, payloads, now, offer=(key, actions), numbered=numbered
            )
        )
        self._serve(incoming.chat)
        return True

    async def _count(self, message: Outgoing) -> None:
        """Count a message against its channel's quota, and warn before that runs out."""
        quotas, now = self._office.quotas, self._clock()
        short = await self._state.ask(lambda state: quotas.spend(state, message.channel, now))
        if short is not None:
            await self.tell_admins(short.told())

    async def settled(self, chat: str) -> None:
        """Wait until nothing more is done for a chat now."""
        while (lane := self._lanes.get(chat)) is not None:
            await asyncio.wait({lane})

    async def stop(self) -> None:
        """Finish what is in hand; what is not stays stored for the next start."""
        self._stopping.set()
        tasks = [*self._lanes.values(), *self._errands]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _serve(self, chat: str) -> None:
        """Have a lane work on a chat, again if it is about to end."""
        if self._stopping.is_set():
            return
        if chat in self._lanes:
            self._again.add(chat)
            return
        lane = asyncio.get_running_loop().create_task(self._lane(chat))
        self._lanes[chat] = lane
        lane.add_done_callback(lambda done: self._leave(chat, done))

    def _leave(self, chat: str, lane: asyncio.Task[None]) -> None:
        del self._lanes[chat]
        fault = None if lane.cancelled() else lane.exception()
        if fault is not None:
            if isinstance(fault, (StateError, FileFault)):
                seldom.log(logging.ERROR, "state", f"chats wait for the state: {fault}")
            else:
                logger.error("a lane broke off", exc_info=fault)
            asyncio.get_running_loop().call_later(_AFTER_FAULT, self._serve, chat)
        elif chat in self._again:
            self._again.discard(chat)
            self._serve(chat)

    async def _lane(self, chat: str) -> None:
        self._again.discard(chat)
        await self._outbox.deliver(chat, self._stopping)
        while not self._stopping.is_set():
            async with self._slots:
                more = await self._handle_or_pass_over(chat)
            if not more:
                return
            await self._outbox.deliver(chat, self._stopping)

    async def _handle_or_pass_over(self, chat: str) -> bool:
        """As `_handle_next`; an event that breaks it is passed over, so that others get through."""
        try:
            return await self._handle_next(chat)
        except (StateError, FileBusy):
            raise  # Not the event's fault: it is handled later.
        except Exception:
            logger.exception("an event is passed over")
            await self._state.ask(lambda state: state.pass_over(chat))
            return True

    async def _handle_next(self, chat: str) -> bool:
        """Handle the oldest event of a chat; whether there was one."""
        now, began = self._clock(), time.perf_counter()

        def look(state: State) -> tuple[Task, Entry, Sight] | None:
            task = state.next_task(chat)
            if task is None:
                return None
            entry = self._access.admit(state, task.incoming, now)
            return task, entry, self._access.sight(state, task.incoming)

        found = await self._state.ask(look)
        if found is None:
            return False
        task, entry, sight = found
        channel = self._channels.get(task.incoming.channel)
        if channel is None or (entry.silent and task.incoming.kind is not Kind.PRESS):
            await self._finish(task, (), Turn(reply=Reply(), chat=task.chat), "", now)
            return True
        typing = asyncio.get_running_loop().create_task(self._show_typing(channel, task.incoming))
        try:
            answered = await self._answer(task, entry, sight, channel, now)
        except Exception:
            logger.exception("an event could not be answered")
            answered = said(task, wording.FAILED)
        finally:
            typing.cancel()
        answered, payloads, offer = composed(answered, task, channel)
        turn = answered.turn
        goes_on = answered.errand is not None
        took = time.perf_counter() - began
        await self._finish(task, payloads, turn, offer, now, goes_on=goes_on, took=took)
        status = turn.status.value if turn.status is not None else "other"
        self._metrics.answered(channel.name, status, time.perf_counter() - began)
        if answered.errand is not None:
            self._run_errand(task, answered.errand, entry.role)
        return True

    async def _answer(
        self, task: Task, entry: Entry, sight: Sight, channel: Channel, now: float
    ) -> Answered:
        incoming = task.incoming
        if entry.silent:
            return Answered(turn=Turn(reply=Reply(notice=wording.STRANGER), chat=task.chat))
        if entry.refusal is not None or entry.role is None:
            return Answered(turn=Turn(reply=entry.refusal or Reply(), chat=task.chat))
        taken = self._office.take_file(incoming, entry.role, channel)
        if taken is not None:
            return attended_by(task, taken)
        if incoming.kind is Kind.OTHER:
            # An album comes as many messages.
            first = await self._state.ask(
                lambda state: state.people.may_tell(f"{incoming.chat} not text", now, _ALBUM)
            )
            return said(task, not_text(entry, channel)) if first else silent(task)
        cost = PRESS_COST if incoming.kind is Kind.PRESS else 1.0
        if task.id not in self._paid and not self._pace.take(incoming.user, cost):
            first = self._pace.warn(incoming.user)
            return said(task, wording.TOO_FAST) if first else silent(task)
        self._paid.add(task.id)
        if incoming.kind is Kind.PRESS and task.action is None:
            reply = Reply(notice=wording.CHOICE_GONE)
            return Answered(turn=Turn(reply=reply, chat=task.chat))
        if incoming.kind is not Kind.PRESS:
            task = replace(task, action=picked(incoming.text, task.chat, now))
        command = find_command(incoming.text) if task.action is None else None
        attended = await self._office.attend(task, command, entry.role, now, channel)
        if attended is not None:
            answered = attended_by(task, attended)
            turn = with_numbers(answered.turn, channel.capabilities, now)
            return replace(answered, turn=turn)
        turn = await self._office.converse(task, sight, channel, now)
        if self._links is not None:
            turn = replace(turn, reply=await self._links.linked(turn.reply, incoming, sight))
        if command is not None and command.asks_for_help and entry.role is Role.ADMIN:
            turn = replace(turn, reply=with_help_for_admins(turn.reply, incoming))
        return Answered(turn=turn)

    async def _finish(
        self,
        task: Task,
        payloads: Sequence[str],
        turn: Turn,
        offer: str,
        now: float,
        *,
        goes_on: bool = False,
        took: float | None = None,
    ) -> None:
        actions = tuple(option.action for option in turn.reply.options)
        await self._state.ask(
            lambda state: state.finish(
                task,
                chat=turn.chat,
                payloads=payloads,
                offer=(offer, actions),
                now=now,
                goes_on=goes_on,
                asked=counted(turn.answer) if task.incoming.kind is not Kind.PRESS else None,
                took=took,
            )
        )
        self._paid.discard(task.id)

    async def _show_typing(self, channel: Channel, incoming: Incoming) -> None:
        await asyncio.sleep(_TYPING_AFTER)
        await channel.show_typing(incoming)

    def _run_errand(self, task: Task, errand: Errand, role: Role | None = None) -> None:
        running = asyncio.get_running_loop().create_task(self._report(task, errand, role))
        self._errands.add(running)
        running.add_done_callback(self._errands.discard)

    async def _report(self, task: Task, errand: Errand, role: Role | None) -> None:
        """Do an errand, and send what it came to behind what was said at once.

        Nothing is said to who has lost meanwhile the role that it was begun with.
        """
        try:
            reply = await errand()
        except Exception:
            logger.exception("an errand failed")
            reply = Reply.say(wording.ERRAND_FAILED)
        now = await self._state.ask(lambda state: self._access.role(state, task.incoming.user))
        if role is not None and now is not role:
            reply = Reply()
        while True:
            try:
                return await self._append(task, reply)
            except StateError as error:
                seldom.log(logging.ERROR, "report", f"a report waits for being stored: {error}")
                await asyncio.sleep(_STORE_AGAIN)

    async def _append(self, task: Task, reply: Reply) -> None:
        """Send a reply behind those that an event led to before."""
        offer, now = new_key(), self._clock()
        incoming = task.incoming
        channel = self._channels.get(incoming.channel)
        if channel is None:
            return
        payloads = channel.compose(seen_reply(reply), incoming, offer=offer, answers=())
        actions = tuple(option.action for option in reply.options)
        numbered = not channel.capabilities.buttons
        await self._state.ask(
            lambda state: state.append(
                task, payloads, offer=(offer, actions), numbered=numbered, now=now
            )
        )
        self._serve(incoming.chat)
