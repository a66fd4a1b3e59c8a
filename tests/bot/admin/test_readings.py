"""Tests of what can be stopped while it is read, without a chat."""

import asyncio
import types

from bot.admin.readings import OF_THE_LIBRARY, Readings
from bot.files.reading import HowFar
from bot.message import Incoming, Kind, Reply
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
