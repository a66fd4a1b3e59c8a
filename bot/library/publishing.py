"""Putting pending files in force, without reading the others again."""

import time
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bot.errors import BotError
from bot.files.pending import free_name, noted_document, set_aside
from bot.gaps.verdicts import require_no_worse
from bot.library.declared import declared_of
from bot.library.holding import InForce, hold_back
from bot.library.reload import ReloadError, folders_of
from bot.lock import CHANGING, LockFile
from bot.settings import Settings
from bot.state.declarations import Declared, Version, Withdrawal
from bot.state.state import State
from bot.wording import general as wording
from bot.wording import office as wording_office
from index.building import entries
from index.errors import SearchError
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.store import Library, change_library
from index.search.calibration import evidence_floor
from knowledge.document import Correction, Document
from knowledge.file_names import is_copy


class CorrectedMeanwhileError(ReloadError):
    """A file was corrected between being looked at and being moved; it is not in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A pending file that is about to be put in force.

    Attributes:
        file: Where it lies.
        name: What it will be called among the plans.
        sha256: Of its bytes.
        replaced: Documents of the library that it is a new version of. Their files are kept.
        said: The corrections with which it was looked at; with others it is not put in force.
        withdrawn: What was said of it before, where it had been withdrawn.
    """

    file: Path
    name: str
    sha256: str
    replaced: tuple[DocumentCard, ...]
    said: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None


def name_for(
    documents: Path,
    file: Path,
    replaced: Sequence[DocumentCard],
    taken: Container[str] = frozenset(),
) -> str:
    """The name under which a pending file will lie among the plans.

    A copy takes the name of what it replaces: who may see a plan without a number hangs on that.
    `taken` are names that other files will have by then.
    """
    gone = [card.source_file for card in replaced]
    if file.name in gone:
        return file.name
    copied = (name for name in gone if "/" not in name and is_copy(file.name, name))
    return next(copied, None) or free_name(documents, file.name, taken)


def admit(
    state: State,
    documents: Path,
    file: Path,
    document: Document,
    replaced: Sequence[DocumentCard],
    taken: Container[str] = frozenset(),
    *,
    said: tuple[Correction, ...] = (),
) -> Admitted:
    """Note that a pending file is about to be in force; what is said of older versions goes along.

    One that was withdrawn takes the place of its own file, which lies there still. From now on it
    is due, until `settle` or `turn_away`: what a crash breaks off is done at the next start.
    `said` are the corrections that the document holds.
    """
    withdrawn = state.declared.withdrawal(document.sha256)
    back = state.declared.restore(document.sha256)
    for each in replaced:
        state.declared.carry(each.sha256, document.sha256)
        called, now = full_name(each), time.time()
        old = Version(sha256=each.sha256, file=each.source_file, name=called, until=now)
        state.declared.replace(document.sha256, old)
    held = back if back is not None and "/" not in back else None
    name = held or name_for(documents, file, replaced, taken)
    state.declared.begin(document.sha256, name)
    return Admitted(
        file=file,
        name=name,
        sha256=document.sha256,
        replaced=tuple(replaced),
        said=said,
        withdrawn=withdrawn,
    )


def settle(state: State, admitted: Sequence[Admitted]) -> None:
    """Note that files are in force; what was corrected of one since then is due still."""
    said = state.declared.everything().corrections
    state.declared.settle(e.sha256 for e in admitted if said.get(e.sha256, ()) == e.said)


def turn_away(state: State, admitted: Admitted) -> None:
    """Undo what `admit` has noted of a file that is not published."""
    for each in admitted.replaced:
        state.declared.carry(admitted.sha256, each.sha256)
    state.declared.forget_versions(admitted.sha256)
    if admitted.withdrawn is not None:
        state.declared.withdraw(admitted.withdrawn)
    state.declared.settle((admitted.sha256,))


def publish_files(
    settings: Settings, admitted: Sequence[Admitted], *, insist: bool = False
) -> InForce:
    """Move pending files among the plans and put them in force together.

    Args:
        settings: Where the folders are.
        admitted: The files.
        insist: Also if questions that an admin has judged are answered worse then.

    Raises:
        ReloadError: The settings name no folder of plans or of generations.
        CorrectedMeanwhileError: Of a file something else is said than it was looked at with.
        StateError: A reload is under way and does not end; it is waited for. Or what is restricted
            is not known; all is as before then.
        RegressionError: See `insist`; all is as before then.
        SearchError: The library cannot be changed; the files are as before then.

    Returns:
        What is in force then.
    """
    documents, folder = folders_of(settings)
    with LockFile(folder / "reload.lock", wording.RELOAD_BUSY, wait=CHANGING):
        declared = declared_of(settings)
        read = [_as_published(each, declared) for each in admitted]
        moved: list[tuple[Path, Path]] = []
        held: list[str] = []
        try:
            for each in admitted:
                _move(each, documents, moved)
            change_library(
                folder,
                add=entries(read),
                withdraw=list(dict.fromkeys(c.id for each in admitted for c in each.replaced)),
                measure=evidence_floor,
                accept=partial(_accept, settings, folder, held, insist=insist),
            )
        except (OSError, ValueError, SearchError, BotError) as error:
            for old, new in reversed(moved):
                new.replace(old)
            if isinstance(error, (SearchError, BotError)):
                raise
            raise ReloadError(wording_office.NOT_PUBLISHED.format(reason=error)) from error
        with Library.open(folder) as library:
            return InForce(count=len(library.documents), held=tuple(held))


def _accept(settings: Settings, folder: Path, held: list[str], file: Path, *, insist: bool) -> None:
    """See `require_no_worse`; and hold back what nobody was asked about, noting it in `held`."""
    if not insist:
        require_no_worse(settings, folder, file)
    held += hold_back(settings, folder, file)


def _as_published(each: Admitted, declared: Declared) -> Document:
    document = noted_document(each.file)
    if document is None:
        raise ReloadError(wording_office.FILE_GONE)
    if declared.corrections.get(each.sha256, ()) != each.said:
        told = wording_office.CORRECTED_SINCE.format(file=each.file.name)
        raise CorrectedMeanwhileError(told)
    return declared.applied(replace(document, source_file=each.name))


def _move(each: Admitted, documents: Path, moved: list[tuple[Path, Path]]) -> None:
    """Move a file to where it will lie, and what it replaces aside; note what went where."""
    for card in each.replaced:
        old = documents / card.source_file
        # A plan out of an archive has no file of its own.
        if old.parent == documents and old.is_file():
            moved.append((old, set_aside(old, card.sha256)))
    moved.append((each.file, each.file.replace(documents / each.name)))
