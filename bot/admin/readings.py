"""Files that are being read: the message that says so tells how far, and a press stops it."""

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
from bot.wording import office as wording_office

logger = logging.getLogger(__name__)

# Seconds between two looks at whether there is something new to say.
_TELL_EVERY = 3.0

Hear = Callable[[HowFar], None]


@dataclass(kw_only=True)
class Reading:
    """A file that is being read.

    Attributes:
        key: What its button names.
        name: What the file is called.
        how_far: As it was heard last; None while others are read before it.
        said: What was said of it last; nothing yet where it is empty.
        offer: The key of the choice to stop it.
    """

    key: str
    name: str
    incoming: Incoming
    channel: Channel
    how_far: HowFar | None = None
    said: str = ""
    offer: str = field(default_factory=new_key)

    def hear(self, how_far: HowFar) -> None:
        """Take note of how far it is."""
        self.how_far = how_far

    @property
    def stop(self) -> Option:
        """The choice to stop it."""
        action = Action(verb=Verb.STOP, text=self.key, label=self.name)
        return Option(label=wording_office.STOP_READING, action=action)

    def told(self) -> str:
        """How far it is, in words."""
        name, at = self.name, self.how_far
        if at is None:
            return wording_office.FILE_WAITS.format(name=name)
        (file, files), (page, pages) = at.files, at.pages
        if not pages and files == 1:
            return wording_office.FILE_READING.format(name=name)
        told = wording_office.PAGES_READ if files == 1 else wording_office.FILES_READ
        if pages and files > 1:
            told = wording_office.FILES_AND_PAGES_READ
        return told.format(name=name, file=file + 1, files=files, page=page + 1, pages=pages)


class Readings:
    """All that is being read now for people at a chat; a restart forgets them with their work."""

    def __init__(self, state: Desk[State]) -> None:
        self._state = state
        self._running: dict[str, asyncio.Task[Reply]] = {}

    def begin(self, name: str, incoming: Incoming, channel: Channel) -> Reading:
        """Note that a file will be read."""
        return Reading(key=new_key(), name=name, incoming=incoming, channel=channel)

    async def run(self, reading: Reading, job: Callable[[Hear], Awaitable[Reply]]) -> Reply:
        """What comes of reading; nothing is said where it was stopped, whoever stopped it has."""
        work = asyncio.ensure_future(job(reading.hear))
        self._running[reading.key] = work
        teller = asyncio.create_task(self._tell(reading))
        try:
            reply = await work
        except asyncio.CancelledError:
            if reading.key in self._running:
                raise  # The program ends.
            return Reply()
        finally:
            self._running.pop(reading.key, None)
            teller.cancel()
            await asyncio.gather(teller, return_exceptions=True)
        if reading.said:
            await self._edit(reading, Reply.say(wording_office.FILE_READ.format(name=reading.name)))
        return reply

    def stop(self, action: Action) -> Reply:
        """Stop what a button names."""
        work = self._running.pop(action.text, None)
        stopped = work is not None and work.cancel()
        told = wording_office.READING_STOPPED if stopped else wording_office.READING_OVER
        return Reply(blocks=Reply.say(told.format(name=action.label)).blocks, in_place=True)

    async def _tell(self, reading: Reading) -> None:
        """Edit the message that a file is read as long as it is, where messages can be edited."""
        if not reading.channel.capabilities.edits:
            return
        await asyncio.sleep(_TELL_EVERY)
        offer, now = (reading.offer, (reading.stop.action,)), time.time()
        await self._state.ask(lambda state: state.post(reading.incoming, (), now, offer=offer))
        while True:
            told = reading.told()
            if told != reading.said and await self._edit(reading, Reply.say(told, reading.stop)):
                reading.said = told
            await asyncio.sleep(_TELL_EVERY)

    async def _edit(self, reading: Reading, reply: Reply) -> bool:
        """Put other words into the message that a file is read; whether that was done.

        It is sent at once and never again: soon there is more to say.
        """
        channel, incoming = reading.channel, replace(reading.incoming, kind=Kind.EDIT)
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
