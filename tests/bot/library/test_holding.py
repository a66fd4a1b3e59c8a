"""Files in the folder that may be versions of restricted plans: kept back until somebody says."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from making.tea_plan import tea_plan

from bot.admin.registry import restrict
from bot.library.holding import InForce
from bot.library.reload import go_forward, reload_library, roll_back
from bot.library.shelf import Shelf
from bot.rights.audience import Restriction
from bot.settings import Settings
from bot.state.safeguard import Safeguard
from bot.state.state import State
from bot.upkeep.adding import add_file
from index.library.duplicates import sketch
from index.library.store import Library

UNREAD = tea_plan("7l/K-H", word="nhà").replace("chè Shan tuyết trên địa bàn tỉnh", "cây")
OTHER = tea_plan("8/KH-UBND").replace("chè Shan tuyết", "đường sá").split("II. NHIỆM VỤ")[0]
UNNUMBERED = "\n".join(line for line in OTHER.split("\n") if "Số:" not in line)


def state_of(settings):
    """The state, as the program opens it."""
    return State(settings.data / "state.db", Safeguard.of(settings.data, settings.data / "library"))


@pytest.fixture
def settings(tmp_path):
    """Those of a program over a folder with one plan, shown to one circle."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.txt").write_text(tea_plan())
    settings = Settings.from_env(
        {"DOCUMENTS": str(tmp_path / "plans"), "DATA": str(tmp_path / "data")}
    )
    reload_library(settings)
    with Library.open(settings.data / "library") as library:
        (card,) = library.documents
    state = state_of(settings)
    state.audiences.restrict(Restriction.of(card, ["noi bo"]))
    state.close()
    return settings


def hidden(settings):
    """The files that strangers are not shown."""
    state = state_of(settings)
    sight = state.audiences.sight(None)
    state.close()
    with Library.open(settings.data / "library") as library:
        ids = sight.hidden(library.documents)
        return {card.source_file for card in library.documents if card.id in ids}


@pytest.mark.parametrize("stays", [True, False], ids=["beside", "instead"])
def test_what_words_tell_is_restricted_until_an_admin_answers(settings, stays):
    """No number that can be read, another title, another file: the same circle sees it."""
    folder = settings.documents
    (folder / "b.txt").write_text(UNREAD)
    (folder / "c.txt").write_text(OTHER)
    if not stays:
        (folder / "a.txt").unlink()
    report = reload_library(settings, insist=True)
    assert report.held == ("b.txt",) and "tạm giới hạn như văn bản ấy: b.txt" in report.told()
    assert hidden(settings) == {"a.txt", "b.txt"} & {each.name for each in folder.iterdir()}

    state = state_of(settings)
    with Library.open(settings.data / "library") as library:
        cards = {card.source_file: card for card in library.documents}
    assert state.audiences.restrictions()[-1].circles == ("noi bo",)
    restrict(state, cards["b.txt"], None, tuple(cards.values()))
    state.close()
    (folder / "c.txt").unlink()
    assert reload_library(settings, insist=True).held == ()
    assert "b.txt" not in hidden(settings)


def test_a_plan_without_number_in_the_place_of_a_restricted_one_is_restricted(settings):
    """Though no word of it is the same; where the other one is still there, it is another."""
    (settings.documents / "c.txt").write_text(UNNUMBERED)
    assert reload_library(settings).held == ()
    (settings.documents / "c.txt").unlink()
    reload_library(settings, insist=True)
    (settings.documents / "a.txt").rename(settings.documents / "d.txt")
    (settings.documents / "d.txt").write_text(UNNUMBERED)
    assert reload_library(settings, insist=True).held == ("d.txt",)
    assert hidden(settings) == {"d.txt"}


def serving(settings):
    """The library as the program opens it when it starts, and what it tells admins then."""
    shelf = Shelf(settings)
    try:
        return shelf.untold()
    finally:
        shelf.close()


def of_another_version(settings):
    """Make the library one that another version of the program wrote."""
    for file in (settings.data / "library").glob("g*.db"):
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA user_version = 999")
            connection.commit()


@pytest.mark.parametrize("lost", [True, False], ids=["lost", "of another version"])
@pytest.mark.parametrize("stays", [True, False], ids=["beside", "instead"])
def test_a_library_that_is_built_at_the_start_holds_back_the_same(settings, stays, lost):
    """As a reload does, from what is noted of the restricted plan where its words are gone."""
    (settings.documents / "c.txt").write_text(OTHER)
    reload_library(settings)
    (settings.documents / "b.txt").write_text(UNREAD)
    if not stays:
        (settings.documents / "a.txt").unlink()
    if lost:
        shutil.rmtree(settings.data / "library")
    else:
        of_another_version(settings)
    (told,) = serving(settings)
    assert "tạm giới hạn như văn bản ấy: b.txt" in told
    assert hidden(settings) == {"a.txt", "b.txt"} & {p.name for p in settings.documents.iterdir()}
    assert serving(settings) == ()


def test_a_file_that_was_there_is_not_asked_about_when_the_library_is_built_anew(settings):
    """It was shown beside the restricted plan before: another version of the program knows it."""
    (settings.documents / "b.txt").write_text(UNREAD)
    reload_library(settings)
    state = state_of(settings)
    state.audiences.lift("b.txt")
    state.close()
    of_another_version(settings)
    assert serving(settings) == () and hidden(settings) == {"a.txt"}


def test_what_comes_together_is_compared_with_each_other(settings):
    """A version known by its head shows that another file is one, too, and that one a third."""
    newer, further = (
        "".join(f"\n{n}. Nội dung {n} của đợt {time}: {word} {n}." for n in range(3, 60))
        for time, word in (("hai", "trồng cây"), ("ba", "làm đường"))
    )
    (settings.documents / "b.txt").write_text(tea_plan().replace("\n\nIII.", f"{newer}\n\nIII."))
    (settings.documents / "c.txt").write_text(f"TÀI LIỆU\nI. VIỆC LÀM{newer}")
    (settings.documents / "d.txt").write_text(f"TÀI LIỆU\nI. VIỆC LÀM{newer}{further}")
    (settings.documents / "e.txt").write_text(f"TÀI LIỆU\nI. VIỆC LÀM{further}")
    assert reload_library(settings, insist=True).held == ("c.txt", "d.txt", "e.txt")
    assert hidden(settings) == {"a.txt", "b.txt", "c.txt", "d.txt", "e.txt"}


def said_meanwhile(monkeypatch, settings, say):
    """Have an admin say something while a library is compared with what is restricted."""
    said = []

    def slow(document):
        if not said:
            said.append(document)
            state = state_of(settings)
            say(state.audiences)
            state.close()
        return sketch(document)

    monkeypatch.setattr("bot.library.holding.sketch", slow)


@pytest.mark.parametrize("circles", [["lanh dao"], None], ids=["narrowed", "lifted"])
def test_what_is_said_of_a_restriction_meanwhile_holds(settings, monkeypatch, circles):
    """Its words are noted all the same, and nothing is more open than what an admin said last."""
    with Library.open(settings.data / "library") as library:
        (card,) = library.documents

    def say(audiences):
        if circles is None:
            audiences.lift("a.txt")
        else:
            audiences.restrict(Restriction.of(card, circles))

    (settings.documents / "b.txt").write_text(UNREAD)
    said_meanwhile(monkeypatch, settings, say)
    report = reload_library(settings)
    state = state_of(settings)
    now = state.audiences.restrictions()
    assert Safeguard.of(settings.data, settings.data / "library").read() == now
    state.close()
    files = () if circles is None else ("a.txt", "b.txt")
    assert [each.file for each in now] == [*files] and report.held == files[1:]
    assert all(each.circles == ("lanh dao",) and each.words for each in now)


@pytest.mark.parametrize("how", ["add", "roll back", "go forward"])
def test_whatever_puts_a_plan_in_force_holds_it_back(settings, how):
    """Also without anybody at a chat, and long after the restricted plan was taken out."""
    folder = settings.documents
    (folder / "a.txt").unlink()
    (folder / "c.txt").write_text(OTHER)
    reload_library(settings, insist=True)
    if how == "add":
        (folder.parent / "b.txt").write_text(UNREAD)
        told = "".join(add_file(settings, folder.parent / "b.txt"))
        assert "tạm giới hạn như văn bản ấy: b.txt" in told
    else:
        (folder / "b.txt").write_text(UNREAD)
        reload_library(settings)
        (folder / "b.txt").unlink()
        if how == "roll back":
            reload_library(settings, insist=True)
        state = state_of(settings)
        state.audiences.replace(("b.txt",), ())
        state.close()
        found, left = roll_back(settings)
        if how == "go forward":
            found = go_forward(settings, left)
        assert found.held == ("b.txt",)
    assert hidden(settings) == {"b.txt"}


def test_going_back_to_a_library_without_a_restricted_plan_restricts_no_other(settings):
    """A plan without number that was there before did not come in its place."""
    folder = settings.documents
    plan = (folder / "a.txt").read_text()
    (folder / "x.txt").write_text(UNNUMBERED)
    reload_library(settings)
    (folder / "a.txt").unlink()
    reload_library(settings, insist=True)
    (folder / "a.txt").write_text(plan)
    (folder / "x.txt").unlink()
    reload_library(settings, insist=True)
    found, left = roll_back(settings)
    assert found == InForce(count=1) and hidden(settings) == set()
    assert go_forward(settings, left) == InForce(count=1)
    assert hidden(settings) == {"a.txt"}
