"""A lock file that one process holds; it is free again when that process ends, however it ends."""

import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO

from bot.errors import HeldError, StateError
from bot.wording import general as wording
from index.library.durable import PRIVATE_FILE, make_private


def running_lock(data: Path) -> Path:
    """The file that the program which answers on the channels holds, in the folder of its state."""
    return data / "running.lock"


# Seconds for which who changes the library waits for who does so now: it may recognise scans.
CHANGING = 1_800.0
# Seconds between two tries to get a lock that is waited for.
_TRY_EVERY = 0.2


class LockFile:
    """Holds `path` from `__enter__` to `__exit__`.

    Raises:
        HeldError: Another process holds it, and has not let go of it within `wait` seconds; says
            `who` it would be, and where `{path}` stands in that, which file is held.
        StateError: The file cannot be written.
    """

    def __init__(self, path: Path, who: str, *, wait: float = 0.0) -> None:
        self._path = path
        self._who = who
        self._wait = wait
        self._file: IO[bytes] | None = None

    def __enter__(self) -> "LockFile":
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
        try:
            make_private(self._path.parent)
            file = open(os.open(self._path, flags, PRIVATE_FILE), "ab")
        except OSError as error:
            told = wording.UNWRITABLE.format(path=self._path, reason=error.strerror)
            raise StateError(told) from error
        until = time.monotonic() + self._wait
        while True:
            try:
                _lock(file)
                break
            except OSError as error:
                if time.monotonic() >= until:
                    file.close()
                    raise HeldError(self._who.format(path=self._path)) from error
                time.sleep(_TRY_EVERY)
        self._file = file
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def is_held(path: Path) -> bool:
    """Whether a process holds the lock file; for a moment nobody else can take it."""
    try:
        with path.open("rb") as file:
            _lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
