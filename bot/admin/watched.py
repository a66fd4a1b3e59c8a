"""A folder of files that admins are shown one by one: that of a scanner, or one that is shared."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from bot.admin.accepted import MOST_BYTES, MOST_PENDING, too_large
from bot.admin.intake import Intake
from bot.errors import BotError
from bot.files.pending import free_name, pending_count
from bot.library.reload import folders_of
from bot.message import Block, Reply
from bot.settings import Settings
from bot.wording import office as wording_office
from index.errors import SearchError
from index.library.durable import make_private
from knowledge.file_names import ENDINGS, ending_of, is_leftover

logger = logging.getLogger(__name__)

# Seconds between two looks; a file is taken that has not changed from one to the next.
_LOOK_EVERY = 5.0
# Where files go that were looked at: they are never deleted.
TAKEN = "da-nhan"

# A file's size and time of change.
_Mark = tuple[int, int]


class WatchedFolder:
    """Takes files in as if an admin had sent each, and shows them to all admins."""

    def __init__(
        self,
        settings: Settings,
        intake: Intake,
        show_admins: Callable[[Reply], Awaitable[None]],
        *,
        look_every: float = _LOOK_EVERY,
    ) -> None:
        """Join the parts; files beyond `MOST_PENDING` undecided ones stay where they are."""
        self._settings = settings
        self._intake = intake
        self._show_admins = show_admins
        self._look_every = look_every
        self._seen: dict[Path, _Mark] = {}
        # Those that could not be moved away are not shown again and again.
        self._taken: dict[Path, _Mark] = {}

    async def run(self) -> None:
        """Go on until cancelled; at once where no folder is set."""
        folder = self._settings.inbox
        while folder is not None:
            await asyncio.sleep(self._look_every)
            try:
                for path in await asyncio.to_thread(self._settled, folder):
                    await self._take(path)
            except (OSError, BotError, SearchError) as error:
                logger.error("the folder %s could not be looked after: %s", folder, error)
            except Exception:
                logger.exception("the folder %s could not be looked after", folder)

    def _settled(self, folder: Path) -> list[Path]:
        """The files that nobody writes to any more, by name."""
        marks: dict[Path, _Mark] = {}
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.is_symlink() and not is_leftover(path.name):
                found = path.stat()
                marks[path] = found.st_size, found.st_mtime_ns
        settled = [
            path
            for path, mark in marks.items()
            if self._seen.get(path) == mark != self._taken.get(path)
        ]
        self._seen = marks
        return settled

    async def _take(self, path: Path) -> None:
        documents, _ = folders_of(self._settings)
        if pending_count(documents) >= MOST_PENDING:
            return  # It waits until admins have decided about others.
        size = path.stat().st_size
        if ending_of(path.name) not in ENDINGS:
            reply = Reply.say(wording_office.FILE_ENDING.format(name=path.name))
        elif size > MOST_BYTES:
            reply = Reply.say(too_large(path.name, size))
        else:
            data = await asyncio.to_thread(path.read_bytes)
            reply = await self._intake.take_bytes(path.name, data)
        self._taken[path] = self._seen[path]
        head = Block(text=wording_office.FILE_FOUND.format(name=path.name))
        await self._show_admins(replace(reply, blocks=(head, *reply.blocks)))
        # Moved only now: a file whose reading was cut off is read again.
        await asyncio.to_thread(_set_aside, path)
        del self._taken[path]


def _set_aside(path: Path) -> None:
    folder = path.parent / TAKEN
    make_private(folder)
    path.replace(folder / free_name(folder, path.name))
