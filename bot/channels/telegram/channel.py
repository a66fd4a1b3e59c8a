"""Telegram: asks for updates, stores them before it confirms them, and sends what is composed."""

import asyncio
import logging
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
    WebAppInfo,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.channel import Accept
from bot.channels.server import webhook_route
from bot.channels.telegram.errors import meaning, seconds_of
from bot.channels.telegram.files import fetch_file, send_file
from bot.channels.telegram.inline import Inline
from bot.channels.telegram.payload import parse_answer, readable
from bot.channels.telegram.read import Self, read_update
from bot.channels.telegram.write import CAPABILITIES, Payload, compose
from bot.delivery.contact import Contact
from bot.environment.platforms import TelegramSettings, Webhook
from bot.errors import ChannelError
from bot.message import Incoming, Outgoing, Reply, SentFile
from bot.wording import general as wording
from knowledge.codec import from_text, to_text

if TYPE_CHECKING:
    from starlette.routing import Route

logger = logging.getLogger(__name__)

# Seconds that the server may keep a request for updates open; it allows 50.
_POLL = 30
# Seconds between attempts after an error, at first and at most.
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
# Conflicts in a row after which somebody else must be using the token.
_CONFLICTS = 3
_CONNECTIONS = 32
# Seconds between two looks at whether Telegram can be reached, where it calls by itself.
_LOOK = 60.0
_UPDATES = ("message", "edited_message", "callback_query", "inline_query")
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_CONFLICT = "another program uses this token"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class _TolerantRequest(HTTPXRequest):
    """Reads updates so that one that this version does not understand spoils no other."""

    parse_json_payload = staticmethod(parse_answer)


class Telegram:
    """The Telegram channel; see `bot.channel.Channel`."""

    name = "telegram"
    capabilities = CAPABILITIES

    def __init__(
        self,
        settings: TelegramSettings,
        *,
        inline: Inline | None = None,
        admins: Sequence[str] = (),
    ) -> None:
        """Nothing is connected yet.

        Args:
            settings: Token and addresses.
            inline: Answers questions typed behind the bot's name in other chats.
            admins: User ids that see the admin commands in their menu.
        """
        proxy = settings.proxy.reveal() if settings.proxy is not None else None
        self._settings = settings
        self._inline = inline
        self._admins = tuple(admin for admin in admins if admin.isdecimal())
        self._path = f"/telegram/{secrets.token_urlsafe(16)}"
        self._self: Self | None = None
        self.contact = Contact()
        self._bot = Bot(
            token=settings.token.reveal(),
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=HTTPXRequest(
                connection_pool_size=_CONNECTIONS, proxy=proxy, read_timeout=20.0, pool_timeout=10.0
            ),
            get_updates_request=_TolerantRequest(connection_pool_size=2, proxy=proxy),
        )

    def compose(
        self, reply: Reply, incoming: Incoming, *, offer: str, answers: Sequence[str]
    ) -> tuple[str, ...]:
        """The stored form of the requests that a reply becomes."""
        made = compose(reply, incoming, offer=offer, answers=answers)
        return tuple(to_text(payload) for payload in made)

    async def send(self, message: Outgoing) -> str | None:
        """Do one request; what may have been done already is done again only if harmless."""
        payload = from_text(Payload, message.payload)
        if message.again:
            payload = payload.again()
        try:
            return await self._do(payload, message.chat_id, html=True)
        except BadRequest as error:
            if "can't parse entities" in error.message.lower():
                return await self._again(payload, message.chat_id, html=False)
            if payload.do == "edit" and _cannot_be_edited(error):
                return await self._again(
                    Payload(
                        do="send",
                        html=payload.html,
                        plain=payload.plain,
                        keyboard=payload.keyboard,
                        thread_id=payload.thread_id,
                    ),
                    message.chat_id,
                    html=True,
                )
            if _is_harmless(payload, error):
                return payload.message_id
            raise meaning(error, repeatable=payload.is_repeatable) from error
        except TelegramError as error:
            raise meaning(error, repeatable=payload.is_repeatable) from error

    async def _again(self, payload: Payload, chat_id: str, *, html: bool) -> str | None:
        try:
            return await self._do(payload, chat_id, html=html)
        except TelegramError as error:
            raise meaning(error, repeatable=payload.is_repeatable) from error

    async def _do(self, payload: Payload, chat_id: str, *, html: bool) -> str | None:
        text = payload.html if html else payload.plain
        mode = ParseMode.HTML if html else None
        if payload.do == "answer":
            await self._bot.answer_callback_query(payload.token or "", text=payload.plain or None)
            return None
        if payload.do == "delete":
            await self._bot.delete_message(chat_id, int(payload.message_id or 0))
            return None
        if payload.do == "file":
            return await send_file(self._bot, payload, chat_id)
        if payload.do == "edit":
            await self._bot.edit_message_text(
                text,
                chat_id=chat_id,
                message_id=int(payload.message_id or 0),
                parse_mode=mode,
                reply_markup=_markup(payload),
                link_preview_options=_NO_PREVIEW,
            )
            return payload.message_id
        reply_to = int(payload.reply_to) if payload.reply_to else None
        sent = await self._bot.send_message(
            chat_id,
            text,
            parse_mode=mode,
            reply_markup=_markup(payload),
            link_preview_options=_NO_PREVIEW,
            message_thread_id=int(payload.thread_id) if payload.thread_id else None,
            reply_parameters=ReplyParameters(reply_to, allow_sending_without_reply=True)
            if reply_to is not None
            else None,
        )
        return str(sent.message_id)

    async def fetch(self, file: SentFile, most: int) -> bytes:
        """The bytes of a file that somebody sent; see `bot.channel.FileSource`."""
        return await fetch_file(self._bot, file, most)

    async def show_typing(self, incoming: Incoming) -> None:
        """The "typing" line in the chat, for five seconds."""
        thread = int(incoming.thread_id) if incoming.thread_id else None
        try:
            await self._bot.send_chat_action(
                incoming.chat_id, ChatAction.TYPING, message_thread_id=thread
            )
        except TelegramError as error:
            logger.debug("no typing line: %s", type(error).__name__)

    async def receive(self, accept: Accept) -> None:
        """Ask for updates until cancelled.

        Raises:
            ChannelError: The token is not, or no longer, valid.
        """
        wait, offset, conflicts = _FIRST_WAIT, None, 0
        while True:
            try:
                await self._introduce()
                if self.contact.trouble not in (None, _CONFLICT):
                    # A poll without news is answered late: ask for something else first.
                    await self._bot.get_me()
                    self.contact.reached()
                if self._settings.webhook is not None:
                    await self._be_called(self._settings.webhook)
                offset = await self._poll(accept, offset)
                self.contact.reached()
                wait, conflicts = _FIRST_WAIT, 0
            except (InvalidToken, Forbidden) as error:
                raise ChannelError(wording.TOKEN_REFUSED.format(name="TELEGRAM_TOKEN")) from error
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error))
            except TelegramError as error:
                if isinstance(error, Conflict):
                    conflicts += 1
                    level = logging.ERROR if conflicts >= _CONFLICTS else logging.WARNING
                    logger.log(level, "telegram: %s", _CONFLICT)
                    self.contact.failed(_CONFLICT)
                else:
                    self._note(error)
                await asyncio.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)

    def _note(self, error: TelegramError) -> None:
        """Note that Telegram was not reached; told in full once, as it is tried again and again."""
        # The text of an error may hold the address, and so the token: its kind is enough.
        reason = type(error).__name__
        if self.contact.failed(reason):
            told = wording.DOCTOR_UNREACHABLE.format(
                address=self._settings.api_url, reason=reason, name="TELEGRAM_PROXY"
            )
            logger.warning("telegram: %s", told)
        else:
            logger.info("telegram: %s", reason)

    def routes(self, accept: Accept) -> list["Route"]:
        """The route of the webhook, where one is set."""
        webhook = self._settings.webhook
        if webhook is None:
            return []

        async def take(body: object) -> None:
            update = readable(body)
            if update is None:
                raise ValueError("not an update")
            await self.take([Update.de_json(update, self._bot)], accept)

        return [webhook_route(self._path, _SECRET_HEADER, webhook.secret.reveal(), take)]

    async def _poll(self, accept: Accept, offset: int | None) -> int | None:
        updates = await self._bot.get_updates(
            offset, timeout=_POLL, read_timeout=_POLL + 10, allowed_updates=_UPDATES
        )
        await self.take(updates, accept)
        # Only the next request confirms these, and by then they are on disk.
        return updates[-1].update_id + 1 if updates else offset

    async def take(self, updates: Sequence[Update], accept: Accept) -> None:
        """Store the events of some updates, and answer what is typed behind the bot's name."""
        if self._self is None:
            await self._introduce()
        assert self._self is not None
        events: list[Incoming] = []
        for update in updates:
            try:
                event = read_update(update, self._self)
            except Exception as error:
                # It is confirmed with the others: it would be the same when it comes again.
                kind = type(error).__name__
                logger.error("update %d is passed over: %s", update.update_id, kind)
                continue
            events += [event] if event is not None else []
            if update.inline_query is not None and self._inline is not None:
                self._inline.take(self._bot, update.inline_query)
        if events:
            await accept(events)

    async def _be_called(self, webhook: Webhook) -> None:
        """Tell Telegram where to hand updates over; then only look whether it is there."""
        await self._bot.set_webhook(
            f"{webhook.url}{self._path}",
            secret_token=webhook.secret.reveal(),
            allowed_updates=_UPDATES,
            max_connections=20,
        )
        while True:
            await asyncio.sleep(_LOOK)
            await self._bot.get_me()

    async def _introduce(self) -> None:
        """Learn who the bot is, end a webhook, and set the menu of commands; once."""
        if self._self is not None:
            return
        await self._bot.initialize()
        await self._bot.delete_webhook()
        menu = [BotCommand(name, text) for name, text in wording.COMMANDS]
        await self._bot.set_my_commands(menu)
        menu += [BotCommand(name, text) for name, text in wording.ADMIN_COMMANDS]
        for admin in self._admins:
            try:
                await self._bot.set_my_commands(menu, scope=BotCommandScopeChat(int(admin)))
            except (BadRequest, Forbidden):
                logger.info("an admin has not written to the bot, or blocked it; no menu")
        self._self = Self(id=self._bot.id, username=self._bot.username)

    async def close(self) -> None:
        """Give back connections."""
        if self._inline is not None:
            await self._inline.close()
        await self._bot.shutdown()


def _markup(payload: Payload) -> InlineKeyboardMarkup | None:
    if not payload.keyboard:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    button.text,
                    callback_data=button.data,
                    copy_text=CopyTextButton(button.copy) if button.copy else None,
                    url=button.url,
                    web_app=WebAppInfo(button.app) if button.app else None,
                )
                for button in row
            ]
            for row in payload.keyboard
        ]
    )


def _cannot_be_edited(error: BadRequest) -> bool:
    text = error.message.lower()
    return "message to edit not found" in text or "message can't be edited" in text


def _is_harmless(payload: Payload, error: BadRequest) -> bool:
    """Nothing is lost by it: the same text again, a press answered too late, nothing to delete."""
    text = error.message.lower()
    return (
        "message is not modified" in text
        or (payload.do == "answer" and ("query is too old" in text or "query id" in text))
        or payload.do == "delete"
    )
