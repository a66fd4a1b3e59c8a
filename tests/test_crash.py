"""Tests of sudden ends: a killed process, answers that never come, a clean stop."""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from bot_thread import BotThread

ROOT = Path(__file__).parents[1]
# More rounds are asked for by hand: CRASH_ROUNDS=20 python -m pytest tests/test_crash.py
ROUNDS = int(os.environ.get("CRASH_ROUNDS", "4"))


def start(environ):
    """A bot in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot"],
        env={**os.environ, **environ},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.fixture(params=["telegram", "zalo_bot"])
def platform(request):
    """A platform, the variables of a bot on it, and the chat of a number on it."""
    server = request.getfixturevalue(request.param)
    if request.param == "telegram":
        return server, request.getfixturevalue("environ"), int
    from zalo_bot_server import person

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Who polls Zalo confirms nothing, so that a message may be lost with the process.
    server.called_at = f"http://127.0.0.1:{port}"
    called = {
        "HTTP_PORT": str(port),
        "ZALO_BOT_WEBHOOK_URL": "https://bot.example.vn",
        "ZALO_BOT_WEBHOOK_SECRET": "0123456789abcdef-secret",
    }
    return server, request.getfixturevalue("zalo_bot_environ") | called, person


def test_killed_at_any_moment_each_question_is_answered_once_or_unknown(platform):
    """SIGKILL under load: nothing is lost, nothing is said twice, what is unknown is marked."""
    server, environ, chat_of = platform
    pick = random.Random(7)
    asked = 0
    for _ in range(ROUNDS):
        process = start(environ)
        before, until = len(server.sent), time.monotonic() + 30
        left = pick.uniform(0.0, 1.4)
        while time.monotonic() < until:
            if len(server.sent) > before:
                before, until = sys.maxsize, time.monotonic() + left
            asked += 1
            server.say("kinh phí KH 61", chat=chat_of(asked))
            time.sleep(pick.uniform(0.0, 0.05))
        process.kill()
        process.wait()
        process.stderr.close()
    last = start(environ)
    state = Path(environ["DATA"]) / "state.db"
    until = time.monotonic() + 60
    while time.monotonic() < until and _open_work(state, asked):
        time.sleep(0.1)
    last.send_signal(signal.SIGTERM)
    assert last.wait(20) == 0
    last.stderr.close()

    answers = Counter(str(chat) for chat, _ in server.sent)
    unknown = {chat for (chat,) in _rows(state, "SELECT chat_id FROM outbox WHERE state='unknown'")}
    chats = [str(chat_of(number)) for number in range(1, asked + 1)]
    lost = [chat for chat in chats if not answers[chat] and chat not in unknown]
    assert asked > 50 * ROUNDS / 4
    assert not lost
    assert max(answers.values()) == 1
    assert not _open_work(state, asked)


def _rows(state, sql):
    connection = sqlite3.connect(f"{state.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def _open_work(state, asked):
    """Questions not stored yet, or not handled, or not handed over."""
    if not state.exists() or not _rows(state, "SELECT 1 FROM sqlite_master WHERE name = 'inbox'"):
        return asked
    ((stored,),) = _rows(state, "SELECT count(*) FROM inbox")
    ((waiting,),) = _rows(state, "SELECT count(*) FROM inbox WHERE state = 'waiting'")
    ((open_,),) = _rows(state, "SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')")
    return asked - stored + waiting + open_


def test_a_clean_stop_finishes_what_is_in_hand(telegram, environ):
    """SIGTERM under load ends with status 0 and with no message between two states."""
    process = start(environ)
    for chat in range(1, 41):
        telegram.say("kinh phí KH 61", chat=chat)
    telegram.wait_sent(5)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    process.stderr.close()
    state = Path(environ["DATA"]) / "state.db"
    assert not _rows(state, "SELECT 1 FROM outbox WHERE state IN ('sending', 'unknown')")
    done = len(telegram.sent)
    again = start(environ)
    telegram.wait_sent(40)
    again.send_signal(signal.SIGTERM)
    assert again.wait(20) == 0
    again.stderr.close()
    assert done >= 5 and len({chat for chat, _ in telegram.sent}) == len(telegram.sent) == 40


def test_a_send_without_confirmation_is_not_repeated(telegram, environ):
    """Where the confirmation is cut off, the message is marked and not sent again."""
    telegram.rules.append(_first_send("cut"))
    bot = BotThread(environ).start()
    telegram.say("kinh phí KH 61", chat=41)
    telegram.wait_sent(1)
    state = Path(environ["DATA"]) / "state.db"
    until = time.monotonic() + 10
    while time.monotonic() < until and not _rows(
        state, "SELECT 1 FROM outbox WHERE state = 'unknown'"
    ):
        time.sleep(0.05)
    telegram.say("ai ký KH 61", chat=41)
    telegram.wait_sent(2)
    bot.stop()
    assert len(telegram.sent) == 2


def _first_send(fate):
    left = [1]

    def rule(method, _):
        return fate if method == "sendMessage" and left and left.pop() else None

    return rule


def test_a_second_process_is_refused(telegram, environ):
    """Two bots on one state would answer twice."""
    first = BotThread(environ).start()
    telegram.say("kinh phí KH 61")
    telegram.wait_sent(1)
    second = start(environ)
    _, errors = second.communicate(timeout=20)
    assert second.returncode == 1 and "đang chạy ở nơi khác" in errors.decode()
    first.stop()


@pytest.mark.parametrize("wrong", ["999999:another-token-of-tests"])
def test_a_token_that_is_refused_is_said_and_not_shown(telegram, environ, wrong):
    """The program ends with a message that does not contain the token."""
    process = start({**environ, "TELEGRAM_TOKEN": wrong})
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert wrong.split(":")[1] not in errors.decode() and "token" in errors.decode().lower()


def test_no_secret_is_ever_written(telegram, environ, tmp_path):
    """Neither logs nor the state hold the token, whatever goes wrong."""
    telegram.rules.append(_first_send("hang"))
    token = environ["TELEGRAM_TOKEN"]
    process = start(environ)
    telegram.push({"message": {"message_id": "?"}})
    telegram.say("kinh phí KH 61", chat=1)
    telegram.say("kinh phí KH 61", chat=2)
    telegram.wait_sent(2)
    telegram.stop()
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)
    secret = token.split(":")[1]
    assert "update" in errors.decode() and secret not in errors.decode()
    for path in Path(environ["DATA"]).rglob("*"):
        assert not path.is_file() or secret.encode() not in path.read_bytes(), path
