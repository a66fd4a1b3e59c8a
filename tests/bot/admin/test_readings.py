"""Tests of what can be stopped while it is read, without a chat."""

import asyncio
import types

from bot.admin.readings import OF_THE_LIBRARY, Readings
from bot.admin.works.works import Works
from bot.delivery.errand import Attended
from bot.desk import Desk
from bot.files.reading import HowFar
from bot.message import Incoming, Kind, Reply
from bot.state.state import State
from bot.wording import office as wording_office

INCOMING = Incoming(
    channel="telegram", event_key="1", chat_id="7", user_id="7", kind=Kind.TEXT, text="/naplai"
)
SILENT = types.SimpleNamespace(capabilities=types.SimpleNamespace(edits=False))


def test_what_is_put_in_force_already_is_not_stopped():
    """Until then there is a button; whoever presses it later is told, and hears the report."""
    readings = Readings(None)
    reading = readings.begin("", INCOMING, SILENT, OF_THE_LIBRARY)

    async def reload(hear):
        hear(HowFar(files=(1, 2)))
        assert [each.label for each in reading.shown().options] == [wording_office.STOP_RELOAD]
        hear(HowFar(is_over=True))
        assert reading.shown().options == ()
        assert readings.stop(reading.stop.action).blocks[0].text == wording_office.READING_OVER
        await asyncio.sleep(0)
        return Reply.say("Đã nạp lại kho")

    assert asyncio.run(readings.run(reading, reload)) == Reply.say("Đã nạp lại kho")


def test_a_reload_that_nobody_waits_for_at_a_chat_is_told():
    """It is known while it runs, and whoever looks for its end hears that it was stopped."""
    readings = Readings(None)
    reading = readings.begin("", INCOMING, None, OF_THE_LIBRARY)

    async def stopped():
        running = asyncio.create_task(readings.run(reading, lambda hear: asyncio.sleep(60)))
        await asyncio.sleep(0)
        assert readings.of_library() is reading
        reading.hear(HowFar(files=(1, 3)))
        (told,) = reading.shown().blocks
        assert "đọc tệp 2/3" in told.text
        (stop,) = readings.of_library().shown().options
        readings.stop(stop.action)
        assert readings.of_library() is None
        return await running

    assert asyncio.run(stopped()) == Reply.say(wording_office.RELOAD_STOPPED)


def test_a_work_on_a_page_tells_how_far_it_is(tmp_path):
    """As long as it goes on; then what came of it."""
    desk = Desk("state", lambda: State(tmp_path / "state.db"))
    works, reading = Works(desk), Readings(None).begin("", INCOMING, None, OF_THE_LIBRARY)

    async def looked():
        ends = asyncio.Event()

        async def errand():
            await ends.wait()
            return Reply.say("Đã nạp lại kho")

        begun = Attended(reply=Reply.say("…"), errand=errand, how_far=reading.shown)
        key = await works.begin("page:x", begun, "/quanly")
        reading.hear(HowFar(files=(1, 3)))
        before = await works.seen(key, "page:x", 0.0)
        ends.set()
        return before, await works.seen(key, "page:x", 30.0)

    before, after = asyncio.run(looked())
    desk.close(lambda state: state.close())
    assert before.reply == reading.shown() and not before.is_done
    assert [each.label for each in before.reply.options] == [wording_office.STOP_RELOAD]
    assert after.reply == Reply.say("Đã nạp lại kho") and after.is_done
