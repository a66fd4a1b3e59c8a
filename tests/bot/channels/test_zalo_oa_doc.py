"""The session in docs/zalo-oa.md is what the bot says."""

import os
import re
from pathlib import Path

from bot_thread import BotThread

PAGE = Path(__file__).parents[3] / "docs" / "zalo-oa.md"
# What An does, and the indented lines that the bot shows.
_TURN = re.compile(r"^\*\*An(?P<done>.+)\n(?P<shown>(?:\n|    .*\n)*)", re.MULTILINE)


def test_the_session_is_what_the_bot_says(zalo_oa, oa_environ):
    """Each turn of the page is played, and gets what stands there.

    RECORD=1 writes what is said into the page instead.
    """
    page = PAGE.read_text(encoding="utf-8")
    start = page.index("## A session")
    bot = BotThread(oa_environ).start()
    zalo_oa.wait_ready()
    played = _TURN.sub(lambda turn: _play(zalo_oa, turn["done"]), page[start:])
    bot.stop()
    if os.environ.get("RECORD"):
        PAGE.write_text(page[:start] + played, encoding="utf-8")

    assert played == page[start:]


def _play(zalo_oa, done):
    """One turn as it stands on the page."""
    before = len(zalo_oa.sent)
    said = done.removeprefix(":** ")
    if said != done:
        zalo_oa.say(said)
    elif pressed := re.search(r"presses \[(.+)]", done):
        zalo_oa.press(zalo_oa.sent[-1], pressed[1])
    else:
        name = "follow" if "follows" in done else "user_send_image"
        zalo_oa.hand_over(zalo_oa.event(name))
    zalo_oa.wait_sent(before + 1)
    lines = [line for message in zalo_oa.sent[before:] for line in _lines(message)]
    shown = "".join(f"    {line}\n" if line else "\n" for line in lines)
    return f"**An{done}\n\n{shown}\n"


def _lines(message):
    _, text, buttons = message
    shown = [f"[{button['title']}]" for button in buttons]
    return [*text.split("\n"), *([" ".join(shown)] if shown else [])]
