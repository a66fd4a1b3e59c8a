"""Tests of archives of several plans, and of what is said while files are read, over Telegram."""

import hashlib
import io
import zipfile
from contextlib import closing

import pytest
from bot_thread import BotThread
from making.tea_plan import tea_plan

from bot.state.state import State
from knowledge.document import Correction, Slot

ADMIN = 7
SENT = tea_plan()
INTERNAL = SENT.replace("77/KH-UBND", "78/KH-UBND") + "\nLưu hành nội bộ\n"
OTHER = SENT.replace("77/KH-UBND", "79/KH-UBND")


def archive(**members):
    """An archive with files of those names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    return packed.getvalue()


@pytest.fixture
def bot(environ, documents, monkeypatch):
    """A running bot over an empty folder, which says all the time how far it is."""
    monkeypatch.setattr("bot.admin.readings._TELL_EVERY", 0.05)
    running = BotThread({**environ, "DOCUMENTS": str(documents)}).start()
    yield running
    running.stop()


def last(telegram, begin):
    """The last message, once it begins like that."""
    telegram.wait(lambda: telegram.sent and telegram.sent[-1][1]["text"].startswith(begin), 120)
    return telegram.sent[-1][1]


def test_an_archive_is_decided_about_at_once_or_one_by_one(telegram, bot, documents):
    """All that needs no decision of its own is put in force together; the rest is shown."""
    members = {"a.txt": SENT, "b.txt": INTERNAL, "c.txt": OTHER, "d.exe": b"MZ\0\0" * 9}
    telegram.send_file("nam.zip", archive(**members), chat=ADMIN)
    listed = last(telegram, "Trong “nam.zip” có 3 văn bản")
    lines = listed["text"].splitlines()
    assert "77/KH-UBND" in lines[1] and "a.txt" in lines[1]
    assert "quyết định riêng: ghi “lưu hành nội bộ”" in lines[2]
    assert lines[4] == "Không lấy 1 tệp:" and lines[5].startswith("• d.exe: ")

    telegram.press(listed, "Đưa cả 2 văn bản vào kho")
    done = last(telegram, "Đã đưa 2 văn bản vào kho")
    assert "Kho có 2 văn bản." in done["text"] and "Còn 1 văn bản" in done["text"]
    assert sorted(each.name for each in documents.glob("*.txt")) == ["a.txt", "c.txt"]

    telegram.press(done, "Xem từng văn bản")
    preview = last(telegram, "Đọc được từ tệp “b.txt”")
    telegram.press(preview, "Không đưa vào kho")
    telegram.wait(lambda: "Đã xóa tệp" in preview["text"], 60)
    assert not list((documents / ".pending").iterdir())


def test_what_somebody_else_corrects_meanwhile_is_listed_again(telegram, bot, documents):
    """No plan of the archive is put in force as nobody has seen it."""
    telegram.send_file("nam.zip", archive(**{"a.txt": SENT, "c.txt": OTHER}), chat=ADMIN)
    listed = last(telegram, "Trong “nam.zip” có 2 văn bản")
    number = Correction(slot=Slot.NUMBER, value="99/KH-UBND")
    with closing(State(bot.settings.data / "state.db")) as state:
        sha256 = hashlib.sha256(OTHER.encode()).hexdigest()
        state.declared.correct(sha256, number, "telegram:8", 1.0)
    telegram.press(listed, "Đưa cả 2 văn bản vào kho")
    again = last(telegram, "Chưa đưa “c.txt” vào kho: có người vừa sửa")
    assert "77/KH-UBND" in again["text"] and "99/KH-UBND" in again["text"]
    assert not list(documents.glob("*.txt"))
    telegram.press(again, "Đưa cả 2 văn bản vào kho")
    assert "số 99/KH-UBND" in last(telegram, "Đã đưa 2 văn bản vào kho")["text"]


def test_reading_tells_how_far_it_is_and_can_be_stopped(telegram, bot, documents):
    """The message that says so is edited; stopped, nothing of the file is kept."""
    telegram.send_file("lau.txt", "báo cáo ".encode() * 400_000, chat=ADMIN)
    reading = last(telegram, "Đang đọc tệp “lau.txt”")
    telegram.wait(lambda: reading.get("reply_markup"), 60)
    telegram.press(reading, "Dừng đọc")
    telegram.wait(lambda: reading["text"].startswith("Đã dừng đọc tệp “lau.txt”"), 60)
    assert len(telegram.sent) == 1
    assert not list((documents / ".pending").iterdir())


def test_a_reload_tells_how_far_it_is_and_can_be_stopped(telegram, bot, documents):
    """In the message that it began with; stopped, the library stays; begun anew, it is done."""
    telegram.say("/tinhtrang", chat=ADMIN)
    assert "Kho: 0 văn bản" in last(telegram, "Kho: ")["text"]
    (documents / "a.txt").write_bytes(SENT.encode())
    (documents / "b.txt").write_bytes("báo cáo ".encode() * 400_000)
    telegram.say("/naplai", chat=ADMIN)
    reload = last(telegram, "Đang nạp lại kho")
    telegram.wait(lambda: "đọc tệp 2/2" in reload["text"], 60)
    telegram.press(reload, "Dừng nạp lại")
    telegram.wait(lambda: reload["text"].startswith("Đã dừng nạp lại"), 60)
    assert len(telegram.sent) == 2
    telegram.say("/tinhtrang", chat=ADMIN)
    assert "Kho: 0 văn bản" in last(telegram, "Kho: ")["text"]

    (documents / "b.txt").unlink()
    telegram.say("/naplai", chat=ADMIN)
    assert "1 văn bản (thêm 1" in last(telegram, "Đã nạp lại kho")["text"]
    assert not list((bot.settings.data / "library").glob("reload.*.tmp*"))
