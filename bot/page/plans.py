"""From codes to plans and back, over the library in force."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.desk import Desk
from bot.library.shelf import Shelf
from bot.message import Source
from bot.page.codes import PlanCodes, assign_codes
from bot.page.plan.layout import Layout
from bot.page.plan.reading import reach_of, words_code
from bot.rights.audience import EVERYTHING, Sight
from bot.state.state import State
from index.library.card import DocumentCard
from index.library.store import Library
from knowledge.text import Span

# Plans whose layout is kept: some MB for one of hundreds of pages.
_LAYOUTS_KEPT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a code means to who may see so much.

    Attributes:
        plans: The plans that it may name; one where it names one.
        withdrawn: The plan that had it, and is in the library no more.
    """

    plans: tuple[DocumentCard, ...] = ()
    withdrawn: DocumentCard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Words in a plan, as links name them.

    Attributes:
        plan: The code of the plan; `code` is that of the place.
        words: See `bot.page.plan.reading.words_code`; None for the whole section.
        limited: Only some are shown the plan.
    """

    plan: str
    code: str
    words: str | None
    limited: bool


class Plans:
    """Knows the codes of the library in force; asks the desks, keeps what they say."""

    def __init__(
        self,
        state: Desk[State],
        shelf: Desk[Shelf],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._state = state
        self._shelf = shelf
        self._clock = clock
        self._cards: tuple[DocumentCard, ...] | None = None
        self._codes = PlanCodes()
        self._layouts: OrderedDict[str, Layout] = OrderedDict()
        self._noting = asyncio.Lock()

    async def codes(self) -> PlanCodes:
        """The codes of the library in force; new plans are given theirs, for good."""
        # Asked for like this, a library that was put in force meanwhile is taken up.
        cards = await self._shelf.ask(
            lambda shelf: shelf.conversation(EVERYTHING).answerer.library.documents
        )
        async with self._noting:
            if cards is not self._cards:
                self._codes = await self._state.ask(lambda state: self._note(state, cards))
                self._cards = cards
                self._layouts.clear()
        return self._codes

    def _note(self, state: State, cards: Sequence[DocumentCard]) -> PlanCodes:
        codes = assign_codes(cards, state.plan_codes.all())
        state.plan_codes.keep(codes, self._clock())
        return codes

    def meant(self, codes: PlanCodes, code: str, library: Library, sight: Sight) -> Meant:
        """What the code of a plan means; in the thread of the library.

        Args:
            codes: See `codes`.
            code: The part of a code that names the plan.
            library: What may be shown of the library.
            sight: Who looks: a plan that was restricted is not told of when it has left.
        """
        plans = codes.named(code, library.documents)
        if plans:
            return Meant(plans=plans)
        gone = codes.withdrawn(code)
        if gone is None or gone.id in codes.of_document or sight.hidden([gone]):
            return Meant()
        return Meant(withdrawn=gone)

    async def spots(self, sources: Sequence[Source], sight: Sight) -> list[Spot | None]:
        """Where sources of a reply are shown; None for one that no page shows."""
        codes = await self.codes()

        def look(shelf: Shelf) -> list[Spot | None]:
            library = shelf.conversation(sight).answerer.library
            return [self._spot(shelf, library, codes, sight, each) for each in sources]

        return await self._shelf.ask(look)

    def _spot(
        self, shelf: Shelf, library: Library, codes: PlanCodes, sight: Sight, source: Source
    ) -> Spot | None:
        plan = codes.of_document.get(source.document_id)
        if plan is None or all(card.id != source.document_id for card in library.documents):
            return None
        slug = self.layout(library, source.document_id).slugs.get(source.path)
        if slug is None:
            return None
        document = library.document(source.document_id)
        words = Span(start=source.start, end=source.end)
        whole = reach_of(document, source.path)
        return Spot(
            plan=plan,
            code=f"{plan}-{slug}",
            words=None if whole == words else words_code(document, source.path, words),
            limited=shelf.is_limited(source.document_id, sight),
        )

    def layout(self, library: Library, document_id: str) -> Layout:
        """How a plan is laid out; in the thread of the library."""
        found = self._layouts.pop(document_id, None) or Layout.of(library.document(document_id))
        self._layouts[document_id] = found
        if len(self._layouts) > _LAYOUTS_KEPT:
            self._layouts.popitem(last=False)
        return found
