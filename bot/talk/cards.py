"""An answer as cards to drop into another chat."""

from dataclasses import dataclass

from bot.message import Source
from bot.talk.chat import Place
from bot.talk.links import link_code
from bot.talk.render import LONGEST_QUOTE, shorten, source_of
from bot.talk.visible import seen
from index.answer.answer import Answer
from index.force.notices import notices_of
from index.library.store import Library
from knowledge.text import clean

MOST_CARDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An answer to drop into a chat.

    Attributes:
        title: The place it is from.
        text: What it says.
        source: The citation line.
        link: Code that opens the bot at the place; None where there is none.
        cited: Where the words stand; `page` is the address that shows them, None for none.
    """

    title: str
    text: str
    source: str
    cited: Source
    link: str | None = None
    page: str | None = None


def cards_of(answer: Answer, library: Library) -> tuple[Card, ...]:
    """The answer itself as the first card, the places that it cites as the others.

    Each says what its document was changed by since.
    """
    cards = []
    for number, citation in enumerate(answer.citations[:MOST_CARDS]):
        said = answer.statement if number == 0 else clean(citation.quoted)
        notices = notices_of(library, citation.document_id, citation.path, answer.language)
        said = "\n".join([*(each.text for each in notices), said])
        cards.append(
            Card(
                title=seen(citation.name),
                text=seen(shorten(said, 2 * LONGEST_QUOTE)),
                source=seen(citation.line),
                cited=source_of(citation),
                link=link_code(Place(document_id=citation.document_id, path=citation.path)),
            )
        )
    return tuple(cards)
