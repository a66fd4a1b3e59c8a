"""Tests of the whole way: a message on Zalo in, a message on Zalo out."""

import logging
import sqlite3
import time
from pathlib import Path

import pytest
from bot_thread import BotThread
from zalo_bot_server import GROUP, NAME, PERSON, RefusedRequest, person

from bot.channels.zalo_bot.channel import ZaloBot
from bot.errors import ChannelError
from bot.message import Incoming, Kind
from bot.settings import Settings
from bot.state.state import State
from bot.wording import general as wording


@pytest.fixture
def bot(zalo_bot_environ):
    """A running bot."""
    running = BotThread(zalo_bot_environ).start()
    yield running
    running.stop()


def once(method, act):
    """A rule for the first call of a method."""
    left = [act]

    def rule(called, parameters):
        return left.pop()(parameters) if called == method and left else None

    return rule


def refuse(code, description):
    """An act that refuses the request."""

    def act(_):
        raise RefusedRequest(code, description)

    return act


def calls(server, method):
    """The parameters of all calls of a method."""
    return [parameters for called, parameters in list(server.calls) if called == method]


def test_a_question_gets_its_cited_answer(zalo_bot, bot):
    """One message of plain text: the statement, the quote, the citation, numbered choices."""
    zalo_bot.say("ai chu tri nv 3.2 KH 61")
    (message,) = zalo_bot.wait_sent(1)

    lines = message["text"].split("\n")
    assert lines[0] == "Chủ trì: Sở Văn hóa, Thể thao và Du lịch"
    end = lines.index("Gõ số để xem tiếp:")
    assert lines[end - 2].startswith("Mục II.3.2, Kế hoạch số 61")
    # Its field lines each stand on a line.
    assert lines[end - 4].endswith("”") and any(line[:1] == "“" for line in lines[1 : end - 3])
    assert lines[end + 1 : end + 3] == ["1. Toàn văn mục II.3.2", "2. Mục trước (II.3.1)"]
    assert "<" not in message["text"]


def test_a_digit_picks_what_was_offered(zalo_bot, bot):
    """A bare number opens the section, and one out of range says so."""
    zalo_bot.say("ai chủ trì nhiệm vụ 3.2 KH 61")
    zalo_bot.wait_sent(1)
    zalo_bot.say("1")
    assert zalo_bot.wait_sent(2)[1]["text"].startswith("│ 3.2. Đẩy mạnh")
    zalo_bot.say("9")
    assert "có 2 lựa chọn" in zalo_bot.wait_sent(3)[2]["text"]


def test_plans_are_picked_from_a_list(zalo_bot, bot):
    """The list is numbered once, and the conversation goes on with the plan that is picked."""
    zalo_bot.say("văn bản")
    (listed,) = zalo_bot.wait_sent(1)
    number = next(line[0] for line in listed["text"].split("\n") if "KH 61" in line)
    assert listed["text"].count("KH 61") == 1
    zalo_bot.say(number)
    zalo_bot.wait_sent(2)
    zalo_bot.say("kinh phí")
    assert "Phần III, Kế hoạch số 61/" in zalo_bot.wait_sent(3)[2]["text"]


def test_digits_and_follow_ups_outlive_a_restart(zalo_bot, zalo_bot_environ):
    """What a number and a follow-up mean is kept."""
    first = BotThread(zalo_bot_environ).start()
    zalo_bot.say("ai chủ trì nhiệm vụ 3.2 KH 61")
    zalo_bot.wait_sent(1)
    first.stop()
    second = BotThread(zalo_bot_environ).start()
    zalo_bot.say("1")
    zalo_bot.wait_sent(2)
    zalo_bot.say("còn 4.1 thì sao")
    assert "Mục II.4.1, Kế hoạch số 61/" in zalo_bot.wait_sent(3)[2]["text"]
    second.stop()


OTHERS = [
    {"event": "message.sticker.received", "sticker": "s1", "message_type": "CHAT_STICKER"},
    {"event": "message.image.received", "photo_url": "https://x/1.jpg"},
    {"event": "message.image.received", "photo": "https://x/1.jpg"},
    {"event": "message.voice.received", "voice_url": "https://x/1.aac"},
    {"event": "message.unsupported.received"},
]


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: " ".join(other))
def test_what_is_no_text_gets_one_helpful_line(zalo_bot, bot, other):
    """An album of it gets one line in private and none in a group; a caption is a question."""
    zalo_bot.say("", chat=GROUP, user=PERSON, **other)
    for _ in range(3):
        zalo_bot.say("", **other)
    zalo_bot.say("kinh phí KH 61")
    first, second = zalo_bot.wait_sent(2)
    assert "tin nhắn chữ" in first["text"] and "Phần III, Kế hoạch số 61/" in second["text"]
    assert not zalo_bot.texts(GROUP)


def test_a_caption_is_a_question(zalo_bot, bot):
    """The words below a picture are answered."""
    zalo_bot.say("", event="message.image.received", photo_url="https://x", caption="KH 61 ai ký")
    assert "Kế hoạch số 61/" in zalo_bot.wait_sent(1)[0]["text"]


def test_groups_are_answered_where_they_ask(zalo_bot, bot):
    """The bot's name is no part of the question, and the answer goes to the group."""
    zalo_bot.say(f"@{NAME} kinh phí KH 61", chat=GROUP, user=PERSON)
    zalo_bot.wait_sent(1)
    assert "Phần III" in zalo_bot.texts(GROUP)[0] and "được đọc là" not in zalo_bot.texts(GROUP)[0]


def test_other_bots_and_events_are_left_alone(zalo_bot, bot):
    """Unknown events, events without a message and those of bots spoil nothing."""
    zalo_bot.say("kinh phí", event="message.reaction.received")
    zalo_bot.say("kinh phí", event="something\nnew")
    robot = {"id": person(9), "display_name": "x", "is_bot": True}
    zalo_bot.say("kinh phí", chat=person(9), **{"from": robot})
    zalo_bot.push({"event_name": "user.follow", "follower": {"id": person(8)}})
    zalo_bot.push({"event_name": "message.text.received", "message": ["?"]})
    zalo_bot.push({"event_name": ["?"], "message": {"from": None, "chat": 5}})
    zalo_bot.push({"event_name": "message.text.received", "message": {"text": "\ud800"}})
    zalo_bot.say("kinh phí KH 61")
    assert "Phần III, Kế hoạch số 61/" in zalo_bot.wait_sent(1, 20)[0]["text"]
    assert len(zalo_bot.sent) == 1


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, "🙂" * 5_000, "<b>&amp;</i> \u202e\u0000", "/", "@", "\u200b", "' OR 1=1 --",
     "a\ud800b", "1" * 400, "\n\n\t"],
)  # fmt: skip
def test_strange_texts_get_an_answer(zalo_bot, bot, text):
    """Whatever is typed, something is said, and the bot lives on."""
    zalo_bot.say(text)
    zalo_bot.say("kinh phí KH 61", chat=person(2))
    zalo_bot.wait_sent(2)
    assert "Phần III, Kế hoạch số 61/" in zalo_bot.texts(person(2))[0] and zalo_bot.texts()


def test_replayed_and_shuffled_messages_are_answered_once(zalo_bot, bot):
    """Where polling gives the same messages again and again, it is at most once a second."""
    zalo_bot.repeat = True
    for number in (1, 2):
        zalo_bot.say("kinh phí KH 61", chat=person(number))
    zalo_bot.wait_sent(2)
    polls = []
    zalo_bot.rules.append(lambda method, _: polls.append(time.monotonic()))
    zalo_bot.wait(lambda: len(polls) >= 3)
    assert polls[2] - polls[1] > 0.9
    zalo_bot.repeat, zalo_bot.shuffle = False, True
    zalo_bot.wait(lambda: not zalo_bot._updates)
    assert sorted(chat for chat, _ in zalo_bot.sent) == [person(1), person(2)]
    assert zalo_bot.most_polling == 1


def test_messages_of_last_month_are_passed_over(zalo_bot, bot):
    """What came before the memory of messages might have been answered; dates may be seconds."""
    month_ago = time.time() - 30 * 86_400
    zalo_bot.say("kinh phí KH 61", chat=person(1), date=int(month_ago * 1000))
    zalo_bot.say("kinh phí KH 61", chat=person(2), date=int(time.time()))
    zalo_bot.say("kinh phí KH 61", chat=person(3), date=None)
    zalo_bot.wait_sent(2)
    assert [chat for chat, _ in zalo_bot.sent] == [person(2), person(3)]


def test_a_quiet_hour_is_no_error(zalo_bot, bot, caplog):
    """An empty poll is an answer 408, after which the next begins."""
    zalo_bot.rules.append(once("getUpdates", refuse(408, "Request Timeout")))
    zalo_bot.say("kinh phí KH 61")
    zalo_bot.wait_sent(1)
    troubles = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert len(calls(zalo_bot, "getUpdates")) >= 2 and not troubles


@pytest.mark.parametrize("code", [500, 502, 403])
def test_what_the_platform_did_not_take_goes_out_later(zalo_bot, bot, code):
    """Errors of the platform's own are waited out; 403 is one of them by its documentation."""
    zalo_bot.rules.append(once("sendMessage", refuse(code, "Internal Server Error")))
    zalo_bot.say("kinh phí KH 61")
    zalo_bot.wait_sent(1)
    assert len(calls(zalo_bot, "sendMessage")) == 2 and len(zalo_bot.sent) == 1


@pytest.mark.parametrize("fate", ["cut", "garble"])
def test_what_may_have_arrived_is_sent_again_with_a_remark(zalo_bot, bot, monkeypatch, fate):
    """Without a readable confirmation the reader is told that it may be there twice."""
    monkeypatch.setattr("bot.delivery.outbox._AGAIN_AFTER", 0.05)
    zalo_bot.rules.append(once("sendMessage", lambda _: fate))
    zalo_bot.say("kinh phí KH 61")
    first, again = zalo_bot.wait_sent(2)
    zalo_bot.say("ai ký KH 61")
    zalo_bot.wait_sent(3)
    assert again["text"] == f"{wording.SENT_AGAIN}\n{first['text']}"
    assert len(calls(zalo_bot, "sendMessage")) == 3


def _outbox(environ):
    """How many messages are in which state."""
    connection = sqlite3.connect(f"file:{Path(environ['DATA'])}/state.db?mode=ro", uri=True)
    rows = connection.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall()
    connection.close()
    return dict(rows)


def test_a_person_who_cannot_be_reached_holds_nobody_up(zalo_bot, bot, zalo_bot_environ):
    """A refusal fails that message; others are answered."""
    zalo_bot.rules.append(once("sendMessage", refuse(400, "Bad Request: chat not found")))
    zalo_bot.say("kinh phí KH 61", chat=person(1))
    zalo_bot.wait(lambda: calls(zalo_bot, "sendMessage"))
    zalo_bot.say("kinh phí KH 61", chat=person(2))
    zalo_bot.wait_sent(1)
    assert [chat for chat, _ in zalo_bot.sent] == [person(2)]
    assert _outbox(zalo_bot_environ)["failed"] == 1


def test_a_platform_that_is_down_for_a_while_loses_nothing(zalo_bot, bot):
    """What was asked before and after an outage is answered once."""
    zalo_bot.say("kinh phí KH 61", chat=person(1))
    zalo_bot.wait_sent(1)
    zalo_bot.stop()
    zalo_bot.say("kinh phí KH 61", chat=person(2))
    zalo_bot.start()
    zalo_bot.wait_sent(2, 20)
    assert [chat for chat, _ in zalo_bot.sent] == [person(1), person(2)]


def test_a_webhook_that_somebody_sets_is_ended(zalo_bot, bot):
    """Polling fails while a webhook is set, so it is taken away and polling goes on."""
    zalo_bot.say("kinh phí KH 61", chat=person(1))
    zalo_bot.wait_sent(1)
    zalo_bot.webhook = {"url": "https://other.example", "secret_token": "x" * 8}
    zalo_bot.wait(lambda: zalo_bot.webhook is None, 20)
    zalo_bot.say("kinh phí KH 61", chat=person(2))
    zalo_bot.wait_sent(2)
    assert [chat for chat, _ in zalo_bot.sent] == [person(1), person(2)]


def test_a_second_program_does_not_poll(zalo_bot, bot, zalo_bot_environ, tmp_path):
    """Another data folder is no way around: one program asks for a bot's messages."""
    zalo_bot.say("kinh phí KH 61")
    zalo_bot.wait_sent(1)
    second = BotThread({**zalo_bot_environ, "DATA": str(tmp_path / "other")}).start()
    with pytest.raises(ChannelError, match="Không kênh nào còn chạy"):
        second.wait()


def test_admins_reload_by_plain_words(zalo_bot, zalo_bot_environ, plan_files, tmp_path):
    """«nạp lại» and «quay lại» do in private what the commands do; others may not."""
    documents = tmp_path / "documents"
    documents.mkdir()
    names = sorted(plan_files)[:2]
    (documents / names[0]).write_bytes(plan_files[names[0]].read_bytes())
    bot = BotThread({**zalo_bot_environ, "DOCUMENTS": str(documents)}).start()
    zalo_bot.say("tình trạng")
    assert zalo_bot.wait_sent(1)[0]["text"].startswith("Kho: 1 văn bản")
    (documents / names[1]).write_bytes(plan_files[names[1]].read_bytes())
    zalo_bot.say("nạp lại")
    assert "2 văn bản (thêm 1" in zalo_bot.wait_sent(3, 30)[2]["text"]
    zalo_bot.say("quay lai")
    assert "Bản kho trước có 1 văn bản" in zalo_bot.wait_sent(4)[3]["text"]
    zalo_bot.say("1")
    assert "Đã dùng lại bản kho trước (1 văn bản)" in zalo_bot.wait_sent(5)[4]["text"]
    zalo_bot.say("nap lai", chat=person(3))
    zalo_bot.say("quay lại", chat=GROUP, user=PERSON)
    zalo_bot.wait_sent(7)
    bot.stop()
    assert "chỉ quản trị viên dùng" in zalo_bot.texts(person(3))[0]
    assert "chỉ quản trị viên dùng" in zalo_bot.texts(GROUP)[0]


def test_strangers_come_in_by_a_code(zalo_bot, zalo_bot_environ):
    """Closed by default: a stranger is told once, and an admin's code admits them."""
    bot = BotThread({**zalo_bot_environ, "ACCESS": "closed"}).start()
    for _ in range(3):
        zalo_bot.say("kinh phí KH 61", chat=person(1))
    zalo_bot.say("mã mời")
    zalo_bot.wait_sent(2)
    code = zalo_bot.texts()[0].split("\n")[0].rpartition(" ")[2]
    zalo_bot.say(code.lower(), chat=person(1))
    zalo_bot.say("kinh phí KH 61", chat=person(1))
    zalo_bot.wait_sent(4)
    bot.stop()
    first, second, third = zalo_bot.texts(person(1))
    assert "mã mời" in first and "quyền tra cứu" in second and "Phần III, Kế hoạch số 61/" in third


def test_admins_are_warned_once_before_the_quota_is_gone(zalo_bot, zalo_bot_environ):
    """At four in five of the month's messages, and the figure is there to be asked for."""
    bot = BotThread({**zalo_bot_environ, "ZALO_BOT_QUOTA": "10"}).start()
    zalo_bot.say("tình trạng")
    assert "Zalo: đã gửi 0/10 tin" in zalo_bot.wait_sent(1)[0]["text"]
    for number in range(1, 9):
        zalo_bot.say("kinh phí KH 61", chat=person(number))
    zalo_bot.wait_sent(10, 30)
    bot.stop()
    (warning,) = zalo_bot.texts()[1:]
    assert "8/10" in warning and "80%" in warning


def test_beyond_the_quota_a_message_waits(zalo_bot, zalo_bot_environ):
    """A 429 is no refusal: the message stays, and is not tried again at once."""
    zalo_bot.quota = 1
    bot = BotThread(zalo_bot_environ).start()
    zalo_bot.say("kinh phí KH 61", chat=person(1))
    zalo_bot.wait_sent(1)
    zalo_bot.say("kinh phí KH 61", chat=person(2))
    zalo_bot.wait(lambda: len(calls(zalo_bot, "sendMessage")) == 2)
    bot.stop()
    assert _outbox(zalo_bot_environ) == {"sent": 1, "pending": 1}
    state = State(Path(zalo_bot_environ["DATA"]) / "state.db")
    waits = state.claim_message(f"zalo_bot:{person(2)}", time.time())
    state.close()
    assert isinstance(waits, float) and 50 < waits <= 60


async def test_a_long_search_shows_typing(zalo_bot, zalo_bot_environ, tmp_path):
    """The chat shows that something is being written; that this fails does not matter."""
    settings = Settings.from_env(zalo_bot_environ).zalo_bot
    channel = ZaloBot(settings, lock=tmp_path / "lock")
    zalo_bot.people.add(PERSON)
    for chat in (PERSON, person(9)):
        asked = Incoming(
            channel="zalo_bot", event_key="1", chat_id=chat, user_id=chat, kind=Kind.TEXT
        )
        await channel.show_typing(asked)
    await channel.close()
    assert calls(zalo_bot, "sendChatAction") == [
        {"chat_id": PERSON, "action": "typing"},
        {"chat_id": person(9), "action": "typing"},
    ]


def test_both_channels_run_side_by_side(zalo_bot, zalo_bot_environ, telegram, environ):
    """One program answers on both platforms, from one state."""
    bot = BotThread({**environ, **zalo_bot_environ}).start()
    zalo_bot.say("kinh phí KH 61")
    telegram.say("kinh phí KH 61")
    zalo_bot.wait_sent(1)
    telegram.wait_sent(1)
    bot.stop()
    assert (
        "Phần III, Kế hoạch số 61/" in zalo_bot.texts()[0]
        and "Phần III, Kế hoạch số 61/" in telegram.texts()[0]
    )
