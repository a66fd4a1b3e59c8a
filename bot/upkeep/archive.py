"""What a backup is: a zip of all that must be kept, with a list of it and checksums.

The names in it begin with what they belong to, `data/`, `library/` or `documents/`, since these
folders lie elsewhere on another machine.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bot.errors import BotError
from bot.state.schema import MIGRATIONS
from bot.wording import upkeep as wording_upkeep
from knowledge.codec import from_text

# To be raised where older programs could not restore a backup.
FORMAT = 1
MANIFEST = "manifest.json"
DATA, LIBRARY, DOCUMENTS = "data", "library", "documents"
STATE = f"{DATA}/state.db"
# Bytes read at a time; and of the list of a backup, some hundred thousand files, at most.
_CHUNK, _LONGEST_LIST = 1 << 20, 64 << 20
_PLACE = re.compile(rf"(?:{DATA}|{LIBRARY}|{DOCUMENTS})(?:/[^/\\\0]+)+")
# What no file system takes for a name of its own; a colon names a disk on Windows.
_PATHS = re.compile(r"/\.{1,2}(?:/|$)|/[A-Za-z]:")


class BackupError(BotError):
    """A backup that cannot be made, read or restored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file: its name in the backup, its bytes, and their checksum in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds.

    Attributes:
        format: See `FORMAT`.
        state: How many migrations the state file has been through.
        made: When, as YYYY-MM-DD HH:MM, in the time of that machine.
        library: The name in it of the library file; None where there is none.
        entries: Every file but this list.
    """

    format: int
    state: int
    made: str
    library: str | None
    entries: tuple[Entry, ...]

    def under(self, root: str) -> tuple[Entry, ...]:
        """The files that belong to `DATA`, `LIBRARY` or `DOCUMENTS`."""
        return tuple(each for each in self.entries if each.name.startswith(f"{root}/"))

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(each.size for each in self.entries)


def copied(source: IO[bytes], target: IO[bytes]) -> tuple[int, str]:
    """Copy to the end; how many bytes those were, and their checksum."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        target.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


def read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """The list of a backup, after comparing it with what is there.

    Raises:
        BackupError: It is no backup, a newer program made it, or its names are not those of files
            in the folders that it may fill.
    """
    try:
        info = archive.getinfo(MANIFEST)
        if info.file_size > _LONGEST_LIST:
            raise ValueError("too long")
        text = archive.read(info).decode()
        stored = json.loads(text)
        newer = stored["format"] > FORMAT or stored["state"] > len(MIGRATIONS)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise BackupError(wording_upkeep.NO_BACKUP.format(path=path)) from error
    if newer:
        raise BackupError(wording_upkeep.BACKUP_NEWER.format(path=path))
    try:
        manifest = from_text(Manifest, text)
    except ValueError as error:
        raise BackupError(wording_upkeep.NO_BACKUP.format(path=path)) from error
    _require_listed(archive.infolist(), manifest, path)
    return manifest


def _require_listed(held: Iterable[zipfile.ZipInfo], manifest: Manifest, path: Path) -> None:
    sizes = {each.name: each.size for each in manifest.entries}
    listed = [each.name for each in manifest.entries]
    odd = next((name for name in listed if not is_place(name)), None)
    found = [(each.filename, each.file_size) for each in held if each.filename != MANIFEST]
    wrong = odd or next((name for name, size in found if sizes.get(name) != size), None)
    if wrong is None and len(found) != len(sizes):
        wrong = MANIFEST
    if wrong is not None or len(listed) != len(sizes):
        told = wording_upkeep.BACKUP_DAMAGED.format(path=path, what=repr(wrong or MANIFEST))
        raise BackupError(told)


def is_place(name: str) -> bool:
    """Whether a name is that of a file within one of the folders, on every file system."""
    return _PLACE.fullmatch(name) is not None and _PATHS.search(name) is None
