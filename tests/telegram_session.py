"""People in front of the Telegram server, and what they are shown, for pages with a session."""

import re
import time

from making.tea_plan import tea_plan

from knowledge.dates import spoken

_CODE = re.compile(r"\b[A-Z2-9]{5}-[A-Z2-9]{5}\b")
# Stands on a page for the code of the day, and for the time at which something was done.
_SHOWN_CODE, _SHOWN_DAY = "ABCDE-FGHJK", "24/11/2026"
_SHOWN_TIME = f"{_SHOWN_DAY} 08:15"
_TIME = re.compile(r"\b\d\d/\d\d/20\d\d \d\d:\d\d\b")
# Seconds for a file to be read and put into a library on a busy machine.
_PATIENCE = 120


class Session:
    """Several people in front of the server; each act gives what is shown for it, indented."""

    def __init__(self, server):
        self._server = server
        self._code = ""
        self._shown_in = {}

    def say(self, name, user, chat, words):
        """Somebody writes, with the code of the day for the one on the page."""
        before = len(self._sent(chat))
        person = {"id": user, "is_bot": False, "first_name": name}
        typed = words.strip().replace(_SHOWN_CODE, self._code)
        self._server.say(typed, chat=chat, user=user, **{"from": person})
        return self._told(chat, self._wait(chat, before + 1))

    def send(self, chat, name):
        """Somebody sends a file; it is read."""
        before = len(self._sent(chat))
        self._server.send_file(name, tea_plan().encode(), chat=chat)
        return self._told(chat, self._wait(chat, before + 2))

    def note(self, name, chat, label, remark):
        """A button is pressed that only a remark beside the chat answers."""
        query = self._server.press(self._shown_in[chat], label, name=name)
        self._server.wait(lambda: self._server.answers.get(query) == remark)

    def press(self, name, chat, label, *, changes):
        """A button of the last message is pressed: that message changes, or another one comes."""
        message, before = self._shown_in[chat], len(self._sent(chat))
        old = _shown(message)
        self._server.press(message, label, name=name)
        if not changes:
            return self._told(chat, self._wait(chat, before + 1))
        self._server.wait(lambda: _shown(message) != old, seconds=_PATIENCE)
        return self._told(chat, [message])

    def _told(self, chat, messages):
        self._shown_in[chat] = messages[-1]
        text = "\n\n".join(_shown(message) for message in messages)
        if code := _CODE.search(text):
            self._code = code[0]
        text = _TIME.sub(_SHOWN_TIME, text.replace(self._code or "\0", _SHOWN_CODE))
        text = text.replace(spoken(time.strftime("%Y-%m-%d")), _SHOWN_DAY)
        return "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))

    def _sent(self, chat):
        return [message for to, message in self._server.sent if to == chat]

    def _wait(self, chat, count):
        """The messages from the last ones on, once there are so many."""
        before = len(self._sent(chat))
        self._server.wait(lambda: len(self._sent(chat)) >= count, seconds=_PATIENCE)
        return self._sent(chat)[min(before, count - 1) :]


def _shown(message):
    """A message as it is read, a line for each row of buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [" ".join(f"[{button['text']}]" for button in row) for row in rows]
    return "\n".join([message["text"], *buttons])
