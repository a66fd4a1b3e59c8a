"""Running the channels until told to stop."""

import asyncio
import logging
import signal
import socket
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any

from bot.admin.office import Office
from bot.admin.watched import WatchedFolder
from bot.channel import Channel
from bot.channels.health import Examiner, health_routes
from bot.channels.server import listen, read_token, run_server
from bot.delivery.worker import Worker
from bot.desk import Desk
from bot.environment.platforms import TelegramSettings
from bot.errors import BotError, ChannelError, StateError
from bot.files.pending import keys_waiting
from bot.gaps.watch import Watch
from bot.library.opening import library_folder
from bot.library.shelf import Shelf, rush
from bot.library.vector_making import VectorMaking
from bot.lock import LockFile, running_lock
from bot.message import Reply
from bot.metrics import Metrics
from bot.page.admin.address import note_port
from bot.page.front import Front, at_this_machine
from bot.page.links import Links
from bot.page.prints import drop_prints
from bot.rights.access import PRESS_COST, Access, Pace
from bot.rights.audience import Restriction
from bot.settings import Settings
from bot.state.safeguard import Safeguard
from bot.state.state import State
from bot.talk.cards import Card, cards_of
from bot.talk.visible import seen_reply
from bot.upkeep.restore import require_finished
from bot.wording import general as wording
from bot.wording import office as wording_office

logger = logging.getLogger(__name__)

# Seconds between two rounds of forgetting old texts.
_FORGET_EVERY = 3_600.0
# Names of plans that a warning lists.
_LISTED = 10
# Seconds between two looks at whether the library is still what it was.
_WATCH_EVERY = 2.0
# Seconds after which a channel begins anew that a fault of ours has ended, at first and at most.
_FIRST_WAIT, _LONGEST_WAIT = 5.0, 300.0


async def serve(
    settings: Settings,
    *,
    stopping: asyncio.Event | None = None,
    on_listening: Callable[[str, int], None] | None = None,
) -> None:
    """Run every channel that has its settings, and the pages, until told to stop.

    Args:
        settings: What the program is told from outside.
        stopping: Ends it; SIGINT and SIGTERM do where none is given.
        on_listening: Told the address and port at which pages are served, once they are.

    Raises:
        StateError: The program runs already, or the state cannot be used.
        BackupError: A restore was stopped on the way.
        SearchError: There is no library to answer from.
    """
    stopping = stopping or _stopped_by_signals()
    if not settings.platforms:
        settings = at_this_machine(settings)
    with LockFile(running_lock(settings.data), wording.ALREADY_RUNNING):
        require_finished(settings.data)
        safeguard = Safeguard.of(settings.data, library_folder(settings))
        state = Desk("state", lambda: State(settings.data / "state.db", safeguard))
        try:
            await state.ask(lambda each: each.require_whole())
            # Before a library is built, and anybody is answered.
            lost = await state.ask(lambda each: each.audiences.restore())
            shelf = Desk("library", lambda: Shelf(settings))
            try:
                await _Program(settings, state, shelf).run(stopping, on_listening, lost)
            finally:
                shelf.close(lambda each: each.close())
        finally:
            state.close(lambda each: each.close())


def _stopped_by_signals() -> asyncio.Event:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            asyncio.get_running_loop().add_signal_handler(number, stopping.set)
        except NotImplementedError:  # Windows: Ctrl-C raises KeyboardInterrupt instead.
            break
    return stopping


async def _until_stopped(receiving: Sequence[asyncio.Task[None]], stopping: asyncio.Event) -> None:
    """Wait for a signal, or until no channel receives any more."""
    stopped = asyncio.get_running_loop().create_task(stopping.wait())
    left = {*receiving}
    while left and not stopping.is_set():
        done, _ = await asyncio.wait({*left, stopped}, return_when=asyncio.FIRST_COMPLETED)
        left -= {task for task in done if task is not stopped}
    stopped.cancel()


async def _end(endless: Sequence[asyncio.Task[None]], ending: Sequence[asyncio.Task[None]]) -> None:
    """Have tasks end, those that never do by themselves at once; what they raise was told."""
    for task in endless:
        task.cancel()
    await asyncio.gather(*endless, *ending, return_exceptions=True)


class _Program:
    """The parts, put together."""

    def __init__(self, settings: Settings, state: Desk[State], shelf: Desk[Shelf]) -> None:
        self._settings = settings
        self._state = state
        self._shelf = shelf
        self._access = Access(settings)
        self._metrics = Metrics(lambda: rush.unread)
        self._token = read_token(settings.data) if settings.http_port is not None else None
        self._worker: Worker | None = None
        self._links: Links | None = None
        self._office = Office(settings, state, shelf)
        # Apart from that of questions, so that typing in another chat uses up none of those.
        self._typing_pace = Pace(time.monotonic)
        self._vectors = VectorMaking(settings, shelf, self._tell_admins)
        self._office.vectors = self._vectors
        self._watch = Watch(state, shelf, self._access, self._tell, self._tell_admins)
        self._office.gaps.tell = self._watch.point
        self._inbox = WatchedFolder(settings, self._office.intake, self._show_admins)
        self._examiner = Examiner(state, shelf, self._office.quotas, settings.data)

    async def run(
        self,
        stopping: asyncio.Event,
        on_listening: Callable[[str, int], None] | None,
        lost: Sequence[Restriction],
    ) -> None:
        """Run until `stopping`; see `serve`. `lost` the state had lost, and restricts again.

        Raises:
            ChannelError: No channel is left that could receive anything.
            SettingsError: The address to be called at cannot be used.
        """
        host, port = self._settings.http_host, self._settings.http_port
        listening = listen(host, port) if port is not None else None
        front = self._front() if port is not None else None
        self._links = front.links if front is not None else None
        called = await self._channels()
        channels = [*called, *([front.chat] if front is not None else [])]
        worker = self._worker = self._make_worker(channels)
        await worker.start()
        if lost:
            await self._tell_restored(lost)
        loop = asyncio.get_running_loop()
        # The pages alone are reason enough to run only where there is nothing else.
        receiving = [loop.create_task(self._receive(e, worker)) for e in called or channels]
        beside = [loop.create_task(each) for each in self._beside()]
        served: list[asyncio.Task[None]] = []
        if listening is not None and front is not None:
            serving = self._serving(listening, front, called, worker, stopping)
            served.append(loop.create_task(serving))
            port = listening.getsockname()[1]
            note_port(self._settings.data, port)
            if on_listening is not None:
                on_listening(host, port)
        logger.info("running: %s", ", ".join(each.name for each in channels))
        await _until_stopped(receiving, stopping)
        deserted = not stopping.is_set()
        stopping.set()
        await _end([*receiving, *beside], served)
        await worker.stop()
        for channel in channels:
            await channel.close()
        if deserted:
            raise ChannelError(wording.NO_CHANNEL_LEFT)

    def _make_worker(self, channels: Sequence[Channel]) -> Worker:
        return Worker(
            state=self._state,
            shelf=self._shelf,
            channels={channel.name: channel for channel in channels},
            access=self._access,
            office=self._office,
            metrics=self._metrics,
            links=self._links,
        )

    def _beside(self) -> list[Coroutine[Any, Any, None]]:
        """What is looked after while questions are answered."""
        return [
            self._office.changing.catch_up(),
            self._forget(),
            self._vectors.run(),
            self._watch_library(),
            self._watch.run(),
            self._inbox.run(),
            self._office.schedule.run(self._access, self._tell, self._show_admins),
            self._office.uploads.resume(),
        ]

    def _serving(
        self,
        listening: socket.socket,
        front: Front,
        called: Sequence[Channel],
        worker: Worker,
        stopping: asyncio.Event,
    ) -> Coroutine[Any, Any, None]:
        """Serves the pages, and what platforms call and those who watch, until `stopping`."""
        assert self._token is not None
        contacts = {each.name: each.contact for each in called}
        routes = health_routes(self._examiner.look, self._metrics, contacts, self._token)
        for each in (*called, front.chat):
            routes += each.routes(worker.accept)
        proxies, pages = self._settings.trusted_proxies, front.application(worker, self._office)
        return run_server(listening, routes, stopping, proxies, pages=pages)

    def _front(self) -> Front:
        return Front(self._settings, self._state, self._shelf, self._access)

    async def _tell_restored(self, lost: Sequence[Restriction]) -> None:
        """Say that the state was lost, and which plans are restricted again."""
        files = ", ".join(each.file for each in lost[:_LISTED])
        text = wording_office.RESTORED.format(count=len(lost), files=files)
        logger.error("%s", text)
        await self._tell_admins(text)

    async def _channels(self) -> list[Channel]:
        """The channels that have their settings; the libraries of the others are not loaded."""
        settings = self._settings
        channels: list[Channel] = []
        if settings.telegram is not None:
            channels.append(await self._open_telegram(settings.telegram))
        if settings.zalo_bot is not None:
            from bot.channels.zalo_bot.channel import ZaloBot

            lock = settings.cache / f"zalo-bot-{settings.zalo_bot.bot_id}.lock"
            channels.append(ZaloBot(settings.zalo_bot, lock=lock))
        if settings.zalo_oa is not None:
            from bot.channels.zalo_oa.channel import ZaloOa

            channels.append(
                ZaloOa(settings.zalo_oa, metrics=self._metrics, tell_admins=self._tell_admins)
            )
        return channels

    async def _tell_admins(self, text: str) -> None:
        """Channels are made before the worker, and know no trouble before they run."""
        if self._worker is not None:
            await self._worker.tell_admins(text)

    async def _show_admins(self, reply: Reply) -> None:
        if self._worker is not None:
            await self._worker.show_admins(seen_reply(reply))

    async def _tell(self, user: str, reply: Reply) -> bool:
        return self._worker is not None and await self._worker.tell(user, seen_reply(reply))

    async def _open_telegram(self, settings: TelegramSettings) -> Channel:
        from bot.channels.telegram.channel import Telegram
        from bot.channels.telegram.inline import Inline

        admins = await self._state.ask(self._access.admins)
        ids = [user.partition(":")[2] for user in admins if user.startswith("telegram:")]
        return Telegram(settings, inline=Inline(self._cards), admins=ids)

    async def _receive(self, channel: Channel, worker: Worker) -> None:
        """Receive events; what the channel cannot do without ends it and leaves the others."""
        wait = _FIRST_WAIT
        while True:
            try:
                return await channel.receive(worker.accept_at_last)
            except asyncio.CancelledError:
                raise
            except BotError as error:
                channel.contact.failed(str(error))
                return logger.error("channel %s has stopped: %s", channel.name, error)
            except Exception as error:
                channel.contact.failed(type(error).__name__)
                logger.exception("channel %s begins anew in %d s", channel.name, wait)
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    async def _forget(self) -> None:
        days = self._settings.retention_days
        while True:
            try:
                await self._state.ask(lambda state: state.forget(time.time(), days))
                await self._office.uploads.tidy()
                await self._drop_prints()
            except (StateError, OSError) as error:
                logger.error("old texts were not forgotten: %s", error)
            await asyncio.sleep(_FORGET_EVERY)

    async def _drop_prints(self) -> None:
        """Throw away the pages of Word files that were discarded or withdrawn."""
        documents = self._settings.documents
        cards = await self._shelf.ask(lambda shelf: shelf.library.documents)
        waiting = await asyncio.to_thread(keys_waiting, documents) if documents else {}
        held = {*waiting, *(card.sha256 for card in cards)}
        await asyncio.to_thread(drop_prints, self._settings.cache, held)

    async def _watch_library(self) -> None:
        """Look after the library while nobody asks, and tell admins what is wrong with it."""
        while True:
            await asyncio.sleep(_WATCH_EVERY)
            try:
                for told in await self._shelf.ask(lambda shelf: shelf.untold()):
                    logger.error("%s", told)
                    await self._tell_admins(told)
            except Exception:
                logger.exception("the library could not be looked after")

    async def _cards(self, user: str, text: str) -> Sequence[Card]:
        """Cards for a question typed behind the bot's name; none for those who may not ask.

        Nobody knows who reads the chat that a card goes to: no restricted plan is on any.
        """
        role, sight = await self._state.ask(
            lambda state: (self._access.role(state, user), state.audiences.sight(None))
        )
        if role is None or not self._typing_pace.take(user, PRESS_COST):
            return ()

        def cards(shelf: Shelf) -> Sequence[Card]:
            answerer = shelf.conversation(sight).answerer
            return cards_of(answerer.answer(text), answerer.library)

        found = await self._shelf.ask(cards)
        if self._links is None:
            return found
        links = await self._links.for_anybody([each.cited for each in found], sight)
        return [replace(each, page=links.get(each.cited)) for each in found]
