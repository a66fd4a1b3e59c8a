"""The frame of a reply to an English question, for that reply only."""

import pytest

from bot.channels.telegram.write import CAPABILITIES as TELEGRAM
from bot.channels.telegram.write import compose as compose_telegram
from bot.channels.zalo_bot.write import CAPABILITIES, compose
from bot.message import Incoming, Kind
from bot.talk.chat import ChatState
from bot.talk.conversation import Conversation

LAST = "The quotation is the original Vietnamese text; this tool does not translate it."
LEADS = "Who leads task 3.2 of plan 61?"


@pytest.fixture
def conversation(shipped_answerer):
    """A conversation with the shipped plans."""
    return Conversation(shipped_answerer)


def test_an_english_question_has_an_english_frame(conversation):
    """Hints, labels and choices are English, the quotation is not, the last line stands once."""
    turn = conversation.reply(LEADS, ChatState(), view=CAPABILITIES, now=0.0)
    told = "\n".join(compose(turn.reply))

    assert told.count(LAST) == 1
    assert "The plan says:\n“Đơn vị thực hiện: Sở Văn hóa, Thể thao và Du lịch chủ trì" in told
    assert told.split("Type a number to go on:\n")[1].splitlines() == [
        "1. Full section II.3.2",
        "2. Previous section (II.3.1)",
        "3. All of section II.3",
        "4. Ask another document",
    ]


def test_the_next_question_has_its_own_language(conversation):
    """A Vietnamese question after an English one is told in Vietnamese."""
    first = conversation.reply(LEADS, ChatState(), view=CAPABILITIES, now=0.0)
    second = conversation.reply("ai phối hợp", first.chat, view=CAPABILITIES, now=0.0)
    told = "\n".join(compose(second.reply))

    assert LAST not in told
    assert "Văn bản ghi:" in told and "Gõ số để xem tiếp:" in told


def test_buttons_are_english(conversation):
    """On Telegram, too."""
    turn = conversation.reply(LEADS, ChatState(), view=TELEGRAM, now=0.0)
    incoming = Incoming(channel="telegram", event_key="1", chat_id="1", user_id="1", kind=Kind.TEXT)
    payload = compose_telegram(turn.reply, incoming, offer="1", answers=())[-1]
    labels = [button.text for row in payload.keyboard for button in row]

    assert {"Full section II.3.2", "Ask another document", "Copy source"} <= set(labels)
    assert LAST in payload.plain
