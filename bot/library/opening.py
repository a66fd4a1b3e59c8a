"""The library that is set, opened, or that of the shipped plans, built once."""

import hashlib
import logging
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from bot.library.declared import declared_of
from bot.library.holding import publish_held
from bot.lock import CHANGING, LockFile
from bot.settings import Settings
from bot.state.declarations import Declared
from bot.wording import general as wording
from index.building import NoDocumentsError, Source, build, folder_sources
from index.errors import LibraryError, LibraryMissingError, LibraryVersionError
from index.library.durable import make_private
from index.library.generation import current, earlier, require_unchanged
from index.library.schema import check
from index.library.store import Library, build_library
from knowledge.shipped import Shipped, shipped_documents

logger = logging.getLogger(__name__)

# A file's inode, size and time of change.
Mark = tuple[int, int, int]


def generations_folder(settings: Settings) -> Path | None:
    """The folder of generations that a reload publishes into; None where there is none.

    It is the library folder that is set, or one beside the state where only a folder of plan
    files is set.
    """
    if settings.library is not None:
        return settings.library if settings.library.is_dir() else None
    return settings.data / "library" if settings.documents is not None else None


def library_folder(settings: Settings) -> Path | None:
    """The folder in which the library that is set lies; None for the shipped plans."""
    if settings.library is not None and not settings.library.is_dir():
        return settings.library.parent
    return generations_folder(settings)


def open_library(
    settings: Settings,
    *,
    on_build: Callable[[], None] | None = None,
    on_held: Callable[[Sequence[str]], None] | None = None,
) -> Library:
    """The open library.

    A library that is set is opened or refused; one is built where only the folder of plan files
    is set. Otherwise the shipped plans are built into the cache folder on first use, and again
    where that file is damaged or of another version.

    Args:
        settings: Where to look.
        on_build: Called before a library is built.
        on_held: Called with the files of it that are held back, see `hold_back`.

    Raises:
        LibraryError: The library that is set cannot be read, or the cache cannot be written.
    """
    if settings.library is not None:
        return Library.open(settings.library)
    folder = generations_folder(settings)
    if folder is not None and settings.documents is not None:
        with suppress(LibraryMissingError, LibraryVersionError):
            return Library.open(folder)
        return _built_anew(settings, folder, settings.documents, on_build, on_held)
    shipped = shipped_documents()
    file = settings.cache / f"shipped-{_digest(shipped)}.db"
    if file.exists():
        try:
            check(file)
            return Library.open(file)
        except LibraryError:
            # A cache made by another version, or cut off: nothing in it that isn't shipped.
            file.unlink()
    if on_build is not None:
        on_build()
    _build(shipped, file)
    return Library.open(file)


def mark_of(file: Path) -> Mark | None:
    """What tells a file from what it was before without reading it; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def whole_library(settings: Settings) -> Library | None:
    """A library that was read to the end and found whole: the one in force, or one before it."""
    folder = generations_folder(settings)
    try:
        if folder is None:
            library = open_library(settings)
            library.require_whole()
            return library
        files = (current(folder), *earlier(folder))
    except LibraryError as error:
        logger.error("%s", error)
        return None
    for file in files:
        try:
            require_unchanged(file)
            return Library.open(file)
        except (LibraryError, OSError) as error:
            logger.error("%s", error)
    return None


def _built_anew(
    settings: Settings,
    folder: Path,
    documents: Path,
    on_build: Callable[[], None] | None,
    on_held: Callable[[Sequence[str]], None] | None,
) -> Library:
    """The library of a folder of plans where there is none, or another version's."""
    if on_build is not None:
        on_build()
    try:
        make_private(folder)
    except OSError as error:
        told = wording.UNWRITABLE.format(path=folder, reason=error.strerror)
        raise LibraryError(told) from error
    with LockFile(folder / "reload.lock", wording.RELOAD_BUSY, wait=CHANGING):
        temporary = folder / f"start.{os.getpid()}.tmp"
        try:
            # Whoever held the lock may have built it by now.
            return Library.open(folder)
        except (LibraryMissingError, LibraryVersionError) as error:
            _build_folder(documents, temporary, declared_of(settings), error)
            held = publish_held(settings, folder, temporary)
        finally:
            temporary.unlink(missing_ok=True)
    if held and on_held is not None:
        on_held(held)
    return Library.open(folder)


def _build_folder(documents: Path, file: Path, declared: Declared, found: LibraryError) -> None:
    """Build the library of a folder of plans; `found` is why it cannot be opened."""
    try:
        built = build(
            folder_sources(documents),
            file,
            amended=declared.applied,
            withdrawn=declared.withdrawn,
        )
        for reason in built.refused:
            logger.warning("%s", reason)
    except NoDocumentsError as error:
        if isinstance(found, LibraryVersionError):
            # There were plans, and their files are gone: an empty library is not meant.
            raise found from error
        # An office may begin with nothing and send in its files from the chat.
        logger.warning("%s", error)
        build_library(file, [])


def _digest(shipped: tuple[Shipped, ...]) -> str:
    joined = "".join(sorted(document.sha256 for document in shipped))
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


def _build(shipped: tuple[Shipped, ...], file: Path) -> None:
    try:
        make_private(file.parent)
    except OSError as error:
        raise LibraryError(
            f"{file.parent}: không ghi được thư mục tạm ({error.strerror}); "
            "hãy đặt XDG_CACHE_HOME sang thư mục ghi được."
        ) from error
    build([Source(path=s.path.resolve(), source_file=s.source_file) for s in shipped], file)
