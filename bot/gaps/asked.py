"""Questions that got no answer, as they are kept; and those that an admin has answered."""

from collections.abc import Mapping
from dataclasses import replace

from bot.gaps.verdicts import place_of
from bot.message import Action, Block, Capabilities, Incoming, Kind, Option, Tone, Verb
from bot.state.gaps import Verdict
from bot.talk.chat import ChatState
from bot.talk.conversation import Conversation
from bot.talk.turn import Turn, with_numbers
from bot.wording import gaps as wording_gaps
from bot.wording.english import offered
from index.answer.answer import Status
from index.answerer import Answerer
from index.question.alike import question_key
from knowledge.text import squash

# What is no answer.
_VAIN = (Status.NOT_FOUND, Status.RELATED)


def in_full(answerer: Answerer, text: str, chat: ChatState) -> str:
    """A question with the plan that was in view, so that it can be asked by itself.

    One that names a plan by its number, in the library or not, is asked of no other.
    """
    library = answerer.library
    held = [card.id for card in library.documents if card.id in (chat.documents or ())]
    if len(held) != 1 or answerer.understand(text).documents:
        return squash(text)
    return squash(f"{text} {library.short_name(held[0])}")


def judged_turn(
    conversation: Conversation,
    text: str,
    chat: ChatState,
    verdicts: Mapping[str, Verdict],
    view: Capabilities,
    now: float,
) -> Turn | None:
    """The section that an admin has named for a question, where it may be shown; else None.

    Args:
        conversation: Over what may be shown.
        text: What was typed.
        chat: What the chat is about.
        verdicts: What admins have judged, by key.
        view: What the channel can show.
        now: Seconds since 1970.
    """
    if not verdicts:
        return None
    library = conversation.answerer.library
    verdict = verdicts.get(question_key(in_full(conversation.answerer, text, chat)))
    place = place_of(library, verdict) if verdict is not None else None
    if place is None or _names_other(conversation.answerer, text, place.document_id):
        return None
    shown = Action(verb=Verb.SECTION, text=place.path, documents=(place.document_id,))
    turn = conversation.act(shown, chat, view=view, now=now)
    note = Block(text=wording_gaps.BY_ADMIN, tone=Tone.NOTE)
    reply = replace(turn.reply, blocks=(*turn.reply.blocks, note), in_place=False)
    return replace(turn, reply=reply, chat=replace(turn.chat, asked=(text.strip(),)))


def _names_other(answerer: Answerer, text: str, document_id: str) -> bool:
    """Whether a question names a plan that is there, and is another: it may have come since."""
    named = answerer.find(answerer.understand(text)).documents or ()
    return bool(named) and document_id not in named


def vain_question(
    conversation: Conversation, turn: Turn, incoming: Incoming, chat: ChatState
) -> str | None:
    """A question that was typed and not answered, as it is kept; None for anything else."""
    if turn.status not in _VAIN or incoming.kind is Kind.PRESS:
        return None
    if len(turn.chat.asked) > 1 and chat.documents is None:
        return None  # Half a question: nobody could answer it by itself.
    return in_full(conversation.answerer, incoming.text, chat) or None


def with_offer(turn: Turn, gap: int, view: Capabilities, now: float) -> Turn:
    """The turn with the choice to be told when the question is answered."""
    action = Action(verb=Verb.TELL_ME, text=str(gap))
    option = Option(label=wording_gaps.TELL_ME, action=action, wide=True)
    option = offered(option, turn.reply.language)
    reply = replace(turn.reply, options=(*turn.reply.options, option))
    return with_numbers(replace(turn, reply=reply), view, now)
