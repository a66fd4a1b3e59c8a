"""Putting one pending file in force, without reading the others again."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.files.pending import free_name, noted_document, set_aside
from bot.gaps.verdicts import RegressionError, require_no_worse
from bot.library.declared import declared_of
from bot.library.reload import CHANGING, ReloadError, folders_of
from bot.lock import LockFile
from bot.settings import Settings
from bot.state.declarations import Version, Withdrawal
from bot.state.state import State
from bot.wording import general as wording
from bot.wording import office as wording_office
from index.building import entries
from index.errors import SearchError
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.store import Library, change_library
from index.search.calibration import evidence_floor
from knowledge.document import Document
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


def admit(
    state: State, documents: Path, file: Path, document: Document, replaced: Sequence[DocumentCard]
) -> str:
    """The name under which a pending file will lie; what is said of older versions goes with it.

    One that was withdrawn takes the place of its own file, which lies there still. From now on it
    is due, until `settle` or `turn_away`: what a crash breaks off is done at the next start.
    """
    back = state.declared.restore(document.sha256)
    for each in replaced:
        state.declared.carry(each.sha256, document.sha256)
        called, now = full_name(each), time.time()
        old = Version(sha256=each.sha256, file=each.source_file, name=called, until=now)
        state.declared.replace(document.sha256, old)
    held = back if back is not None and "/" not in back else None
    name = held or name_for(documents, file, replaced)
    state.declared.begin(document.sha256, name)
    return name


def turn_away(
    state: State, sha256: str, withdrawn: Withdrawal | None, replaced: Sequence[DocumentCard]
) -> None:
    """Undo what `admit` has noted of a file that is not published.

    Args:
        state: In its thread.
        sha256: Of the file.
        withdrawn: What was said of it before that.
        replaced: As for `admit`.
    """
    for each in replaced:
        state.declared.carry(sha256, each.sha256)
    state.declared.forget_versions(sha256)
    if withdrawn is not None:
        state.declared.withdraw(withdrawn)
    state.declared.settle((sha256,))


def publish_file(
    settings: Settings,
    file: Path,
    name: str,
    replaced: Sequence[DocumentCard],
    *,
    insist: bool = False,
) -> int:
    """Move a pending file among the plans and put it in force in place of others.

    Args:
        settings: Where the folders are.
        file: The pending file.
        name: What it will be called; see `name_for`.
        replaced: Documents of the library that it is a new version of. Their files are kept.
        insist: Also if questions that an admin has judged are answered worse then.

    Raises:
        ReloadError: The settings name no folder of plans or of generations.
        StateError: A reload is under way and does not end; it is waited for.
        RegressionError: See `insist`; all is as before then.
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
                accept=None if insist else partial(require_no_worse, settings, folder),
            )
        except (OSError, ValueError, SearchError, RegressionError) as error:
            for old, new in reversed(moved):
                new.replace(old)
            if isinstance(error, (SearchError, RegressionError)):
                raise
            raise ReloadError(wording_office.NOT_PUBLISHED.format(reason=error)) from error
        with Library.open(folder) as library:
            return len(library.documents)
