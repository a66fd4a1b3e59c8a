"""Tests of what becomes of uploads, with an intake that reads as the test says."""

import asyncio
import os
import shutil
import types

import pytest

from bot.admin.works.uploads import Uploads
from bot.admin.works.works import Works
from bot.desk import Desk
from bot.errors import BotError, FileError
from bot.files.reading import FilesRead
from bot.files.uploads import Upload, drop_document, keep_uploads, kept_documents
from bot.message import Reply
from bot.settings import Settings
from bot.state.file import FileFault
from bot.state.pages.works import Stage
from bot.state.state import State
from bot.wording import admin_page as wording_admin

USER = "telegram:7"


class Intake:
    """Reads files as it is told to, and says of each what it is called."""

    def __init__(self):
        self.read, self.troubles = [], []

    async def read_in(self, name, pages, user):
        """One more file is read; `troubles` are what is raised first."""
        self.read.append(name)
        if self.troubles:
            raise self.troubles.pop(0)
        return FilesRead(keys=(name,))

    async def consider(self, key):
        """It is told as a file that does not wait any more, by its name."""
        raise BotError(f"Đã đọc {key}")


@pytest.fixture
def office(tmp_path):
    """The uploads of an office, with its works and its intake."""
    settings = Settings.from_env({"DATA": str(tmp_path / "data")})
    desk = Desk("state", lambda: State(tmp_path / "state.db"))
    works, intake = Works(desk), Intake()
    uploads = Uploads(settings, intake, works)
    kept = settings.data / "uploads"
    yield types.SimpleNamespace(uploads=uploads, works=works, intake=intake, state=desk, kept=kept)
    desk.close(lambda state: state.close())


def files(*names):
    """Files of those names."""
    return [Upload(name=name, data=b"x") for name in names]


async def told(office, key):
    """What is said of a work at its end."""
    async with asyncio.timeout(30):
        while not (work := await office.works.seen(key, USER, 5.0)).is_done:
            pass
    return [each.text for each in work.reply.blocks]


def test_a_double_press_reads_once(office):
    """Nor is anything thrown away that is being read."""

    async def press():
        key = await office.uploads.take(USER, files("a.jpg", "b.jpg"), joined=True)
        await asyncio.gather(*(office.uploads.read(key, USER) for _ in range(2)))
        await office.uploads.drop(key, USER)
        return await told(office, key)

    assert asyncio.run(press()) == ["Đã đọc a.jpg"]
    assert office.intake.read == ["a.jpg"]


def test_an_unexpected_error_loses_nothing_of_the_others(office):
    """It is said of which file it was."""
    office.intake.troubles = [ZeroDivisionError()]

    async def upload():
        return await told(office, await office.uploads.take(USER, files("a", "b"), joined=False))

    first, second = asyncio.run(upload())
    assert first.startswith("Chưa đọc được “a”. Xin lỗi") and second == "Đã đọc b"
    assert list(office.kept.iterdir()) == []


@pytest.mark.parametrize("error", [OSError(28, "No space left"), FileFault("disk is full")])
def test_what_the_disk_fails_is_kept_and_read_again(office, monkeypatch, error):
    """Meanwhile that is said, and the others are read."""
    monkeypatch.setattr("bot.admin.works.uploads._AGAIN_AFTER", 0.5)
    office.intake.troubles = [error]

    async def upload():
        key = await office.uploads.take(USER, files("a", "b"), joined=False)
        said = []
        while not any("tự được đọc lại" in each for each in said):
            (work,) = await office.works.unseen(USER)
            said = [each.text for each in work.reply.blocks]
            await asyncio.sleep(0.02)
        return said, kept_documents(office.kept.parent, key), await told(office, key)

    said, kept, end = asyncio.run(upload())
    assert said[0] == "Đã đọc b" and said[1].startswith("Chưa đọc được “a” (")
    assert len(kept) == 1 and end == ["Đã đọc b", "Đã đọc a"]
    assert list(office.kept.iterdir()) == []


def test_what_is_half_deleted_is_not_read_again(tmp_path):
    """Nor is a folder without a file."""
    key = "0" * 16
    keep_uploads(tmp_path, key, [[each] for each in files("a", "b", "c")])
    first, second, third = kept_documents(tmp_path, key)
    first.rename(first.with_name("000.read"))
    next(second.iterdir()).unlink()

    assert kept_documents(tmp_path, key) == (third,)
    drop_document(third)
    assert kept_documents(tmp_path, key) == () and not third.exists()


def test_what_is_forgotten_is_thrown_away_while_the_program_runs(office):
    """A work that waits for files that are gone is owned up to."""

    async def wait():
        lost, kept, forgotten = [
            await office.uploads.take(USER, files("a.jpg", "b.jpg"), joined=True) for _ in range(3)
        ]
        shutil.rmtree(office.kept / lost)
        for each in office.kept.iterdir():
            os.utime(each, (1, 1))
        await office.state.ask(lambda state: state.works.say(forgotten, Reply(), Stage.SEEN))
        await office.uploads.tidy()
        assert [each.name for each in office.kept.iterdir()] == [kept]
        await office.uploads.resume()
        assert wording_admin.WORK_BROKEN in await told(office, lost)
        return [each.key for each in await office.works.unseen(USER)] == [kept]

    assert asyncio.run(wait())


def test_uploads_do_not_fill_the_disk(office, monkeypatch):
    """Beyond some that wait, no more is taken."""
    monkeypatch.setattr("bot.admin.works.uploads._MOST_KEPT", 1)

    async def upload():
        await office.uploads.take(USER, files("a.jpg", "b.jpg"), joined=True)
        await office.uploads.take(USER, files("a"), joined=False)

    with pytest.raises(FileError, match="đang có 1 lần gửi"):
        asyncio.run(upload())
    assert len(list(office.kept.iterdir())) == 1
