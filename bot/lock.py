"""A lock file that one process holds; it is free again when that process ends, however it ends."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import IO

from bot.errors import StateError
from index.library.durable import PRIVATE_FILE, make_private


class LockFile:
    """Holds `path` from `__enter__` to `__exit__`.

    Raises:
        StateError: Another process holds it; says `who` it would be, and where `{path}` stands
            in that, which file is held.
    """

    def __init__(self, path: Path, who: str) -> None:
        self._path = path
        self._who = who
        self._file: IO[bytes] | None = None

    def __enter__(self) -> "LockFile":
        make_private(self._path.parent)
        file = open(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, PRIVATE_FILE), "ab")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise StateError(self._who.format(path=self._path)) from error
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


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
