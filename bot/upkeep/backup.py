"""`python -m bot backup`: all that must be kept in one file, also while the program runs.

The folder of generations is held meanwhile, so that no plan is put in force between its file and
the state; what chats go on changing is in the copy of the state as it was at one moment.
"""

import logging
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.environment.platforms import GRANT
from bot.errors import HeldError
from bot.library.opening import generations_folder
from bot.lock import LockFile
from bot.settings import Settings
from bot.state.file import FileFault, copy_file
from bot.upkeep.archive import (
    DATA,
    DOCUMENTS,
    FORMAT,
    LIBRARY,
    MANIFEST,
    STATE,
    BackupError,
    Entry,
    Manifest,
    copied,
)
from bot.wording import general as wording
from bot.wording import upkeep as wording_upkeep
from index.errors import LibraryError
from index.library.durable import (
    make_private,
    open_private,
    remove_abandoned,
    replace_file,
    unfinished,
)
from index.library.generation import current, earlier, require_unchanged
from knowledge.codec import to_text

logger = logging.getLogger(__name__)

# Seconds for which a reload that is under way is waited for, and between two looks.
_PATIENCE, _LOOK_EVERY = 600.0, 0.5
# What is about this process and this machine alone.
_PASSING = (".lock", ".tmp", "-wal", "-shm")


def back_up(settings: Settings, target: Path) -> Manifest:
    """Write all that must be kept to a new file that its owner alone can read.

    Raises:
        BackupError: The file is there already or cannot be written; nothing is left of it then.
        HeldError: A reload goes on for too long.
    """
    _require_place(settings, target)
    temporary = unfinished(target.absolute())
    copy = temporary.with_suffix(".state.tmp")
    try:
        make_private(temporary.parent)
        if target.suffix:
            # What was left of those that were killed.
            remove_abandoned(temporary.parent, f"*{target.suffix}.[0-9]*")
        with open_private(temporary) as file, zipfile.ZipFile(file, "w") as archive:
            manifest = _written(settings, archive, copy)
        replace_file(temporary, target)
    except (OSError, FileFault) as error:
        told = wording_upkeep.BACKUP_FAILED.format(path=target, reason=error)
        raise BackupError(told) from error
    finally:
        temporary.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)
    return manifest


def _require_place(settings: Settings, target: Path) -> None:
    if target.exists():
        raise BackupError(wording_upkeep.BACKUP_EXISTS.format(path=target))
    for folder in (settings.data, settings.documents, generations_folder(settings)):
        if folder is not None and target.resolve().is_relative_to(folder.resolve()):
            told = wording_upkeep.BACKUP_INSIDE.format(path=target, folder=folder)
            raise BackupError(told)


def _written(settings: Settings, archive: zipfile.ZipFile, copy: Path) -> Manifest:
    entries = []
    with _undisturbed(generations_folder(settings)):
        file = _library_file(settings)
        library = _library(settings, file)
        for name, path in (*library, *_documents(settings), *_kept(settings)):
            try:
                entries.append(_add(archive, path, name))
            except FileNotFoundError:
                continue  # Thrown away by an admin just now.
        version = 0
        if (settings.data / "state.db").exists():
            # Behind the plans: one is restricted before it is put in force.
            version = copy_file(settings.data / "state.db", copy)
            entries.append(_add(archive, copy, STATE))
    if not entries:
        raise BackupError(wording_upkeep.BACKUP_NOTHING.format(data=settings.data))
    made = time.strftime("%Y-%m-%d %H:%M")
    manifest = Manifest(
        format=FORMAT,
        state=version,
        made=made,
        library=next((name for name, path in library if path == file), None),
        entries=tuple(entries),
    )
    archive.writestr(MANIFEST, to_text(manifest))
    return manifest


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> Entry:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        size, digest = copied(source, target)
    return Entry(name=name, size=size, sha256=digest)


@contextmanager
def _undisturbed(folder: Path | None) -> Iterator[None]:
    """Keep the library and the files of the plans as they are, waiting for a reload to end."""
    if folder is None or not folder.is_dir():
        yield
        return
    until = time.monotonic() + _PATIENCE
    lock = LockFile(folder / "reload.lock", wording.RELOAD_BUSY)
    while True:
        try:
            lock.__enter__()
            break
        except HeldError:
            if time.monotonic() > until:
                raise
            time.sleep(_LOOK_EVERY)
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def _library_file(settings: Settings) -> Path | None:
    """The library in force, or the one before where that is damaged; None where none is whole."""
    folder = generations_folder(settings)
    if folder is None:
        return settings.library
    try:
        files = (current(folder), *earlier(folder))
    except LibraryError as error:
        logger.warning("%s", error)
        return None
    for file in files:
        try:
            require_unchanged(file)
            return file
        except (LibraryError, OSError) as error:
            logger.warning("%s", error)
    return None


def _library(settings: Settings, file: Path | None) -> list[tuple[str, Path]]:
    """A library file with what lies beside it.

    One that is no generation lies with the rest of what is kept on another machine.
    """
    if file is None:
        return []
    is_generation = generations_folder(settings) is not None
    root, pattern = (LIBRARY, f"{file.stem}.*") if is_generation else (DATA, f"{file.name}*")
    found = sorted(each for each in file.parent.glob(pattern) if _is_lasting(each))
    return [(f"{root}/{each.name}", each) for each in found]


def _documents(settings: Settings) -> list[tuple[str, Path]]:
    folder = settings.documents
    apart = (settings.data, generations_folder(settings))
    return [] if folder is None else _files(folder, DOCUMENTS, apart)


def _kept(settings: Settings) -> list[tuple[str, Path]]:
    """What lies beside the state."""
    # A grant works on one machine at a time: a copy that renews it takes it from the other.
    grants = [settings.data / GRANT]
    if settings.zalo_oa is not None:
        grants.append(settings.zalo_oa.grant)
    folder = generations_folder(settings)
    apart = (settings.documents, folder, settings.library, settings.data / "state.db", *grants)
    return _files(settings.data, DATA, apart)


def _files(folder: Path, root: str, apart: tuple[Path | None, ...]) -> list[tuple[str, Path]]:
    """The files in a folder and those below, but for some that are taken apart, and links."""
    passed = [each.resolve() for each in apart if each is not None and each != folder]
    passed = [each for each in passed if each.is_relative_to(folder.resolve())]
    return [
        (f"{root}/{path.relative_to(folder).as_posix()}", path)
        for path in sorted(folder.rglob("*"))
        if _is_lasting(path) and not any(path.resolve().is_relative_to(each) for each in passed)
    ]


def _is_lasting(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not path.name.endswith(_PASSING)
