"""What chats, and in groups each person, are talking of; and what they were after each answer."""

import logging
from dataclasses import replace
from typing import TypeVar

from sqlite_utils import Database

from bot.message import Incoming
from bot.talk.chat import CHOICES_LAST, ChatState
from knowledge.codec import from_text, to_text

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Threads:
    """The states of the chats, in the thread and the transactions of the state file."""

    def __init__(self, db: Database) -> None:
        """Args: db: The open state file."""
        self._db = db

    def of(self, incoming: Incoming) -> ChatState:
        """What a person talks of; in a group, what it talks of where the person is new there."""
        return self._held(incoming.thread) or self.chat(incoming.chat)

    def chat(self, key: str) -> ChatState:
        """The state of a chat; a new one where nothing is known."""
        return self._held(key) or ChatState()

    def replied(self, incoming: Incoming) -> ChatState | None:
        """What was talked of after the message that an event replies to, choices included."""
        if incoming.reply_to is None:
            return None
        row = self._db.execute(
            "SELECT turn.body FROM outbox JOIN turn ON turn.inbox = outbox.inbox"
            " WHERE outbox.chat = ? AND outbox.message_id = ? ORDER BY outbox.id DESC LIMIT 1",
            [incoming.chat, incoming.reply_to],
        ).fetchone()
        chat = load(ChatState, row[0]) if row else None
        if chat is None:
            return None
        return replace(chat, choices_until=max(chat.choices_until, incoming.at + CHOICES_LAST))

    def answers(self, incoming: Incoming) -> tuple[str, ...]:
        """Platform ids of the messages that answered a message, in any form that it had."""
        rows = self._db.execute(
            "SELECT DISTINCT outbox.message_id FROM inbox JOIN outbox ON outbox.inbox = inbox.id"
            " WHERE inbox.chat = ? AND inbox.message_id = ? AND outbox.state = 'sent'"
            " AND outbox.message_id IS NOT NULL ORDER BY outbox.id",
            [incoming.chat, incoming.message_id],
        )
        return tuple(each for (each,) in rows)

    def keep(self, incoming: Incoming, chat: ChatState, now: float) -> None:
        """Keep what a person, and with them their group, talks of from now on."""
        for key in {incoming.thread, incoming.chat}:
            self._db.execute(
                "INSERT OR REPLACE INTO chat (chat, body, at) VALUES (?, ?, ?)",
                [key, to_text(chat), now],
            )

    def keep_turn(self, inbox: int, chat: ChatState, now: float) -> None:
        """Keep what was talked of after an event, for replies to what answered it."""
        self._db.execute(
            "INSERT OR REPLACE INTO turn (inbox, body, at) VALUES (?, ?, ?)",
            [inbox, to_text(chat), now],
        )

    def move(self, chat: str, to: str) -> None:
        """A chat goes on under another key, and all who talk in it."""
        self._db.execute(
            "INSERT OR REPLACE INTO chat (chat, body, at)"
            " SELECT ? || substr(chat, ?), body, at FROM chat WHERE chat = ? OR chat GLOB ?",
            [to, len(chat) + 1, chat, f"{chat}#*"],
        )

    def _held(self, key: str) -> ChatState | None:
        row = self._db.execute("SELECT body FROM chat WHERE chat = ?", [key]).fetchone()
        return load(ChatState, row[0]) if row else None


def load(kind: type[T], stored: str) -> T | None:
    """A stored value; None for one that another version of the program stored differently."""
    try:
        return from_text(kind, stored)
    except ValueError:
        logger.error("a stored %s cannot be read", kind.__name__)
        return None
