"""The session in docs/zalo-bot.md is what the bot says."""

import os
import re
from pathlib import Path

from bot_thread import BotThread
from zalo_bot_server import GROUP, PERSON, person

PAGE = Path(__file__).parents[3] / "docs" / "zalo-bot.md"
# What somebody does, and the indented lines that the bot shows.
_TURN = re.compile(r"^\*\*(?P<who>An|Admin)(?P<done>.+)\n(?P<shown>(?:\n|    .*\n)*)", re.MULTILINE)
_CODE = re.compile(r"\b[A-Z2-9]{5}-[A-Z2-9]{5}\b")
# Stands on the page for the code of the day.
_SHOWN_CODE = "ABCDE-FGHJK"


def test_the_session_is_what_the_bot_says(zalo_bot, zalo_bot_environ):
    """Each turn of the page is played, and gets what stands there.

    RECORD=1 writes what is said into the page instead.
    """
    page = PAGE.read_text(encoding="utf-8")
    start = page.index("## A session")
    bot = BotThread({**zalo_bot_environ, "ACCESS": "closed"}).start()
    session = Session(zalo_bot)
    played = _TURN.sub(session.play, page[start:]).rstrip() + "\n"
    bot.stop()
    if os.environ.get("RECORD"):
        PAGE.write_text(page[:start] + played, encoding="utf-8")

    assert played == page[start:]


class Session:
    """Two people in front of the server."""

    def __init__(self, server):
        self._server = server
        self._code = ""

    def play(self, turn):
        """One turn as it stands on the page."""
        before = len(self._server.sent)
        user = PERSON if turn["who"] == "Admin" else person(1)
        how, _, said = turn["done"].partition(":")
        said = said.removeprefix("** ").strip().replace(_SHOWN_CODE, self._code)
        if "sticker" in how:
            self._server.say("", chat=user, event="message.sticker.received", sticker="s")
        else:
            self._server.say(said, chat=GROUP if "group" in how else user, user=user)
        self._server.wait_sent(before + 1)
        text = "\n".join(message["text"] for _, message in self._server.sent[before:])
        if code := _CODE.search(text):
            self._code = code[0]
        lines = text.replace(self._code or "\0", _SHOWN_CODE).split("\n")
        shown = "".join(f"    {line}\n" if line else "\n" for line in lines)
        return f"**{turn['who']}{turn['done']}\n\n{shown}\n"
