"""Generations of a library: published whole, rolled back, swept."""

import os
import random
import signal
import subprocess
import sys
import textwrap

import pytest

from index.errors import LibraryDamagedError, LibraryMissingError
from index.library import generation
from index.library.store import Library, build_library

YEAR = 365 * 24 * 3600


@pytest.fixture
def folder(tmp_path):
    """An empty folder for generations."""
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


@pytest.fixture
def publish(folder, make_entry):
    """Publishes a library of one plan whose text is a number."""

    def publish(number):
        build_library(folder, [make_entry(f"kế hoạch {number}", f"{number}.txt")])
        return generation.current(folder)

    return publish


def served(folder):
    """The name of the plan that a new reader of the folder meets."""
    with Library.open(folder) as library:
        return library.documents[0].source_file


def age(file):
    """Make a file look as if nobody had written to it for a year."""
    written = file.stat().st_mtime - YEAR
    os.utime(file, (written, written))


def test_building_into_a_folder_publishes_the_next_generation(folder, publish):
    """Each build is served as soon as it is published, and nothing unfinished is left."""
    assert publish(1).name == "g000001.db"
    assert publish(2).name == "g000002.db"

    assert served(folder) == "2.txt"
    assert generation.verify(folder) == folder / "g000002.db"
    assert list(folder.glob("*.tmp")) == []


def test_an_empty_folder_has_no_library(folder):
    """Before the first build every way in says so."""
    for ask in (generation.current, generation.previous, generation.rollback, generation.verify):
        with pytest.raises(LibraryMissingError, match="python -m index build"):
            ask(folder)
    with pytest.raises(LibraryMissingError):
        Library.open(folder)


def test_rolling_back_serves_the_generation_before(folder, publish):
    """A rolled back generation is not the one before the next."""
    first, second = publish(1), publish(2)
    assert generation.previous(folder) == first

    assert generation.rollback(folder) == first
    assert served(folder) == "1.txt"
    assert generation.previous(folder) is None
    with pytest.raises(LibraryMissingError):
        generation.rollback(folder)

    third = publish(3)
    assert third.name > second.name
    assert generation.previous(folder) == first
    assert not second.exists()


def test_readers_keep_their_generation(folder, publish):
    """A reader goes on with the file it opened through publishing and sweeping."""
    publish(1)
    with Library.open(folder) as reader:
        document = reader.documents[0].id
        for number in range(2, 3 + generation.KEPT):
            publish(number)
        assert not (folder / "g000001.db").exists()
        assert reader.document(document).text == "kế hoạch 1"


def test_only_the_last_generations_are_kept(folder, publish):
    """Old files and their checksums go."""
    for number in range(1, generation.KEPT + 4):
        publish(number)

    assert len(list(folder.glob("g*.db"))) == generation.KEPT
    assert len(list(folder.glob("g*.sha256"))) == generation.KEPT
    assert served(folder) == f"{generation.KEPT + 3}.txt"


def test_sweeping_spares_what_may_be_in_work(folder, publish):
    """Unfinished files go when nobody has written to them for long, and not before."""
    publish(1)
    for name in ("build.77.tmp", "CURRENT.77.tmp", "g000009.db"):
        (folder / name).write_text("unfinished")
    generation.sweep(folder)
    assert len(list(folder.iterdir())) == 6

    for file in folder.iterdir():
        age(file)
    generation.sweep(folder)
    assert sorted(file.name for file in folder.iterdir()) == [
        "CURRENT",
        "g000001.db",
        "g000001.sha256",
    ]
    assert served(folder) == "1.txt"


def test_building_a_file_removes_what_a_dead_builder_left(tmp_path, make_entry):
    """An abandoned unfinished file of the same library goes with the next build."""
    left, other = tmp_path / "a.db.77.tmp", tmp_path / "b.db.77.tmp"
    for file in (left, other):
        file.write_text("unfinished")
        age(file)

    build_library(tmp_path / "a.db", [make_entry("kế hoạch", "1.txt")])

    assert sorted(tmp_path.iterdir()) == [tmp_path / "a.db", other]


def test_a_changed_file_is_found_by_its_checksum(folder, publish):
    """One changed byte, which SQLite does not notice, is noticed here."""
    file = publish(1)
    content = file.read_bytes()
    position = content.index("kế hoạch 1".encode())
    file.write_bytes(content[:position] + b"x" + content[position + 1 :])

    with pytest.raises(LibraryDamagedError, match=r"g000001\.db"):
        generation.verify(folder)


@pytest.mark.parametrize("pointer", ["", "g000007.db\n", "../../etc/passwd\n", "\xff\xfe"])
def test_a_broken_pointer_is_refused(folder, publish, pointer):
    """A pointer that names no generation is an error that says what to do."""
    publish(1)
    (folder / "CURRENT").write_text(pointer, encoding="latin-1")

    with pytest.raises(LibraryDamagedError, match="CURRENT"):
        Library.open(folder)


BUILDER = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[4])
    from index.library.store import build_library
    from conftest import entry_of

    path, deadline = Path(sys.argv[1]), int(sys.argv[3])
    entries = [entry_of(f"kế hoạch {n}\\n" * 30, f"{sys.argv[2]}-{n}.txt") for n in range(5)]
    calls = 0

    def count(frame, event, argument):
        global calls
        if event in ("c_call", "c_return"):
            calls += 1
            if calls == deadline:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    build_library(path, entries)
    sys.setprofile(None)
    print(calls)
    """
)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("in_folder", [True, False])
def test_killing_the_builder_leaves_a_whole_library(tmp_path, in_folder, request):
    """Killed at any call into the system, a builder leaves the old library or the new one."""
    path = tmp_path / "library"
    if in_folder:
        path.mkdir()

    def build(name, deadline):
        tests = str(request.config.rootpath / "tests")
        return subprocess.run(
            [sys.executable, "-c", BUILDER, str(path), name, str(deadline), tests],
            capture_output=True,
            text=True,
            cwd=request.config.rootpath,
        )

    total = int(build("old", 0).stdout)
    chance = random.Random(9)
    moments = [chance.randrange(1, total) for _ in range(5)]
    # Checking, flushing, renaming and pointing are the last calls of all.
    moments += chance.sample(range(total - 150, total), 7)
    for round_number, moment in enumerate(moments):
        before = path_served(path)
        result = build(f"new{round_number}", moment)

        assert result.returncode == -signal.SIGKILL, result.stderr
        assert path_served(path) in (before, f"new{round_number}-0.txt")
        if in_folder:
            generation.verify(path)
    assert build("last", 0).returncode == 0
    assert path_served(path) == "last-0.txt"


def path_served(path):
    """The first plan of the library, after reading all five."""
    with Library.open(path) as library:
        assert len({library.document(card.id).text for card in library.documents}) == 5
        return library.documents[0].source_file
