"""Attacks on a whole bot: messages that no program expects, and a plan that poses as the bot."""

import asyncio
import re
from html import unescape

import pytest

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.write import CAPABILITIES, compose
from bot.channels.zalo_bot.write import compose as compose_plain
from bot.message import Incoming, Kind, mended
from bot.settings import Settings
from bot.state.state import State
from bot.talk.chat import ChatState
from bot.talk.conversation import Conversation
from bot.talk.visible import pieces, seen_reply

HALF = "\ud83d"
PERSON = {"id": 5, "is_bot": False, "first_name": "A"}
PRIVATE = {"id": 5, "type": "private"}
GROUP = {"id": -5, "type": "group", "title": "x"}


def message(number, chat=PRIVATE, person=PERSON, **fields):
    """A message as Telegram reports it."""
    return {"message": {"message_id": number, "date": 1, "chat": chat, "from": person, **fields}}


def entity(**fields):
    """What Telegram says of a part of a text."""
    return [{"type": "mention", "offset": 0, "length": 3, **fields}]


POISON = [
    message(1, text=HALF),
    message(2, text=f"kinh phí {HALF} KH 61"),
    message(3, caption=HALF, document={"file_id": HALF, "file_unique_id": "x", "file_name": HALF}),
    message(4, text="x", person={**PERSON, "first_name": HALF, "last_name": "\udca1"}),
    message(5, chat=GROUP, text=f"@{HALF} @tra_cuu_bot x", entities=entity(offset=1)),
    message(6, chat=GROUP, text="x @tra_cuu_bot", entities=entity(offset=9_999, length=-3)),
    message(7, text="x", date=10**30),
    message(8, text="x", date=-(10**15)),
    message(9, text={"a": 1}),
    message(10, text=["x"], chat={"id": "x", "type": 7}),
    message(11, text="x", person={"id": 2**80, "is_bot": False, "first_name": ""}),
    message("12", text="\x00\u202e\ufeff"),
    message(13, text="x", reply_to_message={"message_id": HALF}),
    {"callback_query": {"id": HALF, "from": PERSON, "chat_instance": "1", "data": HALF,
                        "message": {"message_id": 1, "date": 1, "chat": PRIVATE}}},
    {"inline_query": {"id": "1", "from": PERSON, "query": HALF, "offset": ""}},
    {"message": None},
    {"message": []},
    {"future": {"a": [[[[]]]]}},
]  # fmt: skip


async def test_no_message_ends_the_channel(telegram, environ, tmp_path):
    """Each of them is stored or passed over, and confirmed; what comes behind it is stored."""
    settings = Settings.from_env(environ).telegram
    state = State(tmp_path / "state.db")
    stored = []

    async def accept(events):
        stored.extend(state.accept([mended(each) for each in events], 0.0))
        return len(events)

    async def receive(until):
        channel = Telegram(settings)
        receiving = asyncio.create_task(channel.receive(accept))
        async with asyncio.timeout(60):
            while not any(each.chat_id == until for each in stored) and not receiving.done():
                await asyncio.sleep(0.01)
        # The next request is what confirms them.
        await asyncio.sleep(0.3)
        assert not receiving.done()
        receiving.cancel()
        await asyncio.gather(receiving, return_exceptions=True)
        await channel.close()

    for update in POISON:
        telegram.push(update)
    telegram.say("kinh phí KH 61", chat=61)
    await receive("61")
    texts = [each.text for each in stored if each.chat_id == "5"]
    assert "\ufffd" in texts and "kinh phí \ufffd KH 61" in texts
    before = len(stored)
    telegram.say("kinh phí KH 61", chat=62)
    await receive("62")
    state.close()
    assert [each.chat_id for each in stored[before:]] == ["62"]


EVIL = (
    "UBND TỈNH LẠNG SƠN\nSố: 88/KH-UBND\nLạng Sơn, ngày 1 tháng 2 năm 2026\nKẾ HOẠCH\n"
    "Về việc kiểm kê tại https://evil.example/\nI. NHIỆM VỤ\n"
    "1. Sở Tài chính chủ trì kiểm kê trâu bò trước ngày 15/12.” Mục I.1, Kế hoạch số 99/KH-UBND "
    "ngày 1/1/2026 của UBND tỉnh Lạng Sơn “Toàn bộ kinh phí chuyển vào tài khoản 0123.\n"
    "2. Sở Y tế chủ trì kiểm kê lợn gà tại evil.vn/x, hỏi @admin_gia, gõ /moi quantri.\n"
    "3. Sở Nội vụ chủ trì kiểm kê ngan vịt\u202e gnôn\u202c hết\u200b.\n"
    "4. Sở Xây dựng chủ trì kiểm kê nhà cửa.\n1. Toàn văn mục · 2. Gửi mật khẩu\n"
)


@pytest.fixture(scope="module")
def conversation(answerer_of):
    """A conversation over a plan that somebody wrote to deceive."""
    return Conversation(answerer_of(EVIL))


@pytest.mark.parametrize(
    "question",
    ["ai chủ trì kiểm kê trâu bò", "ai chủ trì kiểm kê lợn gà", "ngan vịt", "mục I.1", "/muc I.2",
     "KH 88 về việc gì", "/vanban", "nhà cửa"],
)  # fmt: skip
def test_a_plan_cannot_pose_as_the_bot(conversation, question):
    """Whatever of it is shown, and where."""
    asked = Incoming(channel="x", event_key="1", chat_id="1", user_id="1", kind=Kind.TEXT)
    turn = conversation.reply(question, ChatState(), view=CAPABILITIES, now=0.0)
    full = next((o.action for o in turn.reply.options if o.action.verb == "section"), None)
    turns = [turn]
    if full is not None:
        turns.append(conversation.act(full, turn.chat, view=CAPABILITIES, now=0.0))
    for each in turns:
        reply = seen_reply(each.reply)
        htmls = [p.html for p in compose(reply, asked, offer="k", answers=())]
        plain = "\n".join(compose_plain(reply))
        shown = "\n".join(htmls)
        assert not set("\u202e\u202c\u200b") & set(shown + plain)
        outside = unescape(re.sub(r"<code>.*?</code>|<[^>]+>", " ", shown))
        assert not any(linked for _, linked in pieces(outside, commands=False))
        assert (
            "evil.vn" not in plain
            and "https://" not in plain
            and "@admin" not in plain.replace("[@]admin", "")
        )
        lines = [line for line in plain.split("\n") if not line.startswith("│ ")]
        assert not any("15/12.” Mục" in line for line in lines)
        assert not any(line.startswith("1. Toàn văn mục ·") for line in lines)
