"""The library that questions are put to: the one that is set, or the shipped plans, built once."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from bot.settings import Settings
from index.building import Source, build
from index.errors import LibraryError
from index.store import Library
from knowledge.shipped import Shipped, shipped_documents


def open_library(settings: Settings, *, on_build: Callable[[], None] | None = None) -> Library:
    """The open library.

    A library that is set is opened or refused. The shipped plans are built into the cache folder
    on first use, and again where that file is damaged or of another version.

    Args:
        settings: Where to look.
        on_build: Called before the shipped plans are built.

    Raises:
        LibraryError: The library that is set cannot be read, or the cache cannot be written.
    """
    if settings.library is not None:
        return Library.open(settings.library)
    shipped = shipped_documents()
    file = settings.cache / f"shipped-{_digest(shipped)}.db"
    if file.exists():
        try:
            return Library.open(file)
        except LibraryError:
            # A cache made by another version, or cut off: nothing in it that isn't shipped.
            file.unlink()
    if on_build is not None:
        on_build()
    _build(shipped, file)
    return Library.open(file)


def _digest(shipped: tuple[Shipped, ...]) -> str:
    joined = "".join(sorted(document.sha256 for document in shipped))
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


def _build(shipped: tuple[Shipped, ...], file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"{file.parent}: không ghi được thư mục tạm ({error.strerror}); "
            "hãy đặt XDG_CACHE_HOME sang thư mục ghi được."
        ) from error
    build([Source(path=s.path, source_file=s.source_file) for s in shipped], file)
