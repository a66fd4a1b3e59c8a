"""The guide for admins shows what the bot says, from the first code to the last look back."""

import os
import re
import shutil
from pathlib import Path

from bot_thread import BotThread
from telegram_session import Session

from bot.rights.access import Role
from bot.settings import Settings
from bot.state.state import State
from knowledge.shipped import shipped_documents

PAGE = Path(__file__).parents[3] / "docs" / "quan-tri.vi.md"
# What somebody does, and the indented lines that the bot shows.
_TURN = re.compile(
    r"^\*\*(?P<who>An|Quản trị viên) (?P<done>.+)\n(?P<shown>(?:\n|    .*\n)*)", re.MULTILINE
)
PEOPLE = {"Quản trị viên": 7, "An": 5}
NAMES = {"Quản trị viên": "Bình", "An": "An"}


def test_the_guide_is_what_the_bot_says(telegram, environ, tmp_path, monkeypatch):
    """Each turn of the page is played, and gets what stands there.

    RECORD=1 writes what is said into the page instead.
    """
    # However slow the machine, no file takes so long that it is told how far it is.
    monkeypatch.setattr("bot.admin.readings._TELL_EVERY", 600.0)
    documents = tmp_path / "plans"
    documents.mkdir()
    for each in shipped_documents():
        shutil.copy(each.path, documents / each.source_file)
    page = PAGE.read_text(encoding="utf-8")
    session = Session(telegram)
    state = State(Settings.from_env(environ).data / "state.db")
    state.people.admit("telegram:7", Role.ADMIN, 1.0, name="Bình")
    state.close()
    bot = BotThread({**environ, "ACCESS": "closed", "DOCUMENTS": str(documents)}).start()
    played = _TURN.sub(lambda turn: play(session, turn), page)
    bot.stop()
    if os.environ.get("RECORD"):
        PAGE.write_text(played, encoding="utf-8")

    assert played == page


def play(session, turn):
    """One turn as it stands on the page."""
    who, done = turn["who"], turn["done"]
    user = PEOPLE[who]
    how, _, rest = done.partition("** ")
    label = re.search(r"\[(.+)\]", rest)
    if how == "nhắn:":
        shown = session.say(NAMES[who], user, user, rest)
    elif how == "gửi tệp":
        shown = session.send(user, re.search("«(.+)»", rest)[1])
    elif "chỉ hiện lời nhắn" in rest:
        session.note(NAMES[who], user, label[1], re.search("“(.+)”", rest)[1])
        return f"**{who} {done}\n\n"
    else:
        shown = session.press(NAMES[who], user, label[1], changes="có tin mới" not in rest)
    return f"**{who} {done}\n\n{shown}\n"
