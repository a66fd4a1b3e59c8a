"""Files and libraries being read: the message that says so tells how far, a press stops it."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from bot.channel import Channel
from bot.desk import Desk
from bot.errors import SendError
from bot.files.reading import HowFar
from bot.message import Action, Incoming, Kind, Option, Outgoing, Reply, Verb
from bot.state.offers import new_key
from bot.state.state import State
from bot.wording import general as wording
from bot.wording import office as wording_office

logger = logging.getLogger(__name__)

# Seconds between two looks at whether there is something new to say.
_TELL_EVERY = 3.0

Hear = Callable[[HowFar], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is said of what is read: before it begins, while it goes on, at its end."""

    waits: str
    reads: str
    pages: str
    files: str
    both: str
    over: str
    stop: str
    stopped: str


OF_A_FILE = Words(
    waits=wording_office.FILE_WAITS,
    reads=wording_office.FILE_READING,
    pages=wording_office.PAGES_READ,
    files=wording_office.FILES_READ,
    both=wording_office.FILES_AND_PAGES_READ,
    over=wording_office.FILE_READ,
    stop=wording_office.STOP_READING,
    stopped=wording_office.READING_STOPPED,
)
OF_THE_LIBRARY = Words(
    waits=wording.RELOADING,
    reads=wording.RELOADING,
    pages=wording_office.RELOAD_BOTH,
    files=wording_office.RELOAD_FILES,
    both=wording_office.RELOAD_BOTH,
    over=wording_office.RELOAD_OVER,
    stop=wording_office.STOP_RELOAD,
    stopped=wording_office.RELOAD_STOPPED,
)


@dataclass(kw_only=True)
class Reading:
    """A file that is being read, or all files of the library.

    Attributes:
        key: What its button names.
        name: What the file is called.
        words: What is said of it.
        how_far: As it was heard last; None while others are read before it.
        channel: Where the message is that tells of it; None where nobody waits at a chat.
        said: What was said of it last; None for nothing yet.
        offer: The key of the choice to stop it.
    """

    key: str
    name: str
    incoming: Incoming
    channel: Channel | None
    words: Words = OF_A_FILE
    how_far: HowFar | None = None
    said: Reply | None = None
    offer: str = field(default_factory=new_key)

    def hear(self, how_far: HowFar) -> None:
        """Take note of how far it is."""
        self.how_far = how_far

    @property
    def is_over(self) -> bool:
        """Whether it can be stopped no more."""
        return self.how_far is not None and self.how_far.is_over

    @property
    def stop(self) -> Option:
        """The choice to stop it."""
        action = Action(verb=Verb.STOP, text=self.key, label=self.name)
        return Option(label=self.words.stop, action=action)

    def shown(self) -> Reply:
        """How far it is, with the choice to stop it as long as it can be."""
        return Reply.say(self.told(), *(() if self.is_over else (self.stop,)))

    def told(self) -> str:
        """How far it is, in words."""
        name, at, words = self.name, self.how_far, self.words
        if at is None:
            return words.waits.format(name=name)
        (file, files), (page, pages) = at.files, at.pages
        if not pages and files == 1:
            return words.reads.format(name=name)
        told = words.pages if files == 1 else words.files
        if pages and files > 1:
            told = words.both
        file, page = min(file + 1, files), min(page + 1, pages)
        return told.format(name=name, file=file, files=files, page=page, pages=pages)


class Readings:
    """All that is being read now and can be stopped; a restart forgets them with their work."""

    def __init__(self, state: Desk[State]) -> None:
        self._state = state
        self._running: dict[str, tuple[Reading, asyncio.Task[Reply]]] = {}

    def begin(
        self, name: str, incoming: Incoming, channel: Channel | None, words: Words = OF_A_FILE
    ) -> Reading:
        """Note that a file will be read."""
        return Reading(key=new_key(), name=name, incoming=incoming, channel=channel, words=words)

    async def run(self, reading: Reading, job: Callable[[Hear], Awaitable[Reply]]) -> Reply:
        """What comes of reading; that it was stopped, where no message offered to stop it."""
        work = asyncio.ensure_future(job(reading.hear))
        self._running[reading.key] = reading, work
        teller = asyncio.create_task(self._tell(reading))
        try:
            reply = await work
        except asyncio.CancelledError:
            if reading.key in self._running:
                raise  # The program ends.
            return await self._tell_stopped(reading)
        finally:
            self._running.pop(reading.key, None)
            teller.cancel()
            await asyncio.gather(teller, return_exceptions=True)
        if reading.said is not None:
            await self._edit(reading, Reply.say(reading.words.over.format(name=reading.name)))
        return reply

    def stop(self, action: Action) -> Reply:
        """Stop what a button names."""
        told = wording_office.READING_OVER
        reading, work = self._running.get(action.text, (None, None))
        if reading is not None and work is not None and not reading.is_over:
            del self._running[action.text]
            told = reading.words.stopped if work.cancel() else told
        return Reply(blocks=Reply.say(told.format(name=action.label)).blocks, in_place=True)

    def of_library(self) -> Reading | None:
        """The library being read again, whoever has asked for it; None where it is not."""
        running = (reading for reading, _ in self._running.values())
        return next((each for each in running if each.words is OF_THE_LIBRARY), None)

    async def _tell_stopped(self, reading: Reading) -> Reply:
        """Say so in the message that offered to stop it: it may have been stopped elsewhere."""
        told = Reply.say(reading.words.stopped.format(name=reading.name))
        if reading.said is None:
            return told
        await self._edit(reading, told)
        return Reply()

    async def _tell(self, reading: Reading) -> None:
        """Edit the message that a file is read as long as it is, where messages can be edited."""
        if reading.channel is None or not reading.channel.capabilities.edits:
            return
        await asyncio.sleep(_TELL_EVERY)
        offer, now = (reading.offer, (reading.stop.action,)), time.time()
        await self._state.ask(lambda state: state.post(reading.incoming, (), now, offer=offer))
        while True:
            shown, before = reading.shown(), reading.said
            if shown != before:
                reading.said = shown  # Before it is sent: whoever sees it may stop it at once.
                if not await self._edit(reading, shown):
                    reading.said = before
            await asyncio.sleep(_TELL_EVERY)

    async def _edit(self, reading: Reading, reply: Reply) -> bool:
        """Put other words into the message that a file is read; whether that was done.

        It is sent at once and never again: soon there is more to say.
        """
        channel, incoming = reading.channel, replace(reading.incoming, kind=Kind.EDIT)
        if channel is None:
            return False
        ids = await self._state.ask(lambda state: state.threads.answers(incoming))
        payloads = channel.compose(reply, incoming, offer=reading.offer, answers=ids[:1])
        if not ids or not payloads:
            return False
        message = Outgoing(
            id=0,
            channel=channel.name,
            chat=incoming.chat,
            chat_id=incoming.chat_id,
            payload=payloads[0],
            attempts=0,
        )
        try:
            await channel.send(message)
        except SendError as error:
            logger.debug("how far a file is read was not told: %s", error)
            return False
        return True


def not_told(_: HowFar) -> None:
    """Nobody waits at a chat for how far it is."""
