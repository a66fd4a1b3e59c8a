"""Tests of plans replaced, withdrawn and brought back, through Telegram."""

import shutil

import pytest
from bot_thread import BotThread
from sudden_ends import Trial
from telegram_chat import Chat

from bot.rights.access import Role
from bot.settings import Settings
from bot.state.state import State

# More are those of `bench/sudden_ends.py`.
ROUNDS = 5
ADMIN, READER = 7, 5

PLAN = """UỶ BAN NHÂN DÂN                CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                          Độc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND                   Hà Giang, ngày {day} tháng 5 năm 2024

KẾ HOẠCH
Phát triển cây chè Shan tuyết trên địa bàn tỉnh năm 2024
{says}
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao giá trị cây chè Shan tuyết của tỉnh ta.

II. NHIỆM VỤ
1. Trồng mới một trăm héc-ta chè
- Đơn vị chủ trì: Sở Nông nghiệp và Phát triển nông thôn.
- Thời gian thực hiện: Quý III/2024.
2. Quảng bá sản phẩm chè
- Đơn vị chủ trì: {lead}.

TM. UỶ BAN NHÂN DÂN
CHỦ TỊCH
"""
OLD = PLAN.format(number=77, day=20, says="", lead="Sở Công Thương").encode()
SAYS = "\nKế hoạch này thay thế Kế hoạch số 77/KH-UBND ngày 20/5/2024 của UBND tỉnh.\n"
NEW = PLAN.format(number=88, day=29, says=SAYS, lead="Sở Ngoại vụ").encode()


@pytest.fixture
def settings_of(environ, documents):
    """The variables of a bot over that folder; somebody called An may ask."""
    settings = Settings.from_env(environ)
    state = State(settings.data / "state.db")
    state.people.admit(f"telegram:{READER}", Role.READER, 1.0, name="An")
    state.close()
    return {**environ, "ACCESS": "closed", "DOCUMENTS": str(documents)}


@pytest.fixture
def bot(settings_of):
    """A running bot."""
    running = BotThread(settings_of).start()
    yield running
    running.stop()


def sent(telegram):
    """The messages that the admin got, as they are now."""
    return [message for to, message in telegram.sent if to == ADMIN]


def after(telegram, act, count=1):
    """The last message after an act that brings so many."""
    before = len(sent(telegram))
    act()
    telegram.wait(lambda: len(sent(telegram)) >= before + count, seconds=90)
    return sent(telegram)[-1]


def publish(telegram, name, data):
    """Send a file, put it in force, and give what is said at the end."""
    preview = after(telegram, lambda: telegram.send_file(name, data, chat=ADMIN), 2)
    return after(telegram, lambda: telegram.press(preview, "Đưa vào kho"))


def press(telegram, message, label):
    """The report of what a button sets off."""
    return after(telegram, lambda: telegram.press(message, label))


def test_a_plan_is_replaced_withdrawn_and_brought_back(telegram, bot, documents):
    """What a text says is confirmed by an admin and told to readers; nothing goes unasked."""
    admin, reader = Chat(telegram, ADMIN), Chat(telegram, READER)
    publish(telegram, "a.txt", OLD)
    told = publish(telegram, "b.txt", NEW)
    assert "KH 88 ghi: “Kế hoạch này thay thế Kế hoạch số 77/KH-UBND" in told["text"]
    asked = "ai chủ trì quảng bá sản phẩm chè KH 77"
    assert "chưa xác nhận" in reader.say(asked)["text"]

    done = press(telegram, told, "Đúng: KH 77 đã được thay thế")
    assert "Đã ghi nhận: Lưu ý: KH 77 đã được thay thế bởi Kế hoạch số 88" in done["text"]
    answer = reader.say(asked)["text"]
    assert answer.startswith("Lưu ý: KH 77 đã được thay thế bởi Kế hoạch số 88/KH-UBND")
    assert "từ ngày 29/5/2024" in answer and "chưa xác nhận" not in answer
    assert "Sở Công Thương" in answer
    reader.say("/cakho")
    assert "Sở Ngoại vụ" in reader.say("ai chủ trì quảng bá sản phẩm chè Shan tuyết")["text"]
    reader.say("/cakho")

    ask = admin.say("/rut 77")
    assert "Rút khỏi kho: Kế hoạch số 77/KH-UBND ngày 20/5/2024" in ask["text"]
    gone = press(telegram, ask, "Rút khỏi kho")
    assert "Đã rút khỏi kho: Kế hoạch số 77" in gone["text"] and "còn 1" in gone["text"]
    assert "77/KH-UBND ngày" not in reader.say("/vanban")["text"]
    for asking in (asked, "/kehoach 77"):
        told = reader.say(asking)["text"]
        assert "Kế hoạch số 77/KH-UBND ngày 20/5/2024" in told and "đã được rút khỏi kho" in told
        assert "Văn bản thay thế: KH 88" in told
    reloaded = after(telegram, lambda: telegram.say("/naplai", chat=ADMIN), 2)
    assert "không thay đổi" in reloaded["text"]

    listed = admin.say("/khoiphuc")
    assert "1. Kế hoạch số 77/KH-UBND" in listed["text"]
    back = press(telegram, listed, "1. Kế hoạch số 77")
    assert "Đã lấy lại: Kế hoạch số 77" in back["text"] and "có 2 văn bản" in back["text"]
    assert reader.say(asked)["text"] == answer
    journal = admin.say("/nhatky")["text"]
    for deed in ("khôi phục Kế hoạch số 77", "rút khỏi kho Kế hoạch số 77"):
        assert deed in journal
    assert "Hà Giang: Đã được thay thế (Kế hoạch số 88/KH-UBND" in journal
    assert sorted(each.name for each in documents.iterdir() if each.is_file()) == ["a.txt", "b.txt"]


def test_what_was_misread_is_corrected_before_and_after_publication(telegram, settings_of):
    """Told as said by an admin with what the text says; kept by the file through a rebuild."""
    bot = BotThread(settings_of).start()
    admin, reader = Chat(telegram, ADMIN), Chat(telegram, READER)
    misread = OLD.replace(b"77/KH", b"71/KH")
    preview = after(telegram, lambda: telegram.send_file("a.txt", misread, chat=ADMIN), 2)
    assert "• mục II.1: Trồng mới một trăm héc-ta chè | chủ trì: Sở Nông nghiệp" in preview["text"]
    fixed = admin.say("sửa số 77/KH-UBND")
    assert "✓ Số, ký hiệu: 77/KH-UBND (theo quản trị viên)" in fixed["text"]
    told = press(telegram, fixed, "Đưa vào kho")
    assert "Đã đưa vào kho: Kế hoạch số 77/KH-UBND" in told["text"]
    remark = "Số, ký hiệu theo quản trị viên: 77/KH-UBND; văn bản ghi: 71/KH-UBND"
    assert remark in reader.say("kinh phí KH 77")["text"]
    wrong = admin.say("sửa ngày 32/13")
    assert "không phải một ngày" in wrong["text"]
    after(telegram, lambda: telegram.say("sửa chủ trì II.2: Sở Y tế", chat=ADMIN), 2)
    asked = "ai chủ trì mục II.2 KH 77"
    answer = reader.say(asked)["text"]
    note = "Lưu ý (mục II.2): Chủ trì theo quản trị viên: Sở Y tế; văn bản ghi: Sở Công Thương."
    assert answer.startswith(note) and "Chủ trì: Sở Y tế" in answer
    assert "Đơn vị chủ trì: Sở Công Thương." in answer
    assert "theo quản trị viên" in admin.say("/sua 77")["text"]

    bot.stop()
    shutil.rmtree(Settings.from_env(settings_of).data / "library")
    bot = BotThread(settings_of).start()
    assert reader.say(asked)["text"] == answer
    done = after(telegram, lambda: telegram.say("sửa ngày 21/5/2024", chat=ADMIN), 2)
    assert "Ngày: 21/5/2024 (theo quản trị viên); văn bản ghi: 20/5/2024" in done["text"]
    assert "Ngày: 20/5/2024, như văn bản ghi" in press(telegram, done, "Hoàn tác")["text"]
    journal = admin.say("/nhatky")["text"]
    for deed in ("Số, ký hiệu: 77/KH-UBND", "Chủ trì, mục II.2: Sở Y tế", "Ngày: 20/5/2024"):
        assert deed in journal
    bot.stop()


def test_a_return_to_the_library_before_can_be_undone(telegram, bot):
    """It names what is lost and asks, and so does the way forward again."""
    admin = Chat(telegram, ADMIN)
    publish(telegram, "a.txt", OLD)
    publish(telegram, "b.txt", NEW.replace(SAYS.encode(), b""))
    ask = admin.say("/quaylai")
    assert "Sẽ mất: Kế hoạch số 88/KH-UBND" in ask["text"]
    done = admin.press(ask, "Dùng bản trước")
    assert "1 văn bản" in done["text"]
    ask = admin.press(done, "Trở lại bản vừa rời")
    assert "có 2 văn bản" in ask["text"]
    assert "2 văn bản" in admin.press(ask, "Trở lại bản vừa rời")["text"]
    assert "88/KH-UBND" in admin.say("/kehoach 88")["text"]
    assert "trở lại bản kho vừa rời" in admin.say("/nhatky")["text"]


def held_back(telegram, label, command):
    """What is told where a command brings a plan back that is like a restricted one by now."""
    admin = Chat(telegram, ADMIN)
    publish(telegram, "a.txt", OLD)
    publish(telegram, "b.txt", NEW.replace(SAYS.encode(), b""))
    press(telegram, admin.say("/rut 88"), "Rút khỏi kho")
    admin.say("/gioihan 77 lãnh đạo")
    told = press(telegram, admin.say(command), label)
    assert "Kho chưa có" in Chat(telegram, READER).say("/kehoach 88")["text"]
    return told["text"]


@pytest.mark.parametrize(
    ("command", "label"), [("/quaylai", "Dùng bản trước"), ("/khoiphuc", "1. Kế hoạch số 88")]
)
def test_bringing_back_names_what_it_restricts(telegram, bot, command, label):
    """A plan that is like one which was restricted since."""
    told = held_back(telegram, label, command)
    assert "tạm giới hạn như văn bản ấy: b.txt" in told


def test_publishing_names_what_it_restricts(telegram, bot, monkeypatch):
    """A plan like one that was restricted only after an admin was shown it."""

    async def none(*_):
        return ()

    publish(telegram, "a.txt", OLD)
    Chat(telegram, ADMIN).say("/gioihan 77 lãnh đạo")
    for module in ("considering", "publishing"):
        monkeypatch.setattr(f"bot.admin.{module}.kin_of", none)
    told = publish(telegram, "b.txt", NEW)
    assert "Đã đưa vào kho" in told["text"]
    assert "tạm giới hạn như văn bản ấy: b.txt" in told["text"]


def test_an_admin_says_what_no_text_says(telegram, bot):
    """By two numbers, with a day, or of one plan alone; and takes it back."""
    admin = Chat(telegram, ADMIN)
    publish(telegram, "a.txt", OLD)
    publish(telegram, "b.txt", NEW.replace(SAYS.encode(), b""))
    done = press(telegram, admin.say("/thaythe 77 88 từ 1/6/2024"), "Đã bị bãi bỏ")
    assert "KH 77 đã bị bãi bỏ bởi Kế hoạch số 88" in done["text"]
    assert "từ ngày 01/6/2024" in done["text"]
    assert "Đã bỏ ghi nhận" in press(telegram, done, "Bỏ ghi nhận")["text"]
    assert "bỏ ghi nhận về Kế hoạch số 77" in admin.say("/nhatky")["text"]
    assert "Lưu ý" not in admin.say("kinh phí KH 77")["text"]
    done = press(telegram, admin.say("/thaythe 77"), "Đã hết hiệu lực")
    assert "KH 77 đã hết hiệu lực" in done["text"]


def test_killed_at_any_moment_nothing_is_lost(telegram, environ, documents):
    """SIGKILL while files are taken in, corrected, published and withdrawn; see `Trial`."""
    trial = Trial(telegram, {**environ, "DOCUMENTS": str(documents)}, seed=3)
    try:
        for _ in range(ROUNDS):
            trial.round()
    finally:
        trial.end()
