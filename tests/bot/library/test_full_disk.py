"""A disk that takes no more: nothing is half in force, and why is said."""

import multiprocessing
import resource
import shutil
from functools import partial

import pytest

from bot.files.pending import keep_file, pending_file
from bot.files.reading import read_pending
from bot.library.publishing import Admitted, publish_files
from bot.library.reload import reload_library
from bot.settings import Settings
from bot.upkeep.backup import back_up
from index.library.generation import verify
from index.library.store import Library
from knowledge.shipped import shipped_documents

# Bytes that a file may have: less than the library, so much that copying it succeeds, and more
# than a plan.
SMALL, LARGER = 100_000, 398_000


@pytest.fixture
def settings(tmp_path):
    """A library of three plans."""
    (tmp_path / "plans").mkdir()
    for shipped in shipped_documents()[:3]:
        shutil.copy(shipped.path, tmp_path / "plans")
    named = {"DOCUMENTS": str(tmp_path / "plans"), "DATA": str(tmp_path / "data")}
    settings = Settings.from_env(named)
    reload_library(settings)
    return settings


def _try(job, size, answer):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        job()
        answer.send("")
    except Exception as error:
        answer.send(f"{type(error).__name__}: {error}")


def on_a_full_disk(job, size):
    """What a job says in a process whose files take so many bytes and no more."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_try, args=(job, size, theirs))
    process.start()
    said = ours.recv()
    process.join()
    return said


def held(settings):
    """The files of plans, and the names in the library; the library is what was published."""
    verify(settings.data / "library")
    with Library.open(settings.data / "library") as library:
        names = sorted(card.source_file for card in library.documents)
    left = [path.name for path in (settings.data / "library").glob("*.tmp")]
    return sorted(path.name for path in settings.documents.glob("*.*")), names, left


@pytest.mark.parametrize("size", [SMALL, LARGER])
def test_a_plan_that_cannot_be_put_in_force_waits_on(settings, size):
    """It is not among the plans either, where the next reload would take it up."""
    plan = shipped_documents()[3]
    key = keep_file(settings.documents, "new.txt", plan.path.read_bytes())
    file = pending_file(settings.documents, key)
    read_pending(settings.documents, key, print)
    admitted = Admitted(file=file, name="new.txt", sha256=plan.sha256, replaced=())
    before = held(settings)
    said = on_a_full_disk(partial(publish_files, settings, [admitted]), size)

    assert said.startswith(("LibraryError", "ReloadError")) and "vẫn như trước" in said
    assert held(settings) == before and file.exists()
    assert publish_files(settings, [admitted]).count == 4


@pytest.mark.parametrize("size", [SMALL, LARGER])
def test_a_reload_leaves_what_is_in_force(settings, size):
    """One line says that the library could not be written."""
    before = held(settings)
    shutil.copy(shipped_documents()[3].path, settings.documents / "new.txt")
    said = on_a_full_disk(partial(reload_library, settings), size)
    (settings.documents / "new.txt").unlink()

    assert "LibraryError" in said and "chỗ trống" in said
    assert held(settings) == before


def test_a_backup_leaves_no_part_of_itself(settings, tmp_path):
    """Where the disk for backups is full."""
    said = on_a_full_disk(partial(back_up, settings, tmp_path / "out" / "one.zip"), SMALL // 2)

    assert "Chưa sao lưu được" in said and not list((tmp_path / "out").iterdir())
