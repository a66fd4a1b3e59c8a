"""Plans of a new library that may be restricted ones: restricted, too, until an admin answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.rights.audience import Restriction, shared_circles
from bot.settings import Settings
from bot.state.safeguard import Safeguard
from bot.state.state import State
from index.errors import LibraryError
from index.library.card import DocumentCard
from index.library.duplicates import may_be_version, sketch
from index.library.generation import current, earlier
from index.library.store import Library

Marks = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What is known of the libraries until now.

    Attributes:
        cards: Of the latest library that can be opened; none where there is none.
        words: What stands for the words of each restricted plan, by its file.
    """

    cards: tuple[DocumentCard, ...]
    words: dict[str, Marks]


def hold_back(settings: Settings, folder: Path, built: Path) -> tuple[str, ...]:
    """Restrict what a library brings that may be a version of a restricted plan; the files.

    What is told by its head is restricted as it is. Here it is told by its words; or it has no
    number that can be read, and a restricted plan is gone. Nobody is asked about a file in a
    folder: it is shown to those who are shown the other, until an admin says otherwise.

    Args:
        settings: Where the state is.
        folder: The generations until now.
        built: The library that is about to be in force.
    """
    file = settings.data / "state.db"
    if not file.exists():
        return ()
    state = State(file, Safeguard.of(settings.data, folder))
    try:
        held = _held_back(state.audiences.restrictions(), folder, built)
        for each in held:
            state.audiences.restrict(each)
    finally:
        state.close()
    return tuple(each.file for each in held)


def _held_back(
    restrictions: Sequence[Restriction], folder: Path, built: Path
) -> tuple[Restriction, ...]:
    if not restrictions:
        return ()
    before = _before(restrictions, folder)
    known = {card.sha256 for card in before.cards}
    held: list[Restriction] = []
    with Library.open(built) as library:
        gone = [each for each in restrictions if _is_gone(each, before.cards, library.documents)]
        for card in library.documents:
            if card.sha256 in known or any(each.covers(card) for each in restrictions):
                continue
            marks = sketch(library.document(card.id))
            kin = [
                each
                for each in restrictions
                if card.sha256 not in each.others
                and (
                    may_be_version(marks, before.words.get(each.file, ()))
                    or (each in gone and card.identity.number is None)
                )
            ]
            if kin:
                held.append(Restriction.of(card, shared_circles(kin)))
    return tuple(held)


def _is_gone(
    restriction: Restriction, before: Sequence[DocumentCard], now: Sequence[DocumentCard]
) -> bool:
    """Whether a restricted plan is known to have been in the library until now, and is not."""
    return any(map(restriction.is_of, before)) and not any(map(restriction.covers, now))


def _before(restrictions: Sequence[Restriction], folder: Path) -> _Before:
    """What the generations tell, the latest first; one that is damaged tells nothing."""
    cards: tuple[DocumentCard, ...] = ()
    words: dict[str, Marks] = {}
    try:
        files = [current(folder), *earlier(folder)]
    except LibraryError:
        files = []
    for file in files:
        try:
            with Library.open(file) as library:
                cards = cards or library.documents
                for each in restrictions:
                    card = next(filter(each.is_of, library.documents), None)
                    if card is not None and each.file not in words:
                        words[each.file] = sketch(library.document(card.id))
        except LibraryError:
            continue
    return _Before(cards=cards, words=words)
