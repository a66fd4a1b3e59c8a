"""Tests of reading what Telegram answers, one update at a time."""

import json

import pytest
from telegram.error import TelegramError

from bot.channels.telegram.payload import parse_answer, readable


def message(number, text="kinh phí"):
    """An update with a message."""
    chat = {"id": 1, "type": "private"}
    person = {"id": 1, "is_bot": False, "first_name": "A"}
    told = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": told}


def answer(*pieces):
    """An answer with these pieces of JSON in its list."""
    return ('{"ok":true,"result":[' + ",".join(pieces) + "]}").encode()


DEEP = '{"update_id": 2, "message": ' + "[" * 100_000 + "]" * 100_000 + "}"
LONG = '{"update_id": 2, "message": {"date": ' + "9" * 5_000 + "}}"
BROKEN = '{"update_id": 2, "message": {"text": "a \\x b"}}'


@pytest.mark.parametrize("poison", [DEEP, LONG, BROKEN])
def test_an_update_that_no_parser_reads_is_emptied_and_the_others_come_through(poison):
    """Nested or long without end, or no JSON: confirmed by its id, and only it is lost."""
    parsed = parse_answer(answer(json.dumps(message(1)), poison, json.dumps(message(3))))
    assert [each["update_id"] for each in parsed["result"]] == [1, 2, 3]
    assert [("message" in each) for each in parsed["result"]] == [True, False, True]


@pytest.mark.parametrize(
    "payload",
    [b"{", b"<html>", b"[1]", b"7", answer("7"), answer('{"update_id": true}'), b'{"result": [{'],
)
def test_what_is_no_answer_is_asked_for_again_later(payload):
    """An answer from which nothing could be confirmed is an error, which waits before the next."""
    with pytest.raises(TelegramError):
        parse_answer(payload)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("a \ud83d b", "a \ufffd b"), ("\udca1x", "\ufffdx"), ("\ud83d\udca1", "💡")],
)
def test_halves_of_characters_are_mended(typed, read):
    """Halves that belong together are joined, others replaced."""
    update = json.loads(json.dumps(message(1, typed)))
    assert readable(update)["message"]["text"] == read


def test_other_answers_are_left_as_they_are():
    """What is no list of updates is not touched."""
    assert parse_answer(b'{"ok":true,"result":true}') == {"ok": True, "result": True}
    assert parse_answer(b'{"ok":true,"result":[]}') == {"ok": True, "result": []}
