"""The updates in an answer of Telegram, each read by itself, so that one spoils no other."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from telegram import Update
from telegram.error import TelegramError

from bot.message import whole_text

logger = logging.getLogger(__name__)

# Strings and brackets; whatever else stands in JSON opens and closes nothing.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
_RESULT = re.compile(r'"result"\s*:\s*\[')
_ID = re.compile(r'"update_id"\s*:\s*(\d{1,18})\b')


def parse_answer(payload: bytes) -> dict[str, Any]:
    """An answer as the library expects it, with updates that can't be read emptied.

    Raises:
        TelegramError: It is no answer, or a list of updates none of which can be confirmed.
    """
    text = payload.decode("utf-8", "replace")
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        # One update may be what can't be read: the others are looked at by themselves.
        answer = {"ok": True, "result": [_parsed(each) for each in _pieces(text)]}
        if not answer["result"]:
            raise TelegramError("Invalid server response") from None
    if not isinstance(answer, dict):
        raise TelegramError("Invalid server response")
    result = answer.get("result")
    if isinstance(result, list) and result:
        updates = [readable(each) for each in result]
        answer["result"] = [each for each in updates if each is not None]
        if not answer["result"]:
            raise TelegramError("Invalid server response")
    return answer


def readable(update: object) -> dict[str, Any] | None:
    """An update with its broken characters mended; emptied if the library can't read it.

    None for what has no id, which nobody could confirm.
    """
    number = update.get("update_id") if isinstance(update, dict) else None
    if type(number) is not int:
        logger.warning("an update without an id")
        return None
    try:
        # The library counts in halves of characters and fails at one that stands alone.
        whole: dict[str, Any] = json.loads(whole_text(json.dumps(update, ensure_ascii=False)))
        Update.de_json(json.loads(json.dumps(whole)), None)
    except Exception as error:
        # Whatever it holds, the next ones must come through.
        logger.warning("update %d cannot be read: %s", number, type(error).__name__)
        return {"update_id": number}
    return whole


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        found = _ID.search(text)
        return {"update_id": int(found[1])} if found else None


def _pieces(text: str) -> Iterator[str]:
    """The whole objects in the list of an answer, as text."""
    head = _RESULT.search(text)
    depth, start = 0, 0
    for token in _TOKEN.finditer(text, head.end()) if head else ():
        if token[0] in "{[":
            start = start if depth else token.start()
            depth += 1
        elif token[0] in "}]":
            depth -= 1
            if depth < 0:
                return
            if depth == 0:
                yield text[start : token.end()]
