"""Reading files that were sent in; an archive of several plans becomes as many pending files."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.files.pending import discard_file, keep_file, keys_waiting, note_document, pending_file
from bot.wording import office as wording_office
from knowledge.document import Document
from knowledge.errors import UnreadableFileError
from knowledge.head.secrecy import require_not_secret
from knowledge.readers.sandbox import Sandbox, require_small
from knowledge.sniff import FileKind, file_kind

_Several = list[tuple[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class HowFar:
    """How far reading is.

    Attributes:
        files: Files of an archive that are read, and how many there are; (0, 1) for one file.
        pages: Pages of the present file that are recognised, and of how many; (0, 0) for none.
        is_over: All is read, and what comes of it is being put in force: it stops no more.
    """

    files: tuple[int, int] = (0, 1)
    pages: tuple[int, int] = (0, 0)
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesRead:
    """What came out of a file that was sent in.

    Attributes:
        keys: Of the pending files, each with one plan that was read.
        refused: For each file of an archive that was not taken the reason, its name first.
    """

    keys: tuple[str, ...]
    refused: tuple[str, ...] = ()


def read_pending(documents: Path, key: str, tell: Callable[[HowFar], None]) -> FilesRead:
    """Read a pending file, and note what was read beside it.

    One that holds several plans is gone afterwards; each of them lies there in its place.

    Args:
        documents: The folder of plans.
        key: The key of the pending file.
        tell: Told how far reading is.

    Raises:
        UnreadableFileError: Nothing in it can be read, or it bears the stamp of a state secret.
    """
    file = pending_file(documents, key)
    if file is None:
        raise UnreadableFileError(wording_office.FILE_GONE)
    data, name = file.read_bytes(), file.name
    require_small(data, name)
    at = [0, 1]

    def advance(done: int, total: int) -> None:
        tell(HowFar(files=(at[0], at[1]), pages=(done, total)))

    with Sandbox(advance) as sandbox:
        members = _members(sandbox, data, name)
        if len(members) < 2:
            note_document(file, _allowed(sandbox, data, name))
            return FilesRead(keys=(key,))
        read: list[tuple[bytes, Document]] = []
        refused: list[str] = []
        for number, (member, content) in enumerate(members):
            at[:] = number, len(members)
            tell(HowFar(files=(number, len(members))))
            try:
                read.append((content, _allowed(sandbox, content, member)))
            except UnreadableFileError as error:
                refused.append(str(error))
    if not read:
        raise UnreadableFileError("\n".join(refused))
    return _kept_apart(documents, key, read, refused)


def _members(sandbox: Sandbox, data: bytes, name: str) -> _Several:
    """The files in an archive or a letter; none of another file."""
    is_packed = file_kind(data, name) in (FileKind.ARCHIVE, FileKind.MAIL)
    return sandbox.members(data, name) if is_packed else []


def _allowed(sandbox: Sandbox, data: bytes, name: str) -> Document:
    document = sandbox.read(data, name)
    require_not_secret(document.text, name)
    return document


def _kept_apart(
    documents: Path, key: str, read: list[tuple[bytes, Document]], refused: list[str]
) -> FilesRead:
    """Keep each file of an archive that was read in the place of the archive.

    One whose bytes wait already is not kept once more: the archive may have been half taken up.
    """
    first: dict[str, str] = {}
    waiting = keys_waiting(documents)
    keys = []
    for content, document in read:
        member, digest = document.source_file, hashlib.sha256(content).hexdigest()
        if digest in first:
            told = wording_office.FILE_TWICE.format(name=member, other=first[digest])
            refused.append(told)
            continue
        first[digest] = member
        if digest in waiting:
            keys.append(waiting[digest])
            continue
        keys.append(keep_file(documents, _leaf(member, content), content))
        file = pending_file(documents, keys[-1])
        assert file is not None
        note_document(file, replace(document, source_file=file.name))
    discard_file(documents, key)
    return FilesRead(keys=tuple(keys), refused=tuple(refused))


def _leaf(member: str, content: bytes) -> str:
    """What a file of an archive is called by itself; pictures that belong together are packed."""
    name = member.rpartition("/")[2]
    packed = file_kind(content, name) is FileKind.ARCHIVE and not name.lower().endswith(".zip")
    return f"{name}.zip" if packed else name
