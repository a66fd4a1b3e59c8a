"""Vectors made beside the running program: taken up when whole, given up when the model fails."""

import asyncio
import logging
from contextlib import asynccontextmanager

from bot.admin.office import Office
from bot.desk import Desk
from bot.library.shelf import Shelf
from bot.library.vector_making import VectorMaking
from bot.message import Incoming, Kind
from bot.rights.access import Role
from bot.rights.audience import EVERYTHING
from bot.settings import Settings
from bot.state.state import State, Task
from bot.talk.chat import ChatState
from bot.talk.commands import Command
from bot.talk.render import plain
from index.library.generation import current
from index.library.store import build_library, change_library
from index.meaning.vectors_build import build_vectors
from index.meaning.vectors_file import vectors_path

QUESTION = "kinh phí đào tạo cán bộ 1-7"


class Told(list):
    """What the admins are told; an event is set with each."""

    def __init__(self):
        self.came = asyncio.Event()

    async def __call__(self, text):
        """Note it."""
        self.append(text)
        self.came.set()


@asynccontextmanager
async def making(settings):
    """Vectors are made while the block runs: gives the shelf's desk and what admins are told."""
    told = Told()
    shelf = Desk("library", lambda: Shelf(settings))
    maker = VectorMaking(settings, shelf, told, look_every=0.01)
    task = asyncio.create_task(maker.run())
    try:
        yield shelf, told, maker
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        shelf.close(lambda each: each.close())


async def until(happened):
    """Wait for it, half a minute at most."""
    async with asyncio.timeout(30):
        while not await happened():
            await asyncio.sleep(0.02)


def best_score(shelf):
    """The score of the best passage; meaning adds to it."""
    shelf.refresh()
    return shelf.conversation(EVERYTHING).answerer.answer(QUESTION).hits[0].score


def best_nearness(shelf):
    """How near the best passage is in meaning; None without vectors."""
    shelf.refresh()
    return shelf.conversation(EVERYTHING).answerer.answer(QUESTION).hits[0].nearness


async def test_vectors_fill_in_behind(tmp_path, make_plan, builtin, caplog):
    """Words answer at once, meaning joins in when the vectors are whole, for each generation."""
    caplog.set_level(logging.INFO)
    folder = tmp_path / "library"
    folder.mkdir()
    build_library(folder, [make_plan(1, lines=8)])
    async with making(Settings(library=folder, cache=tmp_path)) as (shelf, told, _):
        assert await shelf.ask(best_nearness) is None

        async def joined():
            return await shelf.ask(best_nearness) is not None

        await until(joined)
        change_library(folder, add=[make_plan(2, lines=8)])
        second = vectors_path(current(folder))

        async def made():
            await shelf.ask(lambda each: each.refresh())
            return second.exists()

        await until(made)
    assert told == []
    assert "8/8" in caplog.text and "16/16" in caplog.text


async def test_a_model_that_fails_is_told_to_the_admins(library, tmp_path):
    """The admins read once why there are no vectors; words go on answering."""
    setting = f"sentence-transformers:{tmp_path / 'vắng'}"
    async with making(Settings(library=library, cache=tmp_path, encoder=setting)) as parts:
        shelf, told, maker = parts
        async with asyncio.timeout(30):
            await told.came.wait()
        assert await shelf.ask(best_score) > 0
        assert maker.progress is None

    (text,) = told
    assert "chỉ tìm theo từ" in text and "vắng" in text
    assert not vectors_path(library).exists()


async def test_without_a_model_nothing_is_made(library, tmp_path):
    """With `none` the maker ends by itself."""
    settings = Settings(library=library, cache=tmp_path, encoder="none")
    shelf = Desk("library", lambda: Shelf(settings))
    await VectorMaking(settings, shelf, Told()).run()
    shelf.close(lambda each: each.close())

    assert not vectors_path(library).exists()


async def test_admins_can_see_how_far_it_is(library, tmp_path):
    """Whoever asks how the program does is told how many passages have their vectors."""
    settings = Settings(library=library, cache=tmp_path)
    shelf = Desk("library", lambda: Shelf(settings))
    state = Desk("state", lambda: State(tmp_path / "state.db"))
    office = Office(settings, state, shelf)
    office.vectors = VectorMaking(settings, shelf, Told())
    asked = Incoming(channel="x", event_key="1", chat_id="1", user_id="1", kind=Kind.TEXT)
    task = Task(id=1, incoming=asked, chat=ChatState(), action=None, answers=())
    told = []
    for office.vectors.progress in (None, "320/6400"):
        command = Command(name="tinhtrang", argument="")
        attended = await office.attend(task, command, Role.ADMIN, now=0.0)
        told.append(plain(attended.reply))
    shelf.close(lambda each: each.close())
    state.close(lambda each: each.close())

    assert "320/6400" in told[1] and "chỉ mục" not in told[0]


def test_finished_vectors_are_left_alone(library, word_encoder):
    """A second run over whole vectors reads no passage and replaces no file."""
    encoder = word_encoder()
    path = build_vectors(library, encoder)
    before, read = path.stat().st_ino, len(encoder.read)

    assert build_vectors(library, encoder) == path
    assert path.stat().st_ino == before
    assert len(encoder.read) == read + 1  # the probe


def test_damaged_vectors_are_not_finished(library, word_encoder):
    """A row that is no vector any more is made again."""
    encoder = word_encoder()
    path = build_vectors(library, encoder)
    whole = path.read_bytes()
    start = whole.index(b"\n") + 1
    path.write_bytes(whole[:start] + bytes(64) + whole[start + 64 :])

    build_vectors(library, encoder)
    assert path.read_bytes() == whole
