"""Reading the documents folder again: a new generation, and what it changed."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import BotError
from bot.files.reading import HowFar
from bot.gaps.verdicts import RegressionError, require_no_worse
from bot.library.declared import declared_of
from bot.library.holding import InForce, hold_back, listed, publish_held, told_held
from bot.library.opening import generations_folder
from bot.lock import LockFile
from bot.settings import Settings
from bot.state.declarations import Declared
from bot.wording import general as wording
from bot.wording import office as wording_office
from index.building import Built, NoDocumentsError, build, folder_sources
from index.errors import LibraryError, LibraryMissingError
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.durable import make_private
from index.library.generation import current, forward, previous, rollback
from index.library.store import Library, build_library

# Below this share of the plans there are now, somebody must say that it is meant.
_FAR_FEWER = 0.7
# Names of plans that a question lists.
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
        held: Files that may be versions of restricted plans, and are restricted now.
        published: The new library is in force; otherwise there is nothing new, or it shrinks.
        shrinks: There are far fewer plans than before, and nobody has confirmed it.
        regression: What is answered worse than before, and nobody has confirmed it.
    """

    count: int
    before: int
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    published: bool = False
    shrinks: bool = False
    regression: str | None = None

    @property
    def needs_yes(self) -> bool:
        """Whether nothing was put in force until somebody says that it is meant."""
        return self.shrinks or self.regression is not None

    def counts(self) -> str:
        """What has changed, in few words."""
        return wording_office.RELOAD_COUNTS.format(
            count=self.count,
            added=len(self.added),
            changed=len(self.changed),
            removed=len(self.removed),
        )

    def told(self) -> str:
        """The report for an admin."""
        if self.shrinks:
            shrinks = wording.SHRINKS if self.count else wording.SHRINKS_TO_NOTHING
            lines = [shrinks.format(new=self.count, old=self.before)]
        elif self.regression is not None:
            lines = [self.regression]
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
                lines.append(f"{label}: {listed(files)}")
        if self.held:
            lines.append(told_held(self.held))
        if self.refused:
            lines.append(wording.RELOAD_REFUSED.format(count=len(self.refused)))
            lines += by_reason(self.refused)
        if self.warnings:
            lines.append(wording.RELOAD_WARNINGS.format(count=len(self.warnings)))
            lines.append(listed(self.warnings, "\n"))
        return "\n".join(lines)


def by_reason(refused: Sequence[str]) -> list[str]:
    """A line for each reason, with all files that it was given for: none is left out."""
    files: dict[str, list[str]] = {}
    for each in refused:
        name, _, reason = each.partition(": ")
        files.setdefault(reason, []).append(name)
    return [f"{', '.join(names)}: {reason}" for reason, names in files.items()]


def reload_library(
    settings: Settings, tell: Callable[[HowFar], None] | None = None, *, insist: bool = False
) -> Report:
    """Read the documents folder and put what it holds in force.

    Args:
        settings: Where the folders are.
        tell: Told how far reading is.
        insist: Also if there are far fewer plans than before, or the same.

    Raises:
        ReloadError: The settings name no folder of plans or of generations.
        StateError: Another reload is under way.
        SearchError: Nothing can be written.
    """
    documents, folder = folders_of(settings)
    with LockFile(folder / "reload.lock", wording.RELOAD_BUSY):
        temporary = folder / f"reload.{os.getpid()}.tmp"
        try:
            old = _cards(folder)
            built = _build(documents, temporary, declared_of(settings), tell)
            if tell is not None:
                tell(HowFar(is_over=True))
            new = _cards(temporary)
            report = _compare(
                old, new, built.refused, tuple(f"{name}: {text}" for name, text in built.warnings)
            )
            if len(new) < _FAR_FEWER * len(old) and not insist:
                return replace(report, shrinks=True)
            if not insist and _same(folder, temporary):
                return report
            if not insist:
                require_no_worse(settings, folder, temporary)
            held = publish_held(settings, folder, temporary)
            return replace(report, held=held, published=True)
        except RegressionError as error:
            return replace(report, regression=str(error))
        except OSError as error:
            raise ReloadError(wording_office.NOT_PUBLISHED.format(reason=error)) from error
        finally:
            temporary.unlink(missing_ok=True)


def _build(
    documents: Path, file: Path, declared: Declared, tell: Callable[[HowFar], None] | None
) -> Built:
    """Build a library of the folder; one of nothing where no plan is left in it.

    Raises:
        ReloadError: The folder itself is gone: a disk that is not there has lost nothing.
    """
    if not documents.is_dir():
        raise ReloadError(wording.DOCUMENTS_GONE)
    try:
        sources = folder_sources(documents)
        progress, advance = _tellers(tell, len(sources))
        return build(
            sources,
            file,
            progress=progress,
            advance=advance,
            amended=declared.applied,
            withdrawn=declared.withdrawn,
        )
    except NoDocumentsError as error:
        build_library(file, [])
        return Built(documents=0, refused=error.refused, warnings=())


def _tellers(
    tell: Callable[[HowFar], None] | None, count: int
) -> tuple[Callable[[int], None] | None, Callable[[int, int], None] | None]:
    """What is called with the files that are read of so many, and with the pages of one."""
    if tell is None:
        return None, None
    read = 0

    def progress(files: int) -> None:
        nonlocal read
        read = files
        tell(HowFar(files=(read, count)))

    def advance(done: int, total: int) -> None:
        tell(HowFar(files=(read, count), pages=(done, total)))

    return progress, advance


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The generation before the one in force, and what putting it in force would change.

    Attributes:
        key: Tells it from other generations.
        count: Plans in it.
        lost: Names of plans that it does not hold.
        older: Names of plans of which it holds another version.
    """

    key: str
    count: int
    lost: tuple[str, ...]
    older: tuple[str, ...]

    def told(self, *, head: str = wording_office.ROLL_BACK_HEAD) -> str:
        """The question to an admin whether it is meant, behind what the generation is."""
        lines = [head.format(count=self.count)]
        for sentence, names in (
            (wording_office.ROLL_BACK_LOSES, self.lost),
            (wording_office.ROLL_BACK_OLDER, tuple(dict.fromkeys(self.older))),
        ):
            if names:
                said, rest = "; ".join(names[:_LISTED]), len(names) - _LISTED
                if rest > 0:
                    said = wording_office.AND_MORE.format(names=said, rest=rest)
                lines.append(sentence.format(names=said))
        return "\n".join([*lines, wording_office.ROLL_BACK_ASK])


def earlier_library(settings: Settings) -> Earlier:
    """What `roll_back` would put in force.

    Raises:
        ReloadError: As `reload_library`.
        LibraryMissingError: There is no generation before.
        LibraryError: It cannot be read.
    """
    _, folder = folders_of(settings)
    file = previous(folder)
    if file is None:
        raise LibraryMissingError(wording_office.NO_EARLIER)
    return _other(folder, file)


def later_library(settings: Settings, key: str) -> Earlier:
    """What `go_forward` would put in force; raises as `earlier_library`."""
    _, folder = folders_of(settings)
    file = folder / Path(key).name
    if not file.is_file():
        raise LibraryMissingError(wording_office.NO_EARLIER)
    return _other(folder, file)


def _other(folder: Path, file: Path) -> Earlier:
    then = _versions(file)
    try:
        now = _versions(folder)
    except LibraryError:
        # It is damaged, maybe the very reason to go back.
        now = {}
    names = {name for name, _ in then.values()}
    older = {
        name
        for sha256, (name, version) in now.items()
        if sha256 in then and then[sha256][1] != version
    }
    gone = [name for sha256, (name, _) in now.items() if sha256 not in then]
    return Earlier(
        key=file.name,
        count=len(then),
        lost=tuple(name for name in gone if name not in names),
        older=(*(name for name in gone if name in names), *sorted(older)),
    )


def _versions(path: Path) -> dict[str, tuple[str, str]]:
    """The plans of a library by checksum: the name, and what admins have said of it."""
    with Library.open(path) as library:
        documents = (library.document(card.id) for card in library.documents)
        return {
            each.sha256: (full_name(each), repr((each.corrections, each.standing)))
            for each in documents
        }


def roll_back(settings: Settings, *, to: str | None = None) -> tuple[InForce, str]:
    """Put the generation before in force.

    Args:
        settings: Where the folders are.
        to: The key of the generation that is meant; None for whichever it is.

    Raises:
        ReloadError: As `reload_library`; or another generation than `to` comes next by now.
        StateError: As `reload_library`.
        LibraryMissingError: There is no generation before.

    Returns:
        What is in force now, and the key of the generation that was left.
    """
    _, folder = folders_of(settings)
    with LockFile(folder / "reload.lock", wording.RELOAD_BUSY):
        file = previous(folder)
        if to is not None and (file is None or file.name != to):
            raise ReloadError(wording.CHOICE_GONE)
        left = current(folder).name
        held = hold_back(settings, folder, file, known=True) if file is not None else ()
        rollback(folder)
        return InForce(count=len(_cards(folder)), held=held), left


def go_forward(settings: Settings, key: str) -> InForce:
    """Put the generation in force again that `roll_back` has left; raises as that does."""
    _, folder = folders_of(settings)
    with LockFile(folder / "reload.lock", wording.RELOAD_BUSY):
        file = folder / Path(key).name
        held = hold_back(settings, folder, file, known=True) if file.is_file() else ()
        forward(folder, key)
        return InForce(count=len(_cards(folder)), held=held)


def folders_of(settings: Settings) -> tuple[Path, Path]:
    """The folder of plan files and that of generations; ReloadError where there is none."""
    if settings.documents is None:
        raise ReloadError(wording.NO_DOCUMENTS_FOLDER)
    folder = generations_folder(settings)
    if folder is None:
        raise ReloadError(wording.NOT_GENERATIONS)
    try:
        make_private(folder)
    except OSError as error:
        told = wording.UNWRITABLE.format(path=folder, reason=error.strerror)
        raise ReloadError(told) from error
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
        # None yet; or a damaged one, which still has cards maybe: the new one repairs it.
        return False
