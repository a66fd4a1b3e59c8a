"""Files that were sent in and are not published yet, and files that others have replaced.

They lie in folders beside the plans, which a reload does not look into: each pending file in one of
its own with a key that cannot be guessed, and next to it what was read of it.
"""

import os
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.library.durable import make_private, open_private
from knowledge.codec import from_text, to_text
from knowledge.document import Document
from knowledge.file_names import ENDINGS
from knowledge.text import squash

_PENDING, _REPLACED = ".pending", ".replaced"
# Seconds after which a file that nobody decided about is thrown away.
_KEPT = 7 * 86_400.0
# Characters of a file name; in UTF-8 that is below the 255 bytes of most file systems.
_LONGEST_NAME = 60
_KEY = re.compile(r"[0-9a-f]{16}")
_READ = "document.json"


def safe_name(name: str) -> str:
    """A file name that means nothing to a file system but itself: no path, no hidden file."""
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    seen = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in last)
    plain = squash(re.sub(r'[:*?"<>|]', " ", seen))
    stem, dot, ending = plain.rpartition(".")
    if not dot or f".{ending.lower()}" not in ENDINGS:
        stem, ending = plain, ""
    shown = stem.strip(". ")[:_LONGEST_NAME].strip(". ") or "van-ban"
    return f"{shown}.{ending.lower()}" if ending else shown


def keep_file(documents: Path, name: str, data: bytes) -> str:
    """Keep a file under its safe name until somebody decides about it, and return its key."""
    key = secrets.token_hex(8)
    folder = documents / _PENDING / key / "file"
    make_private(folder)
    with open_private(folder / safe_name(name)) as file:
        file.write(data)
    return key


def pending_file(documents: Path, key: str) -> Path | None:
    """The pending file with that key."""
    if not _KEY.fullmatch(key):
        return None
    folder = documents / _PENDING / key / "file"
    return next(folder.iterdir(), None) if folder.is_dir() else None


def note_document(file: Path, document: Document) -> None:
    """Keep what was read of a pending file: recognising a scan again would take minutes."""
    with open_private(file.parents[1] / _READ) as noted:
        noted.write(to_text(document).encode())


def noted_document(file: Path) -> Document | None:
    """What was read of a pending file; None if another version of the program read it."""
    try:
        stored = (file.parents[1] / _READ).read_text(encoding="utf-8")
        return from_text(Document, stored)
    except (OSError, ValueError):
        return None


def pending_of(documents: Path, sha256: str) -> tuple[str, Document] | None:
    """The key of the pending file with those bytes, and what was read of it."""
    return next((each for each in _noted(documents) if each[1].sha256 == sha256), None)


def keys_waiting(documents: Path) -> dict[str, str]:
    """The keys of the pending files that were read, by the checksums of their bytes."""
    return {document.sha256: key for key, document in _noted(documents)}


def _noted(documents: Path) -> Iterator[tuple[str, Document]]:
    """The pending files that were read: the key of each, and what was read of it."""
    folder = documents / _PENDING
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        file = pending_file(documents, each.name)
        document = noted_document(file) if file is not None else None
        if document is not None:
            yield each.name, document


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A file that waits for a decision, and when it came, seconds since 1970."""

    key: str
    file: Path
    at: float


def waiting_files(documents: Path) -> tuple[Waiting, ...]:
    """The pending files that were read, the latest first."""
    folder = documents / _PENDING
    found = []
    for each in folder.iterdir() if folder.is_dir() else ():
        file = pending_file(documents, each.name)
        if file is not None and (each / _READ).is_file():
            found.append(Waiting(key=each.name, file=file, at=each.stat().st_mtime))
    return tuple(sorted(found, key=lambda each: -each.at))


def discard_file(documents: Path, key: str) -> None:
    """Delete a pending file and what was read of it; only the latter once it was moved away."""
    if _KEY.fullmatch(key):
        shutil.rmtree(documents / _PENDING / key, ignore_errors=True)


def pending_count(documents: Path) -> int:
    """How many files wait for a decision."""
    folder = documents / _PENDING
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0


def keep_until(documents: Path, key: str, at: float) -> None:
    """Have a pending file kept for a week from a moment on, rather than from when it came."""
    if pending_file(documents, key) is not None:
        os.utime(documents / _PENDING / key, (at, at))


def set_aside(file: Path, digest: str) -> Path:
    """Take a published file out of the plans but keep its bytes; where it lies then."""
    folder = file.parent / _REPLACED
    make_private(folder)
    return file.replace(folder / f"{digest[:16]}-{file.name}")


def set_aside_file(documents: Path, name: str, digest: str) -> Path:
    """Where `set_aside` has put a file of these bytes."""
    return documents / _REPLACED / f"{digest[:16]}-{name}"


def free_name(documents: Path, name: str, taken: Container[str] = frozenset()) -> str:
    """The name, with a number behind it where it is taken, or there is such a file already."""
    stem, ending = Path(name).stem, Path(name).suffix
    number, tried = 1, name
    while tried in taken or (documents / tried).exists():
        number += 1
        tried = f"{stem} ({number}){ending}"
    return tried


def sweep(documents: Path) -> None:
    """Throw away what nobody has decided about for a week."""
    folder = documents / _PENDING
    for each in folder.iterdir() if folder.is_dir() else ():
        if time.time() - each.stat().st_mtime > _KEPT:
            shutil.rmtree(each, ignore_errors=True)
