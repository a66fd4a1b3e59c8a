"""The people of a Telegram of our own: what they write, send and press becomes updates."""

import itertools
import re
import time

from platform_server import PlatformServer
from telegram_text import units


class People(PlatformServer):
    """Those who write to the bot, and what they see.

    Attributes:
        messages: What the bot has in each chat: {chat: {message_id: message}}.
        files: What people sent: {file_id: bytes}.
    """

    def __init__(self):
        super().__init__()
        self.messages, self.files = {}, {}
        self._updates, self._ids = [], itertools.count(1000)
        self._message_ids = itertools.count(1)
        self._queries = {}

    def say(self, text, chat=7, user=None, edit=None, **more):
        """Have somebody write a message, or edit one; returns its id."""
        message_id = edit or next(self._message_ids)
        message = {
            "message_id": message_id,
            "date": int(time.time()),
            "chat": self.chat_of(chat),
            "from": {"id": user or abs(chat), "is_bot": False, "first_name": "A <b>&"},
            "text": text,
            **more,
        }
        if text is None:
            del message["text"]
        if match := re.match(r"/\w+(@\w+)?", text or ""):
            entity = {"type": "bot_command", "offset": 0, "length": match.end()}
            message.setdefault("entities", []).append(entity)
        for match in re.finditer(r"@\w+", text or ""):
            offset = units(text[: match.start()])
            entity = {"type": "mention", "offset": offset, "length": len(match.group())}
            message.setdefault("entities", []).append(entity)
        if edit:
            message["edit_date"] = message["date"]
        self.push({"edited_message" if edit else "message": message})
        return message_id

    def send_file(self, name, data, chat=7, user=None, photo=False, **more):
        """Have somebody send a file, or a photo; returns the id of the message."""
        file_id = f"F{next(self._ids)}"
        self.files[file_id] = data
        held = {"file_id": file_id, "file_unique_id": file_id, "file_size": len(data)}
        if photo:
            more["photo"] = [{**held, "width": 90, "height": 90}]
        else:
            more["document"] = {**held, "file_name": name}
        return self.say(None, chat=chat, user=user, **more)

    def press(self, message, label, user=None, data=None, name="A"):
        """Have somebody press the button with that label; returns the id of the press."""
        found = data or next(
            button["callback_data"]
            for row in message["reply_markup"]["inline_keyboard"]
            for button in row
            if label in button["text"] and "callback_data" in button
        )
        query = f"q{next(self._ids)}"
        self._queries[query] = time.time()
        self.push(
            {
                "callback_query": {
                    "id": query,
                    "from": {
                        "id": user or abs(message["chat"]["id"]),
                        "is_bot": False,
                        "first_name": name,
                    },
                    "message": message,
                    "chat_instance": "1",
                    "data": found,
                }
            }
        )  # fmt: skip
        return query

    def type_inline(self, text, user=7):
        """Have somebody type behind the bot's name; returns the id of the query."""
        query = f"i{next(self._ids)}"
        self._queries[query] = time.time()
        person = {"id": user, "is_bot": False, "first_name": "A"}
        self.push({"inline_query": {"id": query, "from": person, "query": text, "offset": ""}})
        return query

    def push(self, update):
        """Queue an update."""
        with self._changed:
            self._updates.append({"update_id": next(self._ids), **update})
            self._changed.notify_all()

    def texts(self, chat=7):
        """What the chat shows from the bot, in order."""
        return [message["text"] for message in self.messages.get(chat, {}).values()]

    @staticmethod
    def chat_of(chat):
        """A chat as updates and messages name it."""
        kind = "private" if chat > 0 else "supergroup"
        return {"id": chat, "type": kind, **({"title": "Nhóm"} if chat < 0 else {})}

    def forget_query(self, query):
        """Let a press or an inline query expire."""
        self._queries.pop(query, None)
