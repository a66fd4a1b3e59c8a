"""Bots over an empty folder of plans."""

import pytest
from bot_thread import BotThread
from telegram_chat import READER

from bot.rights.access import Role
from bot.settings import Settings
from bot.state.state import State


@pytest.fixture
def documents(tmp_path):
    """An empty folder of plans."""
    folder = tmp_path / "plans"
    folder.mkdir()
    return folder


@pytest.fixture
def bot(environ, documents):
    """A running bot over an empty folder, with a reader."""
    settings = Settings.from_env(environ)
    state = State(settings.data / "state.db")
    state.people.admit(f"telegram:{READER}", Role.READER, 1.0, name="An")
    state.close()
    running = BotThread({**environ, "ACCESS": "closed", "DOCUMENTS": str(documents)}).start()
    yield running
    running.stop()
