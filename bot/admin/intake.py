"""Files that admins send in: fetched, read, shown, and published or thrown away as they decide."""

import asyncio
import dataclasses
import functools
import hashlib
import logging
import time
from collections.abc import Sequence
from pathlib import Path

from bot.admin.accepted import MOST_BYTES, MOST_TOGETHER, larger_than_most, refusal, too_large
from bot.admin.batch import LOOK, Batch, next_look, told_refused
from bot.admin.considering import (
    APART,
    ASK,
    AT_ONCE,
    AlreadyHeldError,
    Considered,
    consider,
    mark_of,
    option,
)
from bot.admin.keeping import Keeper
from bot.admin.publishing import Publishing
from bot.admin.readings import Hear, Reading, Readings, not_told
from bot.channel import Channel, FileSource
from bot.delivery.errand import Attended, heard_from_other_process
from bot.desk import Desk
from bot.errors import BotError, FileError, FileTooLargeError
from bot.files.album import Albums, packed
from bot.files.pending import discard_file, keep_file, pending_file, pending_of, safe_name
from bot.files.reading import FilesRead, HowFar, read_pending
from bot.gaps.verdicts import RegressionError
from bot.library.publishing import CorrectedMeanwhileError
from bot.library.reload import ReloadError, folders_of
from bot.library.shelf import Shelf
from bot.message import Action, Block, Incoming, Option, Reply, SentFile, Verb
from bot.rights.audience import circle_key
from bot.settings import Settings
from bot.state.state import State
from bot.wording import gaps as wording_gaps
from bot.wording import general as wording
from bot.wording import office as wording_office
from index.errors import SearchError
from index.library.document_names import full_name
from knowledge.errors import KnowledgeError

logger = logging.getLogger(__name__)

VERBS = (Verb.PUBLISH, Verb.INSIST, Verb.DISCARD, Verb.BATCH, Verb.STOP)

# Files that are read at a time: one that takes long holds up no other.
READ_AT_ONCE = 2


class Intake:
    """Takes files in, a few at a time, and has them published as is decided."""

    def __init__(
        self, settings: Settings, state: Desk[State], shelf: Desk[Shelf], keeper: Keeper
    ) -> None:
        self._settings = settings
        self._state = state
        self._shelf = shelf
        self._publishing = Publishing(settings, state, shelf, keeper)
        self._batch = Batch(settings, shelf, self._publishing, keeper)
        self.readings = Readings(state)
        self._reading = asyncio.Semaphore(READ_AT_ONCE)
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
            pages = functools.partial(self._fetch_pages, page, incoming, channel)
            return Attended(reply=told, errand=pages)
        reading = self.readings.begin(name, incoming, channel)
        job = functools.partial(self._fetch, (file,), reading)
        told = Reply.say(wording_office.FILE_READING.format(name=name))
        return Attended(reply=told, errand=job)

    async def _fetch_pages(self, page: str, incoming: Incoming, channel: Channel) -> Reply:
        """Fetch the pictures that were sent with one, if it is the first of them."""
        pages = await self._albums.gathered(page)
        if not pages:
            return Reply()
        name = safe_name(pages[0].name)
        if len(pages) > 1:
            name = f"{Path(name).stem} ({len(pages)} trang).zip"
        return await self._fetch(pages, self.readings.begin(name, incoming, channel))

    async def _fetch(self, files: Sequence[SentFile], reading: Reading) -> Reply:
        """Fetch a file or the pages of one, read it, and show what was understood."""
        job = functools.partial(self._fetch_and_read, files, reading)
        return await self.readings.run(reading, job)

    async def _fetch_and_read(
        self, files: Sequence[SentFile], reading: Reading, hear: Hear
    ) -> Reply:
        name, user, channel = reading.name, reading.incoming.user, reading.channel
        assert isinstance(channel, FileSource)
        async with self._reading:
            hear(HowFar())
            try:
                data = [await channel.fetch(file, MOST_BYTES) for file in files]
            except FileTooLargeError as error:
                return Reply.say(larger_than_most(name, str(error)))
            except BotError as error:
                logger.warning("a file could not be fetched: %s", error)
                return Reply.say(wording_office.FILE_NOT_FETCHED.format(name=name))
            if sum(map(len, data)) > MOST_TOGETHER:
                return Reply.say(too_large(name, sum(map(len, data))))
            whole = data[0] if len(data) == 1 else packed(data, safe_name(files[0].name))
            return await self._read(name, whole, user, hear)

    async def take_bytes(self, name: str, data: bytes) -> Reply:
        """Read a file that lay on the machine, and show what was understood."""
        async with self._reading:
            return await self._read(safe_name(name), data, None, not_told)

    async def _read(self, name: str, data: bytes, user: str | None, hear: Hear) -> Reply:
        try:
            read = await self._read_in(name, data, hear)
        except (BotError, KnowledgeError) as error:
            return Reply.say(str(error))
        if len(read.keys) > 1:
            return await self._batch.told(name, read.keys, read.refused)
        return await self._shown_alone(name, read, user)

    async def read_in(self, name: str, pages: Sequence[bytes], user: str) -> FilesRead:
        """Read a file that an admin has uploaded, or the pictures of one; what waits then.

        One whose bytes wait already is not read again.

        Raises:
            BotError: It is not taken in; says why.
            KnowledgeError: It cannot be read.
        """
        name, size = safe_name(name), max(map(len, pages))
        refused = refusal(self._settings, name, size)
        if refused is not None:
            raise FileError(refused)
        if sum(map(len, pages)) > MOST_TOGETHER:
            raise FileTooLargeError(too_large(name, sum(map(len, pages))))
        name, data = _whole(name, pages)
        async with self._reading:
            waits = await asyncio.to_thread(self._that_waits, data)
            read = waits or await self._read_in(name, data, not_told)
        for key in read.keys:
            await self._take_up(key, user)
        return read

    def _that_waits(self, data: bytes) -> FilesRead | None:
        held = pending_of(folders_of(self._settings)[0], hashlib.sha256(data).hexdigest())
        return FilesRead(keys=(held[0],)) if held is not None else None

    async def _read_in(self, name: str, data: bytes, hear: Hear) -> FilesRead:
        documents, _ = folders_of(self._settings)
        key = keep_file(documents, name, data)
        try:
            return await heard_from_other_process(
                functools.partial(read_pending, documents, key), hear
            )
        except BaseException:
            discard_file(documents, key)
            raise

    async def _take_up(self, key: str, user: str) -> None:
        """Let somebody correct a file that they sent in."""
        found = await self._publishing.waiting(folders_of(self._settings)[0], key)
        if found is not None:
            sha256, now = found.document.sha256, time.time()
            await self._state.ask(lambda state: state.declared.take_up(user, sha256, now))

    async def _shown_alone(self, name: str, read: FilesRead, user: str | None) -> Reply:
        """The only plan that was read, which its sender may correct from now on."""
        (key,) = read.keys
        if user is not None:
            await self._take_up(key, user)
        shown = await self.show_again(key)
        if not read.refused:
            return shown
        more = Block(text="\n".join(told_refused(name, read.refused)))
        return dataclasses.replace(shown, blocks=(*shown.blocks, more))

    async def show_again(self, key: str) -> Reply:
        """What is understood of a file that waits, as admins have corrected it."""
        try:
            return (await self.consider(key)).told()
        except BotError as error:
            return Reply.say(str(error))

    async def consider(self, key: str) -> Considered:
        """A file that waits, as admins have corrected it, beside the library in force.

        What another version of the program has read is read anew.

        Raises:
            ReloadError: It waits no more, or cannot be read any more.
            AlreadyHeldError: The library holds it; it waits no more.
        """
        documents, _ = folders_of(self._settings)
        preview = await self._publishing.preview(documents, key)
        if preview is None and pending_file(documents, key) is not None:
            await self._read_anew(documents, key)
            preview = await self._publishing.preview(documents, key)
        if preview is None:
            raise ReloadError(wording_office.FILE_GONE)
        try:
            return await consider(preview, key, self._state, self._shelf)
        except AlreadyHeldError:
            discard_file(documents, key)
            raise

    async def _read_anew(self, documents: Path, key: str) -> None:
        job = functools.partial(read_pending, documents, key)
        async with self._reading:
            try:
                await heard_from_other_process(job, not_told)
            except KnowledgeError as error:
                raise ReloadError(str(error)) from error

    async def waits(self, key: str) -> bool:
        """Whether a file waits for a decision, when what is being put in force is over."""
        async with self._publishing.one_at_a_time:
            return pending_file(folders_of(self._settings)[0], key) is not None

    async def attend(self, action: Action, by: str) -> Attended:
        """What is done about a button under a preview, a list of plans or a file being read."""
        documents, _ = folders_of(self._settings)
        if action.verb is Verb.STOP:
            return Attended(reply=self.readings.stop(action))
        if action.verb is Verb.BATCH and action.label == LOOK:
            return Attended(reply=await self._look(documents, action, by))
        if action.verb is Verb.BATCH:
            return self._batch.attend(action, by)
        file = pending_file(documents, action.text)
        if file is None:
            return Attended(reply=Reply.say(wording_office.FILE_GONE))
        if action.verb is Verb.DISCARD:
            discard_file(documents, action.text)
            told = wording_office.FILE_DISCARDED.format(file=file.name)
            return Attended(reply=Reply(blocks=Reply.say(told).blocks, in_place=True))
        if action.page == ASK:
            return Attended(reply=await self.for_whom(action.text, action.documents))
        told = wording_office.PUBLISHING.format(file=file.name)
        job = functools.partial(self._publish, documents, action, by)
        return Attended(reply=Reply(blocks=Reply.say(told).blocks, in_place=True), errand=job)

    async def _look(self, documents: Path, action: Action, by: str) -> Reply:
        """The first plan of an archive, from some place on, that waits for a decision."""
        keys = action.text.split()
        left = [n for n in range(len(keys)) if pending_file(documents, keys[n]) is not None]
        coming = [n for n in left if n >= action.page]
        if not coming:
            return Reply.say(wording_office.FILE_GONE)
        number, *others = coming
        read = FilesRead(keys=(keys[number],))
        shown = await self._shown_alone("", read, by)
        more = (next_look(action.text, others[0]),) if others else ()
        return dataclasses.replace(shown, options=(*shown.options, *more))

    async def for_whom(self, key: str, seen: tuple[str, ...] = ()) -> Reply:
        """Ask for whom a file that waits is put in force, as it was `seen`."""
        documents, _ = folders_of(self._settings)
        file = pending_file(documents, key)
        preview = await self._publishing.preview(documents, key)
        if file is None or preview is None:
            return Reply.say(wording_office.FILE_GONE)
        circles = await self._state.ask(lambda state: state.audiences.circles())
        names = [each.name for each in circles]
        if circle_key(wording_office.INTERNAL_CIRCLE) not in {each.key for each in circles}:
            names.append(wording_office.INTERNAL_CIRCLE)
        kin = await self._publishing.kin(preview.card, preview.marks)
        asked = wording_office.PUBLISH_FOR_WHOM
        if preview.internal:
            asked = wording_office.PUBLISH_INTERNAL
        publish = functools.partial(option, verb=Verb.PUBLISH, key=key, seen=seen)
        options = [
            publish(wording_office.ONLY_CIRCLE.format(name=name), circle=name) for name in names
        ]
        if kin:
            options.insert(0, publish(wording_office.AS_RESTRICTED))
        if not any(each.is_sure for each in kin):
            page = APART if kin else AT_ONCE
            options.append(publish(wording_office.EVERYBODY, page=page))
        options.append(option(wording_office.DISCARD, Verb.DISCARD, key))
        said = Reply.say(asked.format(file=file.name), *options)
        return Reply(blocks=said.blocks, options=said.options, in_place=True)

    async def _publish(self, documents: Path, action: Action, by: str) -> Reply:
        async with self._publishing.one_at_a_time:
            found = await self._publishing.waiting(documents, action.text)
            if found is None:
                return Reply.say(wording_office.FILE_GONE)
            if await self._publishing.held(found.document.sha256) is not None:
                discard_file(documents, action.text)
                name = full_name(found.document)
                return Reply.say(wording_office.FILE_HELD.format(name=name))
            insist = action.verb is Verb.INSIST
            if action.documents and action.documents != (mark_of(found.document),):
                return await self._corrected_since(action.text, found.told_corrected())
            try:
                (card,), served = await self._publishing.put_in_force(
                    documents, (found,), action, by, insist=insist
                )
            except RegressionError as error:
                sure = dataclasses.replace(action, verb=Verb.INSIST)
                return self._not_yet(documents, sure, str(error), label=wording_gaps.INSIST)
            except CorrectedMeanwhileError as error:
                return await self._corrected_since(action.text, str(error))
            except (BotError, SearchError, KnowledgeError) as error:
                return self._not_yet(documents, action, str(error))
        name = full_name(found.document)
        told = wording_office.PUBLISHED.format(name=name, count=served.count)
        return await self._publishing.told(card, served.told(told))

    async def _corrected_since(self, key: str, why: str) -> Reply:
        """What is understood of a file now that somebody else has corrected it."""
        again = await self.show_again(key)
        return dataclasses.replace(again, blocks=(Block(text=why), *again.blocks))

    def _not_yet(
        self, documents: Path, action: Action, why: str, *, label: str = wording_office.PUBLISH
    ) -> Reply:
        """Why a file is not in force, and the choice to try again while it is kept."""
        if pending_file(documents, action.text) is None:
            return Reply.say(why)
        again = Option(label=label, action=action)
        leave = option(wording_office.DISCARD, Verb.DISCARD, action.text)
        return Reply.say(f"{why} {wording_office.FILE_KEPT}", again, leave)


def _whole(name: str, pages: Sequence[bytes]) -> tuple[str, bytes]:
    """A file and its name; the pictures of one document become one."""
    if len(pages) == 1:
        return name, pages[0]
    return f"{Path(name).stem} ({len(pages)} trang).zip", packed(pages, name)
