"""Tests of who on the machine can read what is written."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.channels.server import read_token
from bot.files.pending import keep_file, note_document, pending_file, set_aside
from bot.library.opening import open_library
from bot.library.publishing import Admitted, publish_files
from bot.lock import LockFile
from bot.settings import Settings
from bot.state.state import State
from bot.upkeep.private import check_private
from index.building import build, folder_sources
from index.library.store import build_library, change_library
from knowledge.reader import parse_document

ROOT = Path(__file__).parents[2]
PLAN = (
    "UBND TỈNH LẠNG SƠN\nSố: {0}/KH-UBND\nLạng Sơn, ngày 1 tháng 2 năm 2026\nKẾ HOẠCH\n"
    "Về trồng chè\nI. NHIỆM VỤ\n1. Sở Tài chính chủ trì trồng chè {0} trước ngày 15/12/2026.\n"
)


@pytest.fixture(autouse=True)
def careless():
    """A machine on which files are made for everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def wide(folder):
    """What under a folder others than its owner can read, write or look into."""
    return [
        str(path.relative_to(folder))
        for path in [folder, *folder.rglob("*")]
        if not path.is_symlink() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def test_state_library_and_files_are_their_owners_alone(tmp_path):
    """Whatever the umask: state, library, files that wait, files in force, files replaced."""
    documents = tmp_path / "plans"
    documents.mkdir(mode=0o700)
    settings = Settings.from_env({"DATA": str(tmp_path / "data"), "DOCUMENTS": str(documents)})
    State(settings.data / "state.db").close()
    with LockFile(settings.data / "running.lock", "x"):
        pass
    for number in (81, 82):
        file = pending_file(documents, keep_file(documents, "a.txt", PLAN.format(number).encode()))
        note_document(file, parse_document(file.read_bytes(), "a.txt"))
        if number == 82:
            open_library(settings).close()
            admitted = Admitted(file=file, name="82.txt", sha256="", replaced=())
            publish_files(settings, [admitted])
    set_aside(documents / "82.txt", "0" * 64)
    read_token(settings.data)
    assert wide(settings.data) == []
    assert wide(documents) == []
    assert list(settings.data.rglob("g*.db")) and list(documents.rglob("document.json"))


def test_what_an_earlier_version_left_open_is_closed(tmp_path):
    """The state of before is narrowed when it is opened."""
    State(tmp_path / "data" / "state.db").close()
    for path in (tmp_path / "data").iterdir():
        path.chmod(0o644)
    State(tmp_path / "data" / "state.db").close()
    assert wide(tmp_path / "data") == []


def test_libraries_are_their_owners_alone(tmp_path, make_plan):
    """One that is built, one that is changed, and what lies beside them."""
    folder = tmp_path / "library"
    folder.mkdir(mode=0o700)
    build_library(folder, [make_plan(1)])
    change_library(folder, add=[make_plan(2)])
    build_library(folder / "single.db", [make_plan(1)])
    assert wide(folder) == [] and len(list(folder.glob("*.db"))) == 3


def test_the_program_makes_nothing_for_everybody(environ):
    """A command in a process of its own, too."""
    subprocess.run(
        [sys.executable, "-m", "bot", "invite"],
        env={**os.environ, **environ}, cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    assert wide(Path(environ["DATA"])) == []


def test_the_doctor_says_where_files_are_wider(tmp_path):
    """What others can read is named with the way to close it; a shared folder of plans is none."""
    plans = tmp_path / "plans"
    plans.mkdir(mode=0o755)
    settings = Settings.from_env({"DATA": str(tmp_path / "data"), "DOCUMENTS": str(plans)})
    State(settings.data / "state.db").close()
    (plans / "a.txt").write_text("a")
    (plans / "a.txt").chmod(0o600)
    (told,) = check_private(settings)
    assert told.good and f": {plans}. " in told.text
    plans.chmod(0o700)
    (told,) = check_private(settings)
    assert told.good and "chỉ chủ tệp" in told.text
    for path in (settings.data, settings.data / "state.db"):
        path.chmod(path.stat().st_mode | 0o044)
    (told,) = check_private(settings)
    assert (
        not told.good and "state.db" in told.text and f"chmod -R go= {settings.data}" in told.text
    )


@pytest.mark.parametrize("how", ["garbage", "zeros within", "cut short", "no folder"])
def test_a_state_that_cannot_be_used_is_one_sentence(environ, how):
    """It ends with what cannot be opened, and no traceback."""
    data = Path(environ["DATA"])
    if how == "garbage":
        data.mkdir()
        (data / "state.db").write_bytes(b"garbage" * 1_000)
    elif how == "no folder":
        data.write_text("a file")
    else:
        State(data / "state.db").close()
        whole = (data / "state.db").read_bytes()
        damaged = whole[:8_192] + bytes(20_000) + whole[28_192:]
        (data / "state.db").write_bytes(
            damaged if how == "zeros within" else whole[: len(whole) // 2]
        )
    ended = subprocess.run(
        [sys.executable, "-m", "bot"],
        env={**os.environ, **environ}, cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert ended.returncode not in (0, 70) and "Traceback" not in ended.stderr
    assert str(data) in ended.stderr and (how == "no folder" or "restore" in ended.stderr)


def test_links_and_special_files_are_named_and_passed_over(tmp_path):
    """What is no plain file is not read, wherever it leads to, and said to be there."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "81.txt").write_text(PLAN.format(81))
    (tmp_path / "outside.txt").write_text(PLAN.format(99))
    os.symlink(tmp_path / "outside.txt", folder / "link.txt")
    os.symlink("81.txt", folder / "inside.txt")
    os.symlink("loop.txt", folder / "loop.txt")
    os.symlink(tmp_path, folder / "folder.txt")
    os.symlink("/dev/zero", folder / "zero.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "real folder.txt").mkdir()
    built = build(folder_sources(folder), tmp_path / "plans.db")
    assert built.documents == 1
    named = " ".join(built.refused)
    for name in ("link", "inside", "loop", "folder", "zero", "pipe"):
        assert f"{name}.txt: là liên kết hoặc tệp đặc biệt" in named
    assert b"99/KH-UBND" not in (tmp_path / "plans.db").read_bytes()
