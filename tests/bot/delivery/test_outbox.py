"""Tests of handing messages over, with a platform that fails on purpose."""

import asyncio

import pytest

from bot.delivery.outbox import ABREAST, MOST_ATTEMPTS, Outbox
from bot.desk import Desk
from bot.errors import (
    MovedError,
    NotSentError,
    RefusedError,
    TryLaterError,
    UncertainError,
)
from bot.message import Capabilities, Incoming, Kind
from bot.state.state import State
from bot.talk.chat import ChatState


class Clock:
    """A clock on which eight minutes pass between two looks."""

    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        """Seconds."""
        self.now += 500.0
        return self.now


class Platform:
    """A channel that fails as told, then takes everything."""

    name = "x"
    capabilities = Capabilities(max_text=100, max_messages=1)

    def __init__(self, failures):
        self.failures = list(failures)
        self.sent = []

    async def send(self, message):
        """Fail or take the message."""
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append((message.chat_id, message.payload + ("?" if message.again else "")))
        return str(len(self.sent))


@pytest.fixture
def desk(tmp_path):
    """The state, with two messages pending in one chat."""
    made = Desk("state", lambda: State(tmp_path / "state.db"))
    yield made
    made.close(lambda state: state.close())


async def deliver(desk, failures):
    """Send two messages through a platform with these failures."""
    event = Incoming(channel="x", event_key="1", chat_id="5", user_id="5", kind=Kind.TEXT)

    def fill(state):
        state.accept([event], 0.0)
        task = state.next_task(event.chat)
        state.finish(task, chat=ChatState(), payloads=["a", "b"], now=0.0)

    await desk.ask(fill)
    platform = Platform(failures)
    outbox = Outbox(desk, {"x": platform}, Clock(), elapsed=Clock())
    await asyncio.wait_for(outbox.deliver(event.chat, asyncio.Event()), 10)
    return platform


@pytest.mark.parametrize(
    ("failure", "sent", "again"),
    [
        (TryLaterError("429", seconds=3.0), [("5", "a"), ("5", "b")], 0),
        (NotSentError("no connection"), [("5", "a"), ("5", "b")], 0),
        (UncertainError("timeout"), [("5", "a?"), ("5", "b")], 1),
        (RefusedError("too long"), [("5", "b")], 0),
        (RefusedError("blocked", whole_chat=True), [], 0),
        (MovedError("6"), [("6", "a"), ("6", "b")], 0),
        (RuntimeError("a fault of ours"), [("5", "a?"), ("5", "b")], 1),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_each_failure_has_its_consequence(desk, failure, sent, again):
    """Again, never again, elsewhere, or again with a remark: by the kind of failure."""
    platform = await deliver(desk, [failure])

    assert platform.sent == sent
    backlog = await desk.ask(lambda state: state.backlog(0.0))
    assert (backlog.again, backlog.unknown, backlog.pending) == (again, 0, 0)


async def test_what_may_have_arrived_is_sent_twice_at_most(desk):
    """What is of unknown fate the second time stays so, and the next one has its turn."""
    platform = await deliver(desk, [UncertainError("timeout"), UncertainError("timeout")])

    assert platform.sent == [("5", "b")]
    backlog = await desk.ask(lambda state: state.backlog(0.0))
    assert (backlog.again, backlog.unknown, backlog.pending) == (1, 1, 0)


async def test_ten_minutes_without_the_platform_lose_nothing(desk):
    """Messages are tried for longer than ten minutes, and given up in the end."""
    platform = await deliver(desk, [NotSentError("down")] * (MOST_ATTEMPTS - 1))
    assert len(platform.sent) == 2
    waits = [min(0.5 * 2**n, 180.0) for n in range(MOST_ATTEMPTS - 1)]
    assert sum(waits) > 600


async def test_what_never_leaves_is_given_up(desk):
    """A message that was tried often enough has failed, and the next one has its turn."""
    platform = await deliver(desk, [NotSentError("down")] * MOST_ATTEMPTS)
    assert platform.sent == [("5", "b")]


async def test_limits_of_the_platform_cost_no_attempt(desk):
    """However often the platform asks to wait, the message is not given up."""
    platform = await deliver(desk, [TryLaterError("429", seconds=1.0)] * (2 * MOST_ATTEMPTS))
    assert len(platform.sent) == 2


async def test_a_stop_ends_the_wait(desk):
    """A message that must wait does not hold up the end of the program."""
    stopping = asyncio.Event()
    event = Incoming(channel="x", event_key="1", chat_id="5", user_id="5", kind=Kind.TEXT)

    def fill(state):
        state.accept([event], 0.0)
        state.finish(state.next_task(event.chat), chat=ChatState(), payloads=["a"], now=0.0)
        state.put_off(state.claim_message(event.chat, 0.0), 9_999.0, 1)

    await desk.ask(fill)
    outbox = Outbox(desk, {}, lambda: 0.0)
    waiting = asyncio.create_task(outbox.deliver(event.chat, stopping))
    await asyncio.sleep(0.01)
    stopping.set()
    await asyncio.wait_for(waiting, 5)
    assert waiting.done()


class Slow:
    """A channel whose sends end only when told to."""

    name = "x"
    capabilities = Capabilities(max_text=100, max_messages=1)

    def __init__(self):
        self.under_way = 0
        self.end = asyncio.Event()

    async def send(self, message):
        """Take the message, some day."""
        self.under_way += 1
        await self.end.wait()
        return message.payload


async def test_a_slow_platform_is_not_flooded_and_holds_up_no_other(desk):
    """A few messages are on their way, the others stay pending; another channel goes on."""
    slow, quick = Slow(), Platform(())
    slow_chats = [f"x:{number}" for number in range(60)]

    def fill(state):
        for channel, number in [*(("x", n) for n in range(60)), ("y", 1)]:
            event = Incoming(
                channel=channel, event_key=str(number), chat_id=str(number), user_id="5",
                kind=Kind.TEXT,
            )  # fmt: skip
            state.accept([event], 0.0)
            state.finish(state.next_task(event.chat), chat=ChatState(), payloads=["a"], now=0.0)

    await desk.ask(fill)
    outbox = Outbox(desk, {"x": slow, "y": quick}, Clock(), elapsed=Clock())
    sending = [asyncio.create_task(outbox.deliver(c, asyncio.Event())) for c in slow_chats]
    await asyncio.wait_for(outbox.deliver("y:1", asyncio.Event()), 10)
    while slow.under_way < ABREAST:
        await asyncio.sleep(0)
    await desk.ask(lambda state: state.backlog(0.0))
    most = slow.under_way
    slow.end.set()
    await asyncio.wait_for(asyncio.gather(*sending), 20)

    assert quick.sent == [("1", "a")] and most == ABREAST and slow.under_way == 60


async def test_a_clock_that_is_set_back_delays_nothing(tmp_path):
    """A message that waits for another attempt waits by time that only goes forward."""
    now, passed = [10_000.0], [0.0]
    state = Desk("state", lambda: State(tmp_path / "state.db"))
    channel = Failing()
    outbox = Outbox(state, {"x": channel}, lambda: now[0], elapsed=lambda: passed[0])
    event = Incoming(channel="x", event_key="1", chat_id="1", user_id="1", kind=Kind.TEXT)
    await state.ask(lambda each: each.post(event, ("a",), now[0]))
    stopping = asyncio.Event()
    delivering = asyncio.create_task(outbox.deliver("x:1", stopping))
    async with asyncio.timeout(10):
        while not channel.tried:
            await asyncio.sleep(0.01)
    # An hour back, and 0.5 s on.
    now[0], passed[0] = 6_400.0, 0.6
    async with asyncio.timeout(10):
        await delivering
    assert channel.tried == 2
    state.close(lambda each: each.close())


class Failing:
    """A channel that takes the second attempt."""

    tried = 0

    async def send(self, message):
        """Refuse once."""
        self.tried += 1
        if self.tried == 1:
            raise NotSentError("busy")
        return "1"


def test_after_a_start_nothing_waits_for_a_clock_of_before(tmp_path):
    """A message put off while the clock was ahead is tried within minutes."""
    state = State(tmp_path / "state.db")
    event = Incoming(channel="x", event_key="1", chat_id="1", user_id="1", kind=Kind.TEXT)
    state.post(event, ("a",), 0.0)
    state.put_off(state.claim_message("x:1", 0.0), 1e9, 1)
    state.recover(50.0)
    assert state.claim_message("x:1", 40.0) == 10.0
    assert state.claim_message("x:1", 50.0).payload == "a"
    state.close()
