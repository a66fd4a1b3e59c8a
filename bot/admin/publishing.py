"""Putting files that wait in force as admins decide: one, or several of them together."""

import asyncio
import dataclasses
import functools
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.admin.considering import APART
from bot.admin.keeping import Keeper
from bot.admin.kinship import Kin, kin_of
from bot.admin.limits import restriction_of, shown_to
from bot.admin.registry import restrict
from bot.delivery.errand import ProcessLostError, in_other_process
from bot.desk import Desk
from bot.errors import BotError
from bot.files.pending import discard_file, noted_document, pending_file
from bot.files.preview import Preview, preview_of, versions
from bot.library.holding import InForce
from bot.library.publishing import Admitted, admit, publish_files, settle, turn_away
from bot.library.shelf import Shelf
from bot.message import Action, Reply
from bot.rights.audience import Restriction, shared_circles
from bot.settings import Settings
from bot.state.audit import Deed
from bot.state.state import State
from bot.wording import office as wording_office
from index.errors import SearchError
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.duplicates import sketch
from knowledge.document import Correction, Document
from knowledge.errors import KnowledgeError

# The label of an action that names no circle; none has an empty key.
NO_CIRCLE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A file that waits, and what was read of it, with what admins have `said` of that."""

    key: str
    file: Path
    document: Document
    said: tuple[Correction, ...]

    def told_corrected(self) -> str:
        """That somebody has corrected it since it was looked at."""
        return wording_office.CORRECTED_SINCE.format(file=self.file.name)


class Publishing:
    """Puts files in force, one decision after the other."""

    def __init__(
        self, settings: Settings, state: Desk[State], shelf: Desk[Shelf], keeper: Keeper
    ) -> None:
        self._settings = settings
        self._state = state
        self._shelf = shelf
        self._keeper = keeper
        self.one_at_a_time = asyncio.Lock()

    async def waiting(self, documents: Path, key: str) -> Waiting | None:
        """The file of that key; None where it does not wait any more."""
        file = pending_file(documents, key)
        document = await asyncio.to_thread(noted_document, file) if file is not None else None
        if file is None or document is None:
            return None
        declared = await self._state.ask(lambda state: state.declared.everything())
        said = declared.corrections.get(document.sha256, ())
        return Waiting(key=key, file=file, document=declared.applied(document), said=said)

    async def preview(self, documents: Path, key: str) -> Preview | None:
        """What is told of the file of that key."""
        found = await self.waiting(documents, key)
        return await asyncio.to_thread(preview_of, found.document) if found is not None else None

    async def kin(self, card: DocumentCard, marks: tuple[int, ...]) -> tuple[Kin, ...]:
        """The restricted plans that a file is like."""
        return await kin_of(card, marks, await self._restrictions(), self._shelf)

    async def held(self, sha256: str) -> DocumentCard | None:
        """The document of the library with those bytes."""
        cards = await self._shelf.ask(lambda shelf: shelf.library.documents)
        return next((each for each in cards if each.sha256 == sha256), None)

    async def put_in_force(
        self, documents: Path, files: Sequence[Waiting], action: Action, by: str, *, insist: bool
    ) -> tuple[tuple[DocumentCard, ...], InForce]:
        """Put files in force together, shown to whom the action says.

        Returns:
            Their cards, and what is in force then.

        Raises:
            BotError, SearchError, KnowledgeError: They are not in force, and wait as before.
        """
        held = await self._shelf.ask(lambda shelf: shelf.library.documents)
        before = await self._restrictions()
        admitted: list[Admitted] = []
        cards: list[DocumentCard] = []
        for each in files:
            replaced, _ = versions(DocumentCard.of(each.document), held)
            taken = frozenset(other.name for other in admitted)
            admitted.append(await self._admit(documents, each, replaced, taken))
            named = dataclasses.replace(each.document, source_file=admitted[-1].name)
            cards.append(DocumentCard.of(named))
            others = [other for other in held if other not in replaced]
            await self._set_viewers(cards[-1], each.document, action, others)
        served = await self._publish(admitted, before, insist=insist)
        for each in files:
            discard_file(documents, each.key)
        await self._shelf.ask(lambda shelf: shelf.refresh())
        await self._keeper.catch_up()
        names, now = [full_name(each.document) for each in files], time.time()

        def note(state: State) -> None:
            for name in names:
                state.audit.record(by, Deed.PUBLISHED, name, now)

        await self._state.ask(note)
        return tuple(cards), served

    async def _restrictions(self) -> tuple[Restriction, ...]:
        return await self._state.ask(lambda state: state.audiences.restrictions())

    async def _limit_again(
        self, before: tuple[Restriction, ...], since: tuple[Restriction, ...]
    ) -> None:
        """Show plans to whom they were shown, where what was to change that is not in force."""
        changed = {each.file for each in (*before, *since) if (each in before) != (each in since)}
        kept = [each for each in before if each.file in changed]
        await self._state.ask(lambda state: state.audiences.replace(changed, kept))

    async def _admit(
        self,
        documents: Path,
        waiting: Waiting,
        replaced: Sequence[DocumentCard],
        taken: frozenset[str],
    ) -> Admitted:
        file, document, said = waiting.file, waiting.document, waiting.said
        return await self._state.ask(
            lambda state: admit(state, documents, file, document, replaced, taken, said=said)
        )

    async def _publish(
        self, admitted: Sequence[Admitted], before: tuple[Restriction, ...], *, insist: bool
    ) -> InForce:
        """Put files in force; see `admit` and `turn_away`. `before` is who was shown what."""
        settings, limited = self._settings.without_channels(), await self._restrictions()
        try:
            served = await in_other_process(
                functools.partial(publish_files, settings, admitted, insist=insist)
            )
        except ProcessLostError:
            raise  # How far it came nobody knows.
        except (BotError, SearchError, KnowledgeError):
            await self._state.ask(functools.partial(_turn_away, admitted=admitted))
            await self._limit_again(before, limited)
            raise
        await self._state.ask(functools.partial(settle, admitted=admitted))
        return served

    async def told(self, card: DocumentCard, published: str) -> Reply:
        """What is said of a plan that was just put in force, and what is asked of it."""
        restrictions, circles = await self._state.ask(
            lambda state: (state.audiences.restrictions(), state.audiences.circles())
        )
        restriction = restriction_of(card, card.source_file, restrictions)
        told = [published] if restriction is None else [published, shown_to(restriction, circles)]
        said = Reply.say("\n".join(told))
        asked = await self._keeper.stated_of(card.id)
        if asked is None:
            return said
        return Reply(blocks=(*said.blocks, *asked.blocks), options=asked.options)

    async def _set_viewers(
        self,
        card: DocumentCard,
        document: Document,
        action: Action,
        others: Sequence[DocumentCard],
    ) -> None:
        """Say who will be shown a plan, before anybody can see it.

        What is, or may be, a version of a restricted plan is as restricted, unless an admin has
        said that it is another.
        """
        words = await asyncio.to_thread(sketch, document)
        if action.label != NO_CIRCLE:
            names = (action.label,)
            await self._state.ask(lambda state: restrict(state, card, names, others, words))
            return
        kin = await self.kin(card, words)
        if action.page == APART and not any(each.is_sure for each in kin):
            await self._state.ask(lambda state: restrict(state, card, None, others))
            return
        by_words = [each.restriction for each in kin if each.by_words]
        if by_words:
            restriction = Restriction.of(card, shared_circles(by_words), words)
            await self._state.ask(lambda state: state.audiences.restrict(restriction))


def _turn_away(state: State, admitted: Sequence[Admitted]) -> None:
    for each in admitted:
        turn_away(state, each)
