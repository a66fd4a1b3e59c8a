"""Tests of what is taken for a call of Zalo, and of what its errors mean."""

import hashlib
import hmac
import json
import time

import httpx
import pytest
from bot_thread import BotThread
from zalo_oa_server import APP_ID, OA_SECRET, ZaloOaServer

from bot.channels.sending import unanswered
from bot.channels.server import LARGEST_SIGNED
from bot.channels.zalo_oa.errors import TOKEN_CODES, meaning, not_delivered
from bot.channels.zalo_oa.read import EARLIEST, LATEST, read_event
from bot.errors import NotSentError, RefusedError, TryLaterError, UncertainError
from bot.message import Kind

BIG = LARGEST_SIGNED


@pytest.fixture
def bot(zalo_oa, oa_environ):
    """A running bot."""
    running = BotThread(oa_environ).start()
    zalo_oa.wait_ready()
    yield running
    running.stop()


def signed(event):
    """A body and the header that belongs to it."""
    body = json.dumps(event).encode()
    return body, ZaloOaServer.signature(body, event["timestamp"])


def test_only_what_zalo_signed_is_taken(zalo_oa, bot):
    """A plain SHA-256 of app id, raw body, timestamp and account secret; nothing near it."""
    event = zalo_oa.event("user_send_text", text="kinh phí KH 61")
    body, good = signed(event)
    stamp = event["timestamp"]
    text = APP_ID.encode() + body + stamp.encode()
    wrong = (
        "",
        "mac=",
        "mac=không",
        good[:-1],
        good + "0",
        ZaloOaServer.signature(body, stamp, "another-secret"),
        ZaloOaServer.signature(body, str(int(stamp) + 1)),
        "mac=" + hmac.new(OA_SECRET.encode(), text, hashlib.sha256).hexdigest(),
    )
    assert {zalo_oa.call(body, each.encode()) for each in wrong} == {403}
    changed = body.replace(b"61", b"90")
    assert zalo_oa.call(changed, good) == 403 and zalo_oa.call(body + b" ", good) == 403
    assert not zalo_oa.calls

    zalo_oa.hand_over(event)
    assert zalo_oa.call(body, good.removeprefix("mac=").upper()) == 200
    zalo_oa.wait_sent(1)
    assert len(zalo_oa.calls) == 1


def test_calls_of_another_time_or_application_are_turned_away(zalo_oa, bot):
    """An old call replayed, one from the future, and one meant for another application."""
    now = time.time()
    for at in (now - LATEST - 60, now + EARLIEST + 60, 0):
        assert zalo_oa.call_signed(zalo_oa.event("user_send_text", text="x", at=at)) == 403
    other = {**zalo_oa.event("user_send_text", text="x"), "app_id": "1"}
    assert zalo_oa.call_signed(other) == 403
    # The last of Zalo's own repetitions, an hour and 50 minutes after the event.
    assert zalo_oa.call_signed(zalo_oa.event("user_seen_message", at=now - 6_600)) == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 200),
        (b"{", 400),
        (b"[1]", 400),
        (b"null", 400),
        (b'{"event_name": "user_send_text"}', 400),
        (b'{"timestamp": "' + b"9" * 5_000 + b'"}', 400),
        (b'{"timestamp": ' + b"9" * 5_000 + b"}", 400),
        (b'{"timestamp": "1e3"}', 400),
        (b'{"timestamp": "1717061839659"}', 403),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"x" * (BIG + 1), 413),
    ],
    ids=lambda value: str(value[:24]) if isinstance(value, bytes) else None,
)
def test_bodies_that_make_no_sense_are_refused(zalo_oa, bot, body, status):
    """Whatever is posted by whomever, the answer says whose fault it is, and nothing is done."""
    assert zalo_oa.call(body, "mac=0") == status


def test_a_body_of_the_largest_size_is_read(zalo_oa, bot):
    """The largest body that is allowed is an event like any other."""
    event = zalo_oa.event("user_send_text", text="", msg_id="m")
    size = len(json.dumps(event).encode())
    event["message"]["text"] = "kinh phí KH 61".replace("í", "i") + " " * (BIG - size - 14)
    assert len(json.dumps(event).encode()) == BIG
    assert zalo_oa.hand_over(event) == 200
    assert "Phần III, Kế hoạch số 61/" in zalo_oa.wait_sent(1)[0][1]


def test_events_keep_who_when_and_what():
    """Keys tell events apart, also where Zalo gives no message id."""
    sent = ZaloOaServer().event(
        "user_send_text", user="55", at=1_717_061_839.659, text=" #chon:k:1 "
    )
    incoming = read_event(sent).incoming

    assert incoming.chat == "zalo_oa:55" and incoming.user == "zalo_oa:55" and incoming.private
    assert (incoming.kind, incoming.text) == (Kind.PRESS, "k:1")
    assert incoming.at == pytest.approx(1_717_061_839.659) and incoming.message_id == "m1"

    follows = [ZaloOaServer().event("follow", user=user, at=at) for user in "12" for at in (1, 2)]
    assert len({read_event(each).incoming.event_key for each in follows}) == 4


@pytest.mark.parametrize(
    ("code", "kind", "whole_chat"),
    [(-32, TryLaterError, None), (-201, RefusedError, False), (-210, RefusedError, False)]
    + [(code, RefusedError, True) for code in (-213, -217, -218, -230, -305, -311)]
    + [(code, RefusedError, False) for code in (-211, -221, -224, -320, -321, -1)],
)
def test_each_code_says_what_to_do(code, kind, whole_chat):
    """Wait, give up one message, or give up what is pending for the person."""
    error = meaning(code)
    assert isinstance(error, kind)
    assert whole_chat is None or error.whole_chat is whole_chat
    assert str(code) in str(error) and code not in TOKEN_CODES


def test_only_what_surely_was_not_taken_is_tried_again():
    """Before the request left, and after a refusal of the server; not after a lost answer."""
    assert isinstance(unanswered(httpx.ConnectError("x")), NotSentError)
    assert isinstance(unanswered(httpx.ConnectTimeout("x")), NotSentError)
    assert isinstance(unanswered(httpx.ReadTimeout("x")), UncertainError)
    assert isinstance(unanswered(httpx.RemoteProtocolError("x")), UncertainError)
    assert isinstance(not_delivered(httpx.Response(502)), NotSentError)
    assert isinstance(not_delivered(httpx.Response(400)), RefusedError)
    asked = not_delivered(httpx.Response(429, headers={"retry-after": "7"}))
    assert isinstance(asked, TryLaterError) and asked.seconds == 7
