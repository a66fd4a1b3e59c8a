"""Tests of what the schedule does at the time named, with the intake in the hands of the test."""

import asyncio
import os
import sqlite3
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest

from bot.admin.scheduling.moments import told_moment
from bot.admin.scheduling.schedule import Schedule
from bot.delivery.errand import Attended
from bot.desk import Desk
from bot.files.pending import discard_file, keep_file, pending_file
from bot.message import Action, Reply, Verb
from bot.rights.access import Access
from bot.settings import Settings
from bot.state.plans.scheduled import Scheduled
from bot.state.state import State
from bot.wording import office as wording_office
from bot.wording import schedule as wording

ADMIN = "telegram:7"


class Intake:
    """Finds in a file what the test says, and moves it away when it is put in force."""

    def __init__(self, documents):
        self.documents = documents
        self.remarks = ()
        self.replaced = ()
        self.meanwhile = []
        self.attended = []
        self.lock = asyncio.Lock()

    async def waits(self, key):
        """Whether a file is there."""
        async with self.lock:
            return pending_file(self.documents, key) is not None

    async def consider(self, key):
        """What is understood of a file, after what happens meanwhile."""
        for each in self.meanwhile:
            await each()
        replaced = [SimpleNamespace(sha256=each) for each in self.replaced]
        return SimpleNamespace(remarks=self.remarks, replaced=replaced, options=())

    async def attend(self, action, by):
        """Put a file in force."""
        self.attended.append((action, by))
        discard_file(self.documents, action.text)
        return Attended(reply=Reply.say("published"))


class World:
    """A schedule over a state of its own, and what it told."""

    def __init__(self, tmp_path):
        self.documents = tmp_path / "plans"
        self.documents.mkdir()
        named = {"DOCUMENTS": str(self.documents), "DATA": str(tmp_path), "ADMINS": ADMIN}
        self.settings = Settings.from_env(named)
        self.state = Desk("state", lambda: State(tmp_path / "state.db"))
        self.held = SimpleNamespace(library=SimpleNamespace(documents=()), refresh=lambda: None)
        self.shelf = Desk("library", lambda: self.held)
        self.intake = Intake(self.documents)
        self.schedule = Schedule(self.settings, self.state, self.shelf, self.intake)
        self.told = []

    def due(self, **others):
        """Have a file wait whose time has come."""
        key = keep_file(self.documents, "a.txt", b"words")
        action = Action(verb=Verb.PUBLISH, text=key)
        told = Scheduled(
            key=key, action=action, by=ADMIN, at=time.time() - 1.0, name="KH 1", sha256="a" * 64
        )
        each = replace(told, **others)
        self.do(lambda state: state.scheduled.keep(each))
        return each

    def do(self, job):
        """What a job gives for the state."""
        return asyncio.run(self.state.ask(job))

    def kept(self):
        """What is scheduled."""
        return self.do(lambda state: state.scheduled.all())

    def look(self):
        """Let the schedule look once; what it has told, in words."""
        before = len(self.told)
        asyncio.run(self.look_now())
        return self.told[before:]

    async def look_now(self):
        """The same within a loop."""

        async def tell(reply):
            self.told.append("\n".join(block.text for block in reply.blocks))

        async def send(user, reply):
            await tell(reply)
            return True

        await self.schedule.look(Access(self.settings), send, tell)


@pytest.fixture
def world(tmp_path):
    """A schedule with nothing in it."""
    made = World(tmp_path)
    yield made
    made.state.close(lambda state: state.close())
    made.shelf.close(lambda _: None)


def test_what_is_taken_back_meanwhile_is_not_done(world):
    """Somebody cancels, or names another time, while the file is looked at: that holds."""
    each = world.due()
    later = replace(each, at=time.time() + 3600.0)
    for new, remarks in ((None, ()), (later, ()), (None, ("new",)), (later, ("new",))):
        world.do(lambda state: state.scheduled.keep(each))
        world.intake.remarks = remarks

        async def change(new=new):
            await world.state.ask(lambda state: state.scheduled.end(each.key))
            if new is not None:
                await world.state.ask(lambda state: state.scheduled.keep(new))

        world.intake.meanwhile = [change]

        assert world.look() == [] and world.intake.attended == []
        assert world.kept() == ((new,) if new is not None else ())
        assert pending_file(world.documents, each.key) is not None


def test_what_holds_no_more_is_left_to_admins(world):
    """The restricted plan that a file was to be like has gone: it does not become public."""
    each = world.due(remarks=("as restricted",))
    (told,) = world.look()

    assert wording.NEWS in told and wording.NO_MORE.format(remark="as restricted") in told
    assert world.intake.attended == [] and world.kept()[0].trouble is not None
    assert pending_file(world.documents, each.key) is not None


def test_an_older_file_replaces_no_version_that_came_since(world):
    """Also where that lies under the name of the version that it was to replace."""
    world.due(replaced=("b" * 64,), remarks=("replaces a.txt",))
    world.intake.remarks, world.intake.replaced = ("replaces a.txt",), ("c" * 64,)
    (told,) = world.look()

    assert wording.REPLACES_OTHERS in told and world.intake.attended == []


def test_what_fails_holds_up_no_other_and_is_told_once(world):
    """An error that nobody has foreseen, in the looking or in the doing."""
    failing = world.due(by="telegram:8", at=1.0)
    other = world.due()

    async def fail():
        if not world.intake.attended:
            raise RuntimeError("no")

    world.do(lambda state: state.people.admit("telegram:8", "admin", 1.0))
    world.intake.meanwhile = [fail]
    attend, world.intake.attend = world.intake.attend, None
    (told, again) = world.look()
    assert wording.FAILED in told and wording.FAILED in again and world.look() == []
    world.intake.attend = attend
    world.intake.meanwhile = []
    world.do(lambda state: state.scheduled.keep(other))

    assert world.look() == [
        f"{wording.DUE.format(name='KH 1', at=told_moment(other.at))}\npublished"
    ]
    (left,) = world.kept()
    assert left.key == failing.key and left.trouble == wording.FAILED


def test_what_cannot_be_read_is_told_once_and_forgotten(world):
    """The row of another version of the program; the file waits as before."""
    each = world.due()
    with sqlite3.connect(world.settings.data / "state.db") as db:
        db.execute("UPDATE scheduled SET body = '{}'")
        db.execute("INSERT INTO scheduled (key, at, body) VALUES ('gone', 1.0, '[')")
    db.close()

    assert world.look() == [wording.UNREADABLE.format(file="a.txt")]
    assert world.look() == [] and pending_file(world.documents, each.key) is not None


def test_what_is_being_put_in_force_by_hand_is_not_forgotten(world):
    """Its file is away for a while; where that fails it is back, and its time still holds."""
    later, now = world.due(at=time.time() + 3600.0), world.due()
    files = [pending_file(world.documents, each.key) for each in (later, now)]
    away = [each.rename(world.documents / f"{n}.txt") for n, each in enumerate(files)]

    async def meanwhile():
        await world.intake.lock.acquire()
        looking = asyncio.create_task(world.look_now())
        assert await world.schedule.all() == ()
        await asyncio.sleep(0.1)
        for old, new in zip(away, files, strict=True):
            old.rename(new)
        world.intake.lock.release()
        await looking

    asyncio.run(meanwhile())

    assert [action.text for action, _ in world.intake.attended] == [now.key]
    assert world.kept() == (later,)
    discard_file(world.documents, later.key)
    assert asyncio.run(world.schedule.all()) == () and world.kept() == (later,)
    assert world.look() == [] and world.kept() == ()


def test_what_was_cut_off_is_told_when_it_is_over(world):
    """Nothing as long as it is to be done still; then whether the library holds the file."""
    for held in (False, True):
        each = world.due(begun=True)
        discard_file(world.documents, each.key)
        world.do(lambda state: state.declared.begin("a" * 64, "a.txt"))
        assert world.look() == [] and world.kept() == (each,)

        world.do(lambda state: state.declared.settle(["a" * 64]))
        card = SimpleNamespace(sha256="a" * 64)
        world.held.library.documents = (card,) if held else ()
        (told,) = world.look()
        published = wording_office.PUBLISHED.format(name="KH 1", count=1)
        assert told.endswith(published if held else wording.CUT_OFF) and world.kept() == ()


def test_the_file_is_said_to_be_kept_only_where_it_is(world):
    """It is for a week from then on."""
    each = world.due(remarks=("gone",))
    folder = pending_file(world.documents, each.key).parents[1]
    os.utime(folder, (1.0, 1.0))
    (told,) = world.look()
    assert told.endswith(wording_office.FILE_KEPT)
    assert abs(folder.stat().st_mtime - time.time()) < 60.0

    async def discard():
        discard_file(world.documents, each.key)

    world.do(lambda state: state.scheduled.keep(each))
    world.intake.meanwhile = [discard]
    (told,) = world.look()
    assert wording.NEWS in told and wording_office.FILE_KEPT not in told and world.kept() == ()
