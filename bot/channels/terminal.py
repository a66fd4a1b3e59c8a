"""The conversation in a terminal: no buttons, no markup, nothing kept."""

import time
from collections.abc import Callable

from bot.talk.chat import ChatState
from bot.talk.conversation import TERMINAL, Conversation
from bot.talk.render import numbered, plain
from bot.wording import general as wording
from index.answerer import Answerer


def chat(answerer: Answerer, read: Callable[[str], str], write: Callable[[str], None]) -> None:
    """Talk until the input ends."""
    conversation = Conversation(answerer)
    state = ChatState()
    write(wording.WELCOME)
    while True:
        try:
            line = read("> ")
        except (EOFError, KeyboardInterrupt):
            write(f"\n{wording.GOODBYE}")
            return
        turn = conversation.reply(line, state, view=TERMINAL, now=time.time())
        state = turn.chat
        write("\n".join(filter(None, (plain(turn.reply), numbered(turn.reply.options)))))
