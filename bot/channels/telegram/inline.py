"""Questions typed behind the bot's name in any chat: cards with answers to drop into it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from html import escape

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.channels.telegram.write import html_of
from bot.talk.cards import MOST_CARDS, Card
from bot.wording import general as wording

logger = logging.getLogger(__name__)

# Seconds without another letter before a question is answered, and for which Telegram may
# show the same cards again for the same letters.
_DEBOUNCE = 0.3
_CACHED = 60


# Cards for a question of a user; none where the user may not ask.
Cards = Callable[[str, str], Awaitable[Sequence[Card]]]


class Inline:
    """Answers the last letters that each person typed; earlier ones are given up."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def take(self, bot: Bot, query: InlineQuery) -> None:
        """Answer a query soon, unless the person types on."""
        person = query.from_user.id
        before = self._tasks.pop(person, None)
        if before is not None:
            before.cancel()
        task = asyncio.get_running_loop().create_task(self._answer(bot, query))
        self._tasks[person] = task
        task.add_done_callback(lambda done: self._forget(person, done))

    def _forget(self, person: int, task: asyncio.Task[None]) -> None:
        if self._tasks.get(person) is task:
            del self._tasks[person]
        if not task.cancelled() and task.exception() is not None:
            logger.error("inline query failed", exc_info=task.exception())

    async def _answer(self, bot: Bot, query: InlineQuery) -> None:
        await asyncio.sleep(_DEBOUNCE)
        cards: Sequence[Card] = ()
        if query.query.strip():
            cards = await self._cards(f"telegram:{query.from_user.id}", query.query)
        results = [
            _result(number, card, bot.username) for number, card in enumerate(cards[:MOST_CARDS])
        ]
        try:
            await bot.answer_inline_query(
                query.id, results, cache_time=_CACHED if results else 0, is_personal=True
            )
        except TelegramError as error:
            # Too late, or the platform is busy: the person sees no cards and types on.
            logger.info("inline query not answered: %s", type(error).__name__)

    async def close(self) -> None:
        """Give up what is under way."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _result(number: int, card: Card, username: str) -> InlineQueryResultArticle:
    source = html_of(card.source, commands=True, italic=True)
    if card.page is not None:
        source = f'<a href="{escape(card.page)}"><i>{escape(card.source)}</i></a>'
    text = f"{html_of(card.text)}\n{source}"
    opener = None
    if card.link is not None:
        url = f"https://t.me/{username}?start={card.link}"
        opener = InlineKeyboardMarkup([[InlineKeyboardButton(wording.OPEN_HERE, url=url)]])
    return InlineQueryResultArticle(
        id=str(number),
        title=card.title,
        description=card.text[:200],
        reply_markup=opener,
        input_message_content=InputTextMessageContent(
            text,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )
