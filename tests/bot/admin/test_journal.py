"""What admins look back at: deeds and remarks."""

import pytest
from bot_thread import BotThread
from telegram_chat import Chat

from bot.admin.journal import PAGE_LENGTH, audit, remarks
from bot.rights.access import Role
from bot.settings import Settings
from bot.state.audit import Deed
from bot.state.state import State

ADMIN, READER = 7, 5


@pytest.fixture
def state(tmp_path):
    """An empty state file."""
    opened = State(tmp_path / "state.db")
    yield opened
    opened.close()


def test_deeds_are_told_with_who_did_them(state):
    """By the name of that day, the latest first; the operator has none; words pick some."""
    state.people.admit("telegram:7", Role.ADMIN, 1.0, name="Bình")
    state.audit.record("telegram:7", Deed.PUBLISHED, "Kế hoạch số 77/KH-UBND", 1_764_000_000.0)
    state.people.dismiss("telegram:7")
    state.audit.record(None, Deed.INVITED, "quản trị viên", 1_764_000_001.0)
    lines = audit(state, "", 0).blocks[0].text.split("\n")

    assert lines[0] == "Nhật ký (2):"
    assert lines[1].endswith("người vận hành: lập mã mời quản trị viên")
    assert lines[2].endswith("Bình (telegram:7): đưa vào kho Kế hoạch số 77/KH-UBND")
    assert (
        audit(state, "ke hoach so 77", 0).blocks[0].text.startswith("Nhật ký có “ke hoach so 77”")
    )
    assert audit(state, "khác", 0).blocks[0].text == "Nhật ký chưa ghi việc nào có “khác”."


def test_many_deeds_are_leafed_through(state):
    """A page at a time, to and fro."""
    for number in range(2 * PAGE_LENGTH + 1):
        state.audit.record(None, Deed.RELOADED, f"lần {number}", float(number))
    first, middle, last = (audit(state, "", page) for page in (0, 1, 99))

    assert [len(page.options) for page in (first, middle, last)] == [1, 2, 1]
    assert "lần 20" in first.blocks[0].text and last.blocks[0].text.endswith("lần 0")


def test_remarks_are_told_without_names(state):
    """What was found bad with its reason, once; notes with the question before; praise counted."""
    for user, verdict, text, about in (
        ("telegram:5", "good", "", "ai ký KH 61"),
        ("telegram:5", "bad", "", "kinh phí KH 61"),
        ("telegram:5", "bad", "wrong", "kinh phí KH 61"),
        ("telegram:6", "bad", "", "kinh phí KH 61"),
        ("telegram:6", "note", "thiếu phụ lục", "ai ký KH 61"),
    ):
        state.people.remark(user, verdict=verdict, text=text, about=about, now=1_764_000_000.0)
    told = remarks(state, 0).blocks[0].text

    assert told.startswith("👍 1 · 👎 3 · góp ý 1")
    assert told.count("👎 Sai nội dung: “kinh phí KH 61”") == 1
    assert told.count("👎 không nêu lý do: “kinh phí KH 61”") == 1
    assert "góp ý: thiếu phụ lục (sau câu hỏi “ai ký KH 61”)" in told
    assert "telegram:" not in told


def test_an_admin_reads_both_in_the_chat(telegram, environ):
    """What was done and said in chats; a reader gets neither."""
    settings = Settings.from_env(environ)
    opened = State(settings.data / "state.db")
    opened.people.admit(f"telegram:{READER}", Role.READER, 1.0, name="An")
    opened.close()
    bot = BotThread({**environ, "ACCESS": "closed"}).start()
    admin, reader = Chat(telegram, ADMIN), Chat(telegram, READER)
    assert "chưa ghi việc nào" in admin.say("/nhatky")["text"]
    reader.say("/phanhoi thiếu kế hoạch năm 2025")
    assert "quản trị viên" in reader.say("/nhatky")["text"]
    admin.say("/gioihan 61 nội bộ")
    admin.say("/moi")
    told = admin.say("/nhatky")["text"]
    said = admin.say("/gopy")["text"]
    bot.stop()

    assert "giới hạn người xem Kế hoạch số 61/KH-UBND" in told and "(nội bộ)" in told
    assert "lập mã mời người tra cứu" in told
    assert "góp ý: thiếu kế hoạch năm 2025" in said and "An" not in said
