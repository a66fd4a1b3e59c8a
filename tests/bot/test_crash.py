"""Tests of sudden ends: a killed process, answers that never come, a clean stop."""

import contextlib
import os
import random
import signal
import socket
import sqlite3
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from bot_thread import BotThread
from zalo_bot_server import person

from bot.wording import general as wording

# More rounds are asked for by hand: CRASH_ROUNDS=20 python -m pytest tests/bot/test_crash.py
ROUNDS = int(os.environ.get("CRASH_ROUNDS", "5"))

# Questions asked before a start is seen to answer.
_WAITING = 30
CALLED_BY_ZALO = {
    "ZALO_BOT_WEBHOOK_URL": "https://bot.example.vn",
    "ZALO_BOT_WEBHOOK_SECRET": "0123456789abcdef-secret",
}


@pytest.fixture(params=["telegram", "zalo_bot"])
def platform(request):
    """A platform, the variables of a bot on it, and the chat of a number on it."""
    server = request.getfixturevalue(request.param)
    if request.param == "telegram":
        return server, request.getfixturevalue("environ"), int
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Who polls Zalo confirms nothing, so that a message may be lost with the process.
    server.called_at = f"http://127.0.0.1:{port}"
    called = CALLED_BY_ZALO | {"HTTP_PORT": str(port)}
    return server, request.getfixturevalue("zalo_bot_environ") | called, person


class Crowd:
    """People on three platforms, each of whom asks once."""

    def __init__(self, telegram, zalo_bot, zalo_oa):
        self._telegram, self._zalo_bot, self._zalo_oa = telegram, zalo_bot, zalo_oa
        self._callers = ThreadPoolExecutor(4)
        self.asked = 0

    def ask(self):
        """One more question, of a person on the platform whose turn it is."""
        self.asked += 1
        chat = self._chat(self.asked)
        if self.asked % 3 == 0:
            event = self._zalo_oa.event("user_send_text", chat, text="kinh phí KH 61")
            self._callers.submit(self._insist, event)
        elif self.asked % 3 == 1:
            self._telegram.say("kinh phí KH 61", chat=chat)
        else:
            self._zalo_bot.say("kinh phí KH 61", chat=chat)

    def _insist(self, event):
        """Call until the event is taken."""
        for _ in range(300):
            with contextlib.suppress(httpx.TransportError):
                if self._zalo_oa.hand_over(event) == 200:
                    return
            time.sleep(0.2)

    def _chat(self, number):
        return (str(number), number, person(number))[number % 3]

    def everybody(self):
        """Where somebody has asked."""
        return {str(self._chat(number)) for number in range(1, self.asked + 1)}

    def told(self):
        """All that was said: (chat, text)."""
        polled = [*self._telegram.sent, *self._zalo_bot.sent]
        called = [(chat, text) for chat, text, _ in self._zalo_oa.sent]
        return [*((str(chat), message["text"]) for chat, message in polled), *called]


@pytest.fixture
def crowd(telegram, zalo_bot, zalo_oa):
    """People in front of all platforms."""
    return Crowd(telegram, zalo_bot, zalo_oa)


@pytest.fixture
def everywhere(environ, zalo_bot, zalo_bot_environ, zalo_oa, oa_environ):
    """The variables of a bot on all platforms, called by two of them."""
    zalo_bot.called_at = zalo_oa.bot.removesuffix("/zalo-oa")
    return environ | zalo_bot_environ | oa_environ | CALLED_BY_ZALO


def test_killed_at_any_moment_each_question_is_answered_once_or_with_a_remark(
    crowd, everywhere, start
):
    """SIGKILL under load on three channels: nothing is lost, or said twice without saying so."""
    pick = random.Random(7)
    for _ in range(ROUNDS):
        process = start(everywhere)
        told, asked, until = len(crowd.told()), crowd.asked, time.monotonic() + 60
        left, is_up = pick.uniform(0.0, 1.4), False
        while time.monotonic() < until:
            if not is_up and len(crowd.told()) > told:
                is_up, until = True, time.monotonic() + left
            # However long a start takes, no more wait for it than are answered soon.
            if is_up or crowd.asked < asked + _WAITING:
                crowd.ask()
            time.sleep(pick.uniform(0.0, 0.1))
        process.kill()
        process.wait()
    last = start(everywhere)
    # One more, so that it is up and takes signals when all work is done.
    crowd.ask()
    state = Path(everywhere["DATA"]) / "state.db"
    until = time.monotonic() + 120
    while time.monotonic() < until and _open_work(state, crowd.asked):
        time.sleep(0.1)
    last.send_signal(signal.SIGTERM)
    assert last.wait(60) == 0

    told = crowd.told()
    twice = Counter(chat for chat, text in told if wording.SENT_AGAIN in text)
    once = Counter(chat for chat, text in told if wording.SENT_AGAIN not in text)
    ((unknown,),) = _rows(state, "SELECT count(*) FROM outbox WHERE state = 'unknown'")
    lost = crowd.everybody() - {chat for chat, _ in told}
    assert crowd.asked > 12 * ROUNDS
    assert not _open_work(state, crowd.asked)
    assert len(lost) <= unknown
    assert max(once.values()) == 1 and max(twice.values(), default=1) == 1


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


def test_a_clean_stop_finishes_what_is_in_hand(telegram, environ, start):
    """SIGTERM under load ends with status 0 and with no message between two states."""
    process = start(environ)
    for chat in range(1, 41):
        telegram.say("kinh phí KH 61", chat=chat)
    telegram.wait_sent(5)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    state = Path(environ["DATA"]) / "state.db"
    assert not _rows(state, "SELECT 1 FROM outbox WHERE state IN ('sending', 'unknown')")
    done = len(telegram.sent)
    again = start(environ)
    telegram.wait_sent(40)
    again.send_signal(signal.SIGTERM)
    assert again.wait(60) == 0
    assert done >= 5 and len({chat for chat, _ in telegram.sent}) == len(telegram.sent) == 40


def test_a_send_without_confirmation_is_repeated_with_a_remark(telegram, environ, monkeypatch):
    """Where the confirmation is cut off, the reader is told that it may be there twice."""
    monkeypatch.setattr("bot.delivery.outbox._AGAIN_AFTER", 0.05)
    telegram.rules.append(_first_send("cut"))
    bot = BotThread(environ).start()
    telegram.say("kinh phí KH 61", chat=41)
    first, again = telegram.wait_sent(2)
    telegram.say("ai ký KH 61", chat=41)
    telegram.wait_sent(3)
    bot.stop()
    assert len(telegram.sent) == 3
    assert again["text"] == f"{wording.SENT_AGAIN}\n{first['text']}"


def _first_send(fate):
    left = [1]

    def rule(method, _):
        return fate if method == "sendMessage" and left and left.pop() else None

    return rule


def test_a_second_process_is_refused(telegram, environ, start):
    """Two bots on one state would answer twice."""
    first = BotThread(environ).start()
    telegram.say("kinh phí KH 61")
    telegram.wait_sent(1)
    second = start(environ, stderr=subprocess.PIPE)
    _, errors = second.communicate(timeout=60)
    assert second.returncode == 75 and "đang chạy ở nơi khác" in errors.decode()
    first.stop()


@pytest.mark.parametrize("name", ["TELEGRAM_TOKEN", "ZALO_BOT_TOKEN"])
def test_a_token_that_is_refused_is_said_and_not_shown(request, name, start):
    """The program ends with a message that does not contain the token."""
    environ = request.getfixturevalue(
        "environ" if name.startswith("TELEGRAM") else "zalo_bot_environ"
    )
    wrong = "999999:another-token-of-tests"
    process = start({**environ, name: wrong}, stderr=subprocess.PIPE)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 69
    assert wrong.split(":")[1] not in errors.decode() and name in errors.decode()


def test_no_secret_is_ever_written(platform, start):
    """Neither logs nor the state hold a token or secret, whatever goes wrong."""
    server, environ, chat_of = platform
    server.rules.append(_first_send("hang"))
    process = start(environ, stderr=subprocess.PIPE)
    server.push({"message": {"message_id": "?"}})
    server.say("kinh phí KH 61", chat=chat_of(1))
    server.say("kinh phí KH 61", chat=chat_of(2))
    server.wait_sent(2)
    server.stop()
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    hidden = [value for name, value in environ.items() if name.endswith(("TOKEN", "SECRET"))]
    secrets = [value.rpartition(":")[2].encode() for value in hidden]
    assert b"INFO" in errors and not any(secret in errors for secret in secrets)
    for path in Path(environ["DATA"]).rglob("*"):
        held = path.read_bytes() if path.is_file() else b""
        assert not any(secret in held for secret in secrets), path


# Seconds within which everything ends that the program has begun.
_STOPS = 10.0


def test_a_stop_waits_for_no_hostile_file(telegram, environ, start, tmp_path):
    """SIGTERM while a file is read that takes minutes: all processes end, and soon."""
    (tmp_path / "plans").mkdir()
    process = start({**environ, "DOCUMENTS": str(tmp_path / "plans")})
    telegram.send_file("ke-hoach.txt", "báo cáo ".encode() * 400_000, chat=7)
    telegram.wait_sent(1, seconds=60)
    until, readers = time.monotonic() + 60, set()
    while not readers:
        assert time.monotonic() < until
        time.sleep(0.05)
        readers = {each for each in _below(process.pid) if b"readers.child" in _command(each)}
    begun = _below(process.pid)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    while any(map(_command, begun)) and time.monotonic() - began < _STOPS:
        time.sleep(0.05)
    assert time.monotonic() - began < _STOPS
    assert len(telegram.sent) == 1


def _below(pid):
    """The processes that a process has started, and they in turn."""
    found = set()
    for tasks in Path("/proc").glob(f"{pid}/task/*/children"):
        try:
            children = [int(each) for each in tasks.read_text().split()]
        except OSError:
            continue
        for each in children:
            found |= {each} | _below(each)
    return found


def _command(pid):
    """What a process was started as; nothing once it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
