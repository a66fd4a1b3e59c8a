"""Who may see which plan: circles of people, and plans that only some circles are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.library.card import DocumentCard
from knowledge.text import fold, squash


def circle_key(name: str) -> str:
    """What tells circles apart: the name without accents, case and doubled blanks."""
    return squash(fold(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """People who are shown the same restricted plans.

    Attributes:
        key: See `circle_key`.
        name: As an admin typed it first.
        members: Keys of its people.
    """

    key: str
    name: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """A plan that only some circles are shown.

    The plan is known again by the name of its file, by its bytes, and by its number: a new version
    under another name stays as restricted as the old one.

    Attributes:
        file: The name of its file.
        number: Folded, as for the next two; None where the plan has none.
        circles: Keys of the circles that are shown it; admins always are.
    """

    file: str
    sha256: str
    number: str | None
    issuer: str | None
    place: str | None
    circles: tuple[str, ...]

    @classmethod
    def of(cls, card: DocumentCard, circles: Sequence[str]) -> "Restriction":
        """The restriction of a plan to some circles."""
        identity = card.identity
        return cls(
            file=card.source_file,
            sha256=card.sha256,
            number=_folded(identity.number.value if identity.number else None),
            issuer=_folded(identity.issuer.value if identity.issuer else None),
            place=_folded(identity.place.value if identity.place else None),
            circles=tuple(sorted(set(circles))),
        )

    def covers(self, card: DocumentCard) -> bool:
        """Whether a document is this plan; a field that one of the two lacks tells none apart."""
        if self.file == card.source_file or self.sha256 == card.sha256:
            return True
        other = Restriction.of(card, ())
        return (
            self.number is not None
            and self.number == other.number
            and _may_agree(self.issuer, other.issuer)
            and _may_agree(self.place, other.place)
        )


def _folded(value: str | None) -> str | None:
    return "".join(fold(value).split()) if value else None


def _may_agree(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left == right


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What may be shown in a chat.

    Attributes:
        restrictions: Of all restricted plans.
        circles: Keys of the circles that everybody in the chat belongs to.
        everything: Nothing is hidden: an admin's private chat.
    """

    restrictions: tuple[Restriction, ...] = ()
    circles: frozenset[str] = field(default_factory=frozenset)
    everything: bool = False

    def hidden(self, cards: Sequence[DocumentCard]) -> frozenset[str]:
        """Ids of the documents that must not be shown."""
        if self.everything:
            return frozenset()
        closed = [each for each in self.restrictions if self.circles.isdisjoint(each.circles)]
        return frozenset(
            card.id for card in cards if any(restriction.covers(card) for restriction in closed)
        )


EVERYTHING = Sight(everything=True)
