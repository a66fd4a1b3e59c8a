"""What admins have said of documents until now, for whoever builds a library."""

from bot.settings import Settings
from bot.state.declarations import Declared
from bot.state.state import State


def declared_of(settings: Settings) -> Declared:
    """What admins have said until now; nothing where there is no state yet."""
    file = settings.data / "state.db"
    if not file.exists():
        return Declared()
    state = State(file)
    try:
        return state.declared.everything()
    finally:
        state.close()
