"""The state of the chats: one SQLite file, changed by one process, in one thread.

What a platform was told to have arrived is in the file before it is told so, and what an answer
changes - the chat, its messages, its choices - is changed in one transaction.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import StateError
from bot.message import Action, Incoming, Kind, Outgoing
from bot.state import fate
from bot.state.audience import Audiences
from bot.state.audit import Audit
from bot.state.backlog import Backlog, backlog_of
from bot.state.declarations import Declarations
from bot.state.file import fault_of, open_file
from bot.state.forgetting import forget
from bot.state.gaps import Gaps
from bot.state.inbox import beyond, pass_over, store, try_storing
from bot.state.names import Names
from bot.state.offers import Offer, keep_offer, pressed
from bot.state.pages.keys import AdminKeys
from bot.state.pages.works import KeptWorks
from bot.state.people import People
from bot.state.plans.codes import NotedCodes
from bot.state.plans.scheduled import ScheduledFiles
from bot.state.safeguard import NO_SAFEGUARD, Safeguard
from bot.state.schema import migrate
from bot.state.threads import Threads, load
from bot.state.usage import UsageCounts
from bot.talk.chat import CHOICES_LAST, ChatState
from bot.wording import upkeep as wording_upkeep

logger = logging.getLogger(__name__)

# Days for which a second delivery of an event is known as such.
EVENTS_KNOWN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One event to be handled, with all that is stored about it.

    Attributes:
        id: Its row in the inbox.
        chat: The state of its chat.
        action: What the pressed button does; None for no press, and for a button that is not
            this chat's or was thrown away.
        answers: Platform ids of the messages that answered an earlier form of the message.
        is_lost: It replies to a message of which nothing is kept; `chat` is that of its writer.
    """

    id: int
    incoming: Incoming
    chat: ChatState
    action: Action | None
    answers: tuple[str, ...]
    is_lost: bool = False


class State:
    """The open state file."""

    def __init__(self, path: Path, safeguard: Safeguard = NO_SAFEGUARD) -> None:
        """Open or create the file.

        Args:
            path: The file.
            safeguard: Where restrictions are written down a second time.

        Raises:
            StateError: It cannot be read or written, or a newer version made it.
        """
        try:
            self._db = open_file(path)
            migrate(self._db)
        except (OSError, sqlite3.OperationalError) as error:
            raise StateError(f"Không mở được tệp trạng thái {path}: {error}") from error
        except sqlite3.DatabaseError as error:
            told = wording_upkeep.STATE_DAMAGED.format(path=path, reason=error)
            raise StateError(told) from error
        self._path = path
        self.threads = Threads(self._db)
        self.people = People(self._db)
        self.audiences = Audiences(self._db, safeguard)
        self.audit = Audit(self._db)
        self.gaps = Gaps(self._db)
        self.names = Names(self._db)
        self.declared = Declarations(self._db)
        self.plan_codes = NotedCodes(self._db)
        self.scheduled = ScheduledFiles(self._db)
        self.admin_keys = AdminKeys(self._db)
        self.works = KeptWorks(self._db)
        self.usage = UsageCounts(self._db)

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def require_whole(self) -> None:
        """Read the whole file; StateError where it is damaged anywhere."""
        fault = fault_of(self._db)
        if fault is not None:
            raise StateError(wording_upkeep.STATE_DAMAGED.format(path=self._path, reason=fault))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except BaseException as error:
            # Some errors, that of a full disk among them, have ended the transaction already.
            if self._db.conn.in_transaction:
                self._db.execute("ROLLBACK")
            # Where pages of the file are damaged SQLite says no more than that.
            if isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError:
                raise StateError(f"Không ghi được tệp trạng thái: {error}") from error
            raise

    @contextmanager
    def unsynced(self) -> Iterator[None]:
        """Commits inside do not wait for the disk; the next one outside takes them along.

        They outlive the process at any rate; only a power cut may undo the last of them.
        """
        self._db.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self._db.execute("PRAGMA synchronous = FULL")

    def accept(self, events: Sequence[Incoming], now: float) -> tuple[Incoming, ...]:
        """Store events and return those that were not stored before.

        One that can never be stored is passed over, and keeps none of the others away.

        Raises:
            StateError: They cannot be stored now: the disk is full, the file is locked.
        """
        with self._transaction():
            return tuple(event for event in events if store(self._db, event, now))

    def beyond(self, new: Sequence[Incoming], most: int) -> tuple[Incoming, ...]:
        """Those of the events just accepted for which there is no room among `most` waiting."""
        return beyond(self._db, new, most)

    def turn_away(self, events: Sequence[tuple[Incoming, Sequence[str]]], now: float) -> None:
        """Mark events as handled, and queue for each what is said instead of an answer."""
        with self._transaction():
            for event, payloads in events:
                self._db.execute(
                    "UPDATE inbox SET state = 'done' WHERE channel = ? AND event_key = ?",
                    [event.channel, event.event_key],
                )
                self._queue(event, None, payloads, ("", ()), now)

    def recover(self, latest: float) -> int:
        """After a start: messages that were being sent are of unknown fate. How many they are.

        Each is sent once more, as `send_again` says. None waits longer than until `latest`, seconds
        since 1970: the clock may have been wrong when it was put off.
        """
        return fate.recover(self._db, latest)

    def broken_off(self) -> tuple[Task, ...]:
        """After a start: events whose errands ended with the process."""
        rows = self._db.execute("SELECT id, body FROM inbox WHERE state = 'working' ORDER BY id")
        return tuple(
            Task(id=number, incoming=each, chat=self.threads.of(each), action=None, answers=())
            for number, body in rows.fetchall()
            if (each := self._event(number, body)) is not None
        )

    def _event(self, number: int, body: str) -> Incoming | None:
        """The event of a row; one that cannot be read is marked as handled."""
        incoming = load(Incoming, body)
        if incoming is None:
            self._db.execute("UPDATE inbox SET state = 'done' WHERE id = ?", [number])
        return incoming

    def chats_to_serve(self) -> tuple[str, ...]:
        """Chats with an event waiting or a message pending, the oldest first."""
        rows = self._db.execute(
            "SELECT chat, min(at) FROM (SELECT chat, at FROM inbox WHERE state = 'waiting'"
            " UNION ALL SELECT chat, at FROM outbox WHERE state = 'pending')"
            " GROUP BY chat ORDER BY 2"
        )
        return tuple(chat for chat, _ in rows)

    def next_task(self, chat: str) -> Task | None:
        """The oldest waiting event of a chat."""
        incoming = None
        while incoming is None:
            row = self._db.execute(
                "SELECT id, body FROM inbox WHERE chat = ? AND state = 'waiting'"
                " ORDER BY id LIMIT 1",
                [chat],
            ).fetchone()
            if row is None:
                return None
            incoming = self._event(*row)
        replied = self.threads.replied(incoming)
        return Task(
            id=row[0],
            incoming=incoming,
            chat=replied or self.threads.of(incoming),
            is_lost=replied is None and incoming.reply_to is not None,
            action=pressed(self._db, incoming),
            answers=self.threads.answers(incoming) if incoming.kind is Kind.EDIT else (),
        )

    def pass_over(self, chat: str) -> None:
        """Mark the oldest waiting event of a chat as handled, whatever is in it."""
        with self._transaction():
            pass_over(self._db, chat)

    def finish(
        self,
        task: Task,
        *,
        chat: ChatState,
        payloads: Sequence[str] = (),
        offer: Offer = ("", ()),
        now: float,
        goes_on: bool = False,
        asked: tuple[str, str | None] | None = None,
        took: float | None = None,
    ) -> None:
        """Mark an event as handled, and keep the chat, the messages and the choices it led to.

        Args:
            task: The event.
            chat: The state of its chat from now on.
            payloads: The messages.
            offer: The choices under them.
            now: Seconds since 1970.
            goes_on: A long errand has begun, whose report `append` takes.
            asked: The status of the answer that it led to, and the document that gave it.
            took: Seconds after which that was there.
        """
        incoming = task.incoming
        # Undone by a power cut, it is done again: claiming a message, which comes after, is synced.
        with self.unsynced(), self._transaction():
            self._db.execute(
                "UPDATE inbox SET state = ? WHERE id = ?",
                ["working" if goes_on else "done", task.id],
            )
            if chat != task.chat or incoming.reply_to is not None:
                self.threads.keep(incoming, chat, now)
            if payloads and chat.asked:
                self.threads.keep_turn(task.id, chat, now)
            if asked is not None:
                self.usage.note(*asked, now, took)
            self._queue(incoming, task.id, payloads, offer, now)

    def claim_message(
        self,
        chat: str,
        now: float,
        wait_for: Callable[[int, float], float] = lambda _, stored: stored,
    ) -> Outgoing | float | None:
        """The next message of a chat, from now on "sending"; or how many seconds it must wait.

        Args:
            chat: The chat.
            now: Seconds since 1970.
            wait_for: Seconds that a message must wait yet, whatever the clock says by now; given
                its row and what it must wait by the clock.
        """
        row = self._db.execute(
            "SELECT id, channel, chat_id, payload, attempts, not_before, again FROM outbox"
            " WHERE chat = ? AND state = 'pending' ORDER BY id LIMIT 1",
            [chat],
        ).fetchone()
        if row is None:
            return None
        number, channel, chat_id, payload, attempts, not_before, again = row
        wait = wait_for(number, float(not_before - now))
        if wait > 0:
            return wait
        self._db.execute("UPDATE outbox SET state = 'sending' WHERE id = ?", [number])
        return Outgoing(
            id=number, channel=channel, chat=chat, chat_id=chat_id, payload=payload,
            attempts=attempts, again=bool(again),
        )  # fmt: skip

    def settle(
        self, message: Outgoing, state: str, *, message_id: str | None = None, reason: str = ""
    ) -> None:
        """What became of a message: "sent", "failed" or "unknown"; what was sent is not kept."""
        with self.unsynced():  # Undone by a power cut, the message is of unknown fate.
            self._db.execute(
                "UPDATE outbox SET state = ?, message_id = ?, reason = ?,"
                " payload = CASE WHEN ? = 'sent' THEN '' ELSE payload END WHERE id = ?",
                [state, message_id, reason, state, message.id],
            )

    def put_off(self, message: Outgoing, until: float, attempts: int) -> None:
        """Have a message tried again, not before `until`, as if tried so often."""
        self._db.execute(
            "UPDATE outbox SET state = 'pending', attempts = ?, not_before = ? WHERE id = ?",
            [attempts, until, message.id],
        )

    def send_again(self, message: Outgoing, until: float) -> None:
        """Have a message sent once more that may be there already, not before `until`."""
        fate.send_again(self._db, message.id, until)

    def append(
        self, task: Task, payloads: Sequence[str], *, offer: Offer, numbered: bool, now: float
    ) -> None:
        """More messages for an event that was handled before: the report of a long errand.

        Where choices are `numbered`, a bare number picks one of these from now on.
        """
        with self._transaction():
            self._db.execute("UPDATE inbox SET state = 'done' WHERE id = ?", [task.id])
            self._offer(task.incoming, offer, numbered, now)
            self._queue(task.incoming, task.id, payloads, offer, now)

    def post(
        self,
        incoming: Incoming,
        payloads: Sequence[str],
        now: float,
        *,
        offer: Offer = ("", ()),
        numbered: bool = False,
    ) -> None:
        """Messages for the chat of `incoming` that answer nothing; the event is not kept."""
        with self._transaction():
            self._offer(incoming, offer, numbered, now)
            self._queue(incoming, None, payloads, offer, now)

    def _offer(self, incoming: Incoming, offer: Offer, numbered: bool, now: float) -> None:
        if numbered and offer[1]:
            held, until = self.threads.of(incoming), now + CHOICES_LAST
            chat = replace(held, choices=offer[1], choices_until=until)
            self.threads.keep(incoming, chat, now)

    def _queue(
        self,
        incoming: Incoming,
        inbox: int | None,
        payloads: Sequence[str],
        offer: Offer,
        now: float,
    ) -> None:
        keep_offer(self._db, incoming.chat, offer, now)
        for payload in payloads:
            self._db.execute(
                "INSERT INTO outbox (inbox, channel, chat, chat_id, payload, state, attempts,"
                " not_before, at) VALUES (?, ?, ?, ?, ?, 'pending', 0, 0, ?)",
                [inbox, incoming.channel, incoming.chat, incoming.chat_id, payload, now],
            )

    def give_up_on(self, chat: str, reason: str) -> None:
        """Nothing more can be sent to a chat: its pending messages have failed."""
        self._db.execute(
            "UPDATE outbox SET state = 'failed', reason = ? WHERE chat = ? AND state = 'pending'",
            [reason, chat],
        )

    def move_chat(self, message: Outgoing, chat_id: str) -> None:
        """A chat goes on under another id: so do its pending messages, this one first."""
        self._db.execute(
            "UPDATE outbox SET state = 'pending', chat_id = ?"
            " WHERE chat = ? AND state IN ('pending', 'sending')",
            [chat_id, message.chat],
        )
        base, _, thread = message.chat.partition("/")
        channel = base.partition(":")[0]
        to = f"{channel}:{chat_id}" + (f"/{thread}" if thread else "")
        self.threads.move(message.chat, to)

    def backlog(self, now: float) -> Backlog:
        """How much is waiting, for the health report."""
        return backlog_of(self._db, now)

    def try_storing(self, now: float) -> None:
        """Store something and be sure that it is on disk.

        Raises:
            StateError: Events cannot be stored now.
        """
        with self._transaction():
            try_storing(self._db, now)

    def forget(self, now: float, retention_days: int) -> None:
        """Delete what was kept long enough: texts first, the keys of events after a week."""
        with self._transaction():
            forget(self._db, now, retention_days, EVENTS_KNOWN)
