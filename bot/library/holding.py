"""Plans of a new library that may be restricted ones: restricted, too, until an admin answers."""

import logging
from collections.abc import Container, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from bot.rights.audience import Restriction, shared_circles
from bot.settings import Settings
from bot.state.audience import Audiences
from bot.state.safeguard import Safeguard
from bot.state.state import State
from bot.wording import general as wording
from bot.wording import office as wording_office
from index.errors import LibraryError
from index.library.card import DocumentCard
from index.library.duplicates import may_be_version, sketch
from index.library.generation import current, publish
from index.library.schema import HeldFile, held_files
from index.library.store import Library

logger = logging.getLogger(__name__)

Marks = tuple[int, ...]

# Names that are listed, of files held back.
_LISTED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A library that was just put in force.

    Attributes:
        count: Documents in it.
        held: The files that were restricted on the way, see `hold_back`.
    """

    count: int
    held: tuple[str, ...] = ()

    def told(self, sentence: str) -> str:
        """What is said of the library, and what was restricted."""
        return "\n".join([sentence, told_held(self.held)]) if self.held else sentence


def publish_held(settings: Settings, folder: Path, built: Path) -> tuple[str, ...]:
    """Put a finished library in force, after `hold_back`, which says what is returned."""
    held = hold_back(settings, folder, built)
    publish(folder, built)
    return held


def hold_back(
    settings: Settings, folder: Path, built: Path, *, known: bool = False
) -> tuple[str, ...]:
    """Restrict what a library brings that may be a version of a restricted plan; the files.

    What is told by its head is restricted as it is. Here it is told by its words; or it has no
    number that can be read, and a restricted plan is gone. Nobody was asked about it: it is shown
    to those who are shown the other, until an admin says otherwise.

    Args:
        settings: Where the state is.
        folder: The generations until now.
        built: The library that is about to be in force.
        known: What it brings was in force at another time: nothing takes the place of what it
            lacks, and words alone tell.

    Raises:
        StateError: What is restricted is not known.
    """
    file, safeguard = settings.data / "state.db", Safeguard.of(settings.data, folder)
    if not file.exists() and not safeguard.read():
        return ()
    with closing(State(file, safeguard)) as state:
        lost = state.audiences.restore()
        if lost:
            names = listed([each.file for each in lost])
            logger.error("%s", wording_office.RESTORED.format(count=len(lost), files=names))
        held = _held(state.audiences, folder, built, known=known)
        if held:
            state.audiences.replace([each.file for each in held], held)
    files = tuple(each.file for each in held)
    if files:
        logger.warning("%s", told_held(files))
    return files


def told_held(files: Sequence[str]) -> str:
    """What an admin is told of files that were restricted, see `hold_back`."""
    return wording_office.RELOAD_HELD.format(files=listed(files))


def listed(files: Sequence[str], separator: str = ", ") -> str:
    """Names for an admin, not too many."""
    rest = len(files) - _LISTED
    more = f"{separator}{wording.MORE_FILES.format(count=rest)}" if rest > 0 else ""
    return separator.join(files[:_LISTED]) + more


def _held(audiences: Audiences, folder: Path, built: Path, *, known: bool) -> list[Restriction]:
    """The restrictions of what is held back; the words of all that can be told are noted."""
    while restrictions := audiences.restrictions():
        noted, held = _compared(restrictions, folder, built, known=known)
        audiences.note_words(noted)
        # That takes long, and an admin may have said something else meanwhile.
        if audiences.restrictions() == restrictions:
            return held
    return []


def _compared(
    restrictions: Sequence[Restriction], folder: Path, built: Path, *, known: bool
) -> tuple[list[Restriction], list[Restriction]]:
    """The restrictions, each with its words where they can be told, and those of what is held."""
    before = _in_force(folder)
    words: dict[str, list[Marks]] = {each.file: [each.words] for each in restrictions}
    try:
        with Library.open(folder) as library:
            noted = [_noted(each, library, words[each.file]) for each in restrictions]
    except LibraryError:
        noted = [*restrictions]
    with Library.open(built) as library:
        noted = [_noted(each, library, words[each.file]) for each in noted]
        gone = [e for e in noted if not known and _is_gone(e, before, library.documents)]
        held_before = {each.sha256 for each in before}
        asked = {
            card: sketch(library.document(card.id))
            for card in library.documents
            if card.sha256 not in held_before and not any(each.covers(card) for each in noted)
        }
    held: list[Restriction] = []
    # What is held back may show that something else is a version of it.
    while found := _alike(asked, [*noted, *held], words, gone):
        for each in found:
            words[each.file] = [each.words]
        held += found
        files = {each.file for each in found}
        asked = {card: marks for card, marks in asked.items() if card.source_file not in files}
    return noted, held


def _alike(
    asked: dict[DocumentCard, Marks],
    restrictions: Sequence[Restriction],
    words: dict[str, list[Marks]],
    gone: Container[Restriction],
) -> list[Restriction]:
    found = []
    for card, marks in asked.items():
        kin = [
            each
            for each in restrictions
            if card.sha256 not in each.others
            and (
                any(may_be_version(marks, known) for known in words[each.file])
                or (each in gone and card.identity.number is None)
            )
        ]
        if kin:
            found.append(Restriction.of(card, shared_circles(kin), marks))
    return found


def _noted(restriction: Restriction, library: Library, words: list[Marks]) -> Restriction:
    """A restriction with the words of its plan; those of all its versions go to `words`."""
    for card in library.documents:
        if restriction.covers(card):
            words.append(sketch(library.document(card.id)))
            if not restriction.words and restriction.is_of(card):
                restriction = replace(restriction, words=words[-1])
    return restriction


def _is_gone(
    restriction: Restriction, before: Sequence[HeldFile], now: Sequence[DocumentCard]
) -> bool:
    """Whether a restricted plan is known to have been in the library until now, and is not."""
    was = any(restriction.sha256 == e.sha256 or restriction.file == e.name for e in before)
    return was and not any(map(restriction.covers, now))


def _in_force(folder: Path) -> tuple[HeldFile, ...]:
    """The files of the library until now; none where nothing of it can be told."""
    try:
        return held_files(current(folder))
    except LibraryError:
        return ()
