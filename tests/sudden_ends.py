"""SIGKILL at random moments of an admin's work; afterwards nothing may be lost.

For the test of a few moments, and for the bench of many.
"""

import hashlib
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from telegram_chat import Chat

from bot.files.pending import noted_document, pending_file
from bot.settings import Settings
from bot.state.state import State
from bot.wording import general as wording
from index.library.generation import verify
from index.library.store import Library

ROOT = Path(__file__).parents[1]
ADMIN = 7
# Seconds within which the process is killed after an act has begun, and those that work has.
LATEST, PATIENCE = 2.5, 180.0

PLAN = """UỶ BAN NHÂN DÂN                CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                          Độc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND                   Hà Giang, ngày 20 tháng 5 năm 2024

KẾ HOẠCH
Phát triển cây chè Shan tuyết giai đoạn {number}

I. NHIỆM VỤ
1. Trồng mới {number} héc-ta chè
- Đơn vị chủ trì: Sở Nông nghiệp và Phát triển nông thôn.
2. Quảng bá sản phẩm chè
- Đơn vị chủ trì: Sở Công Thương.

TM. UỶ BAN NHÂN DÂN
CHỦ TỊCH
"""


class Trial:
    """A bot over a folder of its own, ended again and again while an admin works with it."""

    def __init__(self, telegram, environ, seed):
        """Start it over an empty library; `telegram` is our server."""
        self.telegram, self.environ = telegram, environ
        self.settings = Settings.from_env(environ)
        self.pick = random.Random(seed)
        self.ended = Counter()
        self._number = 100
        # The bytes of what was put in force, by number, and what was said of the number since.
        self._published = {}
        self._said = {}
        self._process = None
        self.start()
        self._publish(self._next())

    def start(self):
        """Start the bot, and wait until it answers."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot"],
            env={**os.environ, **self.environ},
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        before = len(self._told())
        self.telegram.say("/tinhtrang", chat=ADMIN)
        self._wait(lambda: any(m["text"].startswith("Kho") for m in self._told()[before:]))

    def end(self):
        """Kill the bot."""
        self._process.kill()
        self._process.wait()

    def round(self):
        """Begin something, kill the bot at a random moment of it, and look what came of it."""
        act = self.pick.choice((self._take_in, self._correct, self._put_in_force, self._withdraw))
        after = act()
        time.sleep(self.pick.uniform(0.0, LATEST))
        self.end()
        self._require_whole()
        before = len(self._told())
        self.start()
        self._require_settled()
        after(before)
        self._require_kept()
        self._require_answers()
        self.ended[act.__name__.strip("_")] += 1

    def _take_in(self):
        """A draft is shown, or it is said that it must be sent again; none is lost in silence."""
        number = self._next()
        before = len(self._told())
        self._send(number)

        def after(_):
            told = lambda: [m["text"] for m in self._told()[before:]]  # noqa: E731
            shown = f"tệp “{number}.txt”:"
            self._wait(lambda: any(shown in t or wording.BROKEN_OFF in t for t in told()))
            if any(shown in text for text in told()):
                assert _plan(number) in self._waiting()

        return after

    def _put_in_force(self):
        """A plan is in force afterwards, or waits."""
        number = self._next()
        preview = self._preview(number)
        self.telegram.press(preview, "Đưa vào kho")

        def after(_):
            # A press that was not stored comes again: the plan may be on its way now.
            self._until(lambda: number in self._numbers() or _plan(number) in self._waiting())
            if number in self._numbers():
                self._published[number] = _plan(number)

        return after

    def _correct(self):
        """What was kept of a correction is told; what was not, was not acknowledged."""
        number = self.pick.choice(sorted(self._published))
        sha256 = hashlib.sha256(self._published[number]).hexdigest()
        value, before = f"{number}/KH-SNN{len(self._told())}", len(self._told())
        if sha256 in self._gone():
            return lambda _: None
        held = self._said.get(number, f"{number}/KH-UBND")
        Chat(self.telegram, ADMIN).say(f"/sua {held}")
        self.telegram.say(f"sửa số {value}", chat=ADMIN)

        def after(_):
            with_said = [m for m in self._told()[before:] if f"{value} (theo quản" in m["text"]]
            said = [each.correction.value for each in self._corrections(sha256)]
            if value in said:
                self._said[number] = value
            assert value in said or not with_said
            assert said == [self._said[number]] if number in self._said else not said

        return after

    def _withdraw(self):
        """A plan is in the library or withdrawn, as is said."""
        number = self.pick.choice(sorted(self._published))
        sha256 = hashlib.sha256(self._published[number]).hexdigest()
        chat = Chat(self.telegram, ADMIN)
        if sha256 in self._gone():
            listed = chat.say("/khoiphuc")
            wanted, label = f"{self._said.get(number, f'{number}/KH-UBND')} ", None
            for row in listed["reply_markup"]["inline_keyboard"]:
                label = row[0]["text"] if wanted in row[0]["text"] else label
            if label is not None:
                self.telegram.press(listed, label)
        else:
            asked = chat.say(f"/rut {self._said.get(number, f'{number}/KH-UBND')}")
            self.telegram.press(asked, "Rút khỏi kho")
        return lambda _: None

    def _publish(self, number):
        before = len(self._told())
        self.telegram.press(self._preview(number), "Đưa vào kho")
        told = "Đã đưa vào kho"
        self._wait(lambda: any(m["text"].startswith(told) for m in self._told()[before:]))
        self._published[number] = _plan(number)

    def _preview(self, number):
        before, shown = len(self._told()), f"tệp “{number}.txt”:"
        self._send(number)
        self._wait(lambda: any(shown in m["text"] for m in self._told()[before:]))
        return next(m for m in self._told()[before:] if shown in m["text"])

    def _send(self, number):
        self.telegram.send_file(f"{number}.txt", _plan(number), chat=ADMIN)

    def _next(self):
        self._number += 1
        return self._number

    def _told(self):
        return [message for chat, message in self.telegram.sent if chat == ADMIN]

    def _wait(self, condition):
        self.telegram.wait(condition, seconds=PATIENCE)

    def _until(self, condition):
        until = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < until, "something is lost, or not in force"
            time.sleep(0.2)

    def _ask_state(self, job):
        state = State(self.settings.data / "state.db")
        try:
            return job(state)
        finally:
            state.close()

    def _gone(self):
        return self._ask_state(lambda state: state.declared.everything().withdrawn)

    def _corrections(self, sha256):
        return self._ask_state(lambda state: state.declared.said(sha256))

    def _documents(self):
        with Library.open(self.settings.data / "library") as library:
            return [library.document(card.id) for card in library.documents]

    def _numbers(self):
        return {int(Path(each.source_file).stem) for each in self._documents()}

    def _waiting(self):
        """The bytes of the files that wait and can be decided about."""
        documents = self.settings.documents
        folder = documents / ".pending"
        files = [pending_file(documents, each.name) for each in folder.iterdir()]
        return [f.read_bytes() for f in files if f is not None and noted_document(f) is not None]

    def _require_whole(self):
        """The library in force is the one that was put in force, byte for byte."""
        verify(self.settings.data / "library")

    def _require_settled(self):
        """Soon the library tells all that is said, and none that is withdrawn."""
        self._until(lambda: not self._ask_state(lambda state: state.declared.due()))
        self._require_whole()
        said = self._ask_state(lambda state: state.declared.everything())
        held = self._documents()
        assert all(each == said.applied(each) for each in held)
        assert not said.withdrawn & {each.sha256 for each in held}

    def _require_kept(self):
        """Each file that was ever in force is kept, and in the library or withdrawn."""
        kept = {each.read_bytes() for each in self.settings.documents.rglob("*.txt")}
        assert set(self._published.values()) <= kept
        there = {each.sha256 for each in self._documents()} | self._gone()
        for data in self._published.values():
            assert hashlib.sha256(data).hexdigest() in there

    def _require_answers(self):
        """The library serves: what a plan in force says is found."""
        numbers = sorted(self._numbers())
        if numbers:
            number = self.pick.choice(numbers)
            asked = f"ai chủ trì quảng bá sản phẩm chè {self._said.get(number, f'KH {number}')}"
            before = len(self._told())
            self.telegram.say(asked, chat=ADMIN)
            # What was broken off may still be told in between, a preview among it.
            self._wait(lambda: any(map(_answers, self._told()[before:])))


def _plan(number):
    return PLAN.format(number=number).encode()


def _answers(message):
    return "Sở Công Thương" in message["text"] and "Đọc được từ" not in message["text"]
