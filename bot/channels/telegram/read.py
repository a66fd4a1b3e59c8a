"""What Telegram reports, as events that call for a reply; the rest is left alone."""

import re
from dataclasses import dataclass

from telegram import Chat, Message, MessageEntity, Update, User

from bot.message import Incoming, Kind, SentFile, display_name
from bot.talk.commands import is_only_a_call
from bot.wording import general as wording
from knowledge.text import fold

# Characters of a message that are kept; a question has at most 1,000.
_LONGEST_TEXT = 4_096
_COMMAND = re.compile(r"/(\w+)(?:@(\w+))?")
# The menu offers "cakho"; "bo" is what it was called before.
_COMMANDS = {name for name, _ in (*wording.COMMANDS, *wording.ADMIN_COMMANDS)} | {"start", "bo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Self:
    """Who the bot is on Telegram."""

    id: int
    username: str


def read_update(update: Update, bot: Self) -> Incoming | None:
    """The event of an update; None if it is none of the bot's business."""
    if update.callback_query is not None:
        return _press(update, bot)
    message = update.message or update.edited_message
    if message is None or not _is_from_somebody(message):
        return None
    kind = Kind.EDIT if update.edited_message is not None else Kind.TEXT
    text = _addressed_text(message, bot)
    if text is None:
        return None
    if not text:
        if kind is Kind.EDIT or not _is_private(message.chat) or not message.effective_attachment:
            return None
        kind = Kind.OTHER
    answered = message.reply_to_message if _is_reply_to(message, bot) else None
    return Incoming(
        channel="telegram",
        event_key=f"{bot.id}:{update.update_id}",
        chat_id=str(message.chat.id),
        user_id=_writer(message),
        kind=kind,
        text=text,
        private=_is_private(message.chat),
        message_id=str(message.message_id),
        thread_id=_thread(message),
        at=message.date.timestamp(),
        name=_name_of(message.from_user) if message.sender_chat is None else None,
        file=_file_of(message) if _is_private(message.chat) and kind is not Kind.EDIT else None,
        reply_to=str(answered.message_id) if answered is not None else None,
        replied=_text_of(answered) if answered is not None else "",
        album=message.media_group_id,
    )


def _press(update: Update, bot: Self) -> Incoming | None:
    query = update.callback_query
    if query is None or query.message is None or query.from_user.is_bot:
        return None
    message = query.message
    return Incoming(
        channel="telegram",
        event_key=f"{bot.id}:{update.update_id}",
        chat_id=str(message.chat.id),
        user_id=_id_of(query.from_user),
        kind=Kind.PRESS,
        text=query.data or "",
        private=_is_private(message.chat),
        message_id=str(message.message_id),
        thread_id=_thread(message) if isinstance(message, Message) else None,
        token=query.id,
        name=_name_of(query.from_user),
    )


def _is_from_somebody(message: Message) -> bool:
    """Written by a person, in their own name or that of their group; by no channel and no bot."""
    if message.via_bot is not None:
        return False
    if message.sender_chat is not None:
        return not _is_private(message.chat) and message.sender_chat.id == message.chat.id
    return message.from_user is not None and not message.from_user.is_bot


def _writer(message: Message) -> str:
    """The id of a person; that of the group of who writes in its name."""
    if message.sender_chat is not None:
        return str(message.sender_chat.id)
    return _id_of(message.from_user)


def _is_private(chat: Chat) -> bool:
    return chat.type == Chat.PRIVATE


def _id_of(user: User | None) -> str:
    return str(user.id) if user is not None else ""


def _file_of(message: Message) -> SentFile | None:
    """A document, or a photo in its largest size; a moving picture is none."""
    if message.photo:
        largest = message.photo[-1]
        name = f"anh-{message.date:%Y%m%d-%H%M%S}-{message.message_id}.jpg"
        return SentFile(id=largest.file_id, name=name, size=largest.file_size)
    document = message.document
    if document is None or message.animation is not None:
        return None
    return SentFile(id=document.file_id, name=document.file_name or "tệp", size=document.file_size)


def _name_of(user: User | None) -> str | None:
    return display_name(user.full_name) if user is not None else None


def _thread(message: Message) -> str | None:
    is_topic = message.is_topic_message and message.message_thread_id is not None
    return str(message.message_thread_id) if is_topic else None


def _addressed_text(message: Message, bot: Self) -> str | None:
    """The text without the bot's name; None if it is not for the bot, "" if it has none."""
    text = _text_of(message)
    command = _COMMAND.match(text)
    if command is not None and command[2] and command[2].lower() != bot.username.lower():
        return None
    if _is_private(message.chat):
        return text.strip()
    rest = _without_mention(message, text, bot)
    if rest is None:
        known = command is not None and (command[2] or fold(command[1]) in _COMMANDS)
        rest = text if known or _is_reply_to(message, bot) else None
    if rest is None:
        return None
    return _asked_above(message, rest.strip(), bot) or None


def _text_of(message: Message) -> str:
    return (message.text or message.caption or "")[:_LONGEST_TEXT]


def _asked_above(message: Message, text: str, bot: Self) -> str:
    """The text; that of a colleague's message which it answers, if it only asks to see to it."""
    above = message.reply_to_message
    if above is None or _is_reply_to(message, bot) or not is_only_a_call(text):
        return text
    quoted = message.quote.text if message.quote is not None else ""
    return (quoted or _text_of(above)).strip()


def _is_reply_to(message: Message, bot: Self) -> bool:
    answered = message.reply_to_message
    return (
        answered is not None and answered.from_user is not None and answered.from_user.id == bot.id
    )


def _without_mention(message: Message, text: str, bot: Self) -> str | None:
    """The text without the first mention of the bot; None if it mentions it nowhere."""
    name = f"@{bot.username.lower()}"
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    for entity, words in entities.items():
        by_name = entity.type == MessageEntity.MENTION and words.lower() == name
        by_link = entity.type == MessageEntity.TEXT_MENTION and (
            entity.user is not None and entity.user.id == bot.id
        )
        if by_name or by_link:
            return " ".join(text.replace(words, " ", 1).split())
    return None
