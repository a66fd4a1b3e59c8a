"""What admins set going from their pages, until they have seen what came of it."""

import asyncio
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.admin.entrance import HOME
from bot.admin.office import Office
from bot.delivery.errand import Attended, Errand
from bot.errors import BotError
from bot.message import Action, Incoming, Kind, Reply
from bot.page.admin.door import Admin
from bot.page.admin.forms import Form
from bot.page.plan_pages import told
from bot.page.render import page
from bot.rights.access import Role
from bot.state.state import Task
from bot.state.threads import load
from bot.talk.chat import ChatState
from bot.talk.commands import Command
from bot.wording import admin_page as wording_admin
from bot.wording import general as wording
from bot.wording import page as wording_page
from index.errors import SearchError
from knowledge.codec import to_text
from knowledge.errors import KnowledgeError
from knowledge.text import squash

logger = logging.getLogger(__name__)

# Works that are kept to be looked at, and seconds that a browser waits before it asks again.
_KEPT, _PATIENCE = 200, 8.0
# Characters behind a command.
_LONGEST = 1_000
# A session makes no further sessions: links to these pages come from the chats alone.
_COMMANDS = {name for name, _ in wording.ADMIN_COMMANDS} - {HOME.strip("/")}


@dataclass(slots=True)
class Work:
    """Something that an admin has set going.

    Attributes:
        user: Who; nobody else sees it.
        reply: What is said of it now.
        back: Where they came from.
        running: What is under way; None for nothing.
    """

    user: str
    reply: Reply
    back: str
    running: "asyncio.Task[Reply] | None" = None

    @property
    def is_done(self) -> bool:
        """Whether nothing is under way."""
        return self.running is None


class Works:
    """Runs what the chats would run, and shows what is said of it."""

    def __init__(self, office: Office, clock: Callable[[], float] = time.time) -> None:
        self._office = office
        self._clock = clock
        self._works: OrderedDict[str, Work] = OrderedDict()

    async def begin(self, admin: Admin, attended: Attended, back: str) -> Response:
        """Set an errand going, and lead to what comes of it."""
        key = secrets.token_hex(8)
        work = Work(user=admin.user, reply=attended.reply, back=back)
        if attended.errand is not None:
            work.running = asyncio.get_running_loop().create_task(_reported(attended.errand))
        self._works[key] = work
        while len(self._works) > _KEPT:
            self._works.popitem(last=False)
        return RedirectResponse(f"{HOME}/viec/{key}", status_code=303)

    async def show(self, request: Request, admin: Admin) -> Response:
        """What is said of a work; as long as it goes on, browsers ask again."""
        work = self._works.get(str(request.path_params["key"]))
        if work is None or work.user != admin.user:
            return told(404, wording_page.NO_PAGE, wording_admin.WORK_GONE)
        running = work.running
        if running is not None:
            await asyncio.wait({running}, timeout=_PATIENCE)
            # Another page of the same browser may have seen it end.
            if running.done() and work.running is running:
                work.reply, work.running = running.result(), None
        links = [block.link for block in work.reply.blocks]
        if work.is_done and len(links) == 1 and links[0]:
            return RedirectResponse(links[0], status_code=303)
        shown = page(
            "admin/work.html",
            admin=admin,
            work=work,
            blocks=work.reply.blocks,
            buttons=[(each, to_text(each.action)) for each in work.reply.options],
        )
        if not work.is_done:
            shown.headers["Refresh"] = "1"
        return shown

    async def act(self, _: Request, admin: Admin) -> Response:
        """Do what a button says, as in the chats."""
        back = admin.form.get("ve")
        back = back if back.startswith(f"{HOME}/") else HOME
        action = load(Action, admin.form.get("lam")) if admin.form.get("lam") else None
        command = _command(admin.form)
        attended = None
        if action is not None or command is not None:
            attended = await self.attend(admin, action, command)
        if attended is None:
            return told(400, wording_page.NO_PAGE, wording.CHOICE_GONE)
        return await self.begin(admin, attended, back)

    async def attend(
        self, admin: Admin, action: Action | None, command: Command | None = None
    ) -> Attended | None:
        """What the office does about a button that an admin has pressed, or a command."""
        now = self._clock()
        channel, _, person = admin.user.partition(":")
        pressed = Incoming(
            channel=channel, event_key="", chat_id=person, user_id=person, kind=Kind.PRESS, at=now
        )
        task = Task(id=0, incoming=pressed, chat=ChatState(), action=action, answers=())
        try:
            return await self._office.attend(task, command, Role.ADMIN, now)
        except BotError as error:
            return Attended(reply=Reply.say(str(error)))


def _command(form: Form) -> Command | None:
    """The command that a form means: one of those that admins can type, and what stands behind."""
    name = form.get("lenh")
    if name not in _COMMANDS:
        return None
    return Command(name=name, argument=squash(form.get("noi-dung"))[:_LONGEST])


async def _reported(errand: Errand) -> Reply:
    try:
        return await errand()
    except (BotError, SearchError, KnowledgeError) as error:
        return Reply.say(str(error))
    except Exception:
        logger.exception("an errand failed")
        return Reply.say(wording.ERRAND_FAILED)
