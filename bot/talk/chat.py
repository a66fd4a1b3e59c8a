"""What one chat is about, in a form that outlives the process."""

from dataclasses import dataclass

from bot.message import Action

# Seconds for which a bare number picks one of the choices that were shown.
CHOICES_LAST = 15 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A section of a document: what was shown last."""

    document_id: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatState:
    """What one chat is about.

    Attributes:
        documents: Ids of the plan the chat is on; None for the whole library.
        asked: The questions that the last one leans on, as typed, and itself at the end.
        choices: What a bare number picks.
        choices_until: Until when it does, seconds since 1970.
        place: Where the last answer stands.
    """

    documents: tuple[str, ...] | None = None
    asked: tuple[str, ...] = ()
    choices: tuple[Action, ...] = ()
    choices_until: float = 0.0
    place: Place | None = None
