"""Files that were uploaded and are not read yet: on disk, so that a restart loses none of them.

Each upload has a folder of its own beside the state, with a folder for each document in it, and in
that the file, or the pictures of its pages.
"""

import re
import shutil
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.files.album import is_picture
from bot.files.pending import safe_name
from index.library.durable import is_abandoned, make_private, open_private, replace_text

_UPLOADS, _ORDER = "uploads", "order"
# What the folder of a document ends with that is being deleted.
_READ = ".read"
_KEY = re.compile(r"[0-9a-f]{16}")
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came with a form: what it is called there, and its bytes."""

    name: str
    data: bytes


def documents_of(files: Sequence[Upload], *, joined: bool) -> list[list[Upload]]:
    """The files by document: the pictures are one, where they are `joined`, by their names.

    Cameras count their pictures; where all have one name, they stay as they were chosen.
    """
    pictures = [each for each in files if is_picture(safe_name(each.name))]
    if not joined or len(pictures) < 2:
        return [[each] for each in files]
    others = [[each] for each in files if each not in pictures]
    return [sorted(pictures, key=lambda each: _counted(each.name)), *others]


def _counted(name: str) -> tuple[tuple[int, str], ...]:
    """A name as it is sorted: `2` stands before `10`."""
    parts = _NUMBER.split(Path(name).stem.lower())
    return tuple((int(p), "") if p.isdecimal() else (-1, p) for p in parts)


def keep_uploads(data: Path, key: str, documents: Sequence[Sequence[Upload]]) -> None:
    """Keep the files of an upload, by document; OSError where the disk takes them not."""
    for number, files in enumerate(documents):
        folder = data / _UPLOADS / key / f"{number:03}"
        make_private(folder)
        for page, each in enumerate(files):
            with open_private(folder / f"{page:03}-{safe_name(each.name)}") as file:
                file.write(each.data)


def kept_documents(data: Path, key: str) -> tuple[Path, ...]:
    """The folders of the documents of an upload that are not read yet, in their order."""
    folder = data / _UPLOADS / key
    if not _KEY.fullmatch(key) or not folder.is_dir():
        return ()
    return tuple(sorted(e for e in folder.iterdir() if e.name.isdecimal() and kept_files(e)))


def kept_files(folder: Path) -> tuple[Path, ...]:
    """The files of a document: the pages in the order that was said, or else as they came."""
    files = sorted(folder.glob("[0-9]*-*"))
    try:
        order = [int(each) for each in (folder / _ORDER).read_text(encoding="ascii").split()]
    except (OSError, ValueError):
        return tuple(files)
    return tuple(files[each] for each in order) if _is_order(order, len(files)) else tuple(files)


def name_of(file: Path) -> str:
    """What a file of an upload is called."""
    return file.name.partition("-")[2]


def put_in_order(folder: Path, order: Sequence[int]) -> None:
    """Say in which order the pages of a document stand; places as `kept_files` has them now."""
    now = kept_files(folder)
    if _is_order(order, len(now)):
        came = sorted(now)
        replace_text(folder / _ORDER, " ".join(str(came.index(now[each])) for each in order))


def _is_order(order: Sequence[int], count: int) -> bool:
    return sorted(order) == list(range(count))


def drop_document(folder: Path) -> None:
    """Delete a document that is read: whatever breaks that off, it is not kept any more."""
    shutil.rmtree(folder.replace(folder.with_name(f"{folder.name}{_READ}")), ignore_errors=True)


def drop_upload(data: Path, key: str) -> None:
    """Delete what is left of an upload."""
    if _KEY.fullmatch(key):
        shutil.rmtree(data / _UPLOADS / key, ignore_errors=True)


def uploads_kept(data: Path) -> int:
    """How many uploads are not read yet."""
    folder = data / _UPLOADS
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0


def drop_others(data: Path, kept: Container[str]) -> None:
    """Delete the uploads that nobody has known of for hours."""
    folder = data / _UPLOADS
    for each in folder.iterdir() if folder.is_dir() else ():
        if each.name not in kept and is_abandoned(each):
            shutil.rmtree(each, ignore_errors=True)
