"""Backups, and restoring them where there is nothing yet."""

import json
import multiprocessing
import random
import shutil
import sqlite3
import threading
import time
import zipfile

import pytest

from bot.__main__ import main
from bot.errors import StateError
from bot.library.opening import open_library
from bot.library.reload import reload_library
from bot.lock import LockFile, running_lock
from bot.rights.audience import Restriction
from bot.settings import Settings
from bot.state.state import State
from bot.upkeep import backup
from bot.upkeep.archive import BackupError, is_place
from bot.upkeep.backup import back_up
from bot.upkeep.restore import require_finished, restore
from index.library.sameness import Identity
from index.library.store import Library
from knowledge.shipped import shipped_documents


def settings_in(folder, **more):
    """Settings of a machine whose folders are in `folder`."""
    (folder / "plans").mkdir(parents=True, exist_ok=True)
    named = {"DOCUMENTS": folder / "plans", "DATA": folder / "data", **more}
    return Settings.from_env({name: str(value) for name, value in named.items()})


def files_in(folder):
    """The bytes of the files in a folder, but for locks and the state."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock" and not path.name.startswith("state.db")
    }


def tables(path):
    """All rows of a state file."""
    connection = sqlite3.connect(path)
    names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    held = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    connection.close()
    return held


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """A folder with what is kept: three plans, one replaced, one restricted, one waiting."""
    folder = tmp_path_factory.mktemp("machine")
    settings = settings_in(folder)
    for shipped in shipped_documents()[:3]:
        shutil.copy(shipped.path, settings.documents)
    aside = settings.documents / ".replaced"
    aside.mkdir()
    (aside / "0123456789abcdef-a.txt").write_bytes(b"old version")
    pending = settings.documents / ".pending" / "0123456789abcdef" / "file"
    pending.mkdir(parents=True)
    (pending / "b.txt").write_bytes(b"waiting")
    reload_library(settings)
    state = State(settings.data / "state.db")
    state.people.admit("telegram:7", "admin", 1.0, name="An")
    key = state.audiences.found("nội bộ")
    identity = Identity(number="61/KH-UBND", issuer=None, place=None, date=None, title=None)
    state.audiences.restrict(
        Restriction(file="a.txt", sha256="ab", identity=identity, circles=(key,))
    )
    state.close()
    (settings.data / "zalo-oa.json").write_text("{}")
    return folder


@pytest.fixture
def old(machine, tmp_path):
    """Settings of a copy of that machine."""
    shutil.copytree(machine, tmp_path / "old")
    return settings_in(tmp_path / "old")


def test_what_is_kept_returns_on_another_machine(old, tmp_path):
    """Originals, replaced and waiting files, library, people and restrictions, byte for byte."""
    target = tmp_path / "backups" / "one.zip"
    back_up(old, target)
    new = settings_in(tmp_path / "new")
    told = restore(new, target).told()

    assert "kho có 3 văn bản" in told
    assert files_in(new.documents) == files_in(old.documents)
    kept, were = files_in(new.data), files_in(old.data)
    # Two machines with one grant would take it from one another.
    assert were.pop("zalo-oa.json") and "zalo-oa.json" not in kept
    assert {n: b for n, b in kept.items() if "CURRENT" not in n} == {
        n: b for n, b in were.items() if "CURRENT" not in n
    }
    assert tables(new.data / "state.db") == tables(old.data / "state.db")
    with open_library(new) as library, open_library(old) as before:
        assert library.documents == before.documents
    assert not reload_library(new).published
    assert target.stat().st_mode & 0o77 == 0
    assert all(path.stat().st_mode & 0o77 == 0 for path in new.documents.rglob("*"))


def test_a_backup_is_of_one_moment_while_chats_go_on(old, tmp_path):
    """A state that is written to meanwhile comes out whole; every chat is there as it was once."""
    stop = threading.Event()

    def write():
        state = State(old.data / "state.db")
        number = 0
        while not stop.is_set():
            number += 1
            with state._transaction():
                state.people.count("left", "x")
                state.people.count("right", "x")
        state.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(old, tmp_path / f"{number}.zip")
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        new = settings_in(tmp_path / f"new{number}")
        restore(new, tmp_path / f"{number}.zip")
        state = State(new.data / "state.db")
        assert state.people.tally("left", "x") == state.people.tally("right", "x")
        state.close()


def test_a_backup_waits_for_a_reload(old, tmp_path, monkeypatch):
    """While one goes on nothing is copied; one that never ends is told."""
    monkeypatch.setattr(backup, "_PATIENCE", 0.0)
    with (
        LockFile(old.data / "library" / "reload.lock", "held"),
        pytest.raises(StateError, match="Kho đang được nạp"),
    ):
        back_up(old, tmp_path / "one.zip")
    assert not list(tmp_path.glob("one.zip*"))


def test_only_an_empty_place_is_filled(old, tmp_path):
    """What is there is named and stays; so is a folder that the settings lack."""
    target = tmp_path / "one.zip"
    back_up(old, target)
    new = settings_in(tmp_path / "new")
    (new.documents / "mine.txt").write_text("mine")
    with pytest.raises(BackupError, match=r"mine\.txt"):
        restore(new, target)
    assert files_in(tmp_path / "new") == {"plans/mine.txt": b"mine"}
    with pytest.raises(BackupError, match="đã có dữ liệu"):
        restore(old, target)
    bare = Settings.from_env({"DATA": str(tmp_path / "bare")})
    with pytest.raises(BackupError, match="DOCUMENTS=thư_mục_đó"):
        restore(bare, target)
    (new.documents / "mine.txt").unlink()
    with (
        LockFile(running_lock(new.data), "held"),
        pytest.raises(StateError, match="đang chạy"),
    ):
        restore(new, target)
    assert restore(new, target).count == 3


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_backup_that_is_cut_short_is_refused(old, tmp_path, share):
    """Nothing of it is restored."""
    target = tmp_path / "one.zip"
    back_up(old, target)
    whole = target.read_bytes()
    target.write_bytes(whole[: int(len(whole) * share)])
    new = settings_in(tmp_path / "new")

    with pytest.raises(BackupError, match="cắt cụt"):
        restore(new, target)
    assert files_in(tmp_path / "new") == {} and not (new.data / "state.db").exists()


def rewritten(source, target, change):
    """A backup with a changed list and changed files."""
    with zipfile.ZipFile(source) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    manifest = json.loads(files.pop("manifest.json"))
    change(manifest, files)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", json.dumps(manifest))


def _other_bytes(manifest, files):
    name = next(name for name in files if name.startswith("documents/") and "." in name)
    files[name] = b"x" * len(files[name])


def _one_more(manifest, files):
    files["documents/more.txt"] = b"x"


def _one_less(manifest, files):
    files.pop("data/state.db")


def _path_trick(manifest, files):
    entry = manifest["entries"][0]
    data = files.pop(entry["name"])
    entry["name"] = "documents/../../evil.txt"
    files[entry["name"]] = data


@pytest.mark.parametrize("change", [_other_bytes, _one_more, _one_less, _path_trick])
def test_a_backup_that_was_changed_is_refused(old, tmp_path, change):
    """Bytes, list and names are compared; nothing is written outside, nothing is left behind."""
    back_up(old, tmp_path / "one.zip")
    rewritten(tmp_path / "one.zip", tmp_path / "two.zip", change)
    new = settings_in(tmp_path / "new")

    with pytest.raises(BackupError, match="bị hỏng"):
        restore(new, tmp_path / "two.zip")
    assert files_in(tmp_path / "new") == {} and not list(tmp_path.rglob("evil.txt"))


@pytest.mark.parametrize("field", ["format", "state"])
def test_a_backup_of_a_newer_program_is_refused(old, tmp_path, field):
    """It is told to bring the program up to date."""
    back_up(old, tmp_path / "one.zip")
    rewritten(tmp_path / "one.zip", tmp_path / "two.zip", lambda m, _: m.update({field: 99}))

    with pytest.raises(BackupError, match="mới hơn"):
        restore(settings_in(tmp_path / "new"), tmp_path / "two.zip")


@pytest.mark.parametrize(
    "name",
    ["data/../x", "/data/x", "data//x", "data/..", "data\\x", "data/C:x", "other/x", "data",
     "documents/a/./b", "data/x\0"],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_none(name):
    """Whatever the file system."""
    assert not is_place(name)


def test_names_of_plans_are_names():
    """Dots, blanks and accents are common in them."""
    assert is_place("documents/.pending/0123456789abcdef/file/KH 61 … (bản 2).pdf")


def test_a_restore_that_was_stopped_is_told_and_begun_again(old, tmp_path):
    """The program does not start on a part of the files; a second restore clears them away."""
    back_up(old, tmp_path / "one.zip")
    new = settings_in(tmp_path / "new")
    for folder in (new.data, new.documents):
        (folder / ".restoring").mkdir(parents=True)
        (folder / "half.txt").write_text("half")
    with pytest.raises(BackupError, match="bị dừng giữa chừng"):
        require_finished(new.data)
    assert restore(new, tmp_path / "one.zip").count == 3
    require_finished(new.data)
    assert "half.txt" not in files_in(new.documents)


def test_a_library_of_another_version_is_built_again(old, tmp_path, monkeypatch):
    """The plans are there, and are read at the first start."""
    back_up(old, tmp_path / "one.zip")
    monkeypatch.setattr("index.library.schema.VERSION", 2)
    new = settings_in(tmp_path / "new")
    restored = restore(new, tmp_path / "one.zip")
    assert restored.count is None and "lập lại" in restored.told()
    with open_library(new) as library:
        assert len(library.documents) == 3


def test_a_library_that_is_one_file_comes_along(tmp_path, library):
    """It lies with the state on the new machine, and the settings have to name it."""
    old = Settings.from_env({"DATA": str(tmp_path / "old"), "LIBRARY": str(library)})
    back_up(old, tmp_path / "one.zip")
    new = Settings.from_env({"DATA": str(tmp_path / "new")})
    told = restore(new, tmp_path / "one.zip").told()

    assert f"LIBRARY={new.data / library.name}" in told
    with Library.open(new.data / library.name) as held:
        assert len(held.documents) == 3


def test_a_backup_is_put_nowhere_it_would_be_lost(old, tmp_path):
    """Not over another one, not into what it is of; and there must be something to keep."""
    (tmp_path / "one.zip").touch()
    for target, why in (
        (tmp_path / "one.zip", "đã có tệp này"),
        (old.data / "one.zip", "không đặt"),
        (old.documents / "one.zip", "không đặt"),
    ):
        with pytest.raises(BackupError, match=why):
            back_up(old, target)
    with pytest.raises(BackupError, match="Chưa có gì"):
        back_up(Settings.from_env({"DATA": str(tmp_path / "none")}), tmp_path / "two.zip")


def test_both_commands_tell_what_they_did(old, tmp_path, monkeypatch, capsys):
    """In one line each, and as an error where there is nothing to restore from."""
    monkeypatch.chdir(tmp_path)
    for name, value in (("DATA", old.data), ("DOCUMENTS", old.documents)):
        monkeypatch.setenv(name, str(value))
    assert main(["backup", "one.zip"]) == 0
    assert "Đã sao lưu vào one.zip" in capsys.readouterr().out
    new = settings_in(tmp_path / "new")
    for name, value in (("DATA", new.data), ("DOCUMENTS", new.documents)):
        monkeypatch.setenv(name, str(value))
    assert main(["restore", "none.zip"]) == 1
    assert "none.zip" in capsys.readouterr().err
    assert main(["restore", "one.zip"]) == 0
    assert "Đã khôi phục" in capsys.readouterr().out


def _restore_in_child(new, target):
    """A restore in a process of its own, which can be killed."""
    process = multiprocessing.get_context("fork").Process(target=restore, args=(new, target))
    process.start()
    return process


def test_a_restore_that_is_killed_anywhere_can_be_done_again(old, tmp_path):
    """What is there then is nothing, all, or known as unfinished; the program serves no part."""
    target = tmp_path / "one.zip"
    back_up(old, target)
    whole = settings_in(tmp_path / "whole")
    began = time.monotonic()
    _restore_in_child(whole, target).join()
    lasts = time.monotonic() - began
    chance = random.Random(7)
    for number in range(20):
        new = settings_in(tmp_path / f"new{number}")
        process = _restore_in_child(new, target)
        time.sleep(chance.uniform(0.0, 1.1 * lasts))
        process.kill()
        process.join()
        if (new.data / "state.db").exists() and not (new.data / ".restoring").exists():
            continue  # It was done.
        restore(new, target)
        require_finished(new.data)
        assert files_in(new.documents) == files_in(whole.documents)
        assert files_in(new.data) == files_in(whole.data)
        shutil.rmtree(tmp_path / f"new{number}")
