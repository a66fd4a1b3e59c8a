"""Tests of the whole way: a signed event of an Official Account in, a message of it out."""

import signal
import sqlite3
import time
from pathlib import Path

import pytest
from bot_thread import BotThread, figures
from starlette.responses import JSONResponse
from zalo_oa_server import DAY

from bot.talk.cut import units
from bot.wording import general as wording

QUESTION = "ai chủ trì nhiệm vụ 3.2 KH 61"


@pytest.fixture
def bot(zalo_oa, oa_environ):
    """A running bot."""
    running = BotThread(oa_environ).start()
    zalo_oa.wait_ready()
    yield running
    running.stop()


def settled(environ):
    """(state, reason) of the messages that are not under way any more, once there are some."""
    path = Path(environ["DATA"]) / "state.db"
    until = time.monotonic() + 10
    while time.monotonic() < until:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        rows = connection.execute(
            "SELECT state, reason FROM outbox WHERE state IN ('sent', 'failed', 'unknown')"
        ).fetchall()
        connection.close()
        if rows:
            return rows
        time.sleep(0.02)
    raise AssertionError("no message was settled")


def once(act, wanted="sendMessage"):
    """A rule that acts on the first request of a kind."""
    left = [1]

    def rule(kind, body):
        return act() if kind == wanted and left and left.pop() else None

    return rule


def test_a_question_gets_its_cited_answer(zalo_oa, bot):
    """The statement first, the quote, the citation, and up to five buttons."""
    assert zalo_oa.say(QUESTION) == 200
    ((user, text, buttons),) = zalo_oa.wait_sent(1)

    assert user == "7" and text.startswith("Chủ trì: Sở Văn hóa, Thể thao và Du lịch")
    assert "“Đơn vị thực hiện" in text and "Mục II.3.2, Kế hoạch số 61" in text
    titles = [button["title"] for button in buttons]
    assert titles == [
        "1. Toàn văn mục II.3.2",
        "2. Mục trước (II.3.1)",
        "3. Cả mục II.3",
        "4. Hỏi ở văn bản khác",
    ]


def test_buttons_and_numbers_lead_on_after_a_restart(zalo_oa, oa_environ):
    """A button, the number in front of it and a follow-up mean the same to the next process."""
    first = BotThread(oa_environ).start()
    zalo_oa.wait_ready()
    zalo_oa.say(QUESTION)
    (answer,) = zalo_oa.wait_sent(1)
    first.stop()
    second = BotThread(oa_environ).start()
    zalo_oa.wait_ready()
    zalo_oa.press(answer, "Toàn văn")
    assert zalo_oa.wait_sent(2)[1][1].startswith("│ 3.2. Đẩy mạnh")
    zalo_oa.say(QUESTION)
    zalo_oa.wait_sent(3)
    zalo_oa.say("1")
    assert zalo_oa.wait_sent(4)[3][1] == zalo_oa.sent[1][1]
    zalo_oa.say("còn 4.1 thì sao")
    assert "Mục II.4.1, Kế hoạch số 61/" in zalo_oa.wait_sent(5)[4][1]
    second.stop()


def test_more_choices_than_buttons_stand_below_as_numbers(zalo_oa, bot):
    """Every plan of the list is a button or a number, and a number picks it."""
    zalo_oa.say("/vanban")
    ((_, text, buttons),) = zalo_oa.wait_sent(1)
    assert text.startswith("Kho có 5 văn bản") and len(buttons) == 5
    zalo_oa.say("5")
    zalo_oa.wait_sent(2)
    kind, number = text.split("\n5. ")[1].split()[:2]
    assert kind in ("KH", "HD") and f"số {number}" in zalo_oa.sent[1][1]


def test_forged_and_foreign_payloads_do_nothing(zalo_oa, bot):
    """The payload of another chat, or an invented one, is no question and opens nothing."""
    zalo_oa.say(QUESTION, chat="7")
    ((_, _, buttons),) = zalo_oa.wait_sent(1)
    payload = buttons[0]["payload"]
    for forged in (payload, "#chon:", "#chon:x' OR 1=1:0", "#chon:kinh phí KH 61", payload + "9"):
        zalo_oa.say(forged, chat="8")
    answers = zalo_oa.wait_sent(6)[1:]
    assert {text for _, text, _ in answers} == {"Lựa chọn này đã cũ. Anh/chị vui lòng hỏi lại."}
    zalo_oa.say(payload.rpartition(":")[0] + ":99", chat="7")
    assert "đã cũ" in zalo_oa.wait_sent(7)[-1][1]


def test_events_that_come_again_are_answered_once(zalo_oa, bot):
    """Zalo repeats what was not acknowledged in time; the same holds for a replayed call."""
    event = zalo_oa.event("user_send_text", text="kinh phí KH 61")
    assert [zalo_oa.hand_over(event) for _ in range(3)] == [200, 200, 200]
    zalo_oa.say("ai ký KH 61")
    zalo_oa.wait_sent(2)
    assert "Phần III, Kế hoạch số 61/" in zalo_oa.sent[0][1] and len(zalo_oa.calls) == 2


def test_who_follows_is_welcomed(zalo_oa, bot):
    """Following gets the welcome; what else happens around messages gets nothing."""
    quiet = ("unfollow", "user_seen_message", "user_received_message", "oa_send_text")
    for name in (*quiet, "anonymous_send_text", "user_send_group_text"):
        assert zalo_oa.hand_over(zalo_oa.event(name, text=QUESTION)) == 200
    assert zalo_oa.hand_over(zalo_oa.event("follow")) == 200
    assert zalo_oa.wait_sent(1)[0][1].startswith("Chào anh/chị.")


@pytest.mark.parametrize("kind", ["image", "sticker", "gif", "audio", "video", "file", "location"])
def test_what_is_no_text_gets_one_helpful_line(zalo_oa, bot, kind):
    """Whatever is sent, with whatever name: a sentence; a caption is a question."""
    payload = {"url": "https://x.example/a", "name": "b\x00áo\u202e\ncáo.pdf", "size": "1"}
    attachment = {"type": kind, "payload": payload}
    assert zalo_oa.hand_over(zalo_oa.event(f"user_send_{kind}", attachments=[attachment])) == 200
    assert "tin nhắn chữ" in zalo_oa.wait_sent(1)[0][1]
    caption = {"text": "kinh phí KH 61", "attachments": [attachment]}
    zalo_oa.hand_over(zalo_oa.event("user_send_image", **caption))
    assert "Phần III, Kế hoạch số 61/" in zalo_oa.wait_sent(2)[1][1]


def test_unknown_events_are_ignored_and_counted(zalo_oa, oa_environ, bot):
    """New event names, missing fields and strange ids are acknowledged, and break nothing."""
    for event in (
        zalo_oa.event("user_invents_something"),
        zalo_oa.event("user_send_text", user="7\x00\n"),
        {**zalo_oa.event("user_send_text"), "sender": None},
        {**zalo_oa.event("user_send_text"), "event_name": {"a": 1}},
    ):
        assert zalo_oa.call_signed(event) == 200
    assert 'unknown_events_total{channel="zalo_oa"} 4' in figures(
        oa_environ, oa_environ["HTTP_PORT"]
    )
    assert zalo_oa.hand_over({**zalo_oa.event("user_send_text"), "message": []}) == 200
    assert "tin nhắn chữ" in zalo_oa.wait_sent(1)[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "🙂" * 2000,
        "<b>&amp;</i> \u202e\u0000",
        "/",
        "\ud800",
        "\u200b",
        "' OR 1=1 --",
    ],
    ids=["long", "emoji", "control", "slash", "half", "nothing", "quote"],
)
def test_strange_texts_get_an_answer(zalo_oa, bot, text):
    """Whatever is typed, something is said, and the bot lives on."""
    assert zalo_oa.say(text) == 200
    zalo_oa.wait_sent(1)
    zalo_oa.say("kinh phí KH 61")
    assert "Phần III, Kế hoạch số 61/" in zalo_oa.wait_sent(2)[-1][1]


def test_long_texts_are_cut_and_leafed(zalo_oa, bot):
    """A long part comes in pages within Zalo's limits."""
    zalo_oa.say("/kehoach 61")
    zalo_oa.wait_sent(1)
    zalo_oa.say("/muc II")
    assert "6. Toàn văn phần II" in zalo_oa.wait_sent(2)[-1][1]
    zalo_oa.say("6")
    page, count = zalo_oa.wait_sent(3)[-1], 3
    while any("Xem tiếp" in button["title"] for button in page[2]) and count < 8:
        zalo_oa.press(page, "Xem tiếp")
        count += 1
        page = zalo_oa.wait_sent(count)[-1]
    assert count == 8 and all(units(text) <= 2000 for _, text, _ in zalo_oa.sent)


@pytest.mark.parametrize(
    "trouble",
    [
        lambda: JSONResponse({}, status_code=429, headers={"retry-after": "1"}),
        lambda: JSONResponse({}, status_code=503),
    ],
    ids=["429", "503"],
)
def test_what_zalo_did_not_take_is_sent_later(zalo_oa, bot, trouble):
    """A message that the platform did not take goes out when it does, once."""
    zalo_oa.rules.append(once(trouble))
    zalo_oa.say("kinh phí KH 61")
    zalo_oa.wait_sent(1)
    assert len(zalo_oa.calls) == 2 and len(zalo_oa.sent) == 1


@pytest.mark.parametrize("code", [-201, -210, -213, -217, -218, -230, -233, -305, -311, -9999])
def test_a_refusal_is_recorded_with_its_reason_and_holds_nobody_up(zalo_oa, oa_environ, bot, code):
    """What Zalo never takes has failed; others are answered."""
    zalo_oa.blocked["21"] = code
    zalo_oa.say("kinh phí KH 61", chat="21")
    ((state, reason),) = settled(oa_environ)
    zalo_oa.say("kinh phí KH 61", chat="22")
    assert zalo_oa.wait_sent(1)[0][0] == "22"
    assert state == "failed" and reason.startswith(f"{code} ") and len(reason) > 9


def test_a_message_of_unknown_fate_is_sent_again_with_a_remark(zalo_oa, bot, monkeypatch):
    """Where the confirmation is cut off after delivery, the reader is told."""
    monkeypatch.setattr("bot.delivery.outbox._AGAIN_AFTER", 0.05)
    zalo_oa.rules.append(once(lambda: "cut"))
    zalo_oa.say("kinh phí KH 61")
    (_, first, _), (_, again, _) = zalo_oa.wait_sent(2)
    zalo_oa.say("ai ký KH 61")
    zalo_oa.wait_sent(3)
    assert again == f"{wording.SENT_AGAIN}\n{first}" and len(zalo_oa.calls) == 3


def test_seven_days_after_the_question_zalo_refuses(zalo_oa, oa_environ, bot):
    """The platform's own windows are recorded as the reason of the failure."""
    zalo_oa.rules.append(once(lambda: zalo_oa.age("7", 8 * DAY)))
    zalo_oa.say("kinh phí KH 61")
    ((state, reason),) = settled(oa_environ)
    assert state == "failed" and "7 ngày" in reason and not zalo_oa.sent


def test_who_is_not_admitted_is_told_so_once(zalo_oa, oa_environ):
    """Closed by default: one polite line a day, and nothing of the plans."""
    bot = BotThread({**oa_environ, "ACCESS": "closed", "ADMINS": "zalo_oa:9"}).start()
    zalo_oa.wait_ready()
    zalo_oa.say(QUESTION, chat="7")
    zalo_oa.say(QUESTION, chat="7")
    zalo_oa.wait_sent(1)
    zalo_oa.say(QUESTION, chat="9")
    (stranger, _), (admin, _) = [(user, text) for user, text, _ in zalo_oa.wait_sent(2)]
    bot.stop()
    assert (stranger, admin) == ("7", "9") and "cấp quyền" in zalo_oa.sent[0][1]


def test_killed_while_sending_nothing_is_lost_or_sent_twice_unsaid(zalo_oa, oa_environ, start):
    """After SIGKILL the message under way says so, and what was acknowledged is answered."""
    zalo_oa.rules.append(once(lambda: "hold"))
    first = start(oa_environ)
    zalo_oa.wait_ready()
    zalo_oa.say("kinh phí KH 61", chat="7")
    zalo_oa.wait(lambda: zalo_oa.calls)
    zalo_oa.say("ai ký KH 61", chat="7")
    first.kill()
    first.wait()
    zalo_oa.released.set()
    second = start(oa_environ)
    zalo_oa.wait_ready()
    first_answer, again, after = (text for _, text, _ in zalo_oa.wait_sent(3))
    second.send_signal(signal.SIGTERM)
    assert second.wait(20) == 0
    # Where the end came late it was under way, too, before anything was sent.
    assert len(zalo_oa.calls) == 3
    assert after.removeprefix(f"{wording.SENT_AGAIN}\n").startswith("Người ký")
    assert again == f"{wording.SENT_AGAIN}\n{first_answer}"
    assert [state for state, _ in settled(oa_environ)] == ["sent", "sent"]
