"""Questions asked in vain, from the one who asks to the admin and back, through Telegram."""

import time

import pytest
from bot_thread import BotThread
from telegram_chat import Chat

from bot.channels.zalo_bot.write import CAPABILITIES
from bot.desk import Desk
from bot.gaps.asked import judged_turn
from bot.gaps.watch import Watch
from bot.rights.access import Access, Role
from bot.settings import Settings
from bot.state.gaps import Verdict
from bot.state.state import State
from bot.talk.chat import ChatState
from bot.talk.conversation import Conversation
from index.answer.answer import Answer, Status
from index.library.sameness import Identity
from index.question.alike import question_key
from knowledge.shipped import shipped_documents

ADMIN, READER, OTHER = 7, 5, 6
VAIN = "ai lo chuyện quảng bá cà phê KH 999"
# A Monday at ten, and the Sunday before, by the clock of the machine.
MONDAY = time.mktime((2026, 11, 30, 10, 0, 0, 0, 0, -1))


@pytest.fixture
def documents(tmp_path, request):
    """A folder with the shipped plans, but for one that a test leaves out."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for shipped in shipped_documents():
        if shipped.path.stem == getattr(request, "param", None):
            continue
        (folder / shipped.source_file).write_bytes(shipped.path.read_bytes())
    return folder


@pytest.fixture
def bot(environ, documents):
    """A running bot with two readers."""
    settings = Settings.from_env(environ)
    state = State(settings.data / "state.db")
    state.people.admit(f"telegram:{READER}", Role.READER, 1.0, name="An")
    state.people.admit(f"telegram:{OTHER}", Role.READER, 1.0, name="Bình")
    state.close()
    running = BotThread({**environ, "ACCESS": "closed", "DOCUMENTS": str(documents)}).start()
    yield running
    running.stop()


def labels(message):
    """The buttons under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def test_an_admin_names_the_section_that_answers(telegram, bot):
    """Who asked and agreed is told, the next who asks is answered; nobody's name is shown."""
    admin, reader, other = (Chat(telegram, each) for each in (ADMIN, READER, OTHER))
    asked = reader.say(VAIN)
    other.say(VAIN.upper())
    assert "Báo tôi khi có câu trả lời" in labels(asked)
    telegram.press(asked, "Báo tôi")
    telegram.wait(lambda: any("nhắn anh/chị" in str(call) for call in telegram.calls))

    listed = admin.say("/chuatraloi")
    assert "(2 lần)" in listed["text"] and VAIN.upper() in listed["text"]
    assert "An" not in listed["text"] and "telegram:" not in listed["text"]
    card = admin.change(listed, "1. ")
    assert "Đã hỏi 2 lần" in card and "1 người chờ báo" in card
    number = card.split("/traloi ")[1].split(" ")[0]
    confirm = admin.say(f"/traloi {number} mục II.3.2 KH 61")
    assert "KH 61, mục II.3.2" in confirm["text"] and "Đẩy mạnh" in confirm["text"]
    before = len([1 for chat, _ in telegram.sent if chat == READER])
    assert "đã báo 1 người" in admin.change(confirm, "Dùng mục này")

    telegram.wait(lambda: len([1 for chat, _ in telegram.sent if chat == READER]) > before)
    told = [message for chat, message in telegram.sent if chat == READER][-1]["text"]
    assert VAIN in told and "3.2. Đẩy mạnh" in told and "Mục II.3.2, Kế hoạch số 61/" in told
    answer = other.say(VAIN)["text"]
    assert "3.2. Đẩy mạnh" in answer and "quản trị viên chỉ" in answer
    assert "Không có câu hỏi nào" in admin.say("/chuatraloi")["text"]
    listed = admin.say("/traloi")
    assert "→ mục II.3.2" in listed["text"]
    assert "Đã bỏ mục trả lời" in admin.change(listed, "Bỏ: ")
    assert "3.2. Đẩy mạnh" not in other.say(VAIN)["text"]
    told = admin.say("/nhatky")["text"]
    assert "chỉ mục trả lời" in told and "bỏ mục trả lời" in told


def test_a_section_that_may_not_be_seen_is_not_shown(telegram, bot):
    """A reader outside the circle is answered as if nothing was named."""
    admin, reader = Chat(telegram, ADMIN), Chat(telegram, READER)
    reader.say(VAIN)
    confirm = admin.say(f"/traloi {VAIN} = mục II.3.2 KH 61")
    admin.change(confirm, "Dùng mục này")
    assert "3.2. Đẩy mạnh" in reader.say(VAIN)["text"]
    admin.say("/gioihan 61 nội bộ")

    assert "3.2. Đẩy mạnh" not in reader.say(VAIN)["text"]


def test_wrong_words_are_told(telegram, bot):
    """No number, no such number, no such section; a question may be passed over."""
    admin = Chat(telegram, ADMIN)
    assert "Không có câu hỏi nào" in admin.say("/chuatraloi")["text"]
    assert "ví dụ: /traloi 12" in admin.say("/traloi")["text"]
    assert "đã được xử lý" in admin.say("/traloi 99 mục II.3.2 KH 61")["text"]
    admin.say(VAIN)
    listed = admin.say("/chuatraloi")
    assert "Không thấy mục “mục IX.9 KH 61”" in admin.say("/traloi 1 mục IX.9 KH 61")["text"]
    admin.change(listed, "1. ")
    assert "Đã bỏ qua" in admin.change(listed, "Bỏ qua")
    assert "Không có câu hỏi nào" in admin.say("/chuatraloi")["text"]


@pytest.mark.parametrize("documents", ["lang-son-ke-hoach-61"], indirect=True)
def test_the_missing_plan_answers_those_who_wait(telegram, bot, documents):
    """Once it is in force, whoever agreed hears what it says."""
    admin, reader = Chat(telegram, ADMIN), Chat(telegram, READER)
    asked = reader.say("ai chủ trì mục 3.2 KH 61")
    telegram.press(asked, "Báo tôi")
    missing = next(s for s in shipped_documents() if s.path.stem == "lang-son-ke-hoach-61")
    (documents / missing.source_file).write_bytes(missing.path.read_bytes())
    before = len([1 for chat, _ in telegram.sent if chat == READER])
    admin.say("/naplai")
    telegram.wait(
        lambda: len([1 for chat, _ in telegram.sent if chat == READER]) > before, seconds=90
    )
    told = [message for chat, message in telegram.sent if chat == READER][-1]["text"]

    assert "Nay trong kho đã có" in told and "Chủ trì: Sở Văn hóa, Thể thao và Du lịch" in told
    assert "Mục II.3.2, Kế hoạch số 61/" in told


async def test_the_week_is_told_once_on_monday(tmp_path):
    """From eight on, if there is anything to tell; what is older is not counted."""
    told = []

    async def tell(text):
        told.append(text)

    desk = Desk("state", lambda: State(tmp_path / "state.db"))
    access = Access(Settings.from_env({"DATA": str(tmp_path)}))
    watch = Watch(desk, None, access, None, tell)
    await desk.ask(lambda state: state.gaps.note("cũ quá", "not_found", MONDAY - 8 * 86_400))
    await watch.tell_week(MONDAY - 86_400)
    await watch.tell_week(MONDAY - 4 * 3_600)
    assert told == []
    for _ in range(2):
        await desk.ask(lambda state: state.gaps.note("giá vàng", "not_found", MONDAY - 3_600))
    await watch.tell_week(MONDAY)
    await watch.tell_week(MONDAY + 60)
    desk.close(lambda state: state.close())

    assert len(told) == 1 and "2 câu hỏi chưa trả lời được" in told[0]
    assert "1. giá vàng (2 lần)" in told[0] and "cũ quá" not in told[0]


def test_questions_are_forgotten_with_the_texts(tmp_path):
    """Who waits for them, too; what was judged stays."""
    state = State(tmp_path / "state.db")
    gap = state.gaps.note("a", "not_found", 1.0)
    assert state.gaps.wait(gap, "telegram:5")
    state.forget(40 * 86_400.0, 30)

    assert state.gaps.open() == () and state.gaps.waiting([gap]) == ()
    assert not state.gaps.wait(gap, "telegram:5")
    state.close()


def test_a_plan_that_has_come_since_answers_for_itself(shipped_answerer):
    """What was judged of a question that names a plan by number holds only until it is there."""
    conversation = Conversation(shipped_answerer)
    cards = shipped_answerer.library.documents
    card = next(c for c in cards if c.identity.number and "90" in c.identity.number.value)
    section = shipped_answerer.library.document(card.id).sections[0].path
    for asked, answers in (("kinh phí KH 61", False), ("kinh phí KH 999", True)):
        verdict = Verdict(
            key=question_key(asked),
            text=asked,
            identity=Identity.of(card.identity),
            sha256=card.sha256,
            path=section,
        )
        turn = judged_turn(
            conversation, asked, ChatState(), {verdict.key: verdict}, CAPABILITIES, 0.0
        )
        assert (turn is not None) is answers


class Shown:
    """A shelf that answers what it holds."""

    def __init__(self):
        self.answers = {}
        self.sights = []

    def conversation(self, sight):
        """Itself, for whoever asks."""
        self.sights.append(sight)
        return self

    @property
    def answerer(self):
        """Itself."""
        return self

    def answer(self, text):
        """What is held, or nothing."""
        status = Status.FOUND if text in self.answers else Status.NOT_FOUND
        return Answer(status=status, statement=self.answers.get(text, ""))


async def test_open_questions_are_asked_again(tmp_path):
    """Those who wait are told once each; what everybody is answered now is open no more."""
    told = []

    async def send(user, reply):
        told.append((user, reply.blocks[0].text))
        return True

    state, shelf = Desk("state", lambda: State(tmp_path / "state.db")), Desk("library", Shown)
    access = Access(Settings.from_env({"DATA": str(tmp_path), "ACCESS": "open"}))
    watch = Watch(state, shelf, access, send, None)
    first = await state.ask(lambda s: s.gaps.note("một", "not_found", 1.0))
    for text, why in (("hai", "related"), ("ba", "bad"), ("bốn", "not_found")):
        await state.ask(lambda s, t=text, w=why: s.gaps.note(t, w, 1.0))
    for user in ("x:1", "x:2"):
        await state.ask(lambda s, u=user: s.gaps.wait(first, u))
    await watch.ask_again()
    assert told == []
    await shelf.ask(lambda s: s.answers.update({"một": "a", "hai": "b", "ba": "c"}))
    await watch.ask_again()
    await watch.ask_again()
    left = await state.ask(lambda s: [gap.text for gap in s.gaps.open()])
    state.close(lambda each: each.close())
    shelf.close(lambda each: None)

    assert [user for user, _ in told] == ["x:1", "x:2"] and "“một”" in told[0][1]
    assert left == ["bốn", "ba"]
