"""Tests of what is said of plans that were withdrawn."""

from dataclasses import replace

import pytest

from bot.library.opening import open_library
from bot.message import Verb
from bot.rights.audience import Restriction, Sight
from bot.settings import Settings
from bot.state.declarations import Withdrawal
from bot.talk.chat import ChatState
from bot.talk.conversation import TERMINAL, Conversation
from bot.talk.withdrawn import with_withdrawn
from index.answerer import Answerer
from index.library.document_names import full_name
from knowledge.document import Change, Standing

DAY = 1_780_000_000.0
NOTHING_HIDDEN = Sight()


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The shipped plans."""
    cache = tmp_path_factory.mktemp("cache")
    with open_library(Settings.from_env({"XDG_CACHE_HOME": str(cache)})) as opened:
        yield opened


@pytest.fixture(scope="module")
def gone(library):
    """KH 61, withdrawn."""
    card = next(c for c in library.documents if "61/KH" in str(c.identity.number))
    name = full_name(card)
    return Withdrawal(
        sha256=card.sha256, file=card.source_file, name=name, by="t:1", at=DAY, card=card
    )


@pytest.fixture(scope="module")
def conversation(library, gone):
    """Over the others."""
    return Conversation(Answerer(library).without({gone.card.id}))


def said(conversation, text, gone, sight=NOTHING_HIDDEN):
    """What is said to words in a new chat."""
    turn = conversation.reply(text, ChatState(), view=TERMINAL, now=1.0)
    return with_withdrawn(turn, text, conversation.answerer, [gone], sight)


@pytest.mark.parametrize("text", ["ai chủ trì nhiệm vụ 3.2 KH 61", "/kehoach 61", "/tomtat 61"])
def test_a_withdrawn_plan_says_so(conversation, gone, text):
    """Whichever way it is asked for, and nobody is offered to wait for it."""
    turn = said(conversation, text, gone)

    (block,) = turn.reply.blocks
    assert block.text == f"{gone.name} đã được rút khỏi kho ngày 28/5/2026."
    assert turn.vain is None and not turn.reply.options


@pytest.mark.parametrize("text", ["kinh phí KH 90", "ai chủ trì nhiệm vụ 3.2", "xin chào"])
def test_of_others_nothing_is_said(conversation, gone, text):
    """A question that does not name it is answered as ever."""
    assert said(conversation, text, gone) == conversation.reply(
        text, ChatState(), view=TERMINAL, now=1.0
    )


def test_who_could_not_see_it_hears_nothing_of_it(conversation, gone):
    """A restricted plan stays unknown to others when it is withdrawn."""
    restricted = Sight(restrictions=(Restriction.of(gone.card, ["lanh dao"]),))

    assert "rút" not in said(conversation, "kinh phí KH 61", gone, restricted).reply.blocks[0].text
    allowed = Sight(restrictions=restricted.restrictions, circles=frozenset({"lanh dao"}))
    assert "rút" in said(conversation, "kinh phí KH 61", gone, allowed).reply.blocks[0].text


def test_what_replaced_it_is_a_press_away(library, gone):
    """It is named, and asked from there on."""
    heir = next(c for c in library.documents if c.id != gone.card.id)
    standing = Standing(change=Change.REPLACED, by=heir.id, name="x")
    replaced = replace(gone, card=replace(gone.card, standing=(standing,)))
    conversation = Conversation(Answerer(library).without({gone.card.id}))

    turn = said(conversation, "kinh phí KH 61", replaced)
    assert "Văn bản thay thế: " in turn.reply.blocks[0].text
    (option,) = turn.reply.options
    assert (option.action.verb, option.action.documents) == (Verb.PIN, (heir.id,))
