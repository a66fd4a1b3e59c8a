"""Tests of the whole way: an update of Telegram in, a message of Telegram out."""

import pytest
from bot_thread import BotThread
from telegram_server import RefusedRequest


@pytest.fixture
def bot(environ):
    """A running bot."""
    running = BotThread(environ).start()
    yield running
    running.stop()


def test_a_question_gets_its_cited_answer(telegram, bot):
    """The statement first, the quote folded or not, the citation, buttons."""
    telegram.say("ai chủ trì nhiệm vụ 3.2 KH 61")
    (message,) = telegram.wait_sent(1)

    assert message["text"].startswith("Chủ trì: Sở Văn hóa, Thể thao và Du lịch")
    assert "Mục II.3.2, Kế hoạch số 61/" in message["text"]
    labels = [b["text"] for row in message["reply_markup"]["inline_keyboard"] for b in row]
    assert labels[:3] == ["Toàn văn mục II.3.2", "◀ Mục II.3.1", "▲ Cả mục II.3"]
    sent = [p for method, p in telegram.calls if method == "sendMessage"][0]
    assert "<blockquote>" in sent["text"] and sent["link_preview_options"] == {"is_disabled": True}


def button(message, label):
    """Whether a message has a button with that label."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return any(label in each["text"] for row in rows for each in row)


def test_buttons_lead_on(telegram, bot):
    """The full section comes below, the other plans are picked in place."""
    telegram.say("ai chủ trì nhiệm vụ 3.2 KH 61")
    (answer,) = telegram.wait_sent(1)
    press = telegram.press(answer, "Toàn văn")
    full = telegram.wait_sent(2)[1]
    assert full["text"].startswith("3.2. Đẩy mạnh") and press in telegram.answers

    telegram.press(answer, "Hỏi ở văn bản khác")
    listed = telegram.wait_sent(3)[2]
    assert listed["text"].startswith("Anh/chị hỏi “ai chủ trì")
    telegram.press(listed, "KH 90")
    telegram.wait(lambda: not listed["text"].startswith("Anh/chị hỏi"))
    assert len(telegram.sent) == 3


def test_lists_are_leafed_in_place(telegram, bot):
    """A plan picked from the list opens in the same message."""
    telegram.say("/vanban")
    (message,) = telegram.wait_sent(1)
    assert message["text"].startswith("Kho có 5 văn bản")
    telegram.press(message, "KH 61")
    telegram.wait(lambda: len(telegram.answers) == 1)
    telegram.say("kinh phí")
    assert "Phần III, Kế hoạch số 61/" in telegram.wait_sent(2)[-1]["text"]


def test_ratings_are_kept(telegram, bot):
    """A thumb up gets a short notice, a thumb down is asked for its reason."""
    telegram.say("ai chủ trì nhiệm vụ 3.2 KH 61")
    (answer,) = telegram.wait_sent(1)
    press = telegram.press(answer, "👍")
    telegram.wait(lambda: press in telegram.answers)
    assert "Cảm ơn" in telegram.answers[press]
    telegram.press(answer, "👎")
    why = telegram.wait_sent(2)[1]
    telegram.press(why, "Thiếu")
    telegram.wait(lambda: "Cảm ơn" in why["text"])


def test_buttons_work_after_a_restart(telegram, environ):
    """A button and a follow-up mean the same to the next process."""
    first = BotThread(environ).start()
    telegram.say("ai chủ trì nhiệm vụ 3.2 KH 61")
    (answer,) = telegram.wait_sent(1)
    first.stop()
    second = BotThread(environ).start()
    telegram.press(answer, "Toàn văn")
    telegram.wait_sent(2)
    telegram.say("còn 4.1 thì sao")
    assert "Mục II.4.1, Kế hoạch số 61/" in telegram.wait_sent(3)[-1]["text"]
    second.stop()


def test_forged_and_foreign_buttons_do_nothing(telegram, bot):
    """The key of another chat's button, or an invented one, gets a notice."""
    telegram.say("ai chủ trì nhiệm vụ 3.2 KH 61", chat=7)
    (answer,) = telegram.wait_sent(1)
    data = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    foreign = {**answer, "chat": {"id": 8, "type": "private"}}
    presses = [
        telegram.press(foreign, "", data=data),
        telegram.press(answer, "", data="x' OR 1=1:0"),
        telegram.press(answer, "", data=data.split(":")[0] + ":99"),
    ]
    telegram.wait(lambda: all(press in telegram.answers for press in presses))
    assert all("đã cũ" in telegram.answers[press] for press in presses)
    assert len(telegram.sent) == 1


def test_an_edited_question_edits_its_answer(telegram, bot):
    """The answer changes in its place; nothing new is sent."""
    question = telegram.say("ai chủ trì nhiệm vụ 3.2 KH 61")
    (answer,) = telegram.wait_sent(1)
    telegram.say("kinh phí KH 61", edit=question)
    telegram.wait(lambda: "Phần III, Kế hoạch số 61/" in answer["text"])
    assert len(telegram.sent) == 1


def test_groups_are_answered_only_when_addressed(telegram, bot):
    """A mention, a reply or a command is answered; other talk, bots and channels are not."""
    group = -100
    telegram.say("ai chủ trì nhiệm vụ 3.2 KH 61", chat=group, user=5)
    telegram.say("/help@another_bot", chat=group, user=5)
    telegram.say("/ban", chat=group, user=5)
    bot_writes = {"from": {"id": 99, "is_bot": True, "first_name": "x"}}
    telegram.say("@tra_cuu_bot kinh phí KH 61", chat=group, user=5, **bot_writes)
    channel = {"sender_chat": {"id": -200, "type": "channel", "title": "x"}}
    telegram.say("@tra_cuu_bot kinh phí KH 61", chat=group, user=5, **channel)
    telegram.say(None, chat=group, user=5, sticker=STICKER)
    asked = telegram.say("@Tra_Cuu_Bot kinh phí KH 61", chat=group, user=5)
    (answer,) = telegram.wait_sent(1)
    assert "Phần III, Kế hoạch số 61/" in answer["text"]
    sent = [p for method, p in telegram.calls if method == "sendMessage"]
    assert int(sent[0]["reply_parameters"]["message_id"]) == asked
    telegram.say("ai ký", chat=group, user=5, reply_to_message=answer)
    telegram.say("/vanban@tra_cuu_bot", chat=group, user=5)
    assert "Kho có 5" in telegram.wait_sent(3)[-1]["text"]
    assert len(telegram.sent) == 3


STICKER = {
    "file_id": "f",
    "file_unique_id": "u",
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}


def test_stickers_get_one_helpful_line(telegram, bot):
    """What is no text gets a sentence in private."""
    telegram.say(None, sticker=STICKER)
    assert "tin nhắn chữ" in telegram.wait_sent(1)[0]["text"]


def test_topics_are_kept(telegram, bot):
    """In a forum the answer goes into the topic of the question."""
    telegram.say(
        "@tra_cuu_bot kinh phí KH 61", chat=-100, user=5, message_thread_id=3, is_topic_message=True
    )
    assert telegram.wait_sent(1)[0]["message_thread_id"] == 3


def test_updates_that_cannot_be_read_spoil_no_other(telegram, bot):
    """Malformed and unknown updates are passed over."""
    telegram.push({"message": {"message_id": "?"}})
    telegram.push({"something_new": {"id": 1}})
    telegram.push({"callback_query": {"id": "1"}})
    telegram.say("kinh phí KH 61")
    assert "Phần III, Kế hoạch số 61/" in telegram.wait_sent(1)[0]["text"]


def test_repeated_and_shuffled_updates_are_answered_once(telegram, bot):
    """A server that repeats everything and mixes the order gets one answer a question."""
    telegram.repeat = telegram.shuffle = True
    for chat in (11, 12, 13):
        telegram.say("kinh phí KH 61", chat=chat)
    telegram.wait_sent(3)
    polls = len(telegram.calls)
    telegram.wait(lambda: len(telegram.calls) > polls + 5)
    assert sorted(chat for chat, _ in telegram.sent) == [11, 12, 13]
    telegram.repeat = False


def once(wanted, act):
    """A rule that acts on the first call of a method."""
    left = [1]

    def rule(method, parameters):
        if method == wanted and left:
            left.pop()
            return act(parameters)
        return None

    return rule


def refuse(*arguments, **parameters):
    """An act that refuses the request."""

    def act(_):
        raise RefusedRequest(*arguments, **parameters)

    return act


def test_too_many_requests_are_waited_out(telegram, bot):
    """After a 429 the message goes out when the platform allows it, once."""
    later = refuse(429, "Too Many Requests: retry after 1", parameters={"retry_after": 1})
    telegram.rules.append(once("sendMessage", later))
    telegram.say("kinh phí KH 61")
    telegram.wait_sent(1)
    tries = [p for method, p in telegram.calls if method == "sendMessage"]
    assert len(tries) == 2 and len(telegram.sent) == 1


@pytest.mark.parametrize("code", [500, 502])
def test_server_errors_are_tried_again(telegram, bot, code):
    """A message that the platform did not take goes out later."""
    telegram.rules.append(once("sendMessage", refuse(code, "Internal Server Error")))
    telegram.say("kinh phí KH 61")
    assert len(telegram.wait_sent(1)) == 1


def test_html_that_is_refused_goes_out_as_text(telegram, bot):
    """A parse error costs the markup, not the answer."""
    telegram.rules.append(
        once("sendMessage", refuse(400, "Bad Request: can't parse entities: at byte 3"))
    )
    telegram.say("kinh phí KH 61")
    assert "Phần III, Kế hoạch số 61/" in telegram.wait_sent(1)[0]["text"]


def test_a_group_that_moved_gets_its_answer(telegram, bot):
    """The answer follows a group that became a supergroup."""
    telegram.migrated[-5] = -1005
    telegram.say("@tra_cuu_bot kinh phí KH 61", chat=-5, user=9)
    telegram.wait_sent(1)
    assert telegram.sent[0][0] == -1005


def test_who_blocked_the_bot_holds_nobody_up(telegram, bot):
    """A refusal ends that chat's messages; others are answered."""
    telegram.blocked.add(21)
    telegram.say("kinh phí KH 61", chat=21)
    telegram.say("kinh phí KH 61", chat=22)
    telegram.wait_sent(1)
    assert telegram.sent[0][0] == 22


def test_late_presses_are_no_error(telegram, bot):
    """A press whose notice comes too late still does what it says."""
    telegram.say("ai chủ trì nhiệm vụ 3.2 KH 61")
    (answer,) = telegram.wait_sent(1)
    telegram.rules.append(once("answerCallbackQuery", refuse(400, "Bad Request: query is too old")))
    telegram.press(answer, "Toàn văn")
    assert telegram.wait_sent(2)[1]["text"].startswith("3.2.")


def test_long_texts_are_cut_and_leafed(telegram, bot):
    """A long part comes in pages within Telegram's limits."""
    telegram.say("/kehoach 61")
    telegram.wait_sent(1)
    telegram.say("/muc II")
    message = telegram.wait_sent(2)[-1]
    telegram.press(message, "Toàn văn")
    page, count = telegram.wait_sent(3)[-1], 3
    while button(page, "Xem tiếp"):
        telegram.press(page, "Xem tiếp")
        count += 1
        page = telegram.wait_sent(count)[-1]
    assert count >= 5


@pytest.mark.parametrize(
    "text",
    ["x" * 4096, "🙂" * 2000, "<b>&amp;</i> \u202e\u0000", "/", "/@", "@", "\u200b", "' OR 1=1 --"],
)
def test_strange_texts_get_an_answer(telegram, bot, text):
    """Whatever is typed, something is said, and the bot lives on."""
    telegram.say(text)
    telegram.wait_sent(1)
    telegram.say("kinh phí KH 61")
    assert "Phần III, Kế hoạch số 61/" in telegram.wait_sent(2)[-1]["text"]


def test_cards_are_offered_in_other_chats(telegram, bot):
    """What is typed behind the bot's name gets cards; only the last letters are answered."""
    first = telegram.type_inline("kinh")
    last = telegram.type_inline("kinh phí KH 61")
    telegram.wait(lambda: last in telegram.cards)
    assert first not in telegram.cards
    card = telegram.cards[last][0]
    assert "Phần III, Kế hoạch số 61/" in card["input_message_content"]["message_text"]
    link = card["reply_markup"]["inline_keyboard"][0][0]["url"]
    telegram.say(f"/start {link.partition('start=')[2]}", chat=51)
    assert telegram.wait_sent(1)[0]["text"].startswith("III. KINH PHÍ")


def test_menus_are_set(telegram, bot):
    """Everybody sees the commands, admins see theirs too."""
    telegram.wait(lambda: len(telegram.commands) == 2)
    names = {len(commands) for commands in telegram.commands.values()}
    assert len(names) == 2 and "null" in telegram.commands


def test_an_admin_who_blocked_the_bot_stops_nothing(telegram, environ):
    """Menus that cannot be set, and admins with no Telegram id, are passed over."""
    telegram.rules.append(refuse_scopes)
    bot = BotThread({**environ, "ADMINS": "telegram:7,telegram:@name"}).start()
    telegram.say("kinh phí KH 61")
    telegram.wait_sent(1)
    bot.stop()
    assert len(telegram.sent) == 1


def refuse_scopes(method, parameters):
    """A rule: no commands for single chats."""
    if method == "setMyCommands" and "scope" in parameters:
        raise RefusedRequest(403, "Forbidden: bot was blocked by the user")
