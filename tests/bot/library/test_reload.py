"""Tests of reloading the documents folder."""

import hashlib
import shutil
import sqlite3
import time

import pytest
from bot_thread import BotThread

from bot.errors import StateError
from bot.files.pending import set_aside, set_aside_file
from bot.library.declaring import put_in_force
from bot.library.reload import (
    ReloadError,
    earlier_library,
    go_forward,
    later_library,
    reload_library,
    roll_back,
)
from bot.lock import LockFile
from bot.settings import Settings
from bot.state.declarations import Withdrawal
from bot.state.state import State
from index.building import entries
from index.errors import LibraryMissingError
from index.library.generation import current
from index.library.store import Library, change_library
from index.search.calibration import evidence_floor
from knowledge.document import Change, Correction, Slot, Standing
from knowledge.reader import read_document
from knowledge.shipped import shipped_documents


@pytest.fixture
def folder(tmp_path):
    """A folder with three plans."""
    plans = tmp_path / "plans"
    plans.mkdir()
    for shipped in shipped_documents()[:3]:
        shutil.copy(shipped.path, plans)
    return plans


@pytest.fixture
def settings(folder, tmp_path):
    """Settings with that folder."""
    return Settings.from_env({"DOCUMENTS": str(folder), "DATA": str(tmp_path / "data")})


def test_a_reload_says_when_all_is_read(settings):
    """Before anything is put in force: from then on it is not to be ended."""
    told = []

    def tell(how_far):
        told.append(how_far)
        assert not list((settings.data / "library").glob("*.db"))

    reload_library(settings, tell)
    assert [each.is_over for each in told].index(True) == len(told) - 1
    assert current(settings.data / "library").is_file()


def test_a_reload_counts_what_it_changed(settings, folder):
    """Plans added, changed, removed and refused are told apart; readers get the new library."""
    assert reload_library(settings).told().startswith("Đã nạp lại kho: 3 văn bản (thêm 3")
    names = sorted(path.name for path in folder.iterdir())
    (folder / names[0]).unlink()
    (folder / names[1]).write_text(
        (folder / names[1]).read_text(encoding="utf-8") + "\nThêm một dòng.\n", encoding="utf-8"
    )
    shutil.copy(shipped_documents()[3].path, folder / "new.txt")
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    report = reload_library(settings)

    assert (report.added, report.changed, report.removed) == (
        ("new.txt",),
        (names[1],),
        (names[0],),
    )
    assert len(report.refused) == 1 and "bad.txt" in report.refused[0]
    assert "bad.txt" in report.told()
    with Library.open(settings.data / "library") as library:
        assert len(library.documents) == 3


def test_the_same_folder_makes_no_new_generation(settings):
    """Reloading what is there already keeps the generation."""
    reload_library(settings)
    again = reload_library(settings)

    assert not again.published and "không thay đổi" in again.told()
    assert len(list((settings.data / "library").glob("g*.db"))) == 1


def test_another_order_is_no_change(settings, folder):
    """A library that grew by a plan sent in chat is what the folder holds."""
    last = shipped_documents()[3]
    reload_library(settings)
    shutil.copy(last.path, folder / "0.txt")
    read = entries([read_document(folder / "0.txt")])
    change_library(settings.data / "library", add=read, withdraw=[], measure=evidence_floor)

    assert not reload_library(settings).published


def test_a_reload_repairs_a_damaged_library(settings):
    """Where the cards are whole and a text is not, the same folder makes a new generation."""
    reload_library(settings)
    connection = sqlite3.connect(current(settings.data / "library"))
    connection.execute("UPDATE document_text SET text = 'x'")
    connection.commit()
    connection.close()

    assert reload_library(settings).published
    with Library.open(settings.data / "library") as library:
        assert all(library.document(card.id) for card in library.documents)
    assert not reload_library(settings).published


def test_who_insists_gets_a_new_generation(settings):
    """Insisting puts what was read in force even where nothing seems to have changed."""
    reload_library(settings)
    assert reload_library(settings, insist=True).published


def test_far_fewer_plans_need_a_second_yes(settings, folder):
    """A folder that lost most plans changes nothing unless somebody insists."""
    reload_library(settings)
    for path in sorted(folder.iterdir())[1:]:
        path.unlink()
    report = reload_library(settings)

    assert report.shrinks and not report.published
    with Library.open(settings.data / "library") as library:
        assert len(library.documents) == 3
    assert reload_library(settings, insist=True).published
    assert roll_back(settings)[0].count == 3


def test_the_last_plan_can_be_taken_away(settings, folder):
    """A second yes empties the library, as it takes away one plan of several; then plans return."""
    reload_library(settings)
    plans = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.unlink()
    report = reload_library(settings)

    assert report.shrinks and "không còn văn bản nào" in report.told()
    assert len(report.removed) == 3 and str(folder) not in report.told()
    assert reload_library(settings, insist=True).published
    with Library.open(settings.data / "library") as library:
        assert library.documents == ()
    assert not reload_library(settings).published
    for name, data in plans.items():
        (folder / name).write_bytes(data)
    assert reload_library(settings).told().startswith("Đã nạp lại kho: 3 văn bản (thêm 3")


def test_a_folder_that_is_gone_empties_nothing(settings, folder):
    """A disk that is not there has lost no plans; no path of the server is told in a chat."""
    reload_library(settings)
    shutil.rmtree(folder)

    with pytest.raises(ReloadError, match="Không mở được thư mục") as raised:
        reload_library(settings, insist=True)
    assert str(folder) not in str(raised.value)


def test_every_file_that_is_not_read_is_named(settings, folder):
    """However many they are: one line for each reason, with all its files."""
    for number in range(30):
        (folder / f"phim {number}.rar").write_bytes(b"Rar!\x1a\x07")
    (folder / "a.csv").write_bytes(b"1,2")
    told = reload_library(settings).told()

    assert all(f"phim {number}.rar" in told for number in range(30))
    assert told.count("RAR") == 1 and "a.csv: tệp .csv" in told and "31 tệp" in told


def test_what_going_back_would_change_is_told(settings, folder):
    """Plans that the library before does not hold are named, and those it holds otherwise."""
    changed = next(path for path in sorted(folder.iterdir()) if "61" in path.name)
    reload_library(settings)
    shutil.copy(shipped_documents()[3].path, folder / "new.txt")
    text = changed.read_text(encoding="utf-8")
    changed.write_text(f"{text}\nThêm một dòng.\n", encoding="utf-8")
    reload_library(settings)
    earlier = earlier_library(settings)

    assert earlier.count == 3 and len(earlier.lost) == 1
    assert len(earlier.older) == 1 and "61/KH-UBND" in earlier.older[0]
    assert all(name in earlier.told() for name in (*earlier.lost, *earlier.older))
    with pytest.raises(ReloadError):
        roll_back(settings, to="g999999.db")
    found, left = roll_back(settings, to=earlier.key)
    assert found.count == 3
    later = later_library(settings, left)
    assert go_forward(settings, later.key).count == later.count
    with pytest.raises(LibraryMissingError):
        go_forward(settings, "g999999.db")
    assert roll_back(settings)[0].count == 3


def test_nothing_to_go_back_to(settings):
    """Rolling back the first generation is refused."""
    reload_library(settings)
    with pytest.raises(LibraryMissingError):
        roll_back(settings)
    with pytest.raises(LibraryMissingError):
        earlier_library(settings)


def test_one_reload_at_a_time(settings):
    """A second reload says that one is under way."""
    reload_library(settings)
    with LockFile(settings.data / "library" / "reload.lock", "x"):
        with pytest.raises(StateError, match="đang được nạp"):
            reload_library(settings)


def test_without_a_folder_there_is_nothing_to_reload():
    """The message names the setting."""
    with pytest.raises(ReloadError, match="DOCUMENTS"):
        reload_library(Settings.from_env({}))


def test_an_admin_reloads_and_goes_back(telegram, environ, folder):
    """The old library answers until the new one is in force; far fewer plans are asked about."""
    bot = BotThread({**environ, "DOCUMENTS": str(folder)}).start()
    telegram.say("/vanban")
    assert "Kho có 3" in telegram.wait_sent(1)[-1]["text"]
    shutil.copy(shipped_documents()[3].path, folder / "new.txt")
    telegram.say("/naplai")
    assert "Đang nạp lại" in telegram.wait_sent(2)[-1]["text"]
    assert "Đã nạp lại kho: 4" in telegram.wait_sent(3, 30)[-1]["text"]
    telegram.say("/vanban")
    assert "Kho có 4" in telegram.wait_sent(4)[-1]["text"]
    telegram.say("/quaylai")
    asked = telegram.wait_sent(5)[-1]
    assert asked["text"].startswith("Bản kho trước có 3 văn bản.\nSẽ mất: ")
    telegram.press(asked, "Giữ nguyên")
    assert "như hiện tại" in telegram.wait_sent(6)[-1]["text"]
    telegram.press(asked, "Dùng bản trước")
    assert "Đã dùng lại bản kho trước (3 văn bản)" in telegram.wait_sent(7)[-1]["text"]
    telegram.press(asked, "Dùng bản trước")
    assert "đã cũ" in telegram.wait_sent(8)[-1]["text"]
    for path in sorted(folder.iterdir())[1:]:
        path.unlink()
    telegram.say("/naplai")
    asked = telegram.wait_sent(10, 30)[-1]
    assert "chỉ còn 1" in asked["text"]
    telegram.press(asked, "Vẫn nạp lại")
    assert "Đã nạp lại kho: 1" in telegram.wait_sent(12, 30)[-1]["text"]
    bot.stop()


def test_a_reload_from_the_command_line_is_taken_up(telegram, environ, folder):
    """`python -m bot reload` beside a running bot changes what it answers, without a restart."""
    variables = {**environ, "DOCUMENTS": str(folder)}
    bot = BotThread(variables).start()
    telegram.say("/vanban")
    assert "Kho có 3" in telegram.wait_sent(1)[-1]["text"]
    shutil.copy(shipped_documents()[3].path, folder / "new.txt")
    assert reload_library(Settings.from_env(variables)).added == ("new.txt",)
    time.sleep(1.0)
    telegram.say("/vanban")
    assert "Kho có 4" in telegram.wait_sent(2)[-1]["text"]
    bot.stop()


def test_what_admins_said_holds_through_a_reload(settings, folder):
    """Corrections and what became of a plan are applied, withdrawn plans left out."""
    reload_library(settings)
    with Library.open(settings.data / "library") as library:
        first, second, third = library.documents
    state = State(settings.data / "state.db")
    state.declared.correct(
        first.sha256, Correction(slot=Slot.NUMBER, value="1/KH-UBND"), "telegram:1", 1.0
    )
    replaced = Standing(change=Change.REPLACED, by=third.id)
    state.declared.stand(third.sha256, replaced, "telegram:1", 1.0)
    state.declared.withdraw(
        Withdrawal(sha256=second.sha256, file=second.source_file, name="x", by="t:1", at=1.0)
    )
    due = state.declared.due()
    changed = put_in_force(settings, due)
    assert (len(changed.told), len(changed.withdrawn), changed.count) == (2, 1, 2)
    assert put_in_force(settings, due).told == ()
    assert not reload_library(settings).published
    with Library.open(settings.data / "library") as library:
        number = library.card(first.id).identity.number
        assert number is not None and number.value == "1/KH-UBND"
        assert library.card(third.id).standing == (replaced,)
    state.declared.restore(second.sha256)
    assert put_in_force(settings, state.declared.due()).count == 3
    state.close()


def test_a_publication_that_was_broken_off_is_finished(settings, folder):
    """The file lies among the plans, the version before is set aside: at the start it is done."""
    reload_library(settings)
    with Library.open(settings.data / "library") as library:
        card = next(c for c in library.documents if c.identity.number is not None)
    old = folder / card.source_file
    set_aside(old, card.sha256)
    text = (
        set_aside_file(folder, old.name, card.sha256).read_bytes() + "\nThêm một dòng.\n".encode()
    )
    (folder / "new.txt").write_bytes(text)
    done = put_in_force(settings, {hashlib.sha256(text).hexdigest(): "new.txt"})
    assert len(done.restored) == 1 and done.count == 3
    with Library.open(settings.data / "library") as library:
        assert card.id not in {each.id for each in library.documents}
