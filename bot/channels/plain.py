"""A reply as messages of plain text, for platforms that show no markup."""

from bot import wording
from bot.cut import pack, units
from bot.message import Block, Capabilities, Reply, Tone
from bot.render import shorten


def plain_messages(reply: Reply, view: Capabilities, *, below: str = "") -> tuple[str, ...]:
    """The texts of the messages that a reply becomes, within what a platform can carry.

    Args:
        reply: What is said; its notice comes last, its options are not part of it.
        view: How long a message may be, and how many there may be.
        below: Stands under the last message, whatever is left out of the reply for it.
    """
    said = [_plain(block) for block in reply.blocks]
    said += [Block(text=reply.notice)] if reply.notice else []
    foot = [Block(text=below)] if below else []
    messages = pack([*said, *foot], view.max_text)
    if len(messages) > view.max_messages:
        foot = [Block(text=wording.CUT_OFF), *foot]
        room = view.max_text - sum(units(block.text) + 1 for block in foot)
        messages = pack(said, room)[: view.max_messages]
        messages = (*messages[:-1], (*messages[-1], *foot))
    return tuple("\n".join(block.text for block in message) for message in messages)


def _plain(block: Block) -> Block:
    return Block(text=f"❝ {shorten(block.text)} ❞") if block.tone is Tone.QUOTE else block
