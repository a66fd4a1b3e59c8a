"""A Telegram of our own: the Bot API over HTTP on 127.0.0.1, with its limits and its errors.

It checks what the real server checks - lengths after parsing, HTML, buttons, who polls - and can
be told to misbehave: to repeat updates, to shuffle them, to fail after delivering.
"""

import asyncio
import email
import itertools
import json
import re
import time
from email.policy import HTTP
from urllib.parse import parse_qs

from platform_server import RefusedRequest
from starlette.responses import Response
from starlette.routing import Route
from telegram_people import People
from telegram_text import links_of, units, visible

TOKEN = "123456:TEST-token_of-the-tests"
BOT_ID, BOT_NAME = 123456, "tra_cuu_bot"


def _multipart(content_type, body):
    """The fields of a form; a file is a pair of its name and its bytes.

    A field may say `attach://other`, where the other one holds the file.
    """
    header = f"Content-Type: {content_type}\r\n\r\n".encode()
    fields = {}
    for part in email.message_from_bytes(header + body, policy=HTTP).iter_parts():
        name = part.get_param("name", header="content-disposition")
        data = part.get_payload(decode=True)
        if part.get_filename() is not None:
            fields[name] = (part.get_filename(), data)
        else:
            text = data.decode()
            fields[name] = json.loads(text) if text[:1] in "[{" else text
    for name, value in fields.items():
        if isinstance(value, str) and value.startswith("attach://"):
            fields[name] = fields[value.removeprefix("attach://")]
    return fields


class TelegramServer(People):
    """The server, and the people who write to the bot.

    Attributes:
        links: Addresses of links in messages of the bot: {chat: [address]}.
        documents: Files that the bot sent, in order: (chat, name, bytes).
    """

    token = TOKEN

    def __init__(self):
        super().__init__()
        self.answers, self.cards, self.commands = {}, {}, {}
        self.links = {}
        self.blocked, self.migrated, self.repeat, self.shuffle = set(), {}, False, False
        self.webhook = None
        self.documents = []
        self._poll = 0

    def routes(self):
        """Where files are fetched from."""
        return [Route("/file/bot{token}/{path:path}", self._download)]

    @staticmethod
    async def _parameters(request):
        body = await request.body()
        if request.headers.get("content-type", "").startswith("multipart/"):
            return _multipart(request.headers["content-type"], body)
        if request.headers.get("content-type", "").startswith("application/json"):
            return json.loads(body or b"{}")
        found = {name: values[0] for name, values in parse_qs(body.decode(), True).items()}
        for name, value in found.items():
            if value[:1] in "[{":
                found[name] = json.loads(value)
        return found

    def _getMe(self, _):
        return {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": "Tra cứu",
            "username": BOT_NAME,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }

    async def _getUpdates(self, parameters):
        if self.webhook:
            raise RefusedRequest(
                409, "Conflict: can't use getUpdates method while webhook is active"
            )
        self._poll += 1
        mine = self._poll
        offset = int(parameters.get("offset", 0))
        until = time.monotonic() + min(50, int(parameters.get("timeout", 0)))
        allowed = parameters.get("allowed_updates")
        with self._changed:
            self._updates = [u for u in self._updates if u["update_id"] >= offset or self.repeat]
        while True:
            with self._changed:
                fitting = (u for u in self._updates if self._is_allowed(u, allowed))
                ready = list(itertools.islice(fitting, int(parameters.get("limit", 100))))
            if ready or time.monotonic() >= until:
                return ready[::-1] if self.shuffle else ready
            await asyncio.sleep(0.003)
            if self._poll != mine:
                raise RefusedRequest(
                    409, "Conflict: terminated by other getUpdates request; make sure that only"
                    " one bot instance is running"
                )  # fmt: skip

    @staticmethod
    def _is_allowed(update, allowed):
        return not allowed or any(kind in update for kind in allowed)

    def _setWebhook(self, parameters):
        if not parameters.get("url", "").startswith("https://"):
            raise RefusedRequest(400, "Bad Request: bad webhook: An HTTPS URL must be provided")
        self.webhook = parameters
        return True

    def _deleteWebhook(self, _):
        self.webhook = None
        return True

    def _getWebhookInfo(self, _):
        url = (self.webhook or {}).get("url", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": 0}

    def _getFile(self, parameters):
        data = self.files.get(parameters["file_id"])
        if data is None:
            raise RefusedRequest(400, "Bad Request: wrong file_id or the file is unavailable")
        if len(data) > 20 << 20:
            raise RefusedRequest(400, "Bad Request: file is too big")
        file_id = parameters["file_id"]
        return {
            "file_id": file_id,
            "file_unique_id": file_id,
            "file_size": len(data),
            "file_path": f"documents/{file_id}",
        }

    async def _download(self, request):
        data = self.files.get(request.path_params["path"].removeprefix("documents/"))
        if request.path_params["token"] != TOKEN or data is None:
            return Response(status_code=404)
        return Response(data, media_type="application/octet-stream")

    def _sendDocument(self, parameters):
        chat = self._writable(parameters)
        name, data = parameters["document"]
        if len(data) > 50 << 20:
            raise RefusedRequest(413, "Request Entity Too Large")
        if units(parameters.get("caption", "")) > 1024:
            raise RefusedRequest(400, "Bad Request: message caption is too long")
        message = self._message(chat, "", parameters)
        del message["text"]
        message["caption"] = parameters.get("caption", "")
        message["document"] = {
            "file_id": "D",
            "file_unique_id": "D",
            "file_name": name,
            "file_size": len(data),
        }
        with self._changed:
            self.documents.append((chat, name, data))
            self.messages.setdefault(chat, {})[message["message_id"]] = message
        return message

    def _sendMessage(self, parameters):
        chat = self._writable(parameters)
        text = self._text(parameters)
        message = self._message(chat, text, parameters)
        if "message_thread_id" in parameters:
            message["message_thread_id"] = int(parameters["message_thread_id"])
        with self._changed:
            self.messages.setdefault(chat, {})[message["message_id"]] = message
            if parameters.get("parse_mode") == "HTML":
                self.links.setdefault(chat, []).extend(links_of(parameters["text"]))
            self.sent.append((chat, message))
        return message

    def _message(self, chat, text, parameters):
        message = {
            "message_id": next(self._message_ids),
            "date": int(time.time()),
            "chat": self.chat_of(chat),
            "from": self._getMe(None),
            "text": text,
        }
        if markup := parameters.get("reply_markup"):
            message["reply_markup"] = self._markup(markup, private=chat > 0)
        return message

    def _writable(self, parameters):
        chat = int(parameters["chat_id"])
        if chat in self.migrated:
            raise RefusedRequest(
                400, "Bad Request: group chat was upgraded to a supergroup chat",
                parameters={"migrate_to_chat_id": self.migrated[chat]},
            )  # fmt: skip
        if chat in self.blocked:
            raise RefusedRequest(403, "Forbidden: bot was blocked by the user")
        return chat

    @staticmethod
    def _text(parameters):
        text = visible(parameters.get("text", ""), parameters.get("parse_mode")).strip()
        if not text:
            raise RefusedRequest(400, "Bad Request: message text is empty")
        if units(text) > 4096:
            raise RefusedRequest(400, "Bad Request: message is too long")
        return text

    @staticmethod
    def _markup(markup, *, private=True):
        buttons = [button for row in markup["inline_keyboard"] for button in row]
        if len(buttons) > 100:
            raise RefusedRequest(400, "Bad Request: reply markup is too long")
        for button in buttons:
            if not button.get("text"):
                raise RefusedRequest(400, "Bad Request: can't parse inline keyboard button")
            data = button.get("callback_data")
            if data is not None and not 1 <= len(data.encode()) <= 64:
                raise RefusedRequest(400, "Bad Request: BUTTON_DATA_INVALID")
            copied = button.get("copy_text", {}).get("text", "x")
            if not 1 <= units(copied) <= 256:
                raise RefusedRequest(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")
            if "web_app" in button:
                if not private or not button["web_app"]["url"].startswith("https://"):
                    raise RefusedRequest(400, "Bad Request: BUTTON_TYPE_INVALID")
                continue
            if data is None and "copy_text" not in button and "url" not in button:
                raise RefusedRequest(400, "Bad Request: text buttons are unallowed")
        return markup

    def _editMessageText(self, parameters):
        chat, text = self._writable(parameters), self._text(parameters)
        message = self.messages.get(chat, {}).get(int(parameters["message_id"]))
        if message is None:
            raise RefusedRequest(400, "Bad Request: message to edit not found")
        markup = parameters.get("reply_markup")
        if message["text"] == text and message.get("reply_markup") == markup:
            raise RefusedRequest(
                400, "Bad Request: message is not modified: specified new message content and"
                " reply markup are exactly the same"
            )  # fmt: skip
        with self._changed:
            message["text"] = text
            message.pop("reply_markup", None)
            if markup:
                message["reply_markup"] = self._markup(markup, private=chat > 0)
        return message

    def _deleteMessage(self, parameters):
        chat = self._writable(parameters)
        if self.messages.get(chat, {}).pop(int(parameters["message_id"]), None) is None:
            raise RefusedRequest(400, "Bad Request: message to delete not found")
        return True

    def _answerCallbackQuery(self, parameters):
        self._expire(parameters["callback_query_id"], 15 * 60)
        if units(parameters.get("text", "")) > 200:
            raise RefusedRequest(400, "Bad Request: MESSAGE_TOO_LONG")
        self.answers[parameters["callback_query_id"]] = parameters.get("text", "")
        return True

    def _answerInlineQuery(self, parameters):
        self._expire(parameters["inline_query_id"], 30)
        results = parameters["results"]
        if len(results) > 50:
            raise RefusedRequest(400, "Bad Request: RESULTS_TOO_MUCH")
        for result in results:
            if not 1 <= len(result["id"].encode()) <= 64:
                raise RefusedRequest(400, "Bad Request: RESULT_ID_INVALID")
            content = result["input_message_content"]
            self._text({"text": content["message_text"], "parse_mode": content.get("parse_mode")})
        self.cards[parameters["inline_query_id"]] = results
        return True

    def _expire(self, query, seconds):
        asked = self._queries.get(query)
        if asked is None or time.time() - asked > seconds:
            raise RefusedRequest(
                400, "Bad Request: query is too old and response timeout expired or query ID is"
                " invalid"
            )  # fmt: skip

    def _sendChatAction(self, parameters):
        self._writable(parameters)
        return True

    def _setMyCommands(self, parameters):
        commands = parameters["commands"]
        if len(commands) > 100:
            raise RefusedRequest(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise RefusedRequest(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise RefusedRequest(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[json.dumps(parameters.get("scope"))] = commands
        return True
