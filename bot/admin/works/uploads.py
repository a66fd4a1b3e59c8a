"""Files that admins upload on their pages: kept on disk, then read by the intake of the chats."""

import asyncio
import functools
import logging
from collections.abc import Sequence
from pathlib import Path

from bot.admin.batch import told_refused
from bot.admin.entrance import HOME
from bot.admin.intake import Intake
from bot.admin.works.works import Works, told_broken_off
from bot.delivery.errand import Attended
from bot.errors import BotError, FileError, StateError
from bot.files.uploads import (
    Upload,
    documents_of,
    drop_document,
    drop_others,
    drop_upload,
    keep_uploads,
    kept_documents,
    kept_files,
    name_of,
    put_in_order,
    uploads_kept,
)
from bot.message import Block, Reply
from bot.settings import Settings
from bot.state.file import FileFault
from bot.state.pages.works import Stage
from bot.wording import admin_page as wording_admin
from bot.wording import general as wording
from knowledge.errors import KnowledgeError

logger = logging.getLogger(__name__)

# What a disk raises that is full or away, also under the state.
_DISK = (OSError, FileFault)
# Uploads that may wait to be read, of all admins together.
_MOST_KEPT = 20
# Seconds until what the disk has failed is read again.
_AGAIN_AFTER = 60.0


class Uploads:
    """Keeps what is uploaded until it is read, whatever happens meanwhile."""

    def __init__(self, settings: Settings, intake: Intake, works: Works) -> None:
        self._data = settings.data
        self._intake = intake
        self._works = works

    async def take(self, user: str, files: Sequence[Upload], *, joined: bool) -> str:
        """Keep the files of a form, and read them; the key of the work.

        Pictures are the pages of one document where they are `joined`; they are not read before
        their order is said.

        Raises:
            StateError: They cannot be kept.
            FileError: Too many wait already.
        """
        if not files:
            said = Reply.say(wording_admin.NO_FILES)
            return await self._works.begin(user, Attended(reply=said), HOME)
        count = await asyncio.to_thread(uploads_kept, self._data)
        if count >= _MOST_KEPT:
            raise FileError(wording_admin.TOO_MANY_UPLOADS.format(count=count))
        key, documents = self._works.new_key(), documents_of(files, joined=joined)
        try:
            await asyncio.to_thread(keep_uploads, self._data, key, documents)
        except OSError as error:
            await asyncio.to_thread(drop_upload, self._data, key)
            told = wording.UNWRITABLE.format(path=self._data, reason=error.strerror)
            raise StateError(told) from error
        if len(documents[0]) > 1:
            told = wording_admin.ORDER_WAITS.format(count=len(documents[0]))
            said = Reply(blocks=(Block(text=told, link=f"{HOME}/anh/{key}"),))
            return await self._works.note(user, said, HOME, Stage.WAITS, key)
        errand = functools.partial(self._read, key, user)
        reading = Attended(reply=_reading(kept_documents(self._data, key)), errand=errand)
        return await self._works.begin(user, reading, HOME, key)

    async def pages(self, key: str, user: str) -> tuple[Path, ...]:
        """The pictures of somebody's upload that wait for their order to be said, in order."""
        waiting = await self._works.unseen(user)
        if not any(each.key == key and each.stage is Stage.WAITS for each in waiting):
            return ()
        documents = kept_documents(self._data, key)
        return kept_files(documents[0]) if documents else ()

    async def arrange(self, key: str, order: Sequence[int]) -> None:
        """Put the pictures of an upload in another order; places as `pages` has them."""
        for folder in kept_documents(self._data, key)[:1]:
            await asyncio.to_thread(put_in_order, folder, order)

    async def read(self, key: str, user: str) -> None:
        """Read an upload whose order is said; a second time is none."""
        if await self._works.leave_waiting(key, _reading(kept_documents(self._data, key))):
            self._works.run(key, functools.partial(self._read, key, user))

    async def drop(self, key: str, user: str) -> bool:
        """Throw the pictures of an upload away, unread; whether anything else is read of it."""
        pictures, *others = kept_documents(self._data, key) or (None,)
        dropped = Reply.say(wording_admin.UPLOAD_DROPPED)
        if pictures is None or not others:
            if await self._works.leave_waiting(key, dropped, Stage.SEEN):
                await asyncio.to_thread(drop_upload, self._data, key)
            return False
        if await self._works.leave_waiting(key, _reading(others, dropped.blocks)):
            await asyncio.to_thread(drop_document, pictures)
            self._works.run(key, functools.partial(self._read, key, user, dropped.blocks))
        return True

    async def resume(self) -> None:
        """After a start: go on reading; of what else was broken off that is said."""
        held = await self._works.unfinished()
        for work in held:
            kept = kept_documents(self._data, work.key)
            if kept and work.stage is Stage.WAITS:
                continue
            if kept:
                # What is said last is what is being read, see `_reading`.
                told = work.reply.blocks[:-1]
                errand = functools.partial(self._read, work.key, work.user, told)
                self._works.run(work.key, errand)
            else:
                await self._works.say(work.key, told_broken_off(work), Stage.DONE)
        await self.tidy()

    async def tidy(self) -> None:
        """Throw away what belongs to no work any more."""
        held = {each.key for each in await self._works.unfinished()}
        await asyncio.to_thread(drop_others, self._data, held)

    async def _read(self, key: str, user: str, told: Sequence[Block] = ()) -> Reply:
        """Read documents one after the other; each is taken in, or it is said why not.

        What the disk has failed is read again later.
        """
        blocks = [*told]
        while documents := kept_documents(self._data, key):
            later = []
            for number, folder in enumerate(documents, start=1):
                try:
                    blocks += [e for e in await self._read_one(folder, user) if e not in blocks]
                    await self._works.say(key, _reading(documents[number:], blocks))
                    await asyncio.to_thread(drop_document, folder)
                except _DISK as error:
                    logger.exception("an upload is read again later")
                    name = name_of(kept_files(folder)[0])
                    later.append(wording_admin.READ_LATER.format(name=name, reason=error))
            if later:
                await self._say_later(key, [*blocks, Block(text="\n".join(later))])
                await asyncio.sleep(_AGAIN_AFTER)
        await asyncio.to_thread(drop_upload, self._data, key)
        return Reply(blocks=tuple(blocks))

    async def _say_later(self, key: str, blocks: Sequence[Block]) -> None:
        """Say what is read again later, if the disk takes that."""
        try:
            await self._works.say(key, Reply(blocks=tuple(blocks)))
        except _DISK:
            logger.exception("how far an upload is read could not be stored")

    async def _read_one(self, folder: Path, user: str) -> list[Block]:
        files = kept_files(folder)
        name = name_of(files[0])
        try:
            pages = [await asyncio.to_thread(each.read_bytes) for each in files]
            read = await self._intake.read_in(name, pages, user)
            blocks = [await self._told(key) for key in read.keys]
        except _DISK:
            raise
        except (BotError, KnowledgeError) as error:
            return [Block(text=str(error))]
        except Exception:
            logger.exception("an upload could not be read")
            why = wording.ERRAND_FAILED
            return [Block(text=wording_admin.NOT_READ.format(name=name, why=why))]
        if read.refused:
            blocks.append(Block(text="\n".join(told_refused(name, read.refused))))
        return blocks

    async def _told(self, key: str) -> Block:
        """That a file waits for a decision, leading to its page; or why it does not."""
        try:
            considered = await self._intake.consider(key)
        except BotError as error:
            return Block(text=str(error))
        told = wording_admin.READ.format(name=considered.preview.card.source_file)
        return Block(text=told, link=f"{HOME}/tep/{key}")


def _reading(left: Sequence[Path], told: Sequence[Block] = ()) -> Reply:
    """What was read until now, and last what is being read."""
    names = ", ".join(name_of(kept_files(each)[0]) for each in left)
    return Reply(blocks=(*told, Block(text=wording_admin.READING.format(names=names))))
