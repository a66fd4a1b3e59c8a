"""Tests of a Zalo bot that is called: secrets, probes, bad bodies, repetitions."""

import json
import socket

import httpx
import pytest
from bot_thread import BotThread, figures
from zalo_bot_server import PERSON

SECRET = "0123456789abcdef-secret"


@pytest.fixture
def called(zalo_bot, zalo_bot_environ):
    """A running bot that is called, and the address of its webhook on this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    zalo_bot.called_at = f"http://127.0.0.1:{port}"
    zalo_bot.people.add(PERSON)
    more = {
        "HTTP_PORT": str(port),
        "ZALO_BOT_WEBHOOK_URL": "https://bot.example.vn/",
        "ZALO_BOT_WEBHOOK_SECRET": SECRET,
    }
    running = BotThread({**zalo_bot_environ, **more}).start()
    zalo_bot.wait(lambda: _verified(zalo_bot), 20)
    yield zalo_bot.called_at + zalo_bot.webhook["url"].removeprefix("https://bot.example.vn")
    running.stop()


def _verified(server):
    results = [result for method, result in list(server.results) if method == "setWebhook"]
    return results and results[-1]["verification"]["ok"]


def event(text="kinh phí KH 61", number=1, **fields):
    """The bare event of a message, as real calls carry it."""
    message = {
        "message_id": f"m{number}",
        "date": 0,
        "chat": {"id": PERSON, "chat_type": "PRIVATE"},
        "from": {"id": PERSON, "display_name": "Ted", "is_bot": False},
        "text": text,
    }
    return {"event_name": "message.text.received", "message": message, **fields}


def test_calls_are_answered_once_however_often_they_come(zalo_bot, called):
    """Bare or wrapped, twice and at the same time: one answer for a message."""
    zalo_bot.repeat = True
    zalo_bot.say("kinh phí KH 61")
    zalo_bot.wait_sent(1)
    zalo_bot.hand_over(json.dumps({"ok": True, "result": event(number=7)}).encode())
    zalo_bot.hand_over(json.dumps(event(number=7)).encode())
    zalo_bot.wait_sent(2)
    zalo_bot.wait(lambda: len(zalo_bot.handed) == 4)
    assert len(zalo_bot.sent) == 2 and {status for status, _ in zalo_bot.handed} == {200}
    assert not [1 for method, _ in zalo_bot.calls if method == "getUpdates"]


def test_only_the_secret_opens(zalo_bot, called):
    """A wrong secret, or none, is refused before the body is read; other paths are not there."""
    body = json.dumps(event())
    header = {"X-Bot-Api-Secret-Token": SECRET}
    for wrong in ({}, {"X-Bot-Api-Secret-Token": ""}, {"X-Bot-Api-Secret-Token": SECRET[:-1]}):
        assert httpx.post(called, content=body, headers=wrong).status_code == 403
    accented = {"X-Bot-Api-Secret-Token": "không".encode()}
    assert httpx.post(called, content=body, headers=accented).status_code == 403
    assert httpx.post(called + "x", content=body, headers=header).status_code == 404
    assert httpx.get(called, headers=header).status_code == 405
    assert not zalo_bot.sent
    assert httpx.post(called, content=body, headers=header).status_code == 200
    zalo_bot.wait_sent(1)


def test_probes_are_answered(called):
    """An empty body, with the secret or without, is only a look at who is there."""
    assert httpx.post(called).status_code == 200
    assert httpx.post(called, headers={"X-Bot-Api-Secret-Token": SECRET}).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400), (b"[]", 400), (b"5", 400), (b'"x"', 400), (b"\xff\xfe", 400), (b"{}", 200),
        (b"[" * 100_000, 400), (b"x" * (2 << 20), 413), (b'{"event_name":"new"}', 200),
        (b'{"ok":true,"result":[]}', 200), (b'{"ok":false,"description":"x"}', 200),
        (b'{"event_name":"message.text.received","message":{"text":"\\ud800"}}', 200),
    ],
    ids=lambda value: repr(value[:30]) if isinstance(value, bytes) else None,
)  # fmt: skip
def test_bad_bodies_are_refused_and_spoil_nothing(zalo_bot, called, body, status):
    """What is no JSON object is the caller's fault; what is unknown is passed over."""
    header = {"X-Bot-Api-Secret-Token": SECRET}
    assert httpx.post(called, content=body, headers=header).status_code == status
    zalo_bot.hand_over(json.dumps(event()).encode())
    assert "Phần III, Kế hoạch số 61/" in zalo_bot.wait_sent(1)[0]["text"]


def test_the_quota_is_among_the_figures(zalo_bot, called, zalo_bot_environ):
    """What was sent this month, and how much may be, for whoever watches the program."""
    zalo_bot.say("kinh phí KH 61")
    zalo_bot.wait_sent(1)
    told = figures(zalo_bot_environ, zalo_bot.called_at.rpartition(":")[2])
    assert "guidance_zalo_bot_monthly_quota 3000" in told
    assert 'guidance_questions_total{channel="zalo_bot",status="found"} 1' in told


def test_a_body_within_the_limit_is_taken(zalo_bot, called):
    """Nearly a mebibyte of text is one question, and gets its answer."""
    zalo_bot.say("kinh phí KH 61", chat=PERSON)
    zalo_bot.wait_sent(1)
    assert zalo_bot.hand_over(json.dumps(event("x " * 500_000, 2)).encode()) == 200
    zalo_bot.wait_sent(2)


def test_a_webhook_that_is_not_reached_is_told_of_again(zalo_bot, zalo_bot_environ, caplog):
    """What the platform found wrong is said, without the secret, until it is in order."""
    zalo_bot.called_at = "http://127.0.0.1:9"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    more = {
        "HTTP_PORT": str(port),
        "ZALO_BOT_WEBHOOK_URL": "https://bot.example.vn",
        "ZALO_BOT_WEBHOOK_SECRET": SECRET,
    }
    bot = BotThread({**zalo_bot_environ, **more}).start()
    zalo_bot.wait(lambda: _verified(zalo_bot) is False)
    zalo_bot.called_at = f"http://127.0.0.1:{port}"
    zalo_bot.wait(lambda: _verified(zalo_bot), 20)
    bot.stop()
    assert "webhook.http.0" in caplog.text and SECRET not in caplog.text
