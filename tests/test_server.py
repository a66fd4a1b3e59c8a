"""Tests of the HTTP server: health, figures, webhooks."""

import socket
import time

import httpx
import pytest
from bot_thread import BotThread

SECRET = "0123456789abcdef-secret"


@pytest.fixture
def port():
    """A free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(client, path):
    """The answer of the server, once it is up."""
    until = time.monotonic() + 10
    while True:
        try:
            return client.get(path)
        except httpx.ConnectError:
            assert time.monotonic() < until
            time.sleep(0.02)


def test_health_and_figures(telegram, environ, port):
    """Health names the library and what waits; figures count answers by status."""
    bot = BotThread({**environ, "HTTP_PORT": str(port)}).start()
    telegram.say("kinh phí KH 61")
    telegram.wait_sent(1)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        health = wait_for(client, "/healthz").json()
        figures = client.get("/metrics").text
    bot.stop()

    assert health["ready"] and health["documents"] == 5 and health["waiting"] == 0
    assert 'guidance_questions_total{channel="telegram",status="found"} 1' in figures
    assert 'guidance_answer_seconds_bucket{le="+Inf"} 1' in figures
    assert "kinh" not in figures and environ["TELEGRAM_TOKEN"] not in figures


def test_updates_come_by_webhook(telegram, environ, port):
    """Only calls with the secret are taken, and each is answered once it is stored."""
    more = {
        "HTTP_PORT": str(port),
        "TELEGRAM_WEBHOOK_URL": "https://bot.example",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
    }
    bot = BotThread({**environ, **more}).start()
    telegram.wait(lambda: telegram.webhook)
    path = telegram.webhook["url"].removeprefix("https://bot.example")
    message = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 61, "type": "private"},
        "from": {"id": 61, "is_bot": False, "first_name": "A"},
        "text": "kinh phí KH 61",
    }
    update = {"update_id": 5, "message": message}
    header = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        assert wait_for(client, path).status_code == 405
        assert client.post(path, json=update).status_code == 403
        wrong = {**header, "X-Telegram-Bot-Api-Secret-Token": "không"}
        encoded = {name: value.encode() for name, value in wrong.items()}
        assert client.post(path, json=update, headers=encoded).status_code == 403
        assert client.post(path, content=b"{", headers=header).status_code == 400
        assert client.post(path, json=[1], headers=header).status_code == 400
        assert client.post(path, content=b"x" * (2 << 20), headers=header).status_code == 413
        assert client.post("/telegram/x", json=update, headers=header).status_code == 404
        assert client.post(path, json=update, headers=header).status_code == 200
        assert client.post(path, json=update, headers=header).status_code == 200
    telegram.wait_sent(1)
    bot.stop()
    assert len(telegram.sent) == 1 and "KH61-III" in telegram.texts(61)[0]
