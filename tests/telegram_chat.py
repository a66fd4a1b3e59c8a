"""One person's chat with a bot on our Telegram, for tests."""


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
