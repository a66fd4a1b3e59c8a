"""What an event leads to, short of how it is stored and sent."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.channel import Channel, FileSource
from bot.delivery.errand import Attended, Errand
from bot.gaps.asked import judged_turn, vain_question
from bot.library.shelf import Shelf
from bot.message import Block, Incoming, Reply, Tone
from bot.rights.access import Entry, Role
from bot.rights.audience import Sight
from bot.state.declarations import Withdrawal
from bot.state.gaps import Verdict
from bot.state.offers import new_key
from bot.state.state import Task
from bot.talk.turn import Turn, with_numbers
from bot.talk.visible import seen_reply
from bot.talk.withdrawn import with_withdrawn
from bot.wording import general as wording
from bot.wording import office as wording_office
from index.answer.answer import Answer, Status
from index.errors import LibraryError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an event led to: the turn, and a long errand still to be done."""

    turn: Turn
    errand: Errand | None = None


def composed(
    answered: Answered, task: Task, channel: Channel
) -> tuple[Answered, Sequence[str], str]:
    """What an event led to, its messages, and the key of their choices; an apology at worst."""
    offer = new_key()
    try:
        reply = seen_reply(answered.turn.reply)
        payloads = channel.compose(reply, task.incoming, offer=offer, answers=task.answers)
    except Exception:
        logger.exception("a reply could not be composed")
        answered = said(task, wording.FAILED)
        payloads = channel.compose(answered.turn.reply, task.incoming, offer=offer, answers=())
    return answered, payloads, offer


def converse(
    shelf: Shelf,
    task: Task,
    sight: Sight,
    channel: Channel,
    now: float,
    verdicts: Mapping[str, Verdict] = MappingProxyType({}),
    gone: Sequence[Withdrawal] = (),
) -> Turn:
    """The turn of the conversation over what may be shown; in the thread of the library.

    `verdicts` are sections that an admin has named for questions, by their keys, and `gone` the
    plans that were withdrawn.
    """
    try:
        return _turn(shelf, task, sight, channel, now, verdicts, gone)
    except LibraryError as error:
        # The file was changed under our hands: another one may answer.
        logger.error("the library cannot be read: %s", error)
        shelf.recover()
        return _turn(shelf, task, sight, channel, now, verdicts, gone)


def _turn(
    shelf: Shelf,
    task: Task,
    sight: Sight,
    channel: Channel,
    now: float,
    verdicts: Mapping[str, Verdict],
    gone: Sequence[Withdrawal],
) -> Turn:
    conversation, incoming = shelf.conversation(sight), task.incoming
    view, chat = channel.capabilities, task.chat
    if task.is_lost:
        # Nothing is kept of the message that is replied to, but it shows where it is from.
        chat = conversation.recalled(incoming.replied) or chat
    if task.action is not None:
        turn = conversation.act(task.action, chat, view=view, now=now)
    else:
        judged = judged_turn(conversation, incoming.text, chat, verdicts, view, now)
        turn = judged or conversation.reply(incoming.text, chat, view=view, now=now)
        vain = vain_question(conversation, turn, incoming, chat)
        turn = replace(turn, vain=vain)
        if gone:
            told = with_withdrawn(turn, incoming.text, conversation.answerer, gone, sight)
            turn = turn if told is turn else with_numbers(told, view, now)
    place = turn.chat.place
    if turn.reply.copy and place is not None and shelf.is_limited(place.document_id, sight):
        note = Block(text=wording_office.LIMITED, tone=Tone.NOTE)
        turn = replace(turn, reply=replace(turn.reply, blocks=(*turn.reply.blocks, note)))
    return turn


def with_help_for_admins(reply: Reply, incoming: Incoming) -> Reply:
    """The help with what admins can do besides, in a private chat."""
    more = (Block(text=wording.HELP_ADMIN),) if incoming.private else ()
    return replace(reply, blocks=(*reply.blocks, *more))


def not_text(entry: Entry, channel: Channel) -> str:
    """That only text is read; admins are told where files are taken, if not here."""
    if entry.role is not Role.ADMIN or isinstance(channel, FileSource):
        return wording.NOT_TEXT
    return f"{wording.NOT_TEXT} {wording_office.FILES_ELSEWHERE}"


def counted(answer: Answer | None) -> tuple[str, str | None] | None:
    """The status of an answer and the document that gave it, to be counted; None for no answer."""
    if answer is None or answer.status in (Status.SMALL_TALK, Status.HELP):
        return None
    first = answer.citations[0].document_id if answer.citations else None
    given = answer.status in (Status.FOUND, Status.NOT_STATED)
    return answer.status.value, first if given else None


def silent(task: Task) -> Answered:
    """Nothing is said."""
    return Answered(turn=Turn(reply=Reply(), chat=task.chat))


def attended_by(task: Task, done: Attended) -> Answered:
    """What the office says, the chat left as it is."""
    turn = Turn(reply=done.reply, chat=task.chat)
    return Answered(turn=turn, errand=done.errand)


def said(task: Task, text: str) -> Answered:
    """One sentence, the chat left as it is."""
    return Answered(turn=Turn(reply=Reply.say(text), chat=task.chat))
