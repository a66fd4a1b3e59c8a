"""Tests of what admins do about people, circles and restricted plans, through Telegram."""

import pytest
from bot_thread import BotThread
from making.plan_secrets import Secrets
from telegram_chat import Chat

from bot.admin.limits import circle_names
from bot.library.opening import open_library
from bot.message import display_name
from bot.rights.access import Role, invite
from bot.settings import Settings
from bot.state.state import State

ADMIN, READER = 7, 5


@pytest.fixture
def bot(environ):
    """A running bot that is closed to strangers, with a reader called An."""
    settings = Settings.from_env(environ)
    state = State(settings.data / "state.db")
    state.people.admit(f"telegram:{READER}", Role.READER, 1.0, name="An")
    state.close()
    running = BotThread({**environ, "ACCESS": "closed"}).start()
    yield running
    running.stop()


def test_a_restricted_plan_is_gone_for_others(telegram, bot, environ):
    """Restricted by a command: not listed, not answered, no button or link leads to it."""
    admin, reader = Chat(telegram, ADMIN), Chat(telegram, READER)
    answer = reader.say("ai chủ trì nhiệm vụ 3.2 KH 61")
    assert "Mục II.3.2, Kế hoạch số 61/" in answer["text"]
    card = telegram.type_inline("ai chủ trì nhiệm vụ 3.2 KH 61", user=READER)
    telegram.wait(lambda: telegram.cards.get(card))
    link = telegram.cards[card][0]["reply_markup"]["inline_keyboard"][0][0]["url"]

    told = admin.say("/gioihan 61 nội bộ")["text"]
    assert "Người xem: nhóm “nội bộ”" in told and "chưa có ai" in told

    with open_library(Settings.from_env(environ)) as library:
        hidden = {c.id for c in library.documents if "lạng sơn" in str(c.identity.place).lower()}
        secrets = Secrets(library, hidden)
    said = [
        reader.say("ai chủ trì nhiệm vụ 3.2 KH 61"),
        reader.press(answer, "Toàn văn"),
        reader.press(answer, "II.3.1"),
        reader.say(f"/start {link.partition('start=')[2]}"),
        reader.say("/kehoach lang son"),
        reader.say("/vanban"),
        Chat(telegram, -100, READER).say("@tra_cuu_bot kinh phí lạng sơn"),
        Chat(telegram, -100, ADMIN).say("@tra_cuu_bot kinh phí lạng sơn"),
    ]
    for message in said:
        assert not secrets.told(message["text"].split("\n"), typed="61/KH-UBND")
    assert said[5]["text"].startswith("Kho có 4 văn bản")
    assert "không còn trong kho" in said[1]["text"] and "không còn trong kho" in said[3]["text"]
    again = telegram.type_inline("kinh phí lạng sơn KH 61", user=ADMIN)
    telegram.wait(lambda: again in telegram.cards)
    assert not any("KH61" in c["title"] for c in telegram.cards[again])
    assert "Mục II.3.2, Kế hoạch số 61/" in admin.say("ai chủ trì nhiệm vụ 3.2 KH 61")["text"]


def test_members_of_a_circle_see_its_plans(telegram, bot):
    """An admin makes a circle, takes somebody in and lets them go; the plan follows."""
    admin, reader = Chat(telegram, ADMIN), Chat(telegram, READER)
    admin.say("/gioihan 61 nội bộ")
    circle = admin.say("/nhom noi bo")
    assert "chưa có người" in circle["text"] and "1 văn bản" in circle["text"]
    assert "1 người" in admin.change(circle, "Thêm An")
    for chat in (reader, admin):
        told = chat.say("kinh phí KH 61")["text"]
        assert "Phần III, Kế hoạch số 61/" in told and told.endswith(
            "(Văn bản giới hạn người xem; vui lòng không chuyển tiếp)"
        )
        assert "giới hạn" not in chat.say("kinh phí KH 90")["text"]
    assert "chưa có người" in admin.change(circle, "Đưa An ra")
    assert "Kế hoạch số 61/" not in reader.say("kinh phí KH 61")["text"]
    admin.press(circle, "Xóa nhóm")
    limits = admin.say("/gioihan")
    assert limits["text"].startswith("1 văn bản giới hạn")
    assert (
        "Người xem: mọi người"
        in (admin.change(limits, "61/KH-UBND"), admin.change(limits, "Mọi"))[1]
    )
    assert "Đã xóa nhóm" in admin.change(circle, "Xóa nhóm")
    assert "Phần III, Kế hoạch số 61/" in reader.say("kinh phí KH 61")["text"]


def test_plans_are_limited_by_buttons(telegram, bot):
    """Circles are ticked one by one; without any the plan is for admins alone."""
    admin = Chat(telegram, ADMIN)
    assert "Chưa có nhóm" in admin.say("/gioihan 90")["text"]
    admin.say("/nhom Lãnh đạo")
    admin.say("/nhom Văn phòng")
    card = admin.say("/gioihan 90/KH-UBND")
    assert "Người xem: mọi người" in card["text"]
    assert "“Lãnh đạo”" in admin.change(card, "Lãnh đạo")
    assert "“Lãnh đạo”, “Văn phòng”" in admin.change(card, "Văn phòng")
    admin.change(card, "✓ Lãnh đạo")
    assert "Người xem: chỉ quản trị viên" in admin.change(card, "✓ Văn phòng")
    assert "Kho có 4" in Chat(telegram, READER).say("/vanban")["text"]
    assert "Kho chưa có văn bản" in admin.say("/gioihan 999 nội bộ")["text"]


def test_people_are_listed_and_dismissed(telegram, bot):
    """The list shows names; a person gets another role or none, but never one's own."""
    admin, reader = Chat(telegram, ADMIN), Chat(telegram, READER)
    reader.say("kinh phí KH 61")
    people = admin.say("/nguoi")
    assert "1. A <b>& (telegram:5) – người tra cứu" in people["text"]
    assert "Không có ai" in admin.say("/nguoi bình")["text"]
    admin.change(people, "1.")
    assert "quản trị viên" in admin.change(people, "Giao quyền quản trị")
    assert "DOCUMENTS" in reader.say("/quaylai")["text"]
    assert "Thu hồi quyền của" in admin.change(people, "Thu hồi quyền")
    assert "quản trị viên" in admin.change(people, "Giữ nguyên")
    assert "Thu hồi quyền của" in admin.change(people, "Thu hồi quyền")
    assert "Đã thu hồi quyền" in admin.change(people, "Thu hồi quyền")
    assert "mã mời" in reader.say("kinh phí KH 61")["text"]
    assert "Chưa có ai" in admin.say("/nguoi")["text"]


def test_people_of_one_name_are_told_apart(telegram, bot, environ):
    """Their buttons bear the end of the key; a name that is one person's stands alone."""
    state = State(Settings.from_env(environ).data / "state.db")
    state.people.admit("telegram:12345678", Role.READER, 2.0, name="An")
    state.people.admit("telegram:9", Role.READER, 3.0, name="Chi")
    state.close()
    admin = Chat(telegram, ADMIN)
    shown = [admin.say(words)["reply_markup"]["inline_keyboard"] for words in ("/nguoi", "/nhom a")]
    people, circle = ([row[0]["text"] for row in rows] for rows in shown)

    assert people == ["1. An (…5)", "2. An (…5678)", "3. Chi"]
    assert circle[:3] == ["Thêm An (…5)", "Thêm An (…5678)", "Thêm Chi"]


def test_readers_and_groups_change_nothing(telegram, bot):
    """The commands are for admins, in their private chats."""
    for command in ("/nguoi", "/nhom x", "/gioihan 61 x"):
        assert "chỉ quản trị viên dùng" in Chat(telegram, READER).say(command)["text"]
        assert "chỉ quản trị viên dùng" in Chat(telegram, -100, ADMIN).say(command)["text"]
    help_text = Chat(telegram, ADMIN).say("/help")["text"]
    assert "/gioihan" in help_text
    assert "/gioihan" not in Chat(telegram, READER).say("/help")["text"]


def test_nobody_dismisses_themselves(telegram, environ):
    """The last admin stays; who stands in the settings is changed there."""
    settings = Settings.from_env(environ)
    state = State(settings.data / "state.db")
    code = invite(state, Role.ADMIN, 2e9)
    state.people.admit(f"telegram:{ADMIN}", Role.ADMIN, 1.0, name="Bình")
    state.people.admit("telegram:9", Role.ADMIN, 2.0, name="Chi")
    state.close()
    assert code
    bot = BotThread({**environ, "ACCESS": "closed"}).start()
    admin, other = Chat(telegram, ADMIN), Chat(telegram, 9)
    people = admin.say("/nguoi")
    admin.change(people, "1.")
    assert "không tự đổi" in admin.press(people, "Thu hồi quyền")["text"]
    theirs = other.say("/nguoi")
    other.change(theirs, "1.")
    assert "ADMINS" in other.press(theirs, "Thu hồi quyền")["text"]
    bot.stop()


@pytest.mark.parametrize(
    ("typed", "names"),
    [("nội bộ", ("nội bộ",)), ("«a», “b” ;c", ("a", "b", "c")), ("Mọi  người", None), ("", ())],
)
def test_circles_are_typed_as_a_list(typed, names):
    """Names with commas between them, or everybody."""
    assert circle_names(typed) == names


@pytest.mark.parametrize(
    ("given", "shown"),
    [("An\u202eBình\u0000", "An Bình"), ("  ", None), ("x" * 100, "x" * 60), ("A <b>&", "A <b>&")],
)
def test_names_are_shown_without_tricks(given, shown):
    """No control characters, no line breaks, not too long."""
    assert display_name(given) == shown
