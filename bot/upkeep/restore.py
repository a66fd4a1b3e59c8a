"""`python -m bot restore`: a backup onto a machine where there is nothing yet.

Everything is written and compared with its checksum beside where it goes, and moved there only
then; a restore that was stopped on the way is known by the folder that it leaves in `DATA`.
"""

import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.library.opening import generations_folder
from bot.lock import LockFile, running_lock
from bot.settings import Settings
from bot.state.state import State
from bot.upkeep.archive import (
    DATA,
    DOCUMENTS,
    LIBRARY,
    BackupError,
    Manifest,
    copied,
    read_manifest,
)
from bot.wording import general as wording
from bot.wording import upkeep as wording_upkeep
from index.errors import LibraryVersionError
from index.library.durable import flush, make_private, open_private
from index.library.generation import put_in_force
from index.library.store import Library

_UNFINISHED, _LOST, _STATE = ".restoring", "lost+found", "state.db"
# Bytes that are left over.
_SPARE = 16 * 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored.

    Attributes:
        count: Plans of the library; None where it is built again when it is needed.
        library: The library where the settings have to name it.
    """

    manifest: Manifest
    count: int | None
    library: Path | None = None

    def told(self) -> str:
        """The report for the operator."""
        head = wording_upkeep.RESTORED_WITHOUT_LIBRARY
        if self.count is not None:
            head = wording_upkeep.RESTORED
        files = len(self.manifest.entries)
        lines = [head.format(made=self.manifest.made, files=files, count=self.count)]
        if self.library is not None:
            lines.append(wording_upkeep.RESTORED_FILE.format(path=self.library))
        return "\n".join(lines)


def restore(settings: Settings, source: Path) -> Restored:
    """Put everything of a backup where the settings want it.

    Raises:
        BackupError: It is no backup, cut short, of a newer program or damaged; a folder has
            something in it or takes no files. The folders are as before then.
        StateError: The program runs.
    """
    try:
        with (
            zipfile.ZipFile(source) as archive,
            LockFile(running_lock(settings.data), wording.ALREADY_RUNNING),
        ):
            manifest = read_manifest(archive, source)
            places = _places(settings, manifest)
            with _put_in_place(places):
                _write(archive, manifest, places, source)
                count = _count(manifest, places)
    except FileNotFoundError as error:
        told = wording.NO_FILE_ACCESS.format(path=source, reason=error.strerror)
        raise BackupError(told) from error
    except zipfile.BadZipFile as error:
        raise BackupError(wording_upkeep.NO_BACKUP.format(path=source)) from error
    State(settings.data / "state.db").close()
    root, _, name = (manifest.library or "").partition("/")
    library = settings.data / name if root == DATA else None
    return Restored(manifest=manifest, count=count, library=library)


def require_finished(data: Path) -> None:
    """Refuse a folder that a restore was writing to when it was stopped.

    Raises:
        BackupError: It was.
    """
    if (data / _UNFINISHED).exists():
        raise BackupError(wording_upkeep.RESTORE_UNFINISHED.format(data=data))


def _places(settings: Settings, manifest: Manifest) -> dict[str, Path]:
    """Where the files of each kind go, the state last; all of these folders are empty.

    Raises:
        BackupError: One is not, is not set, or has too little room.
    """
    wanted = {
        DOCUMENTS: ("DOCUMENTS", settings.documents),
        LIBRARY: ("LIBRARY", generations_folder(settings)),
        DATA: ("DATA", settings.data),
    }
    places: dict[str, Path] = {}
    for root, (name, folder) in wanted.items():
        count = len(manifest.under(root))
        if folder is None and count:
            raise BackupError(wording_upkeep.NEEDS_FOLDER.format(name=name, count=count))
        if folder is not None and (count or root == DATA):
            places[root] = folder
    for folder in places.values():
        make_private(folder)
        if (folder / _UNFINISHED).exists():
            _clear(folder)
        _require_empty(folder, tuple(places.values()))
        free = shutil.disk_usage(folder).free
        if free < manifest.size + _SPARE:
            needed, left = (each // 1024**2 for each in (manifest.size + _SPARE, free))
            told = wording_upkeep.NO_ROOM.format(folder=folder, needed=needed, free=left)
            raise BackupError(told)
    return places


def _require_empty(folder: Path, places: tuple[Path, ...]) -> None:
    for each in _held(folder):
        if each not in places:
            told = wording_upkeep.NOT_EMPTY.format(folder=folder, name=each.name)
            raise BackupError(told)


def _held(folder: Path) -> list[Path]:
    """What lies in a folder, but for what an empty disk and programs that ended leave there."""
    return [
        each
        for each in folder.iterdir()
        if each.name not in (_LOST, _UNFINISHED) and each.suffix != ".lock"
    ]


def _clear(folder: Path) -> None:
    """Take away all that a restore has put into a folder that was empty."""
    for each in _held(folder):
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink()


@contextmanager
def _put_in_place(places: Mapping[str, Path]) -> Iterator[None]:
    """Have files written beside where they go, and move them there, the state last."""
    try:
        for folder in places.values():
            shutil.rmtree(folder / _UNFINISHED, ignore_errors=True)
            make_private(folder / _UNFINISHED)
        yield
        for folder in places.values():
            waiting = list((folder / _UNFINISHED).iterdir())
            for each in sorted(waiting, key=lambda path: path.name == _STATE):
                each.replace(folder / each.name)
            flush(folder)
    except BaseException as error:
        for folder in places.values():
            _clear(folder)
        if isinstance(error, OSError):
            told = wording_upkeep.RESTORE_FAILED.format(reason=error)
            raise BackupError(told) from error
        raise
    finally:
        # The one in `DATA` first: without it the restore is known to be done, and with it all of
        # these folders are known to be a restore's.
        for folder in reversed(tuple(places.values())):
            shutil.rmtree(folder / _UNFINISHED, ignore_errors=True)


def _write(
    archive: zipfile.ZipFile, manifest: Manifest, places: Mapping[str, Path], source: Path
) -> None:
    for entry in manifest.entries:
        root, _, name = entry.name.partition("/")
        path = places[root] / _UNFINISHED / name
        make_private(path.parent)
        with archive.open(entry.name) as packed, open_private(path) as file:
            found = copied(packed, file)
            file.flush()
            os.fsync(file.fileno())
        if found != (entry.size, entry.sha256):
            told = wording_upkeep.BACKUP_DAMAGED.format(path=source, what=entry.name)
            raise BackupError(told)


def _count(manifest: Manifest, places: Mapping[str, Path]) -> int | None:
    """How many plans the library has; one of another version is taken out, to be built again."""
    if manifest.library is None:
        return None
    root, _, name = manifest.library.partition("/")
    folder = places[root] / _UNFINISHED
    try:
        with Library.open(folder / name) as library:
            count = len(library.documents)
    except LibraryVersionError:
        for each in folder.glob(f"{Path(name).stem}.*"):
            each.unlink()
        return None
    if root == LIBRARY:
        put_in_force(folder, folder / name)
    return count
