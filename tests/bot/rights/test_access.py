"""Tests of who may ask, through Telegram and alone."""

import re
from dataclasses import replace

import pytest
from bot_thread import BotThread

from bot.message import Action, Incoming, Kind, Verb
from bot.rights.access import BURST, Access, Pace, Role, invite
from bot.settings import Settings
from bot.state.state import State
from bot.talk.chat import ChatState


@pytest.fixture
def state(tmp_path):
    """An empty state file."""
    opened = State(tmp_path / "state.db")
    yield opened
    opened.close()


def text(words, user="5", private=True):
    """A message of a person."""
    return Incoming(
        channel="telegram",
        event_key="1",
        chat_id=user,
        user_id=user,
        kind=Kind.TEXT,
        text=words,
        private=private,
    )


CLOSED = Access(Settings.from_env({"ADMINS": "telegram:1"}))


def test_nobody_is_let_in_by_default(state):
    """Strangers get one polite line a day in private and silence in groups."""
    first = CLOSED.admit(state, text("kinh phí"), 0.0)
    assert first.refusal is not None and not first.is_open
    assert CLOSED.admit(state, text("kinh phí"), 100.0).silent
    assert CLOSED.admit(state, text("kinh phí"), 90_000.0).refusal is not None
    assert CLOSED.admit(state, text("kinh phí", "6", private=False), 0.0).silent


def test_a_code_admits_one_person_once(state):
    """A code gives its role to the first who sends it in private, within ten minutes."""
    code = invite(state, Role.READER, 0.0)
    assert not CLOSED.admit(state, text(code, private=False), 1.0).is_open
    admitted = CLOSED.admit(state, text(code), 2.0)
    assert admitted.role is Role.READER and "quyền tra cứu" in admitted.refusal.blocks[0].text
    assert CLOSED.admit(state, text("kinh phí"), 3.0).is_open
    assert CLOSED.admit(state, text(code, "6"), 4.0).role is None
    late = invite(state, Role.ADMIN, 0.0)
    assert CLOSED.admit(state, text(f"/start {late}", "6"), 601.0).role is None


def test_codes_cannot_be_guessed(state):
    """After five wrong codes even the right one is refused for ten minutes."""
    code = invite(state, Role.READER, 0.0)
    for _ in range(5):
        assert "Mã không đúng" in _said(CLOSED.admit(state, text("AAAAA-AAAAA"), 1.0))
    assert "quá nhiều" in _said(CLOSED.admit(state, text(code), 2.0))
    fresh = invite(state, Role.READER, 602.0)
    assert CLOSED.admit(state, text(fresh), 603.0).role is Role.READER


def test_codes_are_understood_as_people_send_them(state):
    """Small letters, a link without the hyphen: the code is the code; other words are not."""
    for form in (str.lower, lambda code: "/start " + code.replace("-", "")):
        code = invite(state, Role.READER, 0.0)
        user = f"9{form(code)[0]}"
        assert CLOSED.admit(state, text(form(code), user), 1.0).role is Role.READER
        state.people.dismiss(f"telegram:{user}")
    assert "xin mã mời" in _said(CLOSED.admit(state, text("KEHUACHABC", "77"), 1.0))


def _said(entry):
    return entry.refusal.blocks[0].text


def test_codes_are_kept_as_hashes(state, tmp_path):
    """The code itself is nowhere in the state file."""
    code = invite(state, Role.READER, 0.0)
    state.close()
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert code.encode() not in held and code.replace("-", "").encode() not in held


def test_admins_of_the_settings_need_no_code(state):
    """Who is named in ADMINS is an admin."""
    assert CLOSED.admit(state, text("x", "1"), 0.0).role is Role.ADMIN


def test_the_pace_is_limited_and_recovers():
    """A burst is answered, then one question every few seconds; the warning comes once."""
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert [pace.take("u") for _ in range(BURST + 2)] == [True] * BURST + [False] * 2
    assert pace.take("v")
    assert (pace.warn("u"), pace.warn("u")) == (True, False)
    now[0] = 6.0
    assert pace.take("u") and not pace.take("u")
    assert pace.warn("u")


def test_an_admin_invites_from_the_chat(telegram, environ):
    """A stranger is turned away, sends the code of an admin, and is answered."""
    bot = BotThread({**environ, "ACCESS": "closed"}).start()
    telegram.say("kinh phí KH 61", chat=31)
    assert "mã mời" in telegram.wait_sent(1)[0]["text"]
    telegram.say("/moi", chat=31)
    telegram.say("/moi", chat=7)
    invitation = telegram.wait_sent(2)[1]["text"]
    code = re.search(r"\w{5}-\w{5}", invitation).group()
    telegram.say(code, chat=31)
    assert "quyền tra cứu" in telegram.wait_sent(3)[2]["text"]
    telegram.say("kinh phí KH 61", chat=31)
    assert "Phần III, Kế hoạch số 61/" in telegram.wait_sent(4)[3]["text"]
    telegram.say("/naplai", chat=31)
    assert "chỉ quản trị viên dùng" in telegram.wait_sent(5)[4]["text"]
    bot.stop()


def test_rights_are_checked_on_every_press(telegram, environ):
    """A button under a message that a stranger can see does nothing for the stranger."""
    bot = BotThread({**environ, "ACCESS": "closed"}).start()
    telegram.say("@tra_cuu_bot ai chủ trì nhiệm vụ 3.2 KH 61", chat=-100, user=7)
    (answer,) = telegram.wait_sent(1)
    foreign = telegram.press(answer, "Toàn văn", user=66)
    telegram.wait(lambda: "mã mời" in telegram.answers.get(foreign, ""))
    telegram.press(answer, "Toàn văn", user=7)
    telegram.wait_sent(2)
    bot.stop()
    assert len(telegram.sent) == 2


def test_a_code_is_heard_letter_by_letter(state):
    """As it is read out, or as a keyboard sets it apart."""
    said = text(" ".join(invite(state, Role.READER, 0.0).replace("-", "")), "91")
    assert CLOSED.admit(state, said, 1.0).role is Role.READER


@pytest.mark.parametrize(
    "words",
    [
        "{first} {second}", "mã của em là {first}-{second} ạ", "Em gửi mã {first} {second} nhé",
        "{first} – {second}", "mã {first}{second}", "Chúng trung thanh: {first}-{second}.",
    ],
)  # fmt: skip
def test_a_code_is_heard_with_a_space_or_in_a_sentence(state, words):
    """Its halves may stand apart, and words around it."""
    first, second = invite(state, Role.READER, 0.0).split("-")
    said = text(words.format(first=first.lower(), second=second), "91")
    assert CLOSED.admit(state, said, 1.0).role is Role.READER


def test_words_like_a_code_stay_a_question(state):
    """Two words of five letters are no code, of a reader or a stranger."""
    state.people.admit("telegram:5", Role.READER, 1.0, name="An")
    for _ in range(8):
        assert CLOSED.admit(state, text("ban hanh theo nghia trung thanh"), 2.0).is_open
    assert "xin mã mời" in _said(CLOSED.admit(state, text("trung thanh", "6"), 2.0))
    assert "Mã không đúng" in _said(CLOSED.admit(state, text("mã em là trung-thanh", "6"), 3.0))


def test_who_is_dismissed_does_not_come_back_by_a_code_of_their_own(state):
    """Invitations end with the rights of who made them; those of others hold."""
    state.people.admit("telegram:5", Role.ADMIN, 0.0)
    own = [invite(state, role, 1.0, by="telegram:5") for role in (Role.ADMIN, Role.READER)]
    others = [invite(state, Role.READER, 1.0, by="telegram:1"), invite(state, Role.READER, 1.0)]
    state.people.dismiss("telegram:5")
    for code in own:
        assert CLOSED.admit(state, text(code), 2.0).role is None
    for number, code in enumerate(others):
        assert CLOSED.admit(state, text(code, f"8{number}"), 2.0).role is Role.READER


def test_who_is_an_admin_no_more_invites_nobody(state):
    """Their invitations end with that right."""
    state.people.admit("telegram:5", Role.ADMIN, 0.0)
    code = invite(state, Role.ADMIN, 1.0, by="telegram:5")
    state.people.change_role("telegram:5", Role.READER)
    assert CLOSED.admit(state, text(code), 2.0).role is Role.READER
    assert CLOSED.admit(state, text(code, "6"), 2.0).role is None


def test_a_dismissal_ends_what_a_private_chat_holds(state):
    """Choices, the matter of the chat and unsent messages go; those of other chats stay."""
    action = Action(verb=Verb.PLANS)
    for number, chat in enumerate(("5", "5/3", "55", "-100")):
        event = replace(text("x", user="5"), event_key=str(number), chat_id=chat)
        state.accept([event], 0.0)
        task = state.next_task(event.chat)
        moved = ChatState(asked=("x",))
        state.finish(task, chat=moved, payloads=["a"], offer=(f"key{number}", (action,)), now=0.0)
    state.people.admit("telegram:5", Role.READER, 0.0)
    assert state.people.dismiss("telegram:5")
    left = ["telegram:55", "telegram:-100"]
    for chat in ("telegram:5", "telegram:5/3", *left):
        assert (state.threads.chat(chat).asked == ("x",)) == (chat in left)
        assert (state.claim_message(chat, 1.0) is not None) == (chat in left)


def test_a_dismissal_ends_what_somebody_talked_of_in_groups(state):
    """Not what the group talks of, nor others in it, nor people of other platforms."""
    others = [("telegram", "55"), ("zalo_bot", "5")]
    for number, (channel, user) in enumerate([("telegram", "5"), *others]):
        event = replace(
            text("x", user, private=False),
            event_key=str(number),
            chat_id="-100",
            channel=channel,
        )
        state.accept([event], 0.0)
        task = state.next_task(event.chat)
        state.finish(task, chat=ChatState(asked=(user,)), now=0.0)
    state.people.admit("telegram:5", Role.READER, 0.0)
    assert state.people.dismiss("telegram:5")
    for thread in ("telegram:-100", "telegram:-100#55", "zalo_bot:-100#5"):
        assert state.threads.chat(thread).asked
    assert not state.threads.chat("telegram:-100#5").asked


def test_a_clock_that_is_set_back_gives_no_code_more_time(state):
    """A code from what is now the future is refused; a clock that is kept right does not hurt."""
    early, late = (invite(state, Role.READER, 10_000.0) for _ in range(2))
    assert CLOSED.admit(state, text(early), 9_970.0).role is Role.READER
    assert CLOSED.admit(state, text(late, "6"), 6_400.0).role is None
