"""Files that admins send in on their pages: read by the intake of the chats."""

import functools
import re
from collections.abc import Sequence
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from bot.admin.accepted import MOST_BYTES, MOST_PENDING
from bot.admin.batch import told_refused
from bot.admin.entrance import HOME
from bot.admin.intake import Intake
from bot.admin.scheduling.schedule import Schedule
from bot.delivery.errand import Attended
from bot.errors import BotError
from bot.files.album import is_picture
from bot.files.pending import Waiting, safe_name, waiting_files
from bot.library.reload import folders_of
from bot.message import Action, Block, Reply, Verb
from bot.page.admin.door import Admin
from bot.page.admin.forms import Upload
from bot.page.admin.works import Works
from bot.page.render import page
from bot.settings import Settings
from bot.state.plans.scheduled import Scheduled
from bot.wording import admin_page as wording_admin
from knowledge.codec import to_text
from knowledge.errors import KnowledgeError

# Bytes of all files of one form, with what stands around them.
LARGEST_UPLOAD = 64 * 1024 * 1024
_NUMBER = re.compile(r"(\d+)")


class Uploads:
    """The first page: what waits for a decision, and a form for more."""

    def __init__(
        self, settings: Settings, intake: Intake, schedule: Schedule, works: Works
    ) -> None:
        self._settings = settings
        self._intake = intake
        self._schedule = schedule
        self._works = works

    async def home(self, _: Request, admin: Admin) -> Response:
        """What waits, and the form; or why nothing can be taken in."""
        trouble: str | None = None
        waiting: tuple[Waiting, ...] = ()
        scheduled: tuple[Scheduled, ...] = ()
        try:
            documents, _folder = folders_of(self._settings)
            scheduled = await self._schedule.all()
            keys = {each.key for each in scheduled}
            waiting = tuple(each for each in waiting_files(documents) if each.key not in keys)
        except BotError as error:
            trouble = str(error)
        return page(
            "admin/home.html",
            admin=admin,
            tab="",
            trouble=trouble,
            waiting=waiting,
            scheduled=[(each, _cancel(each)) for each in scheduled],
            most=MOST_BYTES // 1024**2,
            together=LARGEST_UPLOAD // 1024**2,
            room=MOST_PENDING,
        )

    async def take(self, _: Request, admin: Admin) -> Response:
        """Read the files of a form; pictures are the pages of one document where that is said."""
        files = admin.form.files
        if not files:
            said = Reply.say(wording_admin.NO_FILES)
            return await self._works.begin(admin, Attended(reply=said), HOME)
        sets = documents_of(files, joined=admin.form.get("ghep") == "1")
        names = ", ".join(safe_name(each[0].name) for each in sets)
        errand = functools.partial(self._read, sets, admin.user)
        reading = Reply.say(wording_admin.READING.format(names=names))
        return await self._works.begin(admin, Attended(reply=reading, errand=errand), HOME)

    async def _read(self, sets: Sequence[Sequence[Upload]], user: str) -> Reply:
        """Read documents one after the other; each is taken in, or it is said why not."""
        blocks = []
        for files in sets:
            name = safe_name(files[0].name)
            try:
                read = await self._intake.read_in(name, [each.data for each in files], user)
                blocks += [await self._told(key) for key in read.keys]
                if read.refused:
                    blocks.append(Block(text="\n".join(told_refused(name, read.refused))))
            except (BotError, KnowledgeError) as error:
                blocks.append(Block(text=str(error)))
        return Reply(blocks=tuple(blocks))

    async def _told(self, key: str) -> Block:
        """That a file waits for a decision, leading to its page; or why it does not."""
        try:
            considered = await self._intake.consider(key)
        except BotError as error:
            return Block(text=str(error))
        told = wording_admin.READ.format(name=considered.preview.card.source_file)
        return Block(text=told, link=f"{HOME}/tep/{key}")


def _cancel(each: Scheduled) -> str:
    return to_text(Action(verb=Verb.UNSCHEDULE, text=each.key))


def documents_of(files: Sequence[Upload], *, joined: bool) -> list[list[Upload]]:
    """The files by document: the pictures are one, where they are `joined`, by their names.

    Cameras count their pictures; where all have one name, they stay as they were chosen.
    """
    pictures = [each for each in files if is_picture(safe_name(each.name))]
    if not joined or len(pictures) < 2:
        return [[each] for each in files]
    others = [[each] for each in files if each not in pictures]
    return [sorted(pictures, key=lambda each: _counted(each.name)), *others]


def _counted(name: str) -> tuple[tuple[int, str], ...]:
    """A name as it is sorted: `2` stands before `10`."""
    parts = _NUMBER.split(Path(name).stem.lower())
    return tuple((int(p), "") if p.isdecimal() else (-1, p) for p in parts)
