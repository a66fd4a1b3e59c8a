"""Who may see which plan: circles of people, and plans that only some circles are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.library.card import DocumentCard
from index.library.sameness import Identity, Sameness, sameness
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

    The plan is known again by the name of its file, by its bytes, and by its head, in whatever
    spelling: a new version under another name stays as restricted as the old one, and so does
    what only may be one, until an admin says that it is another plan.

    Attributes:
        file: The name of its file.
        identity: Its head.
        words: What stands for its words, see `index.library.duplicates.sketch`: it is told by them
            also when it is in the library no more. Nothing where they were not noted yet.
        circles: Keys of the circles that are shown it; admins always are.
        others: Checksums of files that look like it and are other plans.
    """

    file: str
    sha256: str
    identity: Identity
    circles: tuple[str, ...]
    others: tuple[str, ...] = ()
    words: tuple[int, ...] = field(default=(), compare=False)

    @classmethod
    def of(
        cls, card: DocumentCard, circles: Sequence[str], words: tuple[int, ...] = ()
    ) -> "Restriction":
        """The restriction of a plan to some circles."""
        return cls(
            file=card.source_file,
            sha256=card.sha256,
            identity=Identity.of(card.identity),
            circles=tuple(sorted(set(circles))),
            words=words,
        )

    def is_of(self, card: DocumentCard) -> bool:
        """Whether a document is the very file that was restricted."""
        return self.sha256 == card.sha256 or self.file == card.source_file

    def covers(self, card: DocumentCard) -> bool:
        """Whether a document is this plan, or may be."""
        return self.likeness(card) is not Sameness.OTHER

    def likeness(self, card: DocumentCard) -> Sameness:
        """How far a document is this plan."""
        if card.sha256 in self.others:
            return Sameness.OTHER
        if self.is_of(card):
            return Sameness.SAME
        return sameness(self.identity, Identity.of(card.identity))


def shared_circles(restrictions: Sequence[Restriction]) -> tuple[str, ...]:
    """The keys of the circles that are shown all of these plans."""
    circles = [frozenset(each.circles) for each in restrictions]
    return tuple(sorted(frozenset.intersection(*circles))) if circles else ()


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
