"""Putting in force what admins say of documents: corrected, replaced, withdrawn, restored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.files.pending import set_aside_file
from bot.files.preview import versions
from bot.library.declared import declared_of
from bot.library.holding import hold_back
from bot.library.reload import ReloadError, folders_of
from bot.lock import CHANGING, LockFile
from bot.settings import Settings
from bot.wording import general as wording
from bot.wording import library as wording_library
from index.building import entries
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.store import Library, change_library
from index.search.calibration import evidence_floor
from knowledge.document import Document
from knowledge.errors import KnowledgeError
from knowledge.reader import read_documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What came of putting in force what is said.

    Attributes:
        count: Documents in the library then.
        told: Names of those that are told in another way now; so `withdrawn` and `restored`.
        lost: Checksums of those whose file cannot be found or read any more.
        held: The files that were restricted on the way, see `hold_back`.
    """

    count: int
    told: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


def put_in_force(settings: Settings, due: Mapping[str, str]) -> Changed:
    """Have the library tell what is said of some documents; waits for whoever changes it now.

    Args:
        settings: Where the folders are.
        due: Their checksums, each with the file of a document that was withdrawn and is to come
            back; "" for what is in the library.

    Raises:
        ReloadError: The settings name no folder of plans or of generations.
        StateError: Somebody else changes the library for too long, or what is restricted is not
            known.
        SearchError: The library cannot be changed; it is as before then.
    """
    documents, folder = folders_of(settings)
    with LockFile(folder / "reload.lock", wording.RELOAD_BUSY, wait=CHANGING):
        declared = declared_of(settings)
        with Library.open(folder) as library:
            held = {card.sha256: card for card in library.documents}
            before = [library.document(held[each].id) for each in due if each in held]
        kept = [each for each in before if each.sha256 not in declared.withdrawn]
        told = [new for old in kept if (new := declared.applied(old)) != old]
        gone = [each for each in before if each.sha256 in declared.withdrawn]
        back = {
            sha256: _read_again(documents, file, sha256)
            for sha256, file in due.items()
            if file and sha256 not in held and sha256 not in declared.withdrawn
        }
        found = [declared.applied(each) for each in back.values() if each is not None]
        left = _left_behind(documents, found, list(held.values()))
        withdraw = {each.id for each in (*told, *gone)} | {each.id for each in left}
        limited: list[str] = []
        if withdraw or found:
            change_library(
                folder,
                add=entries([*told, *found]),
                withdraw=sorted(withdraw),
                measure=evidence_floor,
                accept=partial(_accept, settings, folder, limited) if found else None,
            )
        return Changed(
            count=len(held) - len(gone) - len(left) + len(found),
            told=tuple(map(full_name, told)),
            withdrawn=tuple(map(full_name, gone)),
            restored=tuple(map(full_name, found)),
            lost=tuple(sha256 for sha256, each in back.items() if each is None),
            held=tuple(limited),
        )


def _accept(settings: Settings, folder: Path, limited: list[str], file: Path) -> None:
    """Restrict what comes back and is like a plan that was restricted meanwhile."""
    limited += hold_back(settings, folder, file)


def _left_behind(
    documents: Path, found: Sequence[Document], held: Sequence[DocumentCard]
) -> list[DocumentCard]:
    """The versions that a publication which was broken off had set aside already."""
    replaced = (each for new in found for each in versions(DocumentCard.of(new), held)[0])
    return [
        each
        for each in dict.fromkeys(replaced)
        if not (documents / each.source_file.partition("/")[0]).is_file()
    ]


def _read_again(documents: Path, file: str, sha256: str) -> Document | None:
    """The document with that checksum in the file of that name, or in the archive around it."""
    name = file.partition("/")[0]
    path = _place_of(documents, name, sha256)
    if path is None:
        return None
    try:
        read = read_documents(path, source_file=name)
    except KnowledgeError:
        return None
    return next((each for each in read.documents if each.sha256 == sha256), None)


def _place_of(documents: Path, name: str, sha256: str) -> Path | None:
    """Where a file lies, whether or not it holds those bytes."""
    places = (documents / name, set_aside_file(documents, name, sha256))
    return next((place for place in places if place.is_file()), None)


def require_restorable(documents: Path, file: str, sha256: str) -> None:
    """Find out whether a document could come back before it is taken away.

    Raises:
        ReloadError: Its file is not where it was.
    """
    if _place_of(documents, file.partition("/")[0], sha256) is None:
        raise ReloadError(wording_library.NOT_RESTORABLE.format(file=file))
