"""Tests of a library file that changes while it is served."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.library.opening import whole_library
from bot.library.shelf import Shelf
from bot.rights.audience import EVERYTHING
from bot.settings import Settings
from index.errors import LibraryError
from index.library.generation import current
from index.library.store import Library, build_library

ROOT = Path(__file__).parents[3]


def cut(file):
    """Cut a file short."""
    os.truncate(file, file.stat().st_size // 2)


def empty(file):
    """Leave nothing in a file."""
    os.truncate(file, 0)


def first_page(file):
    """Leave one page of a file."""
    os.truncate(file, 4096)


def zero(file):
    """Overwrite a file with zeros."""
    file.write_bytes(bytes(file.stat().st_size))


def garbage(file):
    """Put something else in the place of a file."""
    other = file.with_name("other")
    other.write_bytes(b"x" * 10_000)
    other.replace(file)


DAMAGES = [cut, empty, first_page, zero, garbage]


@pytest.fixture
def generations(tmp_path, make_plan):
    """A folder of two generations: of two plans, and of three in force."""
    folder = tmp_path / "library"
    folder.mkdir()
    for count in (2, 3):
        build_library(folder, [make_plan(number) for number in range(count)])
    return folder


def settings(library, tmp_path):
    """The settings of a bot on a library."""
    return Settings.from_env(
        {"LIBRARY": str(library), "DATA": str(tmp_path / "data"), "ENCODER": "none"}
    )


def ask(shelf):
    """How many plans the conversation is over, once it has read of one."""
    library = shelf.conversation(EVERYTHING).answerer.library
    library.text(library.documents[-1].id)
    return len(library.documents)


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_generation_before_serves(generations, tmp_path, damage):
    """The very next question is answered from it; admins are told once."""
    shelf = Shelf(settings(generations, tmp_path))
    assert ask(shelf) == 3 and shelf.untold() == ()
    damage(current(generations))
    assert ask(shelf) == 2
    (told,) = shelf.untold()
    assert (
        shelf.troubles == (told,) and "bản kho trước" in told and current(generations).name in told
    )
    shelf.refresh()
    assert shelf.untold() == () and ask(shelf) == 2 and shelf.troubles == (told,)
    shelf.close()


def test_a_new_generation_ends_the_trouble(generations, tmp_path, make_plan):
    """What is published behind a damaged file is taken up as always."""
    shelf = Shelf(settings(generations, tmp_path))
    zero(current(generations))
    assert ask(shelf) == 2
    build_library(generations, [make_plan(number) for number in range(4)])
    shelf.refresh()
    assert ask(shelf) == 4 and shelf.troubles == () and shelf.untold() == ()
    shelf.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_single_file_is_taken_up_again_once_it_is_whole(library, tmp_path, make_plan, damage):
    """While nothing else is there, admins are told; a repaired file is in force at once."""
    shelf = Shelf(settings(library, tmp_path))
    assert ask(shelf) == 3
    damage(library)
    (told,) = shelf.untold()
    assert shelf.troubles == (told,) and str(library) in told
    # Replaced in place, as `cp` does it.
    build_library(tmp_path / "new.db", [make_plan(number) for number in range(4)])
    library.write_bytes((tmp_path / "new.db").read_bytes())
    assert ask(shelf) == 4 and shelf.untold() == shelf.troubles == ()
    shelf.close()


def test_a_file_that_is_only_touched_serves_on(generations, tmp_path):
    """The bytes are what counts."""
    shelf = Shelf(settings(generations, tmp_path))
    os.utime(current(generations), (1, 1))
    assert ask(shelf) == 3 and shelf.untold() == ()
    shelf.close()


def test_a_start_over_a_damaged_generation_takes_the_one_before(generations, tmp_path):
    """And says so."""
    cut(current(generations))
    shelf = Shelf(settings(generations, tmp_path))
    (told,) = shelf.untold()
    assert ask(shelf) == 2 and "bản kho trước" in told
    shelf.refresh()
    assert ask(shelf) == 2 and shelf.untold() == () and shelf.troubles == (told,)
    shelf.close()


def test_several_troubles_are_told_each(generations, tmp_path, make_plan):
    """None hides another, and each is over by itself; files that were restricted add up."""
    shelf = Shelf(settings(generations, tmp_path))
    zero(current(generations))
    assert ask(shelf) == 2
    zero(shelf.library.path)
    shelf.note_held(["a.txt"])
    shelf.note_held(["b.txt", "a.txt"])
    earlier, damaged, held = shelf.untold()
    assert "bản kho trước" in earlier and "không có bản trước" in damaged
    assert "a.txt, b.txt" in held
    assert shelf.untold() == () and shelf.troubles == (earlier, damaged)
    build_library(generations, [make_plan(number) for number in range(4)])
    shelf.refresh()
    assert ask(shelf) == 4 and shelf.untold() == shelf.troubles == ()
    shelf.close()


def test_what_is_over_before_it_was_told_is_not_told(generations, tmp_path, make_plan):
    """Admins are called for nothing otherwise."""
    shelf = Shelf(settings(generations, tmp_path))
    zero(current(generations))
    assert ask(shelf) == 2
    build_library(generations, [make_plan(number) for number in range(4)])
    shelf.refresh()
    assert shelf.untold() == ()
    shelf.close()


def test_a_generation_that_cannot_be_opened_is_told(generations, tmp_path, make_plan):
    """The one before serves on; the new one is taken up once it is whole."""
    shelf = Shelf(settings(generations, tmp_path))
    build_library(generations, [make_plan(number) for number in range(4)])
    file = current(generations)
    whole = file.read_bytes()
    empty(file)
    for _ in range(2):
        shelf.refresh()
    (told,) = shelf.untold()
    assert ask(shelf) == 3 and "bản kho trước" in told
    file.write_bytes(whole)
    shelf.refresh()
    assert ask(shelf) == 4 and shelf.troubles == ()
    shelf.close()


def test_nothing_whole_is_nothing(generations, tmp_path):
    """Where no generation is whole there is none to open."""
    for file in generations.glob("g*.db"):
        zero(file)
    assert whole_library(settings(generations, tmp_path)) is None


READ = """
import os, sys
from pathlib import Path
from index.errors import LibraryError
from index.library.store import Library
path = Path(sys.argv[1])
library = Library.open(path)
os.truncate(path, int(sys.argv[2]))
try:
    for card in library.documents:
        library.document(card.id)
        library.passages_of(card.id)
except LibraryError:
    print("damaged")
"""


@pytest.mark.parametrize("size", [0, 4096, 20_000])
def test_reading_behind_the_end_is_an_error_and_no_death(library, size):
    """Whatever is left of the file, the process lives and knows."""
    ended = subprocess.run(
        [sys.executable, "-c", READ, str(library), str(size)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode != -signal.SIGBUS, ended.stderr
    assert (ended.returncode, ended.stdout) == (0, "damaged\n"), ended.stderr


def test_pages_are_looked_through(library):
    """A page of zeros in the middle is found without a checksum."""
    with library.open("r+b") as file:
        file.seek(8192)
        file.write(bytes(4096))
    with pytest.raises(LibraryError), Library.open(library) as opened:
        opened.require_whole()
