"""Errors of telling: of the state file and of handing messages to a platform."""


class BotError(Exception):
    """Base of all errors raised by `bot`; its text is fit for an admin, in Vietnamese."""


class StateError(BotError):
    """The state file cannot be used: in use by another process, of a newer version, damaged."""


class HeldError(StateError):
    """Another process is at it: the program that runs, or a reload."""


class ChannelError(BotError):
    """A channel that cannot be used as it is set."""


class FileError(BotError):
    """A file that somebody sent and that cannot be had; the text is the reason."""


class FileTooLargeError(FileError):
    """A file with more bytes than are taken."""


class SendError(BotError):
    """A message that a platform did not confirm; the subclass tells what to do about it."""


class TryLaterError(SendError):
    """The platform takes no message now; nothing was delivered.

    Attributes:
        seconds: How long to wait before the next attempt.
    """

    def __init__(self, reason: str, *, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class NotSentError(SendError):
    """The message did not reach the platform; it may be tried again.

    Attributes:
        seconds: How long to wait at least.
    """

    def __init__(self, reason: str, *, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.seconds = seconds


class UncertainError(SendError):
    """Nobody knows whether the message was delivered; once more it is sent with a remark."""


class RefusedError(SendError):
    """The platform will never take this message: blocked, chat gone, content not allowed.

    Attributes:
        whole_chat: Nor any other message to this chat.
    """

    def __init__(self, reason: str, *, whole_chat: bool = False) -> None:
        super().__init__(reason)
        self.whole_chat = whole_chat


class MovedError(SendError):
    """The chat lives on under another id; the message goes there.

    Attributes:
        chat_id: The new id.
    """

    def __init__(self, chat_id: str) -> None:
        super().__init__("chat moved")
        self.chat_id = chat_id
