"""Opening the state file, which nobody but its owner can read."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlite_utils import Database

from index.library.durable import PRIVATE_FILE, make_private, open_private

# What the file may raise, and where it cannot be written or read just now.
FileFault, FileBusy = sqlite3.Error, sqlite3.OperationalError


def open_file(path: Path) -> Database:
    """The open file; an empty one where there is none.

    Raises:
        OSError, sqlite3.Error: It cannot be read or written.
    """
    make_private(path.parent)
    if not path.exists():
        open_private(path).close()
    # What SQLite makes beside the file has the rights of the file.
    for each in path.parent.glob(f"{path.name}*"):
        with suppress(PermissionError):
            each.chmod(PRIVATE_FILE)
    connection = sqlite3.connect(path, isolation_level=None, timeout=10.0)
    connection.execute("PRAGMA journal_mode = WAL")
    # An acknowledged event must outlive a power cut, so commits wait for the disk.
    connection.execute("PRAGMA synchronous = FULL")
    return Database(connection)


def fault_of(db: Database) -> str | None:
    """What is wrong with the pages of the file, which all are read; None for nothing."""
    try:
        (told,) = db.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if told == "ok" else str(told)


def copy_file(source: Path, target: Path) -> int:
    """Copy the file as it is at one moment, whoever writes to it; how many migrations it has had.

    Raises:
        OSError, sqlite3.Error: One of the two cannot be used, or the file is damaged.
    """
    open_private(target).close()
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as held,
        closing(sqlite3.connect(target)) as copy,
    ):
        held.backup(copy)
        # One file, without what SQLite keeps beside a file in use.
        copy.execute("PRAGMA journal_mode = DELETE")
        (told,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if told != "ok":
            raise sqlite3.DatabaseError(told)
        (version,) = copy.execute("PRAGMA user_version").fetchone()
    return int(version)
