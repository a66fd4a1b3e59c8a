"""Storing events, one by one."""

import logging
import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from bot.message import Incoming
from knowledge.codec import to_text

logger = logging.getLogger(__name__)

# Faults of an event itself: what is in it no file takes, whenever it is tried.
_UNSTORABLE = (
    *(TypeError, ValueError, OverflowError, RecursionError),
    *(sqlite3.InterfaceError, sqlite3.DataError, sqlite3.ProgrammingError),
)
# Longer than what people write.
_LONG_TEXT = "x" * 16_384


def store(db: Database, event: Incoming, now: float) -> bool:
    """Store an event in the transaction that is open; whether it is new.

    One that can never be stored is passed over, and keeps none of the others away.
    """
    try:
        cursor = db.execute(
            "INSERT OR IGNORE INTO inbox (channel, event_key, chat, message_id, body, state, at)"
            " VALUES (?, ?, ?, ?, ?, 'waiting', ?)",
            [event.channel, event.event_key, event.chat, event.message_id, to_text(event), now],
        )
    except _UNSTORABLE as error:
        logger.error("an event of %s is passed over: %s", event.channel, type(error).__name__)
        return False
    return bool(cursor.rowcount)


def beyond(db: Database, new: Sequence[Incoming], most: int) -> tuple[Incoming, ...]:
    """Those of the events just stored for which there is no room among `most` waiting."""
    (waiting,) = db.execute("SELECT count(*) FROM inbox WHERE state = 'waiting'").fetchone()
    return tuple(new[max(0, len(new) - (waiting - most)) :]) if waiting > most else ()


def pass_over(db: Database, chat: str) -> None:
    """Mark the oldest waiting event of a chat as handled, in the transaction that is open."""
    db.execute(
        "UPDATE inbox SET state = 'done' WHERE id ="
        " (SELECT min(id) FROM inbox WHERE chat = ? AND state = 'waiting')",
        [chat],
    )


def try_storing(db: Database, now: float) -> None:
    """Make room for a long text and give it back, in the transaction that is open."""
    db.execute('INSERT OR REPLACE INTO told ("user", at) VALUES (?, ?)', [_LONG_TEXT, now])
    db.execute('DELETE FROM told WHERE "user" = ?', [_LONG_TEXT])
