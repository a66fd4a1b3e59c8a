"""Tests of the whole way: a signed event of an Official Account in, a message of it out."""

import json
import socket
import sqlite3
import time
from pathlib import Path

import httpx
import pytest
from bot_thread import BotThread
from zalo_oa_server import APP_ID, APP_SECRET, OA_SECRET, ZaloOaServer


@pytest.fixture
def zalo():
    """A Zalo of our own."""
    server = ZaloOaServer().start()
    yield server
    server.stop()


@pytest.fixture
def account(zalo, tmp_path, cache):
    """The variables of a bot on that account, open to everybody, with a grant."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    zalo.bot = f"http://127.0.0.1:{port}/zalo-oa"
    environ = {
        "ZALO_OA_APP_ID": APP_ID,
        "ZALO_OA_APP_SECRET": APP_SECRET,
        "ZALO_OA_SECRET": OA_SECRET,
        "ZALO_OA_API_URL": zalo.url,
        "ZALO_OA_OAUTH_URL": zalo.url,
        "HTTP_PORT": str(port),
        "DATA": str(tmp_path / "data"),
        "XDG_CACHE_HOME": str(cache),
        "ACCESS": "open",
    }
    store(grant_file(environ), zalo.grant())
    return environ


def grant_file(environ):
    """Where the tokens are kept."""
    return Path(environ["DATA"]) / "zalo-oa.json"


def store(path, told, holds=90_000):
    """Put tokens into the file, as an earlier process left them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    until = time.time() + holds
    path.write_text(json.dumps({**told, "until": until}), encoding="utf-8")
    path.chmod(0o600)


def run(environ):
    """A bot that listens."""
    bot = BotThread(environ).start()
    until = time.monotonic() + 20
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{environ['HTTP_PORT']}/healthz")
            return bot
        except httpx.ConnectError:
            assert time.monotonic() < until
            time.sleep(0.02)


@pytest.fixture
def bot(account):
    """A running bot."""
    running = run(account)
    yield running
    running.stop()


def settled(environ):
    """(state, reason) of the messages that are not under way any more, once there are some."""
    state = Path(environ["DATA"]) / "state.db"
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with sqlite3.connect(f"{state.as_uri()}?mode=ro", uri=True) as connection:
            rows = connection.execute(
                "SELECT state, reason FROM outbox WHERE state IN ('sent', 'failed', 'unknown')"
            ).fetchall()
        if rows:
            return rows
        time.sleep(0.02)
    raise AssertionError("no message was settled")


def figures(environ):
    """What the metrics say."""
    return httpx.get(f"http://127.0.0.1:{environ['HTTP_PORT']}/metrics").text


def test_a_question_gets_its_cited_answer(zalo, bot):
    """The statement first, the quote, the citation, and up to five buttons."""
    assert zalo.say("ai chủ trì nhiệm vụ 3.2 KH 61") == 200
    ((user, text, buttons),) = zalo.wait_sent(1)

    assert user == "7" and text.startswith("Sở Văn hóa, Thể thao và Du lịch chủ trì.")
    assert "❝ Đơn vị thực hiện" in text and "KH61-II.3.2" in text
    titles = [button["title"] for button in buttons]
    assert titles == ["1. Toàn văn mục", "2. ◀ II.3.1", "3. ▲ II.3", "4. Văn bản khác"]
