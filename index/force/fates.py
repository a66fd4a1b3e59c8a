"""What has become of the documents of a library: by each other, by time, by what admins say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.library.card import DocumentCard
from index.library.sameness import Identity, Sameness, sameness
from knowledge.document import Change, StatedChange
from knowledge.number_key import NumberKey, number_key
from knowledge.text import Span

# What leaves nothing of a document in force.
ENDING = (Change.REPLACED, Change.REPEALED, Change.EXPIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What has become of a document.

    Attributes:
        by: The id of the document that changed it; "" where none that is shown did.
        name: What that is called, where only an admin says so; else "".
        since: The ISO day from which it holds; of an expiry that the document states itself the
            last day in force. None where it is not known.
        confirmed: An admin has said so.
        span: Where the document that changed it says so, or this one its last day; None where
            only an admin says it.
    """

    change: Change
    by: str = ""
    name: str = ""
    since: str | None = None
    confirmed: bool = False
    span: Span | None = None


def fates_of(cards: Sequence[DocumentCard]) -> dict[str, tuple[Fate, ...]]:
    """What has become of each document, by its id, for those of which there is something to tell.

    What an admin says goes before what another document says, and what ends a document first.
    """
    found: dict[str, list[Fate]] = {}
    by_serial: dict[int, list[tuple[NumberKey, DocumentCard]]] = {}
    changing = [card for card in cards if card.changes]
    for card in cards if changing else ():
        number = card.identity.number
        key = number_key(number.value) if number is not None else None
        if key is not None:
            by_serial.setdefault(key.serial, []).append((key, card))
    for card in changing:
        for each in card.changes:
            for changed in changed_by(card, each, by_serial):
                fate = Fate(
                    change=each.change, by=card.id, since=each.since or _day(card), span=each.span
                )
                found.setdefault(changed.id, []).append(fate)
    for card in cards:
        if card.expires is not None:
            stated = Fate(change=Change.EXPIRED, since=card.expires.value, span=card.expires.span)
            found.setdefault(card.id, []).append(stated)
    shown = {card.id for card in cards}
    for card in cards:
        if card.standing:
            found[card.id] = _said(card, found.get(card.id, ()), shown)
    order = list(Change)
    return {
        each: tuple(sorted(fates, key=lambda fate: order.index(fate.change)))
        for each, fates in found.items()
        if fates
    }


def _said(card: DocumentCard, stated: Iterable[Fate], shown: set[str]) -> list[Fate]:
    """What is stated of a document, mended by what admins say of it."""
    fates = list(stated)
    for each in card.standing:
        same = [f for f in fates if f.by == each.by and f.change is each.change and not f.confirmed]
        fates = [fate for fate in fates if fate not in same]
        if each.denied:
            continue
        by = each.by if each.by in shown else ""
        # One that is not shown to the reader is not named either.
        name = each.name if not each.by else ""
        span = same[0].span if same else None
        fates.append(
            Fate(change=each.change, by=by, name=name, since=each.since, confirmed=True, span=span)
        )
    return fates


def changed_by(
    card: DocumentCard,
    change: StatedChange,
    by_serial: dict[int, list[tuple[NumberKey, DocumentCard]]],
) -> list[DocumentCard]:
    """The documents that a document says it changes: by number and date, else by issuer too."""
    key = number_key(change.number)
    if key is None:
        return []
    place = card.identity.place
    meant = Identity(
        number=change.number,
        date=change.date,
        issuer=change.issuer,
        place=place.value if place is not None else None,
    )
    own = Identity.of(card.identity)
    likely: list[DocumentCard] = []
    for held, other in by_serial.get(key.serial, ()):
        theirs = Identity.of(other.identity)
        if other.id == card.id or held.is_other(key) or _is_later(theirs, own):
            continue
        if change.date and theirs.date:
            # A body that was merged replaces what those before it issued.
            if change.date == theirs.date:
                likely.append(other)
        elif sameness(meant, theirs) is not Sameness.OTHER:
            likely.append(other)
    near = [other for other in likely if sameness(meant, Identity.of(other.identity))]
    return near or likely


def _is_later(left: Identity, right: Identity) -> bool:
    return bool(left.date and right.date and left.date > right.date)


def _day(card: DocumentCard) -> str | None:
    date = card.identity.date
    return date.value if date is not None else None
