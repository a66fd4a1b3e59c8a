"""Files that are whole after a crash: flushed to disk, replaced in one step."""

import os
import time
from pathlib import Path
from typing import BinaryIO

# Plans, questions and names are for those who may see them in the chat, not for other users of
# the machine.
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700

# Seconds after which an unfinished file belongs to no builder any more; building the largest
# library that was measured takes some minutes.
_ABANDONED = 6 * 3600


def flush(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder."""
    if path.is_dir() and os.name == "nt":  # Windows gives no handle to a folder's names.
        return
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_private(path: Path) -> BinaryIO:
    """An empty file to write to that nobody but its owner can read, whatever the umask."""
    path.unlink(missing_ok=True)
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "wb")


def make_private(folder: Path) -> None:
    """Make a folder, and those above it, that nobody but their owner can look into.

    What is there already stays as it is.
    """
    if not folder.exists():
        make_private(folder.parent)
        folder.mkdir(PRIVATE_FOLDER, exist_ok=True)


def unfinished(path: Path) -> Path:
    """The name beside `path` under which this process writes what will replace it."""
    return path.with_name(f"{path.name}.{os.getpid()}.tmp")


def replace_file(finished: Path, path: Path) -> None:
    """Move a finished file to `path` in one step, over what is there, and keep both names."""
    flush(finished)
    os.replace(finished, path)
    flush(path.absolute().parent)


def replace_text(path: Path, text: str) -> None:
    """Make `text` the content of the small ASCII file at `path` in one step."""
    temporary = unfinished(path)
    with open_private(temporary) as file:
        file.write(text.encode("ascii"))
    replace_file(temporary, path)


def is_abandoned(path: Path) -> bool:
    """Whether nobody wrote to the file for so long that its writer must have died."""
    return time.time() - path.stat().st_mtime > _ABANDONED


def remove_abandoned(folder: Path, pattern: str) -> None:
    """Delete the unfinished files of writers that died."""
    for file in folder.glob(f"{pattern}.tmp"):
        if is_abandoned(file):
            file.unlink(missing_ok=True)
