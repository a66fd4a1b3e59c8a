"""Tests of the HTTP server: health, figures, webhooks."""

import socket
import time
from pathlib import Path

import httpx
import pytest
from bot_thread import BotThread
from platform_server import RefusedRequest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bot.channels import throttle
from bot.channels.server import ForgedError, signed_route, webhook_route
from bot.channels.throttle import Throttle
from bot.environment.variables import SettingsError
from bot.settings import Settings
from bot.upkeep.doctor import examine, is_running

BURST = int(throttle.BURST)
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


def wait_for_status(client, status):
    """Wait until the program says of itself that it has this status."""
    until = time.monotonic() + 60
    while wait_for(client, "/healthz").status_code != status:
        assert time.monotonic() < until
        time.sleep(0.1)


def known(environ):
    """The header of who has read the token."""
    token = (Path(environ["DATA"]) / "metrics.token").read_text().strip()
    return {"Authorization": f"Bearer {token}"}


def test_health_and_figures(telegram, environ, port):
    """Strangers hear one word; with the token, what waits, and answers by status."""
    bot = BotThread({**environ, "HTTP_PORT": str(port)}).start()
    telegram.say("kinh phí KH 61")
    telegram.wait_sent(1)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        wait_for_status(client, 200)
        told = client.get("/healthz")
        assert (told.status_code, told.text) == (200, "ready")
        forged = {"Authorization": "Bearer x"}
        for headers in ({}, forged):
            refused = client.get("/metrics", headers=headers)
            assert (refused.status_code, refused.text) == (401, "")
        health = client.get("/healthz", headers=known(environ)).json()
        figures = client.get("/metrics", headers=known(environ)).text
    bot.stop()
    assert (Path(environ["DATA"]) / "metrics.token").stat().st_mode & 0o777 == 0o600

    assert health["ready"] and health["documents"] == 5 and health["waiting"] == 0
    assert 'guidance_questions_total{channel="telegram",status="found"} 1' in figures
    assert 'guidance_answer_seconds_bucket{le="+Inf"} 1' in figures
    assert "kinh" not in figures and environ["TELEGRAM_TOKEN"] not in figures


def test_health_tells_a_platform_that_cannot_be_reached(telegram, environ, port):
    """Not ready while Telegram is away, and ready again once it is back."""
    away = [True]

    def refuse(_method, _parameters):
        if away[0]:
            raise RefusedRequest(502, "Bad Gateway")

    telegram.rules.append(refuse)
    bot = BotThread({**environ, "HTTP_PORT": str(port)}).start()
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        wait_for_status(client, 503)
        health = client.get("/healthz", headers=known(environ)).json()
        figures = client.get("/metrics", headers=known(environ)).text
        away[0] = False
        wait_for_status(client, 200)
    bot.stop()

    told = health["channels"]["telegram"]
    assert not health["ready"] and not told["reachable"] and told["reason"] == "NetworkError"
    assert "guidance_telegram_reachable 0" in figures


def test_the_doctor_looks_at_a_running_bot(telegram, environ, port, capsys):
    """Its own port is no fault; what the program says of itself is."""
    environ = {**environ, "HTTP_PORT": str(port)}
    bot = BotThread(environ).start()
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        wait_for_status(client, 200)
    settings = Settings.from_env(environ)
    checks = {check.name: check for check in examine(settings)}
    running = is_running(settings)
    bot.stop()

    assert running and not is_running(settings)
    assert all(check.good for check in checks.values())
    assert "/healthz" in checks["cổng"].text and "đang chạy" in checks["chương trình"].text


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
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
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
    assert len(telegram.sent) == 1 and "Phần III, Kế hoạch số 61/" in telegram.texts(61)[0]


async def test_requests_are_counted_by_address():
    """A burst is answered, then so many a second; other addresses have a measure of their own."""
    now = [0.0]
    routes = [Route(path, lambda _: Response("a")) for path in ("/a", "/called")]
    app = Throttle(
        Starlette(routes=routes), paths=["/a", "/called"], called=["/called"], clock=lambda: now[0]
    )

    async def count(path, times, address="1.1.1.1"):
        transport = httpx.ASGITransport(app=app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return [(await client.get(path)).status_code for _ in range(times)]

    assert await count("/a", BURST + 1) == [200] * BURST + [429]
    # Paths that are not there are measured together, and apart from those that are.
    guessed = [status for n in range(BURST + 1) for status in await count(f"/{n}", 1)]
    assert guessed == [404] * BURST + [429]
    assert await count("/a", 2, "2.2.2.2") == [200, 200]
    # Where platforms call, they are measured by what they send.
    assert await count("/called", 5) == [200] * 5
    now[0] = 0.02
    assert await count("/a", 3) == [200, 200, 429]


@pytest.mark.parametrize("kind", ["secret", "signed"])
async def test_forged_calls_use_up_nothing(kind):
    """However many come, calls of the platform are taken."""
    taken = []

    async def take(body):
        taken.append(body)

    def opened(body, signature):
        if signature != SECRET:
            raise ForgedError("forged")
        return body

    route = (
        webhook_route("/hook", "X-Secret", SECRET, take)
        if kind == "secret"
        else signed_route("/hook", "X-Secret", opened, take)
    )
    app = Throttle(Starlette(routes=[route]), paths=["/hook"], called=["/hook"])
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:

        async def call(secret):
            return (await client.post("/hook", json={}, headers={"X-Secret": secret})).status_code

        assert {await call("forged") for _ in range(BURST + 50)} == {403}
        assert await call(SECRET) == 200 and len(taken) == 1


def test_a_taken_port_is_said_before_anything_begins(telegram, environ):
    """Where nobody could call, the program does not run as if they could."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        bot = BotThread({**environ, "HTTP_PORT": str(port)}).start()
        with pytest.raises(SettingsError, match=f"127.0.0.1:{port}.*HTTP_PORT"):
            bot.stop()
    assert not telegram.calls


def test_a_flood_gets_429(telegram, environ, port, monkeypatch):
    """The running server turns away what comes too fast, and answers what is asked beside."""
    # However slow this machine is.
    monkeypatch.setattr(throttle, "PER_SECOND", 0.01)
    bot = BotThread({**environ, "HTTP_PORT": str(port)}).start()
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        wait_for(client, "/healthz")
        seen = [404]
        while seen[-1] == 404 and len(seen) < 2 * BURST:
            seen.append(client.get("/none").status_code)
        assert client.get("/healthz").status_code != 429
    bot.stop()
    assert seen[-1] == 429
