"""Having the library tell what admins say of documents."""

import functools
import logging
from collections.abc import Mapping

from bot.delivery.errand import in_other_process
from bot.desk import Desk
from bot.errors import BotError
from bot.library.declaring import Changed, put_in_force
from bot.library.reload import folders_of
from bot.library.shelf import Shelf
from bot.settings import Settings
from bot.state.state import State
from bot.wording import library as wording_library
from index.errors import SearchError

logger = logging.getLogger(__name__)


class NotYetError(BotError):
    """What was said is kept but not told yet; the message says why and what to do."""


class Changing:
    """Puts in force what is due; whatever ends it, what was said is kept and done later."""

    def __init__(self, settings: Settings, state: Desk[State], shelf: Desk[Shelf]) -> None:
        self._settings = settings
        self._state = state
        self._shelf = shelf

    def require_folders(self) -> None:
        """Find out whether the library can be changed at all; ReloadError where it cannot."""
        folders_of(self._settings)

    async def apply(self, due: Mapping[str, str]) -> Changed:
        """Have the library tell what is said of documents; see `put_in_force`.

        Of which something else is said meanwhile stays due.

        Raises:
            NotYetError: It could not be done; it stays due.
        """
        settings = self._settings.without_channels()
        before = await self._state.ask(lambda state: state.declared.everything())
        try:
            changed = await in_other_process(functools.partial(put_in_force, settings, dict(due)))
        except (BotError, SearchError) as error:
            raise NotYetError(wording_library.LATER.format(reason=error)) from error

        def settle(state: State) -> None:
            now = state.declared.everything()
            state.declared.settle(each for each in due if now.says_as(before, each))

        await self._state.ask(settle)
        await self._shelf.ask(lambda shelf: shelf.refresh())
        return changed

    async def catch_up(self) -> None:
        """Do what an earlier process has left, or what a publication has made due."""
        due = await self._state.ask(lambda state: state.declared.due())
        if not due:
            return
        try:
            self.require_folders()
            changed = await self.apply(due)
        except BotError as error:
            logger.error("what admins said is not in force yet: %s", error)
        else:
            logger.info("%d documents are told as admins said", len(changed.told))
            if changed.held:
                await self._shelf.ask(lambda shelf: shelf.note_held(changed.held))
