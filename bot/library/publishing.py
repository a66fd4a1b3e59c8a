"""Putting one pending file in force, without reading the others again."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot import wording, wording_office
from bot.files.pending import free_name, noted_document, set_aside
from bot.library.declared import declared_of
from bot.library.reload import CHANGING, ReloadError, folders_of
from bot.lock import LockFile
from bot.settings import Settings
from index.building import entries
from index.errors import SearchError
from index.library.card import DocumentCard
from index.library.store import Library, change_library
from index.search.calibration import evidence_floor
from knowledge.file_names import is_copy


def name_for(documents: Path, file: Path, replaced: Sequence[DocumentCard]) -> str:
    """The name under which a pending file will lie among the plans.

    A copy takes the name of what it replaces: who may see a plan without a number hangs on that.
    """
    gone = [card.source_file for card in replaced]
    if file.name in gone:
        return file.name
    copied = (name for name in gone if "/" not in name and is_copy(file.name, name))
    return next(copied, None) or free_name(documents, file.name)


def publish_file(
    settings: Settings, file: Path, name: str, replaced: Sequence[DocumentCard]
) -> int:
    """Move a pending file among the plans and put it in force in place of others.

    Args:
        settings: Where the folders are.
        file: The pending file.
        name: What it will be called; see `name_for`.
        replaced: Documents of the library that it is a new version of. Their files are kept.

    Raises:
        ReloadError: The settings name no folder of plans or of generations.
        StateError: A reload is under way and does not end; it is waited for.
        SearchError: The library cannot be changed; the files are as before then.

    Returns:
        How many documents the library holds then.
    """
    documents, folder = folders_of(settings)
    with LockFile(folder / "reload.lock", wording.RELOAD_BUSY, wait=CHANGING):
        document = noted_document(file)
        if document is None:
            raise ReloadError(wording_office.FILE_GONE)
        document = declared_of(settings).applied(replace(document, source_file=name))
        moved: list[tuple[Path, Path]] = []
        try:
            for card in replaced:
                old = documents / card.source_file
                # A plan out of an archive has no file of its own.
                if old.parent == documents and old.is_file():
                    moved.append((old, set_aside(old, card.sha256)))
            target = documents / name
            moved.append((file, file.replace(target)))
            change_library(
                folder,
                add=entries([document]),
                withdraw=[card.id for card in replaced],
                measure=evidence_floor,
            )
        except (OSError, ValueError, SearchError) as error:
            for old, new in reversed(moved):
                new.replace(old)
            if isinstance(error, SearchError):
                raise
            raise ReloadError(wording_office.NOT_PUBLISHED.format(reason=error)) from error
        with Library.open(folder) as library:
            return len(library.documents)
