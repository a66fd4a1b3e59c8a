"""The part of the state file about choices under messages: what each of their buttons does."""

import json
import secrets

from sqlite_utils import Database

from bot.message import Action, Incoming, Kind
from bot.state.threads import load
from knowledge.codec import to_text

# The key of the choices under a message, and what each of them does.
Offer = tuple[str, tuple[Action, ...]]


def new_key() -> str:
    """A key for the choices under one message: 10 characters that cannot be guessed."""
    return secrets.token_urlsafe(8)[:10]


def keep_offer(db: Database, chat: str, offer: Offer, now: float) -> None:
    """Remember the choices under a message of a chat, where it has any."""
    key, actions = offer
    if actions:
        db.execute(
            "INSERT INTO offer (key, chat, actions, at) VALUES (?, ?, ?, ?)",
            [key, chat, to_text(actions), now],
        )


def pressed(db: Database, incoming: Incoming) -> Action | None:
    """What a button does; None for no press, and for one that this chat was not offered."""
    if incoming.kind is not Kind.PRESS:
        return None
    key, _, number = incoming.text.partition(":")
    row = db.execute(
        "SELECT actions FROM offer WHERE key = ? AND chat = ?", [key, incoming.chat]
    ).fetchone()
    actions = json.loads(row[0]) if row else []
    if not number.isdecimal() or int(number) >= len(actions):
        return None
    return load(Action, json.dumps(actions[int(number)]))
