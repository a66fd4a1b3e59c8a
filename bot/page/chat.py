"""The conversation in a browser: a channel like the others, whose messages the page shows.

What is said passes through inbox, worker and outbox as with every platform; what was shown is kept
in memory for as long as the session lasts, and nowhere else.
"""

import asyncio
import hashlib
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.channel import Accept
from bot.delivery.contact import Contact
from bot.message import (
    PAGE,
    Attachment,
    Block,
    Capabilities,
    Incoming,
    Kind,
    Outgoing,
    Reply,
    Verb,
)
from bot.wording import general as wording
from bot.wording import page as wording_page
from bot.wording.english import told
from knowledge.codec import from_text, to_text

if TYPE_CHECKING:
    from starlette.routing import Route

CAPABILITIES = Capabilities(max_text=12_000, max_messages=1, buttons=True, files=True)
# Characters of a message that are kept; a question has at most 1,000.
LONGEST_TEXT = 4_096
# Sessions, and messages of one, that are kept.
_SESSIONS_KEPT, _MESSAGES_KEPT = 300, 40
# Seconds that a page waits for what it asked.
_PATIENCE = 25.0
_SESSION_BYTES = 16
_RATINGS = (Verb.GOOD, Verb.BAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A choice: `data` comes back when it is pressed."""

    label: str
    data: str
    wide: bool = False
    rating: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is shown for a reply.

    Attributes:
        copy_label: What the button is called that copies the source; empty for none.
        copied: What it copies.
    """

    blocks: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()
    notice: str | None = None
    copy_label: str = ""
    copied: str | None = None
    file: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message of a session: what was typed or pressed, or what was said to it."""

    number: int
    typed: str | None = None
    said: Said | None = None


@dataclass(slots=True)
class Session:
    """One browser's conversation.

    Attributes:
        id: What the state knows it by; the cookie cannot be made from it.
    """

    id: str
    messages: deque[Shown] = field(default_factory=lambda: deque(maxlen=_MESSAGES_KEPT))
    count: int = 0
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def add(self, *, typed: str | None = None, said: Said | None = None) -> None:
        """Show one more message."""
        self.count += 1
        self.messages.append(Shown(number=self.count, typed=typed, said=said))

    def label_of(self, data: str) -> str | None:
        """What a button is called; None for none that is shown."""
        buttons = (b for m in self.messages if m.said is not None for b in m.said.buttons)
        return next((button.label for button in buttons if button.data == data), None)


def new_cookie() -> str:
    """The secret of a new session."""
    return secrets.token_urlsafe(_SESSION_BYTES)


def session_id(cookie: str) -> str:
    """What the state knows the session of a cookie by."""
    return hashlib.sha256(cookie.encode()).hexdigest()[:24]


class PageChat:
    """The channel of the chat page; see `bot.channel.Channel`."""

    name = PAGE
    capabilities = CAPABILITIES

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.contact = Contact()
        self._clock = clock
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def session(self, key: str) -> Session:
        """The session with that id; a new one where there is none."""
        found = self._sessions.pop(key, None) or Session(key)
        self._sessions[key] = found
        if len(self._sessions) > _SESSIONS_KEPT:
            self._sessions.popitem(last=False)
        return found

    async def ask(
        self,
        session: Session,
        text: str,
        *,
        press: bool,
        accept: Accept,
        settled: Callable[[str], Awaitable[None]],
    ) -> Sequence[Shown]:
        """Put a message or a press to the worker, and give what is new in the session.

        Args:
            session: Who asks.
            text: What was typed; the key of the button for a press.
            press: Whether a button was pressed.
            accept: Stores the event.
            settled: Waits until nothing more is done for a chat.
        """
        async with session.asking:
            before = session.count
            session.add(typed=(session.label_of(text) or text) if press else text)
            incoming = Incoming(
                channel=self.name,
                event_key=secrets.token_hex(8),
                chat_id=session.id,
                user_id=session.id,
                kind=Kind.PRESS if press else Kind.TEXT,
                text=text,
                at=self._clock(),
            )
            try:
                await accept([incoming])
                await asyncio.wait_for(settled(incoming.chat), _PATIENCE)
            except TimeoutError:
                session.add(said=Said(notice=wording_page.TAKES_LONG))
            new = [each for each in session.messages if each.number > before]
            if all(each.said is None for each in new):
                session.add(said=Said(notice=wording_page.NO_REPLY))
                new.append(session.messages[-1])
            return new

    def compose(
        self, reply: Reply, incoming: Incoming, *, offer: str, answers: Sequence[str]
    ) -> tuple[str, ...]:
        """The stored form of what is shown for a reply."""
        buttons = tuple(
            Button(
                label=option.label,
                data=f"{offer}:{number}",
                wide=option.wide,
                rating=option.action.verb in _RATINGS,
            )
            for number, option in enumerate(reply.options)
        )
        said = Said(
            blocks=reply.blocks,
            buttons=buttons,
            notice=reply.notice,
            copy_label=told(wording.COPY, reply.language) if reply.copy else "",
            copied=reply.copy,
            file=reply.file,
        )
        return () if said == Said() else (to_text(said),)

    async def send(self, message: Outgoing) -> str | None:
        """Show a message in its session."""
        session = self.session(message.chat_id)
        session.add(said=from_text(Said, message.payload))
        return str(session.count)

    async def show_typing(self, incoming: Incoming) -> None:
        """The page shows by itself that it waits."""

    async def receive(self, accept: Accept) -> None:
        """Nothing is asked for: browsers call."""
        await asyncio.Event().wait()

    def routes(self, accept: Accept) -> Sequence["Route"]:
        """None of its own: the pages have them."""
        return ()

    async def close(self) -> None:
        """Nothing to give back."""
