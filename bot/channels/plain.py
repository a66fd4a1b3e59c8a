"""A reply as messages of plain text, for platforms that show no markup."""

from bot.message import Capabilities, Reply
from bot.talk.cut import cut, cut_few, units
from bot.talk.render import plain
from bot.talk.visible import unlinked
from bot.wording import general as wording
from bot.wording.english import told


def plain_messages(reply: Reply, view: Capabilities, *, below: str = "") -> tuple[str, ...]:
    """The texts of the messages that a reply becomes: as few as can be, since each costs.

    Args:
        reply: What is said; its notice comes last, its options are not part of it.
        view: How long a message may be, and how many there may be.
        below: Stands at the end, whatever is left out of the reply for it; cut to one message.
    """
    said = _said(reply)
    if not said:
        return ()
    below = next(iter(cut(unlinked(below), view.max_text)), "")
    messages = _messages(said, below, view)
    room = view.max_messages * view.max_text - units(below)
    while len(messages) > view.max_messages:
        room -= view.max_text // 20
        messages = _messages(
            f"{cut(said, room)[0]}\n{told(wording.CUT_OFF, reply.language)}", below, view
        )
    return messages


def _said(reply: Reply) -> str:
    """What is said, with no links but our own."""
    if all(block.link is None for block in reply.blocks):
        return unlinked("\n".join(filter(None, (plain(reply), reply.notice))).strip())
    notice = unlinked(reply.notice) if reply.notice else None
    return "\n".join(filter(None, (plain(reply, unlinked), notice))).strip()


def _messages(said: str, below: str, view: Capabilities) -> tuple[str, ...]:
    return cut_few("\n\n".join(filter(None, (said, below))), view.max_text)
