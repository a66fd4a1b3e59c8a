"""Which restricted plans a file that was sent in is a version of, or may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.desk import Desk
from bot.library.shelf import Shelf
from bot.rights.audience import Restriction
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.duplicates import may_be_version, sketch
from index.library.sameness import Sameness


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A restricted plan that a file is like.

    Attributes:
        name: What the plan is called; its file where it is not in the library.
        is_sure: The file is a version of it.
        by_words: Only the words are alike, not the heads.
    """

    restriction: Restriction
    name: str
    is_sure: bool
    by_words: bool


async def kin_of(
    card: DocumentCard,
    marks: tuple[int, ...],
    restrictions: Sequence[Restriction],
    shelf: Desk[Shelf],
) -> tuple[Kin, ...]:
    """The restricted plans that a file is like, by its head or by its words.

    Args:
        card: The card of the file.
        marks: The sketch of its words, see `index.library.duplicates.sketch`.
        restrictions: Of all restricted plans.
        shelf: Where their words are.
    """
    found: list[Kin] = []
    for each in restrictions:
        # One at a time: questions are answered in between.
        kin = await shelf.ask(partial(_kin, card=card, marks=marks, restriction=each))
        if kin is not None:
            found.append(kin)
    return tuple(found)


def _kin(
    shelf: Shelf, card: DocumentCard, marks: tuple[int, ...], restriction: Restriction
) -> Kin | None:
    if card.sha256 in restriction.others:
        return None
    library = shelf.library
    held = next((other for other in library.documents if restriction.is_of(other)), None)
    same = restriction.likeness(card)
    by_words = same is Sameness.OTHER
    if by_words:
        versions = (each for each in library.documents if restriction.covers(each))
        words = (sketch(library.document(each.id)) for each in versions)
        if not any(may_be_version(marks, known) for known in (restriction.words, *words)):
            return None
    return Kin(
        restriction=restriction,
        name=full_name(library.document(held.id)) if held is not None else restriction.file,
        is_sure=same is Sameness.SAME,
        by_words=by_words,
    )
