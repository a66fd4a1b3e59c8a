"""The parts of the pages, put together."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.channels.server import listen
from bot.desk import Desk
from bot.environment.variables import SettingsError
from bot.library.shelf import Shelf
from bot.page.chat import PageChat
from bot.page.links import Links
from bot.page.plans import Plans
from bot.page.signed import Signer, read_key
from bot.page.site import Site
from bot.rights.access import Access
from bot.settings import Settings
from bot.state.state import State

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from bot.admin.office import Office
    from bot.delivery.worker import Worker

# The port of the pages where no channel and no port is set; another one where it is taken.
USUAL_PORT, _ANY_PORT = 8765, 0


def at_this_machine(settings: Settings) -> Settings:
    """The settings of a program without any channel: its pages, on this machine unless told else.

    Who sits at the machine asks without an invitation; what is restricted stays hidden.
    """
    port = settings.http_port
    if port is None:
        port = USUAL_PORT if _is_free(settings.http_host, USUAL_PORT) else _ANY_PORT
    at_desk = Site.of(settings).local
    return replace(settings, http_port=port, open_access=settings.open_access or at_desk)


def _is_free(host: str, port: int) -> bool:
    try:
        listen(host, port).close()
    except SettingsError:
        return False
    return True


class Front:
    """Pages, their channel, and the links to them.

    Attributes:
        chat: The channel of the chat page.
        links: Puts links into the replies of all channels.
    """

    def __init__(
        self, settings: Settings, state: Desk[State], shelf: Desk[Shelf], access: Access
    ) -> None:
        """Make the parts.

        Raises:
            StateError: The key that signs links cannot be read or written.
        """
        self._settings = settings
        self._state, self._shelf, self._access = state, shelf, access
        self._site = Site.of(settings)
        self._signer = Signer(read_key(settings.data))
        self._plans = Plans(state, shelf)
        self.chat = PageChat()
        self.links = Links(
            self._plans,
            settings.public_url,
            self._signer,
            open_access=settings.open_access,
        )

    def application(self, worker: "Worker", office: "Office") -> "ASGIApp":
        """What answers for the pages, with the worker that answers questions and the office."""
        # The web library is loaded only where pages are served.
        from bot.page.routes import pages

        return pages(
            settings=self._settings,
            site=self._site,
            office=office,
            state=self._state,
            shelf=self._shelf,
            access=self._access,
            plans=self._plans,
            signer=self._signer,
            chat=self.chat,
            accept=worker.accept,
            settled=worker.settled,
        )
