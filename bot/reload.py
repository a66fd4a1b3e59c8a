"""Reading the documents folder again: a new generation, and what it changed."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from bot import wording
from bot.errors import BotError
from bot.lock import LockFile
from bot.settings import Settings
from bot.shelf import generations_folder
from index.building import build, folder_sources
from index.card import DocumentCard
from index.errors import LibraryError
from index.generation import current, publish, rollback
from index.store import Library

# Below this share of the plans there are now, somebody must say that it is meant.
_FAR_FEWER = 0.7
# Names and warnings that a report lists.
_LISTED = 10


class ReloadError(BotError):
    """A reload that cannot be done with these settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a reload did.

    Attributes:
        count: Plans in the new library.
        before: Plans in the one before.
        added: File names, as for the next two.
        refused: For each unreadable file the reason.
        warnings: What is worth a look.
        published: The new library is in force; otherwise there is nothing new, or it shrinks.
        shrinks: There are far fewer plans than before, and nobody has confirmed it.
    """

    count: int
    before: int
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    published: bool = False
    shrinks: bool = False

    def told(self) -> str:
        """The report for an admin."""
        if self.shrinks:
            lines = [wording.SHRINKS.format(new=self.count, old=self.before)]
        elif not self.published:
            lines = [wording.UNCHANGED.format(count=self.count)]
        else:
            lines = [
                wording.RELOADED.format(
                    count=self.count,
                    added=len(self.added),
                    changed=len(self.changed),
                    removed=len(self.removed),
                )
            ]
        for name, label in wording.RELOAD_LISTS:
            files: tuple[str, ...] = getattr(self, name)
            if files:
                lines.append(f"{label}: {_listed(files, ', ')}")
        if self.refused:
            lines.append(wording.RELOAD_REFUSED.format(count=len(self.refused)))
            lines.append(_listed(self.refused, "\n"))
        if self.warnings:
            lines.append(wording.RELOAD_WARNINGS.format(count=len(self.warnings)))
            lines.append(_listed(self.warnings, "\n"))
        return "\n".join(lines)


def _listed(items: tuple[str, ...], separator: str) -> str:
    rest = len(items) - _LISTED
    more = f"{separator}{wording.MORE_FILES.format(count=rest)}" if rest > 0 else ""
    return separator.join(items[:_LISTED]) + more


def reload_library(settings: Settings, *, insist: bool = False) -> Report:
    """Read the documents folder and put what it holds in force.

    Args:
        settings: Where the folders are.
        insist: Also if there are far fewer plans than before, or the same.

    Raises:
        ReloadError: The settings name no folder of plans or of generations.
        StateError: Another reload is under way.
        SearchError: No plan can be read, or nothing can be written.
    """
    documents, folder = folders_of(settings)
    with LockFile(folder / "reload.lock", wording.RELOAD_BUSY):
        temporary = folder / f"reload.{os.getpid()}.tmp"
        try:
            old = _cards(folder)
            built = build(folder_sources(documents), temporary)
            new = _cards(temporary)
            report = _compare(
                old, new, built.refused, tuple(f"{name}: {text}" for name, text in built.warnings)
            )
            if len(new) < _FAR_FEWER * len(old) and not insist:
                return replace(report, shrinks=True)
            if old and not insist and _same(current(folder), temporary):
                return report
            publish(folder, temporary)
            return replace(report, published=True)
        finally:
            temporary.unlink(missing_ok=True)


def roll_back(settings: Settings) -> int:
    """Put the generation before in force, and return how many plans it has.

    Raises:
        ReloadError, StateError: As `reload_library`.
        LibraryMissingError: There is no generation before.
    """
    _, folder = folders_of(settings)
    with LockFile(folder / "reload.lock", wording.RELOAD_BUSY):
        rollback(folder)
        return len(_cards(folder))


def folders_of(settings: Settings) -> tuple[Path, Path]:
    """The folder of plan files and that of generations; raises ReloadError where one is not set."""
    if settings.documents is None:
        raise ReloadError(wording.NO_DOCUMENTS_FOLDER)
    folder = generations_folder(settings)
    if folder is None:
        raise ReloadError(wording.NOT_GENERATIONS.format(path=settings.library))
    folder.mkdir(parents=True, exist_ok=True)
    return settings.documents, folder


def _cards(path: Path) -> tuple[DocumentCard, ...]:
    """The cards of a library; none where nothing is there, or nothing that can be read."""
    try:
        with Library.open(path) as library:
            return library.documents
    except LibraryError:
        # Missing, damaged or of another version: the new library takes its place.
        return ()


def _compare(
    old: tuple[DocumentCard, ...],
    new: tuple[DocumentCard, ...],
    refused: tuple[str, ...],
    warnings: tuple[str, ...],
) -> Report:
    before = {card.source_file: card.sha256 for card in old}
    after = {card.source_file: card.sha256 for card in new}
    same = before.keys() & after.keys()
    return Report(
        count=len(new),
        before=len(old),
        added=tuple(name for name in after if name not in before),
        changed=tuple(name for name in after if name in same and after[name] != before[name]),
        removed=tuple(name for name in before if name not in after),
        refused=refused,
        warnings=warnings,
    )


def _same(left: Path, right: Path) -> bool:
    """Whether two libraries hold the same, in whatever order: one grew file by file maybe."""
    try:
        with Library.open(left) as ours, Library.open(right) as theirs:
            ids = {card.id for card in ours.documents}
            return ids == {card.id for card in theirs.documents} and all(
                ours.document(each) == theirs.document(each)
                and ours.passages_of(each) == theirs.passages_of(each)
                for each in ids
            )
    except LibraryError:
        # A damaged library still has cards maybe: the new one repairs it.
        return False
