"""Tests of health: ready is said only where a question would be answered."""

import asyncio
import threading
import time

import pytest

from bot.channels import health
from bot.channels.health import Examiner
from bot.delivery.quota import Quotas
from bot.desk import Desk
from bot.library.shelf import Shelf
from bot.message import Incoming, Kind
from bot.settings import Settings
from bot.state.state import State
from index.library.generation import current, publish


class Parts:
    """The state and the library of a program, and who looks at them."""

    def __init__(self, settings):
        self.state = Desk("state", lambda: State(settings.data / "state.db"))
        self.shelf = Desk("library", lambda: Shelf(settings))
        self.examiner = Examiner(self.state, self.shelf, Quotas({}), settings.data)

    def close(self):
        """Give the files back."""
        self.shelf.close(lambda each: each.close())
        self.state.close(lambda each: each.close())


@pytest.fixture
def library(shipped_answerer, tmp_path):
    """A library file of one's own."""
    file = tmp_path / "own.db"
    file.write_bytes(shipped_answerer.library.path.read_bytes())
    return file


@pytest.fixture
def parts(any_environ, library, monkeypatch):
    """The parts, looked at anew each time."""
    monkeypatch.setattr(health, "KEPT", 0.0)
    # However busy this machine is.
    monkeypatch.setattr(health, "_PATIENCE", 60.0)
    made = Parts(Settings.from_env({**any_environ, "LIBRARY": str(library)}))
    yield made
    made.close()


async def test_all_is_well(parts):
    """Nothing stands in the way, and looking leaves nothing behind."""
    for _ in range(2):
        found = await parts.examiner.look()
    assert found.troubles == () and found.documents == 5
    assert (found.backlog.waiting, found.backlog.pending, found.backlog.oldest) == (0, 0, 0.0)


async def test_a_library_that_answers_nothing_is_told(parts, library):
    """Overwritten with zeros, as by a disk that fails, and put there again."""
    assert (await parts.examiner.look()).troubles == ()
    whole = library.read_bytes()
    library.write_bytes(bytes(len(whole)))
    for _ in range(2):
        (trouble,) = (await parts.examiner.look()).troubles
        assert trouble.startswith("kho không trả lời được câu hỏi thử: ")
    library.write_bytes(whole)
    assert (await parts.examiner.look()).troubles == ()


async def test_what_is_wrong_with_a_library_that_answers_is_told(
    any_environ, library, tmp_path, monkeypatch
):
    """The generation before serves: what is asked is answered, and who watches knows."""
    monkeypatch.setattr(health, "KEPT", 0.0)
    monkeypatch.setattr(health, "_PATIENCE", 60.0)
    folder = tmp_path / "generations"
    folder.mkdir()
    for _ in range(2):
        copy = folder / "copy.tmp"
        copy.write_bytes(library.read_bytes())
        publish(folder, copy)
    parts = Parts(Settings.from_env({**any_environ, "LIBRARY": str(folder)}))
    try:
        assert (await parts.examiner.look()).library == ()
        current(folder).write_bytes(b"")
        await parts.examiner.look()
        found = await parts.examiner.look()
    finally:
        parts.close()
    (told,) = found.library
    assert found.troubles == () and "bản kho trước" in told


async def test_one_document_after_the_other_is_looked_for(parts):
    """Pages that are still in memory hide no fault for long."""
    asked = []
    whole = parts.shelf._object._whole.answerer
    answer = whole.answer
    whole.answer = lambda text: asked.append(text) or answer(text)
    for _ in range(5):
        assert (await parts.examiner.look()).troubles == ()
    assert len(set(asked)) == 5


async def test_events_that_cannot_be_stored_are_told(parts):
    """A full disk, as SQLite sees one."""
    pages = "PRAGMA max_page_count = {}"
    await parts.state.ask(lambda state: state._db.execute(pages.format(1)))
    (trouble,) = (await parts.examiner.look()).troubles
    assert trouble.startswith("không ghi được tin mới: ")
    await parts.state.ask(lambda state: state._db.execute(pages.format(10_000)))
    assert (await parts.examiner.look()).troubles == ()


async def test_a_disk_with_little_room_is_told(parts, monkeypatch):
    """Before it is full: what SQLite has left in its own files lasts a moment longer."""
    monkeypatch.setattr(health, "LEAST_FREE", 1 << 60)
    (trouble,) = (await parts.examiner.look()).troubles
    assert trouble.startswith("đĩa chỉ còn trống ")


async def test_who_waits_for_long_is_told(parts):
    """The age of the oldest question."""
    event = Incoming(channel="x", event_key="1", chat_id="1", user_id="1", kind=Kind.TEXT)
    await parts.state.ask(lambda state: state.accept([event], time.time() - 40.0))
    (trouble,) = (await parts.examiner.look()).troubles
    assert trouble == "1 câu hỏi đang chờ, lâu nhất 40 giây"


async def test_a_part_that_hangs_is_told(monkeypatch):
    """Who asks is answered meanwhile."""
    monkeypatch.setattr(health, "_PATIENCE", 0.05)
    released = threading.Event()
    desk = Desk("library", lambda: None)
    hanging = asyncio.create_task(desk.ask(lambda _: released.wait(30)))
    await asyncio.sleep(0)
    found, why = await health._tried(desk, lambda _: "answer")
    released.set()
    await hanging
    desk.close(lambda _: None)
    assert found is None and why.endswith("giây không trả lời")


async def test_looking_often_costs_nothing(parts, monkeypatch):
    """Strangers may ask as often as they like."""
    monkeypatch.setattr(health, "KEPT", 60.0)
    looks = [await parts.examiner.look() for _ in range(3)]
    assert looks[0] is looks[1] is looks[2]
