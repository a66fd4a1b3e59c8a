"""A reply as messages of plain text: as few as can be, since each of them is counted."""

from dataclasses import replace

from bot import wording
from bot.cut import cut, cut_few, units
from bot.message import Capabilities, Reply
from bot.render import numbered, plain, shorten

# Nobody says whether 2,000 counts characters or UTF-16 units, so both hold.
CAPABILITIES = Capabilities(max_text=2_000, max_messages=3, groups=True)
# Characters of a choice: two lines on a phone.
_LONGEST_LABEL = 100


def compose(reply: Reply) -> tuple[str, ...]:
    """The messages that a reply becomes, its choices as numbers below the last line."""
    body = "\n".join(filter(None, (plain(reply), reply.notice))).strip()
    if not body:
        return ()
    choices = _choices(reply)
    messages = _messages(body, choices)
    room = CAPABILITIES.max_messages * CAPABILITIES.max_text - units(choices)
    while len(messages) > CAPABILITIES.max_messages:
        room -= CAPABILITIES.max_text // 20
        messages = _messages(f"{cut(body, room)[0]}\n{wording.CUT_OFF}", choices)
    return messages


def _messages(body: str, choices: str) -> tuple[str, ...]:
    return cut_few("\n".join(filter(None, (body, choices))), CAPABILITIES.max_text)


def _choices(reply: Reply) -> str:
    if not reply.options:
        return ""
    short = [replace(each, label=shorten(each.label, _LONGEST_LABEL)) for each in reply.options]
    shown = "\n".join(filter(None, (numbered(short), wording.CHOOSE_HINT)))
    return cut(shown, CAPABILITIES.max_text)[0]
