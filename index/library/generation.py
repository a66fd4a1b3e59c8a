"""A folder of library files of which one is in force.

`CURRENT` names the file in force on its first line and, below, the ones that were in force
before it, latest first. It is replaced in one step, so that a reader and a crash meet either
the old state or the new one. Beside each file lies its checksum. One process publishes at a time.
"""

import hashlib
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

from index.errors import LibraryDamagedError, LibraryMissingError
from index.library.durable import is_abandoned, remove_abandoned, replace_file, replace_text

logger = logging.getLogger(__name__)

# Generations kept, the one in force included.
KEPT = 5

_POINTER = "CURRENT"


def current(folder: Path) -> Path:
    """The library file in force.

    Raises:
        LibraryMissingError: If nothing was published in `folder` yet.
        LibraryDamagedError: If the pointer names no generation of this folder.
    """
    return _history(folder)[0]


def previous(folder: Path) -> Path | None:
    """The library file that `rollback` would put in force; None if there is none."""
    history = _history(folder)
    return history[1] if len(history) > 1 else None


def earlier(folder: Path) -> tuple[Path, ...]:
    """The library files that were in force before this one, latest first."""
    return tuple(_history(folder)[1:])


def publish(folder: Path, file: Path) -> Path:
    """Put a finished library file in force, and return where it lies then.

    Args:
        folder: The folder of generations; it must exist.
        file: A file on the same disk, whole and flushed, as `build_library` leaves it. It is
            moved.
    """
    target = _claim(folder)
    checksum = _sha256(file)
    replace_file(file, target)
    replace_text(_checksum_file(target), checksum + "\n")
    try:
        history = _history(folder)
    except LibraryMissingError:
        history = []
    _point(folder, [target, *history])
    sweep(folder)
    return target


def put_in_force(folder: Path, file: Path) -> None:
    """Make a generation that lies in `folder`, with its checksum, the only one there."""
    require_unchanged(file)
    _point(folder, [file])


def rollback(folder: Path) -> Path:
    """Put the generation before this one in force again, and return it.

    Raises:
        LibraryMissingError: If there is none.
    """
    history = _history(folder)[1:]
    if not history:
        raise LibraryMissingError(f"Thư viện {folder} không có bản trước để quay lại")
    _point(folder, history)
    return history[0]


def forward(folder: Path, name: str) -> Path:
    """Put a generation in force again that `rollback` has left, and return it.

    Raises:
        LibraryMissingError: It is gone, or never was.
    """
    file = folder / Path(name).name
    history = _history(folder)
    if file in history or not file.is_file() or not _checksum_file(file).is_file():
        raise LibraryMissingError(f"Thư viện {folder} không còn bản {name}")
    _point(folder, [file, *history])
    return file


def verify(folder: Path) -> Path:
    """The library file in force, after comparing it with its checksum byte for byte.

    Raises:
        LibraryDamagedError: If they differ.
    """
    file = current(folder)
    require_unchanged(file)
    return file


def require_unchanged(file: Path) -> None:
    """Compare a published file with its checksum byte for byte.

    Raises:
        LibraryDamagedError: If they differ.
    """
    _require(file, _sha256(file))


def _require(file: Path, checksum: str) -> None:
    if _checksum_file(file).read_text(encoding="ascii").strip() != checksum:
        raise LibraryDamagedError(
            f"Thư viện {file} đã bị thay đổi sau khi phát hành; hãy quay lại bản trước"
        )


def copy_unchanged(file: Path, target: Path) -> None:
    """Copy a published file, and compare the copy with the checksum byte for byte.

    Raises:
        LibraryDamagedError: If they differ.
    """
    shutil.copyfile(file, target)
    _require(file, _sha256(target))


def sweep(folder: Path) -> None:
    """Delete what no reader will open again: old or abandoned generations, unfinished files.

    On Windows a file that someone still reads stays until the next sweep.
    """
    kept = _history(folder)[:KEPT]
    for file in folder.glob("g*.db"):
        # A newer file may be one that is being published, or was rolled back a moment ago.
        if file not in kept and (file < kept[0] or is_abandoned(file)):
            try:
                file.unlink(missing_ok=True)
            except PermissionError:
                logger.info("%s is still being read", file)
            else:
                _checksum_file(file).unlink(missing_ok=True)
    remove_abandoned(folder, "*")


def _history(folder: Path) -> list[Path]:
    pointer = folder / _POINTER
    try:
        names = pointer.read_text(encoding="ascii").split()
    except FileNotFoundError as error:
        raise LibraryMissingError(
            f"Chưa có thư viện trong {folder}; hãy tạo bằng lệnh: python -m index build"
        ) from error
    except (UnicodeDecodeError, OSError) as error:
        raise LibraryDamagedError(f"Không đọc được {pointer}: {error}") from error
    history = [folder / name for name in names if _checksum_file(folder / name).is_file()]
    if not history or history[0].name != names[0]:
        raise LibraryDamagedError(
            f"{pointer} chỉ đến một bản không còn; hãy tạo lại bằng lệnh: python -m index build"
        )
    return history


def _claim(folder: Path) -> Path:
    """The next free name, taken by an empty file so that nobody else takes it."""
    numbers = [int(file.stem[1:]) for file in folder.glob("g*.db") if file.stem[1:].isdecimal()]
    target = folder / f"g{max(numbers, default=0) + 1:06d}.db"
    target.touch(exist_ok=False)
    return target


def _point(folder: Path, history: Sequence[Path]) -> None:
    replace_text(folder / _POINTER, "".join(f"{file.name}\n" for file in history[:KEPT]))


def _checksum_file(file: Path) -> Path:
    return file.with_suffix(".sha256")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
