"""Names that admins declare."""

from datetime import date

import pytest
from bot_thread import BotThread
from telegram_chat import Chat

from bot.admin.names import WrongNameError, read_name
from bot.rights.access import Role
from bot.settings import Settings
from bot.state.names import Name
from bot.state.state import State

ADMIN, READER = 7, 5


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (
            "họp giao ban = hội nghị giao ban",
            Name(said="họp giao ban", meant="hội nghị giao ban"),
        ),
        (
            "Sở Kế hoạch và Đầu tư nay là Sở Tài chính từ 1/3/2025 theo Quyết định 12/QĐ-UBND",
            Name(
                said="Sở Kế hoạch và Đầu tư",
                meant="Sở Tài chính",
                since=date(2025, 3, 1),
                source="Quyết định 12/QĐ-UBND",
            ),
        ),
        (
            "Huyện A NAY LA Xã B, kể từ ngày 01-07-2025, theo Nghị quyết 1/NQ",
            Name(said="Huyện A", meant="Xã B", since=date(2025, 7, 1), source="Nghị quyết 1/NQ"),
        ),
    ],
)
def test_a_declaration_is_read(typed, name):
    """Words by «=», bodies by «nay là» with day and decision."""
    assert read_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("họp giao ban", "Khai báo từ riêng"),
        ("họp giao ban =", "Khai báo từ riêng"),
        ("= hội nghị", "Khai báo từ riêng"),
        ("Sở A nay là Sở B", "cần có ngày"),
        ("Sở A nay là Sở B từ 1/3/2025", "cần có ngày"),
        ("Sở A nay là Sở B từ 31/2/2025 theo QĐ 1", "Không có ngày 31/2/2025"),
        ("họp = hội nghị giao ban", "thường gặp"),
        ("Hội nghị = hội nghị", "giống nhau"),
        (f"giao ban = {'x' * 200}", "dài quá"),
    ],
)
def test_what_is_no_declaration_is_told(typed, why):
    """With the way to write it."""
    with pytest.raises(WrongNameError, match=why):
        read_name(typed)


def test_declared_names_take_effect_at_once(telegram, environ):
    """For the next question of anybody; and so does taking them back."""
    settings = Settings.from_env(environ)
    state = State(settings.data / "state.db")
    state.people.admit(f"telegram:{READER}", Role.READER, 1.0, name="An")
    state.close()
    bot = BotThread({**environ, "ACCESS": "closed"}).start()
    admin, reader = Chat(telegram, ADMIN), Chat(telegram, READER)
    asked = "ai chủ trì việc cờ đỏ KH 61"
    leads = "Chủ trì: Sở Văn hóa, Thể thao và Du lịch"
    assert leads not in reader.say(asked)["text"]
    told = admin.say("/ten việc cờ đỏ = nhiệm vụ 3.2")["text"]
    assert "Đã khai báo: việc cờ đỏ = nhiệm vụ 3.2" in told
    answer = reader.say(asked)["text"]
    assert leads in answer and "nhiệm vụ 3.2 KH 61" in answer

    admin.say(
        "/ten Sở Văn hóa, Thể thao và Du lịch nay là Sở Văn hóa, Thể thao "
        "từ 1/3/2025 theo Quyết định 12/QĐ-UBND"
    )
    answer = reader.say("ai chủ trì nhiệm vụ 3.2 KH 61")["text"]
    assert "nay là Sở Văn hóa, Thể thao từ 01/3/2025" in answer and "12/QĐ-UBND" in answer
    assert leads in answer

    listed = admin.say("/ten")
    assert "1. việc cờ đỏ = nhiệm vụ 3.2" in listed["text"]
    assert "Đã xóa: việc cờ đỏ" in admin.change(listed, "Xóa: việc cờ đỏ")
    assert leads not in reader.say(asked)["text"]
    assert "khai báo tên gọi việc cờ đỏ" in admin.say("/nhatky")["text"]
    bot.stop()
