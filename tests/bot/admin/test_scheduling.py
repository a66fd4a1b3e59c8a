"""Tests of files that are put in force at a day and time, by a whole bot."""

import time
from dataclasses import replace

import pytest
from bot_thread import BotThread
from making.tea_plan import tea_file as plan
from telegram_chat import ADMIN, Chat, files_of, send, sent

from bot.admin.scheduling.moments import moment_of, told_moment
from bot.state.audit import Deed
from bot.state.state import State
from bot.wording import office as wording_office
from bot.wording import schedule as wording

NOW = time.mktime((2026, 11, 30, 18, 20, 0, 0, 0, -1))
# A day as it is typed, some weeks ahead.
LATER = time.strftime("%d/%m", time.localtime(time.time() + 20 * 86_400))


@pytest.fixture
def closed(environ, documents):
    """The variables of a bot with one admin."""
    return {**environ, "ACCESS": "closed", "DOCUMENTS": str(documents), "ADMINS": "telegram:7"}


@pytest.fixture
def running(closed):
    """A bot over an empty folder, not started yet, whose state is there."""
    made = BotThread(closed)
    State(made.settings.data / "state.db").close()
    return made


@pytest.fixture
def bot(running):
    """The same, started."""
    running.start()
    yield running
    running.stop()


@pytest.fixture
def state(running):
    """The state of the bot."""
    opened = State(running.settings.data / "state.db")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("8h30 15/12", "08:30 15/12/2026"),
        ("8:05 ngày 1-2-2027", "08:05 01/02/2027"),
        ("15/12 lúc 8 giờ", "08:00 15/12/2026"),
        ("8 giờ 30 ngày 2/1", "08:30 02/01/2027"),
        ("17h 30/11", "17:00 30/11/2027"),
        ("19g 30.11", "19:00 30/11/2026"),
        ("2026-12-15T08:30", "08:30 15/12/2026"),
        ("2026-12-05 08:30", "08:30 05/12/2026"),
        ("3h chiều 15/12", "15:00 15/12/2026"),
        ("15h chiều 15/12", "15:00 15/12/2026"),
        ("chiều 15/12, lúc 3 giờ 30 phút", "15:30 15/12/2026"),
        ("7h tối ngày 15/12", "19:00 15/12/2026"),
        ("1h trưa 15/12", "13:00 15/12/2026"),
        ("12h trưa 15/12", "12:00 15/12/2026"),
        ("8h sáng 15/12", "08:00 15/12/2026"),
        ("1h đêm 15/12", "01:00 15/12/2026"),
        *(
            (each, None)
            for each in ("", "8h30", "15/12", "25h 15/12", "8h61 15/12", "8h 31/2/2027")
        ),
        *(
            (each, None)
            for each in ("8h5 15/12", "8h rưỡi 15/12", "12h tối 15/12", "16h sáng 15/12")
        ),
        *((each, None) for each in ("2026-12-05 lúc 8h", "8h 15/12 hoặc 16/12", "8h 15/12/26")),
        *((each, None) for each in ("2026-13-15T08:30", "mai", "8h 15/12/99999", "٨h 15/12")),
    ],
)
def test_moments_as_they_are_typed(typed, told):
    """A time and a day, in either order; without a year the next such day."""
    found = moment_of(typed, NOW)

    assert (told_moment(found) if found is not None else None) == told


def due(state, at=None):
    """Have the time of what is scheduled come."""
    (each,) = state.scheduled.all()
    state.scheduled.keep(replace(each, at=at if at is not None else time.time()))
    return each


def last(telegram):
    """What the admin was told last."""
    return sent(telegram)[-1]["text"]


def test_a_file_is_put_in_force_at_its_time(telegram, bot, documents, state):
    """Not before; the admin who wished so is told, and it is noted who it was."""
    send(telegram, "a.txt", plan())
    chat = Chat(telegram, ADMIN)
    put = chat.say(f"/hen 8h30 {LATER}")
    listed = chat.say("/hen")["text"]

    assert put["text"].startswith("Đã hẹn: Kế hoạch số 77/KH-UBND") and f"08:30 {LATER}/" in listed
    assert files_of(documents) == []
    before = len(sent(telegram))
    due(state)
    telegram.wait(lambda: len(sent(telegram)) > before, 90)
    assert "Đã đưa vào kho: Kế hoạch số 77/KH-UBND" in last(telegram)
    assert files_of(documents) == ["a.txt"]
    telegram.wait(lambda: state.scheduled.all() == (), 10)
    deeds = [each.deed for each in state.audit.entries()]
    assert deeds[:2] == [Deed.PUBLISHED, Deed.SCHEDULED]
    assert chat.say("/hen")["text"] == wording.NONE


def test_what_is_due_while_the_bot_is_off(telegram, running, closed, documents, state):
    """It is done at the next start; where it was ended in the middle it is told what was done."""
    first = running.start()
    send(telegram, "a.txt", plan())
    Chat(telegram, ADMIN).say(f"/hen 8h30 {LATER}")
    first.stop()
    each = due(state)
    second = BotThread(closed).start()
    telegram.wait(lambda: "Đã đưa vào kho" in last(telegram), 90)
    telegram.wait(lambda: state.scheduled.all() == (), 10)
    second.stop()
    before = len(sent(telegram))
    state.scheduled.keep(replace(each, at=time.time(), begun=True))
    state.scheduled.keep(replace(each, key="0" * 16, at=time.time(), sha256="gone"))
    third = BotThread(closed).start()
    telegram.wait(lambda: len(sent(telegram)) > before, 60)
    telegram.wait(lambda: state.scheduled.all() == (), 20)
    third.stop()

    assert files_of(documents) == ["a.txt"]
    assert len(sent(telegram)) == before + 1 and "Đã đưa vào kho" in last(telegram)


def test_what_is_new_since_is_left_to_the_admin(telegram, bot, documents, state):
    """A plan of the same number has come: nothing is done, and the file can be decided about."""
    send(telegram, "a.txt", plan())
    Chat(telegram, ADMIN).say(f"/hen 8h30 {LATER}")
    other = send(telegram, "b.txt", plan(day=21, word="bạn"))
    telegram.press(other, wording_office.PUBLISH)
    telegram.wait(lambda: files_of(documents) == ["b.txt"], 60)
    due(state)
    telegram.wait(lambda: wording.NEWS in last(telegram), 60)

    assert files_of(documents) == ["b.txt"] and "cùng số" in last(telegram)
    (left,) = state.scheduled.all()
    assert wording.NEWS in left.trouble
    assert wording.NEWS in Chat(telegram, ADMIN).say("/hen")["text"]
    telegram.press(
        next(m for m in sent(telegram) if wording.NEWS in m["text"]), wording_office.PUBLISH
    )
    telegram.wait(lambda: "2 văn bản" in last(telegram), 60)
    assert Chat(telegram, ADMIN).say("/hen")["text"] == wording.NONE


def test_an_older_file_replaces_no_version_that_came_since(telegram, bot, documents, state):
    """Both replace the same version, under the same name."""
    for words in ("ta", "bạn", "họ"):
        found = send(telegram, "a.txt", plan(word=words))
        if words == "bạn":
            Chat(telegram, ADMIN).say(f"/hen 8h30 {LATER}")
            continue
        telegram.press(found, wording_office.PUBLISH)
        telegram.wait(lambda: "Đã đưa vào kho" in last(telegram), 60)
    kept = (documents / "a.txt").read_bytes()
    due(state)
    telegram.wait(lambda: wording.NEWS in last(telegram), 60)

    assert (documents / "a.txt").read_bytes() == kept == plan(word="họ")


def test_what_another_version_has_read_is_read_anew(telegram, bot, documents, state):
    """The program was upgraded meanwhile."""
    send(telegram, "a.txt", plan())
    Chat(telegram, ADMIN).say(f"/hen 8h30 {LATER}")
    (read,) = documents.glob(".pending/*/document.json")
    read.write_text('{"of": "another version"}')
    due(state)
    telegram.wait(lambda: "Đã đưa vào kho" in last(telegram), 60)

    assert files_of(documents) == ["a.txt"]


def test_nothing_is_done_for_who_is_no_admin_any_more(telegram, bot, documents, state):
    """The others are told."""
    state.people.admit("telegram:8", "admin", 1.0)
    send(telegram, "a.txt", plan(), chat=8)
    Chat(telegram, 8).say(f"/hen 8h30 {LATER}")
    state.people.dismiss("telegram:8")
    due(state)
    telegram.wait(lambda: any(wording.NO_ADMIN in m["text"] for m in sent(telegram)), 60)

    assert files_of(documents) == []


def test_a_time_is_taken_back_or_refused(telegram, bot, documents, state):
    """Times that are past, too far or none, files that are none, a button pressed twice."""
    chat = Chat(telegram, ADMIN)
    assert chat.say("/hen 8h30 15/12")["text"] == wording.WHICH_FILE
    send(telegram, "a.txt", plan())
    for typed, told in (
        ("mai nhé", "Chưa rõ ngày giờ"),
        ("8h 1/1/2020", "đã qua"),
        ("8h 1/1/2090", "quá xa"),
    ):
        assert told in chat.say(f"/hen {typed}")["text"]
    put = chat.say(f"/hen 8h30 {LATER}")
    label = put["reply_markup"]["inline_keyboard"][0][0]["text"]
    for told in ("Đã bỏ hẹn", wording.GONE):
        before = len(sent(telegram))
        telegram.press(put, label)
        telegram.wait(lambda before=before: len(sent(telegram)) > before)
        assert last(telegram).startswith(told)
    assert state.scheduled.all() == () and files_of(documents) == []
    assert list((documents / ".pending").iterdir())
