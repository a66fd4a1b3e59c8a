"""Chats with a bot on our Telegram, for tests; and files that its admin sends and publishes."""

ADMIN, READER = 7, 5


class Chat:
    """One person's chat with the bot, a message at a time."""

    def __init__(self, telegram, chat, user=None):
        self.telegram, self.chat, self.user = telegram, chat, user

    def _next(self, act):
        # Another chat's messages are none of this one's business.
        before = [m for c, m in self.telegram.sent if c == self.chat]
        act()
        self.telegram.wait(
            lambda: len([1 for c, _ in self.telegram.sent if c == self.chat]) > len(before)
        )
        return [m for c, m in self.telegram.sent if c == self.chat][-1]

    def say(self, text):
        """The message that answers a text."""
        return self._next(lambda: self.telegram.say(text, chat=self.chat, user=self.user))

    def press(self, message, label):
        """The message after a press that brings another one."""
        return self._next(lambda: self.telegram.press(message, label, user=self.user))

    def change(self, message, label):
        """The text of a message after a press that changes it."""
        before = message["text"], message.get("reply_markup")
        self.telegram.press(message, label, user=self.user)
        self.telegram.wait(lambda: (message["text"], message.get("reply_markup")) != before)
        return message["text"]


def sent(telegram, chat=ADMIN):
    """The messages that a chat got, as they are now."""
    return [message for to, message in telegram.sent if to == chat]


def send(telegram, name, data, chat=ADMIN, count=2, **more):
    """Send a file and wait for what is said at the end."""
    before = len(sent(telegram, chat))
    telegram.send_file(name, data, chat=chat, **more)
    telegram.wait(lambda: len(sent(telegram, chat)) >= before + count, seconds=60)
    return sent(telegram, chat)[-1]


def publish(telegram, preview, label="Đưa vào kho"):
    """Press the button and wait for the report."""
    before = len(sent(telegram, ADMIN))
    telegram.press(preview, label)
    telegram.wait(lambda: len(sent(telegram, ADMIN)) > before, seconds=120)
    return sent(telegram, ADMIN)[-1]["text"]


def files_of(folder):
    """The names of the plan files in a folder."""
    return sorted(path.name for path in folder.iterdir() if path.is_file())
