"""The session in docs/telegram.md is what the bot says."""

import os
import re
import shutil
from pathlib import Path

from bot_thread import BotThread

from knowledge.shipped import shipped_documents

PAGE = Path(__file__).parents[3] / "docs" / "telegram.md"
# What somebody does, and the indented lines that the bot shows.
_TURN = re.compile(r"^\*\*(?P<who>An|Admin)(?P<done>.+)\n(?P<shown>(?:\n|    .*\n)*)", re.MULTILINE)
_CODE = re.compile(r"\b[A-Z2-9]{5}-[A-Z2-9]{5}\b")
# Stands on the page for the code of the day.
_SHOWN_CODE = "ABCDE-FGHJK"
PEOPLE, GROUP = {"Admin": 7, "An": 5}, -5
# Seconds for a file to be read and put into a library on a busy machine.
_PATIENCE = 120

SENT = """UỶ BAN NHÂN DÂN                CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                          Độc lập - Tự do - Hạnh phúc
Số: 77/KH-UBND                   Hà Giang, ngày 20 tháng 5 năm 2024

KẾ HOẠCH
Phát triển cây chè Shan tuyết trên địa bàn tỉnh năm 2024

I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao giá trị cây chè Shan tuyết của tỉnh.
2. Huy động nguồn lực xã hội cho vùng chè.

II. NHIỆM VỤ
1. Trồng mới một trăm héc-ta chè
- Đơn vị chủ trì: Sở Nông nghiệp và Phát triển nông thôn.
- Thời gian thực hiện: Quý III/2024.
2. Quảng bá sản phẩm chè
- Đơn vị chủ trì: Sở Công Thương.

III. TỔ CHỨC THỰC HIỆN
Các sở, ban, ngành báo cáo kết quả về Uỷ ban nhân dân tỉnh trước ngày 15/12/2024.

TM. UỶ BAN NHÂN DÂN
CHỦ TỊCH
"""


def test_the_session_is_what_the_bot_says(telegram, environ, tmp_path):
    """Each turn of the page is played, and gets what stands there.

    RECORD=1 writes what is said into the page instead.
    """
    documents = tmp_path / "plans"
    documents.mkdir()
    for each in shipped_documents():
        shutil.copy(each.path, documents / each.source_file)
    page = PAGE.read_text(encoding="utf-8")
    start = page.index("## A session")
    bot = BotThread({**environ, "ACCESS": "closed", "DOCUMENTS": str(documents)}).start()
    played = _TURN.sub(Session(telegram).play, page[start:]).rstrip() + "\n"
    bot.stop()
    if os.environ.get("RECORD"):
        PAGE.write_text(page[:start] + played, encoding="utf-8")

    assert played == page[start:]


class Session:
    """Two people in front of the server."""

    def __init__(self, server):
        self._server = server
        self._code = ""
        self._shown = {}

    def play(self, turn):
        """One turn as it stands on the page."""
        who, done = turn["who"], turn["done"]
        user = PEOPLE[who]
        how, _, said = done.partition(":**")
        chat = GROUP if "group" in how else user
        before = len(self._sent(chat))
        if said:
            words = said.strip().replace(_SHOWN_CODE, self._code)
            person = {"id": user, "is_bot": False, "first_name": who}
            self._server.say(words, chat=chat, user=user, **{"from": person})
            messages = self._wait(chat, before + 1)
        elif "sends the file" in done:
            name = re.search("«(.+)»", done)[1]
            self._server.send_file(name, SENT.encode(), chat=chat)
            messages = self._wait(chat, before + 2)
        else:
            messages = self._press(chat, re.search(r"\[(.+)\]", done)[1], "changes" in done)
        self._shown[chat] = messages[-1]
        text = "\n\n".join(_shown(message) for message in messages)
        if code := _CODE.search(text):
            self._code = code[0]
        lines = text.replace(self._code or "\0", _SHOWN_CODE).split("\n")
        shown = "".join(f"    {line}\n" if line else "\n" for line in lines)
        return f"**{who}{done}\n\n{shown}\n"

    def _press(self, chat, label, changes):
        """A button of the last message is pressed: that message changes, or another one comes."""
        message, before = self._shown[chat], len(self._sent(chat))
        old = _shown(message)
        self._server.press(message, label)
        if not changes:
            return self._wait(chat, before + 1)
        self._server.wait(lambda: _shown(message) != old, seconds=_PATIENCE)
        return [message]

    def _sent(self, chat):
        return [message for to, message in self._server.sent if to == chat]

    def _wait(self, chat, count):
        """The messages from the last ones on, once there are so many."""
        before = len(self._sent(chat))
        self._server.wait(lambda: len(self._sent(chat)) >= count, seconds=_PATIENCE)
        return self._sent(chat)[min(before, count - 1) :]


def _shown(message):
    """A message as it is read, a line for each row of buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [" ".join(f"[{button['text']}]" for button in row) for row in rows]
    return "\n".join([message["text"], *buttons])
