"""A reply and the chat after it: its pages, its ratings, what a bare number picks."""

from dataclasses import dataclass, replace

from bot.message import Action, Block, Capabilities, Option, Reply, Tone, Verb
from bot.talk.browse import PAGE_SHARE
from bot.talk.chat import CHOICES_LAST, ChatState
from bot.talk.cut import cut
from bot.wording import general as wording
from index.answer.answer import Answer, Status
from knowledge.text import squash


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A reply and the chat after it.

    Attributes:
        answer: The answer that it tells; None for what is no answer.
        vain: The question in full, where it was not answered.
    """

    reply: Reply
    chat: ChatState
    answer: Answer | None = None
    vain: str | None = None

    @property
    def status(self) -> Status | None:
        """The status of the answer; None for what is no answer."""
        return None if self.answer is None else self.answer.status


def paged(turn: Turn, documents: tuple[str, ...], view: Capabilities, page: int) -> Turn:
    """The turn with one page of its statement where that is long; the next is a choice away.

    Args:
        turn: What is said.
        documents: The plan that was in view when it was asked; empty for none.
        view: What the channel can show.
        page: Which page, from 0.
    """
    reply, answer = turn.reply, turn.answer
    pages = cut(answer.statement, int(view.max_text * PAGE_SHARE)) if answer is not None else ()
    if answer is None or len(pages) < 2 or not turn.chat.asked:
        return turn
    page = min(page, len(pages) - 1)
    told_page = wording.PAGE.format(page=page + 1, count=len(pages))
    blocks = [
        replace(b, text=pages[page]) if b.text == answer.statement else b for b in reply.blocks
    ]
    options = list(reply.options)
    if page + 1 < len(pages):
        label = wording.MORE.format(page=page + 2, count=len(pages))
        asked = "\n".join(squash(each) for each in turn.chat.asked)
        more = Action(verb=Verb.ASK, text=asked, documents=documents, page=page + 1)
        options.insert(0, Option(label=label, action=more, wide=True))
    blocks.append(Block(text=told_page, tone=Tone.NOTE))
    return replace(turn, reply=replace(reply, blocks=tuple(blocks), options=tuple(options)))


def rated(turn: Turn, view: Capabilities) -> Turn:
    """The turn with buttons to say how good the answer is, where there are buttons."""
    if not view.buttons or turn.status is None or not turn.reply.copy or not turn.chat.asked:
        return turn
    about = turn.chat.asked[-1]
    ratings = tuple(
        Option(label=label, action=Action(verb=verb, text=about))
        for label, verb in ((wording.GOOD, Verb.GOOD), (wording.BAD, Verb.BAD))
    )
    return replace(turn, reply=replace(turn.reply, options=turn.reply.options + ratings))


def with_numbers(turn: Turn, view: Capabilities, now: float) -> Turn:
    """The turn with what a bare number will pick from now on."""
    options = turn.reply.options
    if not options:
        return turn
    choices = tuple(o.action for o in options if o.wide or not view.buttons)
    chat = replace(turn.chat, choices=choices, choices_until=now + CHOICES_LAST)
    return replace(turn, chat=chat)
