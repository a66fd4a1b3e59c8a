"""Files that go over Telegram, in and out."""

from pathlib import Path

from telegram import Bot, InputFile, ReplyParameters
from telegram.error import TelegramError

from bot.channels.telegram.write import Payload
from bot.errors import FileError, FileTooLargeError, RefusedError
from bot.message import SentFile
from bot.wording import office as wording_office

# Seconds for the bytes of a file, either way.
_PATIENCE = 120.0


async def fetch_file(bot: Bot, file: SentFile, most: int) -> bytes:
    """The bytes of a file that somebody sent; see `bot.channel.FileSource`."""
    try:
        found = await bot.get_file(file.id)
        if found.file_size is not None and found.file_size > most:
            raise FileTooLargeError(wording_office.LARGER_THAN.format(most=most // 1024**2))
        data = bytes(await found.download_as_bytearray(read_timeout=_PATIENCE))
    except TelegramError as error:
        # Its text may hold the address of the file, and with it the token.
        raise FileError(type(error).__name__) from error
    if len(data) > most:
        raise FileTooLargeError(wording_office.LARGER_THAN.format(most=most // 1024**2))
    return data


async def send_file(bot: Bot, payload: Payload, chat_id: str) -> str:
    """Send a file of this machine to a chat, and return the id of the message.

    Raises:
        RefusedError: The file is no longer there.
        TelegramError: As the library raises them.
    """
    try:
        data = Path(payload.path or "").read_bytes()
    except OSError as error:
        raise RefusedError(f"file gone: {payload.name}") from error
    reply_to = int(payload.reply_to) if payload.reply_to else None
    sent = await bot.send_document(
        chat_id,
        InputFile(data, filename=payload.name),
        caption=payload.plain or None,
        message_thread_id=int(payload.thread_id) if payload.thread_id else None,
        reply_parameters=ReplyParameters(reply_to, allow_sending_without_reply=True)
        if reply_to is not None
        else None,
        write_timeout=_PATIENCE,
        read_timeout=_PATIENCE,
    )
    return str(sent.message_id)
