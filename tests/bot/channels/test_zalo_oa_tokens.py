"""Tests of the tokens of an Official Account: kept, renewed once, lost, granted anew."""

import asyncio
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from bot_thread import BotThread
from starlette.responses import JSONResponse
from zalo_oa_server import APP_SECRET, OA_SECRET

from bot.channels.zalo_oa.channel import ZaloOa
from bot.channels.zalo_oa.permit import ask_for_grant
from bot.channels.zalo_oa.tokens import Tokens
from bot.errors import ChannelError, NotSentError, RefusedError
from bot.message import Incoming, Kind, Outgoing, Reply
from bot.metrics import Metrics
from bot.settings import Settings
from bot.upkeep.doctor import examine

ROOT = Path(__file__).parents[3]
HOUR = 3_600.0

# Waits for a line, so that many begin at the same time; prints the token it comes to.
RENEW = """
import asyncio, os, httpx
from bot.channels.zalo_oa.tokens import Tokens
from bot.settings import Settings

async def renew():
    async with httpx.AsyncClient() as client:
        print("ready", flush=True)
        input()
        print((await Tokens(Settings.from_env(os.environ).zalo_oa, client).access()).reveal())

asyncio.run(renew())
"""


@pytest.fixture
def account(oa_environ):
    """The settings of the account."""
    return Settings.from_env(oa_environ).zalo_oa


@pytest.fixture
async def tokens(account):
    """What keeps the tokens."""
    async with httpx.AsyncClient() as client:
        yield Tokens(account, client)


def kept(account):
    """What is in the file."""
    return json.loads(account.grant.read_text(encoding="utf-8"))


def always(wanted, act):
    """A rule for every request of a kind."""

    def rule(kind, body):
        return act(body) if kind == wanted else None

    return rule


async def test_a_token_is_used_until_it_ends(zalo_oa, account, tokens):
    """Nobody is asked while the token holds; it is renewed before it ends, once, and kept."""
    held = kept(account)
    assert (await tokens.access()).reveal() == held["access_token"]
    assert zalo_oa.refreshed == 0

    renewed = (await tokens.access(ahead=48 * HOUR)).reveal()
    assert zalo_oa.refreshed == 1 and kept(account)["access_token"] == renewed
    assert kept(account)["refresh_token"] != held["refresh_token"]
    assert kept(account)["until"] - time.time() == pytest.approx(25 * HOUR, abs=60)
    assert stat.S_IMODE(account.grant.stat().st_mode) == 0o600
    assert {path.name for path in account.grant.parent.iterdir()} == {
        "zalo-oa.json",
        "zalo-oa.json.lock",
    }


async def test_many_who_were_refused_renew_once(zalo_oa, tokens):
    """Answers that go out side by side share one renewal."""
    refused = await tokens.access()
    renewed = await asyncio.gather(*(tokens.access(refused) for _ in range(8)))
    assert zalo_oa.refreshed == 1 and len({each.reveal() for each in renewed}) == 1


def test_processes_that_renew_at_once_share_one_renewal(zalo_oa, oa_environ, account):
    """Four processes find the same old token: one renews it, the others take what it kept."""
    zalo_oa.store(account.grant, holds=-1)
    command = [sys.executable, "-c", RENEW]
    environ = {**os.environ, **oa_environ}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen(command, env=environ, cwd=ROOT, **pipes) for _ in range(4)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    tokens = [process.communicate(timeout=30)[0] for process in processes]

    assert zalo_oa.refreshed == 1
    assert set(tokens) == {kept(account)["access_token"] + "\n"}


async def test_a_renewal_is_finished_whoever_gives_up_on_it(zalo_oa, account, tokens):
    """A stop in the middle of a renewal does not lose the grant."""
    zalo_oa.store(account.grant, holds=-1)
    before = kept(account)["refresh_token"]
    zalo_oa.rules.append(always("oauth", lambda _: "hold"))
    waiting = asyncio.create_task(tokens.access())
    await asyncio.to_thread(zalo_oa.wait, lambda: zalo_oa.refreshed == 1)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    zalo_oa.released.set()
    await tokens.close()
    assert kept(account)["refresh_token"] != before


async def test_no_token_is_spent_for_one_that_cannot_be_kept(zalo_oa, account, tokens):
    """Where the file cannot be written, the old refresh token still holds."""
    zalo_oa.store(account.grant, holds=-1)
    (account.grant.with_name(f"zalo-oa.json.{os.getpid()}.tmp")).mkdir()
    with pytest.raises(NotSentError, match="zalo-oa.json"):
        await tokens.access()
    assert zalo_oa.asked_oauth == 0


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_server_in_trouble_costs_nothing(zalo_oa, account, tokens, status):
    """The refresh token is shown again, and gives the grant when Zalo is back."""
    zalo_oa.store(account.grant, holds=-1)
    zalo_oa.rules.append(always("oauth", lambda _: JSONResponse({}, status_code=status)))
    with pytest.raises(Exception, match=str(status)):
        await tokens.access()
    zalo_oa.rules.clear()
    assert (await tokens.access()).reveal() == kept(account)["access_token"]


@pytest.mark.parametrize(
    "answer", [{}, [], {"error": 0}, {"access_token": "a"}, {"error": "x"}, {"access_token": 1}]
)
async def test_answers_that_make_no_sense_are_no_grant(zalo_oa, account, tokens, answer):
    """What cannot be read changes nothing in the file."""
    zalo_oa.store(account.grant, holds=-1)
    before = kept(account)
    zalo_oa.rules.append(always("oauth", lambda _: JSONResponse(answer)))
    with pytest.raises(NotSentError):
        await tokens.access()
    assert kept(account) == before


@pytest.mark.parametrize("content", ["", "{", "[]", '{"access_token": "secret-in-file"}'])
async def test_a_damaged_file_is_named_and_not_shown(account, tokens, content):
    """The message names the file and the way out, and holds no token."""
    account.grant.write_text(content, encoding="utf-8")
    with pytest.raises(ChannelError) as raised:
        await tokens.access()
    assert "bot grant" in str(raised.value) and str(account.grant) in str(raised.value)
    assert "secret" not in str(raised.value)


async def test_a_refused_refresh_token_is_not_shown_again_at_once(zalo_oa, account, tokens):
    """A lost grant is not asked for over and over; a new file is used at once."""
    zalo_oa.store(account.grant, holds=-1)
    zalo_oa.revoke()
    for _ in range(5):
        with pytest.raises(ChannelError, match="bot grant"):
            await tokens.access()
    assert zalo_oa.asked_oauth == 1
    zalo_oa.store(account.grant)
    assert (await tokens.access()).reveal() == kept(account)["access_token"]


async def test_an_admin_grants_access_by_hand(zalo_oa, account, tokens):
    """The code in the pasted address gives the tokens, with the verifier of this very request."""
    account.grant.unlink()

    def browser(text):
        url = next(word for word in text.split() if word.startswith(zalo_oa.url))
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        code = zalo_oa.agree(asked["code_challenge"])
        return f" {asked['redirect_uri']}?oa_id=1&code={code}&state={asked['state']}\n"

    await ask_for_grant(account, "https://office.example/back", browser)
    assert (await tokens.access()).reveal() == kept(account)["access_token"]
    assert stat.S_IMODE(account.grant.stat().st_mode) == 0o600


@pytest.mark.parametrize("pasted", ["", "https://x/?code=1", "https://x/?code=1&state=other"])
async def test_an_address_of_another_request_is_no_grant(zalo_oa, account, pasted):
    """Without the code and the state of this request nothing is asked, and nothing is lost."""
    before = kept(account)
    with pytest.raises(ChannelError, match="code|mã"):
        await ask_for_grant(account, "https://office.example/back", lambda _: pasted)
    assert kept(account) == before and zalo_oa.asked_oauth == 0


async def silent(text):
    """Admins that nobody writes to."""


async def test_after_48_hours_an_answer_is_not_sent(zalo_oa, account):
    """What would have to be paid for is not sent at all; up to then it is."""
    asked = Incoming(
        channel="zalo_oa", event_key="k", chat_id="7", user_id="7", kind=Kind.TEXT, at=1e9
    )
    now = [1e9 + 48 * HOUR - 1]
    zalo_oa.open_window("7")
    channel = ZaloOa(account, metrics=Metrics(), tell_admins=silent, clock=lambda: now[0])
    (payload,) = channel.compose(Reply.say("Có."), asked, offer="", answers=())
    message = Outgoing(
        id=1, channel="zalo_oa", chat="zalo_oa:7", chat_id="7", payload=payload, attempts=0
    )
    assert await channel.send(message)
    now[0] += 2
    with pytest.raises(RefusedError, match="48 giờ"):
        await channel.send(message)
    await channel.close()
    assert len(zalo_oa.calls) == 1


@pytest.fixture
def both(environ, oa_environ):
    """The variables of a bot on Telegram and on the account, with person 7 of Telegram as admin."""
    return {**environ, **oa_environ}


def test_a_token_that_ends_early_costs_no_answer(zalo_oa, oa_environ):
    """A refused token is renewed once, and the message goes out once."""
    bot = BotThread(oa_environ).start()
    zalo_oa.wait_ready()
    zalo_oa.revoke(refresh=False)
    zalo_oa.say("kinh phí KH 61")
    zalo_oa.wait_sent(1)
    bot.stop()
    assert zalo_oa.refreshed == 1 and len(zalo_oa.calls) == 2 and len(zalo_oa.sent) == 1


def test_a_lost_grant_is_told_to_admins_and_loses_no_answer(zalo_oa, telegram, both, account):
    """Admins read on another channel what to do, once; the answer goes out when it is done."""
    bot = BotThread(both).start()
    zalo_oa.wait_ready()
    zalo_oa.revoke()
    zalo_oa.say("kinh phí KH 61")
    (told,) = telegram.wait_sent(1)
    assert "python -m bot grant" in told["text"]
    zalo_oa.say("ai ký KH 61", chat="8")
    zalo_oa.wait(lambda: len(zalo_oa.calls) >= 2)
    zalo_oa.store(account.grant)
    answers = {user: text for user, text, _ in zalo_oa.wait_sent(2)}
    bot.stop()
    assert "Phần III, Kế hoạch số 61/" in answers["7"] and set(answers) == {"7", "8"}
    assert len(telegram.sent) == 1


@pytest.mark.parametrize(
    ("code", "words"), [(-211, "hạn mức"), (-224, "gói dịch vụ"), (-321, "hết tiền")]
)
def test_a_trouble_of_the_account_is_told_to_admins_once(zalo_oa, telegram, both, code, words):
    """What only an admin of the account can mend is told them, not the people who ask."""
    zalo_oa.blocked |= {"7": code, "8": code}
    bot = BotThread(both).start()
    zalo_oa.wait_ready()
    zalo_oa.say("kinh phí KH 61", chat="7")
    (told,) = telegram.wait_sent(1)
    zalo_oa.say("kinh phí KH 61", chat="8")
    zalo_oa.wait(lambda: len(zalo_oa.calls) == 2)
    telegram.say("kinh phí KH 61")
    telegram.wait_sent(2)
    bot.stop()
    assert words in told["text"] and "Phần III, Kế hoạch số 61/" in telegram.sent[1][1]["text"]


def test_a_quota_that_runs_out_is_told_before(zalo_oa, telegram, both):
    """At a fifth of what was paid for, admins are told how much is left, once."""
    zalo_oa.quota = 4
    bot = BotThread(both).start()
    zalo_oa.wait_ready()
    for number in range(1, 4):
        zalo_oa.say("kinh phí KH 61")
        zalo_oa.wait_sent(number)
    (told,) = telegram.wait_sent(1)
    bot.stop()
    assert "2/10" in told["text"] and len(telegram.sent) == 1


def test_no_secret_is_ever_written(zalo_oa, oa_environ, account):
    """Neither logs nor the state hold a secret or a token, whatever goes wrong."""
    zalo_oa.store(account.grant, holds=-1)
    zalo_oa.blocked["9"] = -216
    process = subprocess.Popen(
        [sys.executable, "-m", "bot"],
        env={**os.environ, **oa_environ},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    zalo_oa.wait_ready()
    zalo_oa.say("kinh phí KH 61")
    zalo_oa.wait_sent(1)
    zalo_oa.say("kinh phí KH 61", chat="9")
    zalo_oa.wait(lambda: len(zalo_oa.calls) >= 3)
    zalo_oa.call(b'{"timestamp": "1"}', "mac=0")
    zalo_oa.revoke()
    zalo_oa.say("ai ký KH 61")
    zalo_oa.wait(lambda: zalo_oa.asked_oauth >= 3)
    zalo_oa.stop()
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=30)

    secrets = [APP_SECRET, OA_SECRET, *zalo_oa.tokens]
    assert len(secrets) > 4 and b"bot grant" in output
    assert not [each for each in secrets if each.encode() in output]
    for path in Path(oa_environ["DATA"]).rglob("*"):
        if path.is_file() and path != account.grant:
            content = path.read_bytes()
            assert not [each for each in secrets if each.encode() in content], path


def test_the_doctor_looks_at_the_grant(zalo_oa, oa_environ, account):
    """A grant that holds, one that others can read, one that is lost, and none at all."""

    def line():
        checks = [each for each in examine(Settings.from_env(oa_environ)) if "Zalo" in each.name]
        assert any("/zalo-oa" in each.text for each in checks if each.name == "webhook Zalo OA")
        return next(each for each in checks if each.name == "Zalo OA")

    assert line().good and "25 giờ" in line().text
    account.grant.chmod(0o644)
    assert not line().good and "chmod 600" in line().text
    zalo_oa.store(account.grant, holds=-1)
    assert line().good and zalo_oa.refreshed == 1
    zalo_oa.store(account.grant, holds=-1)
    zalo_oa.revoke()
    assert not line().good and "bot grant" in line().text
    account.grant.unlink()
    assert not line().good and "bot grant" in line().text
    oa_environ["ZALO_OA_API_URL"] = "http://127.0.0.1:9"
    away = [each for each in examine(Settings.from_env(oa_environ)) if "127.0.0.1:9" in each.text]
    assert away and not away[0].good
