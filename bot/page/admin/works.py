"""What admins set going from their pages: begun by a button, looked at until it is done."""

import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.admin.entrance import HOME
from bot.admin.office import Office
from bot.delivery.errand import Attended
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
from knowledge.codec import to_text
from knowledge.text import squash

# Seconds that a browser waits before it asks again.
_PATIENCE = 8.0
# Characters behind a command.
_LONGEST = 1_000
# A session makes no further sessions: links to these pages come from the chats alone.
_COMMANDS = {name for name, _ in wording.ADMIN_COMMANDS} - {HOME.strip("/")}


def led_to(key: str) -> Response:
    """The way to a work."""
    return RedirectResponse(f"{HOME}/viec/{key}", status_code=303)


class WorkPages:
    """Has done what the chats would do, and shows what is said of it."""

    def __init__(self, office: Office, clock: Callable[[], float] = time.time) -> None:
        self._office = office
        self._clock = clock

    async def begin(self, admin: Admin, attended: Attended, back: str) -> Response:
        """Set an errand going, and lead to what comes of it."""
        return led_to(await self._office.works.begin(admin.user, attended, back))

    async def show(self, request: Request, admin: Admin) -> Response:
        """What is said of a work; as long as it goes on, browsers ask again."""
        key = str(request.path_params["key"])
        work = await self._office.works.seen(key, admin.user, _PATIENCE)
        if work is None:
            return told(404, wording_page.NO_PAGE, wording_admin.WORK_GONE)
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
