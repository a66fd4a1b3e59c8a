"""Tests of who talks of what on Telegram: replies, several people in a group, anonymous admins."""

import time

import pytest
from bot_thread import BotThread
from telegram_server import BOT_ID, BOT_NAME

GROUP = -100
MENTION = f"@{BOT_NAME}"
ANONYMOUS = {
    "from": {
        "id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"
    },
    "sender_chat": {"id": GROUP, "type": "supergroup", "title": "Nhóm"},
}  # fmt: skip


@pytest.fixture
def bot(environ):
    """A running bot."""
    running = BotThread(environ).start()
    yield running
    running.stop()


def asked(telegram, text, **more):
    """What answers a message."""
    before = len(telegram.sent)
    telegram.say(text, **more)
    return telegram.wait_sent(before + 1)[-1]


def test_a_reply_to_an_older_answer_is_about_that_answer(telegram, bot):
    """It is asked of what was talked of then, and so is what follows; so are older choices."""
    old = asked(telegram, "ai chủ trì nhiệm vụ 3.2 KH 61")
    asked(telegram, "ai chủ trì nhiệm vụ 4.1 KH 61")
    answer = asked(telegram, "ai phối hợp", reply_to_message=old)
    assert answer["text"].startswith("Phối hợp: Sở Thông tin và Truyền thông")
    assert "Mục II.3.2" in answer["text"]
    assert "Mục II.3.2" in asked(telegram, "thời hạn thế nào")["text"]


def test_a_reply_to_an_answer_that_is_forgotten_is_about_its_place(telegram, bot):
    """Of a message older than what is kept the source line tells what it was about."""
    asked(telegram, "thời hạn báo cáo KH 170")
    forgotten = {
        "message_id": 90_001,
        "date": int(time.time()) - 90 * 86_400,
        "chat": {"id": 7, "type": "private"},
        "from": {"id": BOT_ID, "is_bot": True, "first_name": "b", "username": BOT_NAME},
        "text": "Chủ trì: …\n\nMục II.3.2, Kế hoạch số 61/KH-UBND ngày 18/3/2024 của UBND tỉnh "
        "Lạng Sơn",
    }
    answer = asked(telegram, "ai phối hợp", reply_to_message=forgotten)
    assert "Mục II.3.2, Kế hoạch số 61/" in answer["text"]
    other = {**forgotten, "message_id": 90_002, "text": "Kho có 5 văn bản"}
    assert asked(telegram, "kinh phí KH 61", reply_to_message=other)


def test_each_person_of_a_group_goes_on_with_their_own_plan(telegram, bot):
    """A follow-up is about what its writer asked before; who is new goes on with the others."""
    asked(telegram, f"{MENTION} ai chủ trì nhiệm vụ 3.2 KH 61", chat=GROUP, user=5)
    asked(telegram, f"{MENTION} kế hoạch 90", chat=GROUP, user=6)
    answer = asked(telegram, f"{MENTION} còn 4.1 thì sao", chat=GROUP, user=5)
    assert "Mục II.4.1, Kế hoạch số 61/" in answer["text"]
    answer = asked(telegram, f"{MENTION} còn 4.2 thì sao", chat=GROUP, user=8)
    assert "Mục II.4.2, Kế hoạch số 61/" in answer["text"]


@pytest.mark.parametrize("words", ["", " trả lời giúp câu này với ạ"])
def test_the_bot_called_below_a_question_answers_that(telegram, bot, words):
    """A mention with no matter of its own asks what it replies to."""
    above = {
        "message_id": 90_003,
        "date": int(time.time()),
        "chat": {"id": GROUP, "type": "supergroup", "title": "Nhóm"},
        "from": {"id": 6, "is_bot": False, "first_name": "B"},
        "text": "ai chủ trì nhiệm vụ 3.2 KH 61",
    }
    answer = asked(telegram, f"{MENTION}{words}", chat=GROUP, user=5, reply_to_message=above)
    assert answer["text"].startswith("Chủ trì: Sở Văn hóa, Thể thao và Du lịch")


def test_an_anonymous_admin_is_answered(telegram, bot):
    """Who writes in the name of their group is answered where everybody is."""
    answer = asked(telegram, f"{MENTION} ai chủ trì nhiệm vụ 3.2 KH 61", chat=GROUP, **ANONYMOUS)
    assert answer["text"].startswith("Chủ trì: Sở Văn hóa, Thể thao và Du lịch")


def test_anonymous_admins_are_told_why_they_are_not_answered(telegram, environ):
    """Where nobody unknown is answered they are told so, once for all of them."""
    bot = BotThread({**environ, "ACCESS": "closed"}).start()
    try:
        for _ in range(3):
            telegram.say(f"{MENTION} kinh phí KH 61", chat=GROUP, **ANONYMOUS)
        telegram.say(f"{MENTION} kinh phí KH 61", chat=GROUP, user=5)
        assert "ẩn danh" in telegram.wait_sent(1)[0]["text"]
    finally:
        bot.stop()
    assert len(telegram.sent) == 1
