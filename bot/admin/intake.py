"""Files that admins send in: fetched, read, shown, and published or thrown away as they decide."""

import asyncio
import dataclasses
import functools
import logging
import time
from collections.abc import Sequence
from pathlib import Path

from bot.admin.accepted import MOST_BYTES, MOST_TOGETHER, larger_than_most, refusal, too_large
from bot.admin.considering import (
    APART,
    ASK,
    AT_ONCE,
    AlreadyHeldError,
    Considered,
    consider,
    option,
)
from bot.admin.keeping import Keeper
from bot.admin.kinship import Kin, kin_of, shared_circles
from bot.admin.limits import restriction_of, shown_to
from bot.admin.registry import restrict
from bot.channel import Channel, FileSource
from bot.delivery.errand import Attended, ProcessLostError, in_other_process
from bot.desk import Desk
from bot.errors import BotError, FileError, FileTooLargeError
from bot.files.album import Albums, packed
from bot.files.pending import (
    discard_file,
    keep_file,
    noted_document,
    pending_file,
    safe_name,
)
from bot.files.preview import Preview, preview_of, read_preview, versions
from bot.gaps.verdicts import RegressionError
from bot.library.publishing import admit, publish_file, turn_away
from bot.library.reload import ReloadError, folders_of
from bot.library.shelf import Shelf
from bot.message import Action, Incoming, Option, Reply, SentFile, Verb
from bot.rights.audience import Restriction, circle_key
from bot.settings import Settings
from bot.state.audit import Deed
from bot.state.declarations import Withdrawal
from bot.state.state import State
from bot.wording import gaps as wording_gaps
from bot.wording import general as wording
from bot.wording import office as wording_office
from index.errors import SearchError
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.duplicates import sketch
from knowledge.document import Document
from knowledge.errors import KnowledgeError

logger = logging.getLogger(__name__)

VERBS = (Verb.PUBLISH, Verb.INSIST, Verb.DISCARD)

# Files that are read at a time: one that takes long holds up no other.
READAT_ONCE = 2
# The label of an action that names no circle; none has an empty key.
_NO_CIRCLE = ""


class Intake:
    """Takes files in, a few at a time, and publishes them one after the other."""

    def __init__(
        self, settings: Settings, state: Desk[State], shelf: Desk[Shelf], keeper: Keeper
    ) -> None:
        self._keeper = keeper
        self._settings = settings
        self._state = state
        self._shelf = shelf
        self._reading = asyncio.Semaphore(READAT_ONCE)
        self._one_at_a_time = asyncio.Lock()
        self._albums = Albums(time.monotonic)

    def take(self, file: SentFile, incoming: Incoming, channel: Channel) -> Attended:
        """Say that a file is looked at; the errand says what it holds.

        Pictures that are sent together are the pages of one document.
        """
        name = safe_name(file.name)
        if not isinstance(channel, FileSource):
            return Attended(reply=Reply.say(wording.NOT_TEXT))
        refused = refusal(self._settings, name, file.size)
        if refused is not None:
            return Attended(reply=Reply.say(refused))
        page = self._albums.take(incoming)
        if page is not None:
            first = self._albums.is_first(incoming)
            told = Reply.say(wording_office.PICTURES_COMING) if first else Reply()
            pages = functools.partial(self._fetch_pages, page, channel, incoming.user)
            return Attended(reply=told, errand=pages)
        job = functools.partial(self._fetch, (file,), name, channel, incoming.user)
        told = Reply.say(wording_office.FILE_READING.format(name=name))
        return Attended(reply=told, errand=job)

    async def _fetch_pages(self, page: str, channel: FileSource, user: str) -> Reply:
        """Fetch the pictures that were sent with one, if it is the first of them."""
        pages = await self._albums.gathered(page)
        if not pages:
            return Reply()
        return await self._fetch(pages, safe_name(pages[0].name), channel, user)

    async def _fetch(
        self, files: Sequence[SentFile], name: str, channel: FileSource, user: str
    ) -> Reply:
        """Fetch a file or the pages of one, read it, and show what was understood."""
        documents, _ = folders_of(self._settings)
        async with self._reading:
            try:
                data = [await channel.fetch(file, MOST_BYTES) for file in files]
            except FileTooLargeError as error:
                return Reply.say(larger_than_most(name, str(error)))
            except BotError as error:
                logger.warning("a file could not be fetched: %s", error)
                return Reply.say(wording_office.FILE_NOT_FETCHED.format(name=name))
            if sum(map(len, data)) > MOST_TOGETHER:
                return Reply.say(too_large(name, sum(map(len, data))))
            return await self._read(documents, *_whole(name, data), user)

    async def take_bytes(self, name: str, data: bytes) -> Reply:
        """Read a file that lay on the machine, and show what was understood."""
        documents, _ = folders_of(self._settings)
        async with self._reading:
            return await self._read(documents, safe_name(name), data, None)

    async def _read(self, documents: Path, name: str, data: bytes, user: str | None) -> Reply:
        try:
            key = await self._read_in(documents, name, data, user)
        except (BotError, KnowledgeError) as error:
            return Reply.say(str(error))
        return await self.show_again(key)

    async def read_in(self, name: str, pages: Sequence[bytes], user: str) -> str:
        """Read a file that an admin has uploaded, or the pictures of one; what it waits under.

        Raises:
            BotError: It is not taken in; says why.
            KnowledgeError: It cannot be read.
        """
        documents, _ = folders_of(self._settings)
        name, size = safe_name(name), max(map(len, pages))
        refused = refusal(self._settings, name, size)
        if refused is not None:
            raise FileError(refused)
        if sum(map(len, pages)) > MOST_TOGETHER:
            raise FileTooLargeError(too_large(name, sum(map(len, pages))))
        async with self._reading:
            return await self._read_in(documents, *_whole(name, pages), user)

    async def _read_in(self, documents: Path, name: str, data: bytes, user: str | None) -> str:
        key = keep_file(documents, name, data)
        path = pending_file(documents, key)
        assert path is not None
        try:
            preview = await in_other_process(functools.partial(read_preview, path))
        except (KnowledgeError, ProcessLostError):
            discard_file(documents, key)
            raise
        if user is not None:
            sha256, now = preview.card.sha256, time.time()
            await self._state.ask(lambda state: state.declared.take_up(user, sha256, now))
        return key

    async def show_again(self, key: str) -> Reply:
        """What is understood of a file that waits, as admins have corrected it."""
        try:
            return (await self.consider(key)).told()
        except BotError as error:
            return Reply.say(str(error))

    async def consider(self, key: str) -> Considered:
        """A file that waits, as admins have corrected it, beside the library in force.

        Raises:
            ReloadError: It waits no more.
            AlreadyHeldError: The library holds it; it waits no more.
        """
        documents, _ = folders_of(self._settings)
        file = pending_file(documents, key)
        preview = await self._noted_preview(file) if file is not None else None
        if preview is None:
            raise ReloadError(wording_office.FILE_GONE)
        try:
            return await consider(preview, key, self._state, self._shelf)
        except AlreadyHeldError:
            discard_file(documents, key)
            raise

    async def _noted_preview(self, file: Path) -> Preview | None:
        document = await asyncio.to_thread(noted_document, file)
        return preview_of(await self._as_said(document)) if document is not None else None

    async def _kin(self, card: DocumentCard, marks: tuple[int, ...]) -> tuple[Kin, ...]:
        restrictions = await self._state.ask(lambda state: state.audiences.restrictions())
        return await kin_of(card, marks, restrictions, self._shelf)

    async def attend(self, action: Action, by: str) -> Attended:
        """What is done about a button under a preview that somebody pressed."""
        documents, _ = folders_of(self._settings)
        file = pending_file(documents, action.text)
        if file is None:
            return Attended(reply=Reply.say(wording_office.FILE_GONE))
        if action.verb is Verb.DISCARD:
            discard_file(documents, action.text)
            told = wording_office.FILE_DISCARDED.format(file=file.name)
            return Attended(reply=Reply(blocks=Reply.say(told).blocks, in_place=True))
        if action.page == ASK:
            return Attended(reply=await self._ask_for_whom(action.text, file))
        told = wording_office.PUBLISHING.format(file=file.name)
        job = functools.partial(self._publish, documents, action, by)
        return Attended(reply=Reply(blocks=Reply.say(told).blocks, in_place=True), errand=job)

    async def _ask_for_whom(self, key: str, file: Path) -> Reply:
        circles = await self._state.ask(lambda state: state.audiences.circles())
        names = [each.name for each in circles]
        if circle_key(wording_office.INTERNAL_CIRCLE) not in {each.key for each in circles}:
            names.append(wording_office.INTERNAL_CIRCLE)
        preview = await self._noted_preview(file)
        if preview is None:
            return Reply.say(wording_office.FILE_GONE)
        kin = await self._kin(preview.card, preview.marks)
        asked = wording_office.PUBLISH_FOR_WHOM
        if preview.internal:
            asked = wording_office.PUBLISH_INTERNAL
        options = [
            option(wording_office.ONLY_CIRCLE.format(name=name), Verb.PUBLISH, key, circle=name)
            for name in names
        ]
        if kin:
            options.insert(0, option(wording_office.AS_RESTRICTED, Verb.PUBLISH, key))
        if not any(each.is_sure for each in kin):
            page = APART if kin else AT_ONCE
            options.append(option(wording_office.EVERYBODY, Verb.PUBLISH, key, page=page))
        options.append(option(wording_office.DISCARD, Verb.DISCARD, key))
        said = Reply.say(asked.format(file=file.name), *options)
        return Reply(blocks=said.blocks, options=said.options, in_place=True)

    async def _publish(self, documents: Path, action: Action, by: str) -> Reply:
        async with self._one_at_a_time:
            file = pending_file(documents, action.text)
            if file is None:
                return Reply.say(wording_office.FILE_GONE)
            try:
                return await self._put_in_force(documents, file, action, by)
            except RegressionError as error:
                sure = dataclasses.replace(action, verb=Verb.INSIST)
                label = wording_gaps.INSIST
                return self._not_yet(documents, sure, str(error), label=label)
            except (BotError, SearchError, KnowledgeError) as error:
                return self._not_yet(documents, action, str(error))

    def _not_yet(
        self, documents: Path, action: Action, why: str, *, label: str = wording_office.PUBLISH
    ) -> Reply:
        """Why a file is not in force, and the choice to try again while it is kept."""
        if pending_file(documents, action.text) is None:
            return Reply.say(why)
        again = Option(label=label, action=action)
        leave = option(wording_office.DISCARD, Verb.DISCARD, action.text)
        return Reply.say(f"{why} {wording_office.FILE_KEPT}", again, leave)

    async def _put_in_force(self, documents: Path, file: Path, action: Action, by: str) -> Reply:
        read = noted_document(file)
        if read is None:
            return Reply.say(wording_office.FILE_GONE)
        document = await self._as_said(read)
        held = await self._shelf.ask(lambda shelf: shelf.library.documents)
        if any(each.sha256 == document.sha256 for each in held):
            discard_file(documents, action.text)
            return Reply.say(wording_office.FILE_HELD.format(name=full_name(document)))
        replaced, _ = versions(DocumentCard.of(document), held)
        withdrawn = await self._state.ask(lambda state: state.declared.withdrawal(read.sha256))
        name = await self._state.ask(
            lambda state: admit(state, documents, file, document, replaced)
        )
        card = DocumentCard.of(dataclasses.replace(document, source_file=name))
        others = [each for each in held if each not in replaced]
        await self._set_viewers(card, document, action, others)
        insist = action.verb is Verb.INSIST
        count = await self._publish_file(
            file, name, document.sha256, replaced, withdrawn, insist=insist
        )
        discard_file(documents, action.text)
        await self._shelf.ask(lambda shelf: shelf.refresh())
        await self._keeper.catch_up()
        about, now = full_name(document), time.time()
        await self._state.ask(lambda state: state.audit.record(by, Deed.PUBLISHED, about, now))
        return await self._told(card, wording_office.PUBLISHED.format(name=about, count=count))

    async def _told(self, card: DocumentCard, published: str) -> Reply:
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

    async def _publish_file(
        self,
        file: Path,
        name: str,
        sha256: str,
        replaced: Sequence[DocumentCard],
        withdrawn: Withdrawal | None,
        *,
        insist: bool,
    ) -> int:
        """Put a file in force; see `admit` and `turn_away`."""
        settings = self._settings.without_channels()
        job = functools.partial(publish_file, settings, file, name, replaced, insist=insist)
        try:
            count = await in_other_process(job)
        except ProcessLostError:
            raise  # How far it came nobody knows.
        except (BotError, SearchError, KnowledgeError):
            await self._state.ask(lambda state: turn_away(state, sha256, withdrawn, replaced))
            raise
        await self._state.ask(lambda state: state.declared.settle((sha256,)))
        return count

    async def _as_said(self, document: Document) -> Document:
        """A document as admins have corrected it."""
        said = await self._state.ask(lambda state: state.declared.everything())
        return said.applied(document)

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
        if action.label != _NO_CIRCLE:
            names = (action.label,)
            await self._state.ask(lambda state: restrict(state, card, names, others))
            return
        kin = await self._kin(card, await asyncio.to_thread(sketch, document))
        if action.page == APART and not any(each.is_sure for each in kin):
            await self._state.ask(lambda state: restrict(state, card, None, others))
            return
        by_words = [each for each in kin if each.by_words]
        if by_words:
            restriction = Restriction.of(card, shared_circles(by_words))
            await self._state.ask(lambda state: state.audiences.restrict(restriction))


def _whole(name: str, pages: Sequence[bytes]) -> tuple[str, bytes]:
    """A file and its name; the pictures of one document become one."""
    if len(pages) == 1:
        return name, pages[0]
    return f"{Path(name).stem} ({len(pages)} trang).zip", packed(pages, name)
