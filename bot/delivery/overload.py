"""Questions beyond what can be answered soon: turned away, and told so."""

import logging
from collections.abc import Mapping, Sequence

from bot.channel import Channel
from bot.message import Incoming, Kind, Reply
from bot.rights.access import Access
from bot.state.state import State
from bot.wording import office as wording_office

logger = logging.getLogger(__name__)

# Questions of all chats that may wait at a time, some ten seconds of work; and seconds for which
# a chat whose question was not taken is told so no second time.
MOST_WAITING, _BUSY = 500, 60.0


def turn_away(
    state: State,
    new: Sequence[Incoming],
    channels: Mapping[str, Channel],
    access: Access,
    now: float,
) -> None:
    """Handle those of the events just stored for which there is no room; in the state's thread."""
    late = state.beyond(new, MOST_WAITING)
    if late:
        logger.warning("%d questions turned away: too many are waiting", len(late))
        told = [(each, _told(state, each, channels, access, now)) for each in late]
        state.turn_away(told, now)


def _told(
    state: State, event: Incoming, channels: Mapping[str, Channel], access: Access, now: float
) -> Sequence[str]:
    """What is said instead of an answer: once to each chat, and nothing to strangers."""
    channel = channels.get(event.channel)
    if channel is None or access.role(state, event.user) is None:
        return ()
    press = event.kind is Kind.PRESS
    if not press and not state.people.may_tell(f"{event.chat} busy", now, _BUSY):
        return ()
    busy = wording_office.BUSY
    reply = Reply(notice=busy) if press else Reply.say(busy)
    return channel.compose(reply, event, offer="", answers=())
