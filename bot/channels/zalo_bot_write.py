"""A reply as messages of plain text, its choices as numbers to type."""

from dataclasses import replace

from bot import wording
from bot.channels.plain import plain_messages
from bot.message import Capabilities, Reply
from bot.render import numbered, shorten

# Nobody says whether 2,000 counts characters or UTF-16 units, so both hold.
CAPABILITIES = Capabilities(max_text=2_000, max_messages=3, groups=True)
# Characters of a choice: two lines on a phone.
_LONGEST_LABEL = 100


def compose(reply: Reply) -> tuple[str, ...]:
    """The messages that a reply becomes."""
    return plain_messages(reply, CAPABILITIES, below=_choices(reply))


def _choices(reply: Reply) -> str:
    if not reply.options:
        return ""
    short = [replace(each, label=shorten(each.label, _LONGEST_LABEL)) for each in reply.options]
    return "\n".join(filter(None, (numbered(short), wording.CHOOSE_HINT)))
