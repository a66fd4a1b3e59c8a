"""What every channel speaks: what comes in, what goes out, and what a platform can carry."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from index.question.language import Language
from knowledge.text import squash

# The channel of the pages, on which nobody is an admin: a browser may be left open.
PAGE = "page"
# Characters of a name that are kept.
_LONGEST_NAME = 60


class Kind(StrEnum):
    """What happened in a chat."""

    TEXT = "text"
    EDIT = "edit"
    PRESS = "press"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file that came with a message.

    Attributes:
        id: What the platform wants to know to hand it over.
        name: As the sender called it.
        size: Bytes, where the platform tells.
    """

    id: str
    name: str
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a reply: where it lies, and what it is called for the reader."""

    path: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One event of a platform that may call for a reply.

    Attributes:
        channel: Name of the channel, also the first part of the key of the chat.
        event_key: Unique per channel and event; a second delivery has the same.
        chat_id: Where replies go, as the platform names it.
        user_id: Who wrote or pressed, as the platform names them; never a display name.
        kind: `OTHER` is a message without text: a sticker, a file, a voice message.
        text: What was written, without the bot's own name; the key of the button for a press.
        private: A chat with one person; False in groups.
        message_id: The message that was written, edited, or whose button was pressed.
        thread_id: The topic of a forum; None outside of one.
        token: What the platform wants back when a press is answered.
        at: When the platform saw it, seconds since 1970.
        name: What the person is called there, see `display_name`; only shown to admins.
        file: The file that came with it, in a private chat.
        reply_to: The bot's own message that it answers; None for none.
        replied: What that message shows.
        album: What the files of one sending have in common; None for one that came by itself.
    """

    channel: str
    event_key: str
    chat_id: str
    user_id: str
    kind: Kind
    text: str = ""
    private: bool = True
    message_id: str | None = None
    thread_id: str | None = None
    token: str | None = None
    at: float = 0.0
    name: str | None = None
    file: SentFile | None = None
    reply_to: str | None = None
    replied: str = ""
    album: str | None = None

    @property
    def chat(self) -> str:
        """Key of the chat: one lane for each."""
        base = f"{self.channel}:{self.chat_id}"
        return f"{base}/{self.thread_id}" if self.thread_id is not None else base

    @property
    def thread(self) -> str:
        """Key of the conversation: in a group each person has one."""
        return self.chat if self.private else f"{self.chat}#{self.user_id}"

    @property
    def user(self) -> str:
        """Key of the person."""
        return f"{self.channel}:{self.user_id}"

    @property
    def is_anonymous(self) -> bool:
        """Whether an admin of a group wrote it in its name: nobody knows who."""
        return not self.private and self.user_id.startswith("-")


def mended(event: Incoming) -> Incoming:
    """The event as it can be stored: JSON may hold halves of characters, which no file can."""
    changed: dict[str, Any] = {}
    for each in fields(event):
        value = getattr(event, each.name)
        if isinstance(value, str) and type(value) is str:
            changed[each.name] = whole_text(value)
    if event.file is not None:
        name, file_id = whole_text(event.file.name), whole_text(event.file.id)
        changed["file"] = replace(event.file, name=name, id=file_id)
    return replace(event, **changed)


def whole_text(text: str) -> str:
    """The text with halves of characters joined where two belong together, or else replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def display_name(text: str) -> str | None:
    """A name as people give it to themselves, without what would not be seen; None for nothing."""
    seen = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return squash(seen)[:_LONGEST_NAME].strip() or None


class Verb(StrEnum):
    """What a button or a numbered choice does."""

    ASK = "ask"
    SECTION = "section"
    PLANS = "plans"
    PIN = "pin"
    OTHERS = "others"
    GOOD = "good"
    BAD = "bad"
    REASON = "reason"
    RELOAD = "reload"
    ROLLBACK = "rollback"
    KEEP = "keep"
    PEOPLE = "people"
    PERSON = "person"
    ROLE = "role"
    DISMISS = "dismiss"
    CIRCLE = "circle"
    JOIN = "join"
    LEAVE = "leave"
    DISSOLVE = "dissolve"
    LIMIT = "limit"
    TOGGLE = "toggle"
    LIFT = "lift"
    PUBLISH = "publish"
    DISCARD = "discard"
    BATCH = "batch"
    STOP = "stop"
    ORIGINAL = "original"
    AUDIT = "audit"
    REMARKS = "remarks"
    INSIST = "insist"
    GAPS = "gaps"
    GAP = "gap"
    GAP_DONE = "gap done"
    POINT = "point"
    UNPOINT = "unpoint"
    TELL_ME = "tell me"
    UNNAME = "unname"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    FATE = "fate"
    CORRECT = "correct"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What is done when a choice is picked.

    Attributes:
        text: The question, section path, filter words or verdict; the key of a person.
        documents: The documents it is put to, or the marks of those that were looked at.
        page: The page of a list, or the part of a long text, from 0.
        label: A role, the key of a circle, or that a dismissal is meant.
    """

    verb: Verb
    text: str = ""
    documents: tuple[str, ...] = ()
    page: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice that is offered.

    Attributes:
        label: What is shown.
        typed: What is shown where a number is typed for it; the label if None.
        wide: It needs a line of its own.
        listed: The text of the reply names it already, under its number.
    """

    label: str
    action: Action
    wide: bool = False
    listed: bool = False
    typed: str | None = None

    @property
    def words(self) -> str:
        """What is shown behind its number."""
        return self.typed or self.label


class Tone(StrEnum):
    """How a block of a reply is meant; the channel decides how it looks.

    `QUOTE` are the proving words, `TEXT` a part of a document in full, line by line.
    """

    PLAIN = "plain"
    TEXT = "text"
    NOTE = "note"
    QUOTE = "quote"
    SOURCE = "source"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where in a document words stand: its section, and the characters `start` to `end`."""

    document_id: str
    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a block that name a place in a document; `link` is the address of its page."""

    words: str
    source: Source
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a reply.

    Attributes:
        source: What a source line names; None for other blocks.
        link: Address of a page that shows it; None for none.
        app: The same for platforms that show pages within themselves and tell who looks.
        mentions: Places that are named within the text.
    """

    text: str
    tone: Tone = Tone.PLAIN
    source: Source | None = None
    link: str | None = None
    app: str | None = None
    mentions: tuple[Mention, ...] = ()

    @property
    def runs(self) -> tuple[tuple[str, str | None], ...]:
        """The text in stretches, each with the address of the page of the place that it names."""
        found = []
        for each in self.mentions:
            # «Mục II.1» does not stand in «Mục II.1.2».
            named = re.search(rf"(?<!\w){re.escape(each.words)}(?!\.?\w)", self.text)
            if named is not None and each.link is not None:
                found.append((*named.span(), each.link))
        runs: list[tuple[str, str | None]] = []
        done = 0
        for start, end, link in sorted(found):
            if start >= done:
                runs += [(self.text[done:start], None), (self.text[start:end], link)]
                done = end
        return tuple(run for run in (*runs, (self.text[done:], None)) if run[0])


def lines_of(runs: Iterable[tuple[str, str | None]]) -> list[list[tuple[str, str | None]]]:
    """Stretches by the lines that they stand in, empty lines left out."""
    lines: list[list[tuple[str, str | None]]] = [[]]
    for text, link in runs:
        first, *others = text.split("\n")
        lines[-1].append((first, link))
        lines += [[(each, link)] for each in others]
    return [line for line in lines if any(text for text, _ in line)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is said, before it is fitted to a platform.

    Attributes:
        blocks: In reading order; a channel cuts what is too long for one message.
        options: Buttons, or numbered lines where there are none.
        copy: What a "copy" button puts on the clipboard.
        in_place: It replaces the message whose button was pressed, where that can be done.
        notice: A short remark beside the chat where a button was pressed; a message elsewhere.
        file: A file that goes out with it, where the platform carries files.
        language: What its fixed wording is in, and that of its frame.
    """

    blocks: tuple[Block, ...] = ()
    options: tuple[Option, ...] = ()
    copy: str | None = None
    in_place: bool = False
    notice: str | None = None
    file: Attachment | None = None
    language: Language = Language.VIETNAMESE

    @classmethod
    def say(cls, text: str, *options: Option) -> "Reply":
        """A reply of one plain block."""
        return cls(blocks=(Block(text=text),), options=options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a platform can carry.

    Attributes:
        max_text: UTF-16 units of one message.
        max_messages: Messages that one answer may take.
        buttons: Options are buttons; otherwise they are numbered and a digit picks one.
        edits: Messages that were sent can be changed.
        groups: It is used in groups.
        files: Files can be sent to people.
    """

    max_text: int
    max_messages: int
    buttons: bool = False
    edits: bool = False
    groups: bool = False
    files: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message on its way to a platform.

    Attributes:
        chat: The key of the conversation.
        chat_id: Where it goes, as the platform names it.
        payload: What the channel made of the reply; only the channel reads it.
        attempts: How often it was tried before.
        again: It may be there already, which the reader is told.
    """

    id: int
    channel: str
    chat: str
    chat_id: str
    payload: str
    attempts: int
    again: bool = False
