"""Tests of lanes: order within a chat, chats side by side, faults."""

import asyncio
from dataclasses import replace

import pytest

from bot.admin.office import Office
from bot.delivery.overload import MOST_WAITING
from bot.delivery.worker import Worker
from bot.desk import Desk
from bot.errors import StateError
from bot.message import Capabilities, Incoming, Kind, Reply, SentFile
from bot.metrics import Metrics
from bot.rights.access import BURST, Access, Role
from bot.settings import Settings
from bot.state.state import State
from bot.talk.turn import Turn
from bot.wording import general as wording
from bot.wording import office as wording_office

SETTINGS = Settings.from_env({"ACCESS": "open"})
# What a disk does that got full between storing events and turning some of them away.
NO_TOLD = (
    "CREATE TEMP TRIGGER full BEFORE INSERT ON main.told BEGIN SELECT RAISE(ABORT, 'full'); END"
)


class Echo:
    """A conversation that says what it hears, and fails at «hỏng»."""

    def conversation(self, sight):
        """Itself."""
        return self

    def reply(self, text, chat, *, view, now):
        """The text."""
        if text == "hỏng":
            raise RuntimeError("on purpose")
        return Turn(reply=Reply.say(text), chat=chat)


class Platform:
    """A channel that takes everything, slowly for chat 1."""

    name = "x"
    capabilities = Capabilities(max_text=100, max_messages=1)

    def __init__(self):
        self.sent, self.notices = [], []
        self.first_may_go = asyncio.Event()

    def compose(self, reply, incoming, *, offer, answers):
        """The text of the reply, or nothing."""
        self.notices += [reply.notice] if reply.notice else []
        return tuple(block.text for block in reply.blocks)

    async def send(self, message):
        """Take it."""
        if message.chat_id == "1":
            await self.first_may_go.wait()
        self.sent.append((message.chat_id, message.payload))
        return "1"

    async def show_typing(self, incoming):
        """Nothing."""


@pytest.fixture
async def running(tmp_path):
    """A worker and its platform."""
    state = Desk("state", lambda: State(tmp_path / "state.db"))
    shelf = Desk("library", Echo)
    platform = Platform()
    worker = Worker(
        state=state,
        shelf=shelf,
        channels={"x": platform},
        access=Access(SETTINGS),
        office=Office(SETTINGS, state, shelf),
        metrics=Metrics(),
    )
    await worker.start()
    platform.state = state
    yield worker, platform
    platform.first_may_go.set()
    await worker.stop()
    shelf.close(lambda each: None)
    state.close(lambda each: each.close())


def event(number, text, chat="2"):
    """A message of a chat."""
    return Incoming(
        channel="x", event_key=str(number), chat_id=chat, user_id=chat, kind=Kind.TEXT, text=text
    )


async def until(condition):
    """Wait for something that other tasks do."""
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.001)


async def test_a_chat_keeps_its_order_and_others_do_not_wait(running):
    """A slow chat is answered in order and holds nobody up."""
    worker, platform = running
    await worker.accept([event(n, str(n), "1") for n in range(5)])
    await worker.accept([event(10 + n, str(n), "2") for n in range(5)])
    await until(lambda: len(platform.sent) == 5)
    assert platform.sent == [("2", str(n)) for n in range(5)]
    platform.first_may_go.set()
    await until(lambda: len(platform.sent) == 10)
    assert platform.sent[5:] == [("1", str(n)) for n in range(5)]


async def test_events_wait_for_a_full_disk(running, caplog):
    """What a platform hands over only once is kept until it can be stored, and comes once."""
    worker, platform = running
    pages = "PRAGMA max_page_count = {}"
    platform.first_may_go.set()
    await platform.state.ask(lambda state: state._db.execute(pages.format(1)))
    with pytest.raises(StateError, match="trạng thái"):
        await worker.accept([event(1, "x" * 100_000)])

    storing = asyncio.create_task(worker.accept_at_last([event(1, "x" * 100_000)]))
    await until(lambda: "wait for being stored" in caplog.text)
    await platform.state.ask(lambda state: state._db.execute(pages.format(10_000)))
    assert await storing == 1
    await until(lambda: len(platform.sent) == 1)
    assert await worker.accept([event(1, "x" * 100_000)]) == 0


async def test_who_cannot_be_turned_away_is_answered(running, caplog):
    """Questions that were stored before the disk got full are answered, though there are many."""
    worker, platform = running
    await worker.accept([event(n, str(n), "1") for n in range(MOST_WAITING)])
    await platform.state.ask(lambda state: state._db.execute(NO_TOLD))
    assert await worker.accept_at_last([event(1000, "sau")]) == 1
    await until(lambda: platform.sent)
    assert platform.sent == [("2", "sau")]
    assert "could not be turned away" in caplog.text


async def test_a_report_waits_for_a_full_disk(running, caplog):
    """What a long errand came to is told once it can be stored."""
    worker, platform = running
    pages = "PRAGMA max_page_count = {}"

    def begin(state):
        state.accept([event(1, "tệp")], 0.0)
        task = state.next_task("x:2")
        state.finish(task, chat=task.chat, goes_on=True, now=0.0)
        state._db.execute(pages.format(1))
        return task

    async def errand():
        return Reply.say("xong" * 30_000)

    worker._run_errand(await platform.state.ask(begin), errand)
    await until(lambda: "waits for being stored" in caplog.text)
    await platform.state.ask(lambda state: state._db.execute(pages.format(10_000)))
    await until(lambda: platform.sent)
    assert platform.sent == [("2", "xong" * 30_000)]


async def test_an_errand_that_a_crash_ended_is_owned_up_to(running):
    """Who was promised a report before a crash is asked once to begin anew."""
    worker, platform = running

    def break_off(state):
        state.accept([event(1, "tệp")], 0.0)
        task = state.next_task("x:2")
        state.finish(task, chat=task.chat, goes_on=True, now=0.0)

    await platform.state.ask(break_off)
    for _ in range(2):
        await worker.start()
    await worker.accept([event(2, "sau")])
    await until(lambda: len(platform.sent) == 2)
    assert platform.sent == [("2", wording.BROKEN_OFF), ("2", "sau")]


async def test_a_fault_costs_one_answer(running):
    """Where answering fails an apology is sent, and the next question is answered."""
    worker, platform = running
    await worker.accept([event(1, "hỏng"), event(2, "được")])
    await until(lambda: len(platform.sent) == 2)
    assert "Xin lỗi" in platform.sent[0][1] and platform.sent[1][1] == "được"


async def test_floods_are_slowed_down(running):
    """Beyond the burst one sentence is said, then nothing."""
    worker, platform = running
    await worker.accept([event(n, str(n)) for n in range(20)])
    await until(lambda: len(platform.sent) == 11)
    await asyncio.sleep(0.05)
    assert "một số câu hỏi" in platform.sent[10][1] and len(platform.sent) == 11


async def test_messages_without_text_get_a_hint(running):
    """What cannot be read is said so once for each."""
    worker, platform = running
    sticker = Incoming(channel="x", event_key="s", chat_id="3", user_id="3", kind=Kind.OTHER)
    await worker.accept([sticker])
    await until(lambda: platform.sent)
    assert "tin nhắn chữ" in platform.sent[0][1]


async def test_too_many_questions_are_turned_away_politely(running):
    """Beyond the limit each chat is told once to ask later; what was taken is answered."""
    worker, platform = running
    blocked = [event(n, str(n), "1") for n in range(MOST_WAITING + 2)]
    await worker.accept(blocked)
    await worker.accept([event(10_000 + n, "sau", f"{2 + n % 2}") for n in range(6)])
    await until(lambda: {chat for chat, _ in platform.sent} >= {"2", "3"})
    assert platform.sent == [("2", wording_office.BUSY), ("3", wording_office.BUSY)]
    platform.first_may_go.set()
    # The person of chat 1 asks too fast by far: ten answers and a remark, and that it is busy.
    await until(lambda: len(platform.sent) == 2 + BURST + 2)
    await worker.accept([event(20_000, "mới", "4")])
    await until(lambda: ("4", "mới") in platform.sent)


async def test_a_press_among_too_many_gets_a_notice(running):
    """The platform gets its answer to the press; nothing is written into the chat."""
    worker, platform = running
    await worker.accept([event(n, str(n), "1") for n in range(MOST_WAITING)])
    press = Incoming(
        channel="x", event_key="p", chat_id="5", user_id="5", kind=Kind.PRESS, text="k:0"
    )
    await worker.accept([press])
    await until(lambda: platform.notices)
    assert platform.notices == [wording_office.BUSY] and not platform.sent


async def test_an_errand_that_cannot_be_owned_up_to_is_forgotten(running):
    """Unreadable rows count as handled after a start; none outlives the retention time."""
    worker, platform = running
    states = "SELECT state FROM inbox ORDER BY id"

    def break_off(state):
        for number, chat in enumerate(("2", "3")):
            state.accept([event(number, "tệp", chat)], 0.0)
            task = state.next_task(f"x:{chat}")
            state.finish(task, chat=task.chat, goes_on=True, now=0.0)
        state._db.execute("UPDATE inbox SET body = '{' WHERE chat = 'x:2'")
        state._db.execute("UPDATE inbox SET body = replace(body, '\"x\"', '\"gone\"')")

    await platform.state.ask(break_off)
    await worker.start()
    left = await platform.state.ask(lambda state: state._db.execute(states).fetchall())
    assert left == [("done",), ("working",)]
    await platform.state.ask(lambda state: state.forget(8 * 86_400.0, 1))
    assert not await platform.state.ask(lambda state: state._db.execute(states).fetchall())


async def test_halves_of_characters_are_mended_at_the_door(running):
    """Whatever field holds one, the event is stored, and those beside it too."""
    worker, platform = running
    broken = [
        event(1, "nửa \ud83d"),
        replace(event(2, "tên"), name="\udca1"),
        replace(event(3, "tệp"), file=SentFile(id="\ud800", name="\udfff.txt")),
        event("\ud83d", "khóa"),
        event(5, "sau"),
    ]
    assert await worker.accept(broken) == 5
    await until(lambda: len(platform.sent) == 5)
    assert platform.sent[0] == ("2", "nửa \ufffd") and platform.sent[-1] == ("2", "sau")


async def test_an_event_that_no_file_takes_is_passed_over_alone(running, caplog):
    """The others of the same delivery are stored and answered."""
    worker, platform = running
    unstorable = replace(event(2, "x"), at=object())
    assert await worker.accept([event(1, "một"), unstorable, event(3, "ba")]) == 2
    await until(lambda: len(platform.sent) == 2)
    assert [text for _, text in platform.sent] == ["một", "ba"]
    assert "passed over" in caplog.text


async def test_a_reply_that_cannot_be_composed_is_an_apology(running):
    """The chat goes on behind it."""
    worker, platform = running
    compose = platform.compose

    def failing(reply, *rest, **more):
        if any(block.text == "lạ" for block in reply.blocks):
            raise RuntimeError("on purpose")
        return compose(reply, *rest, **more)

    platform.compose = failing
    await worker.accept([event(1, "lạ"), event(2, "sau")])
    await until(lambda: len(platform.sent) == 2)
    assert "Xin lỗi" in platform.sent[0][1] and platform.sent[1][1] == "sau"


async def test_an_event_that_breaks_its_handling_is_passed_over(running, monkeypatch, caplog):
    """Where even finishing fails, the chat gets to its next event, and other chats to theirs."""
    worker, platform = running
    finish = State.finish

    def failing(self, task, **more):
        if task.incoming.text == "lạ":
            raise RuntimeError("on purpose")
        finish(self, task, **more)

    monkeypatch.setattr(State, "finish", failing)
    await worker.accept([event(1, "lạ"), event(2, "sau"), event(3, "kia", "3")])
    await until(lambda: len(platform.sent) == 2)
    assert set(platform.sent) == {("2", "sau"), ("3", "kia")}
    assert "passed over" in caplog.text


async def test_a_disk_that_stays_full_is_a_few_lines_of_log(running, monkeypatch, caplog):
    """However many chats wait and however often they are tried; all are answered in the end."""
    worker, platform = running
    monkeypatch.setattr("bot.delivery.worker._AFTER_FAULT", 0.01)
    monkeypatch.setattr("bot.delivery.worker._STORE_AGAIN", 0.01)

    def fail(self, *rest, **more):
        raise StateError("đĩa đầy")

    finish = State.finish
    monkeypatch.setattr(State, "finish", fail)
    await worker.accept([event(n, str(n), f"{100 + n}") for n in range(12)])
    storing = [
        asyncio.create_task(worker.accept_at_last([event(1_000 + n, "x", "9")])) for n in range(5)
    ]
    await asyncio.sleep(0.5)
    assert len(caplog.records) < 10
    assert not any(record.exc_info for record in caplog.records)
    monkeypatch.setattr(State, "finish", finish)
    await until(lambda: len({chat for chat, _ in platform.sent}) == 13)
    await asyncio.gather(*storing)


async def test_who_lost_their_role_hears_no_report(running):
    """What an admin began is done, and told to nobody who is none any more."""
    worker, platform = running

    def begin(state):
        state.accept([event(1, "tệp")], 0.0)
        task = state.next_task("x:2")
        state.finish(task, chat=task.chat, goes_on=True, now=0.0)
        return task

    async def errand():
        return Reply.say("xong")

    worker._run_errand(await platform.state.ask(begin), errand, Role.ADMIN)
    await worker.accept([event(2, "sau")])
    await until(lambda: platform.sent and not worker._errands)
    assert platform.sent == [("2", "sau")]
