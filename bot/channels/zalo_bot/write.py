"""A reply as messages of plain text, its choices as numbers to type."""

from bot.channels.plain import plain_messages
from bot.message import Capabilities, Reply
from bot.talk.render import numbered
from bot.wording import general as wording
from bot.wording.english import told

# Nobody says whether 2,000 counts characters or UTF-16 units, so both hold. Some are kept for the
# remark that a message may have been sent twice.
CAPABILITIES = Capabilities(max_text=1_900, max_messages=3, groups=True)


def compose(reply: Reply) -> tuple[str, ...]:
    """The messages that a reply becomes."""
    choices = numbered(reply.options)
    if choices:
        choices = f"{told(wording.NUMBERS_HEAD, reply.language)}\n{choices}"
    elif reply.options:
        choices = told(wording.CHOOSE_HINT, reply.language)
    return plain_messages(reply, CAPABILITIES, below=choices)
