"""Tests of what the library is made to tell."""

import asyncio
import shutil

from bot.admin.changing import Changing
from bot.desk import Desk
from bot.library.reload import reload_library
from bot.library.shelf import Shelf
from bot.settings import Settings
from bot.state.state import State
from knowledge.document import Correction, Slot
from knowledge.reader import read_document
from knowledge.shipped import shipped_documents


def test_what_is_said_while_the_library_changes_stays_due(tmp_path):
    """It is told then by whoever said it, or at the next start; what was told is settled."""
    (tmp_path / "plans").mkdir()
    (first, second) = (each.path for each in shipped_documents()[:2])
    for path in (first, second):
        shutil.copy(path, tmp_path / "plans")
    named = {"DOCUMENTS": str(tmp_path / "plans"), "DATA": str(tmp_path / "data")}
    settings = Settings.from_env({**named, "ENCODER": "none"})
    reload_library(settings)
    early, late = (read_document(path).sha256 for path in (first, second))
    state = Desk("state", lambda: State(settings.data / "state.db"))
    shelf = Desk("library", lambda: Shelf(settings))

    def say(sha256, number):
        said = Correction(slot=Slot.NUMBER, value=number, path="", words="")
        return state.ask(lambda held: held.declared.correct(sha256, said, "telegram:1", 1.0))

    async def change():
        await say(early, "71/KH-UBND")
        await say(late, "72/KH-UBND")
        changing = Changing(settings, state, shelf)
        telling = asyncio.create_task(changing.apply({early: "", late: ""}))
        await asyncio.sleep(0)
        await say(late, "73/KH-UBND")
        changed = await telling
        due = await state.ask(lambda held: held.declared.due())
        await changing.catch_up()
        return changed, due, await state.ask(lambda held: held.declared.due())

    changed, due, left = asyncio.run(change())
    numbers = {
        each.identity.number.value
        for each in asyncio.run(shelf.ask(lambda held: held.library.documents))
    }
    for desk in (shelf, state):
        desk.close(lambda each: each.close())

    assert len(changed.told) == 2 and {*due} == {late} and not left
    assert numbers == {"71/KH-UBND", "73/KH-UBND"}
