"""A plan that was withdrawn says so when it is asked for, and what replaced it."""

import time
from collections.abc import Sequence
from dataclasses import replace

from bot.message import Action, Block, Option, Reply, Tone, Verb
from bot.rights.audience import Sight
from bot.state.declarations import Withdrawal
from bot.talk.browse import listed_name
from bot.talk.commands import find_command
from bot.talk.turn import Turn
from bot.wording import library as wording_library
from index.answer.answer import Status
from index.answerer import Answerer
from index.force.fates import ENDING, fates_of
from index.library.card import DocumentCard
from index.question.scope import named_by_number
from knowledge.dates import spoken

# What may be typed behind a command is the number of a plan.
_OF_PLAN = ("kehoach", "tomtat", "bangoc")


def with_withdrawn(
    turn: Turn, text: str, answerer: Answerer, gone: Sequence[Withdrawal], sight: Sight
) -> Turn:
    """The turn with what has become of a withdrawn plan, where it was named and no other is.

    Args:
        turn: What is said without that.
        text: What was typed.
        answerer: Over what may be shown.
        gone: The withdrawn plans.
        sight: What may be shown; of other plans nothing is said.
    """
    named = _named(text, answerer, gone, sight)
    if not named:
        return turn
    told = [_told(each, answerer) for each in named]
    sentence = "\n".join(words for words, _ in told)
    if turn.answer is not None and turn.answer.status is not Status.NOT_FOUND:
        note = Block(text=sentence, tone=Tone.NOTE)
        return replace(turn, reply=replace(turn.reply, blocks=(note, *turn.reply.blocks)))
    options = [option for _, found in told for option in found]
    return replace(turn, reply=Reply.say(sentence, *options), vain=None)


def _named(
    text: str, answerer: Answerer, gone: Sequence[Withdrawal], sight: Sight
) -> list[Withdrawal]:
    cards = [each.card for each in gone if each.card is not None]
    if not cards:
        return []
    command = find_command(text)
    if command is not None:
        if command.name not in _OF_PLAN:
            return []
        argument = command.argument
        text = f"kế hoạch {argument}" if argument.isdigit() else argument
    question = answerer.understand(text)
    if named_by_number(question, answerer.library.documents):
        return []
    hidden = sight.hidden(cards)
    meant = {card.sha256 for card in named_by_number(question, cards) if card.id not in hidden}
    return [each for each in gone if each.sha256 in meant]


def _told(withdrawn: Withdrawal, answerer: Answerer) -> tuple[str, list[Option]]:
    """When a plan was withdrawn and what replaced it, and the choice to go on with that."""
    day = spoken(time.strftime("%Y-%m-%d", time.localtime(withdrawn.at)))
    told = wording_library.GONE.format(name=withdrawn.name, day=day)
    assert withdrawn.card is not None
    heirs = _heirs(withdrawn.card, answerer)
    if heirs:
        names = "; ".join(listed_name(answerer.library, card) for card in heirs)
        told = f"{told} {wording_library.GONE_REPLACED.format(names=names)}"
    pins = [Action(verb=Verb.PIN, documents=(card.id,)) for card in heirs]
    labels = [answerer.library.short_name(card.id) for card in heirs]
    return told, [Option(label=label, action=pin) for label, pin in zip(labels, pins, strict=True)]


def _heirs(card: DocumentCard, answerer: Answerer) -> list[DocumentCard]:
    """The documents that say, or of which admins say, that they replace a plan."""
    held = answerer.library.documents
    fates = fates_of((*held, card)).get(card.id, ())
    heirs = dict.fromkeys(each.by for each in fates if each.by and each.change in ENDING)
    return [answerer.library.card(each) for each in heirs]
