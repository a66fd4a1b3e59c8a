"""The way from a chat, or from the command line, to the admin pages."""

import time

from bot.desk import Desk
from bot.message import Block, Reply
from bot.rights.entry import new_link
from bot.settings import Settings
from bot.state.state import State
from bot.talk.commands import Command
from bot.wording import admin_page as wording_admin

# Where the pages begin, and where a link leads.
HOME = "/quanly"
ENTER = f"{HOME}/vao"


def link_url(address: str, secret: str) -> str:
    """The link that opens the pages once."""
    return f"{address}{ENTER}?k={secret}"


class Entrance:
    """Answers `/quanly`."""

    def __init__(self, settings: Settings, state: Desk[State]) -> None:
        self._address = settings.public_url
        self._state = state

    async def attend(self, command: Command | None, user: str) -> Reply | None:
        """A link for an admin who asks for one; None if it is about something else."""
        if command is None or command.name != "quanly":
            return None
        if self._address is None:
            return Reply.say(wording_admin.NO_ADDRESS)
        now = time.time()
        secret = await self._state.ask(lambda state: new_link(state, user, now))
        link = Block(text=wording_admin.LINK, link=link_url(self._address, secret))
        return Reply(blocks=(link, Block(text=wording_admin.LINK_HINT)))
