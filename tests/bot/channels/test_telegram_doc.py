"""The session in docs/telegram.md is what the bot says."""

import os
import re
import shutil
from pathlib import Path

from bot_thread import BotThread
from telegram_session import Session

from knowledge.shipped import shipped_documents

PAGE = Path(__file__).parents[3] / "docs" / "telegram.md"
# What somebody does, and the indented lines that the bot shows.
_TURN = re.compile(r"^\*\*(?P<who>An|Admin)(?P<done>.+)\n(?P<shown>(?:\n|    .*\n)*)", re.MULTILINE)
PEOPLE, GROUP = {"Admin": 7, "An": 5}, -5


def test_the_session_is_what_the_bot_says(telegram, environ, tmp_path, monkeypatch):
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
    start = page.index("## A session")
    session = Session(telegram)
    bot = BotThread({**environ, "ACCESS": "closed", "DOCUMENTS": str(documents)}).start()
    played = _TURN.sub(lambda turn: play(session, turn), page[start:]).rstrip() + "\n"
    bot.stop()
    if os.environ.get("RECORD"):
        PAGE.write_text(page[:start] + played, encoding="utf-8")

    assert played == page[start:]


def play(session, turn):
    """One turn as it stands on the page."""
    who, done = turn["who"], turn["done"]
    user = PEOPLE[who]
    how, _, said = done.partition(":**")
    chat = GROUP if "group" in how else user
    if said:
        shown = session.say(who, user, chat, said)
    elif "sends the file" in done:
        shown = session.send(chat, re.search("«(.+)»", done)[1])
    else:
        label = re.search(r"\[(.+)\]", done)[1]
        shown = session.press(who, chat, label, changes="changes" in done)
    return f"**{who}{done}\n\n{shown}\n"
